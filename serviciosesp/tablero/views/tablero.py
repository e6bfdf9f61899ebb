"""The board: what was promised and what was kept, by month."""

from datetime import timedelta

from django.utils import timezone
from django.views.generic import TemplateView

from ordenes.indicadores import por_semana
from ordenes.models import OrdenTrabajo
from serviciosesp.core.calendario import MESES
from serviciosesp.core.dinero import pesos
from serviciosesp.core.views import ConPermiso
from solicitudes.indicadores import donde_estan
from solicitudes.models import Solicitud
from solicitudes.models.estados import INSIGNIAS

from ..esperas import QUIEN
from ..filtros import FiltroTablero, mes_siguiente
from ..tarjetas import tarjetas_de

CASOS = 50


class TableroView(ConPermiso, TemplateView):
    permiso = "tablero.ver"
    template_name = "tablero/tablero.html"

    def get(self, request, *args, **kwargs):
        form = FiltroTablero(request.GET or None)
        valido = form.is_valid() or not form.is_bound
        contexto = self.get_context_data(form=form)
        return self.render_to_response(contexto, status=200 if valido else 422)

    def get_context_data(self, *, form, **kwargs):
        persona, desde = self.request.user, form.desde()
        hasta, hoy = mes_siguiente(desde), timezone.localdate()
        tarjetas = tarjetas_de(persona, desde, hasta)
        for tarjeta in tarjetas:
            if tarjeta.hay_casos:
                tarjeta.url = f"?mes={desde:%Y-%m}&casos={tarjeta.clave}#casos"
        elegida = next((t for t in tarjetas if t.clave == form.dato("casos")), None)
        trabajos = OrdenTrabajo.objects.visibles_para(persona)
        semanas = por_semana(trabajos, min(hasta, hoy + timedelta(days=1)))
        return super().get_context_data(
            form=form, desde=desde, mes=f"{MESES[desde.month - 1]} de {desde.year}",
            tarjetas=tarjetas, frase=_frase(tarjetas), elegida=elegida,
            casos=casos_de(elegida) if elegida else None, tope=CASOS,
            semanas=[{"texto": f"{d:%d/%m}", "bien": b, "mal": m} for d, b, m in semanas],
            abiertas=_abiertas(Solicitud.objects.visibles_para(persona), hoy), **kwargs,
        )  # fmt: skip


def casos_de(tarjeta):
    """The first cases behind a figure, with what their row shows."""
    consulta = tarjeta.cifra.casos
    camino = "" if consulta.model is Solicitud else "solicitud__"
    parientes = [f"{camino}{p}" for p in ("servicio", "cliente", "predio")]
    return list(consulta.select_related(*parientes).order_by("-pk")[: CASOS + 1])


def _frase(tarjetas):
    """What the director reads first: whether the dates were kept, and the money that waits."""
    por_clave = {t.clave: t.cifra for t in tarjetas}
    partes = []
    if (fecha := por_clave.get("fecha")) and fecha.de:
        partes.append(f"Se cumplió la fecha acordada en {fecha.n} de {fecha.de} servicios")
    if (validar := por_clave.get("validar")) and validar.n:
        partes.append(f"{pesos(validar.n)} esperan validación")
    return f"{' y '.join(partes) or 'Aún no hay servicios terminados en el mes'}."


def _abiertas(solicitudes, hoy):
    """Rows of «where they are and with whom»."""
    filas = donde_estan(solicitudes)
    maximo = max((n for _, n, _ in filas), default=0)
    return [
        {
            "insignia": INSIGNIAS[estado], "n": n, "maximo": maximo, "quien": QUIEN[estado],
            "dias": (hoy - timezone.localdate(primera)).days,
        }
        for estado, n, primera in filas
    ]  # fmt: skip
