"""R10-01-03 printed: blank to be answered, and as it was answered or presumed."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from serviciosesp.core.documentos import pedir
from serviciosesp.core.models import parametro
from solicitudes.documentos import del_caso, fecha, momento

from .models.formulario import ESCALA


def encuesta(objeto, *, por, **_):
    """The form in its current state (C14, C15)."""
    solicitud = objeto.solicitud
    orden = solicitud.ordenes_trabajo.filter(estado="terminada").order_by("-id").first()
    orden = orden or solicitud.ordenes_revision.order_by("-id").first()
    contexto = del_caso(solicitud) | {
        "numero": objeto.numero,
        "orden": orden.numero if orden else "",
        "fecha_servicio": fecha(timezone.localtime(solicitud.prestada_en)),
        "responsable": _responsable(orden),
        "estado": str(objeto.estado),
        "escala": [{"valor": v, "etiqueta": e} for v, e in ESCALA],
        "items": _items(objeto),
        "observaciones": objeto.observaciones,
        "entrega": {
            "fecha": momento(objeto.entregada_en), "medio": objeto.get_medio_display(),
            "recibe": objeto.evidencia,
        },
        "plazo": {"dias": parametro("dias_encuesta"), "vence": fecha(objeto.vence_en)},
        "presunta_en": momento(objeto.presumida_en),
        "responde": {"nombre": objeto.responde, "fecha": momento(objeto.respondida_en)},
    }  # fmt: skip
    if objeto.estado == objeto.E.ENTREGADA:
        contexto["verificacion_url"] = settings.SITIO_URL + reverse(
            "encuestas:publica", args=[objeto.enlace_nuevo()]
        )
        contexto["verificacion_texto"] = "Respóndala en su celular:"
    pedir(
        objeto, tipo="R10-01-03", codigo="R10-01-03", por=por, permiso="encuesta.ver",
        titulo=f"R10-01-03 Encuesta {objeto.numero} ({objeto.insignia[0].lower()})",
        plantilla="encuestas/documentos/encuesta.html", contexto=contexto,
    )  # fmt: skip


def _responsable(orden):
    programacion = orden.programaciones.first() if orden else None
    return str(programacion.cuadrilla) if programacion else ""


def _items(encuesta):
    presunta = encuesta.estado == encuesta.E.PRESUNTA
    valores = dict(encuesta.respuestas.filter(presunta=presunta).values_list("item", "valor"))
    return [
        {"texto": i.texto, "calidad": i.es_calidad, "respuesta": valores.get(i.pk, "")}
        for i in encuesta.formulario.items.all()
    ]
