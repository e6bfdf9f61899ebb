"""The sentence, the step line, the clocks and the action panel of a request."""

from datetime import timedelta

import pytest
from django.utils import timezone

from serviciosesp.core.models import Evento
from serviciosesp.core.transiciones import ejecutar
from solicitudes import presentar
from solicitudes.frases import frase
from solicitudes.models import Solicitud
from solicitudes.models.estados import E

from .paginas import texto


def pasos(solicitud):
    llegadas = presentar.llegadas(solicitud, Evento.objects.de(solicitud))
    linea = presentar.pasos(solicitud, llegadas)
    return {p["texto"]: (p["clase"], p.get("detalle", "")) for p in linea}


@pytest.mark.parametrize(
    ("estado", "codigo", "dice"),
    [
        ("recibida", "COM-VOL", "Espera la decisión"),
        ("recibida", "COM-ACO", "Espera que se ordene la revisión"),
        ("en_revision", "COM-ACO", "falta acordar la fecha con el cliente"),
        ("revisada", "COM-ACO", "dijo «Procede»"),
        ("aceptada", "COM-VOL", "Espera que se liquide el valor"),
        ("liquidada", "COM-VOL", "autorice cargar $\xa0578.340"),
        ("liquidada", "ESP-LAB", "pague $\xa0485.520. Después Contabilidad valida"),
        ("pagada", "ESP-LAB", "Espera que Contabilidad lo valide"),
        ("habilitada", "COM-VOL", "se programe en la OT-"),
        ("programada", "COM-VOL", "El cliente espera a la cuadrilla el"),
        ("en_prestacion", "COM-VOL", "en ejecución"),
        ("prestada", "COM-VOL", "Espera la calificación del cliente hasta el"),
        ("cerrada", "COM-VOL", "con calificación del cliente"),
    ],
)
def test_la_frase_dice_que_espera_y_con_quien(m, estado, codigo, dice):
    assert dice in frase(getattr(m, estado)(codigo))


def test_la_frase_del_saldo_y_la_de_la_liquidacion_vencida(m):
    solicitud = m.pagada("ESP-LAB", valor=400_000)
    assert "pague el saldo de $\xa085.520" in frase(solicitud)
    solicitud.liquidaciones.update(vigente_hasta=timezone.localdate() - timedelta(days=1))
    assert "La liquidación venció el" in frase(solicitud)


