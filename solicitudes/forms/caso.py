"""The acts of the request, one form each, named as the act. Their fields are its data."""

from decimal import Decimal

from django import forms

from serviciosesp.core.campos import (
    ArchivoCampo,
    CantidadCampo,
    ParrafoCampo,
    PesosCampo,
    TextoCampo,
)
from serviciosesp.core.forms import Confirmar, FormularioDeActo
from serviciosesp.core.models.aviso import Canal

from ..models import Solicitud, Verificacion
from ..models.estados import MotivoDesistir, MotivoRechazo
from .lineas import LineasCampo

CANALES = [c for c in Canal.choices if c[0] != Canal.INTERNO]
SEGMENTOS = {"class": "segmentos"}
DINERO = {"inputmode": "numeric", "autocomplete": "off", "class": "ancho-corto"}


class CanalCampo(forms.ChoiceField):
    """The ways in which one speaks with a client."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=CANALES, widget=forms.RadioSelect(attrs=SEGMENTOS),
            error_messages={"required": "Escoja el medio."}, **kwargs,
        )  # fmt: skip


class PruebaCampo(TextoCampo):
    """The proof of something said or signed; whether it may be blank is for the act to say."""

    def __init__(self, **kwargs):
        super().__init__(max_length=300, **kwargs)

    def validate(self, value):
        """Nothing here: the requirement of the act tells what is missing, with its clause."""


class ConAviso(FormularioDeActo):
    """An act that tells the client something: by which means, and the proof (C4, C7)."""

    canal = CanalCampo(label="¿Cómo se le avisa al cliente?")
    evidencia = PruebaCampo(
        label="Prueba del aviso",
        help_text="A quién se le dijo o quién recibió el papel. Por correo la guarda el sistema.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        correo = self.objeto.correo if self.objeto else ""
        self.fields["canal"].help_text = (
            f"El correo de la solicitud es {correo}." if correo
            else "La solicitud no tiene correo: avise por otro medio."
        )  # fmt: skip


class AnotarHasForm(FormularioDeActo):
    registro = TextoCampo(
        label="Número de registro en HAS SQL", max_length=30,
        help_text="El que dio el módulo de facturación.",
    )  # fmt: skip


class AnotarLlamadaForm(FormularioDeActo):
    canal = CanalCampo(label="¿Por dónde preguntó?")
    nota = ParrafoCampo(
        label="¿Qué preguntó y qué se le respondió?", max_length=1000,
        help_text="Queda en la historia de esta solicitud; no crea otra.",
    )  # fmt: skip


class OrdenarRevisionForm(FormularioDeActo):
    motivo = TextoCampo(
        label="¿Qué hay que verificar en el sitio?", max_length=300,
        help_text="Sale en la orden de revisión.",
    )  # fmt: skip


class AceptarForm(ConAviso):
    field_order = ["nota"]

    nota = ParrafoCampo(
        label="Condiciones que el cliente debe saber", required=False,
        help_text="Sale en el aviso. Déjelo en blanco si no hay.",
    )  # fmt: skip


class RechazarForm(ConAviso):
    field_order = ["motivo", "explicacion"]

    motivo = forms.ChoiceField(
        label="Motivo", choices=MotivoRechazo.choices, widget=forms.RadioSelect,
        error_messages={"required": "Escoja el motivo."},
    )  # fmt: skip
    explicacion = ParrafoCampo(
        label="Explicación para el cliente", help_text="Sale en el aviso, tal como la escriba."
    )


class ResolverEnVisitaForm(FormularioDeActo):
    valor = PesosCampo(
        label="Valor que el cliente autoriza cargar", required=False,
        widget=forms.TextInput(attrs=DINERO), help_text="En blanco si no se cobra.",
    )  # fmt: skip
    autoriza = TextoCampo(label="¿Quién autoriza el cargo?", required=False, max_length=160)
    evidencia = PruebaCampo(
        label="Prueba de la autorización",
        help_text="Firmó la orden, o lo dijo por teléfono y cuándo.",
    )
    sin_cobro_motivo = TextoCampo(
        label="Si no se cobra, ¿por qué?", required=False, max_length=300
    )
    encuesta_medio = forms.ChoiceField(
        label="¿Cómo se entregó la encuesta R10-01-03?", widget=forms.RadioSelect,
        error_messages={"required": "La encuesta se entrega al terminar: diga cómo (C14)"},
    )  # fmt: skip
    encuesta_evidencia = PruebaCampo(
        label="Prueba de la entrega de la encuesta",
        help_text="A quién se entregó. Si se dejó en el predio, la prueba es la foto.",
    )
    foto = ArchivoCampo(label="Foto de la encuesta dejada en el predio", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        medios = Solicitud._meta.get_field("encuesta").related_model.Medio
        self.fields["encuesta_medio"].choices = medios.choices

    def datos(self):
        datos = super().datos()
        return datos | {"valor": datos["valor"] or 0}


class ExigirPagoPrevioForm(FormularioDeActo):
    motivo = TextoCampo(
        label="¿Por qué este caso se paga antes?", max_length=300,
        help_text="Es una excepción del jefe del área y queda escrita.",
    )  # fmt: skip


class LiquidarForm(ConAviso):
    field_order = ["lineas", "otro_concepto", "otro_valor", "otro_iva", "descuento", "nota"]

    lineas = LineasCampo(
        label="Cantidades",
        help_text="Escriba la cantidad de lo que se va a hacer; lo demás, en blanco.",
    )
    otro_concepto = TextoCampo(label="Otro concepto, sin tarifa", required=False)
    otro_valor = PesosCampo(
        label="Valor de ese concepto, sin IVA", required=False, widget=forms.TextInput(attrs=DINERO)
    )
    otro_iva = CantidadCampo(
        label="IVA de ese concepto, en %", required=False, maximo=Decimal(99),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "ancho-hora"}),
        help_text="En blanco si está excluido.",
    )  # fmt: skip
    descuento = PesosCampo(
        label="Descuento", required=False, widget=forms.TextInput(attrs=DINERO),
        help_text="Lo da la Subgerencia Financiera. Rebaja la base del IVA en proporción.",
    )  # fmt: skip
    nota = TextoCampo(
        label="Nota para el cliente", required=False, max_length=500,
        help_text="Sale en la liquidación.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.objeto is None:
            return
        tarifas = list(self.objeto.servicio.tarifas_vigentes())
        self.fields["lineas"].ofrecer(tarifas)
        self.fields["lineas"].initial = self._cantidades_anteriores(tarifas)
        self.fields["lineas"].required = not self.objeto.servicio.por_liquidar
        if not self.objeto.servicio.por_liquidar:
            for campo in ("otro_concepto", "otro_valor", "otro_iva"):
                del self.fields[campo]
        if not self.usuario.es("subgerencia", "financiera"):
            del self.fields["descuento"]

    def _cantidades_anteriores(self, tarifas):
        """Those of the version in force, by concept: its tariff may have been replaced."""
        anterior = self.objeto.liquidacion
        lineas = anterior.lineas.select_related("tarifa") if anterior else []
        por_concepto = {x.tarifa.concepto: x.cantidad for x in lineas if x.tarifa}
        return {t.pk: por_concepto[t.concepto] for t in tarifas if t.concepto in por_concepto}

    def clean_otro_iva(self):
        iva = self.cleaned_data["otro_iva"]
        if iva and iva != round(iva, 2):
            raise forms.ValidationError("Use máximo 2 decimales.")
        return iva


class ValidarPagoForm(Confirmar):
    """Validating takes no data: it is the payment that was registered, or it is not."""


class AutorizarCargoForm(FormularioDeActo):
    autoriza = TextoCampo(label="¿Quién autoriza el cargo?", max_length=160)
    calidad = TextoCampo(
        label="En calidad de", required=False, max_length=80,
        help_text="Titular, arrendatario, representante legal…",
    )  # fmt: skip
    valor_maximo = PesosCampo(
        label="Valor máximo que autoriza", minimo=1, widget=forms.TextInput(attrs=DINERO),
        help_text="Se carga lo que se ejecute, nunca más de este valor.",
    )  # fmt: skip
    cuotas = forms.IntegerField(
        label="Número de cuotas", min_value=1, max_value=60, initial=1,
        widget=forms.NumberInput(attrs={"class": "ancho-hora"}),
    )  # fmt: skip
    evidencia = PruebaCampo(
        label="Prueba de la autorización",
        help_text="Firmó en ventanilla, o la llamada con fecha y hora. O adjunte el documento.",
    )
    soporte = ArchivoCampo(
        label="Documento firmado", required=False, help_text="PDF o foto, máximo 12 MB."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.objeto is not None:
            self.fields["autoriza"].initial = self.objeto.contacto
            if self.objeto.liquidacion:
                self.fields["valor_maximo"].initial = self.objeto.liquidacion.total


class VerificarForm(FormularioDeActo):
    verificacion = forms.ModelChoiceField(
        Verificacion.objects.none(), label="Verificación", empty_label=None,
        widget=forms.RadioSelect, error_messages={"required": "Escoja la verificación."},
    )  # fmt: skip
    conforme = forms.TypedChoiceField(
        label="¿Quedó conforme?", choices=[("si", "Sí"), ("no", "No")],
        coerce=lambda dicho: dicho == "si", widget=forms.RadioSelect(attrs=SEGMENTOS),
        error_messages={"required": "Diga si quedó conforme."},
    )  # fmt: skip
    nota = TextoCampo(label="Nota", required=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.objeto is not None:
            todas = self.objeto.verificaciones.all()
            pendientes = todas.exclude(conforme=True)
            # A repeated POST must still be understood: the door knows that it was served.
            self.fields["verificacion"].queryset = todas if self.is_bound else pendientes
            self.fields["verificacion"].initial = pendientes.first()


class CerrarForm(Confirmar):
    """Closing takes no data: everything it requires is already written."""


class DesistirForm(FormularioDeActo):
    motivo = forms.ChoiceField(
        label="Motivo", widget=forms.RadioSelect,
        choices=[m for m in MotivoDesistir.choices if m[0] != MotivoDesistir.LIQUIDACION_VENCIDA],
        error_messages={"required": "Escoja el motivo."},
    )  # fmt: skip
    explicacion = ParrafoCampo(
        label="¿Qué dijo el cliente?", required=False,
        help_text="Quién lo pidió, por qué medio y cuándo.",
    )  # fmt: skip
