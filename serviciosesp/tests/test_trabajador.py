"""The worker: what is due happens once, whoever runs it, and a clock that jumped moves nothing."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from encuestas.models import Encuesta
from serviciosesp import trabajos
from serviciosesp.core import calendario
from serviciosesp.core.models import Aviso, Evento, Latido
from serviciosesp.core.models.evento import clave_de
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


def cumplir(trabajo):
    """How many rows the job moved."""
    return sum(trabajo())


def en_habiles(dias, desde=None):
    """A clock at 9:00 of the day that comes `dias` días hábiles later."""
    dia = calendario.sumar_habiles(desde or timezone.localdate(), dias)
    return time_machine.travel(f"{dia}T14:00:00+00:00")


def de_nuevo(solicitud):
    return Solicitud.objects.get(pk=solicitud.pk)


def hechos(objeto, transicion):
    return Evento.objects.filter(objeto=clave_de(objeto), transicion=transicion).count()


# --- terms ---------------------------------------------------------------------------------------


def test_la_encuesta_no_devuelta_se_presume_y_cierra_la_solicitud(m):
    solicitud = m.prestada()
    assert cumplir(trabajos.presumir_encuestas) == 0
    with en_habiles(6):
        assert cumplir(trabajos.presumir_encuestas) == 1
        assert cumplir(trabajos.presumir_encuestas) == 0
    solicitud = de_nuevo(solicitud)
    assert (solicitud.estado, solicitud.calificacion_presunta) == ("cerrada", True)
    evento = Evento.objects.get(transicion="presumir")
    assert (evento.actor, evento.por) == ("El sistema", None)


def test_el_ultimo_dia_del_plazo_todavia_no_se_presume(m):
    m.prestada()
    with en_habiles(5):
        assert cumplir(trabajos.presumir_encuestas) == 0


@pytest.mark.django_db(transaction=True)
def test_dos_trabajadores_presumen_cada_encuesta_una_sola_vez():
    m = Mundo()
    for _ in range(12):
        m.prestada()
    with en_habiles(30), ThreadPoolExecutor(2) as hilos:
        hechas = sum(hilos.map(lambda _: en_otra_conexion(trabajos.presumir_encuestas), range(2)))
    assert hechas == 12
    assert {hechos(e, "presumir") for e in Encuesta.objects.all()} == {1}
    assert set(Solicitud.objects.values_list("estado", flat=True)) == {"cerrada"}


def en_otra_conexion(trabajo):
    try:
        return cumplir(trabajo)
    finally:
        connection.close()


def test_una_fila_dañada_no_detiene_las_demas(m):
    movida, repetida, buena = m.prestada(), m.prestada(), m.prestada()
    Solicitud._base_manager.filter(pk=movida.pk).update(estado="habilitada")
    item = repetida.encuesta.formulario.items.first()
    repetida.encuesta.respuestas.create(item=item, valor="bueno", presunta=True)
    with en_habiles(6):
        assert cumplir(trabajos.presumir_encuestas) == 1
    assert de_nuevo(buena).estado == "cerrada"
    assert de_nuevo(repetida).estado == "prestada"


def test_la_liquidacion_por_vencer_se_recuerda_una_vez_por_version(m):
    solicitud = m.liquidada()
    with en_habiles(11):
        assert cumplir(trabajos.recordar_liquidaciones) == 0
    with en_habiles(12):
        assert cumplir(trabajos.recordar_liquidaciones) == 1
        assert cumplir(trabajos.recordar_liquidaciones) == 0
    recordatorio = Aviso.objects.get(clave=f"{solicitud.numero}:recordatorio:1")
    assert (recordatorio.canal, recordatorio.destinatario) == ("correo", solicitud.correo)


def test_sin_correo_el_recordatorio_llega_a_quien_registro(m):
    m.cliente.correo = ""
    m.cliente.save()
    m.liquidada()
    with en_habiles(14):
        assert cumplir(trabajos.recordar_liquidaciones) == 1
    assert Aviso.objects.get(clave__contains="recordatorio").persona == m.pqr


def test_la_liquidacion_vencida_sin_pago_se_retira_pasada_la_gracia(m):
    solicitud = m.liquidada()
    vence = solicitud.liquidacion.vigente_hasta
    with en_habiles(5, vence):
        assert cumplir(trabajos.desistir_vencidas) == 0
    with en_habiles(6, vence):
        assert cumplir(trabajos.desistir_vencidas) == 1
        assert cumplir(trabajos.desistir_vencidas) == 0
    solicitud = de_nuevo(solicitud)
    assert (solicitud.estado, solicitud.motivo) == ("desistida", "liquidacion_vencida")


def test_con_un_pago_por_validar_no_se_retira(m):
    solicitud = m.pagada()
    with en_habiles(30, solicitud.liquidacion.vigente_hasta):
        assert cumplir(trabajos.desistir_vencidas) == 0
    assert de_nuevo(solicitud).estado == "liquidada"


def test_sin_respuesta_en_el_termino_hay_silencio_y_se_avisa_a_las_subgerencias(m):
    callada, respondida = m.recibida(), m.aceptada()
    with en_habiles(15):
        assert cumplir(trabajos.configurar_silencios) == 0
    with en_habiles(16):
        assert cumplir(trabajos.configurar_silencios) == 1
        assert cumplir(trabajos.configurar_silencios) == 0
    assert de_nuevo(callada).silencio_en is not None
    assert de_nuevo(respondida).silencio_en is None
    avisados = Aviso.objects.filter(clave__contains=":silencio:").values_list("persona", flat=True)
    assert set(avisados) == {m.subgerencia.pk, m.financiera.pk}


# --- the clock -----------------------------------------------------------------------------------


def ultimo_latido(hace):
    Latido.objects.create(nombre="trabajador", en=timezone.now() - hace)


@pytest.mark.parametrize("hace", [timedelta(days=11), timedelta(days=3650), -timedelta(hours=2)])
def test_con_el_reloj_saltado_no_se_cumple_ningun_plazo(m, hace):
    solicitud = m.prestada()
    ultimo_latido(hace)
    Encuesta._base_manager.update(vence_en=timezone.localdate() - timedelta(days=1))
    with pytest.raises(CommandError, match="no se cumple ningún plazo"):
        call_command("trabajador", una_vez=True)
    assert de_nuevo(solicitud).estado == "prestada"


@pytest.mark.parametrize("hace", [timedelta(days=4), timedelta(0), -timedelta(minutes=30)])
def test_despues_de_un_puente_se_pone_al_dia(m, hace):
    solicitud = m.prestada()
    ultimo_latido(hace)
    Encuesta._base_manager.update(vence_en=timezone.localdate() - timedelta(days=1))
    call_command("trabajador", una_vez=True)
    assert de_nuevo(solicitud).estado == "cerrada"


def test_forzar_da_por_buena_la_hora():
    ultimo_latido(timedelta(days=40))
    call_command("trabajador", una_vez=True, forzar=True)
    assert timezone.now() - Latido.objects.get().en < timedelta(minutes=1)


def test_el_reloj_atrasado_se_ve_en_la_salud(client):
    ultimo_latido(-timedelta(hours=3))
    assert "atrasado" in client.get("/salud/listo").json()["partes"]["trabajador"]


# --- the process ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_con_sigterm_termina_lo_que_tiene_en_la_mano_y_se_va():
    m = Mundo()
    solicitud = m.prestada()
    Encuesta._base_manager.update(vence_en=timezone.localdate() - timedelta(days=1))
    anteriores = {s: signal.getsignal(s) for s in (signal.SIGTERM, signal.SIGINT)}
    alarma = threading.Timer(15, os.kill, (os.getpid(), signal.SIGTERM))
    alarma.start()
    try:
        call_command("trabajador")
    finally:
        alarma.cancel()
        for senal, manejador in anteriores.items():
            signal.signal(senal, manejador)
    assert de_nuevo(solicitud).estado == "cerrada"
    assert Latido.objects.filter(nombre="trabajador").exists()
