"""Acción correctiva: owner, date, and effectiveness verified by somebody else (C18)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from noconformes import forms
from noconformes.models import AccionCorrectiva
from serviciosesp.core.transiciones import ejecutar

LISTA, NUEVA = reverse("noconformes:acciones"), reverse("noconformes:abrir_accion")
CLAVE = {"clave": "k" * 32, "version": ""}


def datos(m, **cambios):
    return CLAVE | {
        "origen": "incumplimiento", "descripcion": "Se faltó a una cita",
        "plan": "Confirmar la víspera", "criterio": "Cero faltas en 90 días",
        "responsable": m.supervisor.pk, "vence_en": timezone.localdate() + timedelta(days=20),
        "equipo": "Cuadrilla 1",
    } | cambios  # fmt: skip


def accion(m, responsable=None, salida=None):
    return ejecutar(
        AccionCorrectiva.abrir, AccionCorrectiva(salida=salida), por=m.jefe_area,
        origen="snc" if salida else "auditoria", descripcion="x", plan="y", criterio="z",
        responsable=responsable or m.supervisor, vence_en=timezone.localdate(),
    )  # fmt: skip


def url(acto, registro):
    return reverse(f"noconformes:{acto}_accion", args=[registro.numero])


FORMULARIOS = {
    "abrir": forms.AbrirAccionForm, "reportar": forms.ReportarForm,
    "declarar_eficaz": forms.DeclararEficazForm, "declarar_no_eficaz": forms.DeclararNoEficazForm,
}  # fmt: skip


@pytest.mark.parametrize("acto", FORMULARIOS)
def test_los_campos_son_los_del_acto(acto, db):
    campos = set(FORMULARIOS[acto](objeto=AccionCorrectiva()).fields) - {"clave", "version"}
    assert campos == set(getattr(AccionCorrectiva, acto).acto.datos)


@pytest.mark.parametrize(("final", "estado"), [("declarar_eficaz", "eficaz"),
                                               ("declarar_no_eficaz", "no_eficaz")])  # fmt: skip
def test_una_accion_se_lleva_entera_por_sus_paginas(m, como, final, estado):
    client = como(m.jefe_area)
    assert client.post(NUEVA, datos(m)).status_code == 302
    abierta = AccionCorrectiva.objects.get()
    assert (abierta.estado, abierta.salida, abierta.responsable) == ("abierta", None, m.supervisor)
    client.post(url("iniciar", abierta), CLAVE | {"clave": "a"})
    client.post(url("reportar", abierta), CLAVE | {"clave": "b", "ejecucion": "Se hizo un formato"})
    respuesta = como(m.calidad).post(
        url(final, abierta), CLAVE | {"clave": "c", "eficacia": "Se contaron"}, follow=True
    )
    assert AccionCorrectiva.objects.get().estado == estado
    assert "Se hizo un formato" in respuesta.content.decode()


def test_la_eficacia_no_la_declara_la_persona_responsable(m, como):
    registro = accion(m, responsable=m.calidad)
    ejecutar(AccionCorrectiva.iniciar, registro, por=m.jefe_area)
    ejecutar(AccionCorrectiva.reportar, registro, por=m.jefe_area, ejecucion="Hecho")
    respuesta = como(m.calidad).post(url("declarar_eficaz", registro), CLAVE | {"eficacia": "Sí"})
    assert respuesta.status_code == 403
    assert "La eficacia la verifica otra persona" in respuesta.content.decode()
    assert AccionCorrectiva.objects.get().estado == "ejecutada"


def test_desde_una_salida_queda_atada_a_ella(m, como):
    salida = m.responder(m.prestada(), i1="malo").salida_no_conforme
    client = como(m.jefe_area)
    pagina = client.get(NUEVA, {"snc": salida.numero}).content.decode()
    assert salida.descripcion in pagina
    respuesta = client.post(f"{NUEVA}?snc={salida.numero}", datos(m, origen="snc"))
    abierta = AccionCorrectiva.objects.get()
    assert (abierta.salida, abierta.raiz) == (salida, salida.solicitud)
    assert respuesta.headers["Location"] == abierta.get_absolute_url()
    assert abierta.numero in client.get(salida.get_absolute_url()).content.decode()


def test_el_origen_dice_si_viene_de_una_salida(m, como):
    salida = m.responder(m.prestada(), i1="malo").salida_no_conforme
    client = como(m.jefe_area)
    assert client.post(NUEVA, datos(m, origen="snc")).status_code == 422
    assert client.post(f"{NUEVA}?snc={salida.numero}", datos(m)).status_code == 422
    assert not AccionCorrectiva.objects.exists()


@pytest.mark.parametrize("snc", ["SNC-2026-99999", "%00", "x" * 50, "' OR 1=1"])
def test_una_salida_que_no_existe_es_un_404(m, como, snc):
    assert como(m.jefe_area).get(f"{NUEVA}?snc={snc}").status_code == 404


def test_el_jefe_de_otra_area_no_la_abre_desde_esa_salida(m, como):
    salida = m.responder(m.prestada(), i1="malo").salida_no_conforme
    assert como(m.jefe_laboratorio).get(NUEVA, {"snc": salida.numero}).status_code == 404


def test_la_fecha_limite_no_es_pasada(m, como):
    respuesta = como(m.jefe_area).post(NUEVA, datos(m, vence_en="2020-01-01"))
    assert respuesta.status_code == 422 and "No puede ser antes" in respuesta.content.decode()


@pytest.mark.parametrize(
    ("cargo", "ve", "abre"),
    [("jefe_area", 200, 200), ("calidad", 200, 200), ("subgerencia", 200, 200),
     ("supervisor", 200, 403), ("pqr", 200, 403), ("cuadrilla", 403, 403),
     ("administrador", 403, 403)],
)  # fmt: skip
def test_quien_las_ve_y_quien_las_abre(m, como, cargo, ve, abre):
    registro, client = accion(m), como(getattr(m, cargo))
    assert client.get(LISTA).status_code == ve
    assert client.get(registro.get_absolute_url()).status_code == ve
    assert client.get(NUEVA).status_code == abre


def test_los_filtros_y_el_costo_de_la_lista(m, como):
    client = como(m.calidad)
    una = accion(m, salida=m.responder(m.prestada(), i1="malo").salida_no_conforme)

    def consultas():
        with CaptureQueriesContext(connection) as hechas:
            assert client.get(LISTA).status_code == 200
        return len(hechas)

    antes = consultas()
    otras = {accion(m), accion(m)}
    assert consultas() == antes <= 8
    AccionCorrectiva.objects.filter(pk=una.pk).update(vence_en="2020-01-01")
    assert set(client.get(LISTA, {"vencidas": "on"}).context["filas"]) == {una}
    assert set(client.get(LISTA, {"estado": "abierta"}).context["filas"]) == {una, *otras}
    assert client.get(LISTA, {"estado": "rara"}).status_code == 422
