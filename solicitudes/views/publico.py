"""The client's tracking page, by link: how it goes, what follows, what is asked of them.

It shows no name, address nor document, and nothing that another person wrote.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from serviciosesp.core.models import EnlacePublico, Evento
from serviciosesp.core.models.evento import clave_de

from ..models import Solicitud
from ..models.estados import (
    CAMINO,
    INSIGNIAS,
    PARA_EL_CLIENTE,
    E,
    MotivoDesistir,
    MotivoRechazo,
)

POR_VENIR = {
    E.ACEPTADA: "Le respondemos si la podemos hacer",
    E.LIQUIDADA: "Le decimos cuánto vale",
    E.HABILITADA: "Se confirma el pago o el cargo",
    E.PROGRAMADA: "Acordamos la fecha con usted",
    E.EN_PRESTACION: "Hacemos el servicio",
    E.PRESTADA: "Usted nos califica",
    E.CERRADA: "Terminamos",
}
YA = {
    E.EN_REVISION: "Revisamos el sitio",
    E.LIQUIDADA: "Le dijimos cuánto vale",
    E.HABILITADA: "Se confirmó el pago o el cargo",
    E.EN_PRESTACION: "Empezamos el servicio",
    E.PRESTADA: "Terminamos el servicio",
}
"""How a step is told before it comes and once it is past; in it, `PARA_EL_CLIENTE` speaks."""

RETIRADA = {
    MotivoDesistir.LIQUIDACION_VENCIDA: "La retiramos: el valor venció sin pago",
    MotivoDesistir.REPETIDA: "La retiramos: estaba registrada dos veces",
}
"""What was not withdrawn by the client."""

FINALES = {E.CERRADA: "hecho", E.RECHAZADA: "final_rojo", E.DESISTIDA: "final_gris"}


@require_safe
def seguimiento(request, ficha):
    """The state of the request of a live tracking link; any other link is the same 404."""
    enlace = EnlacePublico.objects.abrir(ficha, EnlacePublico.SEGUIMIENTO)
    if enlace is None:
        raise Http404
    consulta = Solicitud.objects.select_related("servicio")
    solicitud = get_object_or_404(
        consulta.prefetch_related("liquidaciones", "pagos"), pk=enlace.objeto_id
    )
    respuesta = render(request, "publico/seguimiento.html", {
        "solicitud": solicitud, "enlace": enlace, "titulo": titulo(solicitud),
        "pasos": camino(solicitud), "pago": pago(solicitud),
        "plantilla": f"publico/pasos/{solicitud.estado}.html",
        "motivo": dict(MotivoRechazo.choices).get(solicitud.motivo, ""),
    })  # fmt: skip
    respuesta.headers["Referrer-Policy"] = "no-referrer"
    return respuesta


def titulo(solicitud):
    """The state in the client's words."""
    if solicitud.estado == E.DESISTIDA and solicitud.motivo in RETIRADA:
        return RETIRADA[solicitud.motivo]
    return PARA_EL_CLIENTE[solicitud.estado]


def camino(solicitud):
    """Steps done with their date, the present one, and those to come (no unordered revisión)."""
    fechas = llegadas(solicitud)
    if solicitud.programada_para:
        fechas[E.PROGRAMADA] = solicitud.programada_para
    if solicitud.estado not in CAMINO:
        pasados = [paso(e, -1, fechas, solicitud) for e in CAMINO if e in fechas]
        return [*pasados, paso(solicitud.estado, 0, fechas, solicitud)]
    aqui = CAMINO.index(solicitud.estado)
    return [
        paso(estado, n - aqui, fechas, solicitud)
        for n, estado in enumerate(CAMINO)
        if estado in fechas or n > aqui and estado in POR_VENIR
    ]


def llegadas(solicitud):
    """{state: when it last came to it}."""
    hechos = Evento.objects.filter(objeto=clave_de(solicitud)).order_by("n").values_list("a", "en")
    fechas, anterior = {}, None
    for estado, en in hechos:
        if estado != anterior:
            fechas[estado] = en
        anterior = estado
    return fechas


def paso(estado, distancia, fechas, solicitud):
    """One step: past when `distancia` is negative, to come when positive."""
    if distancia > 0:
        return {"texto": POR_VENIR[estado], "clase": "pendiente"}
    if distancia < 0:
        texto = YA.get(estado, PARA_EL_CLIENTE[estado])
        return {"texto": texto, "clase": "hecho", "en": fechas[estado]}
    return {
        "texto": titulo(solicitud), "clase": FINALES.get(estado, "actual"),
        "icono": INSIGNIAS[estado][2], "en": fechas[estado],
    }  # fmt: skip


def pago(solicitud):
    """The value in force and what was registered against it, in pesos; None before there is one."""
    liquidacion = solicitud.liquidacion
    if liquidacion is None:
        return None
    pagos = solicitud.pagos.all()
    return {
        "liquidacion": liquidacion,
        "previo": solicitud.cobro == "pago_previo",
        "por_confirmar": sum(p.valor for p in pagos if p.estado == "registrado"),
        "confirmado": solicitud.pago_validado_en,
        "hoy": timezone.localdate(),
    }
