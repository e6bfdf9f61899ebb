"""Charges to the bill: what goes to HAS SQL, in which file, and what it answered (C2, C9)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from serviciosesp.core.views import ConPermiso, DetalleView, ListaView, TransicionView

from ..filtros import FiltroCargos
from ..forms import cargos as forms
from ..frases import frase_de_cargo
from ..models import Cargo, LoteCargos

MAXIMO = 500
"""Charges that fit in one file."""


class CargoListaView(ListaView):
    model, filtro_class = Cargo, FiltroCargos
    permiso, template_name = "cargo.ver", "solicitudes/cargos.html"

    def get_queryset(self):
        return super().get_queryset().select_related(
            "solicitud__servicio", "solicitud__cliente", "lote"
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        lotes = LoteCargos.objects.visibles_para(self.request.user).defer("contenido")
        return super().get_context_data(**kwargs) | {
            "filtros": self.filtro.opciones(),
            "lotes": lotes.select_related("creado_por")[:10],
            "exporta": self.request.user.puede("lotecargos.generar"),
        }


class CargoDetalleView(DetalleView):
    model, permiso, template_name = Cargo, "cargo.ver", "solicitudes/cargo.html"

    def get_queryset(self):
        return super().get_queryset().con_caso()

    def get_context_data(self, **kwargs):
        return super().get_context_data(frase=frase_de_cargo(self.object), **kwargs)


class ExportarCargosView(TransicionView):
    """All the charges that wait, in one file; by its number, one alone."""

    modelo, transicion = LoteCargos, LoteCargos.generar
    form_class, template_name = forms.ExportarCargosForm, "solicitudes/exportar_cargos.html"

    def get_objeto(self):
        cargos = Cargo.objects.visibles_para(self.request.user)
        if "numero" in self.kwargs:
            self.solo = get_object_or_404(cargos, numero=self.kwargs["numero"])
        return LoteCargos()

    def get(self, request, *args, **kwargs):
        solo = getattr(self, "solo", None)
        if solo and solo.estado not in Cargo.exportar.acto.de:
            return self.conflicto(f"Está en «{solo.insignia[0]}»: este acto ya no se hace.")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        visibles = Cargo.objects.visibles_para(self.request.user)
        filas = list(visibles.por_exportar().con_caso().order_by("pk")[:MAXIMO])
        for fila in filas:
            fila.marcado = self._va(fila)
        return super().get_context_data(filas=filas, **kwargs)

    def _va(self, cargo):
        """Ticked: what was sent; else the one asked for; else all that HAS SQL has not refused."""
        if self.request.method == "POST":
            return cargo.numero in self.request.POST.getlist("cargos")
        if hasattr(self, "solo"):
            return cargo == self.solo
        return cargo.estado == Cargo.E.GENERADO

    def get_volver_url(self):
        return reverse("solicitudes:cargos")

    def get_success_url(self):
        return f"{reverse('solicitudes:cargos')}?estado=exportado"


class LoteCargosView(ConPermiso, View):
    """The file again, byte by byte as it was sent."""

    permiso = "cargo.ver"

    def get(self, request, numero):
        lote = get_object_or_404(LoteCargos.objects.visibles_para(request.user), numero=numero)
        respuesta = HttpResponse(bytes(lote.contenido), content_type="text/csv; charset=utf-8")
        respuesta["Content-Disposition"] = f'attachment; filename="{lote.archivo}"'
        return respuesta


class ActoCargoView(TransicionView):
    modelo = Cargo

    def get_context_data(self, **kwargs):
        cargo = self.objeto
        dicha = f"{cargo.solicitud.numero}, {cargo.solicitud.cliente}. {frase_de_cargo(cargo)}"
        return super().get_context_data(frase=dicha, **kwargs)


class ConfirmarCargoView(ActoCargoView):
    transicion, form_class = Cargo.confirmar, forms.ConfirmarCargoForm


class RechazarCargoView(ActoCargoView):
    transicion, form_class = Cargo.rechazar, forms.RechazarCargoForm
