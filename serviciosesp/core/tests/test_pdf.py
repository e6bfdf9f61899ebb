"""The printed documents: what they say, how they are built, and what they refuse to load (H1)."""

import copy
import io
import logging
import subprocess
import sys

import pypdf
import pytest
import zxingcpp
from PIL import Image

from serviciosesp.core import pdf

from .papeles_campo import PAPELES

ORDEN = "solicitudes/documentos/orden_servicio.html"
PEDIDO = "ordenes/documentos/pedido.html"
ENCUESTA = "encuestas/documentos/encuesta.html"
todos = pytest.mark.parametrize("plantilla", PAPELES)
# Control data, states and answers choose what is printed; people write everything else.
LITERALES = {"control", "escala", "estado", "cobro", "decision", "verificacion_url"}
LITERALES |= {"concepto", "resultado", "respuesta", "fuga", "espacio_publico", "requiere"}


def leer(contenido):
    return pypdf.PdfReader(io.BytesIO(contenido))


def paginas(contenido):
    """Text of each page, with single spaces, as one copies it from a viewer."""
    texto = subprocess.run(["pdftotext", "-raw", "-", "-"], input=contenido, capture_output=True)
    hojas = texto.stdout.decode().removesuffix("\f").split("\f")
    assert len(hojas) == len(leer(contenido).pages)
    return [" ".join(hoja.split()) for hoja in hojas]


def textos(valor, clave=""):
    """Every text that people wrote, to be found on paper."""
    if clave in LITERALES:
        return []
    if isinstance(valor, dict):
        return [t for k, v in valor.items() for t in textos(v, k)]
    if isinstance(valor, list):
        return [t for v in valor for t in textos(v)]
    return [valor] if isinstance(valor, str) and valor else []


def cambiar(valor, cambio, clave=""):
    """The same contexto with `cambio` applied to every text that people write."""
    if clave in LITERALES:
        return valor
    if isinstance(valor, dict):
        return {k: cambiar(v, cambio, k) for k, v in valor.items()}
    if isinstance(valor, list):
        return [cambiar(v, cambio) for v in valor]
    return cambio(valor) if isinstance(valor, str) else valor


@pytest.fixture(scope="module")
def impresos():
    """Each document of `PAPELES`, printed once."""
    return {plantilla: pdf.generar(plantilla, contexto) for plantilla, contexto in PAPELES.items()}


@todos
def test_cada_pagina_lleva_el_control_y_quien_elabora_revisa_y_aprueba(impresos, plantilla):
    control = PAPELES[plantilla]["control"]
    hojas = paginas(impresos[plantilla])
    for numero, texto in enumerate(hojas, start=1):
        assert f"Pág. {numero} de {len(hojas)}" in texto
        assert control["titulo"].upper() in texto
        for dato in ("codigo", "emisor", "fecha_emision", "fecha_cambio"):
            assert control[dato] in texto
        assert f"L/C: {control['l_c']}" in texto
        for papel in ("elaborado", "revisado", "aprobado"):
            assert f"{papel.upper()} POR: {control[papel]['nombre']}" in texto


@todos
def test_no_se_pierde_ningun_dato(impresos, plantilla):
    contexto = {k: v for k, v in PAPELES[plantilla].items() if k not in ("empresa", "servicio")}
    # Forms choose among the data of the client; a Pedido brings its own `cliente_nombre`.
    cliente = contexto.pop("cliente")
    if plantilla != PEDIDO:
        contexto["cliente"] = {k: cliente[k] for k in ("nombre", "telefono")}
        contexto["servicio"] = {"nombre": PAPELES[plantilla]["servicio"]["nombre"]}
    # Lines break anywhere on paper: spaces do not count.
    impreso = "".join("".join(paginas(impresos[plantilla])).split())
    assert [t for t in textos(contexto) if "".join(t.split()) not in impreso] == []


