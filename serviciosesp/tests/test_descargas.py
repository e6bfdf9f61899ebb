"""Files go only to who may see them; the rest is a 404 that says nothing."""

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ordenes.models import Novedad
from serviciosesp.core.descargas import RAICES, puede_ver_raiz
from serviciosesp.core.models import Adjunto, Documento
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.transiciones import ejecutar

from .mundo import ELENCO, Mundo, foto

PDF = b"%PDF-1.7\ncontenido\n%%EOF"


@pytest.fixture
def m(db):
    return Mundo()


def emitido(objeto, permiso, titulo="Constancia de radicación", contenido=PDF):
    documento = Documento.objects.create(
        tipo="prueba", titulo=titulo, raiz=clave_de(objeto.raiz), objeto=clave_de(objeto),
        permiso=permiso, plantilla="x.html", codigo=Documento.nuevo_codigo(),
        contexto={"radicado": objeto.raiz.numero},
    )  # fmt: skip
    if contenido:
        documento.guardar_pdf(contenido)
    return documento


def ven(client, m, url):
    """Names of the cast that get it; the others get a 404, never a 403 nor an error."""
    respuestas = {}
    for nombre in ELENCO:
        client.force_login(getattr(m, nombre))
        respuestas[nombre] = client.get(url).status_code
    assert set(respuestas.values()) <= {200, 404}, respuestas
    return {nombre for nombre, estado in respuestas.items() if estado == 200}


def pedir(documento):
    return reverse("documento", args=[documento.codigo])


DEL_CASO = {"pqr", "pqr2", "supervisor", "jefe_area", "subgerencia", "financiera", "facturacion",
            "contabilidad", "contabilidad2", "calidad", "gerencia"}  # fmt: skip
VE_PEDIDOS = {"pqr", "pqr2", "supervisor", "jefe_area", "subgerencia", "financiera", "almacen",
              "calidad", "gerencia"}  # fmt: skip


def test_un_documento_del_caso_lo_ve_quien_ve_la_solicitud(client, m):
    documento = emitido(m.programada("COM-VOL"), "solicitud.ver")  # aseo
    assert ven(client, m, pedir(documento)) == DEL_CASO


def test_la_orden_la_descarga_su_cuadrilla_y_no_la_otra(client, m):
    orden = m.programada("COM-VOL").ordenes_trabajo.get()
    assert ven(client, m, pedir(emitido(orden, "orden.ver"))) == DEL_CASO | {"cuadrilla"}
    liquidacion = emitido(orden.solicitud, "solicitud.ver")
    assert "cuadrilla" not in ven(client, m, pedir(liquidacion))


def test_el_pedido_lo_descarga_el_almacen_y_no_lo_demas_del_caso(client, m):
    solicitud = m.programada("COM-MED")
    pedido = m.pedido(solicitud)
    assert ven(client, m, pedir(emitido(pedido, "pedido.ver"))) == VE_PEDIDOS
    assert "almacen" not in ven(client, m, pedir(emitido(solicitud, "solicitud.ver")))


def test_el_almacen_no_ve_la_raiz_de_un_caso_sin_pedidos(m):
    solicitud = m.programada("COM-VOL")
    assert not puede_ver_raiz(m.almacen, clave_de(solicitud))
    m.pedido(solicitud)
    assert puede_ver_raiz(m.almacen, clave_de(solicitud))


@pytest.mark.parametrize("clave", ["", "core.usuario:1", "solicitudes.solicitud:", "nada:1"])
def test_una_raiz_que_no_esta_en_la_tabla_no_la_ve_nadie(m, clave):
    assert "core.usuario" not in RAICES
    assert not any(puede_ver_raiz(getattr(m, nombre), clave) for nombre in ELENCO)


def test_sin_sesion_se_pide_ingresar(client, m):
    documento = emitido(m.recibida(), "solicitud.ver")
    for url in (pedir(documento), reverse("adjunto", args=[1])):
        assert client.get(url).headers["Location"].startswith("/ingresar/")


