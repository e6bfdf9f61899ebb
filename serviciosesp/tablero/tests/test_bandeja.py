"""Mi bandeja: segregation, areas, terms, the page and what it costs, and the notices."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ordenes.models import Pedido
from serviciosesp.core.models import Aviso
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tablero import bandeja
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Pago, Servicio, Solicitud

from .casos import ELENCO, con_novedad, devolucion, verbos

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


# --- Segregation, areas, terms --------------------------------------------------------------------


def test_quien_registro_el_pago_no_lo_recibe_para_validar(m):
    solicitud = m.liquidada("ESP-LAB")
    m.pago(solicitud, por=m.contabilidad)
    assert verbos(m.contabilidad) == []
    assert verbos(m.contabilidad2) == ["Validar el pago"]


def test_quien_es_el_cliente_no_valida_su_propio_pago(m):
    m.pagada()
    m.contabilidad.documento = m.cliente.documento
    assert verbos(m.contabilidad) == []
    assert verbos(m.contabilidad2) == ["Validar el pago"]


def test_quien_propuso_el_reverso_no_lo_aprueba_y_solo_la_financiera_lo_ve(m):
    m.habilitada("ESP-LAB")
    ejecutar(Pago.proponer_reverso, Pago.objects.get(), por=m.contabilidad, motivo="Sin fondos")
    assert verbos(m.financiera) == ["Aprobar el reverso del pago"]
    assert "Aprobar el reverso del pago" not in verbos(m.subgerencia)


def test_quien_elaboro_el_pedido_no_lo_autoriza(m):
    solicitud = m.habilitada("COM-MED")
    lineas = [(m.articulo(), 1)]
    ejecutar(Pedido.elaborar, Pedido(solicitud=solicitud), por=m.jefe_area, lineas=lineas)
    assert "Autorizar el Pedido" not in verbos(m.jefe_area)


def test_cada_jefe_ve_lo_de_su_area_y_la_otra_cuadrilla_nada(m):
    m.recibida("COM-VOL")
    m.programada("COM-FON")
    assert verbos(m.jefe_laboratorio) == []
    assert verbos(m.cuadrilla) == ["Hacer el trabajo"]
    assert verbos(m.cuadrilla2) == []


def test_la_subgerencia_ve_lo_diario_solo_cuando_se_vence(m):
    solicitud = m.recibida()
    assert verbos(m.subgerencia) == []
    ayer = timezone.localdate() - timedelta(days=1)
    Solicitud.objects.filter(pk=solicitud.pk).update(vence_en=ayer)
    assert verbos(m.subgerencia) == ["Decidir: aceptar o rechazar"]


def test_un_complementario_sin_registro_de_has_aparece_al_dia_siguiente(m):
    solicitud = m.recibida()
    assert verbos(m.facturacion) == []
    antier = timezone.now() - timedelta(days=2)
    Solicitud.objects.filter(pk=solicitud.pk).update(recibida_en=antier)
    assert verbos(m.facturacion) == ["Anotar el registro de HAS SQL"]


def test_lo_mas_urgente_va_primero_y_el_silencio_dice_hasta_cuando(m, client):
    m.recibida()
    vencida = m.recibida(relacion="nueva")
    ayer = timezone.localdate() - timedelta(days=1)
    Solicitud.objects.filter(pk=vencida.pk).update(vence_en=ayer, silencio_en=timezone.now())
    client.force_login(m.pqr)
    pagina = client.get("/").content.decode()
    assert "Dos asuntos esperan por usted." in pagina
    assert "Uno está vencido." in pagina
    assert pagina.index("Vencidos · 1") < pagina.index("Reconocer el silencio positivo")
    assert pagina.index("Silencio positivo: reconocer antes del") < pagina.index("Después · 1")


# --- The page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("quien", ELENCO)
def test_cada_cargo_tiene_bandeja_aunque_no_haya_nada(m, client, quien):
    client.force_login(getattr(m, quien))
    respuesta = client.get("/")
    assert respuesta.status_code == 200
    assert "Nada espera por usted." in respuesta.content.decode()


def test_sin_cargo_no_hay_bandeja(m, client):
    client.force_login(m.sin_rol)
    assert client.get("/").status_code == 403


def test_la_clase_se_elige_en_la_direccion_y_cuenta(m, client):
    m.recibida()
    m.prestada()
    client.force_login(m.pqr)
    pagina = client.get("/?tipo=encuestas").content.decode()
    assert "Transcribir la encuesta" in pagina
    assert "Decidir: aceptar o rechazar" not in pagina
    assert "Solicitudes <span>1</span>" in pagina


@pytest.mark.parametrize(
    "consulta", ["tipo=zzz", "tipo=%00", "tipo=solicitudes%27--", f"tipo={'x' * 3000}"]
)
def test_una_clase_que_no_existe_se_explica(m, client, consulta):
    client.force_login(m.pqr)
    respuesta = client.get(f"/?{consulta}")
    assert respuesta.status_code == 422
    assert "Revise lo que pidió" in respuesta.content.decode()


def test_una_bandeja_enorme_se_lee_por_partes(m, client, monkeypatch):
    monkeypatch.setattr(bandeja, "TOPE", 2)
    for _ in range(3):
        m.recibida()
    client.force_login(m.pqr)
    pagina = client.get("/").content.decode()
    assert "Más de 2 asuntos esperan por usted." in pagina
    assert "Solicitudes <span>2+</span>" in pagina


def todo_lo_de_un_caso(m):
    m.recibida()
    m.en_revision()
    m.pagada()
    m.liquidada()
    m.habilitada("COM-MED")
    con_novedad(m)
    m.prestada()
    m.responder(m.prestada(), i1="malo")
    devolucion(m)


def consultas_por_cargo(m, client):
    """{person: queries of their bandeja}."""
    cuentas = {}
    for nombre in ELENCO:
        client.force_login(getattr(m, nombre))
        with CaptureQueriesContext(connection) as consultas:
            client.get("/")
        cuentas[nombre] = len(consultas)
    return cuentas


def test_cuesta_lo_mismo_con_uno_que_con_tres_casos(m, client):
    todo_lo_de_un_caso(m)
    uno = consultas_por_cargo(m, client)
    todo_lo_de_un_caso(m)
    todo_lo_de_un_caso(m)
    assert consultas_por_cargo(m, client) == uno
    assert max(uno.values()) <= 14


# --- Notices --------------------------------------------------------------------------------------


def test_enterado_saca_el_aviso_de_la_bandeja_y_guarda_cuando(m, client):
    con_novedad(m)
    aviso = Aviso.objects.get(persona=m.subgerencia)
    client.force_login(m.subgerencia)
    assert "Se rompió una baldosa" in client.get("/").content.decode()
    respuesta = client.post(reverse("tablero:enterarse", args=[aviso.pk]))
    assert respuesta.status_code == 302
    aviso.refresh_from_db()
    primera_vez = aviso.visto_en
    assert primera_vez is not None
    assert "Se rompió una baldosa" not in client.get("/").content.decode()
    client.post(reverse("tablero:enterarse", args=[aviso.pk]))
    aviso.refresh_from_db()
    assert aviso.visto_en == primera_vez


def test_nadie_se_entera_por_otro_ni_con_una_visita(m, client):
    con_novedad(m)
    aviso = Aviso.objects.get(persona=m.subgerencia)
    client.force_login(m.pqr)
    assert client.post(reverse("tablero:enterarse", args=[aviso.pk])).status_code == 404
    client.force_login(m.subgerencia)
    assert client.get(reverse("tablero:enterarse", args=[aviso.pk])).status_code == 405
    aviso.refresh_from_db()
    assert aviso.visto_en is None


def test_el_servicio_decide_si_se_ordena_revision_o_se_decide(m):
    """Catalogue data, never the code of the service."""
    Servicio.objects.filter(codigo="COM-VOL").update(requiere_revision=True)
    m.recibida("COM-VOL")
    assert verbos(m.pqr) == ["Ordenar la revisión"]
