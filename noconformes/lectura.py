"""How a salida no conforme reads: its sentence, its steps, and who may not close it."""

from datetime import timedelta

from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.models.evento import clave_de

from .models import SalidaNoConforme

E = SalidaNoConforme.E
FRASES = {
    E.ABIERTA: "{descripcion}. Falta clasificarla y nombrar quién responde.",
    E.EN_ANALISIS: "{descripcion}. Falta la causa y la corrección, a cargo de {responsable}.",
    E.VERIFICADA: "La corrección ya se verificó. {sigue}",
    E.CERRADA: "Cerrada el {cerrada:%d/%m/%Y}: se encontró la causa y se corrigió.",
}
CANDADOS = {
    E.EN_CORRECCION: ("causa", "falta la causa"),
    E.VERIFICADA: ("correccion", "falta la corrección hecha"),
    E.CERRADA: ("conforme", "falta la verificación de otra persona"),
}
"""State -> (what must be written before it, the words of its lock)."""


def frase(salida):
    """How things stand, in one sentence."""
    if salida.estado == E.EN_CORRECCION:
        if salida.correccion:
            return "La corrección ya se hizo. Falta que otra persona la verifique."
        return f"Falta hacer la corrección y anotarla, a cargo de {salida.responsable}."
    sigue = "Quedó conforme: falta cerrarla." if salida.conforme else "No bastó: se devuelve."
    return FRASES[salida.estado].format(
        descripcion=salida.descripcion.rstrip("."), responsable=salida.responsable, sigue=sigue,
        cerrada=timezone.localtime(salida.cerrada_en or timezone.now()),
    )  # fmt: skip


def pasos(salida, hechos):
    """The line of steps; `hechos` are its Eventos, from which each step takes its date."""
    fechas = {e.a: timezone.localtime(e.en) for e in hechos if e.de != e.a}
    actual = list(E).index(salida.estado)
    linea = []
    for n, estado in enumerate(E):
        clase = "hecho" if n < actual else "actual" if n == actual else "pendiente"
        if estado == E.CERRADA and n == actual:
            clase = "hecho"
        campo, texto = CANDADOS.get(estado, ("", ""))
        cerrado = clase == "pendiente" and bool(campo) and not getattr(salida, campo)
        fecha = f"{fechas[estado]:%d/%m}" if clase != "pendiente" and estado in fechas else ""
        otra = "por otra persona" if estado == E.CERRADA and not fecha else ""
        linea.append({
            "texto": estado.label, "clase": clase, "icono": SalidaNoConforme.INSIGNIAS[estado][2],
            "detalle": fecha or otra, "candado": cerrado, "candado_texto": texto,
        })  # fmt: skip
    return linea


def segregacion(salida, usuario):
    """Who may not verify nor close it, in words (C17)."""
    if salida.corregida_por_id is None:
        return "Quien escriba la corrección no la verifica ni la cierra: lo hace Control Interno."
    if salida.corregida_por_id == usuario.pk:
        return "Usted escribió la corrección: la verifica y la cierra otra persona."
    return f"La corrección la escribió {salida.corregida_por}: verifica y cierra otra persona."


def parecidas(salida, usuario, dias=90):
    """Others of the same service in the `dias` calendar days before: may it happen again?"""
    desde = salida.detectada_en - timedelta(days=dias)
    visibles = SalidaNoConforme.objects.visibles_para(usuario).exclude(pk=salida.pk)
    return visibles.filter(
        solicitud__servicio__codigo=salida.solicitud.servicio.codigo,
        detectada_en__gte=desde, detectada_en__lte=salida.detectada_en,
    )[:5]  # fmt: skip


def documentos_propios(documentos, objeto, usuario):
    """Of the documents of a case, those of this record that the person may open."""
    propios = documentos.filter(objeto=clave_de(objeto))
    return [d for d in propios if usuario.puede(d.permiso)]


def plazo_de_lista(registro, terminado):
    """The cell of the term (docs/interfaz.md, `plazo`); None when it has none or it is over."""
    if terminado or registro.vence_en is None:
        return None
    faltan = (registro.vence_en - timezone.localdate()).days
    if faltan < 0:
        return {"texto": f"Venció el\xa0{registro.vence_en:%d/%m}", "tono": "rojo"}
    if faltan == 0:
        return {"texto": "Vence hoy", "tono": "ambar"}
    fecha = calendario.fecha_corta(registro.vence_en, con_anio=False).replace(" ", "\xa0")
    return {"texto": f"Vence {fecha}"}
