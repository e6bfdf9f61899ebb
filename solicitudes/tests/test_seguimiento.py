"""The client's tracking page: their words, what is asked of them, and nothing personal."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from encuestas.models import Encuesta
from ordenes.models import OrdenTrabajo
from serviciosesp.core.models import EnlacePublico, Evento
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Solicitud
from solicitudes.models.estados import PARA_EL_CLIENTE, E
from solicitudes.views.publico import camino


@pytest.fixture
def m(db):
    return Mundo()


def url_de(objeto, proposito="seguimiento", dias=10):
    _, ficha = EnlacePublico.crear(objeto, proposito, timezone.now() + timedelta(days=dias))
    return reverse("seguimiento", args=[ficha])


def texto(client, solicitud):
    respuesta = client.get(url_de(solicitud))
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def rechazada(m):
    return ejecutar(
        Solicitud.rechazar, m.recibida(), por=m.pqr, motivo="tecnico", canal="telefono",
        explicacion="No cabe la volqueta de Rosalba", evidencia="Habló con ella",
    )  # fmt: skip


def desistida(m, motivo="cliente"):
    return ejecutar(Solicitud.desistir, m.recibida(), por=m.pqr, motivo=motivo)


EN_CADA_ESTADO = {
    E.RECIBIDA: Mundo.recibida, E.EN_REVISION: Mundo.en_revision, E.ACEPTADA: Mundo.aceptada,
    E.RECHAZADA: rechazada, E.LIQUIDADA: Mundo.liquidada, E.HABILITADA: Mundo.habilitada,
    E.PROGRAMADA: Mundo.programada, E.EN_PRESTACION: Mundo.en_prestacion,
    E.PRESTADA: Mundo.prestada, E.CERRADA: Mundo.cerrada, E.DESISTIDA: desistida,
}  # fmt: skip


def test_estan_todos_los_estados():
    assert set(EN_CADA_ESTADO) == set(E)


@pytest.mark.parametrize("estado", E)
def test_cada_estado_se_dice_en_palabras_del_cliente_y_sin_datos_personales(client, m, estado):
    solicitud = EN_CADA_ESTADO[estado](m)
    assert solicitud.estado == estado
    pagina = texto(client, solicitud)
    assert PARA_EL_CLIENTE[estado] in pagina and solicitud.numero in pagina
    personales = ["Rosalba", "Garzón", "35412087", "35.412.087", "3105528840", "310 552 8840",
                  "rosalba@", "Cra 15", "4-38", "0104-22817", "Lo que se necesita",
                  *(u.nombre for u in (m.pqr, m.jefe_area, m.cuadrilla))]  # fmt: skip
    assert [dato for dato in personales if dato in pagina] == []


def test_dice_cuanto_vale_con_que_referencia_y_hasta_cuando(client, m):
    solicitud = m.liquidada("ESP-LAB")
    pagina = texto(client, solicitud)
    liquidacion = solicitud.liquidacion
    for dato in ("$\xa0485.520", liquidacion.referencia, f"{liquidacion.vigente_hasta:%d/%m/%Y}"):
        assert dato in pagina
    assert "Pague antes del servicio" in pagina


def test_con_el_pago_por_validar_dice_que_contabilidad_lo_confirma(client, m):
    pagina = texto(client, m.pagada("ESP-LAB"))
    assert "Contabilidad lo está confirmando" in pagina and "Todavía no cubre" not in pagina
    assert "Todavía no cubre" in texto(client, m.pagada("ESP-LAB", valor=1000))


def test_si_va_a_la_factura_pide_la_autorizacion_y_no_el_pago(client, m):
    pagina = texto(client, m.liquidada("COM-VOL"))
    assert "Falta que usted lo autorice" in pagina and "Referencia" not in pagina


def test_una_liquidacion_vencida_no_invita_a_pagar(client, m):
    solicitud = m.liquidada("ESP-LAB")
    ayer = timezone.localdate() - timedelta(days=1)
    solicitud.liquidaciones.update(vigente_hasta=ayer)
    pagina = texto(client, solicitud)
    assert "Ese valor venció" in pagina and "Referencia" not in pagina


def test_dice_la_fecha_acordada(client, m):
    solicitud = m.programada("ESP-LAB")
    dia = timezone.localtime(solicitud.programada_para)
    pagina = texto(client, solicitud)
    assert f"{dia:%d/%m/%Y}" in pagina and "La fecha solo cambia si usted lo autoriza" in pagina


def test_lo_que_no_retiro_el_cliente_no_se_le_achaca(client, m):
    pagina = texto(client, desistida(m, "liquidacion_vencida"))
    assert "La retiramos: el valor venció sin pago" in pagina
    assert PARA_EL_CLIENTE[E.DESISTIDA] not in pagina


def test_no_muestra_el_enlace_de_la_encuesta(client, m):
    solicitud = m.prestada()
    Encuesta.objects.get().enlace_nuevo()
    assert "/encuestas/" not in texto(client, solicitud)


def test_el_camino_salta_la_revision_que_no_se_ordeno_y_la_cuenta_si_la_hubo(m):
    sin_revision = [p["texto"] for p in camino(m.liquidada("COM-VOL"))]
    con_revision = [p["texto"] for p in camino(m.liquidada("COM-ACO"))]
    assert "Revisamos el sitio" not in sin_revision
    assert con_revision[1] == "Revisamos el sitio"
    assert len(con_revision) == len(sin_revision) + 1 == 9


def test_si_hay_que_acordar_otra_fecha_el_camino_retrocede(m):
    solicitud = m.programada()
    orden = solicitud.ordenes_trabajo.get()
    ejecutar(OrdenTrabajo.no_ejecutar, orden, por=m.cuadrilla, motivo="clima",
             explicacion="Llovió")  # fmt: skip
    pasos = {p["texto"]: p["clase"] for p in camino(Solicitud.objects.get(pk=solicitud.pk))}
    assert pasos["Todo listo para acordar la fecha"] == "actual"
    assert pasos["Acordamos la fecha con usted"] == "pendiente"


def test_un_enlace_que_no_sirve_da_siempre_el_mismo_404(client, m):
    solicitud = m.recibida()
    revocada = url_de(solicitud)
    EnlacePublico.objects.update(revocado_en=timezone.now())
    inventadas = [reverse("seguimiento", args=[ficha]) for ficha in ("A" * 27, "ñ")]
    urls = [revocada, url_de(solicitud, "encuesta"), url_de(solicitud, dias=-1), *inventadas]
    respuestas = [client.get(url) for url in urls]
    assert {r.status_code for r in respuestas} == {404}
    assert len({r.content for r in respuestas}) == 1


def test_mirar_no_escribe_ni_se_guarda_ni_deja_rastro(client, m, django_assert_num_queries):
    url = url_de(m.programada("ESP-LAB"))
    antes = Evento.objects.count()
    with django_assert_num_queries(5) as consultas:
        respuesta = client.get(url)
    assert {c["sql"].split()[0] for c in consultas.captured_queries} == {"SELECT"}
    assert respuesta.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in respuesta.headers["Cache-Control"]
    assert client.post(url).status_code == 405 and Evento.objects.count() == antes
