"""The counter: from the client's words to the radicado, with and without what is known."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from serviciosesp.core.models import Asignacion, Documento, Evento, Usuario
from solicitudes.forms.clientes import GuardarClienteForm, GuardarPredioForm
from solicitudes.forms.recepcion import RegistrarForm
from solicitudes.models import Cliente, Predio, Solicitud
from solicitudes.recepcion import Panorama

NUEVA = "/solicitudes/nueva/"
PREDIO_NUEVO = "/solicitudes/predios/nuevo/"


@pytest.fixture
def pqr(m, como):
    return como(m.pqr)


def formulario(m, codigo="COM-ACO", **cambios):
    """What the clerk sends for a known subscriber."""
    return {
        "clave": uuid.uuid4().hex, "canal": "telefono", "pedida_en": timezone.localdate().isoformat(),
        "quien": "Rosalba", "predio": m.predio.pk, "servicio": m.servicio(codigo).pk,
        "descripcion": "Fuga al pie del medidor", "consentimiento": "on",
    } | cambios  # fmt: skip


def persona_nueva(**cambios):
    return {
        "clave": uuid.uuid4().hex, "tipo_documento": "CC", "documento": "11.338.502",
        "nombre": "Pedro Nel Ávila", "telefono": "312 480 1976", "correo": "",
        "direccion": "Cra 15 Este # 4-38", "barrio": "Barandillas", "matricula": "",
        "uso": "residencial", "estrato": "1",
    } | cambios  # fmt: skip


def error(respuesta, campo):
    assert respuesta.status_code == 422
    assert Solicitud.objects.count() == 0
    return " ".join(respuesta.context["form"].errors[campo])


# --- Registrar --------------------------------------------------------------------------------


def test_registrar_un_suscriptor_conocido_da_el_radicado(m, pqr):
    respuesta = pqr.post(NUEVA, formulario(m, contacto="Un vecino", telefono="312 480 1976"))
    solicitud = Solicitud.objects.get()
    assert respuesta.url == reverse("solicitudes:registrada", args=[solicitud.numero])
    assert (solicitud.cliente, solicitud.predio, solicitud.canal) == (m.cliente, m.predio, "telefono")
    assert (solicitud.contacto, solicitud.telefono) == ("Un vecino", "3124801976")
    assert solicitud.correo == m.cliente.correo
    assert solicitud.registrada_por == m.pqr
    assert Evento.objects.get(objeto=f"solicitudes.solicitud:{solicitud.pk}").transicion == "registrar"


def test_la_pagina_del_radicado_ofrece_la_constancia(m, pqr):
    pagina = pqr.post(NUEVA, formulario(m), follow=True).content.decode()
    solicitud = Solicitud.objects.get()
    constancia = Documento.objects.get(tipo="constancia")
    assert f'<p class="radicado">{solicitud.numero}</p>' in pagina
    assert f"/documentos/{constancia.codigo}/" in pagina
    assert solicitud.get_absolute_url() in pagina
    constancia.delete()
    pagina = pqr.get(reverse("solicitudes:registrada", args=[solicitud.numero])).content.decode()
    assert "La constancia se está preparando" in pagina


def test_el_mismo_formulario_enviado_dos_veces_registra_una_vez(m, pqr):
    datos = formulario(m)
    primera, segunda = pqr.post(NUEVA, datos), pqr.post(NUEVA, datos)
    assert primera.url == segunda.url
    assert Solicitud.objects.count() == 1


def test_el_formulario_pide_exactamente_lo_que_el_acto_recibe(m):
    datos = formulario(m)
    form = RegistrarForm(
        datos, objeto=Solicitud(), usuario=m.pqr, panorama=Panorama(m.pqr, m.predio)
    )
    assert form.is_valid(), form.errors
    assert set(form.datos()) == set(Solicitud.registrar.acto.datos)


def test_un_especial_exige_jefe_y_recibe_su_numero(m, pqr):
    sin_jefe = pqr.post(NUEVA, formulario(m, "ESP-LAB"))
    assert "(C5)" in error(sin_jefe, "jefe")
    otro = pqr.post(NUEVA, formulario(m, "ESP-LAB", jefe=m.almacen.pk))
    assert "Escoja un jefe" in error(otro, "jefe")
    pqr.post(NUEVA, formulario(m, "ESP-LAB", jefe=m.jefe_laboratorio.pk))
    solicitud = Solicitud.objects.get()
    assert solicitud.jefe == m.jefe_laboratorio
    assert solicitud.orden_servicio.startswith("OS-")


def test_el_unico_jefe_del_area_viene_escogido(m, pqr):
    Asignacion.objects.filter(usuario=m.jefe_area).delete()
    pagina = pqr.get(NUEVA, {"servicio": m.servicio("ESP-LAB").pk}).content.decode()
    assert f'<option value="{m.jefe_laboratorio.pk}" selected>' in pagina


def test_se_dice_de_una_vez_todo_lo_que_falta(m, pqr):
    m.recibida("COM-ACO")
    antes = Solicitud.objects.count()
    respuesta = pqr.post(NUEVA, formulario(m, descripcion="", consentimiento="", telefono="595"))
    assert respuesta.status_code == 422
    assert set(respuesta.context["form"].errors) == {
        "descripcion", "consentimiento", "telefono", "relacion"
    }  # fmt: skip
    assert Solicitud.objects.count() == antes
    pagina = respuesta.content.decode()
    assert "No se registró. Corrija 4 datos" in pagina
    assert 'value="595"' in pagina


@pytest.mark.parametrize(
    ("campo", "valor", "dice"),
    [
        ("pedida_en", (timezone.localdate() + timedelta(days=1)).isoformat(), "No puede ser después"),
        ("pedida_en", "31/02/2026", "una fecha que exista"),
        ("servicio", "999999", "no está vigente"),
        ("servicio", "", "Escoja el servicio"),
        ("predio", "", "Escoja quién solicita"),
        ("predio", "999999", "búsquelo de nuevo"),
        ("predio", "9" * 40, "búsquelo de nuevo"),
        ("canal", "paloma", "paloma"),
        ("correo", "rosalba@", "correo"),
        ("descripcion", "\x00", "caracteres de control"),
    ],
)  # fmt: skip
def test_el_dato_malo_se_dice_y_no_se_guarda(m, pqr, campo, valor, dice):
    respuesta = pqr.post(NUEVA, formulario(m, **{campo: valor}))
    donde = "quien" if (campo, valor) == ("predio", "") else campo
    assert dice in error(respuesta, donde)


def test_el_consentimiento_nunca_viene_marcado_y_su_texto_se_puede_leer(m, pqr):
    pagina = pqr.get(NUEVA).content.decode()
    casilla = pagina.split('name="consentimiento"')[1].split(">")[0]
    assert "checked" not in casilla
    assert "Ley 1581 de 2012" in pagina.split("Leer el texto que se le dijo")[1]


# --- Duplicados -------------------------------------------------------------------------------


def test_una_igual_abierta_se_muestra_con_tres_respuestas_y_ninguna_escogida(m, pqr):
    primera = m.recibida("COM-ACO")
    pagina = pqr.get(NUEVA, {"predio": m.predio.pk, "servicio": primera.servicio_id}).content.decode()
    opciones = pagina.split('name="relacion"')[1:]
    assert len(opciones) == 3
    assert not any("checked" in opcion.split(">")[0] for opcion in opciones)
    assert primera.numero in pagina


def test_la_misma_anota_la_llamada_y_no_registra_otra(m, pqr):
    primera = m.recibida("COM-ACO")
    datos = formulario(m, relacion="misma", descripcion="Pregunta cuándo van", consentimiento="")
    for _ in range(2):
        assert pqr.post(NUEVA, datos).url == primera.get_absolute_url()
    assert Solicitud.objects.count() == 1
    assert Evento.objects.filter(transicion="anotar_llamada").count() == 1
    assert "Pregunta cuándo van" in Evento.objects.de(primera).first().hecho


def test_la_reiteracion_queda_unida_a_la_primera(m, pqr):
    primera = m.recibida("COM-ACO")
    pqr.post(NUEVA, formulario(m, relacion="reiteracion"))
    segunda = Solicitud.objects.exclude(pk=primera.pk).get()
    assert (segunda.relacion, segunda.reitera) == ("reiteracion", primera)


def test_otra_necesidad_se_registra_sola(m, pqr):
    primera = m.recibida("COM-ACO")
    pqr.post(NUEVA, formulario(m, relacion="nueva"))
    segunda = Solicitud.objects.exclude(pk=primera.pk).get()
    assert (segunda.relacion, segunda.reitera) == ("nueva", None)


def test_sin_otra_igual_la_respuesta_sobrante_no_se_guarda(m, pqr):
    m.recibida("COM-VOL")
    pqr.post(NUEVA, formulario(m, "COM-ACO", relacion="misma"))
    solicitud = Solicitud.objects.get(servicio__codigo="COM-ACO")
    assert (solicitud.relacion, solicitud.reitera) == ("", None)


# --- Lo que se puede decir ----------------------------------------------------------------------


def lado(pqr, predio, servicio):
    respuesta = pqr.get(NUEVA, {"parcial": 1, "predio": predio.pk, "servicio": servicio.pk})
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def test_el_fragmento_dice_precio_cobro_y_plazos(m, pqr):
    fragmento = lado(pqr, m.predio, m.servicio("COM-ACO"))
    assert "<html" not in fragmento
    assert "186.400" in fragmento and "matrícula" in fragmento and "0104-22817" in fragmento
    vence = m.recibida("COM-VOL").respuesta_vence
    assert f"{vence:%d/%m/%Y}" in fragmento
    assert "Visita de revisión" in fragmento


def test_sin_cuenta_se_paga_antes(m, pqr):
    fragmento = lado(pqr, m.sin_cuenta, m.servicio("COM-ACO"))
    assert "no tiene cuenta" in fragmento and "Contabilidad valida" in fragmento
    assert "Orden de Servicio R06-01-01" in lado(pqr, m.predio, m.servicio("ESP-LAB"))


def test_el_lado_cuesta_lo_mismo_con_uno_que_con_tres_casos(m, pqr):
    def consultas():
        with CaptureQueriesContext(connection) as contexto:
            lado(pqr, m.predio, m.servicio("COM-ACO"))
        return len(contexto)

    m.recibida("COM-VOL")
    uno = consultas()
    m.recibida("COM-ACO")
    m.recibida("COM-ACO")
    assert consultas() <= uno + 1 <= 20


@pytest.mark.parametrize("parametros", [{"predio": "x"}, {"servicio": "99999"}, {"predio": "9" * 30}])
def test_un_parametro_que_no_existe_es_422(m, pqr, parametros):
    assert pqr.get(NUEVA, parametros).status_code == 422


# --- Sin JavaScript -----------------------------------------------------------------------------


def test_buscar_sin_guion_da_la_lista_en_la_misma_pagina_y_conserva_lo_escrito(m, pqr):
    datos = formulario(m, predio="", quien="garson", accion="buscar", descripcion="Se sale el agua")
    respuesta = pqr.post(NUEVA, datos)
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert f'type="radio" name="predio" value="{m.predio.pk}"' in pagina
    assert "<mark>Garzón</mark>" in pagina
    assert "Se sale el agua" in pagina
    assert Solicitud.objects.count() == 0


def test_ver_precio_sin_guion_no_guarda_ni_reprocha(m, pqr):
    pagina = pqr.post(NUEVA, formulario(m, accion="ver", descripcion="")).content.decode()
    assert "186.400" in pagina
    assert "resumen-errores" not in pagina
    assert Solicitud.objects.count() == 0


def test_el_radio_escogido_gana_al_predio_anterior(m, pqr):
    pqr.post(NUEVA, formulario(m, predio=[m.sin_cuenta.pk, m.predio.pk]))
    assert Solicitud.objects.get().predio == m.predio


def test_las_coincidencias_son_opciones_del_combobox(m, pqr):
    m.recibida()
    fragmento = pqr.get("/solicitudes/predios/buscar/", {"q": "cra 15 4"}).content.decode()
    assert f'role="option" data-valor="{m.predio.pk}"' in fragmento
    assert "<mark>Cra 15 # 4</mark>-38" in fragmento
    assert "1 solicitud abierta" in fragmento
    assert "data-crear" in fragmento
    assert pqr.get("/solicitudes/predios/buscar/", {"q": "x" * 200}).status_code == 422


# --- Cliente y predio nuevos ------------------------------------------------------------------------


def test_crear_el_cliente_vuelve_a_la_solicitud_con_lo_escrito(m, pqr):
    datos = formulario(m, predio="", quien="Cra 15 Este # 4-38", accion="crear", canal="escrito",
                       descripcion="Cambiar el registro")  # fmt: skip
    ida = pqr.post(NUEVA, datos)
    assert "Cambiar" not in ida.url
    pagina = pqr.get(ida.url).content.decode()
    assert 'value="Cra 15 Este # 4-38"' in pagina
    assert "Se entiende como KR 15 # 4-38" not in pagina
    assert "Se entiende como KR 15 ESTE # 4-38" in pagina
    vuelta = pqr.post(PREDIO_NUEVO, persona_nueva(vuelve="on"))
    predio = Predio.objects.get(direccion="Cra 15 Este # 4-38")
    assert (predio.titular.documento, predio.titular.telefono) == ("11338502", "3124801976")
    pagina = pqr.get(vuelta.url).content.decode()
    assert "Cambiar el registro" in pagina
    assert f'name="predio" value="{predio.pk}"' in pagina
    assert 'value="escrito"' in pagina.split("checked")[0].rsplit("<input", 1)[1]
    pqr.post(NUEVA, formulario(m, predio=predio.pk))
    assert "recepcion" not in pqr.session


def test_crear_sin_venir_de_la_solicitud_no_trae_un_borrador_viejo(m, pqr):
    pqr.post(NUEVA, formulario(m, accion="crear", descripcion="Lo de otro cliente"))
    vuelta = pqr.post(PREDIO_NUEVO, persona_nueva())
    assert "Lo de otro cliente" not in pqr.get(vuelta.url).content.decode()


def test_crear_dos_veces_con_el_mismo_formulario_crea_uno(m, pqr):
    datos = persona_nueva()
    primera, segunda = pqr.post(PREDIO_NUEVO, datos), pqr.post(PREDIO_NUEVO, datos)
    assert primera.url == segunda.url
    assert Predio.objects.filter(direccion="Cra 15 Este # 4-38").count() == 1


def test_un_documento_conocido_se_confirma_antes_de_usarlo(m, pqr):
    datos = persona_nueva(documento="35412087", nombre="Otra")
    respuesta = pqr.post(PREDIO_NUEVO, datos)
    assert respuesta.status_code == 422
    pagina = respuesta.content.decode()
    assert "Ese documento ya es de Rosalba Garzón de Pinilla" in pagina
    assert 'name="usar_existente"' in pagina
    assert pqr.post(PREDIO_NUEVO, datos | {"usar_existente": "on"}).status_code == 302
    assert Predio.objects.get(direccion="Cra 15 Este # 4-38").titular == m.cliente
    assert Cliente.objects.get(documento="35412087").nombre == "Rosalba Garzón de Pinilla"


@pytest.mark.parametrize(
    ("cambios", "campo", "dice"),
    [
        ({"tipo_documento": "NIT", "documento": "900373923"}, "documento", "¿Es 900373923-8?"),
        ({"documento": "12"}, "documento", "de 3 a 10 dígitos"),
        ({"telefono": "5953888"}, "telefono", "¿Es 6015953888?"),
        ({"uso": "comercial"}, "estrato", "Solo los residenciales"),
        ({"estrato": "9"}, "estrato", "9"),
        ({"matricula": "0104-22817"}, "matricula", "Cra 15 # 4-38"),
        ({"direccion": ""}, "direccion", "obligatorio"),
    ],
)  # fmt: skip
def test_el_cliente_o_el_predio_malo_no_se_guarda(m, pqr, cambios, campo, dice):
    antes = Cliente.objects.count(), Predio.objects.count()
    respuesta = pqr.post(PREDIO_NUEVO, persona_nueva(**cambios))
    assert respuesta.status_code == 422
    assert dice in " ".join(respuesta.context["form"].errors[campo])
    assert (Cliente.objects.count(), Predio.objects.count()) == antes


def test_una_direccion_que_no_se_reconoce_se_guarda_como_se_escribio(m, pqr):
    pqr.post(PREDIO_NUEVO, persona_nueva(direccion="Junto al tanque de la loma"))
    assert Predio.objects.get(titular__documento="11338502").direccion_canonica == ""


def test_corregir_el_cliente_deja_historia_y_se_encuentra_por_lo_nuevo(m, pqr):
    url = reverse("solicitudes:guardar_cliente", args=[m.cliente.pk])
    pagina = pqr.get(url)
    datos = {c: pagina.context["form"][c].value() for c in GuardarClienteForm.base_fields}
    respuesta = pqr.post(url, datos | {"nombre": "Rosalba Garzón viuda de Pinilla"})
    assert respuesta.status_code == 302
    assert "predio=" in respuesta.url
    hecho = Evento.objects.get(objeto=f"solicitudes.cliente:{m.cliente.pk}")
    assert (hecho.por, hecho.transicion) == (m.pqr, "guardar")
    assert "viuda" in pqr.get("/solicitudes/predios/buscar/", {"q": "viuda"}).content.decode()
    vieja = pqr.post(url, datos | {"clave": uuid.uuid4().hex, "nombre": "Otra"})
    assert vieja.status_code == 409


def test_corregir_el_predio_puede_cambiar_el_titular_por_documento(m, pqr):
    nuevo = Cliente.objects.create(tipo_documento="NIT", documento="901482736-8", nombre="Hermanos")
    url = reverse("solicitudes:guardar_predio", args=[m.predio.pk])
    form = pqr.get(url).context["form"]
    datos = {c: form[c].value() for c in GuardarPredioForm.base_fields}
    assert datos["titular"] == "CC 35.412.087"
    assert pqr.post(url, datos | {"titular": "NIT 901.482.736-8"}).status_code == 302
    m.predio.refresh_from_db()
    assert m.predio.titular == nuevo
    malo = pqr.post(url, datos | {"titular": "99999", "clave": uuid.uuid4().hex, "version": 1})
    assert "créelo" in malo.context["form"].errors["titular"][0]


@pytest.mark.parametrize(("modelo", "form"), [(Cliente, GuardarClienteForm), (Predio, GuardarPredioForm)])
def test_los_formularios_de_cliente_y_predio_son_los_del_acto(modelo, form):
    assert set(form.base_fields) - {"clave", "version"} == set(modelo.guardar.acto.datos)


# --- Quién -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [NUEVA, PREDIO_NUEVO, "/solicitudes/predios/buscar/?q=ros"])
def test_solo_entra_quien_recibe(m, client, url):
    assert client.get(url).status_code == 302
    for nombre in ("contabilidad", "almacen", "gerencia", "administrador", "sin_rol", "cuadrilla"):
        client.force_login(getattr(m, nombre))
        assert client.get(url).status_code == 403, nombre


def test_quien_recibe_en_un_area_solo_ofrece_sus_servicios(m, client):
    jefe = Usuario.objects.create_user("jefe_aseo", first_name="Jefe")
    Asignacion.objects.create(usuario=jefe, rol="jefe_area", area="aseo")
    client.force_login(jefe)
    pagina = client.get(NUEVA).content.decode()
    assert "ESP-ESC" in pagina and "COM-ACO" not in pagina
    ajeno = client.post(NUEVA, formulario(m, "COM-ACO"))
    assert "no está vigente" in error(ajeno, "servicio")
    client.post(NUEVA, formulario(m, "ESP-ESC", jefe=jefe.pk))
    radicado = Solicitud.objects.get().numero
    assert client.get(reverse("solicitudes:registrada", args=[radicado])).status_code == 200


def test_el_radicado_de_otra_area_no_se_ve(m, client):
    solicitud = m.recibida("COM-VOL")
    client.force_login(m.jefe_laboratorio)
    assert client.get(reverse("solicitudes:registrada", args=[solicitud.numero])).status_code == 404
