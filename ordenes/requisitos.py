"""Requirements of the orders' transitions, and those they add to the request's."""

from django.apps import apps
from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.requisitos import requisito
from solicitudes import requisitos as de_solicitud

# --- capacity (C10) -----------------------------------------------------------------------------


@requisito(
    "La cuadrilla puede ese día y a esa hora",
    clausula="C10", resuelve="supervisor", campo="cuadrilla", con_datos=True,
)  # fmt: skip
def con_capacidad(orden, por, *, cuadrilla, inicio, fin, vehiculo=None, **_):
    if inicio >= fin:
        return "La hora termina antes de empezar"
    desde, hasta = timezone.localtime(inicio), timezone.localtime(fin)
    if desde.date() < timezone.localdate():
        return "La fecha ya pasó"
    if inicio < timezone.now():
        return "Esa hora ya pasó"
    if not cuadrilla.activa or not cuadrilla.miembros.filter(is_active=True).exists():
        return f"{cuadrilla} no tiene personas activas"
    if vehiculo is not None and not vehiculo.activo:
        return f"El vehículo {vehiculo.placa} está fuera de servicio"
    if not cuadrilla.trabaja_festivos and not calendario.es_habil(desde.date()):
        return f"{cuadrilla} no trabaja ese día: no es hábil"
    if desde.date() != hasta.date() or desde.time() < cuadrilla.entrada or hasta.time() > cuadrilla.salida:
        return f"{cuadrilla} trabaja de {cuadrilla.entrada:%H:%M} a {cuadrilla.salida:%H:%M}"
    return True


@requisito(
    "Ni la cuadrilla ni el vehículo están en otra orden a esa hora",
    clausula="C10", resuelve="supervisor", campo="cuadrilla", con_datos=True,
)  # fmt: skip
def sin_cruce(orden, por, *, cuadrilla, inicio, fin, vehiculo=None, **_):
    """Crew and vehicle rows stay locked until the end, so that two schedulers cannot both pass."""
    programaciones = apps.get_model("ordenes.Programacion").objects
    recursos = [("cuadrilla", cuadrilla)] + ([("vehiculo", vehiculo)] if vehiculo else [])
    for campo, recurso in recursos:
        type(recurso).objects.select_for_update().get(pk=recurso.pk)
        cruce = (
            programaciones.cruces(inicio, fin)
            .filter(**{campo: recurso})
            .exclude(**{_campo_de(orden): orden})
            .order_by("fin")
            .last()
        )
        if cruce:
            desde, hasta = timezone.localtime(cruce.inicio), timezone.localtime(cruce.fin)
            return (
                f"{recurso} está en {cruce.orden.numero} de {desde:%H:%M} a {hasta:%H:%M}. "
                f"Está libre desde las {hasta:%H:%M}"
            )
    return True


def _campo_de(orden):
    return "orden_trabajo" if orden._meta.model_name == "ordentrabajo" else "orden_revision"


@requisito(
    "El pago está validado o el cargo a la factura autorizado",
    clausula="C8", resuelve="contabilidad",
)  # fmt: skip
def pago_o_cargo(orden, por):
    return de_solicitud.pago_o_cargo(orden.solicitud, por)


# --- execution (C6, C12, C13) -------------------------------------------------------------------


@requisito("El responsable fue notificado de la orden", clausula="C12", resuelve="supervisor")
def responsable_notificado(orden, por):
    return orden.notificada_en is not None or "Falta notificar al responsable de la orden"


@requisito(
    "Confirme las condiciones de seguridad antes de empezar (P08-05 y P08-06)",
    clausula="C12", resuelve="cuadrilla", campo="sst_confirmado", con_datos=True,
)  # fmt: skip
def sst_confirmada(orden, por, *, sst_confirmado=False, **_):
    return bool(sst_confirmado)


def _pedidos(orden):
    return [p for p in orden.solicitud.pedidos.all() if p.estado != "anulado"]


