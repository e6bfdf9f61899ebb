"""Forms of crews and vehicles."""

import re

from django import forms

from serviciosesp.core.campos import TextoCampo
from serviciosesp.core.forms import FormularioDeActo
from serviciosesp.core.models import Usuario
from serviciosesp.core.roles import Area, Rol

from .campos import HoraCampo


class MiembrosCampo(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, persona):
        return f"{persona.nombre} · {persona.cargo}" if persona.cargo else persona.nombre


class GuardarCuadrillaForm(FormularioDeActo):
    nombre = TextoCampo(label="Nombre", max_length=60)
    area = forms.ChoiceField(
        label="Área", choices=Area.choices, widget=forms.Select(attrs={"class": "ancho-corto"})
    )
    miembros = MiembrosCampo(
        Usuario.objects.none(), label="Quiénes la forman",
        error_messages={"required": "Escoja al menos una persona.",
                        "invalid_choice": "Una de las personas ya no es de cuadrilla."},
    )  # fmt: skip
    entrada = HoraCampo(label="Hora de entrada")
    salida = HoraCampo(label="Hora de salida")
    trabaja_festivos = forms.BooleanField(
        label="Trabaja sábados, domingos y festivos", required=False
    )
    activa = forms.BooleanField(label="Activa: se le puede programar", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["miembros"].queryset = Usuario.objects.con_rol(Rol.CUADRILLA)

    def clean(self):
        datos = super().clean()
        entrada, salida = datos.get("entrada"), datos.get("salida")
        if entrada and salida and salida <= entrada:
            self.add_error("salida", f"Escriba una hora después de las {entrada:%H:%M}.")
        return datos


class GuardarVehiculoForm(FormularioDeActo):
    placa = TextoCampo(
        label="Placa", max_length=10, help_text="Como OWX-123.",
        widget=forms.TextInput(attrs={"class": "ancho-hora"}),
    )  # fmt: skip
    descripcion = TextoCampo(label="Descripción", max_length=80)
    capacidad = TextoCampo(
        label="Capacidad", max_length=40, required=False, help_text="Como 7 m³ o 5 personas."
    )
    activo = forms.BooleanField(label="Activo: se puede programar", required=False)

    def clean_placa(self):
        placa = re.sub(r"[\s-]", "", self.cleaned_data["placa"]).upper()
        if not re.fullmatch(r"[A-Z0-9]{5,7}", placa):
            raise forms.ValidationError("Escriba la placa con letras y números, como OWX-123.")
        return f"{placa[:3]}-{placa[3:]}"
