"""Dated parameters, local days off and legal texts: what an administrator edits on a page."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..actos import transicion
from ..requisitos import requisito, unico
from .base import DelCatalogo, ModeloDelProcedimiento

YA_HAY = "Ya hay otro con esa fecha, corríjalo en la lista"

PARAMETROS = {
    "dias_respuesta": (15, "Días hábiles para responder la solicitud (Ley 142 de 1994, art. 158)"),
    "horas_silencio": (72, "Horas para reconocer el silencio administrativo positivo"),
    "dias_liquidar": (3, "Días hábiles para liquidar una solicitud aceptada"),
    "dias_liquidacion": (15, "Días hábiles de validez de la liquidación"),
    "dias_recordatorio": (3, "Días hábiles antes del vencimiento en que se recuerda la liquidación"),
    "dias_gracia": (5, "Días hábiles después de vencida la liquidación para desistir la solicitud"),
    "dias_programar": (3, "Días hábiles para acordar fecha una vez habilitada"),
    "dias_cerrar": (5, "Días hábiles para cerrar una vez calificado el servicio"),
    "dias_encuesta": (5, "Días hábiles para devolver la encuesta antes de presumir «bueno»"),
    "dias_respuesta_tardia": (30, "Días calendario en que se recibe una encuesta tardía"),
    "dias_snc": (10, "Días hábiles para tratar una salida no conforme"),
    "dias_validar_pago": (1, "Días hábiles para validar un pago registrado"),
    "dias_pedido": (1, "Días hábiles para autorizar o despachar un pedido"),
}
"""Key -> (value at installation, what it means)."""


def desde_hoy(campo):
    """Requirement: neither the date given nor the one it replaces has passed."""

    @requisito(
        "Escriba una fecha de hoy en adelante: lo que ya rigió no se cambia",
        clausula="C1", resuelve="administrador", campo=campo, con_datos=True,
    )  # fmt: skip
    def es_de_hoy_en_adelante(registro, por, **datos):
        anterior = getattr(registro, campo) if registro.pk else datos[campo]
        return min(anterior, datos[campo]) >= timezone.localdate()

    return es_de_hoy_en_adelante


class Parametro(ModeloDelProcedimiento):
    """A value in force from a date on; earlier ones are kept."""

    sufijo_url = "parametro"

    clave = models.CharField(max_length=40, choices=[(c, t) for c, (_, t) in PARAMETROS.items()])
    valor = models.PositiveIntegerField()
    vigente_desde = models.DateField(default=timezone.localdate)
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = DelCatalogo.as_manager()

    class Meta:
        verbose_name = "parámetro"
        constraints = [
            models.UniqueConstraint(fields=["clave", "vigente_desde"], name="parametro_unico"),
        ]
        ordering = ["clave", "-vigente_desde"]

    def __str__(self):
        return f"{self.get_clave_display()}: {self.valor}"

    @transicion(
        etiqueta="Fijar parámetro", hecho="Parámetro fijado", clausulas=["C1"],
        requiere=[desde_hoy("vigente_desde"), unico("vigente_desde", "clave", frase=YA_HAY)],
    )  # fmt: skip
    def fijar(self, *, por, valor, vigente_desde):
        """A value from today or later, or the correction of one that begins today or later."""
        self.valor, self.vigente_desde, self.autor = valor, vigente_desde, por
        return f"{self}, desde {vigente_desde:%d/%m/%Y}"


def parametro(clave, en=None):
    """Value in force of `clave` on a date (today in Bogota by default)."""
    fila = (
        Parametro.objects.filter(clave=clave, vigente_desde__lte=en or timezone.localdate())
        .order_by("-vigente_desde")
        .first()
    )
    return fila.valor if fila else PARAMETROS[clave][0]


class DiaNoHabil(ModeloDelProcedimiento):
    """A local exception to the calendar: a decreed day off, or a festivo that is worked."""

    sufijo_url = "dia"

    fecha = models.DateField(unique=True)
    motivo = models.CharField(max_length=120)
    laborable = models.BooleanField(default=False)

    objects = DelCatalogo.as_manager()

    class Meta:
        verbose_name = "día no hábil"
        verbose_name_plural = "días no hábiles"
        ordering = ["fecha"]

    def __str__(self):
        return f"{self.fecha:%d/%m/%Y} {self.motivo}"

    @transicion(
        etiqueta="Fijar día", hecho="Día fijado", clausulas=["C4"],
        requiere=[desde_hoy("fecha"), unico("fecha", frase=YA_HAY)],
    )  # fmt: skip
    def fijar(self, *, por, fecha, motivo, laborable):
        """A day of today or later that does not count, or that counts in spite of the calendar."""
        self.fecha, self.motivo, self.laborable = fecha, motivo, laborable
        return f"{fecha:%d/%m/%Y} {'se trabaja' if laborable else 'no es hábil'}: {motivo}"


class TextoLegal(models.Model):
    """A text read or shown to the client, by version: the one accepted is the one kept."""

    clave = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    texto = models.TextField()
    vigente_desde = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "texto legal"
        constraints = [
            models.UniqueConstraint(fields=["clave", "version"], name="texto_legal_unico"),
        ]

    def __str__(self):
        return f"{self.clave} v{self.version}"

    @classmethod
    def vigente(cls, clave):
        return (
            cls.objects.filter(clave=clave, vigente_desde__lte=timezone.localdate())
            .order_by("-version")
            .first()
        )
