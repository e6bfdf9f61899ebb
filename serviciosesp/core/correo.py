"""Sends the mail of the outbox: leased, at least once, each with a Message-ID of its own.

A message the server refuses waits longer each time, on its own, and is given up after the last try
(`Aviso.FALLIDO`, a visible list). When the server itself cannot be reached nothing is counted
against any message.
"""

import hashlib
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from . import identificacion
from .models import Aviso

registro = logging.getLogger(__name__)
LOTE = 50


class SinServidor(Exception):
    """The mail server does not answer: try everything again in a while."""


def enviar_pendientes():
    """Send what is due and nobody holds, one step a message; True for each that left.

    Raises SinServidor when the server cannot be reached.
    """
    buzon = mailers["default"]
    try:
        while pendientes := list(Aviso.objects.por_enviar().order_by("siguiente_intento")[:LOTE]):
            for aviso in pendientes:
                abrir(buzon)
                if aviso.tomar():
                    yield enviar(aviso, buzon)
    finally:
        cerrar(buzon)


def abrir(buzon):
    try:
        buzon.open()
    except OSError as error:  # SMTPException is one
        raise SinServidor(str(error)) from error


def cerrar(buzon):
    try:
        buzon.close()
    except OSError:
        registro.info("El servidor de correo ya había cortado")


def enviar(aviso, buzon):
    """Send one leased message. A failure is of that message alone."""
    try:
        buzon.send_messages([mensaje(aviso)])
    except Exception as error:
        registro.warning("%s no salió: %s", aviso.clave, type(error).__name__)
        aviso.marcar_fallo(error)
        cerrar(buzon)  # the next one starts on a clean connection
        return False
    aviso.marcar_enviado()
    return True


def mensaje(aviso):
    """The EmailMessage of a notice. ValueError when the address or a header is not one line."""
    return EmailMessage(
        subject=" ".join(aviso.asunto.split()),
        body=f"{aviso.cuerpo}\n\n{settings.EMPRESA['nombre']}\n",
        to=[identificacion.correo(aviso.destinatario)],
        headers={"Message-ID": identificador(aviso.clave), "Auto-Submitted": "auto-generated"},
    )


def identificador(clave):
    """The same for the same notice, so that a repeated delivery is shown once."""
    huella = hashlib.sha256(clave.encode()).hexdigest()[:32]
    return f"<{huella}@{urlsplit(settings.SITIO_URL).hostname}>"
