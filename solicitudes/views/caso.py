"""The request: its list, its record and the acts that are done on it."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, View

from serviciosesp.core.acciones import ver_requisitos
from serviciosesp.core.forms import Confirmar
from serviciosesp.core.models import Adjunto, EnlacePublico
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.transiciones import permiso_de
from serviciosesp.core.views import ConPermiso, DetalleView, ListaView, TransicionView

from .. import presentar
from ..filtros import FiltroSolicitudes
from ..forms import caso as forms
from ..frases import frase
from ..models import Liquidacion, Pago, Solicitud

DIAS_DEL_ENLACE = 90
"""Calendar days for which the client can follow the request with one link."""


class SolicitudListaView(ListaView):
    model, filtro_class = Solicitud, FiltroSolicitudes
    permiso, template_name = "solicitud.ver", "solicitudes/lista.html"

    def get_queryset(self):
        return super().get_queryset().select_related("servicio", "cliente", "predio")

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        hoy = timezone.localdate()
        for fila in contexto["filas"]:
            fila.plazo = presentar.plazo_de_lista(fila, hoy)
        return contexto | {"filtros": self.filtro.opciones()}


class SolicitudDetalleView(DetalleView):
    model, permiso, template_name = Solicitud, "solicitud.ver", "solicitudes/detalle.html"

    def get_queryset(self):
        consulta = super().get_queryset().select_related(
            "servicio", "cliente", "predio", "jefe", "registrada_por", "reitera", "encuesta"
        )  # fmt: skip
        return consulta.prefetch_related(
            Prefetch("liquidaciones", Liquidacion.objects.select_related("liquidado_por")),
            "liquidaciones__lineas",
            Prefetch("pagos", Pago.objects.select_related("registrado_por", "validado_por")),
            "cargos", "devoluciones", "verificaciones", "ordenes_revision", "ordenes_trabajo",
            "pedidos", "salidas_no_conformes",
        )  # fmt: skip

    def get_acciones(self):
        return presentar.acciones_del_caso(self.object, self.request.user)

    def get_context_data(self, **kwargs):
        solicitud, usuario = self.object, self.request.user
        contexto = super().get_context_data(**kwargs)
        llegadas = presentar.llegadas(solicitud, [h["evento"] for h in contexto["hechos"]])
        return contexto | {
            "frase": frase(solicitud),
            "pasos": presentar.pasos(solicitud, llegadas),
            "relojes": presentar.relojes(solicitud),
            "relacionados": presentar.relacionados(solicitud, usuario),
            "documentos": presentar.documentos(contexto["documentos"], usuario),
            "adjuntos": Adjunto.objects.filter(raiz=clave_de(solicitud)).order_by("-pk"),
            "ve_pagos": usuario.puede("pago.ver"),
            "ve_cargos": usuario.puede("cargo.ver"),
            "ve_devoluciones": usuario.puede("devolucion.ver"),
            "puede": {
                "enlace": usuario.puede(EnlaceView.permiso),
                "cliente": usuario.puede("cliente.guardar"),
                "predio": usuario.puede("predio.guardar"),
                "pedido": usuario.puede("pedido.elaborar") and solicitud.servicio.requiere_pedido,
                "salida": usuario.puede("salidanoconforme.abrir"),
            },
        }


class ActoView(TransicionView):
    """An act on a request, with the sentence that says how it stands."""

    modelo = Solicitud
    explicacion = ""

    def get_context_data(self, **kwargs):
        solicitud = self.objeto
        dicha = f"{solicitud.servicio.nombre}, {solicitud.cliente}. {frase(solicitud)}"
        return super().get_context_data(frase=dicha, explicacion=self.explicacion, **kwargs)


class AnotarHasView(ActoView):
    transicion, form_class = Solicitud.anotar_has, forms.AnotarHasForm


class AnotarLlamadaView(ActoView):
    transicion, form_class = Solicitud.anotar_llamada, forms.AnotarLlamadaForm


class OrdenarRevisionView(ActoView):
    transicion, form_class = Solicitud.ordenar_revision, forms.OrdenarRevisionForm


class AceptarView(ActoView):
    transicion, form_class = Solicitud.aceptar, forms.AceptarForm


class RechazarView(ActoView):
    transicion, form_class = Solicitud.rechazar, forms.RechazarForm


class ResolverEnVisitaView(ActoView):
    transicion, form_class = Solicitud.resolver_en_visita, forms.ResolverEnVisitaForm


class ExigirPagoPrevioView(ActoView):
    transicion, form_class = Solicitud.exigir_pago_previo, forms.ExigirPagoPrevioForm


class LiquidarView(ActoView):
    transicion, form_class = Solicitud.liquidar, forms.LiquidarForm
    template_name = "solicitudes/liquidar.html"


class ValidarPagoView(ActoView):
    transicion, form_class = Solicitud.validar_pago, forms.ValidarPagoForm
    template_name = "solicitudes/validar_pago.html"
    explicacion = (
        "Compruebe en el banco que el dinero entró. Al validar, la solicitud queda habilitada y se "
        "emite su orden de trabajo."
    )

    def get_context_data(self, **kwargs):
        pagos = self.objeto.pagos.select_related("registrado_por", "soporte")
        return super().get_context_data(
            pagos=pagos.filter(estado__in=[Pago.E.REGISTRADO, Pago.E.VALIDADO]), **kwargs
        )


class AutorizarCargoView(ActoView):
    transicion, form_class = Solicitud.autorizar_cargo, forms.AutorizarCargoForm


class VerificarView(ActoView):
    transicion, form_class = Solicitud.verificar, forms.VerificarForm


class CerrarView(ActoView):
    transicion, form_class = Solicitud.cerrar, forms.CerrarForm
    explicacion = "La solicitud termina aquí. Una salida no conforme abierta sigue su camino."


class DesistirView(ActoView):
    transicion, form_class = Solicitud.desistir, forms.DesistirForm


class EnOrdenView(ConPermiso, View):
    """An act of the request that is done on its orden de trabajo: the way there."""

    transicion = None
    destino = ""

    def puede_entrar(self):
        return self.request.user.puede(permiso_de(type(self).transicion, Solicitud))

    def get(self, request, numero):
        visibles = Solicitud.objects.visibles_para(request.user)
        solicitud = get_object_or_404(visibles, numero=numero)
        orden = solicitud.orden_en_curso
        if orden:
            return HttpResponseRedirect(reverse(self.destino, args=[orden.numero]))
        return self.sin_orden(solicitud)

    post = get

    def sin_orden(self, solicitud):
        acto = type(self).transicion.acto
        requisitos = ver_requisitos(type(self).transicion, solicitud, self.request.user)
        contexto = {
            "frase": f"«{acto.etiqueta}» se hace en la orden de trabajo y no hay ninguna abierta. "
            f"{frase(solicitud)}",
            "faltantes": [r for r in requisitos if not r.cumplido],
            "volver_url": solicitud.get_absolute_url(), "volver_texto": "Ver la solicitud",
        }  # fmt: skip
        return render(self.request, "422.html", contexto, status=409)


class ProgramarView(EnOrdenView):
    transicion, destino = Solicitud.programar, "ordenes:programar"


class ReprogramarView(EnOrdenView):
    transicion, destino = Solicitud.reprogramar, "ordenes:reprogramar"


class IniciarView(EnOrdenView):
    transicion, destino = Solicitud.iniciar, "ordenes:iniciar"


class VolverAProgramarView(EnOrdenView):
    transicion, destino = Solicitud.volver_a_programar, "ordenes:no_ejecutar"


class TerminarView(EnOrdenView):
    transicion, destino = Solicitud.terminar, "ordenes:terminar"


class EnlaceView(ConPermiso, FormView):
    """Give the client a link to follow the request. Its token is shown once and never stored."""

    permiso = "solicitud.registrar"
    form_class, template_name = Confirmar, "solicitudes/enlace.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.puede_entrar():
            visibles = Solicitud.objects.visibles_para(request.user)
            self.objeto = get_object_or_404(visibles, numero=kwargs["numero"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        expira = timezone.now() + timedelta(days=DIAS_DEL_ENLACE)
        _, ficha = EnlacePublico.crear(self.objeto, EnlacePublico.SEGUIMIENTO, expira)
        url = settings.SITIO_URL + reverse("seguimiento", args=[ficha])
        return self.render_to_response(self.get_context_data(enlace=url, expira=expira))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(objeto=self.objeto, dias=DIAS_DEL_ENLACE, **kwargs)
