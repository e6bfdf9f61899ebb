"""Crews and vehicles: the page that lists them and the acts that keep them."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.views.generic import TemplateView

from serviciosesp.core.views import ConPermiso, TransicionView

from ..forms.recursos import GuardarCuadrillaForm, GuardarVehiculoForm
from ..models import Cuadrilla, Vehiculo


class CuadrillasView(ConPermiso, TemplateView):
    permiso = "catalogo.ver"
    template_name = "ordenes/recursos.html"

    def get_context_data(self, **kwargs):
        usuario = self.request.user
        return super().get_context_data(
            seccion="cuadrillas",
            cuadrillas=Cuadrilla.objects.visibles_para(usuario).prefetch_related("miembros"),
            vehiculos=Vehiculo.objects.visibles_para(usuario),
            puede_editar=usuario.puede("cuadrilla.guardar"), **kwargs,
        )  # fmt: skip


class GuardarRecursoView(TransicionView):
    """Create (without `pk` in the address) or change."""

    campo_url = "pk"
    template_name = "solicitudes/catalogo/acto.html"

    def get_objeto(self):
        return super().get_objeto() if "pk" in self.kwargs else self.modelo()

    def get_initial(self):
        return {campo: getattr(self.objeto, campo) for campo in self.campos()}

    def campos(self):
        return self.acto.datos

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            return self.conflicto("Otra persona acaba de guardar uno igual.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            titulo=self.objeto if self.objeto.pk else self.nombre,
            frase="Lo que cambie vale desde ahora; lo ya programado no se mueve.", **kwargs,
        )  # fmt: skip

    def get_volver_url(self):
        return reverse("ordenes:cuadrillas")

    get_success_url = get_volver_url


class GuardarCuadrillaView(GuardarRecursoView):
    modelo = Cuadrilla
    transicion = Cuadrilla.guardar
    form_class = GuardarCuadrillaForm
    nombre = "Cuadrilla nueva"

    def get_initial(self):
        iniciales = super().get_initial()
        if self.objeto.pk:
            iniciales["miembros"] = list(self.objeto.miembros.values_list("pk", flat=True))
        return iniciales

    def campos(self):
        return [c for c in super().campos() if c != "miembros"]


class GuardarVehiculoView(GuardarRecursoView):
    modelo = Vehiculo
    transicion = Vehiculo.guardar
    form_class = GuardarVehiculoForm
    nombre = "Vehículo nuevo"
