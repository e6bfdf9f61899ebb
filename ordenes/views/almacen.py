"""Pedidos R12-02-01 and the warehouse (C6)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from ordenes import forms
from ordenes.filtros import ArticulosFiltro, PedidosFiltro
from ordenes.forms.almacen import FILAS, FILAS_MAXIMAS
from ordenes.frases import frase_de_pedido
from ordenes.models import Articulo, Movimiento, Pedido
from serviciosesp.core.acciones import acciones_de
from serviciosesp.core.filtros import Filtro
from serviciosesp.core.views import ConPermiso, ListaView, TransicionView
from solicitudes.models import Solicitud

from .base import MODELOS, DetalleDeLoSuyo, es_de_campo, modelo_de

# --- Pedidos --------------------------------------------------------------------------------


class PedidosView(ListaView):
    model = Pedido
    permiso = "pedido.ver"
    filtro_class = PedidosFiltro
    template_name = "ordenes/pedidos.html"

    def get_queryset(self):
        return con_lineas(super().get_queryset())


def con_lineas(pedidos):
    return pedidos.select_related(
        "solicitud__servicio", "elaborado_por", "autorizado_por"
    ).prefetch_related("lineas__articulo")


class PedidosDeView(ConPermiso, TemplateView):
    """The pedidos of a request, named by its number or by that of an order."""

    template_name = "ordenes/pedidos_de.html"

    def puede_entrar(self):
        return self.request.user.puede("pedido.ver") or self.request.user.puede("orden.propia")

    def get(self, request, numero):
        usuario = request.user
        if numero.partition("-")[0] in MODELOS:
            visibles = modelo_de(numero).objects.visibles_para(usuario)
            orden = get_object_or_404(visibles.select_related("solicitud"), numero=numero)
            if es_de_campo(usuario):
                return redirect(orden)
            numero = orden.solicitud.numero
        self.pedidos = list(
            con_lineas(Pedido.objects.visibles_para(usuario).filter(solicitud__numero=numero))
        )
        if len(self.pedidos) == 1:
            return redirect(self.pedidos[0])
        visibles = Solicitud.objects.visibles_para(usuario)
        if not self.pedidos and not visibles.filter(numero=numero).exists():
            raise Http404("No hay una solicitud con ese número.")
        return super().get(request, numero=numero)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filas=self.pedidos, puede_pedir=self.request.user.puede("pedido.elaborar"), **kwargs
        )


class PedidoView(DetalleDeLoSuyo):
    model = Pedido
    permiso = "pedido.ver"
    template_name = "ordenes/pedido.html"

    def get_queryset(self):
        return con_lineas(super().get_queryset()).select_related(
            "solicitud__servicio", "elaborado_por", "autorizado_por", "despachado_por"
        ).prefetch_related("lineas__seriales")  # fmt: skip

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            frase=frase_de_pedido(self.object),
            ve_solicitud=self.request.user.puede("solicitud.ver"), **kwargs,
        )  # fmt: skip


class ElaborarPedidoView(TransicionView):
    modelo, transicion = Pedido, Pedido.elaborar
    form_class = forms.ElaborarPedidoForm
    template_name = "ordenes/elaborar_pedido.html"

    def nuevo(self):
        visibles = Solicitud.objects.visibles_para(self.request.user)
        return Pedido(solicitud=get_object_or_404(visibles, numero=self.kwargs["numero"]))

    def post(self, request, *args, **kwargs):
        """«Agregar filas» draws the form again with what was written and more rows; nothing is saved."""
        if "mas" not in request.POST:
            return super().post(request, *args, **kwargs)
        ofrecidas = len(self.get_form().numeros) + FILAS
        escrito = request.POST.dict() | {"filas_ofrecidas": min(ofrecidas, FILAS_MAXIMAS)}
        form = self.form_class(initial=escrito, objeto=self.objeto, usuario=request.user)
        return self.render_to_response(self.get_context_data(form=form))


class AutorizarPedidoView(TransicionView):
    modelo, transicion = Pedido, Pedido.autorizar


class DespacharPedidoView(TransicionView):
    modelo, transicion = Pedido, Pedido.despachar
    form_class = forms.DespacharPedidoForm


class AnularPedidoView(TransicionView):
    modelo, transicion = Pedido, Pedido.anular
    form_class = forms.AnularPedidoForm


# --- Almacén --------------------------------------------------------------------------------


class VeAlmacen:
    def puede_entrar(self):
        return self.request.user.puede("almacen.ver") or self.request.user.puede("pedido.ver")


class AlmacenView(VeAlmacen, ListaView):
    """Articles and what there is of each."""

    model = Articulo
    filtro_class = ArticulosFiltro
    template_name = "ordenes/almacen.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            puede_crear=self.request.user.puede("articulo.guardar"), **kwargs
        )


class ArticuloView(VeAlmacen, ListaView):
    """One article: its stock and its kardex, newest movement first."""

    model = Movimiento
    filtro_class = Filtro
    template_name = "ordenes/articulo.html"

    def get_queryset(self):
        visibles = Articulo.objects.visibles_para(self.request.user)
        self.articulo = get_object_or_404(visibles, pk=self.kwargs["pk"])
        self.filtro = Filtro(self.request.GET or None)
        if self.filtro.is_bound and not self.filtro.is_valid():
            return Movimiento.objects.none()
        return self.articulo.movimientos.select_related("por", "linea__pedido")

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        en_almacen = self.articulo.seriales.filter(linea__isnull=True)
        articulo = self.articulo
        return contexto | {
            "articulo": articulo,
            "frase": f"Hay {articulo.existencia} en almacén, contados por {articulo.unidad}.",
            "acciones": acciones_de(articulo, self.request.user),
            "series": list(en_almacen[:100]) if articulo.maneja_serie else [],
        }


class ActoDeArticulo(TransicionView):
    modelo = Articulo
    campo_url = "pk"


class GuardarArticuloView(ActoDeArticulo):
    transicion = Articulo.guardar
    form_class = forms.GuardarArticuloForm


class ArticuloNuevoView(GuardarArticuloView):
    """The same act on an article that does not exist yet."""

    def get_objeto(self):
        return Articulo()

    def get_volver_url(self):
        return reverse("ordenes:almacen")


class EntrarArticuloView(ActoDeArticulo):
    transicion = Articulo.entrar
    form_class = forms.EntrarArticuloForm