def test_el_dinero_se_imprime_en_pesos_y_en_letras(impresos):
    [texto, *_] = paginas(impresos[ORDEN])
    texto = texto.replace("\xa0", " ")
    assert "Total a pagar $ 485.520" in texto
    assert "Son: cuatrocientos ochenta y cinco mil quinientos veinte pesos" in texto


@todos
def test_es_un_pdf_accesible_con_idioma_titulo_y_etiquetas(impresos, plantilla):
    contexto = PAPELES[plantilla]
    documento = leer(impresos[plantilla])
    raiz = documento.trailer["/Root"]
    assert raiz["/Lang"] == "es-CO"
    assert raiz["/MarkInfo"]["/Marked"]
    assert raiz["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in raiz
    assert contexto["control"]["titulo"] in documento.metadata.title
    assert contexto["radicado"] in documento.metadata.title
    assert b'pdfuaid:part="1"' in raiz["/Metadata"].get_data()


def test_usa_la_letra_de_la_casa(impresos):
    fuentes = {
        fuente.get_object()["/BaseFont"]
        for hoja in leer(impresos[ORDEN]).pages
        for fuente in hoja["/Resources"]["/Font"].values()
    }
    assert fuentes and all("Source-Sans-3" in fuente for fuente in fuentes)


@todos
def test_el_motor_entiende_toda_la_hoja_de_estilo(plantilla, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.generar(plantilla, PAPELES[plantilla])
    assert caplog.messages == []


def test_el_mismo_contexto_da_los_mismos_bytes(impresos):
    assert pdf.generar(ORDEN, copy.deepcopy(PAPELES[ORDEN])) == impresos[ORDEN]


def test_el_qr_impreso_lleva_a_la_verificacion(impresos, tmp_path):
    (tmp_path / "orden.pdf").write_bytes(impresos[ORDEN])
    orden = ["pdftoppm", "-r", "150", "-gray", "-png", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([*orden, "orden.pdf", "orden"], cwd=tmp_path, check=True)
    [codigo] = zxingcpp.read_barcodes(Image.open(tmp_path / "orden.png"))
    assert codigo.text == PAPELES[ORDEN]["verificacion_url"]
    lados = codigo.position.top_left, codigo.position.top_right
    milimetros = (lados[1].x - lados[0].x) / 150 * 25.4
    assert milimetros == pytest.approx(20, abs=1)


def test_un_pedido_de_cuarenta_renglones_repite_la_cabecera_y_no_pierde_ninguno():
    contexto = copy.deepcopy(PAPELES[PEDIDO])
    renglon = contexto["lineas"][0]
    contexto["lineas"] = [
        renglon | {"codigo": f"ART-{n:03}", "seriales": [f"ZV26{n:04}{m}" for m in range(9)]}
        for n in range(1, 41)
    ]
    hojas = paginas(pdf.generar(PEDIDO, contexto))
    assert len(hojas) > 1
    for texto in hojas:
        if "ART-" in texto:
            assert "Ítem Código Descripción Unidad" in texto
    for n in range(1, 41):
        assert sum(f"ART-{n:03}" in texto for texto in hojas) == 1
        assert sum(f"ZV26{n:04}8" in texto for texto in hojas) == 1
    assert "Total" in hojas[-1]


@todos
def test_lo_que_falta_deja_su_casilla_para_llenar_a_mano(plantilla):
    contexto = PAPELES[plantilla]
    comunes = {k: contexto[k] for k in ("control", "empresa", "radicado")}
    vacio = paginas(pdf.generar(plantilla, comunes))[0]
    assert "None" not in vacio
    if plantilla != "solicitudes/documentos/aviso_decision.html":
        assert "Nombre o razón social" in vacio or "Solicitante" in vacio


def test_la_encuesta_marca_las_respuestas_y_deja_en_blanco_lo_no_respondido(impresos):
    texto = paginas(impresos[ENCUESTA])[0]
    assert texto.count(" X") == 9
    assert "Atención en la oficina sin respuesta" in texto
    assert "presunta" not in texto.lower()


def test_la_encuesta_en_blanco_no_trae_nada_marcado_y_dice_que_pasa_si_no_se_devuelve():
    items = [{**item, "respuesta": ""} for item in PAPELES[ENCUESTA]["items"]]
    contexto = PAPELES[ENCUESTA] | {"estado": "entregada", "items": items, "responde": {}}
    contenido = pdf.generar(ENCUESTA, contexto)
    texto = paginas(contenido)[0]
    assert len(leer(contenido).pages) == 1
    assert "Marque con X" in texto and "sin respuesta" not in texto
    assert texto.replace("Marque con X", "").count(" X") == 0
    assert "miércoles 9 de diciembre de 2026" in texto
    assert "no le quita el derecho a presentar peticiones, quejas o recursos" in texto


def test_la_encuesta_presunta_lo_dice_y_no_se_confunde_con_una_respuesta():
    items = [{**item, "respuesta": "bueno"} for item in PAPELES[ENCUESTA]["items"]]
    contexto = PAPELES[ENCUESTA] | {
        "estado": "presunta",
        "items": items,
        "presunta_en": "10/12/2026",
        "responde": {},
    }
    texto = paginas(pdf.generar(ENCUESTA, contexto))[0]
    assert "PRESUNTA. No es una respuesta del cliente" in texto
    assert "Respondida por el cliente" not in texto and "Firma" not in texto


def test_el_aviso_de_rechazo_nombra_recursos_solo_cuando_los_hay():
    aviso = "solicitudes/documentos/aviso_decision.html"
    contexto = PAPELES[aviso] | {"decision": "rechazada", "motivo": "Fuera del área"}
    sin, con = (
        paginas(pdf.generar(aviso, contexto | {"recursos": recursos}))[0]
        for recursos in ("", "Procede reposición.")
    )
    assert "fue rechazada" in sin and "Fuera del área" in sin and "Recursos" not in sin
    assert "Recursos que puede presentar Procede reposición." in con


def test_la_liquidacion_a_la_factura_pide_firmar_el_maximo():
    liquidacion = "solicitudes/documentos/liquidacion.html"
    cargo = {"cuenta": "00014998", "maximo": 485520, "cuotas": "3", "concepto": "Escombros"}
    contexto = PAPELES[liquidacion] | {"cobro": "factura", "cargo": cargo}
    texto = paginas(pdf.generar(liquidacion, contexto))[0]
    assert "00014998" in texto and "nunca por encima del máximo" in texto
    assert "Referencia de pago" not in texto


@todos
def test_el_texto_largo_de_cualquiera_sale_completo(plantilla):
    largo = "Carrera 15 Sur # 1 Bis-11, conjunto Los Alcaparros, torre 4, apartamento 1203 " * 3
    contexto = cambiar(PAPELES[plantilla], lambda texto: texto and f"{largo}FIN")
    hojas = paginas(pdf.generar(plantilla, contexto))
    esperados = len(textos(contexto["cliente"]))
    assert "".join(hojas).count("FIN") >= esperados


HOSTIL = (
    "<script>alert(1)</script> {{ control }} \u202eal revés\u202c مرحبا 😀 漢字 "
    "\x00\x07\u2029\ud800 &amp; ]]>"
)


@todos
def test_el_texto_hostil_se_imprime_como_texto(plantilla):
    contexto = cambiar(PAPELES[plantilla], lambda texto: HOSTIL)
    todo = " ".join(paginas(pdf.generar(plantilla, contexto)))
    assert "<script>alert(1)</script> {{ control }}" in todo
    assert "&amp; ]]>" in todo
    assert not {"\u202e", "\x07"} & set(todo)


def test_importar_el_modulo_no_trae_el_motor():
    programa = "import sys, serviciosesp.core.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", programa]).returncode == 0
