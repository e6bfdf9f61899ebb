"""The survey as it is filled in: by the clerk from the paper, or by the client from the link."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from serviciosesp.core.campos import ArchivoCampo, ParrafoCampo, TextoCampo
from serviciosesp.core.forms import FormularioDeActo

from .models.formulario import ESCALA

ICONOS = {"bueno": "emoji-smile", "regular": "emoji-neutral", "malo": "emoji-frown"}


class Caras(forms.Widget):
    """Three faces for each item; its value is {item pk: what was chosen, or ""}."""

    use_fieldset = True
    items = ()

    def value_from_datadict(self, data, files, name):
        return {item.pk: data.get(f"{name}_{item.pk}", "") for item in self.items}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{item.pk}" in data for item in self.items)

    def render(self, name, value, attrs=None, renderer=None):
        contexto = {"filas": self.filas(name, value or {}), "id": (attrs or {}).get("id", "")}
        return render_to_string("encuestas/_caras.html", contexto)

    def filas(self, name, value):
        """The items as the template draws them; radios are numbered along the whole form."""
        for n, item in enumerate(self.items):
            opciones = [
                {"valor": valor, "palabra": palabra, "icono": ICONOS[valor], "n": i,
                 "marcada": value.get(item.pk) == valor}
                for i, (valor, palabra) in enumerate(ESCALA, start=n * len(ESCALA))
            ]  # fmt: skip
            yield {"item": item, "nombre": f"{name}_{item.pk}", "opciones": opciones}


class RespuestasCampo(forms.Field):
    """{item pk: "bueno", "regular", "malo" or ""}; blanks stay blank (reglas §5.7)."""

    widget = Caras

    def clean(self, value):
        if any(v not in dict(ESCALA) for v in value.values() if v):
            raise ValidationError("Cada ítem se califica bueno, regular o malo.")
        return value


class ResponderPublicaForm(FormularioDeActo):
    """What the client answers by the link."""

    respuestas = RespuestasCampo(label="¿Cómo califica cada cosa?", required=True)
    observaciones = ParrafoCampo(
        label="Observaciones y sugerencias", required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    responde = TextoCampo(label="Su nombre", max_length=160, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["respuestas"].widget.items = list(self.objeto.formulario.items.all())


class ResponderForm(ResponderPublicaForm):
    """What the clerk copies from the paper."""

    papel = ArchivoCampo(
        label="La encuesta firmada", required=False,
        help_text="Foto o PDF de la hoja. Máximo 12 MB.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["respuestas"].label = "Calificación"
        self.fields["respuestas"].help_text = "Lo que quedó en blanco en la hoja, déjelo en blanco."
        self.fields["responde"].label = "Quién respondió"
        self.fields["responde"].initial = self.objeto.solicitud.contacto
