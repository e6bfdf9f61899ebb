"""Each app imports only what stands to its left (docs/arquitectura.md)."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ORDEN = ["serviciosesp.core", "solicitudes", "ordenes", "noconformes", "encuestas", "serviciosesp"]
RAIZ = Path(settings.BASE_DIR)


def piso(modulo):
    """Place of a module in the order; None when it is not ours."""
    if modulo == "serviciosesp.core" or modulo.startswith("serviciosesp.core."):
        return 0
    cabeza = modulo.split(".")[0]
    return ORDEN.index(cabeza) if cabeza in ORDEN else None


def importados(archivo, modulo):
    """Absolute names imported by a file, inline imports included."""
    for nodo in ast.walk(ast.parse(archivo.read_text())):
        if isinstance(nodo, ast.Import):
            yield from (alias.name for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom):
            base = modulo.split(".")[: -nodo.level] if nodo.level else []
            nombre = ".".join([*base, *((nodo.module or "").split("."))]).strip(".")
            yield nombre
            yield from (f"{nombre}.{alias.name}" for alias in nodo.names)


def archivos():
    for app in ("serviciosesp", "solicitudes", "ordenes", "noconformes", "encuestas"):
        for archivo in (RAIZ / app).rglob("*.py"):
            partes = archivo.relative_to(RAIZ).with_suffix("").parts
            if "tests" not in partes and "migrations" not in partes:
                yield archivo, ".".join(p for p in partes if p != "__init__")


def subidas():
    for archivo, modulo in archivos():
        propio = piso(modulo)
        nombre = f"{modulo}.__init__" if archivo.name == "__init__.py" else modulo
        for importado in importados(archivo, nombre):
            otro = piso(importado)
            if otro is not None and otro > propio:
                yield f"{modulo} importa {importado}"


def test_ninguna_app_importa_hacia_arriba():
    assert sorted(set(subidas()) - EXCEPCIONES) == []


EXCEPCIONES = set()
"""Empty on purpose: there is no import upwards."""


@pytest.mark.parametrize(
    ("modulo", "esperado"),
    [("serviciosesp.core.roles", 0), ("solicitudes.models", 1), ("serviciosesp.urls", 5), ("os", None)],
)
def test_el_piso_de_un_modulo(modulo, esperado):
    assert piso(modulo) == esperado