def test_la_linea_muestra_lo_hecho_lo_que_no_requiere_y_los_candados(m):
    linea = pasos(m.pagada("ESP-LAB", valor=400_000))
    hoy = f"{timezone.localdate():%d/%m}"
    assert linea == {
        "Recibida": ("hecho", hoy), "En revisión": ("omitido", "no requiere"),
        "Aceptada": ("hecho", hoy), "Liquidada": ("actual", f"desde {hoy}"),
        "Habilitada": ("pendiente", "falta el pago"), "Programada": ("pendiente", ""),
        "En prestación": ("pendiente", ""), "Prestada": ("pendiente", ""),
        "Cerrada": ("pendiente", "falta la encuesta"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("estado", "codigo", "candado"),
    [
        ("liquidada", "COM-VOL", "falta autorizar el cargo"),
        ("liquidada", "ESP-LAB", "falta el pago"),
        ("pagada", "ESP-LAB", "falta validar el pago"),
    ],
)
def test_el_candado_de_habilitada_dice_que_falta(m, estado, codigo, candado):
    assert pasos(getattr(m, estado)(codigo))["Habilitada"] == ("pendiente", candado)


def test_el_candado_de_cerrada_se_abre_con_la_encuesta(m):
    solicitud = m.prestada("ESP-ESC")
    m.responder(solicitud)
    solicitud = Solicitud.objects.get(pk=solicitud.pk)
    assert pasos(solicitud)["Cerrada"] == ("pendiente", "falta verificar")
    ejecutar(Solicitud.verificar, solicitud, por=m.supervisor, conforme=True,
             verificacion=solicitud.verificaciones.get())  # fmt: skip
    assert pasos(Solicitud.objects.get(pk=solicitud.pk))["Cerrada"] == ("pendiente", "")


def test_rechazada_y_desistida_acaban_la_linea(m):
    rechazada = ejecutar(
        Solicitud.rechazar, m.recibida(), por=m.pqr, motivo="tecnico", explicacion="No",
        canal="telefono", evidencia="x",
    )  # fmt: skip
    hoy = f"{timezone.localdate():%d/%m}"
    assert pasos(rechazada) == {"Recibida": ("hecho", hoy), "Rechazada": ("final_rojo", hoy)}
    desistida = ejecutar(Solicitud.desistir, m.aceptada(), por=m.pqr, motivo="cliente")
    assert list(pasos(desistida)) == ["Recibida", "Aceptada", "Desistida"]
    assert pasos(desistida)["Desistida"] == ("final_gris", hoy)


def test_lo_resuelto_en_la_visita_no_pasa_por_lo_demas(m):
    solicitud = ejecutar(
        Solicitud.resolver_en_visita, m.revisada(resultado="resuelto_en_visita"), por=m.pqr,
        sin_cobro_motivo="Ajuste", encuesta_medio="en_mano", encuesta_evidencia="Rosalba",
    )  # fmt: skip
    linea = pasos(solicitud)
    assert linea["Liquidada"] == ("omitido", "en la visita")
    assert linea["Prestada"][0] == "actual"


# --- relojes ------------------------------------------------------------------------------------


def test_el_reloj_de_la_respuesta_se_cumple_con_el_aviso(m):
    (respuesta,) = presentar.relojes(m.recibida())
    assert respuesta["veredicto"].startswith("La respuesta vence el")
    assert len([d for d in respuesta["dias"] if d["clase"] != "festivo"]) == 15
    assert "= 15 hábiles" in respuesta["cuenta"]
    respuesta, liquidar = presentar.relojes(m.aceptada())
    assert respuesta["cumplido"] and "dias" not in respuesta
    assert liquidar["veredicto"].startswith("El plazo para liquidar vence el")


def test_una_respuesta_tarde_queda_en_rojo(m):
    solicitud = m.aceptada()
    hace = timezone.now() - timedelta(days=60)
    Solicitud.objects.filter(pk=solicitud.pk).update(
        recibida_en=hace, respuesta_vence=timezone.localdate() - timedelta(days=38)
    )
    respuesta = presentar.relojes(Solicitud.objects.get(pk=solicitud.pk))[0]
    assert (respuesta["cumplido"], respuesta["tono"]) == (False, "rojo")


def test_una_respuesta_vencida_dice_cuanto_lleva(m):
    solicitud = m.recibida()
    hace = timezone.now() - timedelta(days=60)
    Solicitud.objects.filter(pk=solicitud.pk).update(recibida_en=hace)
    (respuesta,) = presentar.relojes(Solicitud.objects.get(pk=solicitud.pk))
    assert "venció el" in respuesta["veredicto"] and respuesta["tono"] == "rojo"


def test_el_silencio_positivo_tiene_sus_horas(m):
    solicitud = m.recibida()
    hace = timezone.now() - timedelta(days=60)
    Solicitud.objects.filter(pk=solicitud.pk).update(
        recibida_en=hace, respuesta_vence=timezone.localdate() - timedelta(days=3)
    )
    solicitud = Solicitud.objects.get(pk=solicitud.pk)
    solicitud = ejecutar(Solicitud.configurar_silencio, solicitud, por=None)
    silencio = presentar.relojes(solicitud)[0]
    limite = timezone.localtime(solicitud.silencio_en + timedelta(hours=72))
    assert "antes del" in silencio["veredicto"]
    assert silencio["veredicto"].endswith(f"a las {limite:%H:%M}")
    assert frase(solicitud).startswith("Venció sin respuesta el")


# --- acciones -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("estado", "codigo", "quien", "principal"),
    [
        ("recibida", "COM-VOL", "pqr", "Aceptar"),
        ("recibida", "COM-ACO", "pqr", "Ordenar revisión"),
        ("aceptada", "COM-VOL", "jefe_area", "Liquidar"),
        ("liquidada", "COM-VOL", "pqr", "Autorizar el cargo a la factura"),
        ("liquidada", "ESP-LAB", "pqr", "Registrar el pago"),
        ("pagada", "ESP-LAB", "contabilidad", "Validar el pago"),
        ("habilitada", "COM-VOL", "supervisor", "Programar"),
        ("programada", "COM-VOL", "supervisor", "Iniciar"),
        ("liquidada", "ESP-LAB", "gerencia", None),
    ],
)
def test_lo_siguiente_es_lo_que_mas_avanza(m, estado, codigo, quien, principal):
    solicitud = getattr(m, estado)(codigo)
    acciones = presentar.acciones_del_caso(solicitud, getattr(m, quien))
    principales = [a.etiqueta for a in acciones if a.principal]
    assert principales == ([principal] if principal else [])
    if principal:
        assert acciones[0].principal and acciones[0].posible


def test_lo_que_falta_se_ve_con_su_clausula_y_quien_lo_resuelve(m, como):
    solicitud = m.pagada("ESP-LAB", valor=400_000)
    pagina = texto(como(m.pqr).get(solicitud.get_absolute_url()))
    assert "El pago cubre $\xa0400.000 de $\xa0485.520. Faltan $\xa085.520" in pagina
    assert "Usted registró este pago: lo valida otra persona" in pagina
    assert "Autorizar el cargo a la factura" not in pagina


def test_todo_estado_tiene_expediente(m, como):
    estados = ["recibida", "en_revision", "aceptada", "liquidada", "habilitada", "programada",
               "en_prestacion", "prestada", "cerrada"]  # fmt: skip
    for estado in estados:
        solicitud = getattr(m, estado)()
        respuesta = como(m.pqr).get(solicitud.get_absolute_url())
        assert respuesta.status_code == 200
        assert solicitud.insignia[0] in texto(respuesta)
    assert {*estados, "rechazada", "desistida"} == {str(e.value) for e in E}
