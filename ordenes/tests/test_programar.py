"""A slot is taken with capacity and agreement (C8, C10), and changed with authorisation (C11)."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from ordenes.capacidad import primer_lugar
from ordenes.models import Cuadrilla, OrdenTrabajo
from serviciosesp.core import calendario
from serviciosesp.core.transiciones import ejecutar


@pytest.fixture
def dia(m):
    """The next working day, which the builders' own slots do not use."""
    return calendario.sumar_habiles(timezone.localdate(), 9)


@pytest.fixture
def cita(m, dia):
    return {
        "fecha": dia.isoformat(), "desde": "09:00", "hasta": "10:30", "cuadrilla": m.equipo.pk,
        "acuerdo_con": "Rosalba Garzón", "acuerdo_canal": "telefono",
    }  # fmt: skip


@pytest.fixture
def cambio(cita):
    """The data of a rescheduling at another hour."""
    nueva = {k: v for k, v in cita.items() if not k.startswith("acuerdo")}
    return nueva | {
        "desde": "14:00", "hasta": "15:00", "causa": "necesidad", "pide": "empresa",
        "autoriza": "Rosalba Garzón", "canal": "telefono", "evidencia": "Llamada de las 10:15",
    }  # fmt: skip


def orden_de(solicitud):
    return solicitud.ordenes_trabajo.latest("id")


def url(orden, acto):
    return f"/ordenes/{orden.numero}/{acto}/"


def test_se_programa_y_la_cuadrilla_queda_avisada(m, enviar, cita):
    orden = orden_de(m.habilitada())
    respuesta = enviar(m.supervisor, url(orden, "programar"), vehiculo=m.vehiculo.pk, **cita)
    assert respuesta.status_code == 302
    orden = OrdenTrabajo.objects.get(pk=orden.pk)
    assert orden.estado == "programada" and orden.solicitud.estado == "programada"
    local = timezone.localtime(orden.programacion.inicio)
    assert f"{local:%H:%M}" == "09:00" and orden.programacion.vehiculo == m.vehiculo
    assert m.cuadrilla.avisos.filter(asunto__contains=orden.numero).exists()


@pytest.mark.parametrize("recurso", ["cuadrilla", "vehículo"])
def test_un_cruce_se_dice_en_palabras_y_no_guarda_nada(m, enviar, cita, recurso):
    primera, segunda = orden_de(m.habilitada()), orden_de(m.habilitada())
    enviar(m.supervisor, url(primera, "programar"), vehiculo=m.vehiculo.pk, **cita)
    otra = cita | {"desde": "10:00", "hasta": "11:00", "acuerdo_con": "Pedro Rozo"}
    if recurso == "vehículo":
        otra |= {"cuadrilla": m.equipo2.pk, "vehiculo": m.vehiculo.pk}
    respuesta = enviar(m.supervisor, url(segunda, "programar"), **otra)
    assert respuesta.status_code == 422
    error = respuesta.context["form"].errors["cuadrilla"][0]
    quien = m.vehiculo.placa if recurso == "vehículo" else "Cuadrilla 1"
    assert quien in error and primera.numero in error and "Está libre desde las 10:30" in error
    assert 'value="Pedro Rozo"' in respuesta.text and "No se guardó nada" in respuesta.text
    assert OrdenTrabajo.objects.get(pk=segunda.pk).estado == "emitida"


def test_la_hora_que_termina_antes_se_dice_junto_a_hasta(m, enviar, cita):
    orden = orden_de(m.habilitada())
    respuesta = enviar(m.supervisor, url(orden, "programar"), **(cita | {"hasta": "08:30"}))
    assert respuesta.status_code == 422
    assert "una después de las 09:00" in respuesta.context["form"].errors["hasta"][0]


def test_sin_decir_quien_acepto_la_fecha_no_se_programa(m, enviar, cita):
    orden = orden_de(m.habilitada())
    respuesta = enviar(m.supervisor, url(orden, "programar"), **(cita | {"acuerdo_con": ""}))
    assert respuesta.status_code == 422
    assert "Escriba quién aceptó la fecha" in respuesta.text
    assert orden_de(orden.solicitud).programacion is None


def test_fuera_de_la_jornada_no_cabe(m, enviar, cita):
    orden = orden_de(m.habilitada())
    tarde = cita | {"desde": "16:30", "hasta": "18:00"}
    respuesta = enviar(m.supervisor, url(orden, "programar"), **tarde)
    assert respuesta.status_code == 422 and "trabaja de 07:00 a 17:00" in respuesta.text


def test_la_revision_se_programa_por_la_misma_direccion(m, enviar, cita):
    orden = m.en_revision().ordenes_revision.get()
    assert enviar(m.supervisor, url(orden, "programar"), **cita).status_code == 302
    assert type(orden).objects.get(pk=orden.pk).estado == "programada"


def test_reprogramar_conserva_la_fecha_anterior_a_la_vista(m, enviar, entrar, cita, cambio):
    orden = orden_de(m.habilitada())
    enviar(m.supervisor, url(orden, "programar"), **cita)
    assert enviar(m.supervisor, url(orden, "reprogramar"), **cambio).status_code == 302
    pagina = entrar(m.pqr).get(orden.get_absolute_url()).text
    assert "de 14:00 a 15:00" in pagina and "Fechas anteriores" in pagina
    assert "de 09:00 a 10:30" in pagina and "Llamada de las 10:15" in pagina


