"""How the terms of the bandeja are said: each one's words, the groups, and the sentence on top."""

import re
from datetime import date, timedelta

from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.dinero import en_letras
from serviciosesp.core.models import parametro


def poner_plazos(asuntos, hoy):
    """Add to each matter shown how its term is said: `plazo`, as the component reads it."""
    locales = calendario.dias_locales()
    horas = parametro("horas_silencio") if any(a.silencio_en for a in asuntos) else 0
    for asunto in asuntos:
        asunto.plazo = _plazo(asunto, hoy, locales)
        if asunto.silencio_en:
            asunto.alerta = _silencio(asunto.silencio_en + timedelta(hours=horas))


def _silencio(limite):
    local = timezone.localtime(limite)
    dia = calendario.fecha_corta(local.date(), con_anio=False)
    return f"Silencio positivo: reconocer antes del {dia} a las {local:%H:%M}"


def _plazo(asunto, hoy, locales):
    desde = timezone.localdate(asunto.desde)
    if asunto.vence is None:
        return {"texto": _hace((hoy - desde).days)}
    total = max(calendario.habiles_entre(desde, asunto.vence, locales), 1)
    dia = min(max(calendario.habiles_entre(desde, hoy, locales), 0), total)
    faltan = (asunto.vence - hoy).days
    return {
        "texto": _cuando_vence(faltan, asunto.vence),
        "tono": "rojo" if faltan <= 0 else "ambar" if faltan == 1 else "",
        "nombre": asunto.termino, "dia": dia, "total": total,
    }  # fmt: skip


def _cuando_vence(faltan, vence):
    cercanos = {-1: "Venció ayer", 0: "Vence hoy", 1: "Vence mañana"}
    verbo = "Venció" if faltan < 0 else "Vence"
    return cercanos.get(faltan, f"{verbo} {calendario.fecha_corta(vence, con_anio=faltan < -180)}")


def _hace(dias):
    return {0: "hoy", 1: "ayer"}.get(dias, f"hace {dias} días")


def por_grupos(asuntos, hoy):
    """[(title, tone, matters)] of the groups that have any."""
    domingo = hoy + timedelta(days=6 - hoy.weekday())
    grupos = [
        ("Vencidos", "rojo", lambda v: v < hoy),
        ("Vencen hoy o mañana", "", lambda v: v <= hoy + timedelta(days=1)),
        ("Esta semana", "", lambda v: v <= domingo),
        ("Después", "", lambda v: v < date.max),
        ("Sin término", "", lambda v: True),
    ]
    hechos = []
    for titulo, tono, cabe in grupos:
        dentro = [a for a in asuntos if cabe(a.vence or date.max)]
        asuntos = [a for a in asuntos if not cabe(a.vence or date.max)]
        if dentro:
            hechos.append((titulo, tono, dentro))
    return hechos


def frase(cuantos, asuntos, hoy):
    """(«Doce asuntos esperan por usted.», «Dos vencen hoy o mañana.») — the second may be empty."""
    if not asuntos:
        return "Nada espera por usted.", ""
    total = _letras(len(asuntos)) if cuantos.isdigit() else f"Más de {len(asuntos)}"
    uno = len(asuntos) == 1
    espera = f"{total} {'asunto espera' if uno else 'asuntos esperan'} por usted."
    dias = [(a.vence - hoy).days for a in asuntos if a.vence]
    vencidos, pronto = sum(d < 0 for d in dias), sum(0 <= d <= 1 for d in dias)
    alarmas = [
        _alarma(vencidos, "está vencido", "están vencidos"),
        _alarma(pronto, "vence hoy o mañana", "vencen hoy o mañana"),
    ]
    return espera, " ".join(filter(None, alarmas))


def _alarma(cuantos, uno, varios):
    if cuantos < 2:
        return f"Uno {uno}." if cuantos else ""
    return f"{re.sub('[uú]n$', 'uno', _letras(cuantos))} {varios}."


def _letras(n):
    """«Un», «Doce», «Veintiún»; figures from a hundred on."""
    return en_letras(n).split(" peso")[0].capitalize() if n < 100 else str(n)
