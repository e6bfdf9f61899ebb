"""The state machines, literally as P06-01 wants them: every (state, transition) pair is decided here."""

import re

import pytest
from django.conf import settings

from encuestas.models import Encuesta
from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Novedad, OrdenRevision, OrdenTrabajo, Pedido
from serviciosesp.core.models import Aviso
from serviciosesp.core.transiciones import actos_de
from solicitudes.models import Cargo, Devolucion, Pago, Solicitud

IGUAL = None
ABIERTOS = ["recibida", "en_revision", "aceptada", "liquidada", "habilitada", "programada",
            "en_prestacion", "prestada"]  # fmt: skip

MAQUINAS = {
    Solicitud: {
        "registrar": ([""], "recibida"),
        "anotar_has": (ABIERTOS, IGUAL),
        "anotar_llamada": (ABIERTOS, IGUAL),
        "ordenar_revision": (["recibida"], "en_revision"),
        "aceptar": (["recibida", "en_revision"], "aceptada"),
        "rechazar": (["recibida", "en_revision", "habilitada"], "rechazada"),
        "resolver_en_visita": (["en_revision"], "prestada"),
        "configurar_silencio": (["recibida", "en_revision"], IGUAL),
        "exigir_pago_previo": (["recibida", "en_revision", "aceptada", "liquidada"], IGUAL),
        "liquidar": (["aceptada", "liquidada"], "liquidada"),
        "recordar_liquidacion": (["liquidada"], IGUAL),
        "validar_pago": (["liquidada"], "habilitada"),
        "autorizar_cargo": (["liquidada"], "habilitada"),
        "reversar_pago": (["habilitada"], "liquidada"),
        "programar": (["habilitada"], "programada"),
        "reprogramar": (["programada"], "programada"),
        "iniciar": (["programada"], "en_prestacion"),
        "volver_a_programar": (["programada", "en_prestacion"], "habilitada"),
        "terminar": (["en_prestacion"], "prestada"),
        "verificar": (["prestada"], IGUAL),
        "calificar": (["prestada", "cerrada"], IGUAL),
        "cerrar": (["prestada"], "cerrada"),
        "desistir": (ABIERTOS[:6], "desistida"),
    },
    OrdenRevision: {
        "emitir": ([""], "emitida"),
        "programar": (["emitida"], "programada"),
        "reprogramar": (["programada"], IGUAL),
        "acusar": (["programada"], IGUAL),
        "iniciar": (["programada"], "en_ejecucion"),
        "terminar": (["en_ejecucion"], "terminada"),
        "no_ejecutar": (["programada", "en_ejecucion"], "no_ejecutada"),
        "anular": (["emitida", "programada"], "anulada"),
    },
    OrdenTrabajo: {
        "emitir": ([""], "emitida"),
        "programar": (["emitida"], "programada"),
        "reprogramar": (["programada"], IGUAL),
        "acusar": (["programada"], IGUAL),
        "iniciar": (["programada"], "en_ejecucion"),
        "suspender": (["en_ejecucion"], "suspendida"),
        "reanudar": (["suspendida"], "en_ejecucion"),
        "terminar": (["en_ejecucion"], "terminada"),
        "no_ejecutar": (["programada", "en_ejecucion", "suspendida"], "no_ejecutada"),
        "anular": (["emitida", "programada"], "anulada"),
    },
    Pedido: {
        "elaborar": ([""], "elaborado"),
        "autorizar": (["elaborado"], "autorizado"),
        "despachar": (["autorizado"], "despachado"),
        "anular": (["elaborado", "autorizado"], "anulado"),
    },
    Novedad: {"registrar": ([""], "registrada"), "comunicar": (["registrada"], "comunicada")},
    Pago: {
        "registrar": ([""], "registrado"),
        "validar": (["registrado"], "validado"),
        "rechazar": (["registrado"], "rechazado"),
        "proponer_reverso": (["validado"], IGUAL),
        "reversar": (["validado"], "reversado"),
        "contraasentar": ([""], "reversado"),
    },
    Devolucion: {
        "abrir": ([""], "pendiente"),
        "aprobar": (["pendiente"], "aprobada"),
        "pagar": (["aprobada"], "pagada"),
    },
    Cargo: {
        "generar": ([""], "generado"),
        "exportar": (["generado", "rechazado"], "exportado"),
        "confirmar": (["exportado"], "confirmado"),
        "rechazar": (["exportado"], "rechazado"),
    },
    Encuesta: {
        "entregar": ([""], "entregada"),
        "responder": (["entregada", "presunta"], "respondida"),
        "presumir": (["entregada"], "presunta"),
    },
    SalidaNoConforme: {
        "abrir": ([""], "abierta"),
        "analizar": (["abierta"], "en_analisis"),
        "corregir": (["en_analisis"], "en_correccion"),
        "anotar_correccion": (["en_correccion"], IGUAL),
        "verificar": (["en_correccion"], "verificada"),
        "devolver": (["verificada"], "en_correccion"),
        "cerrar": (["verificada"], "cerrada"),
    },
    AccionCorrectiva: {
        "abrir": ([""], "abierta"),
        "iniciar": (["abierta"], "en_ejecucion"),
        "reportar": (["en_ejecucion"], "ejecutada"),
        "declarar_eficaz": (["ejecutada"], "eficaz"),
        "declarar_no_eficaz": (["ejecutada"], "no_eficaz"),
    },
}
"""Model -> transition -> (sources, target). Written by hand: the code is compared with it."""


@pytest.mark.parametrize("modelo", MAQUINAS, ids=lambda m: m.__name__)
def test_la_maquina_es_la_del_procedimiento(modelo):
    del_codigo = {t.acto.nombre: ([str(e) for e in t.acto.de], t.acto.a) for t in actos_de(modelo)}
    assert del_codigo == MAQUINAS[modelo]


@pytest.mark.parametrize("modelo", MAQUINAS, ids=lambda m: m.__name__)
def test_todo_estado_tiene_palabra_tono_e_icono(modelo):
    estados = {e for de, a in MAQUINAS[modelo].values() for e in (*de, a) if e}
    assert estados <= set(modelo.INSIGNIAS)


@pytest.mark.parametrize("modelo", MAQUINAS, ids=lambda m: m.__name__)
def test_cada_acto_cita_su_clausula(modelo):
    sin_clausula = [t.acto.nombre for t in actos_de(modelo) if not t.acto.clausulas]
    assert sin_clausula == []


@pytest.mark.parametrize("modelo", [*MAQUINAS, Aviso], ids=lambda m: m.__name__)
def test_el_icono_de_cada_estado_existe(modelo):
    dibujados = set(re.findall(r'id="([a-z0-9-]+)"', (settings.BASE_DIR / "static/iconos.svg").read_text()))
    insignias = (
        modelo.INSIGNIAS.values()
        if modelo is not Aviso
        else [Aviso(estado=estado).insignia for estado, _ in Aviso.ESTADOS]
    )
    assert {icono for _, _, icono in insignias} <= dibujados
