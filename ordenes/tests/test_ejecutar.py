"""From the assignment to the end of the service (C3, C6, C9, C12, C14)."""

import pytest

from ordenes.models import OrdenRevision, OrdenTrabajo
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import foto
from solicitudes.models import Solicitud


def orden_de(solicitud):
    return solicitud.ordenes_trabajo.latest("id")


def url(orden, acto):
    return f"/ordenes/{orden.numero}/{acto}/"


def fin(orden, **cambios):
    """The form that ends an orden de trabajo, with all that was liquidated."""
    lineas = orden.solicitud.liquidacion.lineas.all() if orden.solicitud.cobro == "factura" else []
    return {
        "resultado": "ejecutado", "actividades": "Se hizo", "recibe": "Rosalba Garzón",
        "encuesta_medio": "en_mano", "encuesta_evidencia": "La recibió ella",
        **{f"cantidad_{x.pk}": str(x.cantidad).replace(".", ",") for x in lineas},
    } | cambios  # fmt: skip


def test_la_cuadrilla_acusa_inicia_y_termina_desde_su_telefono(m, enviar):
    orden = orden_de(m.programada())
    for acto, datos in (
        ("acusar", {}),
        ("iniciar", {"sst_confirmado": "on"}),
        ("terminar", fin(orden)),
    ):
        respuesta = enviar(m.cuadrilla, url(orden, acto), **datos)
        assert respuesta.status_code == 302 and respuesta.url == "/ordenes/mi-dia/", respuesta.text
    orden = OrdenTrabajo.objects.get(pk=orden.pk)
    assert orden.estado == "terminada" and orden.acusada_por == m.cuadrilla
    assert orden.solicitud.estado == "prestada" and orden.solicitud.encuesta.estado == "entregada"


def test_sin_confirmar_la_seguridad_no_empieza(m, enviar):
    orden = orden_de(m.programada())
    respuesta = enviar(m.cuadrilla, url(orden, "iniciar"))
    assert respuesta.status_code == 422
    assert "P08-05" in respuesta.context["form"].errors["sst_confirmado"][0]
    assert orden_de(orden.solicitud).estado == "programada"


def test_sin_el_pedido_entregado_no_empieza_y_dice_las_dos_cosas(m, enviar):
    orden = orden_de(m.programada("COM-MED"))
    respuesta = enviar(m.cuadrilla, url(orden, "iniciar"))
    assert respuesta.status_code == 422
    assert "Falta elaborar el Pedido R12-02-01" in respuesta.text
    assert "sst_confirmado" in respuesta.context["form"].errors
    assert orden_de(orden.solicitud).iniciada_en is None


def test_lo_ejecutado_es_lo_que_se_carga(m, enviar):
    orden = orden_de(m.en_prestacion("COM-VOL"))
    linea = orden.solicitud.liquidacion.lineas.get()
    datos = fin(orden, **{f"cantidad_{linea.pk}": "1"}, resultado="parcial")
    assert enviar(m.cuadrilla, url(orden, "terminar"), **datos).status_code == 302
    cargo = orden.solicitud.cargos.get()
    assert cargo.valor == linea.valor_unitario
    linea.refresh_from_db()
    assert linea.ejecutado == 1


def test_pasar_del_maximo_se_niega_y_a_la_cuadrilla_no_se_le_dicen_valores(m, enviar):
    orden = orden_de(m.en_prestacion("COM-VOL"))
    linea = orden.solicitud.liquidacion.lineas.get()
    demasiado = fin(orden, **{f"cantidad_{linea.pk}": "9"})
    respuesta = enviar(m.cuadrilla, url(orden, "terminar"), **demasiado)
    assert respuesta.status_code == 422 and "llame a la oficina" in respuesta.text
    assert "$" not in respuesta.text
    oficina = enviar(m.supervisor, url(orden, "terminar"), **demasiado)
    assert oficina.status_code == 422 and "$" in oficina.text
    assert orden_de(orden.solicitud).estado == "en_ejecucion"


