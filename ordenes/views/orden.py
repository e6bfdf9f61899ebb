"""The record of an order, and the lists in which it is found."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView

from ordenes.filtros import OrdenesFiltro
from ordenes.frases import frase
from ordenes.models import OrdenRevision, OrdenTrabajo, Pedido, Programacion
from serviciosesp.core.views import ConPermiso, ListaView
from solicitudes.models import Solicitud

from .base import DetalleDeLoSuyo, VeOrdenes, por_numero

CASO = ["solicitud__servicio", "solicitud__cliente", "solicitud__predio"]
"""What a list says of the request of an order."""


class DetalleView(VeOrdenes, DetalleDeLoSuyo):
    """One order: site, slots, safety, result, evidences and history."""

    template_name = "ordenes/detalle.html"

    def get_queryset(self):
        citas = Programacion.objects.select_related("cuadrilla", "vehiculo", "registrada_por")
        return (
            super().get_queryset()
            .select_related(*CASO, "anterior", "acusada_por")
            .prefetch_related(Prefetch("programaciones", citas), "siguientes")
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        orden, usuario = self.object, self.request.user
        anteriores = [p for p in orden.programaciones.all() if not p.vigente]
        return super().get_context_data(
            orden=orden, solicitud=orden.solicitud, frase=frase(orden), anteriores=anteriores,
            ve_solicitud=usuario.puede("solicitud.ver"), **kwargs,
        )  # fmt: skip


class DetalleRevisionView(DetalleView):
    model = OrdenRevision


class DetalleTrabajoView(DetalleView):
    model = OrdenTrabajo

    def get_queryset(self):
        pedidos = Pedido.objects.exclude(estado=Pedido.E.ANULADO).prefetch_related(
            "lineas__articulo", "lineas__seriales"
        )
        return (
            super().get_queryset().select_related("foto")
            .prefetch_related("novedades__foto", Prefetch("solicitud__pedidos", pedidos))
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        usuario, orden = self.request.user, self.object
        return super().get_context_data(
            pedidos=list(orden.solicitud.pedidos.all()), novedades=list(orden.novedades.all()),
            puede_novedad=bool(usuario.puede("novedad.registrar") and orden.notificada_en),
            puede_comunicar=usuario.puede("novedad.comunicar"),
            puede_pedir=usuario.puede("pedido.elaborar"), ve_pedidos=usuario.puede("pedido.ver"),
            **kwargs,
        )  # fmt: skip


detalle = por_numero(revision=DetalleRevisionView, trabajo=DetalleTrabajoView)


class ListaOrdenesView(VeOrdenes, ListaView):
    """All orders of one kind, newest first."""

    filtro_class = OrdenesFiltro
    template_name = "ordenes/lista.html"

    def get_queryset(self):
        filtro = OrdenesFiltro(self.request.GET or None)
        es_revision = filtro.is_valid() and filtro.dato("tipo") == "revision"
        self.model = OrdenRevision if es_revision else OrdenTrabajo
        citas = Programacion.objects.vigentes().select_related("cuadrilla")
        return (
            super().get_queryset().select_related(*CASO)
            .prefetch_related(Prefetch("programaciones", citas))
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        return super().get_context_data(es_revision=self.model is OrdenRevision, **kwargs)


class DeSolicitudView(VeOrdenes, ConPermiso, TemplateView):
    """The orders of a request; straight to it when there is only one."""

    template_name = "ordenes/de_solicitud.html"

    def get(self, request, numero):
        self.ordenes = [
            orden
            for modelo in (OrdenRevision, OrdenTrabajo)
            for orden in modelo.objects.visibles_para(request.user)
            .filter(solicitud__numero=numero)
            .select_related(*CASO)
            .prefetch_related("programaciones__cuadrilla")
        ]
        if len(self.ordenes) == 1:
            return redirect(self.ordenes[0])
        visibles = Solicitud.objects.visibles_para(request.user)
        if not self.ordenes and not visibles.filter(numero=numero).exists():
            raise Http404("No hay una solicitud con ese número.")
        return super().get(request, numero=numero)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            ordenes=self.ordenes, ve_solicitud=self.request.user.puede("solicitud.ver"), **kwargs
        )
