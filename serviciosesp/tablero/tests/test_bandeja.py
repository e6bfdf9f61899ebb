"""Mi bandeja: for each role and each state, what waits, and for whom it does not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Novedad, OrdenRevision, OrdenTrabajo, Pedido
from serviciosesp.core import roles
from serviciosesp.core.models import Aviso
from serviciosesp.core.transiciones import actos_de, ejecutar, permiso_de
from serviciosesp.tablero import bandeja
from serviciosesp.tablero.esperas import ESPERAS, TIPOS
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Cargo, Devolucion, Pago, Servicio, Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


def verbos(persona, tipo=""):
    """What waits for a person, notices aside."""
    return [a.verbo for a in bandeja.bandeja_de(persona).de(tipo) if a.tipo != "avisos"]


# --- The table ------------------------------------------------------------------------------------


def test_cada_espera_nombra_un_estado_y_un_permiso_que_existen():
    modelos = {e.modelo for e in ESPERAS} | {Pago, Cargo}
    actos = {permiso_de(t, modelo) for modelo in modelos for t in actos_de(modelo)}
    for espera in ESPERAS:
        assert espera.permiso in actos
        assert espera.estado in espera.modelo.E.values if hasattr(espera.modelo, "E") else True
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


# --- Each state and each role ---------------------------------------------------------------------

PQR, SUP, CUA, JEFE = "pqr", "supervisor", "cuadrilla", "jefe_area"
CON, FAC = "contabilidad", "facturacion"
OFICINA = {PQR, SUP, JEFE}


def pagada_en_parte(m):
    solicitud = m.liquidada("ESP-LAB")
    m.pago(solicitud, valor=1000)


def por_vencer(m):
    solicitud = m.liquidada("ESP-LAB")
    Solicitud.objects.filter(pk=solicitud.pk).update(vence_en=timezone.localdate())


def vencida(m):
    solicitud = m.liquidada("COM-VOL")
    ayer = timezone.localdate() - timedelta(days=1)
    Solicitud.objects.filter(pk=solicitud.pk).update(vence_en=ayer)


def por_verificar(m):
    m.responder(m.prestada("ESP-ESC"))


def lista_para_cerrar(m):
    """Rated, with its verification done after the answer."""
    solicitud = m.prestada("ESP-ESC")
    m.responder(solicitud)
    for verificacion in solicitud.verificaciones.all():
        ejecutar(
            Solicitud.verificar, solicitud, por=m.supervisor, verificacion=verificacion,
            conforme=True,
        )  # fmt: skip


def no_ejecutada(m):
    orden = m.programada().ordenes_trabajo.get()
    ejecutar(
        OrdenTrabajo.no_ejecutar, orden, por=m.cuadrilla, motivo="ausente", explicacion="Nadie"
    )


def suspendida(m):
    orden = con_novedad(m)
    ejecutar(OrdenTrabajo.suspender, orden, por=m.cuadrilla, explicacion="Apareció un tubo de gas")


def con_novedad(m):
    orden = m.en_prestacion().ordenes_trabajo.get()
    ejecutar(
        Novedad.registrar, Novedad(orden=orden), por=m.cuadrilla, tipo="servicio",
        reporta="empresa", descripcion="Se rompió una baldosa",
    )  # fmt: skip
    return orden


def con_revision_en_curso(m):
    orden = m.revision_programada(m.en_revision())
    ejecutar(OrdenRevision.iniciar, orden, por=m.cuadrilla)


def devolucion(m, aprobada=False):
    ejecutar(Solicitud.desistir, m.habilitada("ESP-LAB"), por=m.pqr, motivo="cliente")
    if aprobada:
        ejecutar(Devolucion.aprobar, Devolucion.objects.get(), por=m.financiera)


def pedido(m, autorizado=False):
    hecho = m.pedido(m.habilitada("COM-MED"))
    if autorizado:
        ejecutar(Pedido.autorizar, hecho, por=m.jefe_area)


CASOS = [
    (lambda m: m.recibida("COM-VOL"), "Decidir: aceptar o rechazar", OFICINA),
    (lambda m: m.recibida("COM-FON"), "Ordenar la revisión", OFICINA),
    (lambda m: m.en_revision(), "Acordar la visita con el cliente", OFICINA),
    (lambda m: m.revision_programada(m.en_revision()), "Hacer la revisión", {SUP, CUA}),
    (con_revision_en_curso, "Terminar la revisión", {SUP, CUA}),
    (lambda m: m.revisada(), "Decidir: aceptar o rechazar", OFICINA),
    (lambda m: m.aceptada(), "Liquidar el valor", {PQR, JEFE}),
    (lambda m: m.liquidada("COM-VOL"), "Autorizar el cargo a la factura", {PQR, JEFE}),
    (vencida, "Liquidar de nuevo o desistir", {PQR, JEFE, "subgerencia", "financiera"}),
    (pagada_en_parte, "Avisar al cliente el saldo", OFICINA),
    (por_vencer, "Recordar el pago al cliente", OFICINA),
    (pagada_en_parte, "Revisar el abono", {CON}),
    (lambda m: m.pagada(), "Validar el pago", {CON}),
    (lambda m: m.habilitada(), "Acordar la fecha con el cliente", OFICINA),
    (no_ejecutada, "Acordar otra fecha", OFICINA),
    (lambda m: m.habilitada("COM-MED"), "Elaborar el Pedido", OFICINA),
    (lambda m: m.programada("COM-MED"), "Elaborar el Pedido", OFICINA),
    (pedido, "Autorizar el Pedido", {JEFE}),
    (lambda m: pedido(m, autorizado=True), "Despachar el Pedido", {"almacen"}),
    (lambda m: m.programada(), "Hacer el trabajo", {SUP, CUA}),
    (lambda m: m.en_prestacion(), "Terminar el trabajo", {SUP, CUA}),
    (suspendida, "Reanudar el trabajo", {SUP, CUA}),
    (con_novedad, "Comunicar la novedad al cliente", {PQR, SUP, JEFE, CUA}),
    (lambda m: m.prestada(), "Transcribir la encuesta", {PQR}),
    (lambda m: m.prestada(medio="qr"), "Llamar por la encuesta", {PQR}),
    (por_verificar, "Hacer la verificación", {PQR, SUP, JEFE, "calidad"}),
    (lista_para_cerrar, "Cerrar la solicitud", {PQR, JEFE}),
    (lambda m: m.prestada(), "Exportar el cargo a HAS SQL", {FAC}),
    (devolucion, "Aprobar la devolución", {"financiera"}),
    (lambda m: devolucion(m, aprobada=True), "Devolver el dinero al cliente", {CON}),
]
ELENCO = [PQR, SUP, CUA, JEFE, "subgerencia", "financiera", FAC, CON, "almacen", "calidad",
          "gerencia", "administrador"]  # fmt: skip


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
