"""The public pages in a real browser: no barriers, and a copy compared without sending it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from serviciosesp.core.models import Documento, EnlacePublico
from serviciosesp.core.models.evento import clave_de

from .mundo import Mundo

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.7\ncontenido\n%%EOF"


@pytest.fixture
def m(transactional_db):
    return Mundo()


def test_la_copia_se_compara_en_el_equipo_de_la_persona(pagina, axe, m, tmp_path):
    solicitud = m.recibida()
    documento = Documento.objects.create(
        tipo="prueba", titulo="Constancia", raiz=clave_de(solicitud), objeto=clave_de(solicitud),
        permiso="solicitud.ver", plantilla="x", codigo=Documento.nuevo_codigo(), contexto={},
    )  # fmt: skip
    documento.guardar_pdf(PDF)
    hoja = pagina(ancho=360)
    enviado = []
    hoja.goto(reverse("verificar_documento", args=[documento.codigo]))
    assert axe(hoja) == []
    hoja.on("request", lambda peticion: enviado.append(peticion.url))
    for contenido, veredicto in ((PDF, "Es idéntica a la"), (PDF + b"x", "No es la que emitió")):
        copia = tmp_path / f"{len(contenido)}.pdf"
        copia.write_bytes(contenido)
        hoja.get_by_label("Su copia en PDF").set_input_files(copia)
        hoja.get_by_text(veredicto).wait_for()
    assert enviado == []


@pytest.mark.parametrize("ancho", [1360, 360])
def test_el_seguimiento_no_tiene_barreras(pagina, axe, m, ancho):
    hoja = pagina(ancho=ancho)
    for solicitud in (m.liquidada("ESP-LAB"), m.programada("ESP-LAB"), m.prestada()):
        _, ficha = EnlacePublico.crear(
            solicitud, "seguimiento", timezone.now() + timedelta(days=9)
        )
        hoja.goto(reverse("seguimiento", args=[ficha]))
        desborda = hoja.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (axe(hoja), desborda) == ([], False), solicitud.estado
