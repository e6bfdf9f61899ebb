"""The diagrams come from the code, and the one that is kept is up to date."""

from io import StringIO

import pytest
from django.core.management import call_command

from serviciosesp.core import grafo
from serviciosesp.core.management.commands.diagramas import ARCHIVO, documento

MODELOS = {modelo.__name__: modelo for modelo in grafo.maquinas()}


def test_docs_estados_esta_al_dia():
    assert ARCHIVO.read_text(encoding="utf-8") == documento(), "corra manage.py diagramas"


def test_estan_todas_las_maquinas_del_procedimiento():
    assert set(MODELOS) >= {
        "Solicitud", "OrdenRevision", "OrdenTrabajo", "Novedad", "Pedido", "Pago", "Encuesta",
        "SalidaNoConforme", "AccionCorrectiva",
    }  # fmt: skip


@pytest.mark.parametrize(
    "flecha",
    [
        "[*] --> recibida : Registrar solicitud",
        "recibida --> en_revision : Ordenar revisión",
        "liquidada --> habilitada : Validar el pago / Autorizar el cargo a la factura",
        "en_prestacion --> prestada : Terminar",
        "prestada --> cerrada : Cerrar",
        "cerrada --> [*]",
    ],
)
def test_la_solicitud_se_dibuja_como_en_el_procedimiento(flecha):
    assert f"    {flecha}" in grafo.mermaid(MODELOS["Solicitud"]).splitlines()


def test_no_hay_camino_de_liquidada_a_programada_sin_habilitar():
    flechas = {(f.de, f.a) for f in grafo.flechas(MODELOS["Solicitud"])}
    assert ("liquidada", "programada") not in flechas
    assert {de for de, a in flechas if a == "programada"} == {"habilitada", "programada"}


@pytest.mark.parametrize("nombre", sorted(MODELOS))
def test_cada_dibujo_cabe_en_su_caja_y_ningun_estado_tapa_a_otro(nombre):
    dibujo = grafo.dibujar(MODELOS[nombre])
    for nodo in dibujo.nodos:
        assert 0 <= nodo.x and nodo.x + nodo.ancho <= dibujo.ancho
        assert 0 <= nodo.y and nodo.y + nodo.alto <= dibujo.alto
    assert len({(n.x, n.y) for n in dibujo.nodos}) == len(dibujo.nodos)


def test_el_comando_los_muestra_en_dot():
    salida = StringIO()
    call_command("diagramas", "--dot", stdout=salida)
    assert 'habilitada -> programada [label="Programar"];' in salida.getvalue()
