"""Cases of the bandeja: who looks, and records left in the states that wait for somebody."""

from datetime import timedelta

from django.utils import timezone

from ordenes.models import Novedad, OrdenRevision, OrdenTrabajo, Pedido
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tablero import bandeja
from solicitudes.models import Devolucion, Solicitud

ELENCO = ["pqr", "supervisor", "cuadrilla", "jefe_area", "subgerencia", "financiera",
          "facturacion", "contabilidad", "almacen", "calidad",
          "gerencia", "administrador"]  # fmt: skip


def verbos(persona, tipo=""):
    """What waits for a person, notices aside."""
    return [a.verbo for a in bandeja.bandeja_de(persona).de(tipo) if a.tipo != "avisos"]


def pagada_en_parte(m):
    solicitud = m.liquidada("ESP-LAB")
    m.pago(solicitud, valor=1000)


def por_vencer(m):
    solicitud = m.liquidada("ESP-LAB")
    Solicitud.objects.filter(pk=solicitud.pk).update(vence_en=timezone.localdate())


def vencida(m):
    solicitud = m.liquidada("COM-VOL")
    ayer = timezone.localdate() - timedelta(days=1)
    Solicitud.objects.filter(pk=solicitud.pk).update(vence_en=ayer)


def por_verificar(m):
    m.responder(m.prestada("ESP-ESC"))


def lista_para_cerrar(m):
    """Rated, with its verification done after the answer."""
    solicitud = m.prestada("ESP-ESC")
    m.responder(solicitud)
    for verificacion in solicitud.verificaciones.all():
        ejecutar(
            Solicitud.verificar, solicitud, por=m.supervisor, verificacion=verificacion,
            conforme=True,
        )  # fmt: skip


def no_ejecutada(m):
    orden = m.programada().ordenes_trabajo.get()
    ejecutar(
        OrdenTrabajo.no_ejecutar, orden, por=m.cuadrilla, motivo="ausente", explicacion="Nadie"
    )


def suspendida(m):
    orden = con_novedad(m)
    ejecutar(OrdenTrabajo.suspender, orden, por=m.cuadrilla, explicacion="Apareció un tubo de gas")


def con_novedad(m):
    orden = m.en_prestacion().ordenes_trabajo.get()
    ejecutar(
        Novedad.registrar, Novedad(orden=orden), por=m.cuadrilla, tipo="servicio",
        reporta="empresa", descripcion="Se rompió una baldosa",
    )  # fmt: skip
    return orden


def con_revision_en_curso(m):
    orden = m.revision_programada(m.en_revision())
    ejecutar(OrdenRevision.iniciar, orden, por=m.cuadrilla)


def devolucion(m, aprobada=False):
    ejecutar(Solicitud.desistir, m.habilitada("ESP-LAB"), por=m.pqr, motivo="cliente")
    if aprobada:
        ejecutar(Devolucion.aprobar, Devolucion.objects.get(), por=m.financiera)


def pedido(m, autorizado=False):
    hecho = m.pedido(m.habilitada("COM-MED"))
    if autorizado:
        ejecutar(Pedido.autorizar, hecho, por=m.jefe_area)
