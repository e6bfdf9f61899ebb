"""What is kept beside the rows: files, the outbox and the constraints of the database."""

import hashlib
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from serviciosesp.core.models import Adjunto, Aviso, Documento

LOTE = 500
DEMORA = timedelta(hours=1)
RECIENTE = timedelta(hours=24)
"""A file is written before its row: a younger one may still get it."""


def archivos():
    for modelo in (Documento, Adjunto):
        for fila in modelo.objects.exclude(archivo="").iterator(chunk_size=LOTE):
            if falla := _dano(fila):
                yield f"«{fila}» ({fila.archivo.name}): {falla}"


def _dano(fila):
    try:
        with fila.archivo.open("rb") as archivo:
            huella = hashlib.file_digest(archivo, "sha256").hexdigest()
    except OSError:
        return "no está"
    return "" if huella == fila.sha256 else "no es el que se guardó"


def huerfanos():
    limite = timezone.now().timestamp() - RECIENTE.total_seconds()
    for modelo, carpeta in ((Documento, "documentos"), (Adjunto, "adjuntos")):
        for ruta in Path(settings.MEDIA_ROOT, carpeta).rglob("*"):
            if ruta.is_file() and ruta.stat().st_mtime < limite:
                nombre = ruta.relative_to(settings.MEDIA_ROOT).as_posix()
                if not modelo.objects.filter(archivo=nombre).exists():
                    yield f"{nombre} no es de ningún registro"


def salida():
    limite = timezone.now() - DEMORA
    avisos, documentos = Aviso.objects, Documento.objects.filter(estado=Documento.PENDIENTE)
    cuentas = {
        "avisos llevan más de una hora sin salir": avisos.filter(
            estado=Aviso.PENDIENTE, creado_en__lt=limite
        ),
        "avisos no se pudieron entregar": avisos.filter(estado=Aviso.FALLIDO),
        "documentos llevan más de una hora sin imprimirse": documentos.filter(creado_en__lt=limite),
    }
    for frase, filas in cuentas.items():
        if cuantos := filas.count():
            yield f"{cuantos} {frase}: {filas.order_by('pk').first()}"


def restricciones():
    """Every named constraint of the models is in the catalogue of the database."""
    with connection.cursor() as cursor:
        tablas = set(connection.introspection.table_names(cursor))
        for modelo in apps.get_models():
            tabla = modelo._meta.db_table
            if tabla not in tablas:
                yield f"no existe la tabla {tabla}"
                continue
            presentes = connection.introspection.get_constraints(cursor, tabla)
            for restriccion in modelo._meta.constraints:
                if restriccion.name not in presentes:
                    yield f"{tabla} perdió «{restriccion.name}»"
