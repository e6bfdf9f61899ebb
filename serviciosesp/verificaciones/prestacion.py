"""Orders, slots and novedades against the request they belong to (C10–C13)."""

from collections import defaultdict
from itertools import batched

from django.db.models import F, Q

from ordenes.models import Novedad, OrdenRevision, OrdenTrabajo, Programacion
from solicitudes.models import Solicitud
from solicitudes.models.estados import E

LOTE = 500
TRABAJO = {
    E.HABILITADA: [("emitida",)],
    E.PROGRAMADA: [("programada",)],
    E.EN_PRESTACION: [("en_ejecucion",), ("suspendida",)],
    E.LIQUIDADA: [(), ("emitida",)],  # its payment was reversed: the order waits
}
"""State of the request -> states its open órdenes de trabajo may have; elsewhere, none is open."""


def ordenes():
    """The request's state follows from its orders: one truth."""
    solicitudes = Solicitud.objects.order_by("pk").iterator(chunk_size=LOTE)
    for lote in batched(solicitudes, LOTE, strict=False):
        trabajos, revisiones = _de(OrdenTrabajo, lote), _de(OrdenRevision, lote)
        for solicitud in lote:
            falla = _falla(solicitud, trabajos[solicitud.pk], revisiones[solicitud.pk])
            if falla:
                yield f"{solicitud} está «{solicitud.get_estado_display()}»: {falla}"


def _de(modelo, solicitudes):
    suyas = defaultdict(list)
    filas = modelo.objects.filter(solicitud__in=solicitudes).prefetch_related("programaciones")
    for orden in filas:
        suyas[orden.solicitud_id].append(orden)
    return suyas


def _falla(solicitud, trabajos, revisiones):
    abiertas = [o for o in trabajos if o.abierta]
    if tuple(o.estado for o in abiertas) not in TRABAJO.get(solicitud.estado, [()]):
        detalle = ", ".join(f"{o} «{o.estado}»" for o in abiertas) or "ninguna abierta"
        return f"no corresponde a sus órdenes de trabajo ({detalle})"
    if sum(o.abierta for o in revisiones) > (solicitud.estado == E.EN_REVISION):
        return "tiene una revisión abierta que no corresponde"
    if solicitud.estado in (E.PRESTADA, E.CERRADA) and not _prestada(trabajos, revisiones):
        return "ninguna orden la terminó"
    if solicitud.estado == E.PROGRAMADA:
        cita = abiertas[0].programacion
        if cita is None or cita.inicio != solicitud.programada_para:
            return f"la fecha no es la de {abiertas[0]}"
    return ""


def _prestada(trabajos, revisiones):
    return any(o.estado == "terminada" for o in trabajos) or any(
        o.resultado == "resuelto_en_visita" for o in revisiones
    )


def cruces():
    """Slots in force of the same crew, or vehicle, one after the other."""
    vigentes = Programacion.objects.vigentes().select_related("orden_trabajo", "orden_revision")
    for recurso in ("cuadrilla", "vehiculo"):
        citas = vigentes.filter(**{f"{recurso}__isnull": False}).select_related(recurso)
        anterior = None
        for cita in citas.order_by(recurso, "inicio", "pk").iterator(chunk_size=LOTE):
            mismo = anterior and getattr(anterior, recurso) == getattr(cita, recurso)
            if mismo and cita.inicio < anterior.fin:
                yield f"{getattr(cita, recurso)}: {anterior.orden} y {cita.orden} se cruzan"
            if not mismo or cita.fin > anterior.fin:
                anterior = cita


def novedades():
    """What was known when the order ended had been told to both."""
    sin_decir = Q(cliente_avisado_en__isnull=True) | Q(dueno_avisado_en__isnull=True)
    tarde = Q(cliente_avisado_en__gt=F("orden__terminada_en"))
    malas = Novedad.objects.filter(
        sin_decir | tarde, orden__estado="terminada", creado_en__lt=F("orden__terminada_en")
    )
    for novedad in malas.select_related("orden").iterator(chunk_size=LOTE):
        yield f"{novedad}: {novedad.orden} terminó sin comunicarla"
