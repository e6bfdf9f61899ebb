"""Who may do what: one literal table, from «Responsables» of P06-01.

A permission is ``model.transition`` (what the door asks) or ``something.ver`` (what pages ask).
"""

from django.db import models


class Rol(models.TextChoices):
    PQR = "pqr", "Auxiliar Administrativo PQR"
    SUPERVISOR = "supervisor", "Técnico Supervisor"
    CUADRILLA = "cuadrilla", "Cuadrilla"
    JEFE_AREA = "jefe_area", "Jefe de área"
    SUBGERENCIA = "subgerencia", "Subgerencia"
    FACTURACION = "facturacion", "Facturación"
    CONTABILIDAD = "contabilidad", "Contabilidad"
    ALMACEN = "almacen", "Almacén"
    CALIDAD = "calidad", "Control Interno"
    GERENCIA = "gerencia", "Gerencia"
    ADMINISTRADOR = "administrador", "Administrador del sistema"


class Area(models.TextChoices):
    ACUEDUCTO = "acueducto", "Acueducto"
    ALCANTARILLADO = "alcantarillado", "Alcantarillado"
    ASEO = "aseo", "Aseo"
    LABORATORIO = "laboratorio", "Laboratorio"
    ADMINISTRATIVA = "administrativa", "Administrativa y Comercial"
    FINANCIERA = "financiera", "Financiera"
    TECNICA = "tecnica", "Técnico Operativa"


POR_AREA = {Rol.SUPERVISOR, Rol.CUADRILLA, Rol.JEFE_AREA}
"""Roles whose permissions hold only in the area of the assignment (all, when it names none)."""

CONFLICTOS = [
    ({Rol.ADMINISTRADOR}, set(Rol) - {Rol.ADMINISTRADOR}, "El administrador no hace actos del negocio."),
    ({Rol.JEFE_AREA}, {Rol.CONTABILIDAD, Rol.ALMACEN}, "Quien liquida o pide no valida ni despacha."),
    ({Rol.PQR}, {Rol.CONTABILIDAD}, "Quien registra pagos en ventanilla no los valida."),
]  # fmt: skip
"""(these, never with those, why): refused when the role is assigned."""

_CASO = {"solicitud.ver", "orden.ver", "documento.ver"}
_DECIDIR = {"solicitud.ordenar_revision", "solicitud.aceptar", "solicitud.rechazar"}
_RECIBIR = {"solicitud.registrar", "solicitud.anotar_has", "solicitud.anotar_llamada",
            "solicitud.desistir", "solicitud.cerrar", "cliente.guardar", "predio.guardar"}  # fmt: skip
_PROGRAMAR = {
    "solicitud.programar", "solicitud.reprogramar",
    "ordenrevision.programar", "ordenrevision.reprogramar", "ordenrevision.anular",
    "ordentrabajo.programar", "ordentrabajo.reprogramar",
}  # fmt: skip
_EJECUTAR = {
    "solicitud.iniciar", "solicitud.terminar", "solicitud.volver_a_programar",
    "ordenrevision.acusar", "ordenrevision.iniciar", "ordenrevision.terminar",
    "ordenrevision.no_ejecutar",
    "ordentrabajo.acusar", "ordentrabajo.iniciar", "ordentrabajo.suspender",
    "ordentrabajo.reanudar", "ordentrabajo.terminar", "ordentrabajo.no_ejecutar",
}  # fmt: skip
_NOVEDADES = {"novedad.registrar", "novedad.comunicar"}
_TRATAR_SNC = {
    "snc.ver", "salidanoconforme.abrir", "salidanoconforme.analizar", "salidanoconforme.corregir",
    "salidanoconforme.anotar_correccion", "accioncorrectiva.abrir", "accioncorrectiva.iniciar",
    "accioncorrectiva.reportar",
}  # fmt: skip
_LEER = {"bandeja.ver", "procedimiento.ver"}

