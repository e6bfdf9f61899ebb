"""«Ir a»: a number of any kind opens its page; anything else is looked for among places."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.views.generic import TemplateView

from encuestas.models import Encuesta
from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Novedad, OrdenRevision, OrdenTrabajo, Pedido
from serviciosesp.core.views import ConPermiso
from solicitudes.busqueda import buscar
from solicitudes.models import Cargo, Devolucion, Pago, Predio, Solicitud

from ..filtros import FormularioBuscar

SERIES = {
    "S": Solicitud, "OS": Solicitud, "OR": OrdenRevision, "OT": OrdenTrabajo, "NV": Novedad,
    "PD": Pedido, "PG": Pago, "DV": Devolucion, "CG": Cargo, "EN": Encuesta,
    "SNC": SalidaNoConforme, "AC": AccionCorrectiva,
}  # fmt: skip
"""Letters of a number -> the model that carries it."""

CASOS_POR_BUSQUEDA = 60
CASOS_POR_PREDIO = 5


class BuscarView(ConPermiso, TemplateView):
    permiso = "bandeja.ver"
    template_name = "tablero/buscar.html"

    def get(self, request, *args, **kwargs):
        form = FormularioBuscar(request.GET)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        numero = form.numero()
        objeto = registro(*numero, request.user) if numero else None
        if objeto:
            return HttpResponseRedirect(objeto.get_absolute_url())
        q = form.cleaned_data["q"]
        predios = con_casos(buscar(q, predios=predios_de(request.user)), request.user) if q else []
        contexto = self.get_context_data(
            form=form, q=q, numero=numero and numero[1], predios=predios,
            puede_registrar=request.user.puede("solicitud.registrar"),
        )  # fmt: skip
        return self.render_to_response(contexto)


def registro(serie, numero, persona):
    """The visible record of that number, or None: unseen and absent look the same."""
    campo = "orden_servicio" if serie == "OS" else "numero"
    return SERIES[serie].objects.visibles_para(persona).filter(**{campo: numero}).first()


def predios_de(persona):
    """Places the person may see: all at the counter; elsewhere, those of visible requests."""
    if persona.puede("solicitud.registrar"):
        return Predio.objects.visibles_para(persona)
    suyas = Solicitud.objects.visibles_para(persona).filter(predio=OuterRef("pk"))
    return Predio.objects.filter(Exists(suyas))


def con_casos(predios, persona):
    """Each place with `casos`: its latest visible requests, in one query for all."""
    solicitudes = (
        Solicitud.objects.visibles_para(persona)
        .filter(predio__in=[p.pk for p in predios])
        .select_related("servicio", "cliente")
        .order_by("-pk")[:CASOS_POR_BUSQUEDA]
    )
    casos = {predio.pk: [] for predio in predios}
    for solicitud in solicitudes:
        casos[solicitud.predio_id].append(solicitud)
    for predio in predios:
        predio.casos = casos[predio.pk][:CASOS_POR_PREDIO]
        predio.mas_casos = len(casos[predio.pk]) > CASOS_POR_PREDIO
    return predios
