"""The base of the GET forms behind lists: every parameter is a field."""

from django import forms


class Filtro(forms.Form):
    """Subclasses add fields and say in `aplicar` what each one narrows."""

    desde = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)
    hasta = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)

    def dato(self, nombre):
        return getattr(self, "cleaned_data", {}).get(nombre)

    def aplicar(self, consulta):
        return consulta
