"""Health: ``/salud/vivo`` (the process answers) and ``/salud/listo`` (it can do its work).

``listo`` answers 200 or 503. Why, only to whoever asks from this machine without a proxy.
"""

import logging
import shutil
import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .models import Latido

registro = logging.getLogger(__name__)

TRABAJADOR = "trabajador"
SILENCIO_MAXIMO = timedelta(minutes=2)
RELOJ_ATRASADO = timedelta(hours=1)  # then the worker meets no term
DISCO_LIBRE_MINIMO = 0.10  # of the whole
SQLITE_SIN_DANO_EN_WAL = (3, 51, 3)
ARRANQUE = timezone.now()


class Falla(Exception):
    """A part that is not well, in words."""


def base_de_datos():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migraciones():
    ejecutor = MigrationExecutor(connection)
    pendientes = ejecutor.migration_plan(ejecutor.loader.graph.leaf_nodes())
    if pendientes:
        raise Falla(f"{len(pendientes)} migraciones sin aplicar")


def archivos():
    """Files can be written where they are kept."""
    carpeta = Path(settings.MEDIA_ROOT)
    carpeta.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=carpeta) as prueba:
        prueba.write(b"ok")


def disco():
    uso = shutil.disk_usage(settings.MEDIA_ROOT)
    if uso.free < DISCO_LIBRE_MINIMO * uso.total:
        raise Falla(f"queda libre el {uso.free * 100 // uso.total} % del disco")


def sqlite():
    """The journal in use is one that this version of SQLite keeps without damage."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        diario = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        ajenas = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
    if diario == "wal" and sqlite3.sqlite_version_info < SQLITE_SIN_DANO_EN_WAL:
        raise Falla(f"SQLite {sqlite3.sqlite_version} no es segura con journal_mode=WAL")
    if not ajenas:
        raise Falla("las llaves foráneas no se están revisando")


def trabajador():
    """The worker gave a sign of life lately; after a start it has the same time for its first."""
    ultimo = Latido.objects.filter(nombre=TRABAJADOR).values_list("en", flat=True).first()
    if ultimo and ultimo - timezone.now() > RELOJ_ATRASADO:
        raise Falla(f"el reloj está atrasado; la última señal: {ultimo:%Y-%m-%d %H:%M} UTC")
    if timezone.now() - max(ultimo or ARRANQUE, ARRANQUE) > SILENCIO_MAXIMO:
        cuando = f"{ultimo:%Y-%m-%d %H:%M} UTC" if ultimo else "nunca"
        raise Falla(f"el trabajador no da señales; la última: {cuando}")


REVISIONES = [base_de_datos, migraciones, archivos, disco, sqlite, trabajador]


def revisar():
    """{name of the part: "ok" or what is wrong with it}."""
    return {revision.__name__: resultado(revision) for revision in REVISIONES}


def resultado(revision):
    try:
        revision()
    except Exception as error:  # whatever breaks is the answer
        registro.error("%s: %s", revision.__name__, error)
        return str(error) or type(error).__name__
    return "ok"


def desde_esta_maquina(request):
    directo = "X-Forwarded-For" not in request.headers
    return directo and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}


@require_safe
def vivo(request):
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
def listo(request):
    partes = revisar()
    bien = all(valor == "ok" for valor in partes.values())
    respuesta = {"listo": bien}
    if desde_esta_maquina(request):
        respuesta["partes"] = partes
    return JsonResponse(respuesta, status=200 if bien else 503)
