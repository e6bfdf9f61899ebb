"""The catalogue as it is read: services, tariffs, parameters, calendar and formats, by date."""

from itertools import groupby

from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView

from serviciosesp.core.calendario import festivos
from serviciosesp.core.models import ControlDocumental, DiaNoHabil, Evento, Parametro
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.models.parametro import PARAMETROS
from serviciosesp.core.views import ConPermiso

from ..models import Servicio, Tarifa


class Versiones:
    """Rows of the same thing by date: `.vigente`, `.futuras`, `.anteriores` (newest first)."""

    def __init__(self, filas, hoy=None):
        hoy = hoy or timezone.localdate()
        filas = sorted(filas, key=lambda fila: fila.vigente_desde, reverse=True)
        self.futuras = [f for f in filas if f.vigente_desde > hoy][::-1]
        pasadas = [f for f in filas if f.vigente_desde <= hoy]
        rige = bool(pasadas) and (getattr(pasadas[0], "vigente_hasta", None) or hoy) >= hoy
        self.vigente = pasadas[0] if rige else None
        self.anteriores = pasadas[1:] if rige else pasadas
        self.ultima = filas[-1] if not pasadas else pasadas[0]


def por_clave(filas, clave):
    """{key: Versiones}, in the order of the keys."""
    ordenadas = sorted(filas, key=clave)
    return {valor: Versiones(grupo) for valor, grupo in groupby(ordenadas, key=clave)}


def con_autor(filas):
    """The rows, each with `publico`: who published it last, from its history; one query."""
    filas = list(filas)
    hechos = Evento.objects.filter(objeto__in=[clave_de(f) for f in filas]).order_by("n")
    autores = dict(hechos.values_list("objeto", "actor"))
    for fila in filas:
        fila.publico = autores.get(clave_de(fila), "La instalación")
    return filas


class PaginaDelCatalogo(ConPermiso, TemplateView):
    permiso = "catalogo.ver"
    seccion = ""
    edita = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            seccion=self.seccion, puede_editar=self.request.user.puede(self.edita), **kwargs
        )


class CatalogoView(PaginaDelCatalogo):
    template_name = "solicitudes/catalogo/catalogo.html"
    seccion, edita = "servicios", "servicio.publicar"

    def get_context_data(self, **kwargs):
        usuario = self.request.user
        servicios = por_clave(Servicio.objects.visibles_para(usuario), lambda s: s.codigo)
        tarifas = list(Tarifa.objects.visibles_para(usuario).vigentes())
        for codigo, versiones in servicios.items():
            versiones.tarifas = [t for t in tarifas if t.servicio_codigo == codigo]
        return super().get_context_data(servicios=servicios.values(), **kwargs)


class ServicioView(PaginaDelCatalogo):
    """One service: what it is today, its prices, and every version of both."""

    template_name = "solicitudes/catalogo/servicio.html"
    seccion, edita = "servicios", "servicio.publicar"

    def get_context_data(self, codigo, **kwargs):
        usuario = self.request.user
        filas = con_autor(Servicio.objects.visibles_para(usuario).filter(codigo=codigo))
        if not filas:
            raise Http404
        suyas = Tarifa.objects.visibles_para(usuario).filter(servicio_codigo=codigo)
        return super().get_context_data(
            codigo=codigo, versiones=Versiones(filas),
            tarifas=por_clave(con_autor(suyas), lambda t: t.concepto),
            puede_tarifar=usuario.puede("tarifa.publicar"), **kwargs,
        )  # fmt: skip


class ParametrosView(PaginaDelCatalogo):
    template_name = "solicitudes/catalogo/parametros.html"
    seccion, edita = "parametros", "parametro.fijar"

    def get_context_data(self, **kwargs):
        filas = Parametro.objects.visibles_para(self.request.user).select_related("autor")
        fijados = por_clave(filas, lambda p: p.clave)
        parametros = [
            {"clave": clave, "de_fabrica": valor, "texto": texto, "versiones": fijados.get(clave)}
            for clave, (valor, texto) in PARAMETROS.items()
        ]
        return super().get_context_data(parametros=parametros, **kwargs)


class CalendarioView(PaginaDelCatalogo):
    template_name = "solicitudes/catalogo/calendario.html"
    seccion, edita = "calendario", "dianohabil.fijar"

    def get_context_data(self, **kwargs):
        hoy = timezone.localdate()
        dias = DiaNoHabil.objects.visibles_para(self.request.user)
        venideros = sorted((f, n) for f, n in festivos(hoy.year).items() if f >= hoy)
        if len(venideros) < 6:
            venideros += sorted(festivos(hoy.year + 1).items())
        return super().get_context_data(
            dias=con_autor(dias.order_by("-fecha")), festivos=venideros[:10], **kwargs
        )


class FormatosView(PaginaDelCatalogo):
    template_name = "solicitudes/catalogo/formatos.html"
    seccion, edita = "formatos", "controldocumental.publicar"

    def get_context_data(self, **kwargs):
        filas = con_autor(ControlDocumental.objects.visibles_para(self.request.user))
        return super().get_context_data(formatos=por_clave(filas, lambda f: f.codigo), **kwargs)
