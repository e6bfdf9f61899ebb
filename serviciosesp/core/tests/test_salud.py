"""Health: what is broken shows, and only to whoever may know."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from serviciosesp.core import salud
from serviciosesp.core.models import Latido

pytestmark = pytest.mark.django_db


def partes(client):
    respuesta = client.get("/salud/listo")
    return respuesta.status_code, respuesta.json()["partes"]


def malas(client):
    codigo, todas = partes(client)
    assert codigo == (503 if set(todas.values()) != {"ok"} else 200)
    return {nombre for nombre, valor in todas.items() if valor != "ok"}


def test_vivo_contesta_sin_tocar_la_base(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        respuesta = client.get("/salud/vivo")
    assert (respuesta.status_code, respuesta.content) == (200, b"ok")


def test_recien_arrancado_esta_listo(client, monkeypatch):
    monkeypatch.setattr(salud, "ARRANQUE", timezone.now())
    codigo, todas = partes(client)
    assert codigo == 200
    assert list(todas) == [
        "base_de_datos", "migraciones", "archivos", "disco", "sqlite", "trabajador",
    ]  # fmt: skip


def test_el_trabajador_que_calla_dos_minutos_se_nota(client, monkeypatch):
    ahora = timezone.now()
    monkeypatch.setattr(salud, "ARRANQUE", ahora - timedelta(hours=1))
    assert malas(client) == {"trabajador"}  # never seen, an hour after the start
    latido = Latido.objects.create(nombre=salud.TRABAJADOR, en=ahora - timedelta(seconds=110))
    assert malas(client) == set()
    latido.en = ahora - timedelta(seconds=130)
    latido.save()
    assert malas(client) == {"trabajador"}


def test_el_silencio_de_antes_de_arrancar_no_cuenta(client, monkeypatch):
    Latido.objects.create(nombre=salud.TRABAJADOR, en=timezone.now() - timedelta(days=2))
    monkeypatch.setattr(salud, "ARRANQUE", timezone.now())
    assert malas(client) == set()


def test_una_migracion_pendiente_se_nota(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert malas(client) == {"migraciones"}


def test_una_carpeta_de_archivos_que_no_sirve_se_nota(client, settings, tmp_path):
    (tmp_path / "ocupado").write_text("no es una carpeta")
    settings.MEDIA_ROOT = tmp_path / "ocupado"
    assert "archivos" in malas(client)


def test_un_disco_casi_lleno_se_nota(client, monkeypatch):
    uso = namedtuple("uso", "total used free")
    monkeypatch.setattr(salud.shutil, "disk_usage", lambda _: uso(1000, 901, 99))
    assert malas(client) == {"disco"}
    monkeypatch.setattr(salud.shutil, "disk_usage", lambda _: uso(1000, 899, 101))
    assert malas(client) == set()


def test_la_base_caida_se_nota(client, monkeypatch):
    def caida(*args):
        raise connection.Database.OperationalError("server closed the connection")

    monkeypatch.setattr(connection, "cursor", caida)
    assert {"base_de_datos", "migraciones", "trabajador"} <= malas(client)


@pytest.mark.parametrize(
    "origen",
    [{"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "::1"}],
    ids=["otra máquina", "por un proxy"],
)
def test_el_detalle_es_para_esta_maquina(client, origen):
    assert client.get("/salud/listo", **origen).json() == {"listo": True}


@pytest.mark.parametrize("ruta", ["/salud/vivo", "/salud/listo"])
def test_la_salud_solo_se_lee(client, ruta):
    assert client.post(ruta).status_code == 405
    assert client.head(ruta).status_code == 200
