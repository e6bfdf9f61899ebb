"""Pedidos R12-02-01 and the warehouse (C6)."""

from django import forms

from ordenes.models import Articulo, Serial
from serviciosesp.core.campos import TextoCampo
from serviciosesp.core.forms import FormularioDeActo

from .campos import EnteroCampo, SeriesCampo

FILAS = 8
"""Lines of a Pedido offered at once, and how many more each time they are asked for."""
FILAS_MAXIMAS = 80


class ElaborarPedidoForm(FormularioDeActo):
    """Rows `articulo_n`, `cantidad_n` that become `lineas`: [(Articulo, units)]."""

    nota = TextoCampo(label="Para qué se piden", required=False, max_length=300)
    filas_ofrecidas = forms.IntegerField(
        widget=forms.HiddenInput, required=False, initial=FILAS, min_value=FILAS,
        max_value=FILAS_MAXIMAS,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.articulos = {str(a.pk): a for a in Articulo.objects.filter(activo=True)}
        opciones = [
            (clave, f"{a.descripcion} · {a.codigo} (hay {a.existencia} {a.unidad})")
            for clave, a in self.articulos.items()
        ]
        for n in self.numeros:
            self.fields[f"articulo_{n}"] = forms.ChoiceField(
                choices=[("", "Escoja el artículo"), *opciones], required=False,
                label=f"Artículo {n}", widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip
            self.fields[f"cantidad_{n}"] = EnteroCampo(required=False, label=f"Cantidad {n}")
            self.fields[f"cantidad_{n}"].widget.attrs |= {"placeholder": "Cuántos"}

    @property
    def numeros(self):
        """1…n of the rows offered; what was sent says how many (bounded)."""
        campo = self.fields["filas_ofrecidas"]
        try:
            ofrecidas = campo.clean((self.data or self.initial).get("filas_ofrecidas")) or FILAS
        except forms.ValidationError:
            ofrecidas = FILAS
        return range(1, ofrecidas + 1)

    @property
    def filas(self):
        return [(self[f"articulo_{n}"], self[f"cantidad_{n}"]) for n in self.numeros]

    def clean(self):
        datos, vistos = super().clean(), set()
        for n in self.numeros:
            articulo, cantidad = datos.get(f"articulo_{n}"), datos.get(f"cantidad_{n}")
            if articulo and not cantidad and f"cantidad_{n}" not in self.errors:
                self.add_error(f"cantidad_{n}", f"Escriba cuántos del artículo {n}.")
            if cantidad and not articulo and f"articulo_{n}" not in self.errors:
                self.add_error(f"articulo_{n}", f"Escoja el artículo {n}.")
            if articulo and articulo in vistos:
                self.add_error(f"articulo_{n}", "Ya está en otra fila: sume las cantidades.")
            vistos.add(articulo)
        return datos

    def datos(self):
        datos = self.cleaned_data
        filas = [(datos[f"articulo_{n}"], datos[f"cantidad_{n}"]) for n in self.numeros]
        return {"lineas": [(self.articulos[a], c) for a, c in filas if a], "nota": datos["nota"]}


class DespacharPedidoForm(FormularioDeActo):
    recibe = TextoCampo(label="¿Quién recibe los elementos?", max_length=160)
    series = SeriesCampo(
        label="Números de serie que salen", required=False, help_text="Uno por línea."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numeradas = [
            x for x in self.objeto.lineas.select_related("articulo") if x.articulo.maneja_serie
        ]
        if not self.numeradas:
            del self.fields["series"]

    def clean_series(self):
        series = self.cleaned_data["series"]
        articulos = [x.articulo_id for x in self.numeradas]
        libres = Serial.objects.filter(articulo__in=articulos, linea__isnull=True, serie__in=series)
        ajenas = set(series) - set(libres.values_list("serie", flat=True))
        if ajenas:
            raise forms.ValidationError(f"No están en almacén: {', '.join(sorted(ajenas))}.")
        return series

    def datos(self):
        return {"series": []} | super().datos()


class AnularPedidoForm(FormularioDeActo):
    motivo = TextoCampo(label="¿Por qué se anula?", max_length=300)


class GuardarArticuloForm(FormularioDeActo):
    codigo = TextoCampo(label="Código", max_length=20)
    descripcion = TextoCampo(label="Descripción", max_length=160)
    unidad = TextoCampo(label="Unidad en que se cuenta", max_length=20)
    maneja_serie = forms.BooleanField(label="Cada pieza lleva número de serie", required=False)
    activo = forms.BooleanField(label="Se puede pedir", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.objeto and self.objeto.pk:
            for nombre in ("codigo", "descripcion", "unidad", "maneja_serie", "activo"):
                self.initial.setdefault(nombre, getattr(self.objeto, nombre))

    def clean_codigo(self):
        codigo = self.cleaned_data["codigo"]
        propio = self.objeto.pk if self.objeto else None
        if Articulo.objects.filter(codigo=codigo).exclude(pk=propio).exists():
            raise forms.ValidationError(f"Ya hay un artículo con el código {codigo}.")
        return codigo


class EntrarArticuloForm(FormularioDeActo):
    cantidad = EnteroCampo(label="Cantidad que entra")
    nota = TextoCampo(label="De dónde viene", help_text="Por ejemplo: factura de compra 4521.")
    series = SeriesCampo(
        label="Números de serie", required=False, max_length=20_000,
        help_text="Uno por línea, tantos como la cantidad.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.objeto.maneja_serie:
            del self.fields["series"]

    def clean(self):
        datos = super().clean()
        if "series" in datos and datos.get("cantidad"):
            self._revisar_series(datos["series"], datos["cantidad"])
        return datos

    def _revisar_series(self, series, cantidad):
        if len(series) != cantidad:
            self.add_error("series", f"Escriba {cantidad} serie(s) distintas: hay {len(series)}.")
        repetidas = self.objeto.seriales.filter(serie__in=series).values_list("serie", flat=True)
        if repetidas:
            self.add_error("series", f"Ya habían entrado: {', '.join(repetidas)}.")

    def datos(self):
        return {"series": []} | super().datos()
