"""The pages of the salida no conforme in a real browser, wide and narrow."""

import pytest
from django.urls import reverse
from django.utils import timezone

from noconformes.models import AccionCorrectiva
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import Mundo

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def m(transactional_db):
    return Mundo()


@pytest.mark.parametrize("ancho", [1360, 360])
def test_las_paginas_no_tienen_barreras_ni_se_desbordan(pagina, axe, m, ancho):
    salida = m.responder(m.prestada(), i7="malo", i2="regular").salida_no_conforme
    accion = ejecutar(
        AccionCorrectiva.abrir, AccionCorrectiva(salida=salida), por=m.jefe_area, origen="snc",
        descripcion="Tierra en el andén", plan="Que la volqueta espere", criterio="Cero en 90 días",
        responsable=m.supervisor, vence_en=timezone.localdate(),
    )  # fmt: skip
    hoja = pagina(m.jefe_area, ancho=ancho)
    for url in (
        reverse("noconformes:lista"), salida.get_absolute_url(),
        reverse("noconformes:analizar", args=[salida.numero]),
        reverse("noconformes:abrir", args=[salida.solicitud.numero]),
        reverse("noconformes:acciones"), accion.get_absolute_url(),
        f"{reverse('noconformes:abrir_accion')}?snc={salida.numero}",
    ):  # fmt: skip
        hoja.goto(url)
        desborda = hoja.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (axe(hoja), desborda) == ([], False), url
