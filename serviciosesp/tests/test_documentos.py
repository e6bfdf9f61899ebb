"""Each act prints its document: frozen when asked for, printed once, kept as printed (H1)."""

import hashlib
import io

import pytest
from pypdf import PdfReader

from serviciosesp.core.documentos import imprimir_pendientes
from serviciosesp.core.models import ControlDocumental, Documento
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


def textos():
    """Type -> text of each document printed."""
    while imprimir_pendientes():
        pass
    assert list(Documento.objects.exclude(error="").values_list("tipo", "error")) == []
    return {
        d.tipo: " ".join(p.extract_text() for p in PdfReader(d.archivo).pages).replace("\xa0", " ")
        for d in Documento.objects.order_by("pk")
    }


def test_un_especial_de_principio_a_fin_deja_sus_documentos(m):
    solicitud = m.cerrada("ESP-LAB")
    impresos = textos()
    assert set(impresos) == {
        "constancia", "R06-01-01", "aviso", "liquidacion", "orden_trabajo", "R10-01-03",
    }  # fmt: skip
    assert solicitud.numero in impresos["constancia"]
    assert "$ 485.520" in impresos["liquidacion"]
    assert "cuatrocientos ochenta y cinco mil quinientos veinte" in impresos["R06-01-01"].lower()
    assert "Pág. 1 de" in " ".join(impresos["orden_trabajo"].split())


def test_revision_pedido_y_salida_dejan_los_suyos(m):
    solicitud = m.prestada("COM-REG")
    m.responder(solicitud, i1="malo")
    impresos = textos()
    assert {"orden_revision", "R12-02-01", "salida_no_conforme"} <= set(impresos)
    assert "Calidad del trabajo realizado" in impresos["salida_no_conforme"]
    assert "Registro de paso" in impresos["R12-02-01"]


def test_lo_impreso_no_cambia_y_su_huella_es_la_del_archivo(m):
    m.recibida("COM-VOL")
    textos()
    documento = Documento.objects.get(tipo="constancia")
    contenido = documento.archivo.read()
    assert hashlib.sha256(contenido).hexdigest() == documento.sha256
    ControlDocumental.objects.update(titulo="Otro título")
    m.cliente.nombre = "Otro Nombre"
    m.cliente.save()
    assert imprimir_pendientes() == 0
    assert Documento.objects.get(pk=documento.pk).sha256 == documento.sha256


def test_emitida_de_nuevo_la_anterior_queda_reemplazada(m):
    solicitud = m.liquidada("ESP-LAB")
    textos()
    estados = Documento.objects.filter(tipo="R06-01-01").order_by("pk").values_list("estado", flat=True)
    assert list(estados) == ["reemplazado", "emitido"]
    m.pago(solicitud)
    ejecutar(Solicitud.validar_pago, solicitud, por=m.contabilidad)
    textos()
    assert list(estados.all()) == ["reemplazado", "reemplazado", "emitido"]


def test_el_control_es_el_vigente_el_dia_en_que_se_emitio(m):
    m.recibida()
    control = Documento.objects.get(tipo="constancia").contexto["control"]
    assert (control["fecha_emision"], control["l_c"]) == ("01-sep-08", "E")


def test_una_encuesta_presunta_y_un_rechazo_se_imprimen(m):
    solicitud = m.recibida()
    ejecutar(
        Solicitud.rechazar, solicitud, por=m.pqr, motivo="tecnico", explicacion="<b>No hay red</b>",
        canal="correo",
    )  # fmt: skip
    aviso = textos()["aviso"]
    assert "<b>No hay red</b>" in aviso


def test_un_documento_que_falla_no_detiene_a_los_otros(m):
    m.recibida()
    malo = Documento.objects.get()
    Documento.objects.filter(pk=malo.pk).update(plantilla="no/existe.html")
    m.recibida("COM-MED")
    assert imprimir_pendientes() == 2
    malo.refresh_from_db()
    assert (malo.estado, malo.intentos) == ("pendiente", 1)
    assert io.BytesIO(Documento.objects.exclude(pk=malo.pk).get().archivo.read()).read(4) == b"%PDF"
