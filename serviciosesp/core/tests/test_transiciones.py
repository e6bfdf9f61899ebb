"""The one door."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template

from ordenes.models import OrdenTrabajo
from serviciosesp.core.models import Aviso, ClaveIdempotencia, Consecutivo, Evento
from serviciosesp.core.transiciones import (
    ClaveReutilizada,
    EstadoNoPermite,
    NoCumple,
    SinPermiso,
    VersionCambiada,
    ejecutar,
)
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


def aceptar(solicitud, por, **datos):
    datos = {"canal": "telefono", "evidencia": "Habló con ella"} | datos
    return ejecutar(Solicitud.aceptar, solicitud, por=por, **datos)


def test_un_acto_deja_estado_evento_y_aviso_en_la_misma_transaccion(m):
    solicitud = m.recibida()
    aceptada = aceptar(solicitud, m.pqr)
    evento = Evento.objects.de(aceptada).first()
    aviso = Aviso.objects.de(aceptada).get(clausula="C4")
    assert (aceptada.estado, evento.transicion, evento.de, evento.a) == (
        "aceptada", "aceptar", "recibida", "aceptada",
    )  # fmt: skip
    assert evento.por == m.pqr
    assert evento.clausulas == "C4"
    assert aviso.estado == "entregado"
    assert aviso.evidencia == "Habló con ella"


def test_fuera_de_la_puerta_ningun_acto_corre(m):
    with pytest.raises(RuntimeError, match="solo corre por ejecutar"):
        m.recibida().cerrar(por=None)


def test_el_estado_no_se_asigna(m):
    with pytest.raises(AttributeError):
        m.recibida().estado = "cerrada"


def test_recargar_no_afloja_la_proteccion(m):
    solicitud = m.recibida()
    aceptar(solicitud, m.pqr)
    solicitud.refresh_from_db()
    assert solicitud.estado == "aceptada"
    with pytest.raises(AttributeError):
        solicitud.estado = "cerrada"


def test_una_plantilla_no_corre_un_acto(m):
    solicitud = m.recibida()
    assert Template("{{ s.ordenar_revision }}{{ s.cerrar }}").render(Context({"s": solicitud})) == ""
    assert Solicitud.objects.get().estado == "recibida"


def test_un_estado_desconocido_no_entra_ni_por_update(m):
    m.recibida()
    with pytest.raises(IntegrityError, match="sol_estado"), transaction.atomic():
        Solicitud.objects.update(estado="cualquiera")


def test_desde_otro_estado_se_niega_con_palabras(m):
    solicitud = m.aceptada()
    with pytest.raises(EstadoNoPermite, match="Está en «Aceptada»") as negado:
        aceptar(solicitud, m.pqr)
    assert negado.value.status == 409


def test_sin_permiso_no_pasa(m):
    with pytest.raises(SinPermiso) as negado:
        aceptar(m.recibida(), m.contabilidad)
    assert negado.value.status == 403


def test_los_actos_internos_no_los_hace_una_persona(m):
    with pytest.raises(SinPermiso):
        ejecutar(Solicitud.calificar, m.prestada(), por=m.pqr, presunta=True)


def test_lo_de_la_orden_se_hace_en_la_orden(m):
    with pytest.raises(SinPermiso, match="se hace desde la orden"):
        ejecutar(Solicitud.iniciar, m.programada(), por=m.supervisor, orden="OT-1")


def test_un_jefe_no_mueve_lo_de_otra_area(m):
    with pytest.raises(SinPermiso, match="no es de su área"):
        aceptar(m.recibida("COM-VOL"), m.jefe_laboratorio)


def test_dice_todo_lo_que_falta_de_una_vez(m):
    solicitud = m.recibida("COM-ACO")
    with pytest.raises(NoCumple) as negado:
        aceptar(solicitud, m.pqr, canal="telefono", evidencia="")
    assert [(f.clausula, f.frase) for f in negado.value.faltan] == [
        ("C4", "Escriba la prueba del aviso: a quién se le dijo o quién recibió"),
        ("C3", "Falta la orden de revisión"),
    ]


def test_lo_negado_no_deja_nada(m):
    solicitud = m.recibida("COM-ACO")
    antes = (Evento.objects.count(), Aviso.objects.count(), list(Consecutivo.objects.values()))
    with pytest.raises(NoCumple):
        aceptar(solicitud, m.pqr)
    assert (Evento.objects.count(), Aviso.objects.count(), list(Consecutivo.objects.values())) == antes
    assert Solicitud.objects.get().version == solicitud.version


def test_repetir_con_la_misma_clave_da_el_primer_resultado(m):
    solicitud = m.recibida()
    primera = aceptar_con_clave(solicitud, m.pqr)
    segunda = aceptar_con_clave(solicitud, m.pqr)
    assert (primera.pk, primera.version) == (segunda.pk, segunda.version)
    assert Evento.objects.de(solicitud).filter(transicion="aceptar").count() == 1
    assert ClaveIdempotencia.objects.filter(clave="k1").count() == 1


def aceptar_con_clave(solicitud, por, evidencia="Habló con ella"):
    return ejecutar(
        Solicitud.aceptar, solicitud, por=por, clave="k1", canal="telefono", evidencia=evidencia
    )


def test_repetir_un_registro_no_crea_otro_radicado(m):
    datos = {
        "canal": "ventanilla", "pedida_en": "2026-11-02", "cliente": m.cliente, "predio": m.predio,
        "servicio": m.servicio("COM-VOL"), "descripcion": "x", "consentimiento": True,
    }  # fmt: skip
    from datetime import date

    datos["pedida_en"] = date(2026, 11, 2)
    numeros = {
        ejecutar(Solicitud.registrar, Solicitud(), por=m.pqr, clave="k2", **datos).numero
        for _ in range(3)
    }
    assert len(numeros) == 1
    assert Solicitud.objects.count() == 1


def test_la_misma_clave_con_otros_datos_se_niega(m):
    solicitud = m.recibida()
    aceptar_con_clave(solicitud, m.pqr)
    with pytest.raises(ClaveReutilizada):
        aceptar_con_clave(solicitud, m.pqr, evidencia="Otra cosa")


def test_la_version_vieja_se_niega(m):
    solicitud = m.recibida()
    ejecutar(Solicitud.anotar_has, solicitud, por=m.pqr, registro="H-1")
    with pytest.raises(VersionCambiada):
        aceptar(solicitud, m.pqr, version=solicitud.version)


def test_una_reaccion_que_falla_deshace_todo(m, settings, monkeypatch):
    from serviciosesp import procedimiento

    def se_cae(objeto, **_):
        raise ZeroDivisionError

    monkeypatch.setitem(procedimiento.REACCIONES, Solicitud.aceptar, [se_cae])
    solicitud = m.recibida()
    with pytest.raises(ZeroDivisionError):
        aceptar(solicitud, m.pqr)
    assert Solicitud.objects.get().estado == "recibida"
    assert not Aviso.objects.filter(clausula="C4").exists()


def test_los_eventos_no_se_cambian_ni_se_borran(m):
    evento = Evento.objects.de(m.recibida()).first()
    with pytest.raises(TypeError):
        evento.save()
    with pytest.raises(TypeError):
        evento.delete()
    with pytest.raises(TypeError):
        Evento.objects.update(hecho="otro")
    with pytest.raises(TypeError):
        Evento.objects.all().delete()


def test_la_cadena_de_eventos_enlaza_cada_uno_con_el_anterior(m):
    eventos = list(Evento.objects.de(m.cerrada("ESP-LAB")))[::-1]
    assert len(eventos) > 10
    anterior = ""
    for evento in eventos:
        assert evento.hash_anterior == anterior
        assert evento.hash == evento.calcular_hash()
        anterior = evento.hash


def test_los_numeros_no_tienen_huecos_aunque_algo_se_deshaga(m):
    primera = m.recibida()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        m.recibida()
        raise ZeroDivisionError
    segunda = m.recibida()
    assert [int(s.numero[-5:]) for s in (primera, segunda)] == [1, 2]


def test_cuantas_sentencias_cuesta_un_acto(m, django_assert_max_num_queries):
    solicitud = m.recibida()
    with django_assert_max_num_queries(22):
        aceptar(solicitud, m.pqr)
    assert connection.vendor in ("sqlite", "postgresql")


def test_la_orden_anidada_mueve_la_solicitud_en_la_misma_transaccion(m):
    solicitud = m.habilitada()
    m.programar(solicitud)
    solicitud.refresh_from_db()
    orden = OrdenTrabajo.objects.get()
    assert (solicitud.estado, orden.estado) == ("programada", "programada")
    assert solicitud.programada_para == orden.programacion.inicio
