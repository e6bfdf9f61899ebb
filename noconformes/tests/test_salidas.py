"""Salida no conforme: who treats it, who may not close it, and how its pages tell it (C17)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noconformes import forms
from noconformes.models import SalidaNoConforme
from serviciosesp.core.models import Asignacion, Evento
from serviciosesp.core.transiciones import NoCumple, ejecutar

LISTA = reverse("noconformes:lista")
CLAVE = {"clave": "k" * 32, "version": ""}
CAMINO = [
    ("analizar", {"clasificacion": "menor"}),
    ("corregir", {"causa": "Se fue la volqueta", "tratamiento": "correccion", "plan": "Volver"}),
    ("anotar_correccion", {"correccion": "Se recogió el 24, con foto"}),
    ("verificar", {"conforme": True, "verificacion": "Se visitó el sitio"}),
]


def abierta(m, **valores):
    return m.responder(m.prestada(), **(valores or {"i7": "malo"})).salida_no_conforme


def llevar(m, salida, hasta, **quien):
    """Through the acts of CAMINO up to `hasta`; `quien` names who does one of them."""
    for nombre, datos in CAMINO:
        por = quien.get(nombre) or (m.calidad if nombre == "verificar" else m.jefe_area)
        extra = {"responsable": m.supervisor} if nombre == "analizar" else {}
        salida = ejecutar(getattr(SalidaNoConforme, nombre), salida, por=por, **datos, **extra)
        if nombre == hasta:
            return salida


def url(acto, salida):
    return reverse(f"noconformes:{acto}", args=[salida.numero])


def consultas(client, direccion):
    with CaptureQueriesContext(connection) as hechas:
        assert client.get(direccion).status_code == 200
    return len(hechas)


@pytest.fixture
def juan(m):
    """One person who holds both posts, as in a small utility."""
    Asignacion.objects.create(usuario=m.calidad, rol="jefe_area")
    return type(m.calidad).objects.get(pk=m.calidad.pk)


FORMULARIOS = {
    "abrir": forms.AbrirForm, "analizar": forms.AnalizarForm, "corregir": forms.CorregirForm,
    "anotar_correccion": forms.AnotarCorreccionForm, "verificar": forms.VerificarForm,
    "devolver": forms.DevolverForm,
}  # fmt: skip


@pytest.mark.parametrize("acto", FORMULARIOS)
def test_los_campos_son_los_del_acto(m, acto):
    campos = set(FORMULARIOS[acto](objeto=abierta(m)).fields) - {"clave", "version"}
    assert campos == set(getattr(SalidaNoConforme, acto).acto.datos)


def test_una_salida_se_trata_entera_por_sus_paginas(m, como):
    salida = abierta(m)
    client = como(m.jefe_area)
    for nombre, datos in CAMINO[:3]:
        extra = {"responsable": m.supervisor.pk} if nombre == "analizar" else {}
        respuesta = client.post(url(nombre, salida), CLAVE | {"clave": nombre} | datos | extra)
        assert respuesta.status_code == 302, respuesta.content.decode()
    client = como(m.calidad)
    no = {"conforme": "no", "verificacion": "Sigue la tierra"}
    assert client.post(url("verificar", salida), CLAVE | no).status_code == 302
    assert client.post(url("cerrar", salida), CLAVE | {"clave": "c"}).status_code == 422
    devuelta = client.post(url("devolver", salida), CLAVE | {"clave": "d", "motivo": "Barrer"})
    assert devuelta.status_code == 302
    client = como(m.jefe_area)
    client.post(url("anotar_correccion", salida), CLAVE | {"clave": "e", "correccion": "Se barrió"})
    client = como(m.calidad)
    si = {"clave": "f", "conforme": "si", "verificacion": "Limpio"}
    assert client.post(url("verificar", salida), CLAVE | si).status_code == 302
    respuesta = client.post(url("cerrar", salida), CLAVE | {"clave": "g"}, follow=True)
    hecha = SalidaNoConforme.objects.get()
    assert (hecha.estado, hecha.cerrada_por, hecha.conforme) == ("cerrada", m.calidad, True)
    texto = respuesta.content.decode()
    assert "se encontró la causa y se corrigió" in texto and "Se barrió" in texto


def test_quien_escribio_la_correccion_no_la_verifica_ni_la_cierra(m, juan, como):
    salida = llevar(m, abierta(m), "anotar_correccion", anotar_correccion=juan)
    client = como(juan)
    assert "Usted escribió la corrección" in client.get(salida.get_absolute_url()).content.decode()
    datos = CLAVE | {"conforme": "si", "verificacion": "Yo lo vi"}
    respuesta = client.post(url("verificar", salida), datos)
    assert respuesta.status_code == 403
    assert "Verifica otra persona" in respuesta.content.decode()
    salida = llevar_verificada(m, salida)
    assert client.post(url("cerrar", salida), CLAVE | {"clave": "z"}).status_code == 403
    assert SalidaNoConforme.objects.get().estado == "verificada"


def llevar_verificada(m, salida):
    """Verified by another person of control interno."""
    Asignacion.objects.create(usuario=m.sin_rol, rol="calidad")
    otra = type(m.sin_rol).objects.get(pk=m.sin_rol.pk)
    datos = {"conforme": True, "verificacion": "Se visitó"}
    return ejecutar(SalidaNoConforme.verificar, salida, por=otra, **datos)


def test_la_base_de_datos_tampoco_deja_que_cierre_quien_corrigio(m):
    salida = llevar(m, abierta(m), "verificar")
    with pytest.raises(IntegrityError), transaction.atomic():
        SalidaNoConforme.objects.filter(pk=salida.pk).update(cerrada_por=salida.corregida_por)


@pytest.mark.parametrize("falta", ["causa", "correccion"])
def test_sin_causa_o_sin_correccion_no_se_cierra(m, falta):
    salida = llevar(m, abierta(m), "verificar")
    SalidaNoConforme.objects.filter(pk=salida.pk).update(**{falta: ""})
    with pytest.raises(NoCumple, match="C17"):
        ejecutar(SalidaNoConforme.cerrar, salida, por=m.calidad)


def test_el_registro_dice_de_donde_viene_y_que_falta(m, como):
    salida = abierta(m, i7="malo", i2="regular", i6="malo")
    texto = como(m.jefe_area).get(salida.get_absolute_url()).content.decode()
    for parte in ("Orden y aseo del sitio al terminar", "Oportunidad", salida.encuesta.numero,
                  salida.solicitud.numero, "Cuadrilla 1", "Para cerrar falta", "Falta la causa",
                  "Falta clasificarla y nombrar quién responde"):  # fmt: skip
        assert parte in texto
    assert "Presentación del personal" not in texto


def test_a_mano_se_abre_desde_la_solicitud(m, como):
    solicitud = m.prestada()
    direccion = reverse("noconformes:abrir", args=[solicitud.numero])
    datos = CLAVE | {"fuente": "auditoria", "descripcion": "Sin conos",
                     "items": "Señalización\n\n  Uso del casco "}  # fmt: skip
    respuesta = como(m.calidad).post(direccion, datos, follow=True)
    salida = SalidaNoConforme.objects.get()
    assert salida.items == [{"item": "Señalización", "valor": "no cumple"},
                            {"item": "Uso del casco", "valor": "no cumple"}]  # fmt: skip
    assert "Uso del casco" in respuesta.content.decode()
    encuesta = como(m.calidad).post(direccion, datos | {"clave": "x", "fuente": "encuesta"})
    assert encuesta.status_code == 422
    assert SalidaNoConforme.objects.count() == 1


def test_responde_alguien_que_puede_responder_en_esa_area(m):
    salida = abierta(m)  # aseo
    ofrecidas = set(forms.AnalizarForm(objeto=salida).fields["responsable"].queryset)
    assert {m.jefe_area, m.supervisor, m.subgerencia, m.financiera} <= ofrecidas
    assert not ofrecidas & {m.jefe_laboratorio, m.pqr, m.cuadrilla, m.administrador, m.calidad}


def test_un_formulario_vacio_dice_todo_lo_que_falta_y_no_guarda(m, como):
    salida = llevar(m, abierta(m), "analizar")
    respuesta = como(m.jefe_area).post(url("corregir", salida), CLAVE | {"plan": "Volver mañana"})
    texto = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert "Corrija 2 datos" in texto and "Volver mañana" in texto
    assert SalidaNoConforme.objects.get().estado == "en_analisis"


@pytest.mark.parametrize(
    ("cargo", "ve", "analiza", "verifica"),
    [("jefe_area", 200, 200, 403), ("subgerencia", 200, 200, 403), ("calidad", 200, 403, 409),
     ("pqr", 200, 403, 403), ("supervisor", 200, 403, 403), ("gerencia", 200, 403, 403),
     ("jefe_laboratorio", 404, 404, 403), ("cuadrilla", 403, 403, 403),
     ("almacen", 403, 403, 403), ("administrador", 403, 403, 403)],
)  # fmt: skip
def test_quien_la_ve_y_quien_la_trata(m, como, cargo, ve, analiza, verifica):
    salida, client = abierta(m), como(getattr(m, cargo))
    assert client.get(salida.get_absolute_url()).status_code == ve
    assert client.get(url("analizar", salida)).status_code == analiza
    assert client.get(url("verificar", salida)).status_code == verifica


def test_los_filtros_de_la_lista(m, como):
    una, dos = abierta(m), abierta(m)
    llevar(m, una, "analizar")
    SalidaNoConforme.objects.filter(pk=dos.pk).update(vence_en="2020-01-01")
    client = como(m.calidad)
    esperadas_por_filtro = {
        "": {una, dos}, "?estado=abierta": {dos}, "?vencidas=on": {dos},
        "?estado=en_analisis": {una}, "?estado=cerrada": set(),
    }  # fmt: skip
    for filtro, esperadas in esperadas_por_filtro.items():
        assert set(client.get(LISTA + filtro).context["filas"]) == esperadas, filtro
    assert client.get(f"{LISTA}?estado=nada").status_code == 422
    assert "Venció" in client.get(LISTA).content.decode()


def test_las_paginas_cuestan_lo_mismo_con_una_que_con_tres(m, como):
    client = como(m.calidad)
    salida = abierta(m)
    una, detalle = consultas(client, LISTA), consultas(client, salida.get_absolute_url())
    abierta(m), abierta(m)
    assert consultas(client, LISTA) == una <= 8
    assert consultas(client, salida.get_absolute_url()) <= detalle + 1 <= 20


def test_la_historia_de_la_salida_es_solo_la_suya(m, como):
    salida = llevar(m, abierta(m), "analizar")
    hechos = como(m.calidad).get(salida.get_absolute_url()).context["hechos"]
    assert len(hechos) == 2 < Evento.objects.de(salida).count()
