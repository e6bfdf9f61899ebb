"""Salida no conforme printed, P02-03: when it is opened and when it is closed."""

from django.utils import timezone

from serviciosesp.core.documentos import pedir
from solicitudes.documentos import del_caso, fecha, momento, persona


def salida(objeto, *, por, **_):
    """The record as it stands (C17)."""
    solicitud = objeto.solicitud
    orden = solicitud.ordenes_trabajo.order_by("-id").first()
    accion = objeto.acciones.first()
    cierre = objeto.cerrada_por
    pedir(
        objeto, tipo="salida_no_conforme", codigo="P02-03", por=por, permiso="snc.ver",
        titulo=f"Salida no conforme {objeto.numero}",
        plantilla="noconformes/documentos/salida_no_conforme.html",
        contexto=del_caso(solicitud) | {
            "numero": objeto.numero,
            "estado": objeto.insignia[0],
            "fecha_deteccion": fecha(timezone.localtime(objeto.detectada_en)),
            "fuente": objeto.get_fuente_display(),
            "proceso": solicitud.servicio.get_area_display(),
            "orden": orden.numero if orden else "",
            "items": [{"texto": i["item"], "respuesta": i["valor"]} for i in objeto.items],
            "descripcion": objeto.descripcion,
            "requisito": "P06-01: calidad del servicio prestado",
            "clasificacion": objeto.get_clasificacion_display(),
            "tratamiento": objeto.get_tratamiento_display(),
            "responsable": persona(objeto.responsable),
            "causas": [objeto.causa] if objeto.causa else [],
            "correccion": {
                "texto": objeto.correccion or objeto.plan, "fecha": momento(objeto.corregida_en),
                "responsable": objeto.corregida_por.nombre if objeto.corregida_por else "",
            },
            "verificacion": {
                "resultado": objeto.verificacion,
                "responsable": objeto.verificada_por.nombre if objeto.verificada_por else "",
            },
            "accion_correctiva": {
                "requiere": "sí" if accion else "", "numero": accion.numero if accion else "",
                "responsable": accion.responsable.nombre if accion else "",
                "fecha": fecha(accion.vence_en) if accion else "",
            },
            "cierre": {
                "fecha": momento(objeto.cerrada_en),
                "responsable": cierre.nombre if cierre else "", "observaciones": "",
            },
        },
    )  # fmt: skip
