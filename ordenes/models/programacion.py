"""The slot of an order: crew, vehicle, hours and the client's agreement (C10, C11)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from serviciosesp.core.models.aviso import Canal

from .cuadrilla import Cuadrilla, Vehiculo


class ProgramacionQuerySet(models.QuerySet):
    def vigentes(self):
        return self.filter(vigente=True)

    def del_dia(self, dia):
        """Slots that begin on a local day."""
        return self.vigentes().filter(inicio__date=dia).order_by("inicio", "id")

    def cruces(self, inicio, fin):
        """Slots whose hours touch [inicio, fin)."""
        return self.vigentes().filter(inicio__lt=fin, fin__gt=inicio)


class Programacion(models.Model):
    """One slot; a rescheduled order keeps the earlier ones with `vigente` off."""

    class Causa(models.TextChoices):
        NECESIDAD = "necesidad", "Necesidad del servicio"
        EVENTUALIDAD = "eventualidad", "Eventualidad"

    class Pide(models.TextChoices):
        EMPRESA = "empresa", "La empresa"
        CLIENTE = "cliente", "El cliente"

    orden_revision = models.ForeignKey(
        "ordenes.OrdenRevision", models.PROTECT, null=True, related_name="programaciones"
    )
    orden_trabajo = models.ForeignKey(
        "ordenes.OrdenTrabajo", models.PROTECT, null=True, related_name="programaciones"
    )
    cuadrilla = models.ForeignKey(Cuadrilla, models.PROTECT, related_name="programaciones")
    vehiculo = models.ForeignKey(
        Vehiculo, models.PROTECT, null=True, blank=True, related_name="programaciones"
    )
    inicio = models.DateTimeField()
    fin = models.DateTimeField()
    acuerdo_con = models.CharField(max_length=160)
    acuerdo_canal = models.CharField(max_length=12, choices=Canal.choices)
    acuerdo_en = models.DateTimeField(default=timezone.now)
    registrada_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    causa = models.CharField(max_length=12, choices=Causa.choices, blank=True)
    pide = models.CharField(max_length=8, choices=Pide.choices, blank=True)
    evidencia = models.CharField("prueba de la autorización", max_length=300, blank=True)
    vigente = models.BooleanField(default=True)

    objects = ProgramacionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["cuadrilla", "inicio"], name="programacion_dia", condition=Q(vigente=True)
            ),
            models.Index(fields=["inicio"], name="programacion_inicio", condition=Q(vigente=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(orden_revision__isnull=True, orden_trabajo__isnull=False)
                | Q(orden_revision__isnull=False, orden_trabajo__isnull=True),
                name="programacion_de_una_orden",
            ),
            models.CheckConstraint(condition=Q(fin__gt=F("inicio")), name="programacion_horas"),
            models.CheckConstraint(condition=~Q(acuerdo_con=""), name="programacion_acordada"),
            models.UniqueConstraint(
                fields=["orden_trabajo"], condition=Q(vigente=True), name="programacion_ot_vigente"
            ),
            models.UniqueConstraint(
                fields=["orden_revision"], condition=Q(vigente=True), name="programacion_or_vigente"
            ),
        ]

    def __str__(self):
        return f"{self.cuadrilla} {timezone.localtime(self.inicio):%d/%m/%Y %H:%M}"

    @property
    def orden(self):
        return self.orden_trabajo or self.orden_revision
