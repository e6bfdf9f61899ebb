"""How an order or a pedido stands, in one sentence: what a clerk reads aloud on the phone."""

from django.utils import timezone

from serviciosesp.core.calendario import fecha_corta

from .models import Pedido
from .models.orden import E, MotivoNoEjecutada


def cuando(momento):
    """ "mié 02/12 a las 09:00"."""
    local = timezone.localtime(momento)
    return f"{fecha_corta(local.date(), con_anio=False)} a las {local:%H:%M}"


def frase(orden):
    return _FRASES[orden.estado](orden)


def _emitida(orden):
    quien = orden.solicitud.contacto or orden.solicitud.cliente.nombre
    de = f" Viene de {orden.anterior.numero}, que no se hizo." if orden.anterior else ""
    return f"Falta acordar la fecha con {quien} y escoger la cuadrilla.{de}"


def _programada(orden):
    cita = orden.programacion
    hasta = timezone.localtime(cita.fin)
    recibida = "ya la recibió" if orden.acusada_en else "aún no confirma que la recibió"
    return (
        f"Va {cita.cuadrilla} el {cuando(cita.inicio)}, hasta las {hasta:%H:%M}; aceptó "
        f"{cita.acuerdo_con}. La cuadrilla {recibida}."
    )


def _en_ejecucion(orden):
    empezo = f"Empezó el {cuando(orden.iniciada_en)} con {orden.programacion.cuadrilla}."
    pendientes = _por_comunicar(orden)
    if not pendientes:
        return f"{empezo} Falta terminarla."
    return f"{empezo} Antes de terminar hay que comunicar al cliente {', '.join(pendientes)}."


def _suspendida(orden):
    return f"Está suspendida: {orden.explicacion}"


def _terminada(orden):
    quien = f"Recibió {orden.recibe}" if orden.recibe else f"Nadie recibió: {orden.sin_receptor}"
    resultado = orden.get_resultado_display().lower()
    return f"Terminó el {cuando(orden.terminada_en)}: {resultado}. {quien}."


def _no_ejecutada(orden):
    motivo = MotivoNoEjecutada(orden.motivo).label
    siguiente = next(iter(orden.siguientes.all()), None)
    sigue = f" Sigue en {siguiente.numero}." if siguiente else ""
    return f"No se hizo: {motivo}.{sigue}"


def _anulada(orden):
    return f"Se anuló: {orden.explicacion}"


_FRASES = {
    E.EMITIDA: _emitida,
    E.PROGRAMADA: _programada,
    E.EN_EJECUCION: _en_ejecucion,
    E.SUSPENDIDA: _suspendida,
    E.TERMINADA: _terminada,
    E.NO_EJECUTADA: _no_ejecutada,
    E.ANULADA: _anulada,
}


def _por_comunicar(orden):
    novedades = orden.novedades.all() if hasattr(orden, "novedades") else ()
    return [n.numero for n in novedades if not n.cliente_avisado_en]


def frase_de_pedido(pedido):
    return _FRASES_PEDIDO[pedido.estado](pedido)


_FRASES_PEDIDO = {
    Pedido.E.ELABORADO: lambda p: (
        f"Lo elaboró {p.elaborado_por.nombre}; lo autoriza otra persona, la jefatura del área."
    ),
    Pedido.E.AUTORIZADO: lambda p: (
        f"Lo autorizó {p.autorizado_por.nombre}; el almacén puede entregarlo."
    ),
    Pedido.E.DESPACHADO: lambda p: (
        f"El almacén lo entregó a {p.recibe} el {cuando(p.despachado_en)}."
    ),
    Pedido.E.ANULADO: lambda p: f"Se anuló: {p.nota}",
}


def frase_de_novedad(novedad):
    if novedad.cliente_avisado_en:
        return f"El cliente lo sabe desde el {cuando(novedad.cliente_avisado_en)}."
    return f"Falta decírselo al cliente; antes {novedad.orden.numero} no se puede terminar."
