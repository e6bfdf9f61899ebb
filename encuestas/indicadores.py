"""Figures of the surveys handed over in a period of local days [desde, hasta).

Real answers and presumptions are never added together (C15): each has its own figure.
"""

from django.db.models import Count, Exists, OuterRef, Q

from serviciosesp.core.cifras import Cifra, en_periodo

from .models import Encuesta, Respuesta


def entregadas(encuestas, desde, hasta):
    return encuestas.filter(**en_periodo("entregada_en", desde, hasta))


def satisfaccion_real(encuestas, desde, hasta):
    """I-03: items «bueno» of the items that clients really answered; blanks do not count."""
    reales = entregadas(encuestas, desde, hasta).filter(estado=Encuesta.E.RESPONDIDA)
    dichas = Q(respuestas__presunta=False) & ~Q(respuestas__valor="")
    cuentas = reales.aggregate(
        de=Count("respuestas", filter=dichas),
        n=Count("respuestas", filter=dichas & Q(respuestas__valor="bueno")),
    )
    malas = Respuesta.objects.filter(
        encuesta=OuterRef("pk"), presunta=False, valor__in=["regular", "malo"]
    )
    return Cifra(cuentas["n"], cuentas["de"], reales.filter(Exists(malas)))


def _de_las_entregadas(encuestas, desde, hasta, estado):
    todas = entregadas(encuestas, desde, hasta)
    cuentas = todas.aggregate(de=Count("pk"), n=Count("pk", filter=Q(estado=estado)))
    return Cifra(cuentas["n"], cuentas["de"], todas.filter(estado=estado))


def presuntas(encuestas, desde, hasta):
    """Surveys understood as «bueno» because nobody returned them, of those handed over (C15)."""
    return _de_las_entregadas(encuestas, desde, hasta, Encuesta.E.PRESUNTA)


def tasa_de_respuesta(encuestas, desde, hasta):
    """I-05: surveys really answered, of those handed over."""
    return _de_las_entregadas(encuestas, desde, hasta, Encuesta.E.RESPONDIDA)
