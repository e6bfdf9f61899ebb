"""Figures of the requests: one function an indicator, queryset in, numbers out.

Periods are local days [desde, hasta). Every query is bounded by an indexed column.
"""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Sum
from django.utils import timezone

from serviciosesp.core.cifras import Cifra, en_periodo

from .models import Liquidacion
from .models.estados import E


def oportunidad_de_respuesta(solicitudes, desde, hasta):
    """I-01: answered within the legal term, of those whose term fell in the period (C4).

    One not yet answered whose term still runs is not counted; nor one withdrawn before its answer.
    """
    hoy = timezone.localdate()
    debidas = (
        solicitudes.filter(respuesta_vence__gte=desde, respuesta_vence__lt=hasta)
        .exclude(estado=E.DESISTIDA, respondida_en__isnull=True)
        .filter(Q(respondida_en__isnull=False) | Q(respuesta_vence__lt=hoy))
    )
    a_tiempo = Q(respondida_en__date__lte=F("respuesta_vence"))
    cuentas = debidas.aggregate(de=Count("pk"), n=Count("pk", filter=a_tiempo))
    tarde = Q(respondida_en__isnull=True) | Q(respondida_en__date__gt=F("respuesta_vence"))
    return Cifra(cuentas["n"], cuentas["de"], debidas.filter(tarde))


def prestados(solicitudes, desde, hasta):
    """Services provided in the period: the base of several indicators."""
    return solicitudes.filter(**en_periodo("prestada_en", desde, hasta)).count()


def compuerta(solicitudes):
    """I-16: past the gate with no payment validated and no charge authorised; must be 0 (C8, C9).

    Read among the open requests; the database refuses such a row anyway.
    """
    pasadas = solicitudes.filter(estado__in=[E.PROGRAMADA, E.EN_PRESTACION, E.PRESTADA])
    sin_cobro = Q(
        pago_validado_en__isnull=True, cargo_autorizado_en__isnull=True, sin_cobro_motivo=""
    )
    cuentas = pasadas.aggregate(de=Count("pk"), n=Count("pk", filter=sin_cobro))
    return Cifra(cuentas["n"], cuentas["de"], pasadas.filter(sin_cobro))


def donde_estan(solicitudes):
    """[(state, how many, received first)] of the open ones, in the order of the procedure."""
    filas = solicitudes.abiertas().order_by().values("estado")
    filas = filas.annotate(n=Count("pk"), primera=Min("recibida_en"))
    orden = list(E.values)
    return sorted(
        ((f["estado"], f["n"], f["primera"]) for f in filas), key=lambda f: orden.index(f[0])
    )


def recaudo(pagos, desde, hasta):
    """I-14, pesos: validated in the period, of what was notified in it to be paid before.

    Contra-entries subtract; of each request only its latest liquidación counts.
    """
    validados = pagos.filter(
        **en_periodo("validado_en", desde, hasta), estado__in=["validado", "reversado"]
    )
    posteriores = Liquidacion.objects.filter(
        solicitud=OuterRef("solicitud"), numero_version__gt=OuterRef("numero_version")
    )
    notificadas = Liquidacion.objects.filter(
        **en_periodo("notificada_en", desde, hasta), solicitud__cobro="pago_previo"
    ).filter(~Exists(posteriores))
    recaudado = validados.aggregate(suma=Sum("valor"))["suma"] or 0
    return Cifra(recaudado, notificadas.aggregate(suma=Sum("total"))["suma"] or 0, validados)


def por_validar(pagos):
    """`n` pesos registered and not yet validated, in `de` payments."""
    esperan = pagos.filter(estado="registrado")
    cuentas = esperan.aggregate(n=Sum("valor"), de=Count("pk"))
    return Cifra(cuentas["n"] or 0, cuentas["de"], esperan)