def test_todo_en_cero_no_es_terminar(m, enviar):
    orden = orden_de(m.en_prestacion("COM-VOL"))
    linea = orden.solicitud.liquidacion.lineas.get()
    respuesta = enviar(
        m.cuadrilla, url(orden, "terminar"), **fin(orden, **{f"cantidad_{linea.pk}": "0"})
    )
    assert respuesta.status_code == 422 and "No se pudo hacer" in respuesta.text


def test_lo_pagado_antes_no_pregunta_cantidades(m, entrar):
    orden = orden_de(m.en_prestacion("ESP-LAB"))
    pagina = entrar(m.cuadrilla).get(url(orden, "terminar"))
    assert not [f for f in pagina.context["form"].fields if f.startswith("cantidad")]


def test_sin_quien_reciba_ni_por_que_no_termina(m, enviar):
    orden = orden_de(m.en_prestacion())
    respuesta = enviar(m.cuadrilla, url(orden, "terminar"), **fin(orden, recibe=""))
    assert respuesta.status_code == 422 and "recibe" in respuesta.context["form"].errors


def test_la_encuesta_dejada_en_el_predio_exige_la_foto(m, enviar):
    orden = orden_de(m.en_prestacion())
    datos = fin(orden, encuesta_medio="dejada", recibe="", sin_receptor="No había nadie")
    respuesta = enviar(m.cuadrilla, url(orden, "terminar"), **datos)
    assert respuesta.status_code == 422 and "tome la foto" in respuesta.text
    assert enviar(m.cuadrilla, url(orden, "terminar"), **datos, foto=foto()).status_code == 302
    assert OrdenTrabajo.objects.get(pk=orden.pk).foto


def test_un_archivo_que_no_es_foto_se_rechaza(m, enviar):
    from django.core.files.uploadedfile import SimpleUploadedFile

    orden = orden_de(m.en_prestacion())
    falso = SimpleUploadedFile("foto.jpg", b"<script>", content_type="image/jpeg")
    respuesta = enviar(m.cuadrilla, url(orden, "terminar"), **fin(orden), foto=falso)
    assert respuesta.status_code == 422 and "no es un PDF ni una foto" in respuesta.text


def test_el_cliente_ausente_deja_una_orden_nueva_enlazada(m, enviar, entrar):
    orden = orden_de(m.programada())
    datos = {"motivo": "ausente", "explicacion": "Se timbró tres veces"}
    respuesta = enviar(m.cuadrilla, url(orden, "no-ejecutar"), **datos)
    assert respuesta.status_code == 302 and respuesta.url == "/ordenes/mi-dia/"
    nueva = orden_de(orden.solicitud)
    assert nueva.anterior_id == orden.pk and nueva.estado == "emitida"
    assert Solicitud.objects.get(pk=orden.solicitud_id).estado == "habilitada"
    frase = entrar(m.pqr).get(orden.get_absolute_url()).context["frase"]
    assert frase == f"No se hizo: El cliente no estaba. Sigue en {nueva.numero}."


def test_cada_motivo_dice_lo_que_trae(m, entrar):
    orden = orden_de(m.programada())
    texto = entrar(m.cuadrilla).get(url(orden, "no-ejecutar")).text
    assert (
        "hay que acordar otra fecha" in texto and "puede rechazarla y devolver lo pagado" in texto
    )


def test_el_cliente_ausente_en_la_revision_emite_otra(m, enviar):
    solicitud = m.en_revision()
    orden = m.revision_programada(solicitud)
    datos = {"motivo": "ausente", "explicacion": "Nadie abrió"}
    assert enviar(m.cuadrilla, url(orden, "no-ejecutar"), **datos).status_code == 302
    nueva = solicitud.ordenes_revision.latest("id")
    assert nueva.anterior_id == orden.pk
    assert Solicitud.objects.get(pk=solicitud.pk).estado == "en_revision"


