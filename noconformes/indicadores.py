"""Figures of the salidas no conformes: one function an indicator, queryset in, numbers out."""

from django.db.models import Count, Q
from django.utils import timezone

from serviciosesp.core.cifras import Cifra, en_periodo


def tasa_de_no_conformes(salidas, servicios, desde, hasta):
    """I-06: raised in the local days [desde, hasta), of the `servicios` provided in them (C17)."""
    detectadas = salidas.filter(**en_periodo("detectada_en", desde, hasta))
    return Cifra(detectadas.count(), servicios, detectadas)


def abiertas(salidas):
    """Those past their term, of those still open."""
    vivas = salidas.exclude(estado="cerrada")
    vencida = Q(vence_en__lt=timezone.localdate())
    cuentas = vivas.aggregate(de=Count("pk"), n=Count("pk", filter=vencida))
    return Cifra(cuentas["n"], cuentas["de"], vivas)
