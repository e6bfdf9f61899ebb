"""Links that let somebody without an account do one thing."""

import hashlib
import secrets

from django.db import models
from django.utils import timezone

from .evento import clave_de


class EnlaceQuerySet(models.QuerySet):
    def abrir(self, ficha, proposito):
        """The live link of this token and purpose, or None. Never says which of the two failed."""
        return (
            self.filter(huella=EnlacePublico.huella_de(ficha), proposito=proposito)
            .filter(models.Q(expira__isnull=True) | models.Q(expira__gt=timezone.now()))
            .filter(revocado_en__isnull=True)
            .first()
        )


class EnlacePublico(models.Model):
    """A 160-bit random token, kept hashed, bound to one purpose and one record, and expiring."""

    SEGUIMIENTO, ENCUESTA = "seguimiento", "encuesta"
    PROPOSITOS = [(SEGUIMIENTO, "Seguimiento"), (ENCUESTA, "Encuesta")]

    huella = models.CharField(max_length=64, unique=True)
    proposito = models.CharField(max_length=12, choices=PROPOSITOS)
    objeto = models.CharField(max_length=60, db_index=True)
    creado_en = models.DateTimeField(default=timezone.now)
    expira = models.DateTimeField(null=True)
    revocado_en = models.DateTimeField(null=True)

    objects = EnlaceQuerySet.as_manager()

    def __str__(self):
        return f"{self.proposito} {self.objeto}"

    @staticmethod
    def huella_de(ficha):
        return hashlib.sha256(ficha.encode("utf-8", "replace")).hexdigest()

    @classmethod
    def crear(cls, objeto, proposito, expira=None):
        """(link, token). The token is shown once and never stored."""
        ficha = secrets.token_urlsafe(20)
        enlace = cls.objects.create(
            huella=cls.huella_de(ficha), proposito=proposito, objeto=clave_de(objeto), expira=expira
        )
        return enlace, ficha

    @property
    def objeto_id(self):
        return int(self.objeto.rpartition(":")[2])
