"""The four pages in a real browser: no error, no sideways scroll, no accessibility fault."""

import pytest

from serviciosesp.tests.mundo import Mundo

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("ancho", "esquema"), [(1360, "light"), (1360, "dark"), (360, "light")])
def test_las_paginas_se_leen_con_todo(pagina, axe, ancho, esquema):
    m = Mundo()
    m.responder(m.prestada(), i1="malo")
    m.recibida("COM-FON")
    hoja = pagina(m.pqr, ancho=ancho, color_scheme=esquema)
    for camino in ("/", "/tablero/?casos=salidas", "/procedimiento/", "/buscar/?q=rosalba"):
        hoja.goto(camino)
        assert axe(hoja) == [], camino
        assert hoja.evaluate("document.documentElement.scrollWidth <= innerWidth"), camino


def test_con_el_teclado_se_llega_a_un_caso_por_su_numero(pagina):
    m = Mundo()
    caso = m.recibida()
    hoja = pagina(m.pqr)
    hoja.goto("/")
    hoja.keyboard.press("/")
    hoja.keyboard.type(caso.numero)
    hoja.keyboard.press("Enter")
    hoja.wait_for_url(f"**{caso.get_absolute_url()}")
