"""What narrows the lists of salidas no conformes and of acciones correctivas."""

from django import forms
from django.utils import timezone

from serviciosesp.core.filtros import Filtro

from .models import AccionCorrectiva, SalidaNoConforme


class _PorEstado(Filtro):
    """By state, or what is past its date."""

    TERMINADOS = []

    vencidas = forms.BooleanField(required=False)

    def aplicar(self, consulta):
        if self.dato("vencidas"):
            vencidas = consulta.filter(vence_en__lt=timezone.localdate())
            consulta = vencidas.exclude(estado__in=self.TERMINADOS)
        estado = self.dato("estado")
        return consulta.filter(estado=estado) if estado else consulta


class FiltroSalidas(_PorEstado):
    E = SalidaNoConforme.E
    TERMINADOS = [E.CERRADA]
    OPCIONES = [
        ("Todas", {}),
        ("Vencidas", {"vencidas": "on"}),
        *((texto, {"estado": valor}) for valor, texto in E.choices),
    ]

    estado = forms.ChoiceField(choices=[("", "Todas"), *E.choices], required=False)


class FiltroAcciones(_PorEstado):
    E = AccionCorrectiva.E
    TERMINADOS = [E.EFICAZ, E.NO_EFICAZ]
    OPCIONES = [
        ("Todas", {}),
        ("Vencidas", {"vencidas": "on"}),
        *((texto, {"estado": valor}) for valor, texto in E.choices),
    ]

    estado = forms.ChoiceField(choices=[("", "Todas"), *E.choices], required=False)
