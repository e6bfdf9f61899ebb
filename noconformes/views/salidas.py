"""Pages and acts of the salida no conforme (C17)."""

from django.shortcuts import get_object_or_404

from ordenes.models import OrdenTrabajo
from serviciosesp.core.acciones import ver_requisitos
from serviciosesp.core.models import Evento
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.views import DetalleView, ListaView, TransicionView, historia
from solicitudes.models import Solicitud

from .. import forms, lectura
from ..filtros import FiltroSalidas
from ..models import SalidaNoConforme


class SalidaListaView(ListaView):
    model, filtro_class = SalidaNoConforme, FiltroSalidas
    permiso, template_name = "snc.ver", "noconformes/lista.html"

    def get_queryset(self):
        consulta = super().get_queryset()
        return consulta.select_related(
            "solicitud__servicio", "solicitud__cliente", "responsable", "encuesta"
        )

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        for fila in contexto["filas"]:
            fila.plazo = lectura.plazo_de_lista(fila, fila.cerrada_en)
        return contexto | {"filtros": self.filtro.opciones()}


class SalidaDetalleView(DetalleView):
    model, permiso, template_name = SalidaNoConforme, "snc.ver", "noconformes/detalle.html"

    def get_queryset(self):
        consulta = super().get_queryset()
        return consulta.select_related(
            "solicitud__servicio", "solicitud__cliente", "responsable", "corregida_por",
            "verificada_por", "cerrada_por", "encuesta",
        ).prefetch_related("acciones")  # fmt: skip

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        salida, usuario = self.object, self.request.user
        hechos = Evento.objects.filter(objeto=clave_de(salida)).order_by("n")
        return contexto | {
            "frase": lectura.frase(salida),
            "pasos": lectura.pasos(salida, hechos),
            "hechos": historia(salida, solo_suya=True),
            "para_cerrar": ver_requisitos(SalidaNoConforme.cerrar, salida, usuario),
            "segregacion": lectura.segregacion(salida, usuario),
            "parecidas": lectura.parecidas(salida, usuario),
            "orden": orden_de(salida),
            "documentos": lectura.documentos_propios(contexto["documentos"], salida, usuario),
            "abre_acciones": usuario.puede("accioncorrectiva.abrir"),
        }


def orden_de(salida):
    """The order in which the service was provided, with its crew; None when there was none."""
    ordenes = OrdenTrabajo.objects.filter(solicitud=salida.solicitud)
    return ordenes.prefetch_related("programaciones__cuadrilla").order_by("-pk").first()


class AbrirView(TransicionView):
    """From a request, by hand: a novedad, a complaint or an audit."""

    modelo, transicion, form_class = SalidaNoConforme, SalidaNoConforme.abrir, forms.AbrirForm

    def nuevo(self):
        visibles = Solicitud.objects.visibles_para(self.request.user)
        return SalidaNoConforme(
            solicitud=get_object_or_404(visibles, numero=self.kwargs["numero"])
        )


class ActoView(TransicionView):
    """An act on a salida, with what it comes from beside the form."""

    modelo, template_name = SalidaNoConforme, "noconformes/acto.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            frase=lectura.frase(self.objeto), orden=orden_de(self.objeto),
            segregacion=lectura.segregacion(self.objeto, self.request.user), **kwargs,
        )  # fmt: skip


class AnalizarView(ActoView):
    transicion, form_class = SalidaNoConforme.analizar, forms.AnalizarForm


class CorregirView(ActoView):
    transicion, form_class = SalidaNoConforme.corregir, forms.CorregirForm


class AnotarCorreccionView(ActoView):
    transicion, form_class = SalidaNoConforme.anotar_correccion, forms.AnotarCorreccionForm


class VerificarView(ActoView):
    transicion, form_class = SalidaNoConforme.verificar, forms.VerificarForm


class DevolverView(ActoView):
    transicion, form_class = SalidaNoConforme.devolver, forms.DevolverForm


class CerrarView(ActoView):
    transicion = SalidaNoConforme.cerrar
