"""The procedure, alive: its clauses, the machines drawn from the code, and where the cases are."""

from django.views.generic import TemplateView

from serviciosesp.core import grafo
from serviciosesp.core.views import ConPermiso
from solicitudes.models import Solicitud
from solicitudes.models.estados import ABIERTOS, FINALES

from ..clausulas import DIAS, cuentas_por_estado, leer_clausulas, tabla_de


class ProcedimientoView(ConPermiso, TemplateView):
    permiso = "procedimiento.ver"
    template_name = "tablero/procedimiento.html"

    def get_context_data(self, **kwargs):
        solicitudes = Solicitud.objects.visibles_para(self.request.user)
        cuentas = cuentas_por_estado(solicitudes, ABIERTOS, FINALES)
        abiertas = sum(cuentas.get(estado, 0) for estado in ABIERTOS)
        dibujo = grafo.dibujar(Solicitud)
        return super().get_context_data(
            clausulas=leer_clausulas(self.request.user), dias=DIAS, dibujo=dibujo,
            nodos=[(nodo, cuentas.get(nodo.valor, 0)) for nodo in dibujo.nodos],
            estados=tabla_de(Solicitud, cuentas),
            maquinas=[
                (m._meta.verbose_name, tabla_de(m)) for m in grafo.maquinas() if m is not Solicitud
            ],
            frase=_frase(abiertas), **kwargs,
        )  # fmt: skip


def _frase(abiertas):
    cuantas = {0: "No hay solicitudes abiertas", 1: "Hay 1 solicitud abierta"}
    dicho = cuantas.get(abiertas, f"Hay {abiertas} solicitudes abiertas")
    return f"{dicho}. Lo que sigue sale del programa: cada cláusula, sus actos y quién los hace."
