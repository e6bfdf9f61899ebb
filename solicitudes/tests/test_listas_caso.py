"""Lists and the record: filters, pages, cost and what the person sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solicitudes.models import Solicitud
from solicitudes.views.caso import SolicitudListaView

from .paginas import texto

LISTA = "/solicitudes/"


def consultas(navegador, url):
    with CaptureQueriesContext(connection) as hechas:
        assert navegador.get(url).status_code == 200
    return len(hechas)


def numeros(respuesta):
    return {s.numero for s in respuesta.context["filas"]}


@pytest.mark.parametrize(
    ("url", "hacer", "quien", "tope"),
    [
        (LISTA, "recibida", "pqr", 6),
        ("/solicitudes/pagos/", "pagada", "contabilidad", 8),
        ("/solicitudes/cargos/", "prestada", "facturacion", 8),
        ("/solicitudes/cargos/exportar/", "prestada", "facturacion", 8),
    ],
)
def test_una_lista_cuesta_lo_mismo_con_una_fila_que_con_tres(m, como, url, hacer, quien, tope):
    navegador = como(getattr(m, quien))
    getattr(m, hacer)()
    navegador.get(url)
    una = consultas(navegador, url)
    getattr(m, hacer)()
    getattr(m, hacer)()
    assert consultas(navegador, url) == una <= tope


@pytest.mark.parametrize(
    ("estado", "codigo", "quien"),
    [
        ("recibida", "COM-ACO", "pqr"),
        ("revisada", "COM-ACO", "pqr"),
        ("pagada", "ESP-LAB", "pqr"),
        ("pagada", "ESP-LAB", "contabilidad"),
        ("habilitada", "ESP-LAB", "jefe_area"),
        ("prestada", "ESP-ESC", "pqr"),
    ],
)
def test_el_expediente_cuesta_poco(m, como, estado, codigo, quien):
    solicitud = getattr(m, estado)(codigo)
    navegador = como(getattr(m, quien))
    navegador.get(solicitud.get_absolute_url())
    assert consultas(navegador, solicitud.get_absolute_url()) <= 20


def test_el_expediente_cuesta_lo_mismo_con_mas_cosas(m, como):
    solicitud, navegador = m.pagada("ESP-LAB", valor=100_000), como(m.pqr)
    navegador.get(solicitud.get_absolute_url())
    uno = consultas(navegador, solicitud.get_absolute_url())
    m.pago(solicitud, valor=1000, referencia="B")
    m.pago(solicitud, valor=2000, referencia="C")
    assert consultas(navegador, solicitud.get_absolute_url()) == uno


# --- filtros ------------------------------------------------------------------------------------


def test_los_filtros_van_en_la_direccion(m, como):
    volqueta, escombros, lab = m.recibida(), m.aceptada("ESP-ESC"), m.liquidada("ESP-LAB")
    navegador = como(m.pqr)
    casos = {
        "": {volqueta, escombros, lab}, "?estado=aceptada": {escombros},
        "?servicio=ESP-LAB": {lab}, "?area=aseo": {volqueta, escombros},
        "?clase=especial": {escombros, lab}, f"?numero={lab.numero.lower()}": {lab},
        f"?numero={lab.numero[:6]}": {volqueta, escombros, lab}, "?numero=2026": set(),
        "?area=aseo&clase=especial": {escombros}, "?vencidas=on": set(),
    }  # fmt: skip
    for consulta, esperadas in casos.items():
        respuesta = navegador.get(LISTA + consulta)
        assert numeros(respuesta) == {s.numero for s in esperadas}, consulta


def test_las_vencidas_son_las_abiertas_que_pasaron_su_dia(m, como):
    vencida, cerrada = m.recibida(), m.cerrada()
    Solicitud.objects.update(vence_en="2026-01-15")
    respuesta = como(m.pqr).get(LISTA + "?vencidas=on")
    assert numeros(respuesta) == {vencida.numero}
    assert cerrada.numero not in texto(respuesta)
    assert "Venció el" in texto(respuesta)


@pytest.mark.parametrize(
    "consulta",
    ["?estado=perdida", "?servicio=X", "?area=luna", "?clase=1", "?desde=abc", "?hasta=-1",
     "?desde=99999999999999999999", f"?numero={'9' * 40}", "?numero=%00"],
)  # fmt: skip
@pytest.mark.parametrize("ruta", [LISTA])
def test_un_parametro_malo_se_dice_y_no_rompe(m, como, ruta, consulta):
    m.recibida()
    respuesta = como(m.pqr).get(ruta + consulta)
    assert respuesta.status_code == 422
    assert "Revise lo que pidió" in texto(respuesta)
    assert numeros(respuesta) == set()


@pytest.mark.parametrize("ruta", ["pagos", "devoluciones", "cargos"])
def test_un_estado_que_no_existe_se_dice(m, como, ruta):
    respuesta = como(m.contabilidad).get(f"/solicitudes/{ruta}/?estado=perdido")
    assert respuesta.status_code == 422
    assert "perdido" in texto(respuesta)


def test_las_paginas_siguen_sin_saltar_ni_repetir(m, como, monkeypatch):
    monkeypatch.setattr(SolicitudListaView, "por_pagina", 2)
    todas = [m.recibida().numero for _ in range(5)][::-1]
    vistas, url = [], ""
    for _ in range(3):
        respuesta = como(m.pqr).get(LISTA + url)
        vistas += [s.numero for s in respuesta.context["filas"]]
        url = respuesta.context["paginas"]["siguientes_url"]
    assert (vistas, url) == (todas, "")
    anteriores = respuesta.context["paginas"]["anteriores_url"]
    antes = como(m.pqr).get(LISTA + anteriores)
    assert [s.numero for s in antes.context["filas"]] == todas[2:4]


def test_cada_jefe_ve_las_de_su_area(m, como):
    m.recibida()
    lab = m.recibida("ESP-LAB")
    assert numeros(como(m.jefe_laboratorio).get(LISTA)) == {lab.numero}
    assert como(m.almacen).get(LISTA).status_code == 403


def test_la_lista_vacia_dice_que_hacer(m, como):
    assert "Registrar una solicitud" in texto(como(m.pqr).get(LISTA))
    assert "Ninguna solicitud coincide" in texto(como(m.pqr).get(LISTA + "?estado=cerrada"))
