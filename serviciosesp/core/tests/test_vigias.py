"""The watchers of ``conftest.py`` see what they are there to see."""

import pytest
from django.http import HttpResponse
from django.urls import path

FALLAS = """<!doctype html><title>Fallas</title>
<p style="color: red">Rojo</p><script>document.title = "inline"</script>
<img src="/no-existe.png">"""

urlpatterns = [
    path("fallas", lambda request: HttpResponse(FALLAS)),
    path("quien", lambda request: HttpResponse(f"<title>{request.user}</title>")),
]
pytestmark = [pytest.mark.navegador, pytest.mark.urls(__name__)]


def test_la_pagina_anota_lo_que_la_politica_impide_y_lo_que_falta(pagina, axe):
    hoja = pagina()
    hoja.goto("/fallas")
    hoja.wait_for_load_state("networkidle")
    assert hoja.title() == "Fallas"  # the inline script did not run
    errores = "\n".join(hoja.errores)
    assert "CSP: script-src-elem inline" in errores
    assert "CSP: style-src-attr inline" in errores
    assert "404" in errores and "/no-existe.png" in errores
    assert {falta.split(":")[0] for falta in axe(hoja)} >= {"image-alt", "html-has-lang"}
    hoja.errores.clear()


def test_la_pagina_entra_como_quien_se_le_dice(pagina, django_user_model):
    hoja = pagina(django_user_model.objects.create_user("supervisor"), ancho=360)
    hoja.goto("/quien")
    assert "supervisor" in hoja.title()
    assert hoja.evaluate("innerWidth") == 360
