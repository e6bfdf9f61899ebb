"""Novedades: what happened, and how the client was told (C13)."""

from django import forms

from ordenes.models import Novedad
from serviciosesp.core.campos import ParrafoCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo

from .campos import CANALES, FotoCampo


class RegistrarNovedadForm(FormularioDeActo):
    tipo = forms.ChoiceField(
        choices=Novedad.Tipo.choices, label="¿Sobre qué es?", widget=forms.RadioSelect,
        error_messages={"required": "Diga si es del servicio o de la propiedad del cliente."},
    )  # fmt: skip
    reporta = forms.ChoiceField(
        choices=Novedad.Reporta.choices, label="¿Quién la reporta?",
        widget=forms.RadioSelect(attrs={"class": "segmentos"}),
        error_messages={"required": "Diga quién la reporta."},
    )  # fmt: skip
    descripcion = ParrafoCampo(label="¿Qué pasó?")
    foto = FotoCampo(label="Foto", required=False)


class ComunicarNovedadForm(FormularioDeActo):
    canal = forms.ChoiceField(
        choices=CANALES, label="¿Por qué medio se le dijo al cliente?",
        error_messages={"required": "Escoja por qué medio se le dijo (C13)"},
    )  # fmt: skip
    evidencia = TextoCampo(
        label="A quién se le dijo", required=False, max_length=300,
        help_text="Nombre y hora. Por correo no hace falta: queda la prueba del envío.",
    )  # fmt: skip
