"""Pages and acts of the acción correctiva (C18)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from serviciosesp.core.views import DetalleView, ListaView, TransicionView, historia

from .. import forms, lectura
from ..filtros import FiltroAcciones
from ..models import AccionCorrectiva, SalidaNoConforme

E = AccionCorrectiva.E
FRASES = {
    E.ABIERTA: "La tiene {responsable}, hasta el {vence:%d/%m/%Y}. Falta que empiece.",
    E.EN_EJECUCION: "{responsable} la está ejecutando; la fecha límite es el {vence:%d/%m/%Y}.",
    E.EJECUTADA: "Ya se ejecutó. Falta que Control Interno verifique si fue eficaz.",
    E.EFICAZ: "Fue eficaz: la causa ya no está.",
    E.NO_EFICAZ: "No fue eficaz: la causa sigue ahí. Hace falta otra acción.",
}


def frase(accion):
    return FRASES[accion.estado].format(responsable=accion.responsable, vence=accion.vence_en)


class AccionListaView(ListaView):
    model, filtro_class = AccionCorrectiva, FiltroAcciones
    permiso, template_name = "snc.ver", "noconformes/acciones.html"

    def get_queryset(self):
        return super().get_queryset().select_related("responsable", "salida")

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        for fila in contexto["filas"]:
            fila.plazo = lectura.plazo_de_lista(fila, fila.ejecutada_en)
        abre = self.request.user.puede("accioncorrectiva.abrir")
        return contexto | {"filtros": self.filtro.opciones(), "abre_acciones": abre}


class AccionDetalleView(DetalleView):
    model, permiso, template_name = AccionCorrectiva, "snc.ver", "noconformes/accion.html"

    def get_queryset(self):
        return super().get_queryset().select_related(
            "responsable", "ejecutada_por", "verificada_por", "salida__solicitud__servicio"
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        contexto, accion = super().get_context_data(**kwargs), self.object
        return contexto | {
            "frase": frase(accion),
            "hechos": historia(accion, solo_suya=True),
            "documentos": lectura.documentos_propios(
                contexto["documentos"], accion, self.request.user
            ),
        }


class AbrirAccionView(TransicionView):
    """On its own, or from a salida no conforme named in the address (``?snc=NUMERO``)."""

    modelo, transicion, form_class = AccionCorrectiva, AccionCorrectiva.abrir, forms.AbrirAccionForm
    template_name = "noconformes/abrir_accion.html"

    def nuevo(self):
        desde = forms.DesdeSalidaForm(self.request.GET)
        if not desde.is_valid():
            raise Http404
        if not desde.cleaned_data["snc"]:
            return AccionCorrectiva()
        visibles = SalidaNoConforme.objects.visibles_para(self.request.user)
        salida = get_object_or_404(
            visibles.select_related("solicitud__servicio"), numero=desde.cleaned_data["snc"]
        )
        return AccionCorrectiva(salida=salida)

    def get_volver_url(self):
        salida = self.objeto.salida
        return salida.get_absolute_url() if salida else reverse("noconformes:acciones")


class ActoDeAccionView(TransicionView):
    modelo = AccionCorrectiva

    def get_context_data(self, **kwargs):
        return super().get_context_data(frase=frase(self.objeto), **kwargs)


class IniciarView(ActoDeAccionView):
    transicion = AccionCorrectiva.iniciar


class ReportarView(ActoDeAccionView):
    transicion, form_class = AccionCorrectiva.reportar, forms.ReportarForm


class DeclararEficazView(ActoDeAccionView):
    transicion, form_class = AccionCorrectiva.declarar_eficaz, forms.DeclararEficazForm


class DeclararNoEficazView(ActoDeAccionView):
    transicion, form_class = AccionCorrectiva.declarar_no_eficaz, forms.DeclararNoEficazForm
