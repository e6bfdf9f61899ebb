"""Notices of the survey."""

from django.conf import settings
from django.urls import reverse

from serviciosesp.core.avisos import avisar_cliente


def invitacion(encuesta, ficha):
    """The link to answer R10-01-03 (C14)."""
    solicitud = encuesta.solicitud
    enlace = settings.SITIO_URL + reverse("encuestas:publica", args=[ficha])
    return avisar_cliente(
        solicitud, canal="correo", evidencia="", clausula="C14",
        asunto=f"¿Cómo le fue con su servicio? {solicitud.numero}",
        cuerpo=f"Terminamos su servicio de {solicitud.servicio.nombre}. Califíquelo en un minuto:\n\n"
        f"{enlace}\n\nSi no responde antes del {encuesta.vence_en:%d/%m/%Y} se entenderá recibido a "
        "satisfacción (P06-01).",
        clave=f"{encuesta.numero}:invitacion",
    )  # fmt: skip
