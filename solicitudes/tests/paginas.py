"""What the tests of the pages share: send the form of an act, and say that it was refused."""

import html
import uuid

from django.urls import reverse

from serviciosesp.core.models import Aviso, Evento

AVISO = {"canal": "telefono", "evidencia": "Habló con Rosalba Garzón"}
"""The notice to the client, as every act that tells something asks for it."""


def direccion(nombre, objeto):
    return reverse(f"solicitudes:{nombre}", args=[objeto.numero])


def enviar(navegador, nombre, objeto, **datos):
    """POST the form of the act `nombre` on a record, with a new idempotency key."""
    return navegador.post(direccion(nombre, objeto), {"clave": uuid.uuid4().hex} | datos)


def texto(respuesta):
    return html.unescape(respuesta.content.decode())


def huella(objeto):
    """What changes when anything at all was saved."""
    fila = type(objeto).objects.filter(pk=objeto.pk).values("estado", "version").get()
    return fila, Evento.objects.count(), Aviso.objects.count()


def rehusada(navegador, nombre, objeto, *dicho, estado=422, **datos):
    """The act is refused with `estado`, saying every sentence of `dicho`; nothing was saved."""
    antes = huella(objeto)
    respuesta = enviar(navegador, nombre, objeto, **datos)
    assert respuesta.status_code == estado, respuesta.status_code
    escrito = texto(respuesta)
    for frase in dicho:
        assert frase in escrito, frase
    assert huella(objeto) == antes
    return respuesta


def conserva(respuesta, **datos):
    """The form brought back what had been typed."""
    form = respuesta.context["form"]
    return {campo: form[campo].value() for campo in datos} == datos


def hecha(navegador, nombre, objeto, **datos):
    """The act is done and the page goes on; the record, as it was left."""
    respuesta = enviar(navegador, nombre, objeto, **datos)
    assert respuesta.status_code == 302, texto(respuesta)[:4000]
    return type(objeto).objects.get(pk=objeto.pk)
