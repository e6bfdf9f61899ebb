"""Novedades of an order (C13)."""

from django.shortcuts import get_object_or_404

from ordenes import forms
from ordenes.frases import frase_de_novedad
from ordenes.models import Novedad, OrdenTrabajo

from .base import ActoDeOrden, DetalleDeLoSuyo, VeOrdenes


class NovedadView(VeOrdenes, DetalleDeLoSuyo):
    """One novedad with its three evidences: on the order, dueño del proceso, client."""

    model = Novedad
    template_name = "ordenes/novedad.html"

    def get_queryset(self):
        return super().get_queryset().select_related(
            "orden__solicitud__servicio", "registrada_por", "foto"
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        return super().get_context_data(frase=frase_de_novedad(self.object), **kwargs)


class RegistrarNovedadView(ActoDeOrden):
    modelo, transicion = Novedad, Novedad.registrar
    form_class = forms.RegistrarNovedadForm

    def nuevo(self):
        visibles = OrdenTrabajo.objects.visibles_para(self.request.user)
        return Novedad(orden=get_object_or_404(visibles, numero=self.kwargs["numero"]))

    def get_volver_url(self):
        return self.objeto.orden.get_absolute_url()

    def get_success_url(self):
        return self.objeto.orden.get_absolute_url()


class ComunicarNovedadView(ActoDeOrden):
    modelo, transicion = Novedad, Novedad.comunicar
    form_class = forms.ComunicarNovedadForm

    def get_success_url(self):
        return self.objeto.orden.get_absolute_url()
