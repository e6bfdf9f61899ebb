"""What the pages of the orders share: whose number it is, who may look, what a crew never sees."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.urls import reverse

from ordenes.models import OrdenRevision, OrdenTrabajo
from serviciosesp.core.models import Aviso
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.views import DetalleView, TransicionView, historia

MODELOS = {"OR": OrdenRevision, "OT": OrdenTrabajo}


def modelo_de(numero):
    """The model of an order's number, ``OR-…`` or ``OT-…``; 404 for any other."""
    modelo = MODELOS.get(numero.partition("-")[0])
    if modelo is None:
        raise Http404("No es el número de una orden.")
    return modelo


def por_numero(*, revision=None, trabajo=None):
    """One address for both kinds of order: the number says whose view answers."""
    vistas = {OrdenRevision: revision, OrdenTrabajo: trabajo}
    vistas = {modelo: vista.as_view() for modelo, vista in vistas.items() if vista}

    @login_required
    def vista(request, numero):
        modelo = modelo_de(numero)
        if modelo not in vistas:
            raise Http404("Este acto no es de una orden de revisión.")
        return vistas[modelo](request, numero=numero)

    return vista


def es_de_campo(usuario):
    """Whether a person only sees the orders of their own crew."""
    return not usuario.puede("orden.ver")


class VeOrdenes:
    """Open to who sees orders of an area and to crews, who see their own."""

    def puede_entrar(self):
        usuario = self.request.user
        return usuario.puede("orden.ver") or usuario.puede("orden.propia")

    def get_context_data(self, **kwargs):
        return super().get_context_data(es_cuadrilla=es_de_campo(self.request.user), **kwargs)


class DetalleDeLoSuyo(DetalleView):
    """A record also read by who does not see the request: its own facts and papers, no money."""

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        if not self.request.user.puede("solicitud.ver"):
            contexto["hechos"] = historia(self.object, solo_suya=True)
            contexto["documentos"] = contexto["documentos"].filter(objeto=clave_de(self.object))
            contexto["avisos"] = Aviso.objects.none()
        return contexto


class ActoDeOrden(TransicionView):
    """An act of an order: the crew comes back to its day, the office to the order."""

    template_name = "ordenes/acto.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(es_cuadrilla=es_de_campo(self.request.user), **kwargs)

    def get_success_url(self):
        if es_de_campo(self.request.user):
            return reverse("ordenes:mi_dia")
        return super().get_success_url()
