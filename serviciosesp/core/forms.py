"""The base of every form that asks for an act."""

import uuid

from django import forms


def nueva_clave():
    return uuid.uuid4().hex


class FormularioDeActo(forms.Form):
    """A form whose fields are exactly the keyword arguments of a transition.

    It carries the idempotency key and the version with which the record was opened.
    """

    clave = forms.CharField(widget=forms.HiddenInput, initial=nueva_clave, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, objeto=None, usuario=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.objeto, self.usuario = objeto, usuario
        if objeto is not None and objeto.pk:
            self.fields["version"].initial = objeto.version

    def datos(self):
        """The transition's keyword arguments."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("clave", "version")}


class Confirmar(FormularioDeActo):
    """An act without data."""
