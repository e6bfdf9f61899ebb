"""The append-only history, and the keys that make a repeated POST harmless."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils import timezone


class EventoQuerySet(models.QuerySet):
    def update(self, **campos):
        raise TypeError("Los eventos no se modifican.")

    def delete(self):
        raise TypeError("Los eventos no se borran.")

    def de(self, objeto):
        """History of the whole aggregate to which `objeto` belongs, newest first."""
        return self.filter(raiz=clave_de(objeto.raiz)).order_by("-n")


def clave_de(objeto):
    """``"solicitudes.solicitud:12"``."""
    return f"{objeto._meta.label_lower}:{objeto.pk}"


class Evento(models.Model):
    """One fact: who did what to which record, when, from which state to which.

    Rows of one root form a chain: each carries the hash of the one before, so that a row changed or
    taken out is found by `manage.py verificar`.
    """

    raiz = models.CharField(max_length=60)
    n = models.PositiveIntegerField()
    objeto = models.CharField(max_length=60)
    transicion = models.CharField(max_length=40)
    de = models.CharField(max_length=20, blank=True)
    a = models.CharField(max_length=20, blank=True)
    hecho = models.TextField()
    clausulas = models.CharField(max_length=40, blank=True)
    por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor = models.CharField(max_length=160)
    datos = models.JSONField(default=dict)
    en = models.DateTimeField(default=timezone.now)
    peticion = models.CharField(max_length=40, blank=True)
    hash_anterior = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EventoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["raiz", "n"], name="evento_sin_bifurcacion"),
        ]
        indexes = [
            models.Index(fields=["objeto"], name="evento_objeto"),
            models.Index(fields=["-en"], name="evento_en"),
            models.Index(fields=["transicion", "en"], name="evento_transicion"),
        ]

    def __str__(self):
        return f"{self.objeto} {self.transicion}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("Los eventos no se modifican.")
        cadena = Evento.objects.filter(raiz=self.raiz).order_by("-n")
        n, self.hash_anterior = cadena.values_list("n", "hash").first() or (0, "")
        self.n = n + 1
        self.hash = self.calcular_hash()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Los eventos no se borran.")

    def calcular_hash(self):
        """SHA-256 of the row and of the hash before it."""
        campos = [
            self.hash_anterior, self.raiz, self.n, self.objeto, self.transicion, self.de, self.a,
            self.hecho, self.clausulas, self.por_id, self.actor, self.datos,
            self.en.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        ]  # fmt: skip
        texto = json.dumps(campos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()


class ClaveIdempotencia(models.Model):
    """A POST already served: the same key of the same actor returns the same result."""

    actor = models.CharField(max_length=80)
    clave = models.CharField(max_length=64)
    huella = models.CharField(max_length=64)
    resultado = models.CharField(max_length=60, blank=True)
    en = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "clave"], name="idempotencia_unica"),
        ]

    def __str__(self):
        return f"{self.actor} {self.clave}"
