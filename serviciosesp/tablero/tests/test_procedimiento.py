"""The live procedure says what the code does."""

import pytest

from serviciosesp.core import grafo
from serviciosesp.core.models import Evento
from serviciosesp.procedimiento import CLAUSULAS
from serviciosesp.tablero.clausulas import leer_clausulas, quienes, tabla_de, veces_por_acto
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


def actos(persona, clausula):
    vistos = {c.id: actos for c, actos in leer_clausulas(persona)}
    return {acto.etiqueta: acto for acto in vistos[clausula]}


def test_cada_clausula_tiene_su_lugar_en_la_pagina(m, client):
    client.force_login(m.pqr)
    pagina = client.get("/procedimiento/").content.decode()
    for clausula in CLAUSULAS:
        assert f'id="{clausula.id}"' in pagina
        assert clausula.dice in pagina
        assert clausula.guarda in pagina


def test_un_acto_dice_lo_que_exige_quien_lo_hace_y_cuantas_veces(m):
    m.habilitada("ESP-LAB")
    validar = actos(m.contabilidad, "C8")["Validar el pago"]
    assert validar.quienes == ["Contabilidad"]
    assert validar.veces == 1
    assert ("Valida otra persona: ni quien registró el pago ni quien liquidó", "C8", True,
            "Contabilidad") in validar.requisitos  # fmt: skip
    # The requirement that comes from the app above is told too.
    frases = [frase for frase, *_ in actos(m.pqr, "C4")["Aceptar"].requisitos]
    assert "La orden de revisión terminó y procede" in frases


def test_dos_actos_del_mismo_nombre_no_se_cuentan_juntos(m):
    m.programada()
    veces = veces_por_acto()
    assert veces["ordenes.ordentrabajo", "programar"] == 1
    assert veces["solicitudes.solicitud", "programar"] == 1
    assert veces["ordenes.ordenrevision", "programar"] == 0


def test_lo_de_hace_meses_no_se_cuenta(m):
    m.recibida()
    assert veces_por_acto()["solicitudes.solicitud", "registrar"] == 1
    assert veces_por_acto(dias=0)["solicitudes.solicitud", "registrar"] == 0
    assert Evento.objects.exists()


def test_los_actos_del_sistema_y_del_cliente_se_nombran():
    from encuestas.models import Encuesta

    assert quienes(Encuesta.presumir, Encuesta) == ["El sistema, dentro de otro acto"]
    assert quienes(Encuesta.responder, Encuesta)[-1] == "El cliente, por su enlace"


def test_el_diagrama_cuenta_los_casos_que_la_persona_puede_ver(m, client):
    m.recibida("COM-VOL")
    m.recibida("COM-FON")
    client.force_login(m.pqr)
    assert "Recibida · 2" in client.get("/procedimiento/").content.decode()
    client.force_login(m.jefe_laboratorio)
    assert "Recibida · 0" in client.get("/procedimiento/").content.decode()


def test_la_tabla_dice_lo_mismo_que_el_dibujo():
    dibujo = grafo.dibujar(Solicitud)
    assert {n.valor for n in dibujo.nodos} == {e.valor for e in tabla_de(Solicitud)}
    salidas = {e.valor: e.flechas for e in tabla_de(Solicitud)}
    assert ("Aceptar", "Aceptada") in salidas["en_revision"]
    assert salidas["cerrada"] == []


def test_la_pagina_no_cuesta_mas_con_mas_casos(m, client, django_assert_max_num_queries):
    client.force_login(m.pqr)
    m.recibida()
    with django_assert_max_num_queries(6) as una:
        client.get("/procedimiento/")
    m.aceptada()
    m.recibida()
    with django_assert_max_num_queries(6) as tres:
        client.get("/procedimiento/")
    assert len(una) == len(tres)


def test_la_clausula_de_un_requisito_lleva_al_procedimiento(m, client):
    from django.template.loader import render_to_string

    requisitos = [{"cumplido": False, "frase": "Falta el pago", "clausula": "C8"}]
    html = render_to_string("componentes/requisitos.html", {"requisitos": requisitos})
    assert '<a class="clausula" href="/procedimiento/#C8">C8</a>' in html
