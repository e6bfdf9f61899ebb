"""Money, to the peso: payments, charges and values."""

from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Pedido
from serviciosesp.core.dinero import pesos, redondear
from solicitudes.models import Cargo, Devolucion, Liquidacion, Pago, Solicitud
from solicitudes.models.estados import DESDE_PROGRAMADA, E

LOTE = 500
PRESTADAS = [E.PRESTADA, E.CERRADA]


def pago_antes():
    sin_pago = Q(cobro="pago_previo", pago_validado_en__isnull=True)
    sin_cargo = Q(cobro="factura", cargo_autorizado_en__isnull=True)
    malas = Solicitud.objects.filter(
        sin_pago | sin_cargo, estado__in=DESDE_PROGRAMADA, sin_cobro_motivo=""
    )
    for solicitud in malas.iterator(chunk_size=LOTE):
        yield f"{solicitud} está «{solicitud.get_estado_display()}» sin pago ni cargo autorizado"


def pago_completo():
    total = Liquidacion.objects.filter(solicitud=OuterRef("pk")).order_by("-numero_version")
    pagadas = Solicitud.objects.filter(
        cobro="pago_previo", sin_cobro_motivo="", estado__in=[E.HABILITADA, *DESDE_PROGRAMADA]
    ).annotate(
        debido=Subquery(total.values("total")[:1]),
        validado=Coalesce(Sum("pagos__valor", filter=Q(pagos__estado=Pago.E.VALIDADO)), 0),
    )
    for solicitud in pagadas.exclude(validado__gte=F("debido")).iterator(chunk_size=LOTE):
        debe, hay = pesos(solicitud.debido or 0), pesos(solicitud.validado)
        yield f"{solicitud}: se liquidaron {debe} y hay validados {hay}"


def cargos():
    """A charge that HAS SQL sent back waits to be exported again: it counts as one, not alive."""
    filas = Solicitud.objects.annotate(
        todos=Count("cargos"), vivos=Count("cargos", filter=~Q(cargos__estado=Cargo.E.RECHAZADO))
    )
    con_cargo = Q(cobro="factura", sin_cobro_motivo="", estado__in=PRESTADAS)
    for solicitud in filas.filter(con_cargo).filter(Q(todos=0) | Q(vivos__gt=1)).iterator():
        yield f"{solicitud}: tiene {solicitud.vivos} cargos vivos"
    for solicitud in filas.exclude(con_cargo).filter(todos__gt=0).iterator():
        yield f"{solicitud}: tiene un cargo y no le corresponde"


def valor_cargos():
    filas = Cargo.objects.select_related("solicitud").prefetch_related(
        "solicitud__liquidaciones__lineas"
    )
    for cargo in filas.iterator(chunk_size=LOTE):
        solicitud = cargo.solicitud
        if cargo.total > solicitud.cargo_maximo:
            autorizado = pesos(solicitud.cargo_maximo)
            yield f"{cargo}: cobra {pesos(cargo.total)} y se autorizaron {autorizado}"
        elif solicitud.liquidacion and cargo.total != (ejecutado := _ejecutado(solicitud)):
            yield f"{cargo}: cobra {pesos(cargo.total)} y se ejecutaron {pesos(ejecutado)}"


def _ejecutado(solicitud):
    lineas = solicitud.liquidacion.lineas.all()
    cantidades = {x.pk: x.ejecutado for x in lineas if x.ejecutado is not None}
    return solicitud.valor_ejecutado(cantidades)[2]


def liquidaciones():
    filas = Liquidacion.objects.select_related("solicitud").prefetch_related("lineas__tarifa")
    for liquidacion in filas.iterator(chunk_size=LOTE):
        yield from (f"{liquidacion}: {falla}" for falla in _no_suma(liquidacion))


def _no_suma(liquidacion):
    lineas = list(liquidacion.lineas.all())
    for linea in lineas:
        if (linea.valor, linea.iva) != linea.por_cantidad(linea.cantidad):
            yield f"«{linea}» dice {pesos(linea.valor)} e IVA {pesos(linea.iva)}: no es su precio"
        if linea.tarifa and linea.tarifa.valor != linea.valor_unitario:
            yield f"«{linea}» no tiene el precio de su tarifa"
    subtotal, impuesto = sum(x.valor for x in lineas), sum(x.iva for x in lineas)
    if liquidacion.descuento and subtotal:
        base = subtotal - liquidacion.descuento
        impuesto = redondear(Decimal(impuesto) * base / subtotal)
    total = subtotal - liquidacion.descuento + impuesto
    if (liquidacion.subtotal, liquidacion.iva, liquidacion.total) != (subtotal, impuesto, total):
        yield f"dice {pesos(liquidacion.total)} y sus líneas suman {pesos(total)}"


def segregacion():
    for filas, autor, otro in SEGREGACIONES:
        for objeto in filas.filter(**{autor: F(otro)}).iterator():
            yield f"{objeto}: es la misma persona {_palabras(autor)} y {_palabras(otro)}"


def _palabras(campo):
    return campo.replace("__", " ").replace("_", " ")


PAGOS = Pago.objects.filter(reversa_de__isnull=True)
SEGREGACIONES = [
    (PAGOS, "validado_por", "registrado_por"),
    (PAGOS, "validado_por", "liquidado_por"),
    (Pago.objects, "reverso__validado_por", "reverso_propuesto_por"),
    (Devolucion.objects, "pagada_por", "aprobada_por"),
    (Pedido.objects, "autorizado_por", "elaborado_por"),
    (Pedido.objects, "despachado_por", "elaborado_por"),
    (Pedido.objects, "despachado_por", "autorizado_por"),
    (SalidaNoConforme.objects, "verificada_por", "corregida_por"),
    (SalidaNoConforme.objects, "cerrada_por", "corregida_por"),
    (AccionCorrectiva.objects, "verificada_por", "responsable"),
    (AccionCorrectiva.objects, "verificada_por", "ejecutada_por"),
]
"""(records, who decides, who may not be the same person)."""
