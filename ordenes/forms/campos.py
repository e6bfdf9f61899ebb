"""Form fields that only the orders use."""

import re

from django import forms

from serviciosesp.core.campos import CantidadCampo, ParrafoCampo
from serviciosesp.core.models.adjunto import revisar
from serviciosesp.core.models.aviso import Canal

CANALES = [("", "Escoja el medio"), *(c for c in Canal.choices if c[0] != Canal.INTERNO)]
"""Ways in which one speaks with a client."""


class HoraCampo(forms.TimeField):
    """A local hour: "07:30"."""

    default_error_messages = {
        "required": "Escriba la hora.",
        "invalid": "Escriba una hora que exista, como 14:30.",
    }
    input_formats = ["%H:%M", "%H:%M:%S"]
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "ancho-hora"})


class FotoCampo(forms.FileField):
    """A photo (or a PDF) that can be kept; a phone offers its camera."""

    default_error_messages = {
        "empty": "El archivo está vacío.",
        "missing": "Escoja el archivo otra vez.",
        "invalid": "Escoja el archivo otra vez.",
    }
    widget = forms.FileInput(attrs={"accept": "image/*,application/pdf"})

    def clean(self, data, initial=None):
        archivo = super().clean(data, initial)
        if archivo:
            revisar(archivo)
        return archivo


class EjecutadoCampo(CantidadCampo):
    """An executed quantity: zero says that the line was not done."""

    def validate(self, value):
        if value != 0:
            super().validate(value)


class SeriesCampo(ParrafoCampo):
    """Serial numbers, one a line or separated by commas, as a list without repeats."""

    def clean(self, value):
        texto = super().clean(value)
        series = [s.strip() for s in re.split(r"[\n,;]", texto) if s.strip()]
        if any(len(s) > 40 for s in series):
            raise forms.ValidationError("Una serie tiene máximo 40 caracteres: una por línea.")
        return list(dict.fromkeys(series))


class EnteroCampo(forms.IntegerField):
    """Whole units, from 1."""

    default_error_messages = {
        "required": "Escriba la cantidad.",
        "invalid": "Escriba un número entero, sin decimales.",
    }

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=99_999, **kwargs)
        self.widget.attrs |= {"class": "form-control ancho-hora"}
