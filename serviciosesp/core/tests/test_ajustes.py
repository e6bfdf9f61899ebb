"""Settings: secure when nothing is said, and refused when they are not."""

import os
import stat
import subprocess
import sys

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection

from serviciosesp import settings as ajustes
from serviciosesp.core import checks

SERVICIO = {
    "SECRET_KEY": "qM7-vZ2x_9LrTf4KpWs8YbNc3HjGd6EaUo5iR1tXyVwBnCmDkF",
    "SITIO_URL": "https://servicios.example",
    "ALLOWED_HOSTS": "servicios.example",
    "EMAIL_URL": "smtp+tls://buzon:clave@correo.example:587",
    "DATABASE_URL": "postgresql://p06@127.0.0.1/p06",
}


def manage(*orden, **entorno):
    """Run ``manage.py`` in a process that knows nothing but ``entorno``."""
    propio = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "serviciosesp.settings"}
    return subprocess.run(
        [sys.executable, "manage.py", *orden],
        cwd=ajustes.BASE_DIR,
        env=propio | entorno,
        capture_output=True,
        text=True,
    )


def ajuste(nombre, **entorno):
    orden = f"from django.conf import settings; print((settings.{nombre}))"
    return manage("shell", "--no-imports", "-c", orden, **entorno).stdout.strip()


@pytest.mark.parametrize("clave", ["", "corta", "x" * 60, "django-insecure-" + "ab3de" * 12])
def test_no_arranca_con_una_clave_debil(clave):
    proceso = manage("check", **SERVICIO | {"SECRET_KEY": clave})
    assert proceso.returncode != 0
    assert "SECRET_KEY es obligatoria" in proceso.stderr


def test_la_revision_de_despliegue_sale_limpia(tmp_path):
    for base in (SERVICIO["DATABASE_URL"], f"sqlite:///{tmp_path}/p06.sqlite3"):
        entorno = SERVICIO | {"DATABASE_URL": base}
        proceso = manage("check", "--deploy", "--fail-level", "WARNING", **entorno)
        assert proceso.returncode == 0, proceso.stderr


def test_la_revision_de_despliegue_rechaza_un_ensayo():
    proceso = manage("check", "--deploy", "--fail-level", "WARNING", DEMO="1", **SERVICIO)
    assert proceso.returncode != 0
    assert "p06.W008" in proceso.stderr


def test_en_servicio_las_galletas_solo_viajan_por_https():
    nombres = "SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE"
    assert ajuste(nombres, **SERVICIO) == "('__Host-sesion', '__Host-csrf', True)"
    assert ajuste(nombres, **SERVICIO, DEMO="1") == "('sesion', 'csrf', False)"


def test_en_servicio_todo_va_por_https_y_la_salud_tambien_se_pregunta_sin_el():
    orden = (
        "from django.test import Client; cliente = Client(headers={'host': 'servicios.example'});"
        "http, salud = cliente.get('/x'), cliente.get('/salud/vivo');"
        "https = cliente.get('/salud/vivo', secure=True);"
        "print(http['Location'], salud.status_code, https['Strict-Transport-Security'])"
    )
    salida = manage("shell", "--no-imports", "-c", orden, **SERVICIO).stdout.strip()
    assert salida == "https://servicios.example/x 200 max-age=31536000; includeSubDomains"


def test_la_administracion_de_django_solo_existe_al_desarrollar():
    apps = "INSTALLED_APPS.count('django.contrib.admin')"
    assert (ajuste(apps, **SERVICIO), ajuste(apps, **SERVICIO, DEBUG="1")) == ("0", "1")


def test_la_clave_de_un_ensayo_se_hace_una_vez_y_es_de_su_dueno(tmp_path):
    archivo = tmp_path / "datos" / "clave"
    clave = ajustes.clave_guardada(archivo)
    assert len(clave) >= 50
    assert ajustes.clave_guardada(archivo) == clave
    assert stat.S_IMODE(archivo.stat().st_mode) == 0o600
    assert os.listdir(archivo.parent) == ["clave"]


