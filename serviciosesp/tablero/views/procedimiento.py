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
        dibujo = grafo.dibujar(Solicitud)
        return super().get_context_data(
            clausulas=leer_clausulas(self.request.user), dias=DIAS, dibujo=dibujo,
            nodos=[(nodo, cuentas.get(nodo.valor, 0)) for nodo in dibujo.nodos],
            estados=tabla_de(Solicitud, cuentas),
            maquinas=[
                (m._meta.verbose_name, tabla_de(m)) for m in grafo.maquinas() if m is not Solicitud
            ],
            abiertas=sum(cuentas.get(estado, 0) for estado in ABIERTOS), **kwargs,
        )  # fmt: skip
