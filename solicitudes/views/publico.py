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
"""How each step is told before it comes; afterwards it is told with `PARA_EL_CLIENTE`."""


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
        "plantilla": f"publico/pasos/{solicitud.estado}.html", "motivo": motivo(solicitud),
    })  # fmt: skip
    respuesta.headers["Referrer-Policy"] = "no-referrer"
    return respuesta


def titulo(solicitud):
    """The state in the client's words; an expired value was not withdrawn by the client."""
    if solicitud.estado == E.DESISTIDA and solicitud.motivo == MotivoDesistir.LIQUIDACION_VENCIDA:
        return "La retiramos: el valor venció sin pago"
    return PARA_EL_CLIENTE[solicitud.estado]


def motivo(solicitud):
    """The coded motive of a rejection or a withdrawal, in words; "" otherwise."""
    etiquetas = dict(MotivoRechazo.choices) | dict(MotivoDesistir.choices)
    return etiquetas.get(solicitud.motivo, "")


def camino(solicitud):
    """Steps done with their date, the present one, and those to come (no unordered revisión)."""
    fechas = llegadas(solicitud)
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
    texto = POR_VENIR[estado] if distancia > 0 else PARA_EL_CLIENTE[estado]
    if distancia == 0:
        texto = titulo(solicitud)
    fin = estado in (E.CERRADA, E.RECHAZADA, E.DESISTIDA)
    clase = "hecho" if distancia < 0 or fin and distancia == 0 else "actual"
    return {
        "texto": texto, "clase": "pendiente" if distancia > 0 else clase,
        "icono": INSIGNIAS[estado][2], "en": fechas.get(estado) if distancia <= 0 else None,
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
