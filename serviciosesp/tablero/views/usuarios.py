"""People: who enters, with which post and which roles."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.views.generic import TemplateView

from serviciosesp.core.models import Usuario
from serviciosesp.core.views import ConPermiso, TransicionView, historia

from ..forms import GuardarUsuarioForm


class UsuariosView(ConPermiso, TemplateView):
    permiso = "usuario.ver"
    template_name = "tablero/usuarios/lista.html"

    def get_context_data(self, **kwargs):
        visibles = Usuario.objects.visibles_para(self.request.user)
        personas = list(visibles.prefetch_related("asignaciones"))
        personas.sort(key=lambda p: not p.is_active)
        return super().get_context_data(
            personas=personas, activas=sum(p.is_active for p in personas), **kwargs
        )


class GuardarUsuarioView(TransicionView):
    """Create a person (without `pk` in the address) or change what they are and may do."""

    modelo = Usuario
    transicion = Usuario.guardar
    form_class = GuardarUsuarioForm
    campo_url = "pk"
    template_name = "tablero/usuarios/guardar.html"

    def get_objeto(self):
        return super().get_objeto() if "pk" in self.kwargs else Usuario()

    def get_initial(self):
        if not self.objeto.pk:
            return {}
        suyos = ("username", "first_name", "last_name", "documento", "cargo", "email", "is_active")
        asignadas = self.objeto.asignaciones.values_list("rol", "area")
        return {c: getattr(self.objeto, c) for c in suyos} | {"asignaciones": list(asignadas)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            hechos=historia(self.objeto) if self.objeto.pk else [], **kwargs
        )

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            return self.conflicto("Otra persona acaba de crear ese usuario.")

    def get_volver_url(self):
        return reverse("tablero:usuarios")

    get_success_url = get_volver_url
