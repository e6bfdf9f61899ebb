"""The base of the GET forms behind lists: every parameter is a field."""

from urllib.parse import urlencode

from django import forms


class Filtro(forms.Form):
    """Subclasses add fields and say in `aplicar` what each one narrows.

    `OPCIONES` are the chips above the list: [(words, {parameter: value})].
    """

    OPCIONES = []

    desde = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)
    hasta = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)

    def dato(self, nombre):
        return getattr(self, "cleaned_data", {}).get(nombre)

    def aplicar(self, consulta):
        return consulta

    def opciones(self):
        """The chips, as the component `filtros` reads them (docs/interfaz.md)."""
        actual = {c: v for c, v in self.data.items() if v and c not in ("desde", "hasta")}
        return [
            {"texto": texto, "url": f"?{urlencode(datos)}", "activo": datos == actual}
            for texto, datos in self.OPCIONES
        ]
