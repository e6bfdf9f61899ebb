"""What waits, in which state, for whom: the literal table behind «Mi bandeja».

A row says that a record in `estado` waits for somebody holding `permiso`, and what to do about it.
The first row that fits a record and a person is the one shown. `si(persona)` narrows it: what it
needs to be that person's turn, segregation of duties included (reglas §3).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from encuestas.models import Encuesta
from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Novedad, OrdenRevision, OrdenTrabajo, Pedido
from serviciosesp.core.dinero import pesos
from serviciosesp.core.roles import Rol
from solicitudes.models import Cargo, Devolucion, Pago, Solicitud

from . import condiciones as c

TIPOS = {
    "solicitudes": "Solicitudes",
    "ordenes": "Órdenes",
    "pagos": "Pagos",
    "cargos": "Cargos",
    "pedidos": "Pedidos",
    "encuestas": "Encuestas",
    "noconformes": "No conformes",
    "avisos": "Avisos",
}
"""Kind of matter -> its word in the filter, in order."""

SUPERIORES = {Rol.SUBGERENCIA}
"""They may do the daily acts of others, but see them here only once their term is over."""


@dataclass(frozen=True)
class Espera:
    """`verbo` and `porque` are words, or functions of the record; `url` empty opens the record."""

    tipo: str
    modelo: type
    estado: str
    permiso: str
    verbo: str | Callable
    porque: str | Callable
    termino: str = ""
    url: str = ""
    del_caso: bool = False
    si: Callable = lambda persona: Q()


SILENCIO = "Pasó el término sin respuesta: hay silencio administrativo positivo"
S = Solicitud
DE_SOLICITUD = [
    Espera("solicitudes", S, "recibida", "solicitud.aceptar", "Reconocer el silencio positivo",
           SILENCIO, "respuesta", si=c.en_silencio),
    Espera("solicitudes", S, "en_revision", "solicitud.aceptar", "Reconocer el silencio positivo",
           SILENCIO, "respuesta", si=c.en_silencio),
    Espera("solicitudes", S, "recibida", "solicitud.ordenar_revision", "Ordenar la revisión",
           "El servicio la pide antes de decidir", "respuesta", "solicitudes:ordenar_revision",
           si=lambda persona: Q(servicio__requiere_revision=True)),
    Espera("solicitudes", S, "recibida", "solicitud.aceptar", "Decidir: aceptar o rechazar",
           "El servicio no exige revisión", "respuesta"),
    Espera("solicitudes", S, "en_revision", "solicitud.aceptar", "Decidir: aceptar o rechazar",
           c.tras_la_visita, "respuesta", si=c.visita_terminada),
    Espera("solicitudes", S, "aceptada", "solicitud.liquidar", "Liquidar el valor",
           "Aceptada y avisada; falta el valor", "liquidar", "solicitudes:liquidar"),
    Espera("solicitudes", S, "liquidada", "solicitud.liquidar", "Liquidar de nuevo o desistir",
           c.por_que_vencio, "liquidación", si=c.vencida),
    Espera("solicitudes", S, "liquidada", "solicitud.autorizar_cargo",
           "Autorizar el cargo a la factura",
           lambda s: f"Falta que el cliente autorice {pesos(s.total_liquidado)}", "liquidación",
           "solicitudes:autorizar_cargo", si=lambda persona: Q(cobro="factura")),
    Espera("pagos", S, "liquidada", "solicitud.anotar_llamada", "Avisar al cliente el saldo",
           lambda s: f"Pagó {pesos(s.suma_pagada)} de {pesos(s.total_liquidado)}", "liquidación",
           si=c.con_saldo),
    Espera("pagos", S, "liquidada", "solicitud.anotar_llamada", "Recordar el pago al cliente",
           lambda s: f"No ha pagado {pesos(s.total_liquidado)} y la liquidación vence",
           "liquidación", si=c.por_vencer_sin_pago),
    Espera("pedidos", S, "habilitada", "pedido.elaborar", "Elaborar el Pedido",
           "El servicio saca elementos del almacén", "", "ordenes:elaborar_pedido",
           si=c.sin_pedido),
    Espera("pedidos", S, "programada", "pedido.elaborar", "Elaborar el Pedido",
           "Sin él la cuadrilla no puede empezar", "", "ordenes:elaborar_pedido", si=c.sin_pedido),
    Espera("solicitudes", S, "prestada", "solicitud.verificar", "Hacer la verificación",
           lambda s: s.por_verificar, "cierre", "solicitudes:verificar", si=c.sin_verificar),
    Espera("solicitudes", S, "prestada", "solicitud.cerrar", "Cerrar la solicitud",
           c.quien_califico, "cierre", "solicitudes:cerrar", si=c.lista_para_cerrar),
    *(Espera("solicitudes", S, estado, "solicitud.anotar_has", "Anotar el registro de HAS SQL",
             "Recibida hace más de un día y sin registrar", "", "solicitudes:anotar_has",
             si=c.sin_registro_has)
      for estado in ("recibida", "en_revision", "aceptada", "liquidada", "habilitada", "programada",
                     "en_prestacion", "prestada")),
]  # fmt: skip


DE_ORDEN = [
    Espera("ordenes", OrdenRevision, "emitida", "ordenrevision.programar",
           "Acordar la visita con el cliente", c.otra_visita, "respuesta", "ordenes:programar"),
    Espera("ordenes", OrdenRevision, "programada", "ordenrevision.iniciar", "Hacer la revisión",
           c.donde_y_cuando, "visita", si=c.ya_es_hora),
    Espera("ordenes", OrdenRevision, "en_ejecucion", "ordenrevision.terminar",
           "Terminar la revisión", "Empezó y no tiene resultado", "visita", "ordenes:terminar"),
    Espera("ordenes", OrdenTrabajo, "emitida", "ordentrabajo.programar",
           lambda o: "Acordar otra fecha" if o.anterior_id else "Acordar la fecha con el cliente",
           c.otra_fecha, "programar", "ordenes:programar"),
    Espera("ordenes", OrdenTrabajo, "programada", "ordentrabajo.iniciar", "Hacer el trabajo",
           c.donde_y_cuando, "fecha acordada", si=c.ya_es_hora),
    Espera("ordenes", OrdenTrabajo, "en_ejecucion", "ordentrabajo.terminar", "Terminar el trabajo",
           "Empezó y no se ha entregado", "fecha acordada", "ordenes:terminar"),
    Espera("ordenes", OrdenTrabajo, "suspendida", "ordentrabajo.reanudar", "Reanudar el trabajo",
           lambda o: o.explicacion, "fecha acordada"),
    Espera("ordenes", Novedad, "registrada", "novedad.comunicar", "Comunicar la novedad al cliente",
           lambda n: n.descripcion, "aviso", "ordenes:comunicar_novedad"),
]  # fmt: skip


DE_DINERO = [
    Espera("pagos", Pago, "registrado", "solicitud.validar_pago", "Validar el pago",
           c.que_pago, "validación", "solicitudes:validar_pago", del_caso=True,
           si=c.pago_completo_de_otros),
    Espera("pagos", Pago, "registrado", "pago.rechazar", "Revisar el abono", c.que_pago,
           "validación", si=c.pago_de_otros),
    Espera("pagos", Pago, "validado", "pago.reversar", "Aprobar el reverso del pago",
           lambda p: f"{pesos(p.valor)}. {p.reverso_motivo}", "", "solicitudes:reversar_pago",
           si=c.reverso_por_aprobar),
    Espera("pagos", Devolucion, "pendiente", "devolucion.aprobar", "Aprobar la devolución",
           c.que_devolver, "", "solicitudes:aprobar_devolucion", si=c.de_la_financiera),
    Espera("pagos", Devolucion, "aprobada", "devolucion.pagar", "Devolver el dinero al cliente",
           c.que_devolver, "", "solicitudes:pagar_devolucion",
           si=lambda persona: ~Q(aprobada_por=persona)),
    Espera("cargos", Cargo, "generado", "cargo.exportar", "Exportar el cargo a HAS SQL",
           c.que_cargar),
    Espera("cargos", Cargo, "rechazado", "cargo.exportar", "Corregir el cargo y exportarlo",
           lambda cargo: f"HAS SQL lo devolvió: {cargo.mensaje}"),
    Espera("cargos", Cargo, "exportado", "cargo.confirmar", "Confirmar el cargo", c.que_cargar, "",
           "solicitudes:confirmar_cargo"),
    Espera("pedidos", Pedido, "elaborado", "pedido.autorizar", "Autorizar el Pedido",
           lambda p: f"Lo elaboró {p.elaborado_por.nombre}", "pedido", "ordenes:autorizar_pedido",
           si=lambda persona: ~Q(elaborado_por=persona)),
    Espera("pedidos", Pedido, "autorizado", "pedido.despachar", "Despachar el Pedido",
           lambda p: f"Lo autorizó {p.autorizado_por.nombre}", "pedido", "ordenes:despachar_pedido",
           si=lambda persona: ~Q(elaborado_por=persona) & ~Q(autorizado_por=persona)),
]  # fmt: skip


DE_CALIDAD = [
    Espera("encuestas", Encuesta, "entregada", "encuesta.responder", c.como_pedirla, c.donde_esta,
           "encuesta", "encuestas:responder"),
    Espera("noconformes", SalidaNoConforme, "abierta", "salidanoconforme.analizar",
           "Clasificar y nombrar responsable", lambda s: s.descripcion, "tratamiento",
           "noconformes:analizar"),
    Espera("noconformes", SalidaNoConforme, "en_analisis", "salidanoconforme.corregir",
           "Registrar la causa y la corrección", lambda s: s.descripcion, "tratamiento",
           "noconformes:corregir", si=c.a_su_cargo),
    Espera("noconformes", SalidaNoConforme, "en_correccion", "salidanoconforme.anotar_correccion",
           "Anotar la corrección hecha", lambda s: f"Prevista: {s.plan}", "tratamiento",
           "noconformes:anotar_correccion",
           si=lambda persona: c.a_su_cargo(persona) & Q(correccion="")),
    Espera("noconformes", SalidaNoConforme, "en_correccion", "salidanoconforme.verificar",
           "Verificar la corrección", lambda s: s.correccion, "tratamiento",
           "noconformes:verificar", si=c.correccion_de_otro),
    Espera("noconformes", SalidaNoConforme, "verificada", "salidanoconforme.cerrar",
           "Cerrar la salida no conforme", "Quedó conforme", "tratamiento", "noconformes:cerrar",
           si=lambda persona: c.correccion_de_otro(persona) & Q(conforme=True)),
    Espera("noconformes", SalidaNoConforme, "verificada", "salidanoconforme.devolver",
           "Devolver a corrección", "La corrección no bastó", "tratamiento",
           "noconformes:devolver", si=lambda persona: Q(conforme=False)),
    Espera("noconformes", AccionCorrectiva, "abierta", "accioncorrectiva.iniciar",
           "Empezar la acción correctiva", lambda a: a.plan, "acción",
           "noconformes:iniciar_accion", si=c.a_su_cargo),
    Espera("noconformes", AccionCorrectiva, "en_ejecucion", "accioncorrectiva.reportar",
           "Reportar la ejecución", lambda a: a.plan, "acción", "noconformes:reportar_accion",
           si=c.a_su_cargo),
    Espera("noconformes", AccionCorrectiva, "ejecutada", "accioncorrectiva.declarar_eficaz",
           "Decir si la acción fue eficaz", lambda a: a.criterio, "acción",
           si=c.de_otro_responsable),
]  # fmt: skip

ESPERAS = [*DE_SOLICITUD, *DE_ORDEN, *DE_DINERO, *DE_CALIDAD]

QUIEN = {
    "recibida": "PQR",
    "en_revision": "PQR, Técnico Supervisor",
    "aceptada": "Jefe de área",
    "liquidada": "El cliente, Contabilidad",
    "habilitada": "PQR, Técnico Supervisor",
    "programada": "Cuadrilla",
    "en_prestacion": "Cuadrilla",
    "prestada": "El cliente (encuesta), PQR",
}
"""State of an open request -> for whom it waits, in few words, for the board."""
