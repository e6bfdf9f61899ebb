"""How a request, a payment or a charge stands, in one sentence: what it waits for and with whom."""

from django.utils import timezone

from serviciosesp.core.calendario import fecha_corta
from serviciosesp.core.dinero import pesos

from .models import Cargo, Cobro, Devolucion, Pago
from .models.estados import E, MotivoDesistir, MotivoRechazo


def cuando(momento):
    """ "mié 02/12 a las 09:00"."""
    local = timezone.localtime(momento)
    return f"{fecha_corta(local.date(), con_anio=False)} a las {local:%H:%M}"


def dia(fecha):
    """ "mié 02/12/2026", of a date or a moment."""
    return fecha_corta(timezone.localdate(fecha) if hasattr(fecha, "hour") else fecha)


def frase(solicitud):
    """What a clerk reads aloud on the phone."""
    dicha = _FRASES[solicitud.estado](solicitud)
    if solicitud.silencio_en and not solicitud.respondida_en:
        return f"Venció sin respuesta el {dia(solicitud.respuesta_vence)}. {dicha}"
    return dicha


def _recibida(solicitud):
    if solicitud.servicio.requiere_revision:
        return "Espera que se ordene la revisión: el servicio la exige antes de decidir."
    return "Espera la decisión: aceptar o rechazar, y avisar al cliente."


def _en_revision(solicitud):
    ultima = max(solicitud.ordenes_revision.all(), key=lambda o: o.pk, default=None)
    if ultima is None:
        return "Espera la orden de revisión."
    if ultima.abierta:
        return f"Espera la visita de la orden de revisión {ultima.numero}: {_estado_de(ultima)}."
    dijo = ultima.get_resultado_display() or ultima.insignia[0]
    return f"La revisión {ultima.numero} dijo «{dijo}». Espera la decisión y el aviso al cliente."


def _estado_de(orden):
    palabra = orden.insignia[0].lower()
    return "falta acordar la fecha con el cliente" if palabra == "emitida" else palabra


def _aceptada(solicitud):
    quien = f"la jefatura de {solicitud.servicio.get_area_display()}"
    return f"Espera que se liquide el valor y se notifique al cliente. Lo hace PQR o {quien}."


def _liquidada(solicitud):
    liquidacion = solicitud.liquidacion
    if liquidacion.vencida:
        vencio = f"La liquidación venció el {dia(liquidacion.vigente_hasta)}."
        return f"{vencio} Se liquida de nuevo o el cliente desiste."
    if solicitud.cobro == Cobro.FACTURA:
        return (
            f"Espera que el cliente autorice cargar {pesos(liquidacion.total)} a la factura de la "
            f"matrícula {solicitud.predio.matricula or 'que falta'}."
        )
    if solicitud.saldo:
        que = "el saldo de " if solicitud.pagado else ""
        espera = f"Espera que el cliente pague {que}{pesos(solicitud.saldo)}."
        return f"{espera} Después Contabilidad valida y se acuerda la fecha."
    return f"El cliente pagó {pesos(solicitud.pagado)}. Espera que Contabilidad lo valide."


def _habilitada(solicitud):
    orden = solicitud.orden_en_curso
    de = f" en la {orden.numero}" if orden else ""
    return f"Espera que se acuerde la fecha con el cliente y se programe{de}."


def _programada(solicitud):
    return f"El cliente espera a la cuadrilla el {cuando(solicitud.programada_para)}."


def _en_prestacion(solicitud):
    orden = solicitud.orden_en_curso
    if orden is None:
        return "La cuadrilla está en el sitio."
    return f"{orden.numero}: {orden.insignia[0].lower()}. Al terminar se entrega la encuesta."


def _prestada(solicitud):
    if not solicitud.calificada_en:
        return f"El servicio se prestó. Espera la calificación del cliente{_hasta(solicitud)}."
    pendientes = [v.nombre for v in solicitud.verificaciones.all() if not v.conforme]
    como = "por presunción" if solicitud.calificacion_presunta else "por el cliente"
    falta = f"Falta verificar: {', '.join(pendientes)}." if pendientes else "Espera el cierre."
    return f"El servicio quedó calificado {como}. {falta}"


def _hasta(solicitud):
    encuesta = getattr(solicitud, "encuesta", None)
    return f" hasta el {dia(encuesta.vence_en)}" if encuesta else ""


def _cerrada(solicitud):
    como = "presunta" if solicitud.calificacion_presunta else "del cliente"
    return f"Terminó el {dia(solicitud.cerrada_en)} con calificación {como}."


def _rechazada(solicitud):
    return f"No se pudo hacer. {MotivoRechazo(solicitud.motivo).label}: {solicitud.explicacion}"


def _desistida(solicitud):
    return f"Se retiró: {MotivoDesistir(solicitud.motivo).label}. {solicitud.explicacion}".strip()


_FRASES = {
    E.RECIBIDA: _recibida,
    E.EN_REVISION: _en_revision,
    E.ACEPTADA: _aceptada,
    E.LIQUIDADA: _liquidada,
    E.HABILITADA: _habilitada,
    E.PROGRAMADA: _programada,
    E.EN_PRESTACION: _en_prestacion,
    E.PRESTADA: _prestada,
    E.CERRADA: _cerrada,
    E.RECHAZADA: _rechazada,
    E.DESISTIDA: _desistida,
}

# --- money ----------------------------------------------------------------------------------------


def frase_de_pago(pago):
    entro = f"{pesos(pago.valor)} por {pago.banco}, comprobante {pago.referencia}."
    if pago.reverso_propuesto_por_id and pago.estado == Pago.E.VALIDADO:
        return f"{entro} Contabilidad propuso reversarlo: decide la Subgerencia Financiera."
    return f"{entro} {_DE_PAGO[pago.estado]}"


_DE_PAGO = {
    Pago.E.REGISTRADO: "Espera que lo valide otra persona: ni quien lo registró ni quien liquidó.",
    Pago.E.VALIDADO: "Está validado.",
    Pago.E.RECHAZADO: "Se rechazó: la solicitud sigue esperando el pago.",
    Pago.E.REVERSADO: "Se reversó con un contra-asiento.",
}


def frase_de_devolucion(devolucion):
    return f"{pesos(devolucion.valor)} para el cliente. {_DE_DEVOLUCION[devolucion.estado]}"


_DE_DEVOLUCION = {
    Devolucion.E.PENDIENTE: "Espera que la apruebe la Subgerencia Financiera.",
    Devolucion.E.APROBADA: "Espera que Contabilidad devuelva el dinero y anote el comprobante.",
    Devolucion.E.PAGADA: "El dinero se devolvió.",
}


def frase_de_cargo(cargo):
    return f"{pesos(cargo.total)} a la matrícula {cargo.matricula}. {_DE_CARGO[cargo.estado]}"


_DE_CARGO = {
    Cargo.E.GENERADO: "Espera que Facturación lo exporte a HAS SQL.",
    Cargo.E.EXPORTADO: "Espera la respuesta de HAS SQL.",
    Cargo.E.CONFIRMADO: "HAS SQL lo puso en la factura.",
    Cargo.E.RECHAZADO: "HAS SQL lo devolvió: se corrige y se exporta otra vez.",
}
