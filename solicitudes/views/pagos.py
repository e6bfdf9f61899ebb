"""The table where payments are validated, and what follows: reversals and refunds."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from serviciosesp.core.dinero import pesos
from serviciosesp.core.views import DetalleView, ListaView, TransicionView

from .. import presentar
from ..filtros import FiltroDevoluciones, FiltroPagos
from ..forms import pagos as forms
from ..frases import frase, frase_de_devolucion, frase_de_pago
from ..models import Devolucion, Liquidacion, Pago, Solicitud

LIQUIDACIONES = Prefetch(
    "solicitud__liquidaciones", Liquidacion.objects.select_related("liquidado_por")
)


class PagoListaView(ListaView):
    model, filtro_class = Pago, FiltroPagos
    permiso, template_name = "pago.ver", "solicitudes/pagos.html"

    def get_queryset(self):
        consulta = super().get_queryset().select_related(
            "solicitud__servicio", "solicitud__cliente", "registrado_por", "validado_por"
        )  # fmt: skip
        return consulta.prefetch_related(LIQUIDACIONES, "solicitud__pagos")

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        filas, valida = contexto["filas"], self.request.user.puede("solicitud.validar_pago")
        for fila in filas:
            fila.cotejo = cotejar(fila)
            por_validar = fila.estado == Pago.E.REGISTRADO and not fila.cotejo.excepcion
            fila.por_validar = valida and por_validar
        con_ojo = [f for f in filas if f.cotejo.excepcion]
        iguales = [f for f in filas if not f.cotejo.excepcion]
        grupos = [("Necesitan su ojo", con_ojo), ("Coinciden", iguales)]
        return contexto | {
            "filtros": self.filtro.opciones(),
            "grupos": [(titulo, dentro) for titulo, dentro in grupos if dentro],
        }


class Cotejo:
    """What came in against what was liquidated: a badge, why, and whether somebody must look."""

    def __init__(self, insignia, porque, excepcion):
        self.insignia, self.porque, self.excepcion = insignia, porque, excepcion


def cotejar(pago):
    """Only a registered payment is compared; the others say how they ended."""
    if pago.estado != Pago.E.REGISTRADO:
        return Cotejo(pago.insignia, pago.motivo or pago.reverso_motivo, False)
    solicitud = pago.solicitud
    liquidacion = solicitud.liquidacion
    if solicitud.saldo:
        return _ojo(f"Faltan {pesos(solicitud.saldo)}", "no cubre la liquidación")
    if solicitud.pagado > liquidacion.total:
        sobra = pesos(solicitud.pagado - liquidacion.total)
        return _ojo(f"Sobran {sobra}", "paga más de lo liquidado")
    if liquidacion.vencida:
        return _ojo("Liquidación vencida", f"venció el {liquidacion.vigente_hasta:%d/%m/%Y}")
    if solicitud.estado != "liquidada":
        return _ojo("La solicitud ya no espera", solicitud.insignia[0].lower())
    return Cotejo(("Coincide", "verde", "check-lg"), "cubre el total liquidado", False)


def _ojo(palabra, porque):
    return Cotejo((palabra, "ambar", "exclamation-triangle"), porque, True)


class PagoDetalleView(DetalleView):
    model, permiso, template_name = Pago, "pago.ver", "solicitudes/pago.html"

    def get_queryset(self):
        consulta = super().get_queryset().select_related(
            "solicitud__servicio", "solicitud__cliente", "solicitud__predio", "soporte",
            "registrado_por", "validado_por", "reverso_propuesto_por", "reversa_de",
        )  # fmt: skip
        return consulta.prefetch_related(LIQUIDACIONES, "solicitud__pagos")

    def get_acciones(self):
        """Its own acts, and the validation, which is of the request."""
        pago, usuario = self.object, self.request.user
        if pago.estado != Pago.E.REGISTRADO:
            return super().get_acciones()
        del_caso = presentar.acciones_del_caso(pago.solicitud, usuario)
        validar = [a for a in del_caso if a.transicion is Solicitud.validar_pago]
        return [*validar, *super().get_acciones()]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            cotejo=cotejar(self.object), frase=frase_de_pago(self.object), **kwargs
        )


class RegistrarPagoView(TransicionView):
    modelo, transicion, form_class = Pago, Pago.registrar, forms.RegistrarPagoForm

    def nuevo(self):
        visibles = Solicitud.objects.visibles_para(self.request.user)
        return Pago(solicitud=get_object_or_404(visibles, numero=self.kwargs["numero"]))

    def get_context_data(self, **kwargs):
        solicitud = self.objeto.solicitud
        dicha = f"{solicitud.servicio.nombre}, {solicitud.cliente}. {frase(solicitud)}"
        return super().get_context_data(frase=dicha, **kwargs)

    def get_success_url(self):
        return self.objeto.solicitud.get_absolute_url()


class ActoPagoView(TransicionView):
    modelo = Pago
    explicacion = ""

    def get_context_data(self, **kwargs):
        solicitud = self.objeto.solicitud
        dicha = f"{solicitud.numero}, {solicitud.cliente}. {frase_de_pago(self.objeto)}"
        return super().get_context_data(frase=dicha, explicacion=self.explicacion, **kwargs)


class RechazarPagoView(ActoPagoView):
    transicion, form_class = Pago.rechazar, forms.RechazarPagoForm


class ProponerReversoPagoView(ActoPagoView):
    transicion, form_class = Pago.proponer_reverso, forms.ProponerReversoPagoForm


class ReversarPagoView(ActoPagoView):
    transicion, form_class = Pago.reversar, forms.ReversarPagoForm
    explicacion = "Se escribe un contra-asiento y la solicitud vuelve a esperar el pago."


class DevolucionListaView(ListaView):
    model, filtro_class = Devolucion, FiltroDevoluciones
    permiso, template_name = "devolucion.ver", "solicitudes/devoluciones.html"

    def get_queryset(self):
        return super().get_queryset().select_related(
            "solicitud__servicio", "solicitud__cliente", "aprobada_por", "pagada_por"
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"filtros": self.filtro.opciones()}


class DevolucionDetalleView(DetalleView):
    model, permiso = Devolucion, "devolucion.ver"
    template_name = "solicitudes/devolucion.html"

    def get_queryset(self):
        return super().get_queryset().select_related(
            "solicitud__servicio", "solicitud__cliente", "aprobada_por", "pagada_por"
        ).prefetch_related("solicitud__pagos")  # fmt: skip

    def get_context_data(self, **kwargs):
        return super().get_context_data(frase=frase_de_devolucion(self.object), **kwargs)


class ActoDevolucionView(TransicionView):
    modelo = Devolucion
    explicacion = ""

    def get_context_data(self, **kwargs):
        devolucion = self.objeto
        dicha = f"{pesos(devolucion.valor)} para {devolucion.solicitud.cliente}."
        return super().get_context_data(
            frase=f"{dicha} {devolucion.motivo}.", explicacion=self.explicacion, **kwargs
        )


class AprobarDevolucionView(ActoDevolucionView):
    transicion, form_class = Devolucion.aprobar, forms.AprobarDevolucionForm
    explicacion = "Contabilidad devuelve el dinero y anota el comprobante."


class PagarDevolucionView(ActoDevolucionView):
    transicion, form_class = Devolucion.pagar, forms.PagarDevolucionForm
