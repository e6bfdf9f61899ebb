"""The acts of charges, one form each, named as the act."""

from django import forms

from serviciosesp.core.campos import TextoCampo
from serviciosesp.core.forms import FormularioDeActo

from ..models import Cargo


class ExportarCargosForm(FormularioDeActo):
    """`cargos`: those that go in the file, by number; one already exported refuses by itself."""

    cargos = forms.ModelMultipleChoiceField(
        Cargo.objects.none(), label="Cargos que van en el archivo", to_field_name="numero",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Escoja al menos un cargo por exportar.",
            "invalid_choice": "Uno de los cargos no existe: revise la lista.",
        },
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.usuario is not None:
            visibles = Cargo.objects.visibles_para(self.usuario)
            self.fields["cargos"].queryset = visibles.con_caso()


class ConfirmarCargoForm(FormularioDeActo):
    registro = TextoCampo(
        label="Referencia de HAS SQL", max_length=30,
        help_text="La que trae el archivo de respuesta para este cargo.",
    )  # fmt: skip


class RechazarCargoForm(FormularioDeActo):
    mensaje = TextoCampo(
        label="¿Qué respondió HAS SQL?", max_length=300,
        help_text="Copie el mensaje del archivo de respuesta.",
    )  # fmt: skip
