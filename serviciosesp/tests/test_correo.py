"""Mail of the outbox: nothing lost, nobody blocks the rest, nothing slips into a header."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pruebas_pg import puerto_libre
from serviciosesp.core import correo
from serviciosesp.core.models import Aviso

pytestmark = pytest.mark.django_db


def aviso(clave="S-2026-00001:aceptada", **campos):
    datos = {
        "clave": clave, "raiz": "solicitudes.solicitud:1", "clausula": "C4", "canal": "correo",
        "destinatario": "rosalba@example.com", "asunto": "Su solicitud fue aceptada",
        "cuerpo": "Señora Rosalba: la aceptamos.", "estado": Aviso.PENDIENTE,
    } | campos  # fmt: skip
    return Aviso.objects.create(**datos)


def enviar():
    return list(correo.enviar_pendientes())


def test_lo_pendiente_sale_una_vez_y_queda_enviado(correo_smtp):
    pendiente = aviso()
    assert enviar() == [True]
    assert enviar() == []
    (mensaje,) = correo_smtp.mensajes
    assert mensaje["To"] == "rosalba@example.com"
    assert "la aceptamos" in mensaje.get_content()
    pendiente.refresh_from_db()
    assert (pendiente.estado, pendiente.intentos) == (Aviso.ENVIADO, 0)


def test_el_message_id_sale_de_la_clave_y_se_repite_al_reintentar(correo_smtp):
    pendiente = aviso()
    enviar()
    # Killed after the server said yes and before the row was marked.
    Aviso.objects.filter(pk=pendiente.pk).update(estado=Aviso.PENDIENTE, tomado_hasta=None)
    aviso("otra")
    enviar()
    identificadores = [m["Message-ID"] for m in correo_smtp.mensajes]
    assert len(identificadores) == 3
    assert len(set(identificadores)) == 2


def test_el_asunto_con_saltos_no_abre_otro_encabezado(correo_smtp):
    aviso(asunto="Hola\r\nBcc: todos@example.com\r\n\r\n<b>")
    assert enviar() == [True]
    (mensaje,) = correo_smtp.mensajes
    assert mensaje["Bcc"] is None
    assert mensaje["Subject"] == "Hola Bcc: todos@example.com <b>"


MALAS = ["a@example.com\nBcc: b@example.com", "a@example.com, b@example.com", "no-es-correo", ""]


@pytest.mark.parametrize("mala", MALAS)
def test_una_direccion_mala_no_detiene_a_las_demas(correo_smtp, mala):
    mal = aviso("mala", destinatario=mala, siguiente_intento=timezone.now() - timedelta(days=1))
    aviso("buena")
    assert enviar() == [False, True]
    assert [m["To"] for m in correo_smtp.mensajes] == ["rosalba@example.com"]
    mal.refresh_from_db()
    assert (mal.estado, mal.intentos) == (Aviso.PENDIENTE, 1)
    assert mal.error


def test_lo_que_el_servidor_rechaza_espera_cada_vez_mas_y_al_final_queda_fallido(correo_smtp):
    rechazado = aviso()
    correo_smtp.rechazo = "451 ahora no"
    esperas = []
    for _ in range(Aviso.INTENTOS_MAXIMOS):
        assert enviar() == [False]
        rechazado.refresh_from_db()
        espera = rechazado.siguiente_intento - timezone.now()
        esperas.append(round(espera.total_seconds() / 60))
        Aviso.objects.update(siguiente_intento=timezone.now())
    assert esperas == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert rechazado.estado == Aviso.FALLIDO
    assert "451" in rechazado.error
    assert enviar() == []


def test_sin_servidor_no_se_le_cuenta_a_nadie_y_al_volver_sale_todo(correo_smtp, settings):
    for n in range(3):
        aviso(f"n{n}")
    arriba = settings.MAILERS
    opciones = {"host": "127.0.0.1", "port": puerto_libre(), "timeout": 2}
    settings.MAILERS = {"default": arriba["default"] | {"OPTIONS": opciones}}
    with pytest.raises(correo.SinServidor):
        enviar()
    assert set(Aviso.objects.values_list("estado", "intentos", "tomado_hasta")) == {
        (Aviso.PENDIENTE, 0, None)
    }
    settings.MAILERS = arriba
    assert enviar() == [True] * 3


def test_lo_que_otro_trabajador_tiene_tomado_se_deja_hasta_que_venza(correo_smtp):
    tomado = aviso()
    assert tomado.tomar()
    assert not Aviso.objects.get(pk=tomado.pk).tomar()
    assert enviar() == []
    Aviso.objects.update(tomado_hasta=timezone.now() - timedelta(seconds=1))
    assert enviar() == [True]
