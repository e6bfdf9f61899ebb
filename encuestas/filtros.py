"""What narrows the list of surveys."""

from django import forms

from serviciosesp.core.filtros import Filtro

from .models import Encuesta


class FiltroEncuestas(Filtro):
    """`estado` of the survey, or `vencidas`: handed over, not returned, with the term over."""

    OPCIONES = [
        ("Todas", {}),
        ("Por responder", {"estado": "entregada"}),
        ("Con el plazo vencido", {"vencidas": "on"}),
        ("Respondidas por el cliente", {"estado": "respondida"}),
        ("Presuntas", {"estado": "presunta"}),
    ]

    estado = forms.ChoiceField(choices=[("", "Todos"), *Encuesta.E.choices], required=False)
    vencidas = forms.BooleanField(required=False)

    def aplicar(self, consulta):
        if self.dato("vencidas"):
            consulta = consulta.filter(pk__in=Encuesta.objects.por_presumir().values("pk"))
        estado = self.dato("estado")
        return consulta.filter(estado=estado) if estado else consulta
