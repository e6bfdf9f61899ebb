"""How a survey reads: one sentence, its counts and its columns. Real and presumed never mix."""

from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.models import parametro

from .models.formulario import ESCALA


def reales(encuesta):
    return [r for r in encuesta.respuestas.all() if not r.presunta]


def cuenta(encuesta):
    """ "7 bueno, 1 regular, 1 malo, 1 sin respuesta" of the real answers; "" when there is none."""
    valores = [r.valor for r in reales(encuesta)]
    grados = [*ESCALA, ("", "sin respuesta")]
    partes = [(valores.count(valor), palabra.lower()) for valor, palabra in grados]
    return ", ".join(f"{cuantos} {palabra}" for cuantos, palabra in partes if cuantos)


def columnas(encuesta):
    """[{item, real, presunta}]: the answers of each item, None where that column says nothing."""
    filas = {}
    for respuesta in encuesta.respuestas.all():
        fila = filas.setdefault(respuesta.item_id, {"item": respuesta.item})
        fila["presunta" if respuesta.presunta else "real"] = respuesta
    return sorted(filas.values(), key=lambda fila: fila["item"].numero)


def resultado(encuesta):
    """What the list says of a survey: the real counts, or that it is presumed, or nothing yet."""
    if encuesta.respondida_en:
        return cuenta(encuesta)
    return "«bueno» por presunción, sin respuesta del cliente" if encuesta.presumida_en else ""


def frase(encuesta):
    """How things stand, in one sentence."""
    if encuesta.respondida_en:
        quien = encuesta.responde or "El cliente"
        dia = timezone.localdate(encuesta.respondida_en)
        tarde = " Llegó tarde y reemplazó la presunción; se conservan las dos."
        return (
            f"{quien} respondió el {dia:%d/%m/%Y}: {cuenta(encuesta)}."
            f"{tarde if encuesta.presumida_en else ''}"
        )
    if encuesta.presumida_en:
        dia = timezone.localdate(encuesta.presumida_en)
        return f"No se devolvió en el plazo: el {dia:%d/%m/%Y} se presumió «bueno» en cada ítem."
    if timezone.localdate() > encuesta.vence_en:
        return f"El plazo venció el {encuesta.vence_en:%d/%m/%Y}: el sistema la presumirá «bueno»."
    return (
        f"Espera que el cliente la devuelva a más tardar el {encuesta.vence_en:%d/%m/%Y}. "
        "Después se presume «bueno» en cada ítem."
    )


def reloj(encuesta):
    """The term to return it, with its arithmetic (C15), as the component `reloj` reads it."""
    entrega = timezone.localdate(encuesta.entregada_en)
    plazo = calendario.plazo(entrega, parametro("dias_encuesta", entrega), verbo="Entregada")
    fin = encuesta.respondida_en or encuesta.presumida_en
    if fin:
        veredicto = "La devolvió el cliente" if encuesta.respondida_en else "No la devolvió"
        return {
            "veredicto": f"{veredicto}; el plazo era el {plazo.vence:%d/%m/%Y}",
            "detalle": plazo.cuenta, "cumplido": bool(encuesta.respondida_en), "norma": "C15",
        }  # fmt: skip
    return {
        "veredicto": plazo.veredicto.capitalize(), "tono": "rojo" if plazo.vencido else "",
        "detalle": f"Día {min(plazo.transcurridos, plazo.dias)} de {plazo.dias}",
        "dias": [
            {"letra": d.letra, "numero": d.numero, "clase": d.clase, "nombre": d.motivo}
            for d in plazo.celdas
        ],
        "cuenta": plazo.cuenta, "norma": "C15",
    }  # fmt: skip

