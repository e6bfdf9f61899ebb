"""Pages of the survey: list, record, transcription, and the client's own page by link."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, RedirectView

from noconformes.lectura import documentos_propios, plazo_de_lista
from serviciosesp.core.models import EnlacePublico
from serviciosesp.core.transiciones import Negado, NoCumple, ejecutar, faltan
from serviciosesp.core.views import ConPermiso, DetalleView, ListaView, TransicionView, historia

from . import lectura
from .filtros import FiltroEncuestas
from .forms import ResponderForm, ResponderPublicaForm
from .models import Encuesta


class EncuestaListaView(ListaView):
    model, filtro_class = Encuesta, FiltroEncuestas
    permiso, template_name = "encuesta.ver", "encuestas/lista.html"

    def get_queryset(self):
        consulta = super().get_queryset()
        return consulta.select_related(
            "solicitud__servicio", "solicitud__cliente", "salida_no_conforme"
        ).prefetch_related("respuestas")

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        transcribe = self.request.user.puede("encuesta.responder")
        for fila in contexto["filas"]:
            fila.plazo = plazo_de_lista(fila, fila.respondida_en or fila.presumida_en)
            fila.resultado = lectura.resultado(fila)
            fila.por_transcribir = transcribe and fila.estado in Encuesta.responder.acto.de
        return contexto | {"filtros": self.filtro.opciones()}


class EncuestaDetalleView(DetalleView):
    model, permiso, template_name = Encuesta, "encuesta.ver", "encuestas/detalle.html"

    def get_queryset(self):
        consulta = super().get_queryset()
        return consulta.select_related(
            "solicitud__servicio", "solicitud__cliente", "salida_no_conforme", "papel",
            "transcrita_por", "formulario",
        ).prefetch_related("respuestas__item")  # fmt: skip

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        encuesta = self.object
        return contexto | {
            "frase": lectura.frase(encuesta),
            "reloj": lectura.reloj(encuesta),
            "filas": lectura.columnas(encuesta),
            "hechos": historia(encuesta, solo_suya=True),
            "documentos": documentos_propios(contexto["documentos"], encuesta, self.request.user),
        }


class DeSolicitudView(ConPermiso, RedirectView):
    """The survey of a request, by the number of the request."""

    permiso = "encuesta.ver"

    def get_redirect_url(self, numero):
        visibles = Encuesta.objects.visibles_para(self.request.user)
        return get_object_or_404(visibles, solicitud__numero=numero).get_absolute_url()


class ResponderView(TransicionView):
    modelo, transicion, form_class = Encuesta, Encuesta.responder, ResponderForm
    template_name = "encuestas/responder.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(frase=lectura.frase(self.objeto), **kwargs)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PublicaView(FormView):
    """The client's page. A link unknown, expired, revoked or for something else: the same 404."""

    form_class = ResponderPublicaForm
    template_name = "publico/encuesta.html"

    def dispatch(self, request, ficha):
        self.enlace = EnlacePublico.objects.abrir(ficha, EnlacePublico.ENCUESTA)
        if self.enlace is None:
            raise Http404
        consulta = Encuesta.objects.select_related("solicitud__servicio", "formulario")
        self.encuesta = get_object_or_404(consulta, pk=self.enlace.objeto_id)
        respuesta = super().dispatch(request, ficha)
        # Not «no-referrer»: the browser would send this form with «Origin: null», refused by CSRF.
        respuesta.headers["Referrer-Policy"] = "strict-origin"
        return respuesta

    def get(self, request, ficha):
        if self.encuesta.respondida_en:
            return self.mostrar("publico/encuesta_gracias.html")
        if faltan(Encuesta.responder, self.encuesta, self.enlace):
            return self.mostrar("publico/encuesta_cerrada.html")
        return super().get(request, ficha)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"objeto": self.encuesta}

    def get_context_data(self, **kwargs):
        return super().get_context_data(encuesta=self.encuesta, no_se="No se envió", **kwargs)

    def form_valid(self, form):
        try:
            ejecutar(
                Encuesta.responder, self.encuesta, por=self.enlace,
                clave=form.cleaned_data["clave"], **form.datos(),
            )  # fmt: skip
        except NoCumple as negado:
            for falta in negado.faltan:
                form.add_error(falta.campo if falta.campo in form.fields else None, falta.frase)
            return self.form_invalid(form)
        except Negado:
            return self.mostrar("publico/encuesta_repetida.html", status=409)
        return redirect(self.request.path)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def mostrar(self, plantilla, status=200):
        contexto = {"encuesta": Encuesta.objects.get(pk=self.encuesta.pk)}
        return render(self.request, plantilla, contexto, status=status)
