"""Date, crew and agreement of an order (C10, C11)."""

from datetime import datetime

from django import forms
from django.utils import timezone

from ordenes.models import Cuadrilla, Programacion, Vehiculo
from serviciosesp.core.campos import FechaCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo

from .campos import CANALES, HoraCampo


class HorarioForm(FormularioDeActo):
    """A slot: three boxes that become the aware datetimes `inicio` and `fin`."""

    fecha = FechaCampo(
        label="Fecha acordada", minima=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ancho-fecha"}),
    )  # fmt: skip
    desde = HoraCampo(label="Desde")
    hasta = HoraCampo(label="Hasta")
    cuadrilla = forms.ModelChoiceField(
        Cuadrilla.objects.filter(activa=True), label="¿Quién va?",
        empty_label="Escoja la cuadrilla", error_messages={"required": "Escoja la cuadrilla."},
    )  # fmt: skip
    vehiculo = forms.ModelChoiceField(
        Vehiculo.objects.filter(activo=True), label="Vehículo", required=False,
        empty_label="Sin vehículo",
    )  # fmt: skip

    def clean(self):
        datos = super().clean()
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if desde and hasta and hasta <= desde:
            despues = f"escriba en «Hasta» una después de las {desde:%H:%M}"
            self.add_error("hasta", f"La hora termina antes de empezar: {despues}")
        return datos

    def datos(self):
        datos = super().datos()
        fecha = datos.pop("fecha")
        for extremo, hora in (("inicio", "desde"), ("fin", "hasta")):
            datos[extremo] = timezone.make_aware(datetime.combine(fecha, datos.pop(hora)))
        return datos


class ProgramarForm(HorarioForm):
    acuerdo_con = TextoCampo(
        label="¿Quién aceptó la fecha?", max_length=160,
        help_text="Nombre de quien habló por el cliente. Queda como prueba del acuerdo.",
        error_messages={"required": "Escriba quién aceptó la fecha (C10)"},
    )  # fmt: skip
    acuerdo_canal = forms.ChoiceField(
        choices=CANALES, label="¿Por qué medio?",
        error_messages={"required": "Escoja por qué medio la aceptó (C10)"},
    )  # fmt: skip


class ReprogramarForm(HorarioForm):
    """C11: without the client's authorisation the old date stands."""

    causa = forms.ChoiceField(
        choices=Programacion.Causa.choices, label="¿Por qué cambia?",
        widget=forms.RadioSelect(attrs={"class": "segmentos"}),
        error_messages={"required": "Diga por qué cambia la fecha."},
    )  # fmt: skip
    pide = forms.ChoiceField(
        choices=Programacion.Pide.choices, label="¿Quién pide el cambio?",
        widget=forms.RadioSelect(attrs={"class": "segmentos"}),
        error_messages={"required": "Diga quién pide el cambio."},
    )  # fmt: skip
    autoriza = TextoCampo(
        label="¿Quién autoriza por el cliente?", max_length=160,
        error_messages={
            "required": "La fecha solo cambia si el cliente autoriza: escriba quién (C11)"
        },
    )  # fmt: skip
    canal = forms.ChoiceField(
        choices=CANALES, label="¿Por qué medio?",
        error_messages={"required": "Escoja por qué medio autorizó (C11)"},
    )  # fmt: skip
    evidencia = TextoCampo(
        label="Prueba de la autorización", max_length=300,
        help_text="Por ejemplo: llamada del 24/11 a las 10:15, o carta radicada.",
        error_messages={"required": "Escriba la prueba de la autorización (C11)"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.objeto and self.objeto.programacion:
            self.initial.setdefault("cuadrilla", self.objeto.programacion.cuadrilla_id)
            self.initial.setdefault("vehiculo", self.objeto.programacion.vehiculo_id)
