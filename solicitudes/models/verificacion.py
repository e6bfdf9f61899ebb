"""The organisation's other verifications (C16), one row each, opened when the service ends."""

from django.conf import settings
from django.db import models


class Verificacion(models.Model):
    solicitud = models.ForeignKey(
        "solicitudes.Solicitud", models.PROTECT, related_name="verificaciones"
    )
    nombre = models.CharField(max_length=160)
    conforme = models.BooleanField(null=True)
    nota = models.CharField(max_length=500, blank=True)
    hecha_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    hecha_en = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["solicitud", "nombre"], name="verificacion_unica"),
        ]

    def __str__(self):
        return self.nombre
