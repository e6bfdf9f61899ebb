"""GET forms of the orders: lists, the agenda's day, and the slot offered by a link."""

from django import forms
from django.db.models import Q

from serviciosesp.core.campos import FechaCampo, TextoCampo
from serviciosesp.core.filtros import Filtro

from .forms.campos import HoraCampo
from .models import Cuadrilla, Pedido
from .models.orden import E

TIPOS = [("trabajo", "Órdenes de trabajo"), ("revision", "Órdenes de revisión")]


class OrdenesFiltro(Filtro):
    tipo = forms.ChoiceField(choices=TIPOS, required=False, widget=forms.HiddenInput)
    estado = forms.ChoiceField(choices=[("", "Todos"), *E.choices], required=False)
    cuadrilla = forms.ModelChoiceField(Cuadrilla.objects.all(), required=False, empty_label="Todas")

    def aplicar(self, consulta):
        if estado := self.dato("estado"):
            consulta = consulta.filter(estado=estado)
        if cuadrilla := self.dato("cuadrilla"):
            consulta = consulta.filter(
                programaciones__vigente=True, programaciones__cuadrilla=cuadrilla
            )
        return consulta


class DiaFiltro(Filtro):
    """The day looked at."""

    dia = FechaCampo(label="Día", required=False)


class LugarFiltro(Filtro):
    """The slot with which the programming form is opened; here `desde` and `hasta` are hours."""

    fecha = FechaCampo(label="Ver otro día", required=False)
    desde = HoraCampo(required=False)
    hasta = HoraCampo(required=False)
    cuadrilla = forms.ModelChoiceField(Cuadrilla.objects.filter(activa=True), required=False)


class PedidosFiltro(Filtro):
    OPCIONES = [
        ("Todos", {}),
        ("Por autorizar", {"estado": Pedido.E.ELABORADO.value}),
        ("Por entregar", {"estado": Pedido.E.AUTORIZADO.value}),
        ("Entregados", {"estado": Pedido.E.DESPACHADO.value}),
        ("Anulados", {"estado": Pedido.E.ANULADO.value}),
    ]

    estado = forms.ChoiceField(choices=[("", "Todos"), *Pedido.E.choices], required=False)

    def aplicar(self, consulta):
        estado = self.dato("estado")
        return consulta.filter(estado=estado) if estado else consulta


class ArticulosFiltro(Filtro):
    q = TextoCampo(label="Código o descripción", required=False, max_length=60)

    def aplicar(self, consulta):
        q = self.dato("q")
        if not q:
            return consulta
        return consulta.filter(Q(codigo__icontains=q) | Q(descripcion__icontains=q))
