"""Staff pages of the survey: list, record, transcription."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from encuestas.filtros import FiltroEncuestas
from encuestas.forms import ResponderForm, ResponderPublicaForm
from encuestas.models import Encuesta
from noconformes.models import SalidaNoConforme
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import foto

LISTA = reverse("encuestas:lista")


def de(solicitud):
    return Encuesta.objects.get(solicitud=solicitud)


def presumir(encuesta):
    ayer = timezone.localdate() - timedelta(days=1)
    Encuesta.objects.filter(pk=encuesta.pk).update(vence_en=ayer)
    return ejecutar(Encuesta.presumir, encuesta, por=None)


def numeros(respuesta):
    return {e.numero for e in respuesta.context["filas"]}


def consultas(client, url):
    with CaptureQueriesContext(connection) as hechas:
        assert client.get(url).status_code == 200
    return len(hechas)


def marcas(encuesta, valor="bueno", **otras):
    items = encuesta.formulario.items.all()
    respuestas = {f"respuestas_{i.pk}": otras.get(f"i{i.numero}", valor) for i in items}
    return respuestas | {"clave": "k" * 32, "version": ""}


def test_los_campos_son_los_del_acto(m):
    encuesta = de(m.prestada())
    campos = set(ResponderForm(objeto=encuesta).fields) - {"clave", "version"}
    assert campos == set(Encuesta.responder.acto.datos)
    publica = set(ResponderPublicaForm(objeto=encuesta).fields) - {"clave", "version"}
    assert publica == campos - {"papel"}


def test_la_lista_aparta_las_reales_de_las_presuntas(m, como):
    espera, real, supuesta = (de(m.prestada()) for _ in range(3))
    m.responder(real.solicitud, i1="malo")
    presumir(supuesta)
    client = como(m.pqr)
    assert numeros(client.get(LISTA)) == {espera.numero, real.numero, supuesta.numero}
    assert numeros(client.get(LISTA, {"estado": "respondida"})) == {real.numero}
    assert numeros(client.get(LISTA, {"estado": "presunta"})) == {supuesta.numero}
    texto = client.get(LISTA).content.decode()
    assert "9 bueno, 1 malo" in texto and "por presunción" in texto
    assert SalidaNoConforme.objects.get().numero in texto


def test_vencidas_son_las_que_esperan_con_el_plazo_pasado(m, como):
    al_dia, tarde = de(m.prestada()), de(m.prestada())
    ayer = timezone.localdate() - timedelta(days=1)
    Encuesta.objects.filter(pk=tarde.pk).update(vence_en=ayer)
    assert numeros(como(m.pqr).get(LISTA, {"vencidas": "on"})) == {tarde.numero}
    Encuesta.objects.filter(pk=al_dia.pk).update(vence_en=timezone.localdate())
    assert numeros(como(m.pqr).get(LISTA, {"vencidas": "on"})) == {tarde.numero}


def test_la_lista_se_corta_por_identificador(m, como, monkeypatch):
    monkeypatch.setattr("encuestas.views.EncuestaListaView.por_pagina", 2)
    todas = [de(m.prestada()).numero for _ in range(3)]
    client = como(m.pqr)
    primera = client.get(LISTA)
    segunda = client.get(LISTA + primera.context["paginas"]["siguientes_url"])
    assert (numeros(primera), numeros(segunda)) == (set(todas[1:]), set(todas[:1]))


@pytest.mark.parametrize("mal", ["estado=otro", "desde=0", "hasta=x", "estado=%00"])
def test_un_filtro_mal_escrito_se_dice_con_422(m, como, mal):
    assert como(m.pqr).get(f"{LISTA}?{mal}").status_code == 422


def test_las_listas_y_el_registro_cuestan_lo_mismo_con_una_que_con_tres(m, como):
    client = como(m.pqr)
    m.responder(m.prestada(), i1="malo")
    una = consultas(client, LISTA)
    for _ in range(2):
        m.responder(m.prestada(), i2="malo")
    assert consultas(client, LISTA) == una <= 8
    assert consultas(client, Encuesta.objects.first().get_absolute_url()) <= 20


@pytest.mark.parametrize(
    ("cargo", "lista", "responder"),
    [("pqr", 200, 200), ("calidad", 200, 403), ("supervisor", 200, 403), ("gerencia", 200, 403),
     ("cuadrilla", 403, 403), ("almacen", 403, 403), ("contabilidad", 403, 403),
     ("administrador", 403, 403), ("sin_rol", 403, 403)],
)  # fmt: skip
def test_quien_las_ve_y_quien_las_transcribe(m, como, cargo, lista, responder):
    encuesta, client = de(m.prestada()), como(getattr(m, cargo))
    assert client.get(LISTA).status_code == lista
    assert client.get(encuesta.get_absolute_url()).status_code == lista
    url = reverse("encuestas:responder", args=[encuesta.numero])
    assert client.get(url).status_code == responder


def test_el_jefe_de_otra_area_no_la_encuentra(m, como):
    encuesta = de(m.prestada())  # aseo
    client = como(m.jefe_laboratorio)
    assert client.get(encuesta.get_absolute_url()).status_code == 404
    assert numeros(client.get(LISTA)) == set()
    de_solicitud = reverse("encuestas:de_solicitud", args=[encuesta.solicitud.numero])
    assert client.get(de_solicitud).status_code == 404


def test_desde_la_solicitud_se_llega_a_su_encuesta(m, como):
    encuesta = de(m.prestada())
    url = reverse("encuestas:de_solicitud", args=[encuesta.solicitud.numero])
    assert como(m.pqr).get(url).headers["Location"] == encuesta.get_absolute_url()
    de_otra = reverse("encuestas:de_solicitud", args=["S-2026-99999"])
    assert como(m.pqr).get(de_otra).status_code == 404


def test_transcribir_guarda_la_hoja_y_deja_en_blanco_lo_que_venia_en_blanco(m, como):
    encuesta = de(m.prestada())
    datos = marcas(encuesta, i3="regular", i5="") | {
        "responde": "Flor Ángela Rativa", "observaciones": "Bien, pero tarde", "papel": foto(),
    }  # fmt: skip
    url = reverse("encuestas:responder", args=[encuesta.numero])
    respuesta = como(m.pqr).post(url, datos, follow=True)
    hecha = de(encuesta.solicitud)
    assert hecha.transcrita_por == m.pqr and hecha.papel.tipo == "jpg"
    valores = {r.item.numero: r.valor for r in hecha.respuestas.all()}
    assert (valores[3], valores[5], valores[1]) == ("regular", "", "bueno")
    texto = respuesta.content.decode()
    assert "Sin respuesta" in texto and "Bien, pero tarde" in texto
    assert reverse("adjunto", args=[hecha.papel_id]) in texto


def test_una_hoja_que_no_es_foto_ni_pdf_se_rechaza_y_lo_marcado_queda(m, como):
    encuesta = de(m.prestada())
    falsa = foto()
    falsa.file.seek(0)
    falsa.file.write(b"GIF89a")
    falsa.file.seek(0)
    datos = marcas(encuesta, i3="regular") | {"papel": falsa}
    url = reverse("encuestas:responder", args=[encuesta.numero])
    respuesta = como(m.pqr).post(url, datos)
    assert respuesta.status_code == 422
    texto = respuesta.content.decode()
    assert "no es un PDF ni una foto" in texto
    item = encuesta.formulario.items.get(numero=3)
    assert f'name="respuestas_{item.pk}" value="regular"' in texto
    assert texto.count(" checked") == 10
    assert de(encuesta.solicitud).estado == "entregada"


def test_transcribir_una_ya_respondida_es_un_409(m, como):
    encuesta = m.responder(m.prestada())
    url = reverse("encuestas:responder", args=[encuesta.numero])
    assert como(m.pqr).get(url).status_code == 409
    assert como(m.pqr).post(url, marcas(encuesta, "malo")).status_code == 409
    assert not SalidaNoConforme.objects.exists()


def test_el_registro_muestra_la_cuenta_del_plazo(m, como):
    encuesta = de(m.prestada())
    texto = como(m.pqr).get(encuesta.get_absolute_url()).content.decode()
    assert "= 5 hábiles" in texto and "Después se presume" in texto


def test_las_opciones_del_filtro_son_filtros_que_valen():
    for opcion in FiltroEncuestas().opciones():
        datos = dict(p.split("=") for p in opcion["url"][1:].split("&") if p)
        assert FiltroEncuestas(datos).is_valid()
