"""The form of a person of the utility and the roles they hold."""

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)

from serviciosesp.core.campos import CorreoCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo
from serviciosesp.core.models import Usuario
from serviciosesp.core.roles import POR_AREA, Area, Rol

CON_AREA = {*POR_AREA, Rol.SUBGERENCIA}
"""Roles that are given in one area or in all of them."""

CORTO = {"class": "ancho-corto"}


class Secreto:
    """A text that must not reach the history: it prints as what it is not."""

    def __init__(self, valor):
        self.valor = valor

    def __str__(self):
        return "(no se guarda)"


class ContrasenaCampo(forms.CharField):
    """A password as a `Secreto`, or None when it is left empty."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password", **CORTO})

    def __init__(self, **kwargs):
        super().__init__(strip=False, max_length=128, **kwargs)

    def clean(self, value):
        texto = super().clean(value)
        return Secreto(texto) if texto else None


def areas_de(rol):
    """[(value, words)] of where a role may be held."""
    if rol not in CON_AREA:
        return [("", rol.label)]
    return [("", "Todas las áreas"), *Area.choices]


class AsignacionesCampo(forms.MultipleChoiceField):
    """Roles with their area, as [(role, area)], from boxes whose value is "role:area"."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        opciones = [
            (f"{rol}:{area}", f"{rol.label}, {texto}" if rol in CON_AREA else texto)
            for rol in Rol for area, texto in areas_de(rol)
        ]  # fmt: skip
        super().__init__(choices=opciones, **kwargs)

    def clean(self, value):
        return [tuple(v.split(":")) for v in super().clean(value)]

    def prepare_value(self, value):
        return [v if isinstance(v, str) else ":".join(v) for v in value or ()]


class GuardarUsuarioForm(FormularioDeActo):
    username = TextoCampo(
        label="Usuario para entrar", max_length=150, help_text="Sin espacios, como jparra.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", **CORTO}),
    )  # fmt: skip
    first_name = TextoCampo(label="Nombres", max_length=150)
    last_name = TextoCampo(label="Apellidos", max_length=150)
    documento = TextoCampo(
        label="Número de documento", max_length=20, required=False,
        help_text="Para que no valide pagos de sus propias solicitudes.",
        widget=forms.TextInput(CORTO),
    )  # fmt: skip
    cargo = TextoCampo(label="Cargo", max_length=120)
    email = CorreoCampo(label="Correo", required=False)
    asignaciones = AsignacionesCampo(label="Qué puede hacer", required=False)
    contrasena = ContrasenaCampo(
        label="Contraseña", help_text=" ".join(password_validators_help_texts()),
        error_messages={"required": "Escriba una contraseña para su primer ingreso."},
    )  # fmt: skip
    is_active = forms.BooleanField(
        label="Activo: puede entrar al sistema", required=False, initial=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.objeto.pk:
            campo = self.fields["contrasena"]
            campo.required = False
            campo.help_text = f"Vacía, conserva la que tiene. {campo.help_text}"

    def grupos(self):
        """[(role, its boxes, whether one is ticked)], for the page."""
        cajas = {caja.data["value"]: caja for caja in self["asignaciones"]}
        suyas = [(r.label, [cajas[f"{r}:{area}"] for area, _ in areas_de(r)]) for r in Rol]
        return [(rol, unas, any(c.data["selected"] for c in unas)) for rol, unas in suyas]

    def clean_username(self):
        Usuario.username_validator(self.cleaned_data["username"])
        return self.cleaned_data["username"]

    def clean(self):
        datos = super().clean()
        secreta = datos.get("contrasena")
        if secreta:
            propios = ("username", "first_name", "last_name", "email")
            persona = Usuario(**{c: datos.get(c, "") for c in propios})
            try:
                validate_password(secreta.valor, persona)
            except forms.ValidationError as error:
                self.add_error("contrasena", error)
        return datos