@pytest.mark.parametrize("falta", ["autoriza", "canal", "evidencia"])
def test_sin_la_autorizacion_completa_la_fecha_no_cambia(m, enviar, cita, cambio, falta):
    orden = orden_de(m.habilitada())
    enviar(m.supervisor, url(orden, "programar"), **cita)
    respuesta = enviar(m.supervisor, url(orden, "reprogramar"), **(cambio | {falta: ""}))
    assert respuesta.status_code == 422
    assert "(C11)" in respuesta.context["form"].errors[falta][0]
    orden = OrdenTrabajo.objects.get(pk=orden.pk)
    assert f"{timezone.localtime(orden.programacion.inicio):%H:%M}" == "09:00"
    assert orden.programaciones.count() == 1


def test_el_primer_lugar_salta_lo_ocupado_y_cabe(m, dia):
    servicio = m.servicio("ESP-LAB")
    antes = primer_lugar(servicio, dia)
    assert f"{timezone.localtime(antes.inicio):%H:%M}" == "07:00"
    for orden, equipo in (
        (orden_de(m.habilitada()), m.equipo),
        (orden_de(m.habilitada()), m.equipo2),
    ):
        ejecutar(
            OrdenTrabajo.programar, orden, por=m.supervisor, inicio=antes.inicio,
            fin=antes.inicio + timedelta(minutes=100), cuadrilla=equipo,
            acuerdo_con="Ana", acuerdo_canal="telefono",
        )  # fmt: skip
    despues = primer_lugar(servicio, dia)
    assert f"{timezone.localtime(despues.inicio):%d %H:%M}" == f"{dia:%d} 09:00"


def test_el_primer_lugar_no_cae_en_dia_no_habil(m):
    sabado = timezone.localdate() + timedelta(days=14)
    sabado += timedelta(days=(5 - sabado.weekday()) % 7)
    lugar = primer_lugar(m.servicio("ESP-LAB"), sabado)
    assert calendario.es_habil(timezone.localdate(lugar.inicio)) and lugar.inicio.date() > sabado


def test_un_servicio_mas_largo_que_la_jornada_no_tiene_lugar(m, dia):
    servicio = m.servicio("ESP-LAB")
    servicio.duracion_minutos = 11 * 60
    assert primer_lugar(servicio, dia) is None


def test_el_enlace_del_lugar_llena_el_formulario(m, entrar, dia):
    orden = orden_de(m.habilitada())
    lugar = f"?fecha={dia}&desde=13:00&hasta=14:00&cuadrilla={m.equipo2.pk}"
    pagina = entrar(m.supervisor).get(url(orden, "programar") + lugar)
    assert f'value="{dia}"' in pagina.text and 'value="13:00"' in pagina.text
    assert f'<option value="{m.equipo2.pk}" selected>' in pagina.text


def test_una_direccion_con_fecha_imposible_recibe_422(m, entrar):
    orden = orden_de(m.habilitada())
    assert (
        entrar(m.supervisor).get(url(orden, "programar") + "?fecha=31/02/2026").status_code == 422
    )


def test_lo_ya_programado_no_se_vuelve_a_programar(m, entrar, enviar, cita):
    orden = orden_de(m.programada())
    assert entrar(m.supervisor).get(url(orden, "programar")).status_code == 409
    assert enviar(m.supervisor, url(orden, "programar"), **cita).status_code == 409


def test_la_agenda_tiene_la_orden_y_lo_que_espera_fecha(m, entrar, enviar, cita, dia):
    puesta, espera = orden_de(m.habilitada()), orden_de(m.habilitada())
    enviar(m.supervisor, url(puesta, "programar"), **cita)
    pagina = entrar(m.supervisor).get("/ordenes/agenda/", {"dia": dia.isoformat()})
    assert "09:00 a 10:30" in pagina.text and puesta.numero in pagina.text
    assert "1 h 30 de 10 h" in pagina.text
    assert [o.numero for o in pagina.context["esperan"]] == [espera.numero]
    assert f"/ordenes/{espera.numero}/programar/?fecha={dia}" in pagina.text


def test_lo_que_vence_antes_se_ubica_primero(m, entrar):
    tarde, pronto = m.habilitada(), m.habilitada()
    type(tarde).objects.filter(pk=tarde.pk).update(
        vence_en=timezone.localdate() + timedelta(days=9)
    )
    type(tarde).objects.filter(pk=pronto.pk).update(vence_en=timezone.localdate())
    esperan = entrar(m.pqr).get("/ordenes/agenda/").context["esperan"]
    assert [o.solicitud_id for o in esperan] == [pronto.pk, tarde.pk]


def test_una_fecha_imposible_en_la_agenda_se_explica(m, entrar):
    respuesta = entrar(m.supervisor).get("/ordenes/agenda/?dia=ayer")
    assert respuesta.status_code == 422 and "Escriba una fecha que exista" in respuesta.text


def test_el_primer_lugar_libre_vale_con_identificadores_de_mil_en_adelante(m, entrar):
    """An identifier in an address carries no thousands dot."""
    orden = orden_de(m.habilitada())
    Cuadrilla.objects.update(activa=False)
    Cuadrilla.objects.create(pk=15_174, nombre="Cuadrilla 3", area="aseo")
    url, client = f"/ordenes/{orden.numero}/programar/", entrar(m.supervisor)
    lugar = re.search(r'href="(\?fecha=[^"]+)"', client.get(url).content.decode())[1]
    respuesta = client.get(url + unescape(lugar))
    assert (respuesta.status_code, respuesta.context["form"].initial["cuadrilla"].pk) == (200, 15_174)
