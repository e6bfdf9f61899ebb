"""Clients and places: created from the counter, corrected on their own pages."""

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import FormView

from serviciosesp.core.models import ClaveIdempotencia
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.transiciones import Negado, NoCumple, ejecutar
from serviciosesp.core.views import ConPermiso, TransicionView

from ..forms.clientes import (
    GuardarClienteForm,
    GuardarPredioForm,
    PredioNuevoForm,
    PreguntaForm,
)
from ..models import Cliente, Predio


def volver(con_borrador, **parametros):
    """The intake, with what had been typed there when it was left to come here."""
    if con_borrador:
        parametros["borrador"] = 1
    return reverse("solicitudes:registrar", query=parametros)


class PredioNuevoView(ConPermiso, FormView):
    """Two acts at once: the client (unless it is known) and the place; back to the intake."""

    permiso = "predio.guardar"
    form_class = PredioNuevoForm
    template_name = "solicitudes/recepcion/predio_nuevo.html"

    def get(self, request, *args, **kwargs):
        self.pregunta = PreguntaForm(request.GET)
        if not self.pregunta.is_valid():
            frase = self.pregunta.errors["q"][0]
            return render(request, "422.html", {"frase": frase}, status=422)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return self.pregunta.iniciales() if self.request.method == "GET" else {}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"objeto": Predio(), "usuario": self.request.user}

    def get_context_data(self, **kwargs):
        form = kwargs["form"] = kwargs.get("form") or self.get_form()
        return super().get_context_data(volver_url=volver(form["vuelve"].value()), **kwargs)

    def post(self, request, *args, **kwargs):
        """A form that was already served leads to what it created."""
        clave = f"{request.POST.get('clave', '')[:60]}-p"
        hecha = ClaveIdempotencia.objects.filter(actor=clave_de(request.user), clave=clave).first()
        if hecha:
            pk = hecha.resultado.rpartition(":")[2]
            return HttpResponseRedirect(volver(request.POST.get("vuelve"), predio=pk))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            with transaction.atomic():
                predio = self.guardar(form)
        except IntegrityError:
            form.add_error(None, "Otra persona acaba de guardar ese documento o esa matrícula.")
            return self.form_invalid(form)
        except NoCumple as negado:
            for falta in negado.faltan:
                form.add_error(falta.campo, str(falta))
            return self.form_invalid(form)
        except Negado as negado:
            contexto = {"frase": str(negado), "volver_url": self.request.path}
            return render(self.request, "409.html", contexto, status=409)
        return HttpResponseRedirect(volver(form.cleaned_data["vuelve"], predio=predio.pk))

    def guardar(self, form):
        por, clave = self.request.user, form.cleaned_data["clave"]
        titular = form.existente or ejecutar(
            Cliente.guardar, Cliente(), por=por, clave=f"{clave[:60]}-c", **form.del_cliente()
        )
        return ejecutar(
            Predio.guardar, Predio(), por=por, clave=f"{clave[:60]}-p", titular=titular,
            **form.del_predio(),
        )  # fmt: skip

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class CorregirView(TransicionView):
    """Correct what is kept of a client or a place, and go back to the counter with it."""

    campo_url = "pk"
    campos = ()
    template_name = "solicitudes/recepcion/corregir.html"

    def get_initial(self):
        return {campo: getattr(self.objeto, campo) for campo in self.campos}

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            return self.conflicto("Otra persona acaba de guardar ese documento o esa matrícula.")

    def get_volver_url(self):
        return reverse("solicitudes:registrar", query=self.con_predio())

    get_success_url = get_volver_url


class GuardarClienteView(CorregirView):
    modelo = Cliente
    transicion = Cliente.guardar
    form_class = GuardarClienteForm
    campos = ("tipo_documento", "documento", "nombre", "telefono", "correo")

    def con_predio(self):
        predio = self.objeto.predios.order_by("pk").first()
        return {"predio": predio.pk} if predio else {}


class GuardarPredioView(CorregirView):
    modelo = Predio
    transicion = Predio.guardar
    form_class = GuardarPredioForm
    campos = ("titular", "direccion", "barrio", "matricula", "uso", "estrato")

    def con_predio(self):
        return {"predio": self.objeto.pk}
