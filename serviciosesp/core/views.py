"""The generic views: do an act, see a record, list records."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.generic import DetailView, FormView, ListView

from .acciones import acciones_de, ver_faltas, ver_requisitos
from .forms import Confirmar
from .models import Aviso, Documento, Evento
from .models.evento import clave_de
from .transiciones import (
    Negado,
    NoCumple,
    SinPermiso,
    ejecutar,
    estado_no_permite,
    permiso_de,
)


class ConPermiso(LoginRequiredMixin):
    """Only for people whose roles grant `permiso`."""

    permiso = ""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.puede_entrar():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def puede_entrar(self):
        return self.request.user.puede(self.permiso)


class TransicionView(ConPermiso, FormView):
    """Ask for the data of one act and run it through the door.

    Subclasses name `modelo`, `transicion` and `form_class`; those of acts that create a record also
    give `nuevo()`, the unsaved record hanging from its parent.
    """

    modelo = None
    transicion = None
    form_class = Confirmar
    template_name = "core/transicion.html"
    campo_url = "numero"

    @property
    def acto(self):
        return type(self).transicion.acto

    def puede_entrar(self):
        return self.request.user.puede(permiso_de(type(self).transicion, self.modelo))

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.puede_entrar():
            self.objeto = self.nuevo() if self.acto.crea else self.get_objeto()
        return super().dispatch(request, *args, **kwargs)

    def get_objeto(self):
        visibles = self.modelo.objects.visibles_para(self.request.user)
        return get_object_or_404(visibles, **{self.campo_url: self.kwargs[self.campo_url]})

    def nuevo(self):
        return self.modelo()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"objeto": self.objeto, "usuario": self.request.user}

    def get_context_data(self, **kwargs):
        requisitos = ver_requisitos(type(self).transicion, self.objeto, self.request.user)
        return super().get_context_data(
            objeto=self.objeto, acto=self.acto, requisitos=requisitos,
            volver_url=self.get_volver_url(), no_se=f"No se hizo «{self.acto.etiqueta}»", **kwargs,
        )  # fmt: skip

    def get(self, request, *args, **kwargs):
        acto = self.acto
        if acto.de and not acto.crea and self.objeto.estado not in acto.de:
            return self.conflicto(estado_no_permite(acto, self.objeto), titulo="Ahora no se puede")
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            hecho = ejecutar(
                type(self).transicion, self.objeto, por=self.request.user,
                clave=form.cleaned_data["clave"], version=form.cleaned_data["version"],
                **form.datos(),
            )  # fmt: skip
        except NoCumple as negado:
            return self.incumplida(form, negado)
        except SinPermiso as negado:
            raise PermissionDenied(str(negado)) from negado
        except Negado as negado:
            return self.conflicto(str(negado))
        except IntegrityError:
            return self.conflicto("Otra persona guardó lo mismo un momento antes.")
        self.objeto = hecho
        messages.success(self.request, self.mensaje())
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        """What was badly typed, and at once every requirement that does not depend on it."""
        contexto = self.get_context_data(form=form)
        contexto["faltantes"] = [r for r in contexto["requisitos"] if not r.cumplido]
        return self.render_to_response(contexto, status=422)

    def incumplida(self, form, negado):
        """Every unmet requirement: beside its field when it has one, in the summary with who solves it."""
        sueltas = []
        for falta in negado.faltan:
            if falta.campo in form.fields:
                form.add_error(falta.campo, f"{falta.frase} ({falta.clausula})")
            else:
                sueltas.append(falta)
        faltantes = ver_faltas(sueltas, self.objeto, self.request.user)
        contexto = self.get_context_data(form=form, faltantes=faltantes)
        return self.render_to_response(contexto, status=negado.status)

    def conflicto(self, frase, titulo=""):
        """409: somebody was quicker, or it is not yet the moment; the last facts are told."""
        cambios = []
        if self.objeto.pk:
            eventos = Evento.objects.de(self.objeto).filter(objeto=clave_de(self.objeto))[:3]
            cambios = [f"{e.hecho} ({e.actor})" for e in eventos]
        contexto = {
            "titulo": titulo, "frase": frase, "cambios": cambios, "volver_url": self.get_volver_url(),
        }  # fmt: skip
        return render(self.request, "409.html", contexto, status=409)

    def mensaje(self):
        return Evento.objects.de(self.objeto).filter(objeto=clave_de(self.objeto)).first().hecho

    def get_volver_url(self):
        destino = self.objeto if self.objeto.pk else self.objeto.raiz
        return destino.get_absolute_url() if destino.pk else "/"

    def get_success_url(self):
        return self.objeto.get_absolute_url()


class DetalleView(ConPermiso, DetailView):
    """One record by its number: actions, history, documents and notices."""

    slug_field = slug_url_kwarg = "numero"
    context_object_name = "objeto"

    def get_queryset(self):
        return self.model.objects.visibles_para(self.request.user)

    def get_acciones(self):
        return acciones_de(self.object, self.request.user)

    def get_context_data(self, **kwargs):
        objeto = self.object
        return super().get_context_data(
            acciones=self.get_acciones(),
            hechos=historia(objeto),
            documentos=Documento.objects.de(objeto),
            avisos=Aviso.objects.de(objeto).exclude(canal="interno"),
            **kwargs,
        )


ICONOS = {
    "solicitudes.solicitud.registrar": "inbox",
    "solicitudes.solicitud.anotar_llamada": "telephone",
    "solicitudes.solicitud.liquidar": "receipt",
    "solicitudes.solicitud.programar": "calendar-check",
    "solicitudes.solicitud.reprogramar": "calendar-check",
    "solicitudes.solicitud.iniciar": "tools",
    "solicitudes.solicitud.terminar": "clipboard-check",
    "solicitudes.solicitud.cerrar": "lock-fill",
    "solicitudes.pago.registrar": "cash-coin",
    "ordenes.novedad.registrar": "exclamation-triangle",
}
"""Facts that carry an icon of their own; the rest, a check."""


def historia(objeto, *, solo_suya=False):
    """The timeline of the aggregate, or of `objeto` alone, newest first (component `historia`)."""
    eventos = Evento.objects.de(objeto)
    if solo_suya:
        eventos = eventos.filter(objeto=clave_de(objeto))
    return [
        {
            "cuando": e.en,
            "icono": ICONOS.get(f"{e.objeto.split(':')[0]}.{e.transicion}", "check-lg"),
            "hecho": e.hecho,
            "quien": e.actor,
            "clausula": e.clausulas.split(" ")[0],
            "evento": e,
        }
        for e in eventos
    ]


class ListaView(ConPermiso, ListView):
    """Records newest first, filtered by a GET form, in pages that cost the same at any depth.

    Pages are cut by id (`desde`: older than, `hasta`: newer than), never by offset or count.
    """

    filtro_class = None
    por_pagina = 50

    def get_queryset(self):
        base = self.model.objects.visibles_para(self.request.user)
        self.filtro = self.filtro_class(self.request.GET or None)
        if self.filtro.is_bound and not self.filtro.is_valid():
            return base.none()
        return self.filtro.aplicar(base)

    def get_context_data(self, **kwargs):
        filas, paginas = self.cortar(self.get_queryset())
        return super().get_context_data(
            object_list=filas, filas=filas, paginas=paginas, form=self.filtro, **kwargs
        )

    def render_to_response(self, context, **kwargs):
        malo = self.filtro.is_bound and not self.filtro.is_valid()
        return super().render_to_response(context, **kwargs, status=422 if malo else 200)

    def cortar(self, consulta):
        datos = getattr(self.filtro, "cleaned_data", {})
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if hasta:
            filas = list(consulta.filter(pk__gt=hasta).order_by("pk")[: self.por_pagina + 1])
            hay_mas, filas = len(filas) > self.por_pagina, filas[: self.por_pagina][::-1]
            return filas, self.enlaces(filas, hay_anteriores=hay_mas, hay_siguientes=True)
        if desde:
            consulta = consulta.filter(pk__lt=desde)
        filas = list(consulta.order_by("-pk")[: self.por_pagina + 1])
        hay_mas, filas = len(filas) > self.por_pagina, filas[: self.por_pagina]
        return filas, self.enlaces(filas, hay_anteriores=bool(desde), hay_siguientes=hay_mas)

    def enlaces(self, filas, *, hay_anteriores, hay_siguientes):
        parametros = self.request.GET.copy()
        for clave in ("desde", "hasta"):
            parametros.pop(clave, None)

        def con(clave, fila):
            return "?" + "&".join(filter(None, [parametros.urlencode(), f"{clave}={fila.pk}"]))

        return {
            "anteriores_url": con("hasta", filas[0]) if filas and hay_anteriores else "",
            "siguientes_url": con("desde", filas[-1]) if filas and hay_siguientes else "",
        }
