"""The counter: register a request on one screen, with its client and place when they are new."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import DetailView, TemplateView

from serviciosesp.core.models import Documento, TextoLegal
from serviciosesp.core.transiciones import Negado, SinPermiso, ejecutar, faltan
from serviciosesp.core.views import ConPermiso, TransicionView

from ..busqueda import buscar, resaltar, resaltar_numero
from ..forms.recepcion import BORRADOR, BuscarPredioForm, InicioForm, RegistrarForm
from ..models import Predio, Solicitud
from ..models.estados import Relacion
from ..recepcion import Panorama


def opciones(q, usuario):
    """Places found, with what matches the question marked."""
    filas = buscar(q, predios=Predio.objects.visibles_para(usuario))
    for predio in filas:
        predio.nombre_html = resaltar(predio.titular.nombre, q)
        predio.direccion_html = resaltar(predio, q)
        predio.matricula_html = resaltar_numero(predio.matricula or "", q)
    return filas


class BuscarPredioView(ConPermiso, TemplateView):
    """The fragment that the type-ahead reads (docs/interfaz.md, combobox)."""

    permiso = "solicitud.registrar"
    template_name = "solicitudes/recepcion/opciones.html"

    def get(self, request, *args, **kwargs):
        form = BuscarPredioForm(request.GET)
        if not form.is_valid():
            return HttpResponse(form.errors["q"][0], status=422, content_type="text/plain")
        q = form.cleaned_data["q"]
        contexto = {
            "q": q, "filas": opciones(q, request.user),
            "puede_crear": request.user.puede("predio.guardar"),
        }  # fmt: skip
        return self.render_to_response(contexto)


class RegistrarView(TransicionView):
    """C1: one screen, filled with the keyboard alone.

    POST `accion`: buscar, ver or crear only redraw it or go to create the client; nothing is saved.
    """

    modelo = Solicitud
    transicion = Solicitud.registrar
    form_class = RegistrarForm
    template_name = "solicitudes/recepcion/nueva.html"

    @cached_property
    def inicio(self):
        datos = self.request.POST if self.request.method == "POST" else self.request.GET
        return InicioForm(datos, usuario=self.request.user)

    @cached_property
    def panorama(self):
        self.inicio.is_valid()
        sabidos = self.inicio.cleaned_data
        return Panorama(self.request.user, sabidos.get("predio"), sabidos.get("servicio"))

    def get(self, request, *args, **kwargs):
        if not self.inicio.is_valid():
            contexto = {"frase": "Ese predio o ese servicio no están.", "volver_url": request.path}
            return render(request, "422.html", contexto, status=422)
        if self.inicio.cleaned_data["parcial"]:
            self.template_name = "solicitudes/recepcion/parcial.html"
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        accion = request.POST.get("accion")
        if accion == "crear":
            return self.ir_a_crear()
        if accion in ("buscar", "ver"):
            return self.mostrar(buscando=accion == "buscar")
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"panorama": self.panorama}

    def get_initial(self):
        sabidos = {"predio": self.panorama.predio, "servicio": self.panorama.servicio}
        escrito = {}
        if self.inicio.cleaned_data.get("borrador"):
            escrito = self.request.session.get("recepcion", {})
        return escrito | {k: v for k, v in sabidos.items() if v}

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(
            panorama=self.panorama, texto_datos=TextoLegal.vigente("tratamiento_datos"),
            puede_crear=self.request.user.puede("predio.guardar"), **kwargs,
        )  # fmt: skip
        return contexto | {"no_se": "No se registró"}

    def mostrar(self, buscando):
        """The same page with all that was typed; the places found, as radio buttons."""
        form = self.form_class(
            initial=self.request.POST.dict(), objeto=self.objeto, usuario=self.request.user,
            panorama=self.panorama,
        )  # fmt: skip
        busqueda = BuscarPredioForm({"q": self.request.POST.get("quien", "")})
        if not busqueda.is_valid():
            form = self.get_form()
            form.full_clean()
            form.add_error("quien", busqueda.errors["q"][0])
            return self.form_invalid(form)
        q = busqueda.cleaned_data["q"]
        hallados = opciones(q, self.request.user) if buscando else None
        return self.render_to_response(self.get_context_data(form=form, q=q, hallados=hallados))

    def ir_a_crear(self):
        """Keep what was typed (in the session: it is personal) and go to create the client."""
        escrito = {c: self.request.POST[c][:4000] for c in BORRADOR if c in self.request.POST}
        self.request.session["recepcion"] = escrito
        q = self.request.POST.get("quien", "")[:120]
        destino = reverse("solicitudes:predio_nuevo", query={"q": q, "vuelve": 1})
        return HttpResponseRedirect(destino)

    def form_valid(self, form):
        if form.cleaned_data["relacion"] == Relacion.MISMA:
            return self.anotar_llamada(form)
        return super().form_valid(form)

    def form_invalid(self, form):
        """All that is missing at once: the data, and what the procedure requires of those given."""
        if form.cleaned_data.get("predio") and form.cleaned_data.get("servicio"):
            pendientes = faltan(Solicitud.registrar, self.objeto, self.request.user, form.datos())
            for falta in pendientes:
                if falta.campo not in form.errors:
                    form.add_error(falta.campo, str(falta))
        return super().form_invalid(form)

    def anotar_llamada(self, form):
        """The same need again: a fact of the request there is, not another one."""
        self.objeto = form.igual
        try:
            ejecutar(
                Solicitud.anotar_llamada, self.objeto, por=self.request.user,
                clave=form.cleaned_data["clave"], canal=form.cleaned_data["canal"],
                nota=form.cleaned_data["descripcion"],
            )  # fmt: skip
        except SinPermiso as negado:
            raise PermissionDenied(str(negado)) from negado
        except Negado as negado:
            return self.conflicto(str(negado))
        self.request.session.pop("recepcion", None)
        messages.success(self.request, f"La llamada quedó anotada en {self.objeto}")
        return HttpResponseRedirect(self.objeto.get_absolute_url())

    def get_success_url(self):
        self.request.session.pop("recepcion", None)
        return reverse("solicitudes:registrada", args=[self.objeto.numero])

    def get_volver_url(self):
        return reverse("solicitudes:lista")


class RegistradaView(ConPermiso, DetailView):
    """The radicado, large, and what to do with it."""

    permiso = "solicitud.registrar"
    template_name = "solicitudes/recepcion/registrada.html"
    slug_field = slug_url_kwarg = "numero"
    context_object_name = "solicitud"

    def get_queryset(self):
        visibles = Solicitud.objects.visibles_para(self.request.user)
        return visibles.select_related("servicio", "cliente", "predio", "jefe")

    def get_context_data(self, **kwargs):
        papeles = Documento.objects.de(self.object).filter(tipo="constancia")
        return super().get_context_data(constancia=papeles.first(), **kwargs)
