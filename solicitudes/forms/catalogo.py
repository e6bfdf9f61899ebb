"""Forms of the catalogue: what is published with dates."""

from decimal import Decimal

from django import forms

from serviciosesp.core.calendario import hoy
from serviciosesp.core.campos import CantidadCampo, FechaCampo, ParrafoCampo, PesosCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo
from serviciosesp.core.roles import Area

from ..models import Clase, Cobro, Servicio
from ..models.catalogo import Iva

CORTO = {"class": "ancho-corto"}


class EnteroCampo(forms.IntegerField):
    """A whole number between two limits, told in Spanish."""

    default_error_messages = {
        "required": "Escriba un número.",
        "invalid": "Escriba un número entero, sin puntos ni decimales.",
        "min_value": "El mínimo es %(limit_value)s.",
        "max_value": "El máximo es %(limit_value)s.",
    }

    def __init__(self, *, minimo=1, maximo=3650, **kwargs):
        atributos = {"inputmode": "numeric", "class": "ancho-hora"}
        super().__init__(
            min_value=minimo, max_value=maximo, widget=forms.TextInput(attrs=atributos), **kwargs
        )


class CorrigeForm(forms.Form):
    """Which version, of those still to come, is corrected (GET)."""

    corrige = forms.ModelChoiceField(None, required=False)

    def __init__(self, *args, futuras, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["corrige"].queryset = futuras


class ConceptoForm(forms.Form):
    """Which concept of the service gets another price (GET)."""

    concepto = TextoCampo(max_length=40, required=False)


class ConVigencia(FormularioDeActo):
    """A version: the fields of `FIJOS` say of what, and do not change from one to another."""

    FIJOS = ()

    vigente_desde = FechaCampo(label="Vigente desde", minima=hoy)
    vigente_hasta = FechaCampo(
        label="Último día", required=False,
        help_text="Solo si sale del portafolio; si no, rige hasta la versión siguiente.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for campo in self.FIJOS:
            if self.initial.get(campo):
                self.fields[campo].disabled = True

    def clean(self):
        datos = super().clean()
        desde, hasta = datos.get("vigente_desde"), datos.get("vigente_hasta")
        if desde and hasta and hasta < desde:
            self.add_error("vigente_hasta", "Termina antes de empezar: escriba un día posterior.")
        return datos


class VerificacionesCampo(ParrafoCampo):
    """Names of checks, one a line, as a list."""

    def clean(self, value):
        return [linea for linea in super().clean(value).split("\n") if linea]

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class PublicarServicioForm(ConVigencia):
    FIJOS = ("codigo",)

    codigo = forms.RegexField(
        r"^[A-Z]{3}-[A-Z0-9]{2,6}$", label="Código", help_text="Como COM-ACO.", strip=True,
        error_messages={"invalid": "Escriba tres letras, un guion y de 2 a 6 letras o números.",
                        "required": "Escriba el código."},
        widget=forms.TextInput(attrs=CORTO),
    )  # fmt: skip
    nombre = TextoCampo(label="Nombre", max_length=120)
    clase = forms.ChoiceField(label="Clase", choices=Clase.choices, widget=forms.Select(CORTO))
    cobro = forms.ChoiceField(label="Cómo se cobra", choices=Cobro.choices)
    area = forms.ChoiceField(label="Área", choices=Area.choices, widget=forms.Select(CORTO))
    requiere_revision = forms.BooleanField(label="Requiere orden de revisión", required=False)
    requiere_pedido = forms.BooleanField(
        label="Saca elementos del almacén (R12-02-01)", required=False
    )
    por_liquidar = forms.BooleanField(
        label="Se puede pedir sin precio publicado (por liquidar)", required=False
    )
    unidad = TextoCampo(
        label="Unidad", max_length=30, required=False, widget=forms.TextInput(CORTO)
    )
    duracion_minutos = EnteroCampo(label="Duración (minutos)", minimo=10, maximo=1440)
    verificaciones = VerificacionesCampo(
        label="Otras verificaciones antes de cerrar", required=False, help_text="Una por línea.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    field_order = ["codigo", "nombre", "clase", "cobro", "area", "requiere_revision",
                   "requiere_pedido", "por_liquidar", "unidad", "duracion_minutos",
                   "verificaciones"]  # fmt: skip

    def clean_codigo(self):
        codigo = self.cleaned_data["codigo"]
        nuevo = not self.fields["codigo"].disabled
        if nuevo and Servicio.objects.filter(codigo=codigo).exists():
            raise forms.ValidationError("Ese código ya existe: publique otra versión en su página.")
        return codigo


class PublicarTarifaForm(ConVigencia):
    FIJOS = ("servicio_codigo", "concepto")

    servicio_codigo = forms.CharField(label="Servicio", widget=forms.TextInput(CORTO))
    concepto = TextoCampo(
        label="Concepto", max_length=40, help_text="Un código corto: MO, MT, HR.",
        widget=forms.TextInput(CORTO),
    )  # fmt: skip
    descripcion = TextoCampo(label="Descripción", max_length=200)
    unidad = TextoCampo(label="Unidad", max_length=30, widget=forms.TextInput(CORTO))
    valor = PesosCampo(label="Valor unitario, sin IVA", minimo=1)
    iva_tratamiento = forms.ChoiceField(
        label="IVA", choices=Iva.choices, widget=forms.Select(CORTO)
    )
    iva_porcentaje = CantidadCampo(
        label="IVA %", required=False, maximo=Decimal("99.99"), help_text="Solo si está gravado."
    )
    acto = TextoCampo(
        label="Acto que la aprobó", max_length=120, help_text="Como «Resolución 012 de 2025»."
    )
    field_order = ["servicio_codigo", "concepto", "descripcion", "unidad", "valor",
                   "iva_tratamiento", "iva_porcentaje", "acto"]  # fmt: skip

    def clean(self):
        datos = super().clean()
        gravado = datos.get("iva_tratamiento") == Iva.GRAVADO
        porcentaje = datos.get("iva_porcentaje")
        if gravado and not porcentaje and "iva_porcentaje" not in self.errors:
            self.add_error("iva_porcentaje", "Escriba el porcentaje del IVA.")
        if porcentaje and not gravado:
            self.add_error("iva_porcentaje", "Solo lo gravado lleva IVA: déjelo en blanco.")
        if porcentaje and porcentaje != round(porcentaje, 2):
            self.add_error("iva_porcentaje", "Use máximo 2 decimales.")
        datos["iva_porcentaje"] = porcentaje or Decimal(0)
        return datos


class FijarParametroForm(FormularioDeActo):
    valor = EnteroCampo(label="Valor", maximo=365)
    vigente_desde = FechaCampo(label="Vigente desde", minima=hoy)


class FijarDiaForm(FormularioDeActo):
    fecha = FechaCampo(label="Día", minima=hoy)
    motivo = TextoCampo(
        label="Motivo", max_length=120, help_text="Como «Día cívico, Decreto 045 de 2026»."
    )
    laborable = forms.BooleanField(
        label="Se trabaja: cuenta como hábil aunque el calendario diga que no", required=False
    )


class PublicarFormatoForm(FormularioDeActo):
    titulo = TextoCampo(label="Título", max_length=160)
    emisor = TextoCampo(label="Emisor", max_length=120)
    fecha_emision = TextoCampo(
        label="Fecha de emisión", max_length=20, help_text="Como va en el formato: 01-sep-08.",
        widget=forms.TextInput(CORTO),
    )  # fmt: skip
    fecha_cambio = TextoCampo(
        label="Fecha último cambio", max_length=20, widget=forms.TextInput(CORTO)
    )
    l_c = TextoCampo(label="L/C", max_length=10, required=False, widget=forms.TextInput(CORTO))
    elaborado_nombre = TextoCampo(label="Elaborado por", max_length=120)
    elaborado_cargo = TextoCampo(label="Cargo de quien elaboró", max_length=120)
    revisado_nombre = TextoCampo(label="Revisado por", max_length=120)
    revisado_cargo = TextoCampo(label="Cargo de quien revisó", max_length=120)
    aprobado_nombre = TextoCampo(label="Aprobado por", max_length=120)
    aprobado_cargo = TextoCampo(label="Cargo de quien aprobó", max_length=120)
    vigente_desde = FechaCampo(label="Vigente desde", minima=hoy)
