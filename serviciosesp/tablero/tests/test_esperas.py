"""The table of what waits: for each role and each state, who sees it, and who does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from noconformes.models import AccionCorrectiva, SalidaNoConforme
from serviciosesp.core import roles
from serviciosesp.core.transiciones import actos_de, ejecutar, permiso_de
from serviciosesp.tablero.esperas import ESPERAS, QUIEN, TIPOS
from serviciosesp.tests.mundo import Mundo
from solicitudes.models.estados import ABIERTOS

from . import casos
from .casos import ELENCO, verbos

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


def test_cada_espera_nombra_un_estado_y_un_permiso_que_existen():
    modelos = {e.modelo for e in ESPERAS}
    actos = {permiso_de(t, modelo) for modelo in modelos for t in actos_de(modelo)}
    for espera in ESPERAS:
        assert espera.permiso in actos
        assert espera.estado in espera.modelo.INSIGNIAS
        assert espera.tipo in TIPOS
        assert any(espera.permiso in permisos for permisos in roles.PERMISOS.values())


@pytest.mark.parametrize("modelo", sorted({e.modelo for e in ESPERAS}, key=lambda x: x.__name__))
def test_todo_estado_que_no_es_final_espera_a_alguien(modelo):
    """reglas §5.13; a registered answer, or an end, waits for nobody."""
    esperados = {e.estado for e in ESPERAS if e.modelo is modelo}
    finales = {
        "Solicitud": {"rechazada", "cerrada", "desistida"},
        "OrdenRevision": {"suspendida", "terminada", "no_ejecutada", "anulada"},
        "OrdenTrabajo": {"terminada", "no_ejecutada", "anulada"},
        "Novedad": {"comunicada"}, "Pago": {"rechazado", "reversado"}, "Devolucion": {"pagada"},
        "Cargo": {"confirmado"}, "Pedido": {"despachado", "anulado"},
        "Encuesta": {"respondida", "presunta"}, "SalidaNoConforme": {"cerrada"},
        "AccionCorrectiva": {"eficaz", "no_eficaz"},
    }[modelo.__name__]  # fmt: skip
    assert esperados == set(modelo.INSIGNIAS) - finales


def test_el_tablero_dice_a_quien_espera_cada_estado_abierto():
    assert set(QUIEN) == set(ABIERTOS)


# --- Each state and each role ---------------------------------------------------------------------

PQR, SUP, CUA, JEFE = "pqr", "supervisor", "cuadrilla", "jefe_area"
CON, FAC = "contabilidad", "facturacion"
OFICINA = {PQR, SUP, JEFE}

CASOS = [
    (lambda m: m.recibida("COM-VOL"), "Decidir: aceptar o rechazar", OFICINA),
    (lambda m: m.recibida("COM-FON"), "Ordenar la revisión", OFICINA),
    (lambda m: m.en_revision(), "Acordar la visita con el cliente", OFICINA),
    (lambda m: m.revision_programada(m.en_revision()), "Hacer la revisión", {SUP, CUA}),
    (casos.con_revision_en_curso, "Terminar la revisión", {SUP, CUA}),
    (lambda m: m.revisada(), "Decidir: aceptar o rechazar", OFICINA),
    (lambda m: m.aceptada(), "Liquidar el valor", {PQR, JEFE}),
    (lambda m: m.liquidada("COM-VOL"), "Autorizar el cargo a la factura", {PQR, JEFE}),
    (casos.vencida, "Liquidar de nuevo o desistir", {PQR, JEFE, "subgerencia", "financiera"}),
    (casos.pagada_en_parte, "Avisar al cliente el saldo", OFICINA),
    (casos.por_vencer, "Recordar el pago al cliente", OFICINA),
    (casos.pagada_en_parte, "Revisar el abono", {CON}),
    (lambda m: m.pagada(), "Validar el pago", {CON}),
    (lambda m: m.habilitada(), "Acordar la fecha con el cliente", OFICINA),
    (casos.no_ejecutada, "Acordar otra fecha", OFICINA),
    (lambda m: m.habilitada("COM-MED"), "Elaborar el Pedido", OFICINA),
    (lambda m: m.programada("COM-MED"), "Elaborar el Pedido", OFICINA),
    (casos.pedido, "Autorizar el Pedido", {JEFE}),
    (lambda m: casos.pedido(m, autorizado=True), "Despachar el Pedido", {"almacen"}),
    (lambda m: m.programada(), "Hacer el trabajo", {SUP, CUA}),
    (lambda m: m.en_prestacion(), "Terminar el trabajo", {SUP, CUA}),
    (casos.suspendida, "Reanudar el trabajo", {SUP, CUA}),
    (casos.con_novedad, "Comunicar la novedad al cliente", {PQR, SUP, JEFE, CUA}),
    (lambda m: m.prestada(), "Transcribir la encuesta", {PQR}),
    (lambda m: m.prestada(medio="qr"), "Llamar por la encuesta", {PQR}),
    (casos.por_verificar, "Hacer la verificación", {PQR, SUP, JEFE, "calidad"}),
    (casos.lista_para_cerrar, "Cerrar la solicitud", {PQR, JEFE}),
    (lambda m: m.prestada(), "Exportar el cargo a HAS SQL", {FAC}),
    (casos.devolucion, "Aprobar la devolución", {"financiera"}),
    (lambda m: casos.devolucion(m, aprobada=True), "Devolver el dinero al cliente", {CON}),
]


@pytest.mark.parametrize(
    ("preparar", "verbo", "quienes"), CASOS, ids=[f"{i}-{v}" for i, (_, v, _) in enumerate(CASOS)]
)
def test_lo_ve_quien_lo_puede_hacer_y_nadie_mas(m, preparar, verbo, quienes):
    preparar(m)
    assert {nombre for nombre in ELENCO if verbo in verbos(getattr(m, nombre))} == quienes


@pytest.mark.parametrize(
    ("conforme", "final"),
    [(True, "Cerrar la salida no conforme"), (False, "Devolver a corrección")],
)
def test_la_salida_no_conforme_recorre_las_bandejas_de_quien_la_trata(m, conforme, final):
    m.responder(m.prestada(), i1="malo")
    salida = SalidaNoConforme.objects.get()
    assert "Clasificar y nombrar responsable" in verbos(m.jefe_area)
    ejecutar(
        SalidaNoConforme.analizar, salida, por=m.jefe_area, clasificacion="menor",
        responsable=m.jefe_area,
    )  # fmt: skip
    assert "Registrar la causa y la corrección" in verbos(m.jefe_area)
    assert verbos(m.calidad, "noconformes") == verbos(m.subgerencia, "noconformes") == []
    ejecutar(
        SalidaNoConforme.corregir, salida, por=m.jefe_area, causa="Prisa", tratamiento="correccion",
        plan="Volver",
    )  # fmt: skip
    assert "Anotar la corrección hecha" in verbos(m.jefe_area)
    ejecutar(SalidaNoConforme.anotar_correccion, salida, por=m.jefe_area, correccion="Se volvió")
    assert verbos(m.calidad) == ["Verificar la corrección"]
    assert verbos(m.jefe_area, "noconformes") == []
    ejecutar(
        SalidaNoConforme.verificar, salida, por=m.calidad, conforme=conforme, verificacion="Visita"
    )
    assert verbos(m.calidad) == [final]


def test_la_accion_correctiva_espera_a_su_responsable_y_luego_a_otra_persona(m):
    accion = ejecutar(
        AccionCorrectiva.abrir, AccionCorrectiva(), por=m.calidad, origen="auditoria",
        descripcion="Se repite", plan="Capacitar", criterio="No se repite en 90 días",
        responsable=m.jefe_area, vence_en=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    assert verbos(m.jefe_area) == ["Empezar la acción correctiva"]
    assert verbos(m.jefe_laboratorio) == []
    ejecutar(AccionCorrectiva.iniciar, accion, por=m.jefe_area)
    assert verbos(m.jefe_area) == ["Reportar la ejecución"]
    ejecutar(AccionCorrectiva.reportar, accion, por=m.jefe_area, ejecucion="Se capacitó")
    assert verbos(m.jefe_area) == []
    assert verbos(m.calidad) == ["Decir si la acción fue eficaz"]