def test_sqlite_escribe_una_a_la_vez_y_no_pierde_lo_confirmado():
    opciones = ajustes.base_de_datos("sqlite:////tmp/x.sqlite3")["OPTIONS"]
    assert opciones["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in opciones["init_command"]


def test_postgresql_se_alcanza_tambien_por_su_socket():
    from django.db.backends.postgresql.base import DatabaseWrapper

    base = ajustes.base_de_datos("postgresql://postgres:@/postgres?host=/tmp/x")
    base |= {"TIME_ZONE": None, "AUTOCOMMIT": True}
    parametros = DatabaseWrapper(base).get_connection_params()
    assert (parametros["host"], parametros["dbname"]) == ("/tmp/x", "postgres")
    assert "lock_timeout=3000" in parametros["options"]


@pytest.mark.django_db
def test_la_base_en_uso_tiene_lo_pedido():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            pedidos = {"foreign_keys": 1, "recursive_triggers": 1}
            pregunta = "PRAGMA {}"
        else:
            pedidos = {"lock_timeout": "3s", "statement_timeout": "15s"}
            pregunta = "SHOW {}"
        for nombre, valor in pedidos.items():
            cursor.execute(pregunta.format(nombre))
            assert cursor.fetchone() == (valor,)


@pytest.mark.parametrize(
    ("url", "esperado"),
    [
        ("smtp://correo.example", (25, False, False)),
        ("smtp+tls://u:c%40x@correo.example:587", (587, True, False)),
        ("smtp+ssl://u:c@correo.example:465", (465, False, True)),
    ],
)
def test_el_correo_se_configura_con_una_url_y_nunca_espera_sin_fin(url, esperado):
    opciones = ajustes.correo(url)["OPTIONS"]
    assert (opciones["port"], opciones["use_tls"], opciones["use_ssl"]) == esperado
    assert opciones["host"] == "correo.example"
    assert opciones["timeout"] == 10
    if "%40" in url:
        assert opciones["password"] == "c@x"


def test_el_correo_de_un_ensayo_queda_en_una_carpeta(settings, tmp_path):
    settings.MAILERS = {"default": ajustes.correo(f"filemail://{tmp_path}")}
    mail.send_mail("Hola", "Texto", None, ["ana@example.com"])
    [carta] = tmp_path.iterdir()
    assert "Subject: Hola" in carta.read_text()


def test_el_correo_llega_a_un_servidor_de_verdad(correo_smtp):
    mail.send_mail("Liquidación", "Son $ 945.000", None, ["ana@example.com"])
    [carta] = correo_smtp.mensajes
    assert (carta["Subject"], carta["To"]) == ("Liquidación", "ana@example.com")
    assert carta.get_content().strip() == "Son $ 945.000"


@pytest.mark.parametrize("clave", ["corta-1234", "123456789012345", "qwerty123456"])
def test_una_contrasena_facil_no_se_acepta(clave):
    with pytest.raises(ValidationError):
        validate_password(clave)


def hallazgos(revision):
    return {hallazgo.id for hallazgo in revision(None)}


@pytest.mark.parametrize(
    "politica",
    [
        {},
        {**ajustes.SECURE_CSP, "script-src": ["'self'", "'unsafe-inline'"]},
        {**ajustes.SECURE_CSP, "img-src": ["*"]},
        {k: v for k, v in ajustes.SECURE_CSP.items() if k != "default-src"},
    ],
    ids=["ninguna", "inline", "de todas partes", "abierta"],
)
def test_se_reclama_una_politica_de_contenido_floja(settings, politica):
    assert hallazgos(checks.politica_de_contenido) == set()
    settings.SECURE_CSP = politica
    assert hallazgos(checks.politica_de_contenido) == {"p06.E001"}


@pytest.mark.parametrize(
    ("url", "cambios", "reclamo"),
    [
        ("postgresql://p06@/p06", {"CONN_HEALTH_CHECKS": False}, "p06.E002"),
        ("postgresql://p06@/p06", {"OPTIONS": {}}, "p06.E003"),
        ("sqlite:////tmp/x", {"transaction_mode": "DEFERRED"}, "p06.E004"),
        ("sqlite:////tmp/x", {"init_command": ""}, "p06.E005"),
    ],
)
def test_se_reclama_una_base_descuidada(settings, monkeypatch, url, cambios, reclamo):
    base = ajustes.base_de_datos(url)
    monkeypatch.setitem(settings.DATABASES, "default", base)
    assert hallazgos(checks.base_de_datos) == set()
    (base["OPTIONS"] if url.startswith("sqlite") else base).update(cambios)
    assert hallazgos(checks.base_de_datos) == {reclamo}


def test_se_reclama_un_correo_sin_limite_de_espera(settings):
    settings.MAILERS = {"default": ajustes.correo("smtp://correo.example")}
    assert hallazgos(checks.correo) == set()
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = None
    assert hallazgos(checks.correo) == {"p06.E007"}
