"""What narrows the lists of requests, payments, refunds and charges."""

from django import forms
from django.utils import timezone

from serviciosesp.core.campos import TextoCampo
from serviciosesp.core.filtros import Filtro
from serviciosesp.core.roles import Area

from .models import Cargo, Clase, Devolucion, Pago, Servicio
from .models.estados import ABIERTOS, INSIGNIAS, E

TODOS = ("", "Todos")
TODAS = ("", "Todas")


def servicios():
    """[(code, words)] of every service there has been, by its latest name."""
    filas = Servicio.objects.order_by("codigo", "vigente_desde").values_list("codigo", "nombre")
    return [TODOS, *((codigo, f"{codigo} · {nombre}") for codigo, nombre in dict(filas).items())]


class FiltroSolicitudes(Filtro):
    """By number (its beginning), state, service, class, area; `vencidas`: past their term."""

    OPCIONES = [
        ("Todas", {}),
        ("Vencidas", {"vencidas": "on"}),
        *((INSIGNIAS[e][0], {"estado": e.value}) for e in E),
    ]

    numero = TextoCampo(label="Radicado", required=False, max_length=20)
    servicio = forms.ChoiceField(label="Servicio", choices=servicios, required=False)
    clase = forms.ChoiceField(label="Clase", choices=[TODAS, *Clase.choices], required=False)
    area = forms.ChoiceField(label="Área", choices=[TODAS, *Area.choices], required=False)
    estado = forms.ChoiceField(label="Estado", choices=[TODOS, *E.choices], required=False)
    vencidas = forms.BooleanField(label="Solo las vencidas", required=False)

    CAMINOS = {
        "numero": "numero__istartswith", "servicio": "servicio__codigo", "clase": "servicio__clase",
        "area": "servicio__area", "estado": "estado",
    }  # fmt: skip

    def aplicar(self, consulta):
        dichos = {camino: self.dato(campo) for campo, camino in self.CAMINOS.items()}
        consulta = consulta.filter(**{camino: valor for camino, valor in dichos.items() if valor})
        if self.dato("vencidas"):
            consulta = consulta.filter(estado__in=ABIERTOS, vence_en__lt=timezone.localdate())
        return consulta


class PorEstado(Filtro):
    """By state; without one, the state that waits for somebody (`POR_DEFECTO`)."""

    POR_DEFECTO = ""

    def aplicar(self, consulta):
        return consulta.filter(estado=self.dato("estado") or self.POR_DEFECTO)


class FiltroPagos(PorEstado):
    POR_DEFECTO = Pago.E.REGISTRADO
    OPCIONES = [
        ("Por validar", {}),
        ("Validados", {"estado": "validado"}),
        ("Rechazados", {"estado": "rechazado"}),
        ("Reversados", {"estado": "reversado"}),
    ]

    estado = forms.ChoiceField(choices=[TODOS, *Pago.E.choices], required=False)


class FiltroDevoluciones(PorEstado):
    POR_DEFECTO = Devolucion.E.PENDIENTE
    OPCIONES = [
        ("Por aprobar", {}),
        ("Por pagar", {"estado": "aprobada"}),
        ("Devueltas", {"estado": "pagada"}),
    ]

    estado = forms.ChoiceField(choices=[TODAS, *Devolucion.E.choices], required=False)


class FiltroCargos(PorEstado):
    POR_DEFECTO = Cargo.E.GENERADO
    OPCIONES = [
        ("Por exportar", {}),
        ("Esperan respuesta", {"estado": "exportado"}),
        ("Devueltos", {"estado": "rechazado"}),
        ("En la factura", {"estado": "confirmado"}),
    ]

    estado = forms.ChoiceField(choices=[TODOS, *Cargo.E.choices], required=False)
