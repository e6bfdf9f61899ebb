"""Printed documents of the request, one function a document (contextos: docs/documentos.md)."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.dinero import en_letras
from serviciosesp.core.documentos import pedir
from serviciosesp.core.identificacion import formatear_documento, formatear_telefono
from serviciosesp.core.models import EnlacePublico, Usuario
from serviciosesp.core.roles import Rol

from .models import Cobro
from .models.estados import MotivoRechazo

RECURSOS = (
    "Contra el cobro que se incluya en la factura proceden los recursos de reposición y, en subsidio, "
    "de apelación ante la Superintendencia de Servicios Públicos, dentro de los cinco días hábiles "
    "siguientes a conocerla (Ley 142 de 1994, art. 154)."
)


# --- parts that other apps print too --------------------------------------------------------------


def fecha(valor):
    return f"{valor:%d/%m/%Y}" if valor else ""


def momento(valor):
    return f"{timezone.localtime(valor):%d/%m/%Y %H:%M}" if valor else ""


def persona(usuario):
    return {"nombre": usuario.nombre, "cargo": usuario.cargo} if usuario else {}


def cantidad(valor):
    """``1,5``: a quantity without superfluous zeros, with a decimal comma."""
    return f"{valor.normalize():f}".replace(".", ",")


def cliente_de(solicitud):
    cliente, predio = solicitud.cliente, solicitud.predio
    return {
        "nombre": cliente.nombre,
        "tipo_documento": cliente.tipo_documento,
        "documento": formatear_documento(cliente.tipo_documento, cliente.documento),
        "direccion": predio.direccion,
        "barrio": predio.barrio,
        "matricula": predio.matricula or "No tiene",
        "telefono": formatear_telefono(solicitud.telefono),
        "correo": solicitud.correo,
        "contacto": solicitud.contacto,
    }


def servicio_de(solicitud):
    servicio = solicitud.servicio
    return {
        "codigo": servicio.codigo,
        "nombre": servicio.nombre,
        "clase": servicio.get_clase_display(),
        "cobro": "Pago previo" if solicitud.cobro == Cobro.PAGO_PREVIO else "Cargo a la factura",
    }


def del_caso(solicitud):
    """The keys that every document of a request begins with."""
    return {
        "radicado": solicitud.numero,
        "numero": "",
        "cliente": cliente_de(solicitud),
        "servicio": servicio_de(solicitud),
    }


# --- the request's own documents ---------------------------------------------------------------------


def constancia(solicitud, *, por, **_):
    """Proof that it was filed (C1)."""
    _, ficha = EnlacePublico.crear(solicitud, EnlacePublico.SEGUIMIENTO)
    plazo = solicitud.plazo_respuesta()
    pedir(
        solicitud, tipo="constancia", codigo="CONSTANCIA", titulo="Constancia de radicación",
        plantilla="solicitudes/documentos/constancia.html", permiso="solicitud.ver", por=por,
        contexto=del_caso(solicitud) | {
            "recibida_en": momento(solicitud.recibida_en),
            "fecha_peticion": fecha(solicitud.pedida_en),
            "canal": solicitud.get_canal_display(),
            "recibe": persona(solicitud.registrada_por),
            "solicitante": solicitud.contacto,
            "descripcion": solicitud.descripcion,
            "sitio": str(solicitud.predio),
            "fecha_deseada": solicitud.fecha_deseada,
            "registro_has": solicitud.registro_has,
            "termino": {
                "dias": plazo.dias, "vence": calendario.fecha_larga(plazo.vence),
                "cuenta": plazo.cuenta, "norma": "Ley 142 de 1994, art. 158",
            },
            "pasos": _pasos(solicitud),
            "seguimiento": {
                "url": settings.SITIO_URL + reverse("seguimiento", args=[ficha]),
                "telefono": settings.EMPRESA.get("telefono", ""),
            },
            "consentimiento": _consentimiento(solicitud),
        },
    )  # fmt: skip


def _pasos(solicitud):
    servicio = solicitud.servicio
    pasos = ["Visitamos el sitio para revisar si procede"] if servicio.requiere_revision else []
    pasos += ["Le respondemos si la aceptamos o no", "Le notificamos el valor"]
    if solicitud.cobro == Cobro.PAGO_PREVIO:
        pasos.append("Usted paga y validamos el pago")
    else:
        pasos.append("Usted autoriza el cargo a su factura")
    return [*pasos, "Acordamos con usted la fecha", "Prestamos el servicio y usted lo califica"]


def _consentimiento(solicitud):
    texto = solicitud.texto_datos
    if texto is None:
        return {}
    return {
        "texto": texto.texto, "version": str(texto.version),
        "canal": solicitud.get_canal_display(), "fecha": momento(solicitud.recibida_en),
        "otorgado_por": solicitud.contacto or solicitud.cliente.nombre,
    }  # fmt: skip


def valor_de(solicitud):
    """The `valor` block: {} before it is liquidated."""
    liquidacion = solicitud.liquidacion
    if liquidacion is None:
        return {}
    lineas = list(liquidacion.lineas.all())
    tasas = sorted({x.iva_porcentaje for x in lineas if x.iva})
    ivas = [
        {"etiqueta": f"IVA {cantidad(t)} %", "valor": sum(x.iva for x in lineas if x.iva_porcentaje == t)}
        for t in tasas
    ]
    if liquidacion.descuento and liquidacion.iva:
        ivas = [{"etiqueta": "IVA", "valor": liquidacion.iva}]
    return {
        "version": str(liquidacion.numero_version),
        "notificada": fecha(timezone.localtime(liquidacion.notificada_en)),
        "valida_hasta": fecha(liquidacion.vigente_hasta),
        "acto": "; ".join(dict.fromkeys(x.acto for x in lineas if x.acto)),
        "lineas": [_linea(x) for x in lineas],
        "subtotal": liquidacion.subtotal,
        "descuento": liquidacion.descuento,
        "ivas": ivas,
        "total": liquidacion.total,
        "total_letras": en_letras(liquidacion.total),
    }


def _linea(linea):
    gravada = linea.iva_tratamiento == "gravado"
    return {
        "concepto": linea.tarifa.concepto if linea.tarifa_id else "",
        "descripcion": linea.descripcion,
        "unidad": linea.unidad,
        "cantidad": cantidad(linea.cantidad),
        "valor_unitario": linea.valor_unitario,
        "iva": f"{cantidad(linea.iva_porcentaje)} %" if gravada else linea.iva_tratamiento.title(),
        "valor": linea.valor,
    }


def liquidacion(solicitud, *, por, **_):
    """The value, with how it is paid (C7); an especial prints its R06-01-01 again with it."""
    version = solicitud.liquidacion
    previo = solicitud.cobro == Cobro.PAGO_PREVIO
    contexto = del_caso(solicitud) | {
        "numero": f"{solicitud.numero} v{version.numero_version}",
        "valor": valor_de(solicitud),
        "fecha": fecha(timezone.localtime(version.notificada_en)),
        "descripcion": solicitud.descripcion,
        "reemplaza": f"versión {version.numero_version - 1}" if version.numero_version > 1 else "",
        "liquida": persona(version.liquidado_por),
        "cobro": solicitud.cobro,
    }
    if previo:
        contexto["pago"] = {
            "referencia": version.referencia, "forma": "Consignación o transferencia",
            "instrucciones": [
                "Escriba la referencia al pagar y guarde el comprobante.",
                "El servicio se programa cuando Contabilidad valide el pago.",
            ],
        }  # fmt: skip
    else:
        contexto["cargo"] = {
            "cuenta": solicitud.predio.matricula or "", "maximo": version.total,
            "cuotas": str(solicitud.cuotas), "concepto": solicitud.servicio.nombre,
            "titular": solicitud.predio.titular.nombre,
        }  # fmt: skip
        contexto["recursos"] = RECURSOS
    pedir(
        solicitud, tipo="liquidacion", codigo="LIQUIDACION", por=por, contexto=contexto,
        titulo=f"Liquidación v{version.numero_version}", permiso="solicitud.ver",
        plantilla="solicitudes/documentos/liquidacion.html",
    )  # fmt: skip


def orden_servicio(solicitud, *, por, **_):
    """R06-01-01 of an especial (C5): issued at reception, again with the value and with the payment."""
    if not solicitud.servicio.es_especial:
        return
    version = solicitud.liquidacion
    pagos = list(solicitud.pagos.filter(estado__in=["registrado", "validado"]))
    validados = [p for p in pagos if p.estado == "validado"]
    pedir(
        solicitud, tipo="R06-01-01", codigo="R06-01-01", por=por, permiso="solicitud.ver",
        titulo=f"R06-01-01 Orden de Servicio {solicitud.orden_servicio}",
        plantilla="solicitudes/documentos/orden_servicio.html",
        contexto=del_caso(solicitud) | {
            "numero": solicitud.orden_servicio,
            "valor": valor_de(solicitud),
            "consentimiento": _consentimiento(solicitud),
            "recibida_en": momento(solicitud.recibida_en),
            "fecha_peticion": fecha(solicitud.pedida_en),
            "canal": solicitud.get_canal_display(),
            "area": solicitud.servicio.get_area_display(),
            "recibe": persona(solicitud.jefe),
            "descripcion": solicitud.descripcion,
            "sitio": str(solicitud.predio),
            "fecha_deseada": solicitud.fecha_deseada,
            "pago": {
                "referencia": version.referencia if version else "",
                "forma": servicio_de(solicitud)["cobro"],
                "validado": "; ".join(
                    f"{fecha(timezone.localtime(p.validado_en))}, {p.banco}, {p.validado_por.nombre}"
                    for p in validados
                ),
                "recibido": "; ".join(f"{p.banco} {p.referencia}" for p in pagos if p not in validados),
            },
            "programacion": {"fecha": momento(solicitud.programada_para)},
            "firmas": {
                "solicita": solicitud.contacto or solicitud.cliente.nombre,
                "recibe": solicitud.jefe.nombre,
                "autoriza": "Subgerencia Técnico Operativa",
            },
        },
    )  # fmt: skip


def aviso_decision(solicitud, *, por, canal, **_):
    """Accepted or rejected, as a letter (C4)."""
    rechazada = solicitud.estado == "rechazada"
    firma = por or Usuario.objects.con_rol(Rol.SUBGERENCIA).first()
    hoy = calendario.fecha_larga(timezone.localdate()).split(" ", 1)[1]
    pedir(
        solicitud, tipo="aviso", codigo="AVISO", por=por, permiso="solicitud.ver",
        titulo="Respuesta: rechazada" if rechazada else "Respuesta: aceptada",
        plantilla="solicitudes/documentos/aviso_decision.html",
        contexto=del_caso(solicitud) | {
            "decision": "rechazada" if rechazada else "aceptada",
            "lugar_fecha": hoy,
            "recibida_en": momento(solicitud.recibida_en),
            "descripcion": solicitud.descripcion,
            "motivo": MotivoRechazo(solicitud.motivo).label if rechazada else "",
            "explicacion": solicitud.explicacion,
            "pasos": [] if rechazada else _pasos(solicitud)[-4:],
            "valor_texto": "" if rechazada else "Le notificaremos la liquidación del valor.",
            "canal": dict(solicitud._meta.get_field("canal").choices).get(canal, canal),
            "firma": persona(firma),
        },
    )  # fmt: skip
