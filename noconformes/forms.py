"""Forms of the salida no conforme and of the acción correctiva: one an act, named as the act."""

from django import forms

from serviciosesp.core.calendario import hoy
from serviciosesp.core.campos import FechaCampo, ParrafoCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo
from serviciosesp.core.models import Usuario
from serviciosesp.core.roles import Rol

from .models import AccionCorrectiva, SalidaNoConforme

SEGMENTOS = {"class": "segmentos"}
PARRAFO = forms.Textarea(attrs={"rows": 3})


def responsables(area=""):
    """Who may answer for a treatment: of the service's area, or of all when none is given."""
    areas = [area] if area else []
    personas = Usuario.objects.con_rol(Rol.SUBGERENCIA)
    for rol in (Rol.JEFE_AREA, Rol.SUPERVISOR):
        personas |= Usuario.objects.con_rol(rol, *areas)
    return personas.order_by("first_name", "last_name")


class PersonaCampo(forms.ModelChoiceField):
    """A person of the utility, by name and post."""

    def __init__(self, **kwargs):
        super().__init__(
            queryset=Usuario.objects.none(), empty_label="Escoja una persona",
            error_messages={
                "required": "Escoja quién responde.",
                "invalid_choice": "Escoja una persona de la lista.",
            },
            **kwargs,
        )  # fmt: skip

    def label_from_instance(self, persona):
        cargos = persona.cargo or ", ".join(a.get_rol_display() for a in persona.asignaciones.all())
        return f"{persona.nombre}, {cargos}" if cargos else persona.nombre


class RequisitosCampo(ParrafoCampo):
    """One unmet requirement a line, as the items of a salida: [{"item", "valor"}]."""

    def clean(self, value):
        renglones = super().clean(value).splitlines()
        return [{"item": r.strip(), "valor": "no cumple"} for r in renglones if r.strip()]


# --- Salida no conforme ------------------------------------------------------------------------


class AbrirForm(FormularioDeActo):
    fuente = forms.ChoiceField(
        label="De dónde viene", widget=forms.RadioSelect,
        choices=[c for c in SalidaNoConforme.Fuente.choices if c[0] != "encuesta"],
        error_messages={"required": "Escoja de dónde viene."},
    )  # fmt: skip
    descripcion = ParrafoCampo(
        label="Qué no se cumplió", help_text="Con la evidencia: qué se vio, dónde, quién lo vio."
    )
    items = RequisitosCampo(
        label="Requisitos que no se cumplieron", required=False, widget=PARRAFO,
        help_text="Uno por renglón. Ejemplo: Orden y aseo del sitio al terminar.",
    )  # fmt: skip


class AnalizarForm(FormularioDeActo):
    clasificacion = forms.ChoiceField(
        label="Clasificación", choices=SalidaNoConforme.Clasificacion.choices,
        widget=forms.RadioSelect(attrs=SEGMENTOS),
        help_text="Mayor: afecta al cliente o a otros servicios, o ya había pasado.",
        error_messages={"required": "Escoja menor o mayor."},
    )  # fmt: skip
    responsable = PersonaCampo(label="Quién responde por el tratamiento")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        area = self.objeto.solicitud.servicio.area
        self.fields["responsable"].queryset = responsables(area).prefetch_related("asignaciones")


class CorregirForm(FormularioDeActo):
    causa = ParrafoCampo(
        label="¿Por qué pasó?",
        help_text="Pregunte «¿por qué?» hasta llegar a algo que la empresa pueda cambiar.",
    )
    tratamiento = forms.ChoiceField(
        label="Tratamiento", widget=forms.RadioSelect, choices=SalidaNoConforme.Tratamiento.choices,
        error_messages={"required": "Escoja el tratamiento."},
    )  # fmt: skip
    plan = ParrafoCampo(
        label="Corrección prevista", widget=PARRAFO, help_text="Qué se hará, quién y para cuándo."
    )


class AnotarCorreccionForm(FormularioDeActo):
    correccion = ParrafoCampo(
        label="Qué se hizo", help_text="Con la fecha y la evidencia: foto, acta, quién lo recibió."
    )


class VerificarForm(FormularioDeActo):
    conforme = forms.TypedChoiceField(
        label="¿El servicio quedó conforme?", widget=forms.RadioSelect(attrs=SEGMENTOS),
        choices=[("si", "Sí"), ("no", "No")], coerce=lambda valor: valor == "si",
        error_messages={"required": "Diga si quedó conforme."},
    )  # fmt: skip
    verificacion = ParrafoCampo(
        label="Cómo se verificó", help_text="Qué se miró y qué se encontró."
    )


class DevolverForm(FormularioDeActo):
    motivo = ParrafoCampo(label="Qué falta corregir", widget=PARRAFO)


# --- Acción correctiva --------------------------------------------------------------------------


class DesdeSalidaForm(forms.Form):
    """The salida from which an action is opened, in the address: ``?snc=SNC-2026-00001``."""

    snc = TextoCampo(max_length=20, required=False)


class AbrirAccionForm(FormularioDeActo):
    origen = forms.ChoiceField(
        label="Qué la origina", widget=forms.RadioSelect,
        error_messages={"required": "Escoja qué la origina."},
    )  # fmt: skip
    descripcion = ParrafoCampo(label="Qué pasó", widget=PARRAFO)
    plan = ParrafoCampo(label="Qué se hará para que no se repita", widget=PARRAFO)
    criterio = ParrafoCampo(
        label="Cómo se sabrá si fue eficaz", widget=PARRAFO,
        help_text="Algo que se pueda medir. Ejemplo: ninguna igual en 90 días.",
    )  # fmt: skip
    responsable = PersonaCampo(label="Responsable")
    vence_en = FechaCampo(
        label="Fecha límite", minima=hoy,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ancho-fecha"}),
    )  # fmt: skip
    equipo = TextoCampo(label="Equipo de soporte", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        salida, origenes = self.objeto.salida, AccionCorrectiva.Origen.choices
        area = salida.solicitud.servicio.area if salida else ""
        self.fields["responsable"].queryset = responsables(area).prefetch_related("asignaciones")
        self.fields["origen"].choices = [c for c in origenes if (c[0] == "snc") == bool(salida)]
        if salida:
            self.fields["origen"].initial = "snc"
            self.fields["descripcion"].initial = f"{salida}: {salida.descripcion}"


class ReportarForm(FormularioDeActo):
    ejecucion = ParrafoCampo(label="Qué se hizo", help_text="Con la fecha y la evidencia.")


class DeclararEficazForm(FormularioDeActo):
    eficacia = ParrafoCampo(
        label="Cómo se verificó", help_text="Qué se midió contra el criterio y qué dio."
    )


class DeclararNoEficazForm(DeclararEficazForm):
    pass
