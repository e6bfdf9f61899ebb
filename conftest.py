"""What the tests of every app share: a browser, a mail server, an accessibility judge."""

import os
from email import message_from_bytes, policy

import pytest

from pruebas_pg import puerto_libre

# Playwright keeps an event loop in the thread of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BANDERAS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ESCUCHA = """document.addEventListener('securitypolicyviolation',
    e => anotarViolacion(e.violatedDirective + ' ' + e.blockedURI))"""


def pytest_collection_modifyitems(config, items):
    """Tests of PostgreSQL alone are not part of a run on SQLite."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return
    ajenas = [item for item in items if item.get_closest_marker("solo_postgres")]
    if ajenas:
        config.hook.pytest_deselected(items=ajenas)
        items[:] = [item for item in items if item not in ajenas]


@pytest.fixture(scope="session")
def navegador():
    """Chromium of the system (or of the variable ``CHROMIUM``), without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=BANDERAS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def pagina(navegador, live_server):
    """``pagina(usuario=None, ancho=1360, alto=900)``: a page of a new browser session.

    It has ``errores``, a list: errors of the console, exceptions, parts of the page that did not
    arrive and violations of the content policy. At the end of the test it must be empty.
    """
    contextos = []
    errores = []

    def abrir(usuario=None, ancho=1360, alto=900, **opciones):
        contexto = navegador.new_context(
            base_url=live_server.url,
            viewport={"width": ancho, "height": alto},
            locale="es-CO",
            **opciones,
        )
        contextos.append(contexto)
        if usuario:
            contexto.add_cookies([galleta_de(usuario, live_server.url)])
        contexto.expose_binding("anotarViolacion", lambda _, cual: errores.append(f"CSP: {cual}"))
        contexto.add_init_script(ESCUCHA)
        hoja = contexto.new_page()
        hoja.errores = errores
        hoja.on("pageerror", lambda error: errores.append(str(error)))
        hoja.on("console", lambda mensaje: anotar_consola(mensaje, errores))
        hoja.on("response", lambda respuesta: anotar_falta(respuesta, errores))
        return hoja

    yield abrir
    for contexto in contextos:
        contexto.close()
    assert errores == []


def galleta_de(usuario, url):
    """Cookie of a session in which ``usuario`` has come in."""
    from django.conf import settings
    from django.test import Client

    cliente = Client()
    cliente.force_login(usuario)
    nombre = settings.SESSION_COOKIE_NAME
    return {"name": nombre, "value": cliente.cookies[nombre].value, "url": url}


def anotar_consola(mensaje, errores):
    # A page may answer 404 or 422 on purpose; its missing parts are seen by ``anotar_falta``.
    if mensaje.type == "error" and not mensaje.text.startswith("Failed to load resource"):
        errores.append(mensaje.text)


def anotar_falta(respuesta, errores):
    if respuesta.status >= 400 and respuesta.request.resource_type != "document":
        errores.append(f"{respuesta.status} {respuesta.url}")


@pytest.fixture(scope="session")
def axe():
    """``axe(page)``: accessibility faults of the page, a line each; an empty list is none."""
    from axe_playwright_python.sync_playwright import Axe

    juez = Axe()

    def juzgar(hoja):
        return [
            f"{falta['id']}: {falta['help']} → {nodo['html']}"
            for falta in juez.run(hoja).response["violations"]
            for nodo in falta["nodes"]
        ]

    return juzgar


class Buzon:
    """SMTP server that keeps what it is given; set ``rechazo`` to answer that line instead."""

    def __init__(self):
        self.mensajes = []
        self.rechazo = None

    async def handle_DATA(self, server, session, envelope):
        if self.rechazo:
            return self.rechazo
        self.mensajes.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def correo_smtp(settings):
    """A real SMTP server that Django sends to; its ``mensajes`` are those it received."""
    from aiosmtpd.controller import Controller

    buzon = Buzon()
    servidor = Controller(buzon, hostname="127.0.0.1", port=puerto_libre())
    servidor.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": servidor.hostname, "port": servidor.port, "timeout": 5},
        }
    }
    yield buzon
    servidor.stop()


@pytest.fixture(autouse=True)
def archivos(settings, tmp_path_factory):
    """Every test keeps its files in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("archivos")
    return settings.MEDIA_ROOT
