"""What the orders do when the request moves (wired in `serviciosesp.procedimiento`)."""

from serviciosesp.core.transiciones import ejecutar
from solicitudes.models import Solicitud

from .models import Novedad, OrdenRevision, OrdenTrabajo, Pedido
from .models.orden import MotivoNoEjecutada


def emitir_revision(solicitud, *, por, **_):
    """C3: the request passed to revisión."""
    ejecutar(OrdenRevision.emitir, OrdenRevision(solicitud=solicitud), por=por)


def emitir_trabajo(solicitud, *, por, **_):
    """C3: the request is habilitada; reopened after a reversal, its open order goes on."""
    if not solicitud.ordenes_trabajo.abiertas().exists():
        ejecutar(OrdenTrabajo.emitir, OrdenTrabajo(solicitud=solicitud), por=por)


def rehacer_trabajo(orden, *, por, motivo, **_):
    """C10, C11: an order that was not carried out is followed by a linked one."""
    ejecutar(
        Solicitud.volver_a_programar, orden.solicitud, por=por, orden=orden.numero,
        motivo=MotivoNoEjecutada(motivo).label,
    )  # fmt: skip
    nueva = OrdenTrabajo(solicitud=orden.solicitud, anterior=orden)
    ejecutar(OrdenTrabajo.emitir, nueva, por=por)


def anular_abiertas(solicitud, *, por, **_):
    """The request ended: its orders and its pedidos not yet dispatched are void; slot and stock are free."""
    motivo = f"La solicitud quedó {solicitud.insignia[0].lower()}"
    for modelo, abiertas in (
        (OrdenRevision, solicitud.ordenes_revision.filter(estado__in=["emitida", "programada"])),
        (OrdenTrabajo, solicitud.ordenes_trabajo.filter(estado__in=["emitida", "programada"])),
        (Pedido, solicitud.pedidos.filter(estado__in=["elaborado", "autorizado"])),
    ):
        for objeto in abiertas:
            ejecutar(modelo.anular, objeto, por=por, motivo=motivo)


def comunicada_por_el_cliente(novedad, *, por, reporta, **_):
    """C13: the client reported it, so the client knows."""
    if reporta == Novedad.Reporta.CLIENTE and novedad.dueno_avisado_en:
        ejecutar(
            Novedad.comunicar, novedad, por=por, canal="en_sitio", evidencia="La reportó el cliente"
        )
