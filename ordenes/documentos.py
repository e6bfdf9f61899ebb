"""Printed orders and pedidos, one function a document (contextos: docs/documentos.md)."""

from django.utils import timezone

from serviciosesp.core.documentos import pedir
from solicitudes.documentos import del_caso, fecha, momento, persona

from .models import OrdenRevision

PELIGROS = ["Excavación o zanja", "Tránsito de vehículos", "Espacio confinado", "Trabajo en alturas",
            "Riesgo biológico", "Carga pesada"]  # fmt: skip
CONTROLES = ["Elementos de protección puestos", "Sitio señalizado y cerrado", "Permiso de trabajo",
             "Herramienta revisada", "Redes de otros servicios ubicadas"]  # fmt: skip


def _cita(orden):
    """The `programacion` block and who goes."""
    programacion = orden.programaciones.select_related("cuadrilla", "vehiculo").first()
    if programacion is None:
        return {"programacion": {}}
    desde, hasta = timezone.localtime(programacion.inicio), timezone.localtime(programacion.fin)
    miembros = programacion.cuadrilla.miembros.filter(is_active=True)
    return {
        "programacion": {
            "fecha": fecha(desde),
            "franja": f"{desde:%H:%M} a {hasta:%H:%M}",
            "acuerdo": f"{programacion.acuerdo_con}, {programacion.get_acuerdo_canal_display().lower()}, "
            f"{momento(programacion.acuerdo_en)}",
        },
        "responsable": ", ".join(x.nombre for x in miembros),
        "integrantes": ", ".join(x.nombre for x in miembros),
        "cuadrilla": str(programacion.cuadrilla),
        "vehiculo": str(programacion.vehiculo or ""),
    }


def _recepcion(orden):
    return {
        "nombre": orden.recibe,
        "documento": orden.recibe_documento,
        "fecha": momento(orden.terminada_en) if orden.recibe else "",
        "motivo_sin_recepcion": orden.sin_receptor,
    }


def _de_orden(orden):
    return del_caso(orden.solicitud) | _cita(orden) | {
        "numero": orden.numero,
        "fecha": fecha(timezone.localtime(orden.creado_en)),
        "sitio": str(orden.solicitud.predio),
        "recepcion": _recepcion(orden),
    }  # fmt: skip


def orden(objeto, *, por, **_):
    """The order with its slot, and again when it ends (C3, C12)."""
    imprimir = _revision if isinstance(objeto, OrdenRevision) else _trabajo
    imprimir(objeto, por)


def _revision(orden, por):
    predio = orden.solicitud.predio
    pedir(
        orden, tipo="orden_revision", codigo="OR", titulo=f"Orden de Revisión {orden.numero}",
        plantilla="ordenes/documentos/orden_revision.html", permiso="orden.ver", por=por,
        contexto=_de_orden(orden) | {
            "uso": predio.get_uso_display(),
            "estrato": str(predio.estrato or ""),
            "motivo": orden.solicitud.revision_motivo,
            "llegada": momento(orden.iniciada_en),
            "salida": momento(orden.terminada_en),
            "hallazgos": {"observaciones": orden.hallazgos},
            "concepto": orden.resultado.replace("procede_condiciones", "procede_con_condiciones"),
            "concepto_texto": orden.condiciones,
            "cantidades": [{"descripcion": orden.cantidades}] if orden.cantidades else [],
        },
    )  # fmt: skip


