"""Forms of the counter: the request, and the client and the place when they are new."""

from django import forms
from django.urls import reverse_lazy

from serviciosesp.core.calendario import hoy
from serviciosesp.core.campos import (
    CorreoCampo,
    FechaCampo,
    ParrafoCampo,
    TelefonoCampo,
    TextoCampo,
)
from serviciosesp.core.forms import FormularioDeActo
from serviciosesp.core.models import Usuario
from serviciosesp.core.models.aviso import Canal

from ..models import Predio, Servicio
from ..models.estados import Relacion
from ..recepcion import servicios_para, solicitud_igual
from ..requisitos import jefe_recibe

CANALES = [
    (Canal.VENTANILLA, "Ventanilla"), (Canal.TELEFONO, "Teléfono"), (Canal.CORREO, "Correo"),
    (Canal.ESCRITO, "Escrito"), (Canal.EN_SITIO, "Sitio"),
]  # fmt: skip
BORRADOR = ("canal", "pedida_en", "servicio", "jefe", "descripcion", "contacto", "telefono",
            "correo", "fecha_deseada", "consentimiento")  # fmt: skip
"""What is kept while the client is created on another page."""
SIN_PREDIO = "Escoja quién solicita entre los que aparecen, o créelo."


class BuscarPredioForm(forms.Form):
    q = TextoCampo(max_length=120, required=False)


class InicioForm(forms.Form):
    """GET parameters of the intake, and what its side column depends on."""

    predio = forms.ModelChoiceField(Predio.objects.none(), required=False)
    servicio = forms.ModelChoiceField(Servicio.objects.none(), required=False)
    parcial = forms.BooleanField(required=False)
    borrador = forms.BooleanField(required=False)

    def __init__(self, *args, usuario, **kwargs):
        super().__init__(*args, **kwargs)
        predios = Predio.objects.visibles_para(usuario).select_related("titular")
        self.fields["predio"].queryset = predios
        self.fields["servicio"].queryset = servicios_para(usuario)


class JefeCampo(forms.ModelChoiceField):
    def label_from_instance(self, jefe):
        return f"{jefe.nombre} · {jefe.cargo}" if jefe.cargo else jefe.nombre


class RegistrarForm(FormularioDeActo):
    canal = forms.ChoiceField(
        label="¿Por dónde llegó?", choices=CANALES, initial=Canal.VENTANILLA,
        widget=forms.RadioSelect(attrs={"class": "segmentos"}),
    )  # fmt: skip
    pedida_en = FechaCampo(label="Fecha en que la pidió", initial=hoy, maxima=hoy)
    quien = TextoCampo(
        label="¿Quién solicita?", max_length=300,
        error_messages={"required": SIN_PREDIO},
        help_text="Matrícula, cédula o NIT, nombre, teléfono o dirección. "
        "Da igual con tildes o sin ellas.",
        widget=forms.TextInput(attrs={
            "role": "combobox", "aria-expanded": "false", "data-combobox": "",
            "data-url": reverse_lazy("solicitudes:buscar_predio"), "data-destino": "id_predio",
            "autocomplete": "off",
        }),
    )  # fmt: skip
    predio = forms.ModelChoiceField(
        Predio.objects.none(), required=False, widget=forms.HiddenInput,
        error_messages={"invalid_choice": "El predio que escogió ya no está: búsquelo de nuevo."},
    )  # fmt: skip
    relacion = forms.ChoiceField(
        label="¿Qué es esta vez?", choices=Relacion.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    servicio = forms.ModelChoiceField(
        Servicio.objects.none(), label="Servicio", empty_label="Escoja el servicio",
        error_messages={"required": "Escoja el servicio.",
                        "invalid_choice": "Ese servicio no está vigente: escoja otro."},
    )  # fmt: skip
    jefe = JefeCampo(
        Usuario.objects.none(), label="Jefe del área que la recibe", required=False,
        empty_label="Escoja el jefe", help_text="Los servicios especiales van en el R06-01-01.",
        error_messages={"invalid_choice": "Escoja un jefe del área de este servicio."},
    )  # fmt: skip
    descripcion = ParrafoCampo(
        label="¿Qué necesita?", widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Escriba qué necesita, con las palabras del cliente."},
    )  # fmt: skip
    contacto = TextoCampo(
        label="Quién la pide, si no es el titular", max_length=160, required=False
    )
    telefono = TelefonoCampo(label="Teléfono de contacto", required=False)
    correo = CorreoCampo(label="Correo", required=False)
    fecha_deseada = TextoCampo(label="Fecha u hora que prefiere", max_length=120, required=False)
    consentimiento = forms.BooleanField(
        label="Autoriza el tratamiento de sus datos para este trámite (Ley 1581 de 2012).",
        required=False,
    )

    def __init__(self, *args, panorama, **kwargs):
        super().__init__(*args, **kwargs)
        predios = Predio.objects.visibles_para(self.usuario).select_related("titular")
        self.fields["predio"].queryset = predios
        self.fields["servicio"].queryset = servicios_para(self.usuario)
        self._poner_jefes(panorama.servicio)
        if panorama.predio:
            titular = panorama.predio.titular
            self.initial.setdefault("quien", f"{titular.nombre} · {panorama.predio.direccion}")

    def _poner_jefes(self, servicio):
        """Those of the area, once it is known; the only one (or the one at the counter) is set."""
        campo = self.fields["jefe"]
        especial = servicio is not None and servicio.es_especial
        areas = [servicio.area] if especial else []
        campo.queryset = Usuario.objects.con_rol("jefe_area", *areas)
        if especial:
            campo.required = True
            campo.error_messages["required"] = f"{jefe_recibe.frase} ({jefe_recibe.clausula})"
            posibles = list(campo.queryset)
            unico = posibles[0] if len(posibles) == 1 else None
            campo.initial = self.usuario if self.usuario in posibles else unico

    def clean(self):
        datos = super().clean()
        if datos.get("predio"):
            self.errors.pop("quien", None)
        elif "quien" not in self.errors:
            self.add_error("quien", SIN_PREDIO)
        self.igual = solicitud_igual(self.usuario, datos.get("predio"), datos.get("servicio"))
        if not self.igual:
            datos["relacion"] = ""
        return datos

    def datos(self):
        """The arguments of `registrar`: the client is the holder; the earlier request, its own."""
        datos = super().datos()
        datos.pop("quien", None)
        reitera = datos.get("relacion") == Relacion.REITERACION
        return datos | {
            "cliente": datos["predio"].titular,
            "reitera": self.igual if reitera else None,
        }
