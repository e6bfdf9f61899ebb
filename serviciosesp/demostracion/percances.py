"""What does not go as planned once there is an order: dates, goods, novedades, surveys."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Novedad, OrdenTrabajo, Pedido
from serviciosesp.core import calendario

from .tropiezos import devolver


def no_se_pudo(c, motivo, explicacion):
    yield c.pausa()
    c.hacer(
        OrdenTrabajo.no_ejecutar, c.gente.cuadrilla, c.trabajo, motivo=motivo,
        explicacion=explicacion,
    )  # fmt: skip


def ausente(c):
    """Nobody was there: a new linked order, with a date still to be agreed."""
    yield from c.hasta("programada")
    yield c.inicio + timedelta(minutes=15)
    yield from no_se_pudo(c, "ausente", "Se timbró tres veces y se llamó; nadie contestó")


def ausente_y_con_otra_fecha(c):
    yield from ausente(c)
    yield from c.programar(por_venir=True)


def llovio(c):
    yield from c.hasta("en_prestacion")
    yield from no_se_pudo(c, "clima", "Aguacero: la excavación se inundó")
    yield from c.programar(por_venir=True)


def imposible(c, pasos=0):
    """On the site it could not be done: rejected, and what was paid goes back."""
    yield from c.hasta("en_prestacion")
    yield from no_se_pudo(c, "imposible", "El pozo está seco: no hay muestra que tomar")
    yield from c.rechazar("tecnico", "No hay agua que analizar")
    yield from devolver(c, pasos)


def reprogramada(c):
    """The client lets the date change; the earlier one is kept."""
    yield from c.hasta("programada")
    yield c.pausa()
    c.hacer(
        OrdenTrabajo.reprogramar, c.gente.supervisor, c.trabajo, **c.cita(por_venir=True),
        causa="eventualidad", pide="empresa", autoriza=c.quien, canal="telefono",
        evidencia="Llamada del supervisor, aceptó la nueva fecha",
    )  # fmt: skip


def en_parte(c):
    """Less was executed than liquidated: the charge is of what was executed."""
    for paso in (c.recibir(), c.aceptar(), c.liquidar(cantidad=4), c.habilitar(), c.programar()):
        yield from paso
    yield from c.iniciar()
    cantidades = {x.pk: Decimal("2.5") for x in c.solicitud.liquidacion.lineas.all()}
    yield from c.terminar(resultado="parcial", cantidades=cantidades)


# --- goods ---------------------------------------------------------------------------------------


def pedido_elaborado(c):
    yield from c.hasta("programada", por_venir=True)
    return (yield from c.pedir_material())


def pedido_autorizado(c):
    pedido = yield from pedido_elaborado(c)
    yield c.pausa()
    c.hacer(Pedido.autorizar, c.gente.jefe_area, pedido)


def pedido_anulado(c):
    pedido = yield from pedido_elaborado(c)
    yield c.pausa()
    c.hacer(Pedido.anular, c.gente.jefe_area, pedido, motivo="Era de otra medida")


# --- novedades -----------------------------------------------------------------------------------


def novedad(c, tipo, reporta, descripcion):
    yield c.pausa()
    return c.hacer(
        Novedad.registrar, c.gente.cuadrilla, Novedad(orden=c.trabajo), tipo=tipo, reporta=reporta,
        descripcion=descripcion,
    )  # fmt: skip


def suspendida(c):
    """At rest, with the novedad still to be told to the client."""
    yield from c.hasta("en_prestacion")
    suya = yield from novedad(c, "servicio", "empresa", "Apareció un tubo de gas en la zanja")
    c.hacer(
        OrdenTrabajo.suspender, c.gente.cuadrilla, c.trabajo, explicacion="Se espera al gasista"
    )
    return suya


def suspendida_y_terminada(c):
    suya = yield from suspendida(c)
    yield c.pausa()
    c.hacer(
        Novedad.comunicar, c.gente.supervisor, suya, canal="telefono",
        evidencia=f"Habló con {c.quien}",
    )  # fmt: skip
    yield c.pausa()
    c.hacer(OrdenTrabajo.reanudar, c.gente.cuadrilla, c.trabajo)
    yield from c.terminar()
    yield from c.responder()


def reportada_por_el_cliente(c):
    yield from c.hasta("en_prestacion")
    yield from novedad(c, "propiedad", "cliente", "Le rajaron una baldosa del antejardín")
    yield from c.terminar()
    yield from c.responder(observaciones="Quedaron de arreglar la baldosa", i8="regular")


# --- surveys -------------------------------------------------------------------------------------


def sin_devolver(c):
    """Nobody answers: the worker presumes it when the term is over."""
    yield from c.hasta("prestada")


def tardia(c, **malos):
    """The answer comes after the presumption, and replaces it."""
    yield from sin_devolver(c)
    yield from c.responder(dias=8, **malos)


def tardia_mala(c):
    yield from tardia(c, observaciones="A la semana volvió la fuga", i1="malo", i10="regular")


def sin_la_verificacion(c):
    """Answered, and still not closed: another verification of the utility is missing."""
    yield from c.hasta("prestada")
    yield from c.responder()


def mala(c, pasos=0, conforme=True):
    """A bad answer, and its salida no conforme taken `pasos` steps along its treatment."""
    yield from c.hasta("prestada")
    yield from c.verificar()
    yield from c.responder(observaciones="Dejaron tierra en el andén", i1="regular", i7="malo")
    for paso in [analizar, corregir, anotar, verificar, cerrar][:pasos]:
        yield c.pausa(1 if paso is corregir else 0)
        paso(c, c.solicitud.salidas_no_conformes.get(), conforme)


def analizar(c, salida, _):
    c.hacer(
        SalidaNoConforme.analizar, c.gente.jefe_area, salida, responsable=c.gente.supervisor,
        clasificacion="menor" if c.n % 3 else "mayor",
    )  # fmt: skip


def corregir(c, salida, _):
    c.hacer(
        SalidaNoConforme.corregir, c.gente.jefe_area, salida, tratamiento="correccion",
        causa="La cuadrilla salió a otra orden sin recoger el material sobrante",
        plan="Volver al sitio, recoger y lavar el andén",
    )  # fmt: skip


def anotar(c, salida, _):
    c.hacer(
        SalidaNoConforme.anotar_correccion, c.gente.jefe_area, salida,
        correccion="Se recogió la tierra y se lavó el andén; el cliente lo vio",
    )  # fmt: skip


def verificar(c, salida, conforme):
    c.hacer(
        SalidaNoConforme.verificar, c.gente.calidad, salida, conforme=conforme,
        verificacion="Se llamó al cliente" + ("" if conforme else ": dice que falta lavar"),
    )  # fmt: skip


def cerrar(c, salida, conforme):
    if conforme:
        c.hacer(SalidaNoConforme.cerrar, c.gente.calidad, salida)
    else:
        c.hacer(SalidaNoConforme.devolver, c.gente.calidad, salida, motivo="Falta lavar el andén")


# --- corrective actions --------------------------------------------------------------------------


def con_accion(c, pasos=0, eficaz=True):
    """A bad answer whose cause deserves an acción correctiva, taken `pasos` steps along."""
    yield from mala(c, pasos=5 if pasos == 3 else 3)
    yield c.pausa()
    accion = abrir_accion(c)
    for paso in [empezar, reportar, declarar][:pasos]:
        yield c.pausa()
        paso(c, accion, eficaz)


def abrir_accion(c):
    return c.hacer(
        AccionCorrectiva.abrir, c.gente.calidad,
        AccionCorrectiva(salida=c.solicitud.salidas_no_conformes.get()), origen="snc",
        descripcion="Tercer reclamo del mes por el aseo del sitio", equipo="Cuadrillas",
        plan="Lista de chequeo del sitio antes de firmar la orden",
        criterio="Ningún reclamo por aseo en los dos meses siguientes",
        responsable=c.gente.jefe_area,
        vence_en=calendario.sumar_habiles(timezone.localdate(), 15),
    )  # fmt: skip


def empezar(c, accion, _):
    c.hacer(AccionCorrectiva.iniciar, c.gente.jefe_area, accion)


def reportar(c, accion, _):
    ejecucion = "La lista va impresa en cada orden; se explicó a las cuadrillas"
    c.hacer(AccionCorrectiva.reportar, c.gente.jefe_area, accion, ejecucion=ejecucion)


def declarar(c, accion, eficaz):
    acto = AccionCorrectiva.declarar_eficaz if eficaz else AccionCorrectiva.declarar_no_eficaz
    texto = "Sin reclamos desde entonces" if eficaz else "Hubo otro reclamo por lo mismo"
    c.hacer(acto, c.gente.calidad, accion, eficacia=texto)
