"""The client's page: one link, one survey, one answer."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from encuestas.models import Encuesta
from noconformes.models import SalidaNoConforme
from serviciosesp.core.models import Consecutivo, EnlacePublico, Evento
from serviciosesp.core.transiciones import SinPermiso, ejecutar


@pytest.fixture
def encuesta(m):
    return Encuesta.objects.get(solicitud=m.prestada())


def url_de(objeto, proposito="encuesta", dias=10):
    _, ficha = EnlacePublico.crear(objeto, proposito, timezone.now() + timedelta(days=dias))
    return reverse("encuestas:publica", args=[ficha])


def envio(client, url, **valores):
    """What the browser would send from that page."""
    clave = re.search(r'name="clave" value="(\w+)"', client.get(url).content.decode())[1]
    encuesta = Encuesta.objects.latest("pk")
    items = encuesta.formulario.items.all()
    marcas = {f"respuestas_{i.pk}": valores.get(f"i{i.numero}", "bueno") for i in items}
    return {"clave": clave, "version": "", "observaciones": "", "responde": "", **marcas}


def test_el_cliente_responde_sin_cuenta_y_la_solicitud_se_cierra(client, encuesta):
    url = url_de(encuesta)
    respuesta = client.post(url, envio(client, url, i7="malo"), follow=True)
    assert respuesta.status_code == 200 and "Gracias" in respuesta.content.decode()
    hecha = Encuesta.objects.get()
    assert (hecha.estado, hecha.transcrita_por) == ("respondida", None)
    assert hecha.salida_no_conforme.items == [
        {"item": "Orden y aseo del sitio al terminar", "valor": "malo"}
    ]
    assert Evento.objects.get(transicion="responder").actor == "El cliente, por su enlace"
    assert hecha.solicitud.estado == "cerrada"


def test_el_mismo_envio_dos_veces_da_una_sola_salida(client, encuesta):
    url = url_de(encuesta)
    datos = envio(client, url, i1="malo")
    assert [client.post(url, datos).status_code for _ in range(3)] == [302, 302, 302]
    assert SalidaNoConforme.objects.count() == 1
    assert Consecutivo.objects.get(serie="SNC").ultimo == 1
    assert Evento.objects.filter(transicion="responder").count() == 1


def test_responder_otra_vez_es_un_409_en_palabras_amables(client, encuesta):
    url = url_de(encuesta)
    otra = envio(client, url, i1="malo")
    client.post(url, envio(client, url))
    respuesta = client.post(url, otra)
    assert respuesta.status_code == 409
    assert "Ya habíamos recibido su respuesta" in respuesta.content.decode()
    assert not SalidaNoConforme.objects.exists()
    assert "Gracias" in client.get(url).content.decode()


def enlaces_que_no_sirven(encuesta):
    """{why: address}."""
    revocada = url_de(encuesta)
    EnlacePublico.objects.update(revocado_en=timezone.now())
    buena = url_de(encuesta)
    return {
        "inventado": reverse("encuestas:publica", args=["A" * 27]),
        "una letra cambiada": buena[:-2] + ("A" if buena[-2] != "A" else "B") + "/",
        "otro propósito": url_de(encuesta, "seguimiento"),
        "de la solicitud": url_de(encuesta.solicitud, "seguimiento"),
        "vencido": url_de(encuesta, dias=-1),
        "revocado": revocada,
    }


def test_un_enlace_que_no_sirve_da_siempre_el_mismo_404(client, encuesta):
    cuerpos = set()
    for url in enlaces_que_no_sirven(encuesta).values():
        for respuesta in (client.get(url), client.post(url, {"clave": "x"})):
            assert respuesta.status_code == 404
            cuerpos.add(respuesta.content)
    assert len(cuerpos) == 1
    assert Encuesta.objects.get().estado == "entregada"


def test_el_enlace_de_una_encuesta_no_responde_otra(m, encuesta):
    otra = Encuesta.objects.get(solicitud=m.prestada())
    enlace, _ = EnlacePublico.crear(otra, "encuesta")
    with pytest.raises(SinPermiso):
        ejecutar(Encuesta.responder, encuesta, por=enlace, respuestas={1: "bueno"})


def test_mirar_la_pagina_no_escribe_nada(client, encuesta, django_assert_num_queries):
    url = url_de(encuesta)
    antes = Evento.objects.count()
    with django_assert_num_queries(3) as consultas:  # link, survey, items
        respuesta = client.get(url)
    assert {c["sql"].split()[0] for c in consultas.captured_queries} == {"SELECT"}
    assert Evento.objects.count() == antes and respuesta.status_code == 200


def test_la_pagina_dice_la_presuncion_y_que_los_derechos_quedan(client, encuesta):
    respuesta = client.get(url_de(encuesta))
    texto = respuesta.content.decode()
    assert "se entenderá que recibió el servicio a satisfacción" in texto
    assert "no le quita el derecho" in texto
    assert encuesta.solicitud.cliente.nombre not in texto
    assert respuesta.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in respuesta.headers["Cache-Control"]


def test_sin_marcar_nada_se_dice_al_lado_y_no_se_guarda(client, encuesta):
    url = url_de(encuesta)
    vacio = {c: "" if c.startswith("respuestas") else v for c, v in envio(client, url).items()}
    respuesta = client.post(url, vacio | {"observaciones": "Muy bien"})
    texto = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert "Marque al menos un ítem" in texto and "Muy bien" in texto
    assert Encuesta.objects.get().estado == "entregada"


@pytest.mark.parametrize("valor", ["excelente", "BUENO", "\x00", "1"])
def test_una_nota_fuera_de_la_escala_no_entra(client, encuesta, valor):
    url = url_de(encuesta)
    respuesta = client.post(url, envio(client, url, i1=valor))
    assert respuesta.status_code == 422
    assert "bueno, regular o malo" in respuesta.content.decode()


def test_pasada_la_ventana_la_pagina_lo_dice_y_no_recibe(client, encuesta):
    url = url_de(encuesta, dias=90)
    datos = envio(client, url)
    ayer = timezone.localdate() - timedelta(days=1)
    Encuesta.objects.filter(pk=encuesta.pk).update(vence_en=ayer)
    ejecutar(Encuesta.presumir, encuesta, por=None)
    assert "Todavía puede responder" in client.get(url).content.decode()
    hace = timezone.now() - timedelta(days=31)
    Encuesta.objects.filter(pk=encuesta.pk).update(presumida_en=hace)
    assert "ya no recibe respuestas" in client.get(url).content.decode()
    assert client.post(url, datos).status_code == 422
    assert Encuesta.objects.get().estado == "presunta"
