"""GET forms of the pages that combine every app."""

import re
from datetime import date, timedelta

from django import forms
from django.utils import timezone

from serviciosesp.core.calendario import MESES
from serviciosesp.core.campos import TextoCampo

from .esperas import TIPOS
from .tarjetas import TARJETAS

MESES_ATRAS = 24
NUMERO = re.compile(r"(OS|OR|OT|PG|PD|EN|SNC|AC|DV|CG|NV|S)[- ]?(?:([0-9]{4})[- ])?([0-9]{1,6})")


class FiltroBandeja(forms.Form):
    tipo = forms.ChoiceField(choices=[("", "Todo"), *TIPOS.items()], required=False)


class FormularioBuscar(forms.Form):
    """What is typed in «Ir a»."""

    q = TextoCampo(label="Ir a", max_length=120, required=False)

    def numero(self):
        """(series, full number) when a number of ours was typed; this year's when it says none."""
        hallado = NUMERO.fullmatch(self.cleaned_data["q"].upper())
        if not hallado:
            return None
        serie, anio, consecutivo = hallado.groups()
        return serie, f"{serie}-{anio or timezone.localdate().year}-{int(consecutivo):05d}"


class FiltroTablero(forms.Form):
    """A month, as ``2026-11``, and the indicator whose cases are asked for."""

    mes = forms.ChoiceField(
        required=False, widget=forms.Select(attrs={"class": "form-select ancho-fecha"})
    )
    casos = forms.ChoiceField(
        required=False, choices=[("", ""), *((c, c) for c in TARJETAS)], widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mes"].choices = meses()

    def dato(self, nombre):
        return getattr(self, "cleaned_data", {}).get(nombre)

    def desde(self):
        """First day of the month asked for; of this one by default."""
        hoy = timezone.localdate()
        anio, numero = (self.dato("mes") or f"{hoy:%Y-%m}").split("-")
        return date(int(anio), int(numero), 1)


def mes_siguiente(dia):
    return (dia.replace(day=1) + timedelta(days=32)).replace(day=1)


def meses():
    """[("2026-11", "noviembre de 2026")], this month first."""
    hoy = timezone.localdate()
    indices = range(hoy.year * 12 + hoy.month - 1, hoy.year * 12 + hoy.month - 1 - MESES_ATRAS, -1)
    return [(f"{i // 12}-{i % 12 + 1:02d}", f"{MESES[i % 12]} de {i // 12}") for i in indices]
