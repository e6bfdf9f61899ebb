"""The press loads nothing but its own sheet, letters, drop and QR: no network, no files."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import weasyprint

from serviciosesp.core import imprenta, pdf

from .papeles_campo import PAPELES
from .test_pdf import cambiar, leer

SECRETO = "clave-que-no-debe-salir-7731"


@pytest.fixture
def canario():
    """A local web server; `visitas` are the paths it was asked for."""

    class Anotar(BaseHTTPRequestHandler):
        def do_GET(self):
            servidor.visitas.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    servidor = HTTPServer(("127.0.0.1", 0), Anotar)
    servidor.visitas = []
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    yield servidor
    servidor.shutdown()
    servidor.server_close()


@pytest.fixture
def archivo(tmp_path):
    """Address of a file that no document may carry."""
    ruta = tmp_path / "secreto.txt"
    ruta.write_text(SECRETO)
    return ruta.as_uri()


@pytest.fixture
def ataques(canario, archivo):
    """HTML that asks for the canary and for a secret file in every way WeasyPrint knows."""
    red = f"http://127.0.0.1:{canario.server_port}"
    return f"""
    <img src="{red}/img"><object data="{red}/object"></object><embed src="{red}/embed">
    <svg xmlns="http://www.w3.org/2000/svg"><image href="{red}/svg"/></svg>
    <link rel="stylesheet" href="{red}/link.css"><style>@import "{red}/import.css";
    @font-face {{ font-family: x; src: url({red}/letra.ttf) }}
    p {{ background: url({red}/fondo); font-family: x }}</style>
    <p style="background: url({red}/estilo)">texto</p>
    <link rel="attachment" href="{archivo}">
    <a rel="attachment" href="{archivo}">a</a>
    <link rel="attachment" href="{red}/adjunto"><img src="{archivo}">
    <img src="recurso:../../../manage.py"><link rel="attachment" href="recurso:papel.css/../x">"""


def hay_secreto(contenido):
    adjuntos = [dato for datos in leer(contenido).attachments.values() for dato in datos]
    return any(SECRETO.encode() in dato for dato in [contenido, *adjuntos])


def test_el_canario_y_el_secreto_caen_con_el_motor_sin_encierro(ataques, canario):
    """The control: without our fetcher the same page does all the harm."""
    contenido = weasyprint.HTML(string=ataques).write_pdf()
    assert {"/img", "/svg", "/link.css", "/import.css", "/estilo"} <= set(canario.visitas)
    assert hay_secreto(contenido)


def test_ni_con_html_inyectado_se_sale_a_la_red_ni_a_los_archivos(ataques, canario):
    contenido = imprenta.imprimir(f"<html lang='es'><title>x</title>{ataques}</html>")
    assert canario.visitas == []
    assert leer(contenido).attachments == {}
    assert not hay_secreto(contenido)


@pytest.mark.parametrize("plantilla", PAPELES)
def test_ningun_campo_de_ningun_documento_puede_inyectar(plantilla, archivo, canario):
    red = f"http://127.0.0.1:{canario.server_port}"
    veneno = f"\"'><img src={red}><link rel=attachment href={archivo}><style>@import '{red}'"
    contenido = pdf.generar(plantilla, cambiar(PAPELES[plantilla], lambda texto: veneno))
    assert canario.visitas == []
    assert leer(contenido).attachments == {}
    assert not hay_secreto(contenido)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "data:text/css,p{}",
        "recurso:otro",
        "recurso:qr",
        "",
    ],
)
def test_el_mensajero_niega_todo_lo_que_no_esta_en_su_lista(url):
    with pytest.raises(ValueError, match="no permitido"):
        imprenta.SoloRecursos().fetch(url)


def test_el_mensajero_entrega_cada_recurso_de_su_lista():
    for url in imprenta.RECURSOS:
        assert imprenta.SoloRecursos().fetch(url).read()


def test_al_salir_no_deja_letras_en_la_carpeta_temporal(tmp_path):
    programa = "from serviciosesp.core import imprenta; print(imprenta.imprimir('<p>x')[:4])"
    entorno = os.environ | {"TMPDIR": str(tmp_path)}
    orden = [sys.executable, "-c", programa]
    salida = subprocess.run(orden, env=entorno, capture_output=True, text=True)
    assert salida.stdout == "b'%PDF'\n" and salida.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_dos_hilos_imprimen_a_la_vez_lo_mismo_que_uno():
    plantilla, contexto = next(iter(PAPELES.items()))
    uno = pdf.generar(plantilla, contexto)
    with ThreadPoolExecutor(2) as hilos:
        copias = list(hilos.map(lambda _: pdf.generar(plantilla, contexto), range(4)))
    assert copias == [uno] * 4
