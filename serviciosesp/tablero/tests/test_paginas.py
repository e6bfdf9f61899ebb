"""The four pages in a real browser: no error, no sideways scroll, no accessibility fault."""

import pytest

from serviciosesp.tests.mundo import Mundo

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("ancho", [1360, 360])
@pytest.mark.parametrize("esquema", ["light", "dark"])
def test_las_paginas_se_leen_con_todo(pagina, axe, ancho, esquema):
    m = Mundo()
    caso = m.prestada()
    m.responder(m.prestada(), i1="malo")
    m.recibida("COM-FON")
    hoja = pagina(m.pqr, ancho=ancho, color_scheme=esquema)
    for camino in ("/", "/tablero/?casos=salidas", "/procedimiento/", "/buscar/?q=rosalba"):
        hoja.goto(camino)
        assert axe(hoja) == [], camino
        assert hoja.evaluate("document.documentElement.scrollWidth <= innerWidth"), camino
    hoja.goto("/")
    hoja.get_by_label("Ir a").locator("visible=true").first.fill(caso.numero) if ancho > 900 else None