@pytest.mark.parametrize("resultado", ["procede", "no_procede", "resuelto_en_visita"])
def test_la_revision_termina_con_un_resultado(m, enviar, resultado):
    orden = m.revision_programada(m.en_revision())
    ejecutar(OrdenRevision.iniciar, orden, por=m.cuadrilla)
    datos = {"resultado": resultado, "hallazgos": "Fuga al pie del medidor", "recibe": "Rosalba"}
    assert enviar(m.cuadrilla, url(orden, "terminar"), **datos).status_code == 302
    orden = OrdenRevision.objects.get(pk=orden.pk)
    assert (orden.estado, orden.resultado) == ("terminada", resultado)


def test_procede_con_condiciones_exige_escribirlas(m, enviar):
    orden = m.revision_programada(m.en_revision())
    ejecutar(OrdenRevision.iniciar, orden, por=m.cuadrilla)
    datos = {
        "resultado": "procede_condiciones",
        "hallazgos": "Piso en mal estado",
        "recibe": "Rosalba",
    }
    respuesta = enviar(m.cuadrilla, url(orden, "terminar"), **datos)
    assert respuesta.status_code == 422 and "condiciones" in respuesta.context["form"].errors
    assert enviar(
        m.cuadrilla, url(orden, "terminar"), **datos, condiciones="Retirar el enchape"
    ).status_code == 302  # fmt: skip


def test_terminar_una_revision_no_admite_ausente(m, enviar):
    orden = m.revision_programada(m.en_revision())
    ejecutar(OrdenRevision.iniciar, orden, por=m.cuadrilla)
    datos = {"resultado": "ausente", "hallazgos": "Nadie", "recibe": "Nadie"}
    assert enviar(m.cuadrilla, url(orden, "terminar"), **datos).status_code == 422


def test_enviar_dos_veces_el_mismo_formulario_hace_una_cosa(m, entrar):
    orden = orden_de(m.programada())
    datos = {"clave": "la-misma", "sst_confirmado": "on"}
    for _ in range(2):
        assert entrar(m.cuadrilla).post(url(orden, "iniciar"), datos).status_code == 302
    assert OrdenTrabajo.objects.get(pk=orden.pk).version == orden.version + 1


def test_quien_llego_tarde_recibe_409_con_lo_que_cambio(m, enviar):
    orden = orden_de(m.programada())
    enviar(m.cuadrilla, url(orden, "acusar"))
    respuesta = enviar(m.supervisor, url(orden, "no-ejecutar"), version=orden.version,
                       motivo="clima", explicacion="Llueve")  # fmt: skip
    assert respuesta.status_code == 409 and "La cuadrilla recibió la orden" in respuesta.text


def test_la_suspendida_no_se_termina_sin_reanudar(m, enviar):
    orden = orden_de(m.en_prestacion())
    sin_novedad = enviar(m.cuadrilla, url(orden, "suspender"), explicacion="Se rompió un tubo")
    assert sin_novedad.status_code == 422 and "novedad que explica" in sin_novedad.text
    enviar(
        m.cuadrilla,
        url(orden, "novedad"),
        tipo="propiedad",
        reporta="cliente",
        descripcion="Tubo roto",
    )
    assert enviar(m.cuadrilla, url(orden, "suspender"), explicacion="Tubo roto").status_code == 302
    assert enviar(m.cuadrilla, url(orden, "terminar"), **fin(orden)).status_code == 409
    assert enviar(m.cuadrilla, url(orden, "reanudar")).status_code == 302
    assert enviar(m.cuadrilla, url(orden, "terminar"), **fin(orden)).status_code == 302


@pytest.mark.parametrize("acto", ["suspender", "reanudar", "novedad"])
def test_lo_que_no_es_de_una_revision_no_existe_para_ella(m, entrar, acto):
    orden = m.revision_programada(m.en_revision())
    assert entrar(m.supervisor).get(url(orden, acto)).status_code == 404
