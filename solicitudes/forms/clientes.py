"""Forms of the client and of the place."""

import re

from django import forms

from serviciosesp.core import direcciones, identificacion
from serviciosesp.core.campos import CorreoCampo, TelefonoCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo
from serviciosesp.core.texto import DatoInvalido

from ..models import Cliente, Predio

ESTRATOS = [("", "No aplica"), *((n, str(n)) for n in range(1, 7))]


class DatosDeCliente(forms.Form):
    tipo_documento = forms.ChoiceField(
        label="Tipo de documento", choices=identificacion.TIPOS_DOCUMENTO,
        widget=forms.Select(attrs={"class": "ancho-corto"}),
    )  # fmt: skip
    documento = TextoCampo(
        label="Número de documento", max_length=30,
        help_text="El NIT, con su dígito de verificación: 900.373.923-8",
        widget=forms.TextInput(attrs={"class": "ancho-corto", "autocomplete": "off"}),
    )  # fmt: skip
    nombre = TextoCampo(label="Nombre o razón social", max_length=160)
    telefono = TelefonoCampo(label="Teléfono", required=False)
    correo = CorreoCampo(label="Correo", required=False)

    def clean(self):
        datos = super().clean()
        if datos.get("tipo_documento") and datos.get("documento"):
            try:
                datos["documento"] = identificacion.normalizar_documento(
                    datos["tipo_documento"], datos["documento"]
                )
            except DatoInvalido as error:
                self.add_error("documento", str(error))
        return datos


class DatosDePredio(forms.Form):
    direccion = TextoCampo(label="Dirección", max_length=200)
    barrio = TextoCampo(label="Barrio o vereda", max_length=100, required=False)
    matricula = TextoCampo(
        label="Matrícula", max_length=20, required=False,
        help_text="Si no tiene, el servicio se paga antes: no hay factura a la cual cargarlo.",
        widget=forms.TextInput(attrs={"class": "ancho-corto", "autocomplete": "off"}),
    )  # fmt: skip
    uso = forms.ChoiceField(
        label="Uso", choices=Predio.Uso.choices, initial=Predio.Uso.RESIDENCIAL,
        widget=forms.Select(attrs={"class": "ancho-corto"}),
    )  # fmt: skip
    estrato = forms.TypedChoiceField(
        label="Estrato", choices=ESTRATOS, coerce=int, empty_value=None, required=False,
        help_text="Solo en los residenciales.",
        widget=forms.Select(attrs={"class": "ancho-corto"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        campo = self.fields["direccion"]
        escrita = (
            self.data.get("direccion") if self.is_bound
            else self.get_initial_for_field(campo, "direccion")
        )  # fmt: skip
        if escrita:
            canonica = direcciones.canonica(escrita)
            campo.help_text = (
                f"Se entiende como {canonica}" if canonica
                else "No se reconoce como urbana ni rural: se guarda como la escribió."
            )  # fmt: skip

    def clean(self):
        datos = super().clean()
        if datos.get("estrato") and datos.get("uso") != Predio.Uso.RESIDENCIAL:
            self.add_error("estrato", "Solo los residenciales tienen estrato: deje «No aplica».")
        return datos


class GuardarClienteForm(DatosDeCliente, FormularioDeActo):
    pass


class TitularCampo(TextoCampo):
    """A client by its document: "CC 35.412.087" or the number alone."""

    def clean(self, value):
        texto = super().clean(value)
        tipo, numero = re.fullmatch(r"(?:([A-Za-z]{2,4})[ .]+)?(.*)", texto).groups()
        compacto = re.sub(r"[.,\s]", "", numero).upper()
        clientes = Cliente.objects.filter(documento=compacto)
        if tipo:
            clientes = clientes.filter(tipo_documento=tipo.upper())
        hallados = list(clientes[:2])
        if len(hallados) == 1:
            return hallados[0]
        raise forms.ValidationError(
            "Hay más de un cliente con ese número: escriba antes el tipo, como CC o NIT."
            if hallados else "Ningún cliente tiene ese documento: créelo desde la recepción.",
            code="titular",
        )  # fmt: skip

    def prepare_value(self, value):
        if not isinstance(value, Cliente):
            return value
        numero = identificacion.formatear_documento(value.tipo_documento, value.documento)
        return f"{value.tipo_documento} {numero}"


class GuardarPredioForm(DatosDePredio, FormularioDeActo):
    titular = TitularCampo(
        label="Documento del titular", max_length=40,
        widget=forms.TextInput(attrs={"class": "ancho-corto", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ["titular"]


class PredioNuevoForm(DatosDeCliente, DatosDePredio, FormularioDeActo):
    """The client and the place at once; a document already known needs to be confirmed."""

    field_order = ["tipo_documento", "documento", "usar_existente", "nombre"]
    usar_existente = forms.BooleanField(
        label="Es la misma persona: usar el cliente que ya está y crear solo el predio",
        required=False,
    )
    vuelve = forms.BooleanField(required=False, widget=forms.HiddenInput)

    existente = None

    def clean(self):
        datos = super().clean()
        if datos.get("documento"):
            conocidos = Cliente.objects.visibles_para(self.usuario)
            self.existente = conocidos.filter(
                tipo_documento=datos["tipo_documento"], documento=datos["documento"]
            ).first()
        if self.existente and not datos.get("usar_existente"):
            self.add_error("documento", f"Ese documento ya es de {self.existente}.")
        return datos

    def del_cliente(self):
        return {c: self.cleaned_data[c] for c in DatosDeCliente.base_fields}

    def del_predio(self):
        return {c: self.cleaned_data[c] for c in DatosDePredio.base_fields}


class PreguntaForm(forms.Form):
    """What was being looked for when the client turned out to be new."""

    q = TextoCampo(max_length=120, required=False)
    vuelve = forms.BooleanField(required=False)

    def iniciales(self):
        """The question in the field where it belongs."""
        q = self.cleaned_data["q"]
        campo = "documento" if re.fullmatch(r"[0-9.\s-]{5,}", q) else "nombre"
        if direcciones.canonica(q):
            campo = "direccion"
        return {campo: q, "vuelve": self.cleaned_data["vuelve"]}
