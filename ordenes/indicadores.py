"""Figures of the orders: one function an indicator, queryset in, numbers out.

Periods are local days [desde, hasta), over the day in which the order ended (indexed).
"""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate, TruncWeek

from serviciosesp.core.cifras import Cifra, en_periodo

EN_FECHA = Q(terminada_en__date__lte=TruncDate(F("programaciones__fin")))
"""Ended on the agreed day in force, or before it (C10, C11)."""


def ejecutadas(trabajos, desde, hasta):
    """Orders carried out in the period, each joined to its only slot in force."""
    return trabajos.filter(
        **en_periodo("terminada_en", desde, hasta), estado="terminada", programaciones__vigente=True
    )


def ejecucion_en_fecha(trabajos, desde, hasta):
    """I-02: carried out on the agreed date, of those carried out."""
    hechas = ejecutadas(trabajos, desde, hasta)
    cuentas = hechas.aggregate(de=Count("pk"), n=Count("pk", filter=EN_FECHA))
    return Cifra(cuentas["n"], cuentas["de"], hechas.filter(~EN_FECHA))


def por_semana(trabajos, hasta, semanas=8):
    """[(Monday, on date, out of date)] of the weeks up to the day before `hasta`, oldest first."""
    lunes = hasta - timedelta(days=1)
    lunes -= timedelta(days=lunes.weekday())
    primera = lunes - timedelta(weeks=semanas - 1)
    filas = (
        ejecutadas(trabajos, primera, hasta)
        .annotate(semana=TruncWeek("terminada_en"))
        .order_by()
        .values("semana")
        .annotate(de=Count("pk"), n=Count("pk", filter=EN_FECHA))
    )
    cuentas = {f["semana"].date(): (f["n"], f["de"] - f["n"]) for f in filas}
    dias = [primera + timedelta(weeks=i) for i in range(semanas)]
    return [(dia, *cuentas.get(dia, (0, 0))) for dia in dias]
