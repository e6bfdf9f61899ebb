"""Who sees which order: areas, crews, and no money for the crew."""

import pytest
from django.utils import timezone

from ordenes.models import OrdenTrabajo, Programacion

ACTOS = ["acusar", "iniciar", "suspender", "reanudar", "terminar", "no-ejecutar", "novedad"]


@pytest.fixture
def dos(m):
    """An order of each crew."""
    a, b = m.habilitada("COM-VOL"), m.habilitada("COM-VOL")
    return m.programar(a), m.programar(b, cuadrilla=m.equipo2)


def para_hoy(orden):
    """Move the slot to today, whatever today is."""
    inicio = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    Programacion.objects.filter(orden_trabajo=orden).update(
        inicio=inicio, fin=inicio + timezone.timedelta(hours=1)
    )


def test_una_cuadrilla_ve_lo_suyo_y_lo_ajeno_no_existe(m, dos, entrar):
    suya, ajena = dos
    assert entrar(m.cuadrilla).get(suya.get_absolute_url()).status_code == 200
    assert entrar(m.cuadrilla).get(ajena.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("acto", ACTOS)
def test_ningun_acto_llega_a_la_orden_de_otra_cuadrilla(m, dos, enviar, acto):
    ajena = dos[1]
    respuesta = enviar(m.cuadrilla, f"/ordenes/{ajena.numero}/{acto}/", explicacion="x")
    assert respuesta.status_code == 404
    assert OrdenTrabajo.objects.get(pk=ajena.pk).version == ajena.version


def test_la_lista_de_la_cuadrilla_trae_solo_lo_suyo(m, dos, entrar):
    pagina = entrar(m.cuadrilla).get("/ordenes/").text
    assert dos[0].numero in pagina and dos[1].numero not in pagina


def test_mi_dia_trae_solo_lo_suyo(m, dos, entrar):
    for orden in dos:
        para_hoy(orden)
    pagina = entrar(m.cuadrilla).get("/ordenes/mi-dia/").text
    assert dos[0].numero in pagina and dos[1].numero not in pagina


def test_la_agenda_no_es_de_la_cuadrilla(m, entrar):
    assert entrar(m.cuadrilla).get("/ordenes/agenda/").status_code == 403


def test_la_cuadrilla_ve_contacto_y_sitio_pero_no_valores(m, dos, entrar):
    pagina = entrar(m.cuadrilla).get(dos[0].get_absolute_url()).text
    assert "Rosalba" in pagina and "310 552 8840".replace(" ", "\xa0") in pagina
    assert "Cra 15" in pagina and "$" not in pagina and "Liquidación" not in pagina
    assert "$" in entrar(m.pqr).get(dos[0].get_absolute_url()).text


def test_la_jefatura_de_otra_area_no_ve_la_orden(m, dos, entrar):
    assert entrar(m.jefe_laboratorio).get(dos[0].get_absolute_url()).status_code == 404


def test_lo_de_otra_area_ocupa_la_agenda_sin_decir_que_es(m, dos, entrar):
    dia = timezone.localdate(dos[0].programacion.inicio)
    pagina = entrar(m.jefe_laboratorio).get("/ordenes/agenda/", {"dia": dia.isoformat()}).text
    assert "Ocupada" in pagina and dos[0].numero not in pagina and "Rosalba" not in pagina


@pytest.mark.parametrize("numero", ["OX-2026-00001", "S-2026-00001", "OT", "OT-2026-99999", "OR-x"])
def test_un_numero_que_no_es_de_una_orden_es_404(m, entrar, numero):
    assert entrar(m.supervisor).get(f"/ordenes/{numero}/").status_code == 404


def test_sin_entrar_se_pide_entrar(m, dos, client):
    respuesta = client.get(dos[0].get_absolute_url())
    assert respuesta.status_code == 302 and respuesta.url.startswith("/ingresar/")


@pytest.mark.parametrize("quien", ["almacen", "sin_rol", "administrador"])
def test_quien_no_ve_ordenes_no_entra(m, dos, entrar, quien):
    for url in ("/ordenes/", dos[0].get_absolute_url(), "/ordenes/mi-dia/"):
        assert entrar(getattr(m, quien)).get(url).status_code == 403


def test_de_solicitud_lleva_a_la_unica_o_las_lista(m, entrar):
    una = m.programada("COM-VOL")
    respuesta = entrar(m.pqr).get(f"/ordenes/de/{una.numero}/")
    assert respuesta.url == una.ordenes_trabajo.get().get_absolute_url()
    dos = m.programada("COM-ACO")
    pagina = entrar(m.pqr).get(f"/ordenes/de/{dos.numero}/").text
    assert (
        dos.ordenes_revision.get().numero in pagina and dos.ordenes_trabajo.get().numero in pagina
    )
    sin = m.recibida()
    assert "Todavía no tiene órdenes" in entrar(m.pqr).get(f"/ordenes/de/{sin.numero}/").text
    assert entrar(m.pqr).get("/ordenes/de/S-1999-00001/").status_code == 404


def test_la_lista_filtra_por_tipo_estado_y_cuadrilla(m, dos, entrar):
    revision = m.en_revision().ordenes_revision.get()
    cliente = entrar(m.pqr)
    assert revision.numero in cliente.get("/ordenes/?tipo=revision").text
    de_dos = cliente.get(f"/ordenes/?cuadrilla={m.equipo2.pk}").text
    assert dos[1].numero in de_dos and dos[0].numero not in de_dos
    assert "No hay órdenes así" in cliente.get("/ordenes/?estado=suspendida").text
    assert cliente.get("/ordenes/?estado=inventado").status_code == 422


# --- Mi día ---------------------------------------------------------------------------------------


def test_mi_dia_pide_primero_acusar_luego_iniciar_y_luego_terminar(m, dos, entrar, enviar):
    orden = dos[0]
    para_hoy(orden)

    def verbo():
        return (
            entrar(m.cuadrilla).get("/ordenes/mi-dia/").context["siguiente"].transicion.acto.nombre
        )

    assert verbo() == "acusar"
    enviar(m.cuadrilla, f"/ordenes/{orden.numero}/acusar/")
    assert verbo() == "iniciar"
    enviar(m.cuadrilla, f"/ordenes/{orden.numero}/iniciar/", sst_confirmado="on")
    assert verbo() == "terminar"


def test_la_orden_empezada_va_primero_aunque_sea_mas_tarde(m, entrar, enviar):
    temprano, empezada = m.programar(m.habilitada()), m.programar(m.habilitada())
    for orden in (temprano, empezada):
        para_hoy(orden)
    enviar(m.cuadrilla, f"/ordenes/{empezada.numero}/iniciar/", sst_confirmado="on")
    contexto = entrar(m.cuadrilla).get("/ordenes/mi-dia/").context
    assert contexto["en_mano"].numero == empezada.numero
    assert [o.numero for o in contexto["despues"]] == [temprano.numero]


def test_lo_del_proximo_dia_se_anuncia_pero_no_se_pone_en_la_mano(m, dos, entrar):
    contexto = entrar(m.cuadrilla).get("/ordenes/mi-dia/").context
    assert contexto["en_mano"] is None and [o.numero for o in contexto["manana"]] == [dos[0].numero]


def test_lo_que_falta_para_iniciar_se_dice_en_mi_dia(m, entrar):
    orden = m.programada("COM-MED").ordenes_trabajo.get()
    para_hoy(orden)
    OrdenTrabajo.objects.filter(pk=orden.pk).update(acusada_en=timezone.now())
    pagina = entrar(m.cuadrilla).get("/ordenes/mi-dia/").text
    assert "Para «Iniciar» falta" in pagina and "Falta elaborar el Pedido" in pagina