def _trabajo(orden, por):
    solicitud = orden.solicitud
    pedidos = list(solicitud.pedidos.exclude(estado="anulado"))
    encuesta = getattr(solicitud, "encuesta", None) if orden.terminada_en else None
    pedir(
        orden, tipo="orden_trabajo", codigo="OT", titulo=f"Orden de Trabajo {orden.numero}",
        plantilla="ordenes/documentos/orden_trabajo.html", permiso="orden.ver", por=por,
        contexto=_de_orden(orden) | {
            "origen": _origen(orden),
            "actividad": f"{solicitud.servicio.nombre}. {solicitud.descripcion}",
            "sst": {
                "peligros": [{"texto": x, "marcado": False} for x in PELIGROS],
                "controles": [{"texto": x, "marcado": False} for x in CONTROLES],
                "observaciones": orden.sst_riesgos,
                "verificado_por": orden.acusada_por.nombre if orden.acusada_por else "",
                "verificado_en": momento(orden.iniciada_en),
            },
            "inicio": momento(orden.iniciada_en),
            "fin": momento(orden.terminada_en),
            "resultado": {"ejecutado": "ejecutada", "parcial": "parcial"}.get(
                orden.resultado, "no_ejecutada" if orden.estado == "no_ejecutada" else ""
            ),
            "ejecutado": orden.actividades or orden.explicacion,
            "materiales": [_material(x) for p in pedidos for x in p.lineas.select_related("articulo")],
            "pedido": ", ".join(p.numero for p in pedidos),
            "novedades": [_novedad(x) for x in orden.novedades.order_by("id")],
            "encuesta_entregada": encuesta.get_medio_display() if encuesta else "",
        },
    )  # fmt: skip


def _origen(orden):
    revision = orden.solicitud.ordenes_revision.filter(estado="terminada").order_by("-id").first()
    if orden.anterior_id:
        return f"Sigue a la {orden.anterior.numero}"
    return f"Orden de Revisión {revision.numero}" if revision else f"Solicitud {orden.solicitud.numero}"


def _material(linea):
    return {
        "codigo": linea.articulo.codigo,
        "descripcion": linea.articulo.descripcion,
        "unidad": linea.articulo.unidad,
        "pedida": str(linea.cantidad),
    }


def _novedad(novedad):
    cliente = ""
    if novedad.cliente_avisado_en:
        cliente = f"{novedad.cliente_evidencia}, {momento(novedad.cliente_avisado_en)}"
    return {
        "tipo": novedad.get_tipo_display(),
        "descripcion": novedad.descripcion,
        "cliente": cliente,
        "dueno": f"Bandeja, {momento(novedad.dueno_avisado_en)}" if novedad.dueno_avisado_en else "",
    }


def pedido(objeto, *, por, **_):
    """R12-02-01, when it is authorised and again when it leaves (C6)."""
    solicitud = objeto.solicitud
    orden = solicitud.ordenes_trabajo.order_by("-id").first()
    pedir(
        objeto, tipo="R12-02-01", codigo="R12-02-01", titulo=f"R12-02-01 Pedido {objeto.numero}",
        plantilla="ordenes/documentos/pedido.html", permiso="pedido.ver", por=por,
        contexto={
            "radicado": solicitud.numero,
            "numero": objeto.numero,
            "fecha": fecha(timezone.localtime(objeto.creado_en)),
            "dependencia": solicitud.servicio.get_area_display(),
            "solicitante": objeto.elaborado_por.nombre,
            "origen": f"Orden de Trabajo {orden.numero}" if orden else f"Solicitud {solicitud.numero}",
            "destino": str(solicitud.predio),
            "cliente_nombre": solicitud.cliente.nombre,
            "lineas": [_linea(x, objeto) for x in objeto.lineas.select_related("articulo")],
            "elabora": _firma(objeto.elaborado_por, objeto.creado_en),
            "autoriza": _firma(objeto.autorizado_por, objeto.autorizado_en),
            "entrega": _firma(objeto.despachado_por, objeto.despachado_en),
            "recibe": {"nombre": objeto.recibe},
            "observaciones": objeto.nota,
        },
    )  # fmt: skip


def _linea(linea, pedido):
    return _material(linea) | {
        "entregada": str(linea.cantidad) if pedido.despachado_en else "",
        "seriales": [str(s) for s in linea.seriales.all()],
    }


def _firma(usuario, cuando):
    return persona(usuario) | {"fecha": momento(cuando)} if usuario else {}
