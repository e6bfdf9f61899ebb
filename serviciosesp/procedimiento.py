"""P06-01 §6 on one page: each clause, the acts that serve it, and what follows from them.

`core.transiciones.ejecutar` reads `REQUISITOS` and `REACCIONES`; `/procedimiento/` draws all of it.
"""

from dataclasses import dataclass

from encuestas.documentos import encuesta as imprimir_encuesta
from encuestas.models import Encuesta
from encuestas.models.encuesta import cerrar_si_nada_falta, entregar_al_terminar
from noconformes.documentos import salida as imprimir_salida
from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes import reacciones as ordenes
from ordenes import requisitos as de_orden
from ordenes.documentos import orden as imprimir_orden
from ordenes.documentos import pedido as imprimir_pedido
from ordenes.models import Novedad, OrdenRevision, OrdenTrabajo, Pedido
from solicitudes import documentos as de_solicitud
from solicitudes.models import Cargo, LoteCargos, Solicitud
from solicitudes.models.lote import marcar_exportados


@dataclass(frozen=True)
class Clausula:
    id: str
    dice: str
    guarda: str
    actos: tuple


CLAUSULAS = [
    Clausula("C1", "Las acciones se planean a partir de la necesidad del cliente",
             "Toda necesidad tiene radicado, canal, quién la pidió y cuándo",
             (Solicitud.registrar, Solicitud.anotar_llamada)),
    Clausula("C2", "El complementario se recibe del usuario y se registra en HAS SQL",
             "El número de HAS SQL se anota después; nunca detiene la recepción",
             (Solicitud.anotar_has, LoteCargos.generar, Cargo.exportar, Cargo.confirmar)),
    Clausula("C3", "Si se requiere, orden de revisión; si no, orden de trabajo",
             "La decisión lleva motivo; la revisión termina con un resultado",
             (Solicitud.ordenar_revision, OrdenRevision.terminar, Solicitud.resolver_en_visita)),
    Clausula("C4", "Se informa si la solicitud es aceptada o rechazada",
             "No hay decisión sin aviso con prueba", (Solicitud.aceptar, Solicitud.rechazar)),
    Clausula("C5", "El especial lo recibe el jefe del área en el R06-01-01",
             "Sin jefe no se registra; el número sale de su propio consecutivo",
             (Solicitud.registrar,)),
    Clausula("C6", "Si es venta, Pedido R12-02-01 para sacar elementos del almacén",
             "Tres personas: elabora, autoriza, despacha; nunca más de lo que hay",
             (Pedido.elaborar, Pedido.autorizar, Pedido.despachar)),
    Clausula("C7", "Se liquida el valor y se notifica al cliente",
             "Líneas con tarifa y acto; notificada no cambia: otra versión", (Solicitud.liquidar,)),
    Clausula("C8", "Se programa solo con el pago validado",
             "Valida quien no liquidó ni registró; sin validación la base de datos no deja programar",
             (Solicitud.validar_pago,)),
    Clausula("C9", "Los escombros van a la factura, como un complementario",
             "El cobro es un dato del servicio; la factura exige cuenta y autorización",
             (Solicitud.autorizar_cargo, Solicitud.exigir_pago_previo)),
    Clausula("C10", "Evaluada la capacidad, se programa con acuerdo del cliente",
             "Cuadrilla y hora libres; quién aceptó y por qué medio",
             (OrdenTrabajo.programar, OrdenRevision.programar)),
    Clausula("C11", "La programación cambia solo si el cliente autoriza",
             "Autorización con prueba; la fecha anterior se conserva",
             (OrdenTrabajo.reprogramar, OrdenTrabajo.no_ejecutar)),
    Clausula("C12", "Se notifica al responsable y se presta el servicio",
             "Aviso a la cuadrilla, seguridad verificada, horas, quién recibió",
             (OrdenTrabajo.acusar, OrdenTrabajo.iniciar, OrdenTrabajo.terminar)),
    Clausula("C13", "La novedad se comunica al cliente y al dueño del proceso",
             "Una orden no termina con una novedad sin comunicar",
             (Novedad.registrar, Novedad.comunicar)),
    Clausula("C14", "Al finalizar se da al cliente la encuesta R10-01-03",
             "Terminar exige la prueba de la entrega", (OrdenTrabajo.terminar, Encuesta.entregar)),
    Clausula("C15", "Si no la devuelve se entiende «bueno» en cada ítem",
             "Solo el sistema, cumplido el plazo, y marcada presunta", (Encuesta.presumir,)),
    Clausula("C16", "Se aplican las otras verificaciones establecidas",
             "Sin ellas no se cierra", (Solicitud.verificar,)),
    Clausula("C17", "Un ítem de calidad regular o malo genera salida no conforme",
             "Se abre sola, una por encuesta; cierra con causa y corrección, por otra persona",
             (Encuesta.responder, SalidaNoConforme.corregir, SalidaNoConforme.cerrar)),
    Clausula("C18", "En caso de incumplimiento se establece una acción",
             "Con responsable, fecha y verificación de la eficacia",
             (AccionCorrectiva.abrir, AccionCorrectiva.declarar_eficaz)),
    Clausula("C19", "Criterio de aceptación: servicio con calificación de encuesta",
             "Sin calificación, real o presunta, la base de datos no deja cerrar",
             (Solicitud.cerrar,)),
    Clausula("H1", "Cada formato lleva encabezado y pie de control documental",
             "Sale con la versión vigente el día en que se emitió", ()),
]  # fmt: skip

