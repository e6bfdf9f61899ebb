"""The acts of an order, each behind one address for both kinds."""

from dataclasses import replace

from django.shortcuts import render
from django.utils import timezone

from ordenes import capacidad, forms
from ordenes.filtros import LugarFiltro
from ordenes.models import OrdenRevision, OrdenTrabajo
from solicitudes.requisitos import dentro_de_lo_autorizado

from .base import ActoDeOrden, es_de_campo, por_numero


class ConHorario(ActoDeOrden):
    """An act that takes a slot: beside the form, the day of each crew and the first free place."""

    template_name = "ordenes/programar.html"
    frase = "Se programa donde hay capacidad y en la fecha que el cliente acepta."
    no_se = "No se programó"

    def dispatch(self, request, *args, **kwargs):
        self.lugar = LugarFiltro(request.GET or None)
        if self.lugar.is_bound and not self.lugar.is_valid():
            frase = "La fecha o la hora de la dirección no existe."
            return render(request, "422.html", {"frase": frase}, status=422)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {n: self.lugar.dato(n) for n in self.lugar.fields if self.lugar.dato(n)}

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        dia = self.dia(contexto["form"])
        libre = capacidad.primer_lugar(
            self.objeto.solicitud.servicio, dia, sin=self.objeto.programacion
        )
        minutos = self.objeto.solicitud.servicio.duracion_minutos
        return contexto | {
            "dia": dia, "jornadas": capacidad.jornadas(dia), "libre": libre, "lugar": self.lugar,
            "minutos": minutos, "frase": self.frase, "no_se": self.no_se,
        }  # fmt: skip

    def dia(self, form):
        """The day shown: the one typed, the one of the address, or today."""
        escrito = form.cleaned_data.get("fecha") if form.is_bound else None
        return escrito or self.lugar.dato("fecha") or timezone.localdate()


class ProgramarRevisionView(ConHorario):
    modelo, transicion = OrdenRevision, OrdenRevision.programar
    form_class = forms.ProgramarForm


class ProgramarTrabajoView(ConHorario):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.programar
    form_class = forms.ProgramarForm


class ConOtroHorario(ConHorario):
    frase = "La fecha solo cambia si el cliente autoriza; la anterior se conserva."
    no_se = "No se reprogramó: sigue en firme la fecha anterior"


class ReprogramarRevisionView(ConOtroHorario):
    modelo, transicion = OrdenRevision, OrdenRevision.reprogramar
    form_class = forms.ReprogramarForm


class ReprogramarTrabajoView(ConOtroHorario):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.reprogramar
    form_class = forms.ReprogramarForm


class AcusarRevisionView(ActoDeOrden):
    modelo, transicion = OrdenRevision, OrdenRevision.acusar


class AcusarTrabajoView(ActoDeOrden):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.acusar


class IniciarRevisionView(ActoDeOrden):
    modelo, transicion = OrdenRevision, OrdenRevision.iniciar


class IniciarTrabajoView(ActoDeOrden):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.iniciar
    form_class = forms.IniciarForm


class SuspenderView(ActoDeOrden):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.suspender
    form_class = forms.SuspenderForm


class ReanudarView(ActoDeOrden):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.reanudar


class TerminarRevisionView(ActoDeOrden):
    modelo, transicion = OrdenRevision, OrdenRevision.terminar
    form_class = forms.TerminarRevisionForm


class TerminarTrabajoView(ActoDeOrden):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.terminar
    form_class = forms.TerminarTrabajoForm

    def incumplida(self, form, negado):
        """A crew is told that the authorised maximum is passed, not the amounts."""
        if es_de_campo(self.request.user):
            negado.faltan = [_sin_valores(f) for f in negado.faltan]
        return super().incumplida(form, negado)


def _sin_valores(falta):
    if falta.requisito is not dentro_de_lo_autorizado:
        return falta
    frase = "Lo ejecutado pasa del máximo que el cliente autorizó: llame a la oficina"
    return replace(falta, frase=frase)


class NoEjecutarRevisionView(ActoDeOrden):
    modelo, transicion = OrdenRevision, OrdenRevision.no_ejecutar
    form_class = forms.NoEjecutarForm


class NoEjecutarTrabajoView(ActoDeOrden):
    modelo, transicion = OrdenTrabajo, OrdenTrabajo.no_ejecutar
    form_class = forms.NoEjecutarForm


programar = por_numero(revision=ProgramarRevisionView, trabajo=ProgramarTrabajoView)
reprogramar = por_numero(revision=ReprogramarRevisionView, trabajo=ReprogramarTrabajoView)
acusar = por_numero(revision=AcusarRevisionView, trabajo=AcusarTrabajoView)
iniciar = por_numero(revision=IniciarRevisionView, trabajo=IniciarTrabajoView)
suspender = por_numero(trabajo=SuspenderView)
reanudar = por_numero(trabajo=ReanudarView)
terminar = por_numero(revision=TerminarRevisionView, trabajo=TerminarTrabajoView)
no_ejecutar = por_numero(revision=NoEjecutarRevisionView, trabajo=NoEjecutarTrabajoView)