@requisito(
    "El Pedido R12-02-01 está elaborado",
    clausula="C6", resuelve="pqr", enlace=("elaborar el pedido", "ordenes:pedidos_de"),
)  # fmt: skip
def pedido_elaborado(orden, por):
    sobra = not orden.solicitud.servicio.requiere_pedido
    return sobra or bool(_pedidos(orden)) or "Falta elaborar el Pedido R12-02-01"


@requisito(
    "Los elementos del Pedido R12-02-01 salieron del almacén",
    clausula="C6", resuelve="almacen", enlace=("ver los pedidos", "ordenes:pedidos_de"),
)  # fmt: skip
def pedido_despachado(orden, por):
    if not orden.solicitud.servicio.requiere_pedido:
        return True
    faltan = [p.numero for p in _pedidos(orden) if p.estado != "despachado"]
    return not faltan or f"Falta despachar {', '.join(faltan)}"


@requisito(
    "Hay una novedad que explica la suspensión",
    clausula="C13", resuelve="cuadrilla", enlace=("registrar la novedad", "ordenes:registrar_novedad"),
)  # fmt: skip
def con_novedad(orden, por):
    return orden.novedades.exists()


@requisito(
    "Todas las novedades están comunicadas al cliente y al dueño del proceso",
    clausula="C13", resuelve="supervisor",
)  # fmt: skip
def novedades_comunicadas(orden, por):
    pendientes = [n.numero for n in orden.novedades.all() if n.estado != "comunicada"]
    return not pendientes or f"Falta comunicar al cliente: {', '.join(pendientes)}"


@requisito(
    "Escriba quién recibió el trabajo, o por qué nadie lo recibió",
    clausula="C12", resuelve="cuadrilla", campo="recibe", con_datos=True,
)  # fmt: skip
def recibido(orden, por, *, recibe="", sin_receptor="", **_):
    return bool(recibe or sin_receptor)


# --- added to the request's transitions ------------------------------------------------------------


def _ultima_revision(solicitud):
    """The latest that ended, or None."""
    terminadas = (o for o in solicitud.ordenes_revision.all() if o.estado == "terminada")
    return max(terminadas, key=lambda o: o.pk, default=None)


@requisito(
    "La orden de revisión terminó y procede",
    clausula="C3", resuelve="supervisor", enlace=("ver la revisión", "ordenes:de_solicitud"),
)  # fmt: skip
def revision_procede(solicitud, por):
    ultima = _ultima_revision(solicitud)
    if ultima is None:
        if not solicitud.servicio.requiere_revision and solicitud.estado == "recibida":
            return True
        return "Falta la orden de revisión" if solicitud.estado == "recibida" else (
            "La orden de revisión no ha terminado"
        )
    if ultima.resultado in ("procede", "procede_condiciones"):
        return True
    return f"La revisión dijo «{ultima.get_resultado_display()}»"


@requisito(
    "La orden de revisión terminó «resuelto en la visita»",
    clausula="C3", resuelve="supervisor", enlace=("ver la revisión", "ordenes:de_solicitud"),
)  # fmt: skip
def revision_resolvio(solicitud, por):
    ultima = _ultima_revision(solicitud)
    return ultima is not None and ultima.resultado == "resuelto_en_visita"


@requisito(
    "Una orden encontró en el sitio que no se puede hacer",
    clausula="C4", resuelve="supervisor",
)  # fmt: skip
def rechazo_justificado(solicitud, por):
    if solicitud.estado != "habilitada":
        return True
    ordenes = solicitud.ordenes_trabajo.all()
    return any(o.estado == "no_ejecutada" and o.motivo == "imposible" for o in ordenes)


@requisito(
    "No quedan órdenes abiertas",
    clausula="C12", resuelve="supervisor", enlace=("ver las órdenes", "ordenes:de_solicitud"),
)  # fmt: skip
def sin_ordenes_abiertas(solicitud, por):
    abiertas = [
        o.numero
        for ordenes in (solicitud.ordenes_revision.all(), solicitud.ordenes_trabajo.all())
        for o in ordenes
        if o.abierta
    ]
    return not abiertas or f"Sigue abierta: {', '.join(abiertas)}"