REQUISITOS = {
    Solicitud.aceptar: [de_orden.revision_procede],
    Solicitud.resolver_en_visita: [de_orden.revision_resolvio],
    Solicitud.rechazar: [de_orden.rechazo_justificado],
    Solicitud.cerrar: [de_orden.sin_ordenes_abiertas],
}
"""Requirements that an act of the request takes from the apps above it."""

REACCIONES = {
    Solicitud.registrar: [de_solicitud.constancia, de_solicitud.orden_servicio],
    Solicitud.ordenar_revision: [ordenes.emitir_revision],
    Solicitud.aceptar: [de_solicitud.aviso_decision],
    Solicitud.rechazar: [ordenes.anular_abiertas, de_solicitud.aviso_decision],
    Solicitud.liquidar: [de_solicitud.liquidacion, de_solicitud.orden_servicio],
    Solicitud.validar_pago: [ordenes.emitir_trabajo, de_solicitud.orden_servicio],
    Solicitud.autorizar_cargo: [ordenes.emitir_trabajo],
    Solicitud.programar: [de_solicitud.orden_servicio],
    Solicitud.desistir: [ordenes.anular_abiertas],
    LoteCargos.generar: [marcar_exportados],
    Solicitud.terminar: [entregar_al_terminar],
    Solicitud.resolver_en_visita: [entregar_al_terminar],
    OrdenRevision.programar: [imprimir_orden],
    OrdenRevision.reprogramar: [imprimir_orden],
    OrdenRevision.terminar: [imprimir_orden],
    OrdenTrabajo.programar: [imprimir_orden],
    OrdenTrabajo.reprogramar: [imprimir_orden],
    OrdenTrabajo.terminar: [imprimir_orden],
    OrdenTrabajo.no_ejecutar: [imprimir_orden, ordenes.rehacer_trabajo],
    Novedad.registrar: [ordenes.comunicada_por_el_cliente],
    Pedido.autorizar: [imprimir_pedido],
    Pedido.despachar: [imprimir_pedido],
    Encuesta.entregar: [imprimir_encuesta],
    Encuesta.responder: [imprimir_encuesta, cerrar_si_nada_falta],
    Encuesta.presumir: [imprimir_encuesta, cerrar_si_nada_falta],
    SalidaNoConforme.abrir: [imprimir_salida],
    SalidaNoConforme.cerrar: [imprimir_salida],
}
"""What follows from an act, in the same transaction: other acts, and documents to print (H1)."""
