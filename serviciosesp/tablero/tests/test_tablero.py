"""The board: each figure from a case made for it, and its page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from encuestas import indicadores as de_encuesta
from encuestas.models import Encuesta
from noconformes.indicadores import abiertas, tasa_de_no_conformes
from noconformes.models import SalidaNoConforme
from ordenes.indicadores import ejecucion_en_fecha, por_semana
from ordenes.models import OrdenTrabajo, Programacion
from serviciosesp.core.cifras import Cifra
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tablero.filtros import FiltroTablero, mes_siguiente, meses
from serviciosesp.tablero.tarjetas import TARJETAS, tarjetas_de
from serviciosesp.tests.mundo import Mundo
from solicitudes import indicadores as de_solicitud
from solicitudes.models import Pago, Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


@pytest.fixture
def mes():
    hoy = timezone.localdate()
    return hoy.replace(day=1), mes_siguiente(hoy)


def con_termino(solicitud, dias):
    """Its answer is due `dias` after today."""
    dia = timezone.localdate() + timedelta(days=dias)
    Solicitud.objects.filter(pk=solicitud.pk).update(respuesta_vence=dia)


# --- Figures --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "de", "por_ciento"), [(3, 3, 100), (299, 300, 99), (0, 5, 0), (0, 0, None)]
)
def test_el_porcentaje_no_promete_de_mas(n, de, por_ciento):
    assert Cifra(n, de).porcentaje == por_ciento


def test_i01_cuenta_lo_debido_no_lo_que_sigue_en_termino_ni_lo_retirado(m):
    hoy = timezone.localdate()
    a_tiempo, tarde, sin_respuesta = m.aceptada(), m.aceptada(), m.recibida()
    en_termino, retirada = m.recibida(), m.recibida()
    con_termino(a_tiempo, 0)
    con_termino(tarde, -1)
    con_termino(sin_respuesta, -1)
    con_termino(en_termino, 0)
    con_termino(retirada, -1)
    ejecutar(Solicitud.desistir, retirada, por=m.pqr, motivo="cliente")
    cifra = de_solicitud.oportunidad_de_respuesta(
        Solicitud.objects, hoy - timedelta(days=2), hoy + timedelta(days=1)
    )
    assert (cifra.n, cifra.de) == (1, 3)
    assert set(cifra.casos) == {tarde, sin_respuesta}


def test_i02_cumple_quien_termina_a_mas_tardar_el_dia_acordado(m, mes):
    m.prestada()
    tarde = m.prestada().ordenes_trabajo.get()
    ayer = timezone.now() - timedelta(days=1)
    Programacion.objects.filter(orden_trabajo=tarde).update(
        inicio=ayer - timedelta(hours=2), fin=ayer
    )
    m.programada()
    cifra = ejecucion_en_fecha(OrdenTrabajo.objects, *mes)
    assert (cifra.n, cifra.de) == (1, 2)
    assert list(cifra.casos) == [tarde]
    *vacias, ultima = por_semana(OrdenTrabajo.objects, timezone.localdate() + timedelta(days=1))
    assert ultima[1:] == (1, 1)
    assert len(vacias) == 7 and {semana[1:] for semana in vacias} == {(0, 0)}
    assert all(semana[0].weekday() == 0 for semana in [*vacias, ultima])


def test_real_presunta_y_tasa_son_tres_cifras_que_no_se_mezclan(m, mes):
    m.responder(m.prestada(), i1="malo", i2="")
    m.prestada()
    sin_devolver = m.prestada().encuesta
    ayer = timezone.localdate() - timedelta(days=1)
    Encuesta.objects.filter(pk=sin_devolver.pk).update(vence_en=ayer)
    ejecutar(Encuesta.presumir, sin_devolver, por=None)
    real = de_encuesta.satisfaccion_real(Encuesta.objects, *mes)
    assert (real.n, real.de) == (8, 9)  # ten items, one blank, one «malo»; none presumed
    assert [e.solicitud.salidas_no_conformes.count() for e in real.casos] == [1]
    presuntas = de_encuesta.presuntas(Encuesta.objects, *mes)
    assert (presuntas.n, presuntas.de) == (1, 3)
    tasa = de_encuesta.tasa_de_respuesta(Encuesta.objects, *mes)
    assert (tasa.n, tasa.de) == (1, 3)


def test_i06_salidas_del_mes_sobre_servicios_del_mes(m, mes):
    m.responder(m.prestada(), i1="regular")
    m.prestada()
    prestados = de_solicitud.prestados(Solicitud.objects, *mes)
    cifra = tasa_de_no_conformes(SalidaNoConforme.objects, prestados, *mes)
    assert (cifra.n, cifra.de) == (1, 2)
    ayer = timezone.localdate() - timedelta(days=1)
    SalidaNoConforme.objects.update(vence_en=ayer)
    assert abiertas(SalidaNoConforme.objects).n == 1


def test_i16_la_compuerta_da_cero_sobre_lo_que_ya_paso(m):
    m.programada()
    m.programada("ESP-LAB")
    m.habilitada()
    cifra = de_solicitud.compuerta(Solicitud.objects)
    assert (cifra.n, cifra.de) == (0, 2)


def test_i14_lo_reversado_se_resta_y_solo_cuenta_la_ultima_liquidacion(m, mes):
    m.habilitada("ESP-LAB")
    m.liquidada("ESP-LAB")
    uno = Solicitud.objects.first().liquidacion.total
    cifra = de_solicitud.recaudo(Pago.objects, *mes)
    assert (cifra.n, cifra.de) == (uno, 2 * uno)
    pago = Pago.objects.get()
    ejecutar(Pago.proponer_reverso, pago, por=m.contabilidad, motivo="Sin fondos")
    ejecutar(Pago.reversar, pago, por=m.financiera)
    assert de_solicitud.recaudo(Pago.objects, *mes).n == 0


def test_lo_que_espera_validacion_suma_pesos_y_pagos(m):
    m.pago(m.liquidada("ESP-LAB"), valor=30_000)
    m.pago(m.liquidada("ESP-LAB"), valor=20_000)
    cifra = de_solicitud.por_validar(Pago.objects)
    assert (cifra.n, cifra.de) == (50_000, 2)


def test_donde_estan_sigue_el_orden_del_procedimiento(m):
    m.liquidada()
    m.recibida()
    m.recibida()
    assert [(e, n) for e, n, _ in de_solicitud.donde_estan(Solicitud.objects)] == [
        ("recibida", 2), ("liquidada", 1),
    ]  # fmt: skip


def test_otro_mes_no_cuenta_lo_de_este(m, mes):
    m.responder(m.prestada(), i1="malo")
    otro = mes[0] - timedelta(days=31), mes[0]
    assert ejecucion_en_fecha(OrdenTrabajo.objects, *otro).de == 0
    assert de_encuesta.tasa_de_respuesta(Encuesta.objects, *otro).de == 0
    assert tasa_de_no_conformes(SalidaNoConforme.objects, 0, *otro).n == 0


# --- The page -------------------------------------------------------------------------------------


def test_cada_cargo_ve_las_cifras_que_le_tocan(m, mes):
    def claves(persona):
        return [t.clave for t in tarjetas_de(persona, *mes)]

    assert claves(m.gerencia) == claves(m.pqr) == list(TARJETAS)
    assert {"validar", "recaudo"}.isdisjoint(claves(m.supervisor))
    assert {"satisfaccion", "salidas"}.isdisjoint(claves(m.contabilidad))


@pytest.mark.parametrize(
    ("quien", "estado"),
    [("gerencia", 200), ("jefe_area", 200), ("cuadrilla", 403), ("almacen", 403), ("sin_rol", 403)],
)
def test_lo_abre_quien_puede(m, client, quien, estado):
    client.force_login(getattr(m, quien))
    assert client.get("/tablero/").status_code == estado


def test_la_cifra_abre_sus_casos(m, client):
    m.responder(m.prestada(), i1="malo")
    salida = SalidaNoConforme.objects.get()
    client.force_login(m.gerencia)
    pagina = client.get("/tablero/").content.decode()
    enlace = f"?mes={timezone.localdate():%Y-%m}&amp;casos=salidas#casos"
    assert f'href="{enlace}"' in pagina
    assert salida.numero not in pagina
    assert salida.numero in client.get("/tablero/?casos=salidas").content.decode()


def test_los_casos_del_area_ajena_no_se_cuentan_ni_se_abren(m, client):
    m.responder(m.prestada("COM-VOL"), i1="malo")
    client.force_login(m.jefe_laboratorio)
    pagina = client.get("/tablero/?casos=salidas").content.decode()
    assert SalidaNoConforme.objects.get().numero not in pagina
    assert "Aún no hay servicios terminados en el mes." in pagina


@pytest.mark.parametrize(
    "consulta",
    ["mes=2026-13", "mes=1-1", "mes=%00", "mes=9999-99", "casos=zzz", "casos=%00", "mes=x" * 99],
)
def test_un_mes_o_un_caso_que_no_existe_se_explica(m, client, consulta):
    client.force_login(m.gerencia)
    respuesta = client.get(f"/tablero/?{consulta}")
    assert respuesta.status_code == 422
    assert "Revise lo que pidió" in respuesta.content.decode()


def test_los_meses_van_del_actual_hacia_atras_y_cada_uno_abre(m, client):
    claves = [clave for clave, _ in meses()]
    assert claves[0] == f"{timezone.localdate():%Y-%m}"
    assert len(set(claves)) == 24 and claves == sorted(claves, reverse=True)
    form = FiltroTablero({"mes": claves[-1]})
    assert form.is_valid() and f"{form.desde():%Y-%m-%d}" == f"{claves[-1]}-01"
    client.force_login(m.gerencia)
    assert client.get(f"/tablero/?mes={claves[-1]}").status_code == 200


def test_cuesta_lo_mismo_con_mas_casos(m, client):
    client.force_login(m.gerencia)

    def consultas():
        with CaptureQueriesContext(connection) as capturadas:
            client.get("/tablero/?casos=tasa")
        return len(capturadas)

    m.responder(m.prestada())
    uno = consultas()
    m.responder(m.prestada())
    m.responder(m.prestada())
    assert consultas() == uno <= 20
