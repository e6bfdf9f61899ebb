"""What the crew says: safety, result, who received, why it was not done (C12–C14)."""

from django import forms
from django.utils.html import format_html

from ordenes.models import OrdenTrabajo
from ordenes.models.orden import MotivoNoEjecutada as M
from ordenes.models.revision import Resultado
from serviciosesp.core.campos import ParrafoCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo
from solicitudes.models import Solicitud

from .campos import EjecutadoCampo, FotoCampo

OTRA_FECHA = "Se emite otra orden y hay que acordar otra fecha con el cliente."
CONSECUENCIAS = {
    M.AUSENTE: OTRA_FECHA,
    M.IMPOSIBLE: "La solicitud vuelve a la oficina, que puede rechazarla y devolver lo pagado.",
    M.CLIMA: OTRA_FECHA,
    M.FALTA_MATERIAL: "Se emite otra orden; el almacén debe entregar lo que faltó.",
    M.CLIENTE_NO_PERMITE: "Se emite otra orden; antes de otra fecha la oficina lo habla con él.",
    M.SEGURIDAD: "Se emite otra orden; antes de volver se corrige el peligro (P08-06).",
}
"""What follows from each motive of an orden de trabajo."""
OTRA_REVISION = "Se emite otra revisión; la solicitud sigue en revisión."


class IniciarForm(FormularioDeActo):
    sst_confirmado = forms.BooleanField(
        required=False,
        label="Identifiqué los peligros del sitio (P08-06) y revisé los controles y los elementos "
        "de protección (P08-05)",
    )
    sst_riesgos = ParrafoCampo(
        label="Peligros encontrados y cómo se controlan", required=False, max_length=1000
    )


class SuspenderForm(FormularioDeActo):
    explicacion = ParrafoCampo(label="¿Por qué se suspende?", max_length=500)


class RecepcionForm(FormularioDeActo):
    """Who received the work, or why nobody did."""

    recibe = TextoCampo(
        label="¿Quién recibió?", required=False, max_length=160,
        help_text="Nombre de la persona que recibe en el sitio.",
    )  # fmt: skip
    recibe_documento = TextoCampo(label="Documento de quien recibió", required=False, max_length=20)
    sin_receptor = TextoCampo(
        label="Si nadie recibió, ¿por qué?", required=False, max_length=300,
        help_text="Déjelo en blanco si escribió quién recibió.",
    )  # fmt: skip


class TerminarRevisionForm(RecepcionForm):
    field_order = ["resultado", "hallazgos", "condiciones", "cantidades"]

    resultado = forms.ChoiceField(
        choices=[r for r in Resultado.choices if r[0] != Resultado.AUSENTE],
        label="¿El servicio procede?", widget=forms.RadioSelect,
        help_text="Si el cliente no estaba, vuelva y escoja «No se pudo hacer».",
        error_messages={"required": "Diga si el servicio procede."},
    )  # fmt: skip
    hallazgos = ParrafoCampo(label="¿Qué encontró?")
    condiciones = ParrafoCampo(
        label="Condiciones", required=False, max_length=1000,
        help_text="Solo si procede con condiciones: qué debe cumplirse antes.",
    )  # fmt: skip
    cantidades = TextoCampo(
        label="Cantidades estimadas", required=False, help_text="Por ejemplo: 4,5 m³ de escombros."
    )

    def clean(self):
        datos = super().clean()
        condicionada = datos.get("resultado") == Resultado.PROCEDE_CONDICIONES
        if condicionada and not datos.get("condiciones"):
            self.add_error("condiciones", "Escriba las condiciones que deben cumplirse.")
        return datos


class TerminarTrabajoForm(RecepcionForm):
    """`cantidad_<pk>` for each priced line, when the bill is charged with what was done."""

    field_order = ["resultado", "actividades"]

    resultado = forms.ChoiceField(
        choices=OrdenTrabajo.Resultado.choices, label="Resultado",
        widget=forms.RadioSelect(attrs={"class": "segmentos"}),
        error_messages={"required": "Diga si se ejecutó todo o en parte."},
    )  # fmt: skip
    actividades = ParrafoCampo(label="¿Qué se hizo?")
    foto = FotoCampo(label="Foto del trabajo terminado", required=False)
    encuesta_medio = forms.ChoiceField(
        label="¿Cómo entregó la encuesta R10-01-03?", widget=forms.RadioSelect,
        error_messages={"required": "La encuesta se entrega al terminar: diga cómo (C14)"},
    )  # fmt: skip
    encuesta_evidencia = TextoCampo(
        label="Prueba de la entrega de la encuesta", required=False, max_length=300,
        help_text="A quién se entregó. Si la dejó en el predio, la prueba es la foto.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        medios = Solicitud._meta.get_field("encuesta").related_model.Medio
        self.fields["encuesta_medio"].choices = medios.choices
        self.lineas = self._lineas_por_cobrar()
        for linea in self.lineas:
            self.fields[f"cantidad_{linea.pk}"] = EjecutadoCampo(
                label=f"{linea.descripcion} ({linea.unidad})", initial=linea.cantidad,
                help_text="Cantidad ejecutada. Escriba 0 si no se hizo.",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "ancho-hora"}),
            )  # fmt: skip
        self.order_fields(["resultado", "actividades", *(f"cantidad_{x.pk}" for x in self.lineas)])

    def _lineas_por_cobrar(self):
        solicitud = self.objeto.solicitud if self.objeto else None
        if solicitud is None or solicitud.cobro != "factura" or solicitud.liquidacion is None:
            return []
        return list(solicitud.liquidacion.lineas.all())

    def clean(self):
        datos = super().clean()
        ejecutadas = [datos.get(f"cantidad_{x.pk}") for x in self.lineas]
        if self.lineas and all(c == 0 for c in ejecutadas):
            self.add_error(
                f"cantidad_{self.lineas[0].pk}",
                "Escriba al menos una cantidad. Si no se hizo nada, escoja «No se pudo hacer».",
            )
        return datos

    def datos(self):
        datos = super().datos()
        cantidades = {x.pk: datos.pop(f"cantidad_{x.pk}") for x in self.lineas}
        return datos | {"cantidades": cantidades or None}


class NoEjecutarForm(FormularioDeActo):
    motivo = forms.ChoiceField(
        label="¿Por qué no se pudo hacer?", widget=forms.RadioSelect,
        error_messages={"required": "Escoja el motivo."},
    )  # fmt: skip
    explicacion = ParrafoCampo(label="Explique lo que pasó", max_length=1000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motivo"].choices = self._motivos()

    def _motivos(self):
        """Each motive with what follows; a revisión that finds it impossible ends «no procede»."""
        if isinstance(self.objeto, OrdenTrabajo):
            sigue = CONSECUENCIAS
        else:
            sigue = {m: OTRA_REVISION for m in M if m != M.IMPOSIBLE}
        dos_lineas = '<span class="uno">{}</span><span class="dos">{}</span>'
        return [(m.value, format_html(dos_lineas, m.label, sigue[m])) for m in sigue]
