"""Payments and refunds at their pages: guards, segregation and what they show."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from serviciosesp.core.models import Adjunto
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import foto
from solicitudes.models import Devolucion, Pago, Solicitud

from .paginas import direccion, enviar, hecha, rehusada, texto


def recibo(**cambios):
    return {
        "valor": "485.520", "banco": "Bancolombia", "referencia": "0093-4412",
        "fecha": str(timezone.localdate()),
    } | cambios  # fmt: skip


def pago_de(solicitud):
    return Pago.objects.filter(solicitud=solicitud).latest("pk")


# --- registrar: C7 C8 ---------------------------------------------------------------------------


def test_registrar_un_pago_con_su_comprobante(m, como):
    solicitud = m.liquidada("ESP-LAB")
    pagina = como(m.pqr).get(direccion("registrar_pago", solicitud))
    assert 'value="485.520"' in texto(pagina)
    hecha(como(m.pqr), "registrar_pago", solicitud, **recibo(soporte=foto()))
    pago = pago_de(solicitud)
    assert (pago.valor, pago.registrado_por) == (485_520, m.pqr)
    assert pago.soporte == Adjunto.objects.get()


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"valor": "0"}, "El mínimo es $\xa01."),
        ({"valor": "-5"}, "El mínimo es"),
        ({"valor": "485.520,50"}, "sin centavos"),
        ({"valor": "9" * 20}, "no puede pasar de"),
        ({"banco": ""}, "Este dato es obligatorio."),
        ({"fecha": "2026-02-30"}, "Escriba una fecha que exista"),
        ({"fecha": str(timezone.localdate() + timedelta(days=2))}, "No puede ser después del"),
    ],
)
def test_un_pago_mal_escrito_no_se_registra(m, como, cambio, frase):
    respuesta = rehusada(
        como(m.pqr), "registrar_pago", m.liquidada("ESP-LAB"), frase, **recibo(**cambio)
    )
    assert respuesta.context["form"]["referencia"].value() == "0093-4412"
    assert Pago.objects.count() == 0


def test_un_comprobante_que_no_es_pdf_ni_foto(m, como):
    falso = SimpleUploadedFile("recibo.pdf", b"<script>alert(1)</script>", "application/pdf")
    rehusada(
        como(m.pqr), "registrar_pago", m.liquidada("ESP-LAB"), "no es un PDF ni una foto",
        **recibo(soporte=falso),
    )  # fmt: skip
    assert Adjunto.objects.count() == 0


def test_el_mismo_comprobante_no_paga_dos_solicitudes(m, como):
    una, otra = m.liquidada("ESP-LAB"), m.liquidada("ESP-LAB")
    hecha(como(m.pqr), "registrar_pago", una, **recibo())
    respuesta = rehusada(
        como(m.pqr), "registrar_pago", otra,
        f"Ese comprobante ya está en {pago_de(una).numero}", "(C8)", **recibo(),
    )  # fmt: skip
    assert "referencia" in respuesta.context["form"].errors


@pytest.mark.parametrize(
    ("codigo", "estado", "frase"),
    [
        ("COM-VOL", "liquidada", "El servicio se carga a la factura: no recibe pagos"),
        ("ESP-LAB", "aceptada", "Solo se registran pagos de una solicitud liquidada"),
        ("ESP-LAB", "habilitada", "Solo se registran pagos de una solicitud liquidada"),
    ],
)
def test_no_se_registra_un_pago_que_nadie_espera(m, como, codigo, estado, frase):
    solicitud = getattr(m, estado)(codigo)
    antes = Pago.objects.count()
    rehusada(como(m.pqr), "registrar_pago", solicitud, frase, "C8", **recibo())
    assert Pago.objects.count() == antes


# --- rechazar, reversar: C8 ---------------------------------------------------------------------


def test_rechazar_un_pago_lleva_motivo(m, como):
    pago = pago_de(m.pagada("ESP-LAB"))
    rehusada(como(m.contabilidad), "rechazar_pago", pago, "Este dato es obligatorio.")
    pago = hecha(como(m.contabilidad), "rechazar_pago", pago, motivo="El banco no lo tiene")
    assert pago.estado == "rechazado"
    rehusada(
        como(m.contabilidad), "rechazar_pago", pago, "Está en «Rechazado»", estado=409, motivo="x"
    )


def test_el_reverso_lo_propone_contabilidad_y_lo_aprueba_la_financiera(m, como):
    pago = pago_de(m.habilitada("ESP-LAB"))
    rehusada(como(m.financiera), "reversar_pago", pago, "Contabilidad propone primero", "C8")
    hecha(como(m.contabilidad), "proponer_reverso_pago", pago, motivo="Cheque devuelto")
    rehusada(como(m.subgerencia), "reversar_pago", pago, "lo aprueba la Subgerencia Financiera")
    assert enviar(como(m.contabilidad), "reversar_pago", pago).status_code == 403
    pago = hecha(como(m.financiera), "reversar_pago", pago)
    assert (pago.estado, pago.reverso.valor) == ("reversado", -pago.valor)
    assert Solicitud.objects.get(pk=pago.solicitud_id).estado == "liquidada"


def test_no_se_reversa_lo_que_ya_esta_programado(m, como):
    pago = pago_de(m.programada("ESP-LAB"))
    rehusada(
        como(m.contabilidad), "proponer_reverso_pago", pago, "primero se anula la orden", "C8",
        motivo="Cheque devuelto",
    )  # fmt: skip


# --- devoluciones -------------------------------------------------------------------------------


@pytest.fixture
def devolucion(m):
    solicitud = m.habilitada("ESP-LAB")
    ejecutar(Solicitud.desistir, solicitud, por=m.pqr, motivo="cliente")
    return Devolucion.objects.get()


def test_la_devolucion_la_aprueba_la_financiera_y_la_paga_contabilidad(m, como, devolucion):
    rehusada(como(m.subgerencia), "aprobar_devolucion", devolucion, "Subgerencia Financiera", "C8")
    assert enviar(como(m.contabilidad), "aprobar_devolucion", devolucion).status_code == 403
    hecha(como(m.financiera), "aprobar_devolucion", devolucion)
    rehusada(como(m.contabilidad), "pagar_devolucion", devolucion, "Este dato es obligatorio.")
    hecha(como(m.contabilidad), "pagar_devolucion", devolucion, comprobante="Giro 8812")
    pagina = texto(como(m.contabilidad).get(devolucion.get_absolute_url()))
    assert "Giro 8812" in pagina and "El dinero se devolvió." in pagina


def test_no_se_paga_una_devolucion_sin_aprobar(m, como, devolucion):
    rehusada(
        como(m.contabilidad), "pagar_devolucion", devolucion, "Está en «Por devolver»", estado=409,
        comprobante="Giro",
    )  # fmt: skip


# --- la mesa ------------------------------------------------------------------------------------


def test_la_mesa_pone_primero_lo_que_necesita_ojo(m, como):
    corta = pago_de(m.pagada("ESP-LAB", valor=400_000))
    justa = pago_de(m.pagada("ESP-LAB"))
    respuesta = como(m.contabilidad).get("/solicitudes/pagos/")
    grupos = {titulo: [f.pk for f in filas] for titulo, filas in respuesta.context["grupos"]}
    assert grupos == {"Necesitan su ojo": [corta.pk], "Coinciden": [justa.pk]}
    pagina = texto(respuesta)
    assert "Faltan $\xa085.520" in pagina
    assert "Registró Pqr" in pagina and "Liquidó Jefe_Area" in pagina
    assert direccion("validar_pago", justa.solicitud) in pagina
    assert direccion("validar_pago", corta.solicitud) not in pagina


def test_el_pago_ofrece_validar_a_quien_puede(m, como):
    pago = pago_de(m.pagada("ESP-LAB"))
    url = pago.get_absolute_url()
    assert direccion("validar_pago", pago.solicitud) in texto(como(m.contabilidad).get(url))
    assert direccion("rechazar_pago", pago) not in texto(como(m.pqr).get(url))


@pytest.mark.parametrize("ruta", ["pagos", "devoluciones", "cargos"])
def test_la_plata_no_la_ve_quien_no_debe(m, como, ruta):
    assert como(m.supervisor).get(f"/solicitudes/{ruta}/").status_code == 403


def test_un_pago_que_no_existe(m, como):
    assert como(m.contabilidad).get("/solicitudes/pagos/PG-2026-99999/").status_code == 404
