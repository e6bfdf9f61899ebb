"""Headers, session, size and log line: what every answer has, whatever its kind."""

import json
import logging
from datetime import timedelta

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import include, path
from django.utils import timezone

from serviciosesp.core.registros import Json

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
DE_TODAS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
CLAVE = "k3Jd-9sQ2_tokendelpublico"


def falla(request):
    raise RuntimeError(f"no se pudo con ana.perez@example.com ni {request.path}")


def quien(request):
    return HttpResponse(request.user.pk or "nadie")


urlpatterns = [
    path("falla", falla),
    path("quien", quien),
    path(f"e/{CLAVE}/", falla),
    path("otra", lambda request: HttpResponseRedirect("/quien")),
    path("", include("serviciosesp.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


@pytest.fixture
def usuario(django_user_model):
    return django_user_model.objects.create_user("pqr")


@pytest.mark.parametrize(
    ("metodo", "ruta", "codigo"),
    [
        ("get", "/quien", 200),
        ("get", "/otra", 302),
        ("get", "/no-existe", 404),
        ("post", "/salud/vivo", 405),
        ("get", "/falla", 500),
        ("get", "/salud/listo", 200),
    ],
)
def test_toda_respuesta_lleva_las_cabeceras(client, metodo, ruta, codigo):
    respuesta = getattr(client, metodo)(ruta)
    assert respuesta.status_code == codigo
    assert {nombre: respuesta.headers.get(nombre) for nombre in DE_TODAS} == DE_TODAS
    assert "no-store" in respuesta.headers["Cache-Control"]
    assert "geolocation=()" in respuesta.headers["Permissions-Policy"]
    assert len(respuesta.headers["X-Request-ID"]) == 16


def test_lo_estatico_lleva_las_cabeceras_y_se_puede_guardar(client, settings, tmp_path):
    (tmp_path / "hoja.css").write_text("p{}")
    settings.STATICFILES_DIRS = [tmp_path]
    respuesta = client.get("/static/hoja.css")
    assert respuesta.status_code == 200
    assert {nombre: respuesta.headers.get(nombre) for nombre in DE_TODAS} == DE_TODAS
    assert "no-store" not in respuesta.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in respuesta.headers


def test_lo_que_pasa_del_tamano_se_rechaza_sin_leerlo(client, settings):
    settings.PETICION_MAXIMA = 1024**2
    respuesta = client.post("/quien", b"x" * (1024**2 + 1), content_type="text/plain")
    assert respuesta.status_code == 413
    assert "1 MB" in respuesta.content.decode()
    assert respuesta.headers["X-Request-ID"]


@pytest.mark.parametrize("tamano", ["", "-1", "mucho", "9" * 40])
def test_un_tamano_absurdo_no_rompe_nada(client, tamano):
    assert client.get("/quien", CONTENT_LENGTH=tamano).status_code in {200, 413}


def test_detras_del_proxy_se_conoce_al_cliente_y_su_numero(rf, settings):
    from serviciosesp.core.middleware import Peticion

    visto = {}

    def vista(request):
        visto["ip"] = request.META["REMOTE_ADDR"]
        return HttpResponse()

    ajenas = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.4", "HTTP_X_REQUEST_ID": "a1b2c3d4"}
    respuesta = Peticion(vista)(rf.get("/", **ajenas))
    assert visto["ip"] == "127.0.0.1"
    assert respuesta["X-Request-ID"] != "a1b2c3d4"

    settings.DETRAS_DE_PROXY = True
    respuesta = Peticion(vista)(rf.get("/", **ajenas))
    assert visto["ip"] == "198.51.100.4"
    assert respuesta["X-Request-ID"] == "a1b2c3d4"


def test_la_sesion_dura_media_hora_sin_uso(client, usuario, time_machine):
    inicio = timezone.now()
    time_machine.move_to(inicio)
    client.force_login(usuario)
    for minuto in (20, 40, 60):  # each one within half an hour of the one before
        time_machine.move_to(inicio + timedelta(minutes=minuto))
        assert client.get("/quien").content != b"nadie"
    time_machine.move_to(inicio + timedelta(minutes=91))
    assert client.get("/quien").content == b"nadie"


def test_la_sesion_no_se_escribe_en_cada_pagina(client, usuario, django_assert_num_queries):
    client.force_login(usuario)
    with django_assert_num_queries(2):  # the session and the user
        client.get("/quien")


def lineas(caplog):
    return [json.loads(Json().format(registro)) for registro in caplog.records]


def test_el_acceso_queda_en_una_linea_sin_el_enlace_del_cliente(client, usuario, caplog):
    client.force_login(usuario)
    caplog.set_level(logging.INFO)
    client.get(f"/e/{CLAVE}/?documento=1098765432")
    acceso = [linea for linea in lineas(caplog) if linea["origen"] == "serviciosesp.acceso"]
    assert [(a["mensaje"], a["estado"], a["usuario"]) for a in acceso] == [
        ("GET /e/***/ 500", 500, usuario.pk)
    ]
    error = next(linea for linea in lineas(caplog) if "traza" in linea)
    assert "RuntimeError" in error["traza"]
    todo = json.dumps(lineas(caplog))
    for privado in (CLAVE, "1098765432", "ana.perez"):
        assert privado not in todo


def test_un_salto_de_linea_no_inventa_otra_linea():
    registro = logging.makeLogRecord({"msg": 'malo\n{"nivel": "INFO"}', "levelname": "WARNING"})
    linea = Json().format(registro)
    assert "\n" not in linea
    assert json.loads(linea)["mensaje"].startswith("malo\n")


def test_lo_que_la_base_cita_no_llega_al_registro():
    registro = logging.makeLogRecord(
        {"msg": "duplicate key\nDETAIL:  Key (documento)=(Juan) already exists.\nCONTEXT: x"}
    )
    assert "Juan" not in Json().format(registro)
    assert "CONTEXT: x" in json.loads(Json().format(registro))["mensaje"]


def test_los_numeros_de_radicado_si_se_leen():
    registro = logging.makeLogRecord({"msg": "S-2026-000123 de 3201234567"})
    assert json.loads(Json().format(registro))["mensaje"] == "S-2026-000123 de ***"
