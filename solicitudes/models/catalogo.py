"""The portfolio (clause 5 of P06-01) and its tariffs: dated data an administrator edits."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from serviciosesp.core.models.base import ModeloDelProcedimiento
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.roles import Area
from serviciosesp.core.transiciones import transicion


class Clase(models.TextChoices):
    COMPLEMENTARIO = "complementario", "Complementario"
    ESPECIAL = "especial", "Especial"


class Cobro(models.TextChoices):
    FACTURA = "factura", "Se carga a la factura"
    PAGO_PREVIO = "pago_previo", "Pago previo"


class VigentesQuerySet(models.QuerySet):
    def vigentes(self, fecha=None):
        """Rows in force on a date (today by default)."""
        fecha = fecha or timezone.localdate()
        return self.filter(vigente_desde__lte=fecha).filter(
            Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=fecha)
        )

    def visibles_para(self, usuario):
        return self.all() if usuario.puede("catalogo.ver") else self.none()


@requisito(
    "La vigencia se cruza con otra ya publicada: empiece después o cierre la anterior",
    clausula="C1", resuelve="administrador", campo="vigente_desde", con_datos=True,
)  # fmt: skip
def sin_cruce(version, por, *, vigente_desde, **datos):
    posteriores = version.hermanas(**datos).filter(vigente_desde__gte=vigente_desde)
    return not posteriores.exclude(pk=version.pk).exists()


class Servicio(ModeloDelProcedimiento):
    """One version of a service of the portfolio. Open cases keep the version they began with."""

    sufijo_url = "servicio"

    codigo = models.CharField("código", max_length=10)
    nombre = models.CharField(max_length=120)
    clase = models.CharField(max_length=14, choices=Clase.choices)
    cobro = models.CharField(max_length=12, choices=Cobro.choices)
    requiere_revision = models.BooleanField("requiere orden de revisión")
    requiere_pedido = models.BooleanField("saca elementos de almacén (R12-02-01)")
    por_liquidar = models.BooleanField("se puede pedir sin precio publicado", default=False)
    area = models.CharField("área", max_length=20, choices=Area.choices)
    unidad = models.CharField(max_length=30, blank=True)
    duracion_minutos = models.PositiveSmallIntegerField("duración (minutos)", default=120)
    verificaciones = models.JSONField("otras verificaciones (C16)", default=list, blank=True)
    vigente_desde = models.DateField(default=timezone.localdate)
    vigente_hasta = models.DateField(null=True, blank=True)

    objects = VigentesQuerySet.as_manager()

    class Meta:
        ordering = ["codigo", "-vigente_desde"]
        constraints = [
            models.UniqueConstraint(fields=["codigo", "vigente_desde"], name="servicio_version"),
            models.CheckConstraint(condition=Q(clase__in=Clase.values), name="servicio_clase"),
            models.CheckConstraint(condition=Q(cobro__in=Cobro.values), name="servicio_cobro"),
            models.CheckConstraint(
                condition=Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=F("vigente_desde")),
                name="servicio_vigencia",
            ),
        ]

    def __str__(self):
        return f"{self.codigo} · {self.nombre}"

    @property
    def es_especial(self):
        return self.clase == Clase.ESPECIAL

    def hermanas(self, codigo="", **_):
        return Servicio.objects.filter(codigo=self.codigo or codigo)

    def tarifas_vigentes(self, fecha=None):
        return Tarifa.objects.vigentes(fecha).filter(servicio_codigo=self.codigo)

    @transicion(
        etiqueta="Publicar servicio", hecho="Servicio publicado", clausulas=["C1"],
        requiere=[sin_cruce],
    )  # fmt: skip
    def publicar(self, *, por, codigo, nombre, clase, cobro, requiere_revision, requiere_pedido,
                 por_liquidar, area, unidad, duracion_minutos, verificaciones, vigente_desde,
                 vigente_hasta=None):  # fmt: skip
        """New version in force from `vigente_desde`; the one before it ends the day before.

        `vigente_hasta`: last day on which it may be asked for, when it leaves the portfolio.
        """
        _suceder(self, vigente_desde, codigo=codigo)
        datos = {k: v for k, v in locals().items() if k not in ("self", "por")}
        for campo, valor in datos.items():
            setattr(self, campo, valor)
        return f"Servicio {codigo} publicado, vigente desde {vigente_desde:%d/%m/%Y}"


class Iva(models.TextChoices):
    EXCLUIDO = "excluido", "Excluido"
    EXENTO = "exento", "Exento"
    GRAVADO = "gravado", "Gravado"


class Tarifa(ModeloDelProcedimiento):
    """Price of one concept of a service, before IVA, from a date on, by the act approving it."""

    sufijo_url = "tarifa"

    servicio_codigo = models.CharField("servicio", max_length=10, db_index=True)
    concepto = models.CharField(max_length=40)
    descripcion = models.CharField("descripción", max_length=200)
    unidad = models.CharField(max_length=30)
    valor = models.PositiveBigIntegerField("valor unitario, pesos")
    iva_tratamiento = models.CharField("IVA", max_length=10, choices=Iva.choices)
    iva_porcentaje = models.DecimalField("IVA %", max_digits=4, decimal_places=2, default=0)
    acto = models.CharField("acto que la aprobó", max_length=120)
    vigente_desde = models.DateField(default=timezone.localdate)
    vigente_hasta = models.DateField(null=True, blank=True)

    objects = VigentesQuerySet.as_manager()

    class Meta:
        ordering = ["servicio_codigo", "concepto", "-vigente_desde"]
        constraints = [
            models.UniqueConstraint(
                fields=["servicio_codigo", "concepto", "vigente_desde"], name="tarifa_version"
            ),
            models.CheckConstraint(
                condition=Q(iva_tratamiento="gravado") | Q(iva_porcentaje=0), name="tarifa_iva"
            ),
        ]

    def __str__(self):
        return f"{self.servicio_codigo} {self.descripcion}"

    def hermanas(self, servicio_codigo="", concepto="", **_):
        return Tarifa.objects.filter(
            servicio_codigo=self.servicio_codigo or servicio_codigo,
            concepto=self.concepto or concepto,
        )

    @transicion(
        etiqueta="Publicar tarifa", hecho="Tarifa publicada", clausulas=["C7"], requiere=[sin_cruce]
    )
    def publicar(self, *, por, servicio_codigo, concepto, descripcion, unidad, valor,
                 iva_tratamiento, iva_porcentaje, acto, vigente_desde,
                 vigente_hasta=None):  # fmt: skip
        """New price from `vigente_desde`; the one before it ends the day before."""
        _suceder(self, vigente_desde, servicio_codigo=servicio_codigo, concepto=concepto)
        datos = {k: v for k, v in locals().items() if k not in ("self", "por")}
        for campo, dato in datos.items():
            setattr(self, campo, dato)
        return f"Tarifa de {descripcion} publicada por {acto}, desde {vigente_desde:%d/%m/%Y}"


def _suceder(version, vigente_desde, **identidad):
    """End the version before the day on which this one begins; no day is left without any."""
    hermanas = version.hermanas(**identidad).exclude(pk=version.pk)
    if version.pk:  # it begins on another day than it was going to
        vispera = version.vigente_desde - timedelta(days=1)
        hermanas.filter(vigente_hasta=vispera).update(vigente_hasta=None)
    abiertas = hermanas.filter(Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=vigente_desde))
    abiertas.filter(vigente_desde__lt=vigente_desde).update(
        vigente_hasta=vigente_desde - timedelta(days=1)
    )
