"""States of the request, their words and tones, and the coded motives."""

from django.db import models


class E(models.TextChoices):
    RECIBIDA = "recibida", "Recibida"
    EN_REVISION = "en_revision", "En revisión"
    ACEPTADA = "aceptada", "Aceptada"
    RECHAZADA = "rechazada", "Rechazada"
    LIQUIDADA = "liquidada", "Liquidada"
    HABILITADA = "habilitada", "Habilitada"
    PROGRAMADA = "programada", "Programada"
    EN_PRESTACION = "en_prestacion", "En prestación"
    PRESTADA = "prestada", "Prestada"
    CERRADA = "cerrada", "Cerrada"
    DESISTIDA = "desistida", "Desistida"


CAMINO = [E.RECIBIDA, E.EN_REVISION, E.ACEPTADA, E.LIQUIDADA, E.HABILITADA, E.PROGRAMADA,
          E.EN_PRESTACION, E.PRESTADA, E.CERRADA]  # fmt: skip
FINALES = [E.RECHAZADA, E.CERRADA, E.DESISTIDA]
ABIERTOS = [e for e in E if e not in FINALES]
ANTES_DE_PRESTAR = [E.RECIBIDA, E.EN_REVISION, E.ACEPTADA, E.LIQUIDADA, E.HABILITADA, E.PROGRAMADA]
DESDE_PROGRAMADA = [E.PROGRAMADA, E.EN_PRESTACION, E.PRESTADA, E.CERRADA]

INSIGNIAS = {
    E.RECIBIDA: ("Recibida", "azul", "inbox"),
    E.EN_REVISION: ("En revisión", "azul", "search"),
    E.ACEPTADA: ("Aceptada", "ambar", "check-lg"),
    E.RECHAZADA: ("Rechazada", "rojo", "x-octagon"),
    E.LIQUIDADA: ("Liquidada", "ambar", "receipt"),
    E.HABILITADA: ("Habilitada", "violeta", "unlock"),
    E.PROGRAMADA: ("Programada", "violeta", "calendar-check"),
    E.EN_PRESTACION: ("En prestación", "teal", "tools"),
    E.PRESTADA: ("Prestada", "teal", "clipboard-check"),
    E.CERRADA: ("Cerrada", "verde", "lock-fill"),
    E.DESISTIDA: ("Desistida", "gris", "slash-circle"),
}
PARA_EL_CLIENTE = {
    E.RECIBIDA: "La recibimos",
    E.EN_REVISION: "Vamos a revisar el sitio",
    E.ACEPTADA: "La aceptamos",
    E.RECHAZADA: "No la podemos hacer",
    E.LIQUIDADA: "Este es el valor",
    E.HABILITADA: "Todo listo para acordar la fecha",
    E.PROGRAMADA: "Fecha acordada con usted",
    E.EN_PRESTACION: "Estamos trabajando",
    E.PRESTADA: "Terminamos: califíquenos",
    E.CERRADA: "Terminada",
    E.DESISTIDA: "Usted la retiró",
}
TERMINO = {
    E.ACEPTADA: "dias_liquidar",
    E.HABILITADA: "dias_programar",
    E.PRESTADA: "dias_cerrar",
}
"""Parameter (días hábiles) that gives the term of each waiting state; the rest have a date of their own."""


class MotivoRechazo(models.TextChoices):
    TECNICO = "tecnico", "No es posible técnicamente"
    FUERA_DE_AREA = "fuera_de_area", "El predio está fuera del área de prestación"
    NO_PORTAFOLIO = "no_portafolio", "No es un servicio del portafolio"
    SIN_CAPACIDAD = "sin_capacidad", "No hay capacidad para prestarlo"
    DOCUMENTOS = "documentos", "Faltan documentos que el cliente debe aportar"
    RESIDUO_PELIGROSO = "residuo_peligroso", "El residuo es peligroso o está contaminado"
    REDES_INTERNAS = "redes_internas", "El daño es de otra empresa o de un tercero"


class MotivoDesistir(models.TextChoices):
    CLIENTE = "cliente", "El cliente ya no lo quiere"
    VALOR = "valor", "El cliente no acepta el valor"
    OTRO_PRESTADOR = "otro_prestador", "Lo hizo con otro prestador"
    LIQUIDACION_VENCIDA = "liquidacion_vencida", "La liquidación venció sin pago"
    REPETIDA = "repetida", "Se registró dos veces"


class Relacion(models.TextChoices):
    MISMA = "misma", "Es la misma: anotar la llamada"
    REITERACION = "reiteracion", "Es una reiteración"
    NUEVA = "nueva", "Es otra necesidad"
