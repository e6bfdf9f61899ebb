"""R10-01-03 as data: items, quality flags and scale, by version."""

from django.db import models
from django.utils import timezone

ESCALA = [("bueno", "Bueno"), ("regular", "Regular"), ("malo", "Malo")]


class Formulario(models.Model):
    """One version of the questionnaire. A survey keeps the version it was handed over with."""

    numero_version = models.PositiveSmallIntegerField("versión", unique=True)
    vigente_desde = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-numero_version"]

    def __str__(self):
        return f"R10-01-03 v{self.numero_version}"

    @classmethod
    def vigente(cls):
        return cls.objects.filter(vigente_desde__lte=timezone.localdate()).first()


class Item(models.Model):
    """A question. `es_calidad`: regular or malo raises a salida no conforme (C17)."""

    formulario = models.ForeignKey(Formulario, models.PROTECT, related_name="items")
    numero = models.PositiveSmallIntegerField()
    texto = models.CharField(max_length=200)
    es_calidad = models.BooleanField(default=True)

    class Meta:
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(fields=["formulario", "numero"], name="item_unico"),
        ]

    def __str__(self):
        return f"{self.numero}. {self.texto}"
