"""«Ir a»: numbers open their page, words find places, and nothing unseen is told."""

import pytest

from noconformes.models import SalidaNoConforme
from ordenes.models import Pedido
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tablero.filtros import FormularioBuscar
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Devolucion, Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


def ir(client, persona, q):
    client.force_login(persona)
    return client.get("/buscar/", {"q": q})


def test_el_numero_de_cada_registro_abre_su_pagina(m, client):
    caso = m.prestada()
    m.responder(caso, i1="malo")
    pedido = m.pedido(m.habilitada("COM-MED"))
    ejecutar(Solicitud.desistir, m.habilitada("ESP-LAB"), por=m.pqr, motivo="cliente")
    devolucion = Devolucion.objects.get()
    registros = [
        caso, caso.ordenes_trabajo.get(), caso.encuesta, caso.cargos.get(), pedido, devolucion,
        devolucion.solicitud.pagos.get(), SalidaNoConforme.objects.get(),
    ]  # fmt: skip
    for registro in registros:
        respuesta = ir(client, m.subgerencia, registro.numero)
        assert (respuesta.status_code, respuesta.url) == (302, registro.get_absolute_url())
    servicio = ir(client, m.pqr, devolucion.solicitud.orden_servicio)
    assert servicio.url == devolucion.solicitud.get_absolute_url()


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("S-2026-00418", ("S", "S-2026-00418")),
        ("s 2026 418", ("S", "S-2026-00418")),
        ("snc-2026-1", ("SNC", "SNC-2026-00001")),
        ("OT2026-00012", ("OT", "OT-2026-00012")),
        ("Cra 15 # 4-38", None),
        ("S-", None),
        ("S-2026-1234567", None),
        ("S-٢٠٢٦-00418", None),
    ],
)
def test_el_numero_se_reconoce_aunque_se_escriba_de_afan(escrito, leido):
    form = FormularioBuscar({"q": escrito})
    assert form.is_valid()
    assert form.numero() == leido


def test_lo_que_no_se_puede_ver_se_dice_igual_que_lo_que_no_existe(m, client):
    pedido = m.pedido(m.habilitada("COM-MED"))
    assert Pedido.objects.visibles_para(m.facturacion).count() == 0
    ajeno = ir(client, m.facturacion, pedido.numero)
    ausente = ir(client, m.facturacion, "PD-2020-00009")
    assert ajeno.status_code == ausente.status_code == 200
    frase = "No hay un <span class=\"fijo\">{}</span> que usted pueda ver."
    assert frase.format(pedido.numero) in ajeno.content.decode()
    assert frase.format("PD-2020-00009") in ausente.content.decode()


@pytest.mark.parametrize(
    "q", ["garzón", "ROSALBA", "0104-22817", "35412087", "3105528840", "cra 15 4-38"]
)
def test_las_palabras_encuentran_el_predio_con_sus_solicitudes(m, client, q):
    caso = m.recibida()
    pagina = ir(client, m.pqr, q).content.decode()
    assert "Rosalba Garzón de Pinilla" in pagina
    assert caso.get_absolute_url() in pagina


def test_quien_no_atiende_solo_encuentra_predios_de_casos_que_puede_ver(m, client):
    caso = m.recibida()
    assert caso.numero in ir(client, m.gerencia, "rosalba").content.decode()
    assert "El Mirador" not in ir(client, m.gerencia, "rosalba").content.decode()
    pagina = ir(client, m.almacen, "rosalba").content.decode()
    assert "Rosalba Garzón" not in pagina
    assert caso.numero not in pagina


def test_el_jefe_de_otra_area_no_ve_el_caso_en_el_predio(m, client):
    caso = m.recibida("COM-VOL")
    pagina = ir(client, m.jefe_laboratorio, "rosalba").content.decode()
    assert "Rosalba Garzón" in pagina
    assert caso.numero not in pagina


@pytest.mark.parametrize(
    ("q", "estado"),
    [
        ("%00", 422), ("%EF%BF%BF", 422), ("%E2%80%AEcba", 422), ("x" * 500, 422), ("", 200),
        ("%27%20OR%201=1--", 200), ("%25%25%25", 200), ("%FF%FE", 200), ("(((", 200),
        ("%3Cscript%3E", 200), ("S-0000-00000", 200), ("S-9999-999999", 200),
    ],
)  # fmt: skip
def test_nada_de_lo_que_se_escriba_la_rompe(m, client, q, estado):
    client.force_login(m.pqr)
    respuesta = client.get(f"/buscar/?q={q}")
    assert respuesta.status_code == estado
    assert "<script>" not in respuesta.content.decode()


def test_cuesta_lo_mismo_con_un_caso_que_con_tres(m, client, django_assert_max_num_queries):
    m.recibida()
    client.force_login(m.pqr)
    with django_assert_max_num_queries(8) as uno:
        client.get("/buscar/", {"q": "rosalba"})
    m.recibida()
    m.recibida("COM-FON")
    with django_assert_max_num_queries(8) as tres:
        client.get("/buscar/", {"q": "rosalba"})
    assert len(uno) == len(tres)
