"""Numbers without gaps, one counter row per series and year."""

from django.db import models
from django.utils import timezone


class Consecutivo(models.Model):
    serie = models.CharField(max_length=10)
    anio = models.PositiveSmallIntegerField()
    ultimo = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["serie", "anio"], name="consecutivo_unico"),
        ]

    def __str__(self):
        return f"{self.serie}-{self.anio}: {self.ultimo}"

    @classmethod
    def siguiente(cls, serie):
        """The next number of the series, such as ``S-2026-00418``.

        The year is that of today in America/Bogota. The row stays locked until the transaction
        ends: a rollback gives the number back, so the series has no gaps and no repeats.
        """
        anio = timezone.localdate().year
        cls.objects.bulk_create([cls(serie=serie, anio=anio)], ignore_conflicts=True)
        fila = cls.objects.select_for_update().get(serie=serie, anio=anio)
        fila.ultimo += 1
        fila.save(update_fields=["ultimo"])
        return f"{serie}-{anio}-{fila.ultimo:05d}"
