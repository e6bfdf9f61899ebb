"""Mi bandeja: what waits for the reader, and the acknowledgement of a notice."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from serviciosesp.core.models import Aviso, Evento
from serviciosesp.core.views import ConPermiso

from ..bandeja import bandeja_de
from ..esperas import TIPOS
from ..filtros import FiltroBandeja
from ..plazos import frase, poner_plazos, por_grupos

A_LA_VISTA = 100
SALIDAS = [
    ("midia.ver", "ordenes:mi_dia", "Ir a Mi día"),
    ("solicitud.registrar", "solicitudes:registrar", "Nueva solicitud"),
    ("solicitud.ver", "solicitudes:lista", "Ver todas las solicitudes"),
    ("tablero.ver", "tablero:tablero", "Ver el tablero"),
    ("almacen.ver", "ordenes:almacen", "Ver el almacén"),
    ("usuario.ver", "tablero:usuarios", "Ver los usuarios"),
    ("catalogo.ver", "solicitudes:catalogo", "Ver el catálogo"),
]
"""(permission, URL name, words): where to go from an empty bandeja; the first two that apply."""


class BandejaView(ConPermiso, TemplateView):
    permiso = "bandeja.ver"
    template_name = "tablero/bandeja.html"

    def get(self, request, *args, **kwargs):
        form = FiltroBandeja(request.GET)
        valido = form.is_valid()
        contexto = self.get_context_data(form=form, tipo=form.cleaned_data.get("tipo", ""))
        return self.render_to_response(contexto, status=200 if valido else 422)

    def get_context_data(self, *, tipo, **kwargs):
        persona, hoy = self.request.user, timezone.localdate()
        bandeja = bandeja_de(persona)
        elegidos = bandeja.de(tipo)
        a_la_vista = elegidos[:A_LA_VISTA]
        poner_plazos(a_la_vista, hoy)
        dicho, alarma = frase(bandeja.cuenta(), bandeja.asuntos, hoy)
        vacio = {} if a_la_vista else self.vacio(persona, bandeja)
        return super().get_context_data(
            frase=dicho, alarma=alarma, grupos=por_grupos(a_la_vista, hoy), vacio=vacio,
            filtros=self.filtros(bandeja, tipo), sobran=len(elegidos) > A_LA_VISTA,
            a_la_vista=A_LA_VISTA, con_mi_dia=persona.puede("midia.ver"), **kwargs,
        )  # fmt: skip

    def filtros(self, bandeja, tipo):
        """«Todo» and the kinds that have something (or the one chosen)."""
        return [
            {
                "texto": texto, "cuenta": bandeja.cuenta(clave), "activo": clave == tipo,
                "url": "?" + urlencode({"tipo": clave}) if clave else reverse("tablero:inicio"),
            }
            for clave, texto in [("", "Todo"), *TIPOS.items()]
            if not clave or clave == tipo or bandeja.de(clave)
        ]  # fmt: skip

    def vacio(self, persona, bandeja):
        puede = persona.puede
        if bandeja.asuntos:
            return {
                "titulo": "Nada de esta clase", "texto": "Hay otros asuntos que esperan por usted.",
                "url": reverse("tablero:inicio"), "boton": "Ver todo",
            }  # fmt: skip
        salidas = [(reverse(url), texto) for permiso, url, texto in SALIDAS if puede(permiso)]
        (url, boton), (url2, boton2) = (salidas + [("", "")] * 2)[:2]
        return {
            "titulo": "Está al día", "texto": self.resuelto(persona),
            "url": url, "boton": boton, "url2": url2, "boton2": boton2,
        }  # fmt: skip

    def resuelto(self, persona):
        medianoche = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        hechos = Evento.objects.filter(en__gte=medianoche, por=persona).count()
        hizo = f"Hoy dejó {hechos} {'hecho' if hechos == 1 else 'hechos'} en la historia. "
        promesa = "Cuando algo espere por usted, aparecerá aquí con su término."
        return f"{hizo if hechos else ''}{promesa}"


class EnterarseView(ConPermiso, View):
    """POST: the reader has seen a notice addressed to them."""

    permiso = "bandeja.ver"
    http_method_names = ["post"]

    def post(self, request, pk):
        aviso = get_object_or_404(Aviso.objects.filter(persona=request.user), pk=pk)
        aviso.enterarse()
        messages.success(request, f"Enterado: {aviso.asunto}")
        return HttpResponseRedirect(reverse("tablero:inicio"))
