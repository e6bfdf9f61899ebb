"""The pages in a real browser: accessible, no wider than a phone, and usable without JavaScript."""

import pytest
from django.utils import timezone

from ordenes.models import Novedad, OrdenTrabajo, Programacion
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import Mundo

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mundo(transactional_db):
    return Mundo()


def hoy_en_mano(m):
    """An order of Cuadrilla 1, in hand today, with a novedad not yet told."""
    orden = m.en_prestacion("COM-MED").ordenes_trabajo.get()
    inicio = timezone.now()
    Programacion.objects.filter(orden_trabajo=orden).update(
        inicio=inicio, fin=inicio + timezone.timedelta(hours=1)
    )
    ejecutar(
        Novedad.registrar, Novedad(orden=orden), por=m.cuadrilla, tipo="propiedad",
        reporta="empresa", descripcion="Se rompió una baldosa",
    )  # fmt: skip
    return orden


def revisar(hoja, axe, url):
    hoja.goto(url)
    hoja.wait_for_selector("h1")
    assert axe(hoja) == [], url
    sobra = hoja.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert sobra <= 0, f"{url} se sale {sobra} px"


@pytest.mark.parametrize("ancho", [1360, 360])
def test_las_paginas_son_accesibles_y_caben(mundo, pagina, axe, ancho):
    m, orden = mundo, hoy_en_mano(mundo)
    espera, revision = m.habilitada().ordenes_trabajo.get(), m.en_revision().ordenes_revision.get()
    pedido, novedad = orden.solicitud.pedidos.get(), orden.novedades.get()
    medidor = m.articulo("MED", descripcion="Medidor", maneja_serie=True)
    visitas = {
        m.supervisor: [
            "/ordenes/", "/ordenes/agenda/", orden.get_absolute_url(), revision.get_absolute_url(),
            f"/ordenes/{espera.numero}/programar/", novedad.get_absolute_url(),
            f"/ordenes/pedidos/nuevo/{orden.solicitud.numero}/",
        ],
        m.cuadrilla: [
            "/ordenes/mi-dia/", orden.get_absolute_url(), f"/ordenes/{orden.numero}/terminar/",
            f"/ordenes/{orden.numero}/no-ejecutar/", f"/ordenes/{orden.numero}/novedad/",
        ],
        m.almacen: [
            "/ordenes/pedidos/", pedido.get_absolute_url(), "/ordenes/almacen/",
            medidor.get_absolute_url(), f"{medidor.get_absolute_url()}entrar/",
        ],
    }  # fmt: skip
    for usuario, urls in visitas.items():
        hoja = pagina(usuario, ancho=ancho)
        for url in urls:
            revisar(hoja, axe, url)


def test_se_programa_sin_javascript_desde_el_primer_lugar_libre(mundo, pagina):
    orden = mundo.habilitada().ordenes_trabajo.get()
    hoja = pagina(mundo.supervisor, java_script_enabled=False)
    hoja.goto("/ordenes/agenda/")
    hoja.get_by_role("link", name=f"Ubicar… {orden.numero}").click()
    hoja.get_by_label("Capacidad y requisitos").get_by_role("link").first.click()
    hoja.get_by_label("¿Quién aceptó la fecha?").fill("Rosalba Garzón")
    hoja.get_by_label("¿Por qué medio?").select_option("telefono")
    hoja.get_by_role("button", name="Programar").click()
    assert orden.numero in hoja.title()
    assert OrdenTrabajo.objects.get(pk=orden.pk).estado == "programada"


def test_la_cuadrilla_acusa_con_un_toque(mundo, pagina):
    orden = mundo.programada().ordenes_trabajo.get()
    inicio = timezone.now()
    Programacion.objects.filter(orden_trabajo=orden).update(
        inicio=inicio, fin=inicio + timezone.timedelta(hours=1)
    )
    hoja = pagina(mundo.cuadrilla, ancho=360)
    hoja.goto("/ordenes/mi-dia/")
    boton = hoja.get_by_role("button", name="Recibida")
    assert boton.bounding_box()["height"] >= 64
    boton.click()
    hoja.get_by_role("link", name="Iniciar").wait_for()
    assert OrdenTrabajo.objects.get(pk=orden.pk).acusada_por == mundo.cuadrilla
