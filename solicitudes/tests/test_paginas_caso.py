"""Every guard of the request, at its page: its sentence, its clause, and nothing saved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ordenes.models import OrdenTrabajo
from serviciosesp.core.models import Adjunto, Aviso, EnlacePublico, Evento
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import foto
from solicitudes.models import Cargo, Devolucion, Liquidacion, Servicio, Solicitud

from .paginas import AVISO, conserva, direccion, enviar, hecha, rehusada, texto

GRATIS = {"sin_cobro_motivo": "Era un ajuste"}
ENCUESTA = {"encuesta_medio": "en_mano", "encuesta_evidencia": "La recibió Rosalba Garzón"}

# --- decidir: C3 C4 -----------------------------------------------------------------------------


def test_ordenar_revision_exige_el_motivo(m, como):
    rehusada(como(m.pqr), "ordenar_revision", m.recibida(), "Este dato es obligatorio.")


def test_ordenar_revision_emite_la_orden(m, como):
    solicitud = hecha(como(m.pqr), "ordenar_revision", m.recibida(), motivo="Medir el volumen")
    assert (solicitud.estado, solicitud.ordenes_revision.count()) == ("en_revision", 1)


def test_no_se_acepta_sin_la_revision_que_el_servicio_exige(m, como):
    respuesta = rehusada(
        como(m.pqr), "aceptar", m.recibida("COM-ACO"), "Falta la orden de revisión", "C3",
        nota="Con llave de paso", **AVISO,
    )  # fmt: skip
    assert conserva(respuesta, nota="Con llave de paso", **AVISO)


def test_no_se_acepta_lo_que_la_revision_dijo_que_no_procede(m, como):
    solicitud = m.revisada(resultado="no_procede")
    rehusada(como(m.pqr), "aceptar", solicitud, "La revisión dijo «No procede»", "C3", **AVISO)


def test_no_se_acepta_sin_prueba_del_aviso(m, como):
    respuesta = rehusada(
        como(m.pqr), "aceptar", m.recibida(), "Escriba la prueba del aviso", "(C4)",
        canal="telefono",
    )  # fmt: skip
    assert "evidencia" in respuesta.context["form"].errors


def test_no_se_avisa_por_correo_a_quien_no_lo_tiene(m, como):
    m.cliente.correo = ""
    m.cliente.save()
    rehusada(como(m.pqr), "aceptar", m.recibida(), "La solicitud no tiene correo", canal="correo")


def test_lo_mal_escrito_y_los_requisitos_se_dicen_a_la_vez(m, como):
    rehusada(
        como(m.pqr), "aceptar", m.recibida("COM-ACO"), "Escoja el medio.",
        "Falta la orden de revisión", "Corrija 1 dato y resuelva 1 requisito",
    )  # fmt: skip


def test_aceptar_por_correo_deja_el_aviso_por_enviar(m, como):
    solicitud = hecha(como(m.pqr), "aceptar", m.recibida(), canal="correo")
    assert solicitud.estado == "aceptada"
    assert Aviso.objects.get(clausula="C4").estado == Aviso.PENDIENTE


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        ({"explicacion": "No cabe"}, "Escoja el motivo."),
        ({"motivo": "tecnico"}, "Este dato es obligatorio."),
        ({"motivo": "porque si", "explicacion": "x"}, "porque si"),
        ({"motivo": "tecnico", "explicacion": "x", "evidencia": ""}, "Escriba la prueba del aviso"),
    ],
)
def test_no_se_rechaza_sin_motivo_explicacion_y_aviso(m, como, datos, frase):
    rehusada(como(m.pqr), "rechazar", m.recibida(), frase, **AVISO | datos)


def test_habilitada_solo_se_rechaza_si_una_orden_vio_que_no_se_puede(m, como):
    rehusada(
        como(m.pqr), "rechazar", m.habilitada(), "Una orden encontró en el sitio", "C4",
        motivo="tecnico", explicacion="No hay paso", **AVISO,
    )  # fmt: skip


def test_rechazar_despues_de_pagada_abre_la_devolucion(m, como):
    solicitud = m.programada("ESP-LAB")
    orden = solicitud.ordenes_trabajo.abiertas().get()
    ejecutar(
        OrdenTrabajo.no_ejecutar, orden, por=m.cuadrilla, motivo="imposible", explicacion="Sin agua"
    )
    hecha(como(m.pqr), "rechazar", solicitud, motivo="tecnico", explicacion="Sin agua", **AVISO)
    assert Devolucion.objects.get().valor == solicitud.liquidacion.total


# --- resolver en la visita: C3 C9 C14 -----------------------------------------------------------


def test_no_queda_resuelta_una_visita_que_no_lo_dijo(m, como):
    rehusada(
        como(m.pqr), "resolver_en_visita", m.revisada(), "terminó «resuelto en la visita»", "C3",
        **GRATIS, **ENCUESTA,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("datos", "frase", "clausula"),
    [
        (ENCUESTA, "Escriba el valor que el cliente autoriza, quién y la prueba", "(C9)"),
        ({"valor": "5.000", **GRATIS, **ENCUESTA}, "deje el valor en blanco", "(C9)"),
        ({"encuesta_medio": "dejada", **GRATIS}, "tome la foto que lo prueba", "(C14)"),
        (GRATIS, "La encuesta se entrega al terminar", "(C14)"),
    ],
)
def test_resolver_en_visita_exige_cobro_y_encuesta(m, como, datos, frase, clausula):
    solicitud = m.revisada(resultado="resuelto_en_visita")
    rehusada(como(m.pqr), "resolver_en_visita", solicitud, frase, clausula, **datos)


def test_lo_resuelto_en_la_visita_se_carga_una_vez(m, como):
    solicitud = hecha(
        como(m.pqr), "resolver_en_visita", m.revisada(resultado="resuelto_en_visita"),
        valor="$ 64.300", autoriza="Rosalba Garzón", evidencia="Firmó la orden", **ENCUESTA,
    )  # fmt: skip
    assert (solicitud.estado, solicitud.cargos.get().total) == ("prestada", 64_300)


# --- cobro y liquidación: C7 C9 -----------------------------------------------------------------


def test_exigir_pago_previo_lleva_motivo_y_es_del_jefe(m, como):
    solicitud = m.aceptada()
    assert enviar(como(m.pqr), "exigir_pago_previo", solicitud, motivo="x").status_code == 403
    rehusada(como(m.jefe_area), "exigir_pago_previo", solicitud, "Este dato es obligatorio.")
    hecha(como(m.jefe_area), "exigir_pago_previo", solicitud, motivo="Debe dos facturas")
    rehusada(
        como(m.jefe_area), "exigir_pago_previo", solicitud, "Este servicio se paga antes", "C9",
        motivo="Otra vez",
    )  # fmt: skip


def cantidades(solicitud, valor="2"):
    return {f"lineas-{t.pk}": valor for t in solicitud.servicio.tarifas_vigentes()}


def test_no_se_liquida_sin_lineas(m, como):
    respuesta = rehusada(
        como(m.jefe_area), "liquidar", m.aceptada(), "al menos una línea con cantidad", "(C7)",
        nota="Urgente", **AVISO,
    )  # fmt: skip
    assert conserva(respuesta, nota="Urgente")
    assert Liquidacion.objects.count() == 0


@pytest.mark.parametrize("cantidad", ["-1", "0", "dos", "1,2345", "1.200", "9999999999", "٣"])
def test_una_cantidad_mala_se_dice_con_su_concepto_y_se_conserva(m, como, cantidad):
    solicitud = m.aceptada()
    datos = cantidades(solicitud, cantidad)
    respuesta = rehusada(
        como(m.jefe_area), "liquidar", solicitud, "Viaje de volqueta hasta 7 m³: ", **datos, **AVISO
    )
    assert f'value="{cantidad}"' in texto(respuesta)


def test_no_se_liquida_sin_avisar_el_valor(m, como):
    solicitud = m.aceptada()
    rehusada(
        como(m.jefe_area), "liquidar", solicitud, "Escriba la prueba del aviso", "(C7)",
        canal="telefono", **cantidades(solicitud),
    )  # fmt: skip


def test_liquidar_suma_lineas_e_iva(m, como):
    solicitud = m.aceptada("ESP-LAB")
    respuesta = como(m.jefe_area).get(direccion("liquidar", solicitud))
    assert "Análisis fisicoquímico de agua" in texto(respuesta)
    assert "Resolución 012 de 2025" in texto(respuesta)
    solicitud = hecha(como(m.jefe_area), "liquidar", solicitud, **cantidades(solicitud), **AVISO)
    assert solicitud.liquidacion.total == 485_520


def test_liquidar_de_nuevo_trae_lo_anterior_y_hace_otra_version(m, como):
    solicitud = m.liquidada()
    pagina = texto(como(m.jefe_area).get(direccion("liquidar", solicitud)))
    assert 'value="2"' in pagina
    datos = cantidades(solicitud, "3") | AVISO
    solicitud = hecha(como(m.jefe_area), "liquidar", solicitud, **datos)
    assert [x.numero_version for x in solicitud.liquidaciones.all()] == [2, 1]


def test_no_se_liquida_con_el_pago_validado(m, como):
    solicitud = m.habilitada("ESP-LAB")
    rehusada(
        como(m.jefe_area), "liquidar", solicitud, "Está en «Habilitada»", estado=409,
        **cantidades(solicitud), **AVISO,
    )  # fmt: skip


def test_el_descuento_solo_lo_ve_y_lo_da_la_financiera(m, como):
    solicitud = m.aceptada()
    url = direccion("liquidar", solicitud)
    assert "descuento" not in como(m.jefe_area).get(url).context["form"].fields
    datos = {**cantidades(solicitud), **AVISO}
    solicitud = hecha(como(m.jefe_area), "liquidar", solicitud, descuento="100.000", **datos)
    assert solicitud.liquidacion.descuento == 0
    rehusada(
        como(m.financiera), "liquidar", solicitud, "El descuento es mayor que el valor", "(C7)",
        descuento="9.000.000", **datos,
    )  # fmt: skip
    solicitud = hecha(como(m.financiera), "liquidar", solicitud, descuento="86.000", **datos)
    assert solicitud.liquidacion.total == 486_000 - 86_000 + 76_000


def test_un_concepto_sin_tarifa_solo_en_servicios_por_liquidar(m, como):
    solicitud = m.aceptada()
    url = direccion("liquidar", solicitud)
    assert "otro_valor" not in como(m.jefe_area).get(url).context["form"].fields
    Servicio.objects.filter(pk=solicitud.servicio_id).update(por_liquidar=True)
    otro = {"otro_concepto": "Viaje a otra vereda", "otro_valor": "100.000", "otro_iva": "19"}
    rehusada(
        como(m.jefe_area), "liquidar", solicitud, "Use máximo 2 decimales.",
        **otro | {"otro_iva": "19,125"}, **AVISO,
    )  # fmt: skip
    solicitud = hecha(como(m.jefe_area), "liquidar", solicitud, **otro, **AVISO)
    assert solicitud.liquidacion.total == 119_000


# --- habilitar: C8 C9 ---------------------------------------------------------------------------


def test_no_se_valida_lo_que_no_se_ha_pagado(m, como):
    rehusada(
        como(m.contabilidad), "validar_pago", m.liquidada("ESP-LAB"),
        "No hay un pago registrado que validar", "C8",
    )  # fmt: skip


def test_no_se_valida_un_pago_que_no_cubre_el_total(m, como):
    respuesta = rehusada(
        como(m.contabilidad), "validar_pago", m.pagada("ESP-LAB", valor=400_000),
        "El pago cubre $\xa0400.000 de $\xa0485.520. Faltan $\xa085.520", "C8", "Lo resuelve",
    )  # fmt: skip
    assert "Registró" in texto(respuesta) and "Liquidó" in texto(respuesta)


def test_no_valida_quien_registro_el_pago(m, como):
    solicitud = m.pagada("ESP-LAB", por=m.contabilidad)
    rehusada(
        como(m.contabilidad), "validar_pago", solicitud,
        "Usted registró este pago: lo valida otra persona", "C8", "Contabilidad2", estado=403,
    )  # fmt: skip
    assert hecha(como(m.contabilidad2), "validar_pago", solicitud).estado == "habilitada"


def test_no_valida_pagos_el_que_no_es_de_contabilidad(m, como):
    assert enviar(como(m.pqr), "validar_pago", m.pagada("ESP-LAB")).status_code == 403


def test_no_se_valida_con_la_liquidacion_vencida(m, como):
    solicitud = m.pagada("ESP-LAB")
    ayer = timezone.localdate() - timedelta(days=1)
    Liquidacion.objects.filter(solicitud=solicitud).update(vigente_hasta=ayer)
    rehusada(como(m.contabilidad), "validar_pago", solicitud, "La liquidación venció el", "C7")


def test_lo_que_va_a_la_factura_no_recibe_validacion(m, como):
    rehusada(
        como(m.contabilidad), "validar_pago", m.liquidada(), "Este servicio se carga a la factura",
        "C8",
    )  # fmt: skip


AUTORIZA = {"autoriza": "Rosalba Garzón", "valor_maximo": "578.340", "cuotas": "1",
            "evidencia": "Firmó en ventanilla"}  # fmt: skip


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"valor_maximo": "100"}, "El cliente debe autorizar al menos $\xa0578.340"),
        ({"evidencia": ""}, "Escriba quién autoriza el cargo y guarde la prueba"),
        ({"autoriza": ""}, "Este dato es obligatorio."),
        ({"valor_maximo": "mil"}, "Escriba el valor en pesos"),
        ({"cuotas": "0"}, "mayor o igual a 1"),
    ],
)
def test_no_se_autoriza_un_cargo_corto_ni_sin_prueba(m, como, cambio, frase):
    rehusada(como(m.pqr), "autorizar_cargo", m.liquidada(), frase, **AUTORIZA | cambio)


def test_sin_cuenta_no_se_carga_a_la_factura(m, como):
    solicitud = m.liquidada(predio=m.sin_cuenta)
    rehusada(
        como(m.pqr), "autorizar_cargo", solicitud, "El predio no tiene matrícula vigente",
        "Este servicio se paga antes", "C9", **AUTORIZA,
    )  # fmt: skip


def test_el_documento_firmado_es_prueba_y_se_guarda(m, como):
    datos = AUTORIZA | {"evidencia": "", "soporte": foto()}
    solicitud = hecha(como(m.pqr), "autorizar_cargo", m.liquidada(), **datos)
    assert solicitud.estado == "habilitada"
    assert Adjunto.objects.get().nombre == "foto.jpg"


# --- lo que se hace en la orden -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("acto", "estado", "destino"),
    [
        ("programar", "habilitada", "ordenes:programar"),
        ("reprogramar", "programada", "ordenes:reprogramar"),
        ("iniciar", "programada", "ordenes:iniciar"),
        ("volver_a_programar", "programada", "ordenes:no_ejecutar"),
        ("terminar", "en_prestacion", "ordenes:terminar"),
    ],
)
def test_los_actos_de_la_prestacion_llevan_a_la_orden(m, como, acto, estado, destino):
    solicitud = getattr(m, estado)()
    orden = solicitud.ordenes_trabajo.get()
    respuesta = como(m.supervisor).get(direccion(acto, solicitud))
    assert (respuesta.status_code, respuesta.url) == (302, reverse(destino, args=[orden.numero]))


def test_no_se_programa_sin_pago_validado(m, como):
    rehusada(
        como(m.supervisor), "programar", m.pagada("ESP-LAB"), "El pago debe estar validado", "C8",
        "no hay ninguna abierta", estado=409,
    )  # fmt: skip


def test_no_se_programa_sin_cargo_autorizado(m, como):
    rehusada(
        como(m.supervisor), "programar", m.liquidada(), "El cargo a la factura debe estar", "C8",
        estado=409,
    )  # fmt: skip


# --- cierre: C15 C16 C19 ------------------------------------------------------------------------


def test_no_se_cierra_sin_calificacion_ni_verificaciones(m, como):
    rehusada(
        como(m.pqr), "cerrar", m.prestada("ESP-ESC"), "La encuesta no se ha respondido", "C19",
        "Falta verificar: Tiquete del sitio de disposición", "C16",
    )  # fmt: skip


def test_la_verificacion_se_anota_y_se_cierra(m, como):
    solicitud = m.prestada("ESP-ESC")
    m.responder(solicitud)
    rehusada(como(m.pqr), "cerrar", solicitud, "Falta verificar")
    verificacion = solicitud.verificaciones.get()
    rehusada(como(m.supervisor), "verificar", solicitud, "Diga si quedó conforme.",
             verificacion=verificacion.pk)  # fmt: skip
    datos = {"verificacion": verificacion.pk, "conforme": "si", "nota": "Tiquete 8812"}
    hecha(como(m.supervisor), "verificar", solicitud, **datos)
    assert hecha(como(m.pqr), "cerrar", solicitud).estado == "cerrada"


def test_no_se_verifica_lo_de_otra_solicitud(m, como):
    ajena = m.prestada("ESP-ESC").verificaciones.get()
    solicitud = m.prestada("ESP-ESC")
    rehusada(como(m.supervisor), "verificar", solicitud, verificacion=ajena.pk, conforme="si")


def test_no_se_desiste_sin_motivo_ni_con_un_pago_por_validar(m, como):
    rehusada(como(m.pqr), "desistir", m.recibida(), "Escoja el motivo.")
    rehusada(
        como(m.pqr), "desistir", m.pagada("ESP-LAB"), "Hay un pago registrado por validar", "C8",
        motivo="cliente",
    )  # fmt: skip


def test_una_persona_no_desiste_por_vencimiento(m, como):
    rehusada(como(m.pqr), "desistir", m.recibida(), motivo="liquidacion_vencida")


def test_no_se_desiste_cuando_ya_se_presta(m, como):
    solicitud = m.en_prestacion()
    rehusada(
        como(m.pqr), "desistir", solicitud, "Está en «En prestación»", estado=409, motivo="cliente"
    )
    assert como(m.pqr).get(direccion("desistir", solicitud)).status_code == 409


# --- notas --------------------------------------------------------------------------------------


def test_anotar_deja_un_hecho_y_no_mueve_nada(m, como):
    solicitud = m.recibida()
    rehusada(como(m.pqr), "anotar_has", solicitud, "Este dato es obligatorio.")
    rehusada(como(m.pqr), "anotar_llamada", solicitud, "Escoja el medio.", nota="¿Cuándo vienen?")
    hecha(como(m.pqr), "anotar_has", solicitud, registro="HAS-8812")
    solicitud = hecha(
        como(m.pqr), "anotar_llamada", solicitud, canal="telefono", nota="¿Cuándo vienen?"
    )
    assert (solicitud.estado, solicitud.registro_has) == ("recibida", "HAS-8812")
    pagina = texto(como(m.pqr).get(solicitud.get_absolute_url()))
    assert "El cliente volvió a preguntar (por teléfono): ¿Cuándo vienen?" in pagina


# --- repetir, llegar tarde, no poder ------------------------------------------------------------


def test_enviar_dos_veces_es_una(m, como):
    solicitud, navegador = m.recibida(), como(m.pqr)
    datos = {"clave": "a" * 32, "version": solicitud.version, **AVISO}
    respuestas = [navegador.post(direccion("aceptar", solicitud), datos) for _ in range(2)]
    assert [r.status_code for r in respuestas] == [302, 302]
    assert Evento.objects.filter(transicion="aceptar").count() == 1


def test_la_misma_clave_con_otros_datos_es_un_conflicto(m, como):
    solicitud, navegador = m.recibida(), como(m.pqr)
    enviar(navegador, "anotar_has", solicitud, clave="b" * 32, registro="1")
    rehusada(
        navegador, "anotar_has", solicitud, "ya se envió con otros datos", estado=409,
        clave="b" * 32, registro="2",
    )  # fmt: skip


def test_quien_llega_tarde_ve_que_cambio(m, como):
    solicitud = m.recibida()
    ejecutar(Solicitud.anotar_has, solicitud, por=m.pqr2, registro="HAS-1")
    rehusada(
        como(m.pqr), "aceptar", solicitud, "Otra persona cambió este registro",
        "Registrada en HAS SQL con el número HAS-1 (Pqr2)", estado=409, version=solicitud.version,
        **AVISO,
    )  # fmt: skip


ACTOS = ["anotar_has", "anotar_llamada", "ordenar_revision", "aceptar", "rechazar",
         "resolver_en_visita", "exigir_pago_previo", "liquidar", "registrar_pago", "validar_pago",
         "autorizar_cargo", "programar", "reprogramar", "iniciar", "volver_a_programar", "terminar",
         "verificar", "cerrar", "desistir", "enlace"]  # fmt: skip


def test_gerencia_mira_y_no_hace(m, como):
    solicitud, navegador = m.recibida(), como(m.gerencia)
    assert navegador.get(solicitud.get_absolute_url()).status_code == 200
    for acto in ACTOS:
        assert navegador.get(direccion(acto, solicitud)).status_code == 403, acto
        assert enviar(navegador, acto, solicitud).status_code == 403, acto


def test_lo_de_otra_area_no_existe(m, como):
    solicitud, navegador = m.recibida("COM-VOL"), como(m.jefe_laboratorio)
    assert navegador.get(solicitud.get_absolute_url()).status_code == 404
    for acto in ("anotar_has", "aceptar", "liquidar", "programar", "cerrar", "enlace"):
        assert navegador.get(direccion(acto, solicitud)).status_code == 404, acto
        assert enviar(navegador, acto, solicitud).status_code == 404, acto


def test_sin_entrar_se_pide_la_clave(m, client):
    solicitud = m.recibida()
    for nombre in ("detalle", *ACTOS):
        respuesta = client.get(direccion(nombre, solicitud))
        assert (respuesta.status_code, respuesta.url[:10]) == (302, "/ingresar/")


def test_el_enlace_del_cliente_se_muestra_una_vez(m, como):
    solicitud, navegador = m.recibida(), como(m.pqr)
    antes = EnlacePublico.objects.count()
    assert navegador.get(direccion("enlace", solicitud)).status_code == 200
    assert EnlacePublico.objects.count() == antes
    respuesta = enviar(navegador, "enlace", solicitud)
    ficha = respuesta.context["enlace"].rstrip("/").rpartition("/")[2]
    enlace = EnlacePublico.objects.abrir(ficha, EnlacePublico.SEGUIMIENTO)
    assert enlace.objeto_id == solicitud.pk and enlace.expira
    assert ficha not in texto(navegador.get(direccion("enlace", solicitud)))


def test_lo_cargado_no_se_repite_al_terminar(m):
    assert Cargo.objects.filter(solicitud=m.prestada()).count() == 1
