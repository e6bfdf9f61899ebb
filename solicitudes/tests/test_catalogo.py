"""The catalogue: everything by date, everything kept, everything logged."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ordenes.forms.recursos import GuardarCuadrillaForm, GuardarVehiculoForm
from ordenes.models import Cuadrilla, Vehiculo
from serviciosesp.core import calendario
from serviciosesp.core.models import ControlDocumental, DiaNoHabil, Evento, Parametro, parametro
from solicitudes.forms.catalogo import (
    FijarDiaForm,
    FijarParametroForm,
    PublicarFormatoForm,
    PublicarServicioForm,
    PublicarTarifaForm,
)
from solicitudes.models import Servicio, Solicitud, Tarifa

CATALOGO = "/solicitudes/catalogo/"
PAGINAS = [
    CATALOGO, f"{CATALOGO}servicios/COM-ACO/", f"{CATALOGO}parametros/", f"{CATALOGO}calendario/",
    f"{CATALOGO}formatos/", "/ordenes/cuadrillas/",
]  # fmt: skip
ACTOS = [
    f"{CATALOGO}servicios/nuevo/", f"{CATALOGO}servicios/COM-ACO/publicar/",
    f"{CATALOGO}parametros/dias_encuesta/", f"{CATALOGO}calendario/nuevo/",
    f"{CATALOGO}formatos/R06-01-01/", "/ordenes/cuadrillas/nueva/", "/ordenes/vehiculos/nuevo/",
]  # fmt: skip


def dia(n):
    return timezone.localdate() + timedelta(days=n)


@pytest.fixture
def admin(m, como):
    return como(m.administrador)


def enviar(navegador, url, **cambios):
    """Open the form of an act, change some of its fields and send it."""
    form = navegador.get(url).context["form"]
    datos = {n: form[n].value() for n in form.fields}
    datos = {n: v for n, v in (datos | cambios).items() if v not in (None, False)}
    return navegador.post(url, datos)


def errores(respuesta, campo):
    assert respuesta.status_code == 422
    return " ".join(respuesta.context["form"].errors[campo])


# --- Leer -------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", PAGINAS)
def test_quien_solo_lee_ve_todo_y_no_se_le_ofrece_nada(m, client, url):
    for nombre in ("pqr", "facturacion", "calidad", "gerencia"):
        client.force_login(getattr(m, nombre))
        pagina = client.get(url)
        assert pagina.status_code == 200
        cuerpo = pagina.content.decode().split("<main")[1].split("</main")[0]
        for verbo in ("Publicar", "Fijar", "Corregir", "Crear", "Cambiar"):
            assert f">{verbo}" not in cuerpo, (nombre, verbo)


@pytest.mark.parametrize("url", ACTOS)
def test_solo_el_administrador_publica(m, client, url):
    for nombre in ("pqr", "jefe_area", "contabilidad", "gerencia", "calidad", "sin_rol"):
        client.force_login(getattr(m, nombre))
        assert client.get(url).status_code == 403, nombre
        assert client.post(url, {"clave": "x"}).status_code == 403, nombre
    client.force_login(m.administrador)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", [*PAGINAS, *ACTOS])
def test_sin_entrar_o_sin_cargo_no_se_ve(m, client, url):
    assert client.get(url).status_code == 302
    client.force_login(m.sin_rol)
    assert client.get(url).status_code == 403


def otra_version_de_todo(m, n):
    servicio = Servicio.objects.get(codigo="COM-ACO", vigente_hasta=None)
    Servicio.objects.filter(pk=servicio.pk).update(vigente_hasta=dia(n * 10 - 1))
    servicio.pk, servicio.vigente_desde = None, dia(n * 10)
    servicio.save()
    Parametro.objects.create(clave="dias_snc", valor=n, vigente_desde=dia(n), autor=m.pqr)
    DiaNoHabil.objects.create(fecha=dia(n), motivo="Día cívico")
    control = ControlDocumental.objects.filter(codigo="OT").first()
    control.pk, control.vigente_desde = None, dia(n)
    control.save()
    Cuadrilla.objects.create(nombre=f"Otra {n}", area="aseo").miembros.add(m.cuadrilla)


@pytest.mark.parametrize("url", PAGINAS)
def test_cada_pagina_cuesta_lo_mismo_con_uno_que_con_muchos(m, client, url):
    client.force_login(m.gerencia)

    def consultas():
        with CaptureQueriesContext(connection) as contexto:
            client.get(url)
        return len(contexto)

    otra_version_de_todo(m, 1)
    uno = consultas()
    otra_version_de_todo(m, 2)
    otra_version_de_todo(m, 3)
    assert consultas() <= uno <= 8


@pytest.mark.parametrize(
    "url",
    ["servicios/NO-HAY/", "servicios/NO-HAY/publicar/", "tarifas/NO-HAY/", "parametros/no_hay/",
     "formatos/NO-HAY/", "calendario/999/"],
)  # fmt: skip
def test_lo_que_no_existe_es_404(admin, url):
    assert admin.get(CATALOGO + url).status_code == 404


@pytest.mark.parametrize(
    ("form", "acto"),
    [
        (PublicarServicioForm, Servicio.publicar), (PublicarTarifaForm, Tarifa.publicar),
        (FijarParametroForm, Parametro.fijar), (FijarDiaForm, DiaNoHabil.fijar),
        (PublicarFormatoForm, ControlDocumental.publicar),
        (GuardarCuadrillaForm, Cuadrilla.guardar), (GuardarVehiculoForm, Vehiculo.guardar),
    ],
)  # fmt: skip
def test_cada_formulario_pide_lo_que_su_acto_recibe(form, acto):
    assert set(form.base_fields) - {"clave", "version"} == set(acto.acto.datos)


# --- Servicios ------------------------------------------------------------------------------------


def test_publicar_un_servicio_nuevo_lo_ofrece_en_la_recepcion(m, admin, como):
    url = f"{CATALOGO}servicios/nuevo/"
    respuesta = enviar(
        admin, url, codigo="COM-GEO", nombre="Geófono", clase="complementario", cobro="factura",
        area="acueducto", duracion_minutos="90", por_liquidar="on", verificaciones="Foto\nPlano",
    )  # fmt: skip
    assert respuesta.url == f"{CATALOGO}servicios/COM-GEO/"
    nuevo = Servicio.objects.get(codigo="COM-GEO")
    assert nuevo.verificaciones == ["Foto", "Plano"]
    assert Evento.objects.get(objeto=f"solicitudes.servicio:{nuevo.pk}").por == m.administrador
    assert "COM-GEO" in como(m.pqr).get("/solicitudes/nueva/").content.decode()


def test_otra_version_rige_desde_su_fecha_y_los_casos_abiertos_siguen_con_la_suya(m, admin):
    abierta = m.recibida("COM-VOL")
    url = f"{CATALOGO}servicios/COM-VOL/publicar/"
    assert enviar(admin, url, requiere_revision="on", vigente_desde=dia(5)).status_code == 302
    vieja, nueva = Servicio.objects.filter(codigo="COM-VOL").order_by("vigente_desde")
    assert (vieja.vigente_hasta, nueva.vigente_desde) == (dia(4), dia(5))
    assert m.servicio("COM-VOL") == vieja
    assert Servicio.objects.vigentes(dia(5)).get(codigo="COM-VOL") == nueva
    assert not Solicitud.objects.get(pk=abierta.pk).servicio.requiere_revision
    pagina = admin.get(f"{CATALOGO}servicios/COM-VOL/").content.decode()
    assert f"Desde el {dia(5):%d/%m/%Y}" in pagina


def test_una_version_que_no_ha_empezado_se_corrige_y_no_deja_dias_sin_servicio(m, admin):
    url = f"{CATALOGO}servicios/COM-VOL/publicar/"
    enviar(admin, url, nombre="Volqueta, con herror", vigente_desde=dia(5))
    futura = Servicio.objects.get(codigo="COM-VOL", vigente_desde=dia(5))
    corregir = f"{url}?corrige={futura.pk}"
    enviar(admin, corregir, nombre="Volqueta grande", vigente_desde=dia(9))
    vieja, nueva = Servicio.objects.filter(codigo="COM-VOL").order_by("vigente_desde")
    assert (nueva.pk, nueva.nombre) == (futura.pk, "Volqueta grande")
    assert (vieja.vigente_hasta, nueva.vigente_desde) == (dia(8), dia(9))


def test_una_version_que_ya_rige_no_se_corrige(m, admin):
    url = f"{CATALOGO}servicios/COM-VOL/publicar/?corrige={m.servicio('COM-VOL').pk}"
    assert admin.get(url).status_code == 422
    assert admin.post(url, {}).status_code == 422


@pytest.mark.parametrize(
    ("cambios", "campo", "dice"),
    [
        ({"vigente_desde": dia(-1)}, "vigente_desde", "No puede ser antes"),
        ({"vigente_desde": dia(3), "vigente_hasta": dia(2)}, "vigente_hasta", "antes de empezar"),
        ({"duracion_minutos": "mucho"}, "duracion_minutos", "número entero"),
        ({"duracion_minutos": "5"}, "duracion_minutos", "mínimo es 10"),
        ({"cobro": "fiado"}, "cobro", "fiado"),
        ({"nombre": ""}, "nombre", "obligatorio"),
    ],
)  # fmt: skip
def test_el_servicio_malo_no_se_publica(admin, cambios, campo, dice):
    respuesta = enviar(admin, f"{CATALOGO}servicios/COM-VOL/publicar/", **cambios)
    assert dice in errores(respuesta, campo)
    assert Servicio.objects.filter(codigo="COM-VOL").count() == 1


def test_dos_versiones_no_se_cruzan(admin):
    url = f"{CATALOGO}servicios/COM-VOL/publicar/"
    enviar(admin, url, vigente_desde=dia(9))
    assert "se cruza" in errores(enviar(admin, url, vigente_desde=dia(5)), "vigente_desde")


def test_un_codigo_que_existe_no_se_publica_como_nuevo(admin):
    url = f"{CATALOGO}servicios/nuevo/"
    for codigo, dice in (("COM-VOL", "ya existe"), ("volqueta", "tres letras")):
        assert dice in errores(enviar(admin, url, codigo=codigo), "codigo")


def test_un_servicio_retirado_deja_de_ofrecerse(m, admin, como):
    url = f"{CATALOGO}servicios/COM-VOL/publicar/"
    enviar(admin, url, vigente_desde=dia(0), vigente_hasta=dia(0))
    assert not Servicio.objects.vigentes(dia(1)).filter(codigo="COM-VOL").exists()


# --- Tarifas --------------------------------------------------------------------------------------


def test_la_subgerencia_publica_un_precio_y_el_anterior_queda(m, como):
    subgerencia = como(m.subgerencia)
    url = f"{CATALOGO}tarifas/COM-ACO/?concepto=MO"
    respuesta = enviar(subgerencia, url, valor="195.000", acto="Resolución 30", vigente_desde=dia(1))
    assert respuesta.url == f"{CATALOGO}servicios/COM-ACO/"
    vieja, nueva = Tarifa.objects.filter(servicio_codigo="COM-ACO", concepto="MO").order_by("pk")
    assert (vieja.valor, vieja.vigente_hasta) == (186_400, dia(0))
    assert (nueva.valor, nueva.vigente_desde, nueva.vigente_hasta) == (195_000, dia(1), None)
    pagina = subgerencia.get(respuesta.url).content.decode()
    assert "Resolución 30 · Subgerencia" in pagina
    assert subgerencia.get(f"{CATALOGO}servicios/nuevo/").status_code == 403


def test_un_concepto_nuevo_se_suma_a_los_del_servicio(admin):
    enviar(
        admin, f"{CATALOGO}tarifas/COM-ACO/", concepto="ES", descripcion="Excavación", unidad="m³",
        valor="$ 40.000", iva_tratamiento="gravado", iva_porcentaje="19", acto="Resolución 30",
    )  # fmt: skip
    tarifa = Tarifa.objects.vigentes().get(servicio_codigo="COM-ACO", concepto="ES")
    assert (tarifa.valor, tarifa.iva_porcentaje) == (40_000, 19)


@pytest.mark.parametrize(
    ("cambios", "campo", "dice"),
    [
        ({"valor": "1.5"}, "valor", "pesos"), ({"valor": "0"}, "valor", "mínimo"),
        ({"iva_tratamiento": "gravado"}, "iva_porcentaje", "Escriba el porcentaje"),
        ({"iva_porcentaje": "19"}, "iva_porcentaje", "Solo lo gravado"),
        ({"acto": ""}, "acto", "obligatorio"),
        ({"iva_tratamiento": "gravado", "iva_porcentaje": "0,125"}, "iva_porcentaje", "2 decimales"),
    ],
)  # fmt: skip
def test_la_tarifa_mala_no_se_publica(admin, cambios, campo, dice):
    respuesta = enviar(admin, f"{CATALOGO}tarifas/COM-ACO/?concepto=MO", **cambios)
    assert dice in errores(respuesta, campo)
    assert Tarifa.objects.filter(servicio_codigo="COM-ACO", concepto="MO").count() == 1


# --- Parámetros, calendario y formatos -------------------------------------------------------------


def test_un_parametro_rige_desde_su_fecha_con_su_autor(m, admin):
    url = f"{CATALOGO}parametros/dias_encuesta/"
    assert enviar(admin, url, valor="8", vigente_desde=dia(3)).status_code == 302
    fila = Parametro.objects.get()
    assert (fila.autor, fila.valor) == (m.administrador, 8)
    assert (parametro("dias_encuesta"), parametro("dias_encuesta", dia(3))) == (5, 8)
    assert "Administrador" in Evento.objects.get(objeto=f"core.parametro:{fila.pk}").actor


def test_el_mismo_formulario_de_un_parametro_se_puede_repetir(admin):
    url = f"{CATALOGO}parametros/dias_encuesta/"
    datos = {"clave": uuid.uuid4().hex, "valor": "8", "vigente_desde": dia(3)}
    assert [admin.post(url, datos).status_code for _ in range(2)] == [302, 302]
    assert Parametro.objects.count() == 1


def test_dos_valores_para_el_mismo_dia_no_y_corregir_el_venidero_si(admin):
    url = f"{CATALOGO}parametros/dias_encuesta/"
    enviar(admin, url, valor="8", vigente_desde=dia(3))
    assert "Ya hay otro" in errores(enviar(admin, url, valor="9", vigente_desde=dia(3)), "vigente_desde")
    enviar(admin, f"{url}?corrige={Parametro.objects.get().pk}", valor="9")
    assert Parametro.objects.get().valor == 9


def test_lo_que_ya_rigio_no_se_cambia(m, admin):
    fila = Parametro.objects.create(clave="dias_encuesta", valor=7, vigente_desde=dia(-3))
    url = f"{CATALOGO}parametros/dias_encuesta/"
    assert admin.get(f"{url}?corrige={fila.pk}").status_code == 422
    assert "No puede ser antes" in errores(enviar(admin, url, vigente_desde=dia(-1)), "vigente_desde")


@pytest.mark.parametrize("valor", ["", "0", "1e3", "quince", "99999", "-3"])
def test_el_valor_malo_de_un_parametro_se_dice(admin, valor):
    respuesta = enviar(admin, f"{CATALOGO}parametros/dias_encuesta/", valor=valor)
    assert errores(respuesta, "valor")
    assert Parametro.objects.count() == 0


def test_un_dia_propio_mueve_los_plazos(admin):
    proximo = calendario.sumar_habiles(timezone.localdate(), 1)
    enviar(admin, f"{CATALOGO}calendario/nuevo/", fecha=proximo, motivo="Día cívico")
    assert calendario.motivo_no_habil(proximo) == "Día cívico"
    fila = DiaNoHabil.objects.get()
    enviar(admin, f"{CATALOGO}calendario/{fila.pk}/", laborable="on")
    assert calendario.es_habil(proximo)
    repetido = enviar(admin, f"{CATALOGO}calendario/nuevo/", fecha=proximo, motivo="Otro")
    assert "Ya hay otro" in errores(repetido, "fecha")


def test_un_dia_pasado_no_se_cambia(admin):
    fila = DiaNoHabil.objects.create(fecha=dia(-2), motivo="Fiesta")
    respuesta = enviar(admin, f"{CATALOGO}calendario/{fila.pk}/", fecha=dia(2))
    assert "lo que ya rigió no se cambia" in errores(respuesta, "fecha")
    assert f"calendario/{fila.pk}/" not in admin.get(f"{CATALOGO}calendario/").content.decode()


def test_otra_version_de_un_formato_sale_en_lo_que_se_imprima_desde_su_dia(m, admin):
    url = f"{CATALOGO}formatos/R06-01-01/"
    enviar(admin, url, aprobado_nombre="Otra Gerente", fecha_cambio="01-dic-26", vigente_desde=dia(0))
    assert ControlDocumental.vigente("R06-01-01").aprobado_nombre == "Otra Gerente"
    assert ControlDocumental.vigente("R06-01-01", dia(-1)).fecha_cambio == "01-ago-17"
    assert Evento.objects.get(transicion="publicar", objeto__startswith="core.").por == m.administrador


# --- Cuadrillas y vehículos ---------------------------------------------------------------------------


def test_crear_y_cambiar_una_cuadrilla(m, admin):
    url = "/ordenes/cuadrillas/nueva/"
    miembros = [m.cuadrilla.pk, m.cuadrilla2.pk]
    creada = enviar(admin, url, nombre="Cuadrilla 3", area="aseo", miembros=miembros, activa="on")
    assert creada.url == "/ordenes/cuadrillas/"
    nueva = Cuadrilla.objects.get(nombre="Cuadrilla 3")
    assert set(nueva.miembros.all()) == {m.cuadrilla, m.cuadrilla2}
    enviar(admin, f"/ordenes/cuadrillas/{nueva.pk}/", miembros=[m.cuadrilla.pk], activa=False)
    nueva.refresh_from_db()
    assert (list(nueva.miembros.all()), nueva.activa) == ([m.cuadrilla], False)
    assert Evento.objects.filter(objeto=f"ordenes.cuadrilla:{nueva.pk}").count() == 2


@pytest.mark.parametrize(
    ("cambios", "campo", "dice"),
    [
        ({"nombre": "CUADRILLA 2"}, "nombre", "Ya hay una cuadrilla"),
        ({"salida": "06:00"}, "salida", "después de las 07:00"),
        ({"miembros": []}, "miembros", "al menos una persona"),
        ({"entrada": "25:00"}, "entrada", "hora que exista"),
    ],
)  # fmt: skip
def test_la_cuadrilla_mala_no_se_guarda(m, admin, cambios, campo, dice):
    respuesta = enviar(admin, f"/ordenes/cuadrillas/{m.equipo.pk}/", **cambios)
    assert dice in errores(respuesta, campo)
    assert Evento.objects.filter(objeto=f"ordenes.cuadrilla:{m.equipo.pk}").count() == 0


def test_en_una_cuadrilla_solo_entran_personas_de_cuadrilla(m, admin):
    respuesta = enviar(admin, f"/ordenes/cuadrillas/{m.equipo.pk}/", miembros=[m.contabilidad.pk])
    assert "ya no es de cuadrilla" in errores(respuesta, "miembros")


def test_la_placa_se_escribe_de_una_sola_manera(m, admin):
    url = "/ordenes/vehiculos/nuevo/"
    enviar(admin, url, placa="abc 456", descripcion="Camioneta", activo="on")
    assert Vehiculo.objects.get(descripcion="Camioneta").placa == "ABC-456"
    assert "Ya hay un vehículo" in errores(enviar(admin, url, placa="owx123", descripcion="x"), "placa")
    assert "como OWX-123" in errores(enviar(admin, url, placa="¡!", descripcion="x"), "placa")