def test_sale_en_linea_con_su_nombre_y_sin_poderes(client, m):
    client.force_login(m.pqr)
    respuesta = client.get(pedir(emitido(m.recibida(), "solicitud.ver")))
    assert b"".join(respuesta.streaming_content) == PDF
    cabeceras = respuesta.headers
    assert cabeceras["Content-Type"] == "application/pdf"
    assert cabeceras["Content-Disposition"].startswith(
        "inline; filename*=utf-8''Constancia%20de%20radicaci%C3%B3n%20"
    )
    assert cabeceras["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in cabeceras["Content-Security-Policy"]
    assert cabeceras["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in cabeceras["Cache-Control"]


def test_mientras_se_imprime_la_pagina_vuelve_sola(client, m):
    documento = emitido(m.recibida(), "solicitud.ver", contenido=None)
    client.force_login(m.pqr)
    respuesta = client.get(pedir(documento))
    assert respuesta.headers["Refresh"] == "2"
    assert "Se está preparando" in respuesta.content.decode()
    Documento.objects.update(intentos=Documento.INTENTOS_MAXIMOS)
    respuesta = client.get(pedir(documento))
    assert "Refresh" not in respuesta.headers and "No se pudo" in respuesta.content.decode()


def test_si_el_archivo_no_esta_en_el_disco_es_un_404(client, m):
    documento = emitido(m.recibida(), "solicitud.ver")
    documento.archivo.storage.delete(documento.archivo.name)
    client.force_login(m.pqr)
    assert client.get(pedir(documento)).status_code == 404


# --- Adjuntos -------------------------------------------------------------------------------------


def ver(adjunto):
    return reverse("adjunto", args=[adjunto.pk])


def test_la_foto_de_la_novedad_la_ve_su_cuadrilla_y_no_la_otra_ni_el_almacen(client, m):
    orden = m.en_prestacion("COM-VOL").ordenes_trabajo.get()
    m.pedido(orden.solicitud)
    novedad = ejecutar(
        Novedad.registrar, Novedad(orden=orden), por=m.cuadrilla, tipo="servicio",
        reporta="empresa", descripcion="Tubo roto", foto=foto(),
    )  # fmt: skip
    assert ven(client, m, ver(novedad.foto)) == DEL_CASO | {"cuadrilla"}


def test_el_comprobante_del_pago_no_lo_ve_la_calle_ni_el_almacen(client, m):
    solicitud = m.programada("COM-VOL")
    m.pedido(solicitud)
    comprobante = Adjunto.guardar(foto(), raiz=solicitud, por=m.pqr)
    assert ven(client, m, ver(comprobante)) == DEL_CASO


def test_la_foto_se_muestra_y_el_pdf_se_descarga(client, m):
    solicitud = m.recibida()
    client.force_login(m.pqr)
    imagen = Adjunto.guardar(foto(), raiz=solicitud, por=m.pqr)
    assert client.get(ver(imagen)).headers["Content-Disposition"] == 'inline; filename="foto.jpg"'
    subida = SimpleUploadedFile('re"cibo\r\nX-Malo: 1.pdf', PDF)
    papel = Adjunto.guardar(subida, raiz=solicitud, por=m.pqr)
    respuesta = client.get(ver(papel))
    assert respuesta.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "X-Malo" not in respuesta.headers
    assert "sandbox" in respuesta.headers["Content-Security-Policy"]


def test_un_adjunto_que_no_existe_es_un_404(client, m):
    client.force_login(m.pqr)
    assert client.get(reverse("adjunto", args=[999])).status_code == 404


# --- Verificación ---------------------------------------------------------------------------------


def verificar(client, codigo):
    return client.get(reverse("verificar_documento", args=[codigo]))


def test_cualquiera_verifica_un_documento_sin_ver_datos_de_nadie(client, m):
    documento = emitido(m.recibida(), "solicitud.ver")
    respuesta = verificar(client, documento.codigo)
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 200 and "El documento es genuino" in pagina
    for dato in (documento.titulo, "S-20", documento.codigo, hashlib.sha256(PDF).hexdigest()):
        assert dato in pagina
    assert not re.search("Rosalba|35412087|35.412.087|Cra 15|0104-22817", pagina)


@pytest.mark.parametrize("escribir", [str.lower, lambda c: c.replace("-", ""),
                                      lambda c: c.replace("-", " ")])  # fmt: skip
def test_el_codigo_se_lee_como_lo_escriba_la_persona(client, m, escribir):
    documento = emitido(m.recibida(), "solicitud.ver")
    assert verificar(client, escribir(documento.codigo)).status_code == 200


@pytest.mark.parametrize("codigo", ["AAAA-AAAA", "x", "%00", "ñandú", "A" * 300, "'--"])
def test_un_codigo_que_no_es_nuestro_se_dice_con_404(client, db, codigo):
    respuesta = verificar(client, codigo)
    assert respuesta.status_code == 404
    assert "No emitimos un documento con ese código" in respuesta.content.decode()


def test_dice_si_se_esta_preparando_o_si_hay_uno_mas_reciente(client, m):
    documento = emitido(m.recibida(), "solicitud.ver", contenido=None)
    pagina = verificar(client, documento.codigo).content.decode()
    assert "se está preparando" in pagina and "SHA-256" not in pagina
    documento.guardar_pdf(PDF)
    documento.estado = Documento.REEMPLAZADO
    documento.save()
    assert "hay uno más reciente" in verificar(client, documento.codigo).content.decode()
