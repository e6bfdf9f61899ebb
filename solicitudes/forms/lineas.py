"""The lines of a liquidación: a quantity beside each tariff in force (C7)."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from serviciosesp.core.campos import CantidadCampo

from ..models.catalogo import Iva


class LineasTabla(forms.Widget):
    """A table with a box for each tariff; its value is {tariff pk: what was typed}."""

    use_fieldset = True
    tarifas = ()

    def value_from_datadict(self, data, files, name):
        return {t.pk: data.get(f"{name}-{t.pk}", "") for t in self.tarifas}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{t.pk}" in data for t in self.tarifas)

    def render(self, name, value, attrs=None, renderer=None):
        identidad = (attrs or {}).get("id", f"id_{name}")
        return render_to_string(
            "solicitudes/_lineas.html", {"filas": self.filas(name, value or {}, identidad)}
        )

    def filas(self, name, value, identidad):
        cantidad = CantidadCampo()
        for n, tarifa in enumerate(self.tarifas):
            yield {
                "tarifa": tarifa, "nombre": f"{name}-{tarifa.pk}", "id": f"{identidad}_{n}",
                "valor": cantidad.prepare_value(value.get(tarifa.pk, "")),
                # As text: numbers of the template would be written with thousand separators.
                "precio": str(tarifa.valor), "iva": str(tarifa.iva_porcentaje),
                "gravada": tarifa.iva_tratamiento == Iva.GRAVADO,
            }  # fmt: skip


class LineasCampo(forms.Field):
    """[(Tarifa, Decimal)] of the tariffs with a quantity; that there is one, the act requires."""

    widget = LineasTabla

    def ofrecer(self, tarifas):
        self.widget.tarifas = list(tarifas)

    def clean(self, value):
        cantidad = CantidadCampo(required=False)
        lineas, errores = [], []
        for tarifa in self.widget.tarifas:
            try:
                escrita = cantidad.clean(value.get(tarifa.pk, ""))
            except ValidationError as error:
                errores += [f"{tarifa.descripcion}: {m}" for m in error.messages]
            else:
                lineas += [(tarifa, escrita)] if escrita else []
        if errores:
            raise ValidationError(errores)
        return lineas
