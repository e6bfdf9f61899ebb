"""The value of a service, itemised and frozen once notified (C7)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from serviciosesp.core.dinero import iva, redondear

from .catalogo import Tarifa


class Liquidacion(models.Model):
    """One version of the value. Never edited: a change is a new version. All amounts in pesos."""

    solicitud = models.ForeignKey(
        "solicitudes.Solicitud", models.PROTECT, related_name="liquidaciones"
    )
    numero_version = models.PositiveSmallIntegerField("versión")
    subtotal = models.PositiveBigIntegerField()
    descuento = models.PositiveBigIntegerField(default=0)
    iva = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField()
    nota = models.CharField(max_length=500, blank=True)
    liquidado_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notificada_en = models.DateTimeField(default=timezone.now)
    vigente_hasta = models.DateField("válida hasta")

    class Meta:
        ordering = ["solicitud", "-numero_version"]
        indexes = [models.Index(fields=["notificada_en"], name="liquidacion_notificada_en")]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "numero_version"], name="liquidacion_version"
            ),
            models.CheckConstraint(
                condition=Q(total=F("subtotal") - F("descuento") + F("iva")),
                name="liquidacion_total",
            ),
        ]

    def __str__(self):
        return f"Liquidación v{self.numero_version} de {self.solicitud.numero}"

    @property
    def vencida(self):
        return timezone.localdate() > self.vigente_hasta

    @property
    def referencia(self):
        """Payment reference: year, request and version, digits only."""
        _, anio, numero = self.solicitud.numero.split("-")
        return f"{anio}{numero}{self.numero_version:02d}"


class LineaLiquidacion(models.Model):
    """A priced line. It copies the tariff row: later tariffs do not change it."""

    liquidacion = models.ForeignKey(Liquidacion, models.PROTECT, related_name="lineas")
    tarifa = models.ForeignKey(Tarifa, models.PROTECT, null=True, related_name="+")
    descripcion = models.CharField(max_length=200)
    unidad = models.CharField(max_length=30)
    cantidad = models.DecimalField(max_digits=12, decimal_places=3)
    valor_unitario = models.PositiveBigIntegerField()
    valor = models.PositiveBigIntegerField()
    iva_tratamiento = models.CharField(max_length=10)
    iva_porcentaje = models.DecimalField(max_digits=4, decimal_places=2)
    iva = models.PositiveBigIntegerField()
    acto = models.CharField(max_length=120, blank=True)
    ejecutado = models.DecimalField("cantidad ejecutada", max_digits=12, decimal_places=3, null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.descripcion} × {self.cantidad}"

    def por_cantidad(self, cantidad):
        """(value, IVA) in pesos of another quantity at the price of this line."""
        valor = redondear(Decimal(self.valor_unitario) * cantidad)
        return valor, iva(valor, self.iva_porcentaje)


def calcular_lineas(lineas, otro_concepto="", otro_valor=0, otro_iva=0):
    """Unsaved lines from [(Tarifa, Decimal quantity)] and, for services «por liquidar», one by hand."""
    nuevas = [
        LineaLiquidacion(
            tarifa=t, descripcion=t.descripcion, unidad=t.unidad, cantidad=cantidad,
            valor_unitario=t.valor, iva_tratamiento=t.iva_tratamiento,
            iva_porcentaje=t.iva_porcentaje, acto=t.acto,
        )
        for t, cantidad in lineas or []
    ]  # fmt: skip
    if otro_concepto and otro_valor:
        nuevas.append(
            LineaLiquidacion(
                descripcion=otro_concepto, unidad="global", cantidad=Decimal(1),
                valor_unitario=otro_valor, acto="Valor por liquidar",
                iva_tratamiento="gravado" if otro_iva else "excluido",
                iva_porcentaje=Decimal(otro_iva or 0),
            )
        )  # fmt: skip
    for linea in nuevas:
        linea.valor, linea.iva = linea.por_cantidad(linea.cantidad)
    return nuevas


def crear_liquidacion(solicitud, lineas, *, descuento, nota, por, vigente_hasta):
    """Save the next version; the discount lowers the taxable base in proportion (to the peso)."""
    subtotal = sum(x.valor for x in lineas)
    impuesto = sum(x.iva for x in lineas)
    if descuento and subtotal:
        impuesto = redondear(Decimal(impuesto) * (subtotal - descuento) / subtotal)
    anterior = solicitud.liquidacion
    liquidacion = Liquidacion.objects.create(
        solicitud=solicitud,
        numero_version=anterior.numero_version + 1 if anterior else 1,
        subtotal=subtotal, descuento=descuento, iva=impuesto,
        total=subtotal - descuento + impuesto,
        nota=nota, liquidado_por=por, vigente_hasta=vigente_hasta,
    )  # fmt: skip
    for linea in lineas:
        linea.liquidacion = liquidacion
        linea.save()
    return liquidacion