PERMISOS = {
    Rol.PQR: _LEER | _CASO | _RECIBIR | _DECIDIR | _PROGRAMAR | _NOVEDADES | {
        "solicitud.liquidar", "solicitud.autorizar_cargo", "solicitud.resolver_en_visita",
        "solicitud.verificar", "pago.ver", "pago.registrar", "agenda.ver",
        "pedido.ver", "pedido.elaborar", "encuesta.ver", "encuesta.responder", "snc.ver",
        "tablero.ver", "catalogo.ver",
    },
    Rol.SUPERVISOR: _LEER | _CASO | _DECIDIR | _PROGRAMAR | _EJECUTAR | _NOVEDADES | {
        "solicitud.registrar", "solicitud.anotar_llamada", "solicitud.resolver_en_visita",
        "solicitud.verificar",
        "agenda.ver", "pedido.ver", "pedido.elaborar", "encuesta.ver", "snc.ver",
        "salidanoconforme.anotar_correccion", "tablero.ver",
        "catalogo.ver", "cliente.guardar", "predio.guardar",
    },
    Rol.CUADRILLA: _LEER | {"midia.ver", "orden.propia", "documento.ver"} | _EJECUTAR | {
        "novedad.registrar", "novedad.comunicar",
    },
    Rol.JEFE_AREA: _LEER | _CASO | _RECIBIR | _DECIDIR | _PROGRAMAR | _NOVEDADES | _TRATAR_SNC | {
        "solicitud.liquidar", "solicitud.exigir_pago_previo", "solicitud.autorizar_cargo",
        "solicitud.resolver_en_visita", "solicitud.verificar", "agenda.ver", "pedido.ver",
        "pedido.elaborar", "pedido.autorizar", "pedido.anular", "encuesta.ver", "tablero.ver",
        "catalogo.ver",
    },
    Rol.SUBGERENCIA: _LEER | _CASO | _DECIDIR | _PROGRAMAR | _NOVEDADES | _TRATAR_SNC | {
        "solicitud.registrar", "solicitud.anotar_llamada", "solicitud.liquidar",
        "solicitud.exigir_pago_previo",
        "solicitud.autorizar_cargo", "solicitud.verificar", "solicitud.cerrar",
        "solicitud.desistir", "pago.ver", "pago.reversar", "devolucion.ver", "devolucion.aprobar",
        "cargo.ver", "agenda.ver", "pedido.ver", "pedido.autorizar", "pedido.anular",
        "encuesta.ver", "tablero.ver", "catalogo.ver", "tarifa.publicar",
    },
    Rol.FACTURACION: _LEER | _CASO | {
        "cargo.ver", "cargo.exportar", "cargo.confirmar", "cargo.rechazar", "lotecargos.generar",
        "solicitud.anotar_has",
        "tablero.ver", "catalogo.ver",
    },
    Rol.CONTABILIDAD: _LEER | _CASO | {
        "pago.ver", "pago.registrar", "pago.rechazar", "pago.proponer_reverso",
        "solicitud.validar_pago", "cargo.ver", "devolucion.ver", "devolucion.pagar", "tablero.ver",
        "catalogo.ver",
    },
    Rol.ALMACEN: _LEER | {
        "almacen.ver", "pedido.ver", "pedido.despachar", "articulo.guardar", "articulo.entrar",
        "documento.ver",
    },
    Rol.CALIDAD: _LEER | _CASO | {
        "pago.ver", "cargo.ver", "devolucion.ver", "agenda.ver", "pedido.ver", "almacen.ver",
        "encuesta.ver", "snc.ver", "salidanoconforme.abrir", "salidanoconforme.verificar",
        "salidanoconforme.cerrar", "salidanoconforme.devolver", "accioncorrectiva.abrir",
        "accioncorrectiva.declarar_eficaz", "accioncorrectiva.declarar_no_eficaz",
        "solicitud.verificar", "tablero.ver", "catalogo.ver",
        "auditoria.ver",
    },
    Rol.GERENCIA: _LEER | _CASO | {
        "pago.ver", "cargo.ver", "devolucion.ver", "agenda.ver", "pedido.ver", "almacen.ver",
        "encuesta.ver", "snc.ver", "tablero.ver", "catalogo.ver", "auditoria.ver",
    },
    Rol.ADMINISTRADOR: {
        "bandeja.ver", "procedimiento.ver", "catalogo.ver", "servicio.publicar", "tarifa.publicar",
        "parametro.fijar", "dianohabil.fijar", "controldocumental.publicar", "cuadrilla.guardar",
        "vehiculo.guardar", "usuario.ver", "usuario.guardar",
    },
}  # fmt: skip
