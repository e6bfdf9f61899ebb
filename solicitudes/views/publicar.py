"""The acts of the catalogue: publish another version, set a parameter or a day."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from serviciosesp.core.models import ControlDocumental, DiaNoHabil, Parametro
from serviciosesp.core.models.parametro import PARAMETROS
from serviciosesp.core.views import TransicionView

from ..forms.catalogo import (
    ConceptoForm,
    CorrigeForm,
    FijarDiaForm,
    FijarParametroForm,
    PublicarFormatoForm,
    PublicarServicioForm,
    PublicarTarifaForm,
)
from ..models import Servicio, Tarifa


class PublicarView(TransicionView):
    """Publish another version, filled with the one in force; `?corrige=` one not yet begun."""

    template_name = "solicitudes/catalogo/acto.html"
    seccion_url = "solicitudes:catalogo"

    def versiones(self):
        """Every row of the same thing."""
        raise NotImplementedError

    def nueva(self):
        return self.modelo()

    @cached_property
    def corrige(self):
        futuras = self.versiones().filter(vigente_desde__gte=self.primer_dia_corregible())
        return CorrigeForm(self.request.GET, futuras=futuras)

    def primer_dia_corregible(self):
        return timezone.localdate()

    def get_objeto(self):
        return (self.corrige.is_valid() and self.corrige.cleaned_data["corrige"]) or self.nueva()

    def dispatch(self, request, *args, **kwargs):
        autorizado = request.user.is_authenticated and self.puede_entrar()
        if autorizado and not self.corrige.is_valid():
            contexto = {"frase": "Esa versión ya rige o no existe: no se corrige.",
                        "volver_url": reverse(self.seccion_url)}  # fmt: skip
            return render(request, "422.html", contexto, status=422)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        """The version that is corrected, or the one in force with another date."""
        ultima = self.versiones().order_by("vigente_desde").last()
        modelo = self.objeto if self.objeto.pk else ultima
        if modelo is None:
            return {"vigente_desde": timezone.localdate()}
        iniciales = {c: getattr(modelo, c) for c in self.acto.datos}
        if self.objeto.pk:
            return iniciales
        manana = modelo.vigente_desde + timedelta(days=1)
        return iniciales | {
            "vigente_desde": max(timezone.localdate(), manana), "vigente_hasta": None
        }  # fmt: skip

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            return self.conflicto("Otra persona acaba de publicar una versión para ese día.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(titulo=self.titulo(), **kwargs)

    def titulo(self):
        return self.acto.etiqueta

    def get_volver_url(self):
        return reverse(self.seccion_url)

    get_success_url = get_volver_url


class DelPortafolio(PublicarView):
    """Cases point to these versions: only those still to come may be corrected."""

    def primer_dia_corregible(self):
        return timezone.localdate() + timedelta(days=1)

    def get_volver_url(self):
        codigo = self.kwargs.get("codigo") or getattr(self.objeto, "codigo", "")
        if not codigo:
            return super().get_volver_url()
        return reverse("solicitudes:servicio", args=[codigo])

    get_success_url = get_volver_url


class PublicarServicioView(DelPortafolio):
    modelo = Servicio
    transicion = Servicio.publicar
    form_class = PublicarServicioForm

    def versiones(self):
        visibles = Servicio.objects.visibles_para(self.request.user)
        return visibles.filter(codigo=self.kwargs.get("codigo", ""))

    def get_objeto(self):
        if "codigo" in self.kwargs and not self.versiones().exists():
            raise Http404
        return super().get_objeto()


class PublicarTarifaView(DelPortafolio):
    """The price of a concept of the service of the address; `?concepto=` of which one."""

    modelo = Tarifa
    transicion = Tarifa.publicar
    form_class = PublicarTarifaForm

    @cached_property
    def concepto(self):
        form = ConceptoForm(self.request.GET)
        return form.cleaned_data["concepto"] if form.is_valid() else ""

    def versiones(self):
        visibles = Tarifa.objects.visibles_para(self.request.user)
        return visibles.filter(servicio_codigo=self.kwargs["codigo"], concepto=self.concepto)

    def get_objeto(self):
        codigo = self.kwargs["codigo"]
        if not Servicio.objects.visibles_para(self.request.user).filter(codigo=codigo).exists():
            raise Http404
        return super().get_objeto()

    def get_initial(self):
        iniciales = super().get_initial()
        return iniciales | {
            "servicio_codigo": self.kwargs["codigo"],
            "iva_porcentaje": iniciales.get("iva_porcentaje") or None,
        }


class FijarParametroView(PublicarView):
    modelo = Parametro
    transicion = Parametro.fijar
    form_class = FijarParametroForm
    seccion_url = "solicitudes:parametros"

    def nueva(self):
        if self.kwargs["clave"] not in PARAMETROS:
            raise Http404
        return Parametro(clave=self.kwargs["clave"])

    def get_initial(self):
        de_fabrica = PARAMETROS[self.kwargs["clave"]][0]
        return {"valor": de_fabrica} | super().get_initial()

    def versiones(self):
        return Parametro.objects.visibles_para(self.request.user).filter(clave=self.kwargs["clave"])

    def titulo(self):
        return PARAMETROS[self.kwargs["clave"]][1]


class PublicarFormatoView(PublicarView):
    modelo = ControlDocumental
    transicion = ControlDocumental.publicar
    form_class = PublicarFormatoForm
    seccion_url = "solicitudes:formatos"

    def nueva(self):
        if not self.versiones().exists():
            raise Http404
        return ControlDocumental(codigo=self.kwargs["codigo"])

    def versiones(self):
        visibles = ControlDocumental.objects.visibles_para(self.request.user)
        return visibles.filter(codigo=self.kwargs["codigo"])

    def titulo(self):
        return f"Publicar otra versión de {self.kwargs['codigo']}"


class FijarDiaView(TransicionView):
    modelo = DiaNoHabil
    transicion = DiaNoHabil.fijar
    form_class = FijarDiaForm
    template_name = "solicitudes/catalogo/acto.html"
    campo_url = "pk"

    def get_objeto(self):
        return super().get_objeto() if "pk" in self.kwargs else DiaNoHabil()

    def get_initial(self):
        return {c: getattr(self.objeto, c) for c in self.acto.datos} if self.objeto.pk else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(titulo=self.acto.etiqueta, **kwargs)

    def get_volver_url(self):
        return reverse("solicitudes:calendario")

    get_success_url = get_volver_url
