"""The survey in a real browser: the keys at the counter, and the client's phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from encuestas.models import Encuesta
from serviciosesp.core.models import EnlacePublico
from serviciosesp.tests.mundo import Mundo

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def m(transactional_db):
    return Mundo()


@pytest.fixture
def encuesta(m):
    return Encuesta.objects.get(solicitud=m.prestada())


def url_publica(encuesta):
    _, ficha = EnlacePublico.crear(encuesta, "encuesta", timezone.now() + timedelta(days=9))
    return reverse("encuestas:publica", args=[ficha])


def desborda(hoja):
    return hoja.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_la_hoja_se_transcribe_sin_tocar_el_raton(pagina, m, encuesta):
    hoja = pagina(m.pqr)
    hoja.goto(reverse("encuestas:responder", args=[encuesta.numero]))
    hoja.locator("#id_respuestas_0").focus()
    for tecla in "1112113" "0" "21":
        hoja.keyboard.press(tecla)
        hoja.keyboard.press("Enter")
    hoja.keyboard.type("Dejaron tierra")
    hoja.keyboard.press("Control+Enter")
    hoja.wait_for_url("**" + encuesta.get_absolute_url())
    hecha = Encuesta.objects.get()
    valores = "".join(r.valor[:1] or "-" for r in hecha.respuestas.all())
    assert (valores, hecha.observaciones) == ("bbbrbbm-rb", "Dejaron tierra")


@pytest.mark.parametrize("con_guion", [True, False])
def test_el_cliente_responde_desde_su_celular(pagina, axe, encuesta, con_guion):
    hoja = pagina(ancho=360, java_script_enabled=con_guion)
    hoja.goto(url_publica(encuesta))
    if con_guion:
        assert axe(hoja) == [] and not desborda(hoja)
    for n in range(0, 30, 3):
        hoja.locator(f"label[for=id_respuestas_{n}]").click()
    hoja.get_by_role("button", name="Enviar mi calificación").click()
    hoja.get_by_role("heading", name="Gracias").wait_for()
    assert Encuesta.objects.get().estado == "respondida"


def test_tocar_otra_vez_la_misma_cara_la_deja_en_blanco(pagina, encuesta):
    hoja = pagina(ancho=360)
    hoja.goto(url_publica(encuesta))
    cara, marcada = hoja.locator("label[for=id_respuestas_2]"), hoja.locator("#id_respuestas_2")
    cara.click()
    assert marcada.is_checked()
    cara.click()
    assert not marcada.is_checked()


@pytest.mark.parametrize("ancho", [1360, 360])
def test_las_paginas_de_la_encuesta_no_tienen_barreras(pagina, axe, m, encuesta, ancho):
    hoja = pagina(m.pqr, ancho=ancho)
    real = m.responder(m.prestada(), i1="malo")
    for url in (reverse("encuestas:lista"), encuesta.get_absolute_url(), real.get_absolute_url(),
                reverse("encuestas:responder", args=[encuesta.numero])):  # fmt: skip
        hoja.goto(url)
        assert (axe(hoja), desborda(hoja)) == ([], False), url
