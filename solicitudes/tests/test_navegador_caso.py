"""The case in a real browser: the running total, and nothing that axe or the policy refuses."""

import pytest

from .paginas import direccion

pytestmark = pytest.mark.navegador


def test_el_total_se_ve_mientras_se_escribe(m, pagina):
    solicitud = m.aceptada("ESP-LAB")
    hoja = pagina(m.financiera)
    hoja.goto(direccion("liquidar", solicitud))
    cajas = hoja.locator("[data-lineas] input")
    cajas.nth(0).fill("2")
    cajas.nth(1).fill("1,5")
    assert hoja.inner_text("[data-suma=total]") == "$\xa0437.920"
    hoja.fill("#id_descuento", "68.000")
    assert hoja.inner_text("[data-suma=total]") == "$\xa0357.000"
    hoja.check("[name=canal][value=telefono]")
    hoja.fill("#id_evidencia", "Habló con Rosalba Garzón")
    hoja.click("main button[type=submit]")
    hoja.wait_for_url(f"**{solicitud.get_absolute_url()}")
    assert solicitud.liquidaciones.get().total == 357_000


@pytest.mark.parametrize("ancho", [1360, 360])
def test_el_expediente_y_la_mesa_sin_faltas(m, pagina, axe, ancho):
    solicitud = m.pagada("ESP-LAB", valor=400_000)
    hoja = pagina(m.contabilidad, ancho=ancho)
    for url in (solicitud.get_absolute_url(), "/solicitudes/", "/solicitudes/pagos/"):
        hoja.goto(url)
        assert axe(hoja) == []
        assert not hoja.evaluate("document.documentElement.scrollWidth > innerWidth")
