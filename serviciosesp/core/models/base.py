"""What every record moved by the procedure has in common."""

from django.db import models
from django.urls import reverse
from django.utils import timezone


class PorArea(models.QuerySet):
    """Visibility by role and service area (see `core.roles`).

    Subclasses name the permission that lets a person see the record (`permiso_ver`) and the lookup
    that reaches the area of its service (`camino_area`).
    """

    permiso_ver = ""
    camino_area = "servicio__area"

    def visibles_para(self, usuario):
        areas = usuario.areas_para(self.permiso_ver)
        if not areas:
            return self.none()
        if "" in areas:
            return self.all()
        return self.filter(**{f"{self.camino_area}__in": areas})


class DelCatalogo(models.QuerySet):
    """What an administrator publishes with dates, and nearly everybody may read."""

    def visibles_para(self, usuario):
        return self.all() if usuario.puede("catalogo.ver") else self.none()


class ModeloDelProcedimiento(models.Model):
    """A record whose state moves only through `core.transiciones.ejecutar`.

    `url_detalle`: URL name of its page, by number. `sufijo_url`: what its acts' URL names add to the
    transition's name (``rechazar_pago``); the main record of an app adds nothing.
    """

    url_detalle = ""
    sufijo_url = ""

    version = models.PositiveIntegerField(default=0, editable=False)
    creado_en = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def raiz(self):
        """The record locked before this one: the root of its aggregate."""
        return self

    def get_absolute_url(self):
        return reverse(self.url_detalle, args=[self.numero])

    @property
    def insignia(self):
        """(word, tone, icon) of the current state; None for records without states."""
        return self.INSIGNIAS[self.estado] if hasattr(self, "INSIGNIAS") else None

    @classmethod
    def estados_constraint(cls, estados, nombre):
        """Named constraint: the state is one of the machine's states."""
        return models.CheckConstraint(condition=models.Q(estado__in=estados), name=nombre)

    def al_quedar(self):
        """Called by the door after each act, before saving: derived fields are brought up to date."""

    def al_guardar(self):
        """Called by the door once the record is saved: rows that hang from it are written here."""

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude={*(exclude or ()), "estado"})

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        """Reload; the protected state is dropped first so that it can be set again.

        django-fsm-2 does this by unprotecting the field for the whole class, which other threads see.
        """
        recarga_estado = "estado" in self.__dict__ and (fields is None or "estado" in fields)
        anterior = self.__dict__.pop("estado") if recarga_estado else None
        try:
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        except BaseException:
            if recarga_estado:
                self.__dict__["estado"] = anterior
            raise
