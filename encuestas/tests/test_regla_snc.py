"""C17: regular or malo in a quality item raises one salida no conforme; nothing else does."""

from contextlib import contextmanager
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encuestas.models import Encuesta, Formulario, Item, Respuesta
from noconformes.models import SalidaNoConforme
from serviciosesp.core.models import Consecutivo
from serviciosesp.core.transiciones import NoCumple, ejecutar

VALORES = ["bueno", "regular", "malo", ""]


@contextmanager
def deshacer():
    """Whatever is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def comprobar(encuesta, por, valores):
    """Answer with {Item: value}; the outcome is held against the rule, written again here."""
    respuestas = {item.pk: valor for item, valor in valores.items()}
    if not any(respuestas.values()):
        with pytest.raises(NoCumple, match="Marque al menos un ítem"):
            ejecutar(Encuesta.responder, encuesta, por=por, respuestas=respuestas)
        assert not Respuesta.objects.exists()
        return
    hecha = ejecutar(Encuesta.responder, encuesta, por=por, respuestas=respuestas)
    esperados = [
        {"item": item.texto, "valor": valor}
        for item, valor in valores.items()
        if item.es_calidad and valor not in ("", "bueno")
    ]
    salidas = list(SalidaNoConforme.objects.all())
    assert [s.items for s in salidas] == ([esperados] if esperados else [])
    assert hecha.salida_no_conforme == (salidas[0] if salidas else None)
    guardadas = {r.item_id: r.valor for r in Respuesta.objects.filter(presunta=False)}
    assert guardadas == respuestas  # blanks stay blank


def test_todas_las_respuestas_de_un_formulario_de_cuatro_items(m):
    formulario = Formulario.objects.create(numero_version=99, vigente_desde="2020-01-01")
    items = [
        Item.objects.create(formulario=formulario, numero=n, texto=f"Ítem {n}", es_calidad=n != 4)
        for n in range(1, 5)
    ]
    encuesta = Encuesta.objects.get(solicitud=m.prestada())
    Encuesta.objects.filter(pk=encuesta.pk).update(formulario=formulario)
    for valores in product(VALORES, repeat=4):
        with deshacer():
            comprobar(encuesta, m.pqr, dict(zip(items, valores, strict=True)))


@pytest.fixture
def encuesta(m):
    return Encuesta.objects.get(solicitud=m.prestada())


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(VALORES), min_size=10, max_size=10))
def test_respuestas_al_azar_de_los_diez_items(m, encuesta, valores):
    items = encuesta.formulario.items.all()
    with deshacer():
        comprobar(encuesta, m.pqr, dict(zip(items, valores, strict=True)))


def test_presentacion_y_claridad_en_malo_no_abren_salida(m):
    m.responder(m.prestada(), i6="malo", i9="malo")
    assert not SalidaNoConforme.objects.exists()


def test_el_numero_de_la_salida_no_se_gasta_si_la_respuesta_no_se_guarda(m, encuesta):
    mala = {i.pk: "malo" for i in encuesta.formulario.items.all()}
    with deshacer():
        ejecutar(Encuesta.responder, encuesta, por=m.pqr, respuestas=mala)
        assert Consecutivo.objects.get(serie="SNC").ultimo == 1
    assert not Consecutivo.objects.filter(serie="SNC").exists()
