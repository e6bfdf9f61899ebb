"""Charges: the file for HAS SQL, exported once, and its answer (C2, C9)."""

import hashlib
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from solicitudes.models import Cargo, LoteCargos

from .paginas import direccion, enviar, hecha, rehusada, texto

EXPORTAR = reverse("solicitudes:exportar_cargos")


@pytest.fixture
def cargos(m):
    return [m.prestada().cargos.get(), m.prestada("ESP-ESC").cargos.get()]


def exportar(navegador, *cargos, clave=None):
    datos = {"cargos": [c.numero for c in cargos], "clave": clave or uuid.uuid4().hex}
    return navegador.post(EXPORTAR, datos)


def test_la_pagina_trae_marcados_los_que_estan_por_exportar(m, como, cargos):
    pagina = texto(como(m.facturacion).get(EXPORTAR))
    assert pagina.count(" checked") == 2
    solo = texto(como(m.facturacion).get(direccion("exportar_cargo", cargos[0])))
    assert solo.count(" checked") == 1


def test_un_archivo_con_todos_y_su_linea_de_control(m, como, cargos):
    assert exportar(como(m.facturacion), *cargos).status_code == 302
    lote = LoteCargos.objects.get()
    assert lote.archivo == f"cargos_{timezone.localdate():%Y%m%d}_001.csv"
    lineas = bytes(lote.contenido).decode().split("\r\n")
    assert lineas[0] == (
        "id_cargo;radicado;orden;matricula;cod_concepto;valor_base;iva;valor_total;cuotas;periodo;"
        "id_autorizacion;fecha_ejecucion"
    )
    cuerpo = "\r\n".join(lineas[:-2]) + "\r\n"
    suma = sum(c.total for c in cargos)
    assert lineas[-2:] == [
        f"CONTROL;2;{suma};{hashlib.sha256(cuerpo.encode()).hexdigest()}", ""
    ]  # fmt: skip
    uno = cargos[0]
    hoy = timezone.localdate()
    orden = uno.solicitud.ordenes_trabajo.get()
    assert lineas[1].split(";") == [
        uno.numero, uno.solicitud.numero, orden.numero, "0104-22817", "COM-VOL", "486000", "92340",
        "578340", "1", f"{hoy:%Y%m}", f"{uno.solicitud.numero}/{hoy:%Y%m%d}", f"{hoy:%Y-%m-%d}",
    ]  # fmt: skip
    assert set(Cargo.objects.values_list("estado", "lote")) == {("exportado", lote.pk)}


def test_se_descarga_siempre_el_mismo_archivo(m, como, cargos):
    exportar(como(m.facturacion), *cargos)
    lote = LoteCargos.objects.get()
    bajadas = [como(m.facturacion).get(lote.get_absolute_url()) for _ in range(2)]
    assert {r.content for r in bajadas} == {bytes(lote.contenido)}
    assert lote.archivo in bajadas[0]["Content-Disposition"]
    assert como(m.pqr).get(lote.get_absolute_url()).status_code == 403


def test_un_cargo_se_exporta_una_sola_vez(m, como, cargos):
    exportar(como(m.facturacion), cargos[0])
    respuesta = exportar(como(m.facturacion), *cargos)
    assert respuesta.status_code == 409
    assert "Está en «Exportado»" in texto(respuesta)
    assert LoteCargos.objects.count() == 1
    assert Cargo.objects.get(pk=cargos[1].pk).estado == "generado"


def test_repetir_el_envio_no_hace_otro_archivo(m, como, cargos):
    respuestas = [exportar(como(m.facturacion), *cargos, clave="c" * 32) for _ in range(2)]
    assert [r.status_code for r in respuestas] == [302, 302]
    assert LoteCargos.objects.count() == 1


@pytest.mark.parametrize(
    ("numeros", "frase"),
    [([], "Escoja al menos un cargo por exportar."), (["CG-1999-00001"], "no existe")],
)
def test_no_se_exporta_nada_ni_lo_que_no_existe(m, como, cargos, numeros, frase):
    respuesta = como(m.facturacion).post(EXPORTAR, {"cargos": numeros, "clave": "d" * 32})
    assert respuesta.status_code == 422
    assert frase in texto(respuesta)
    assert LoteCargos.objects.count() == 0


def test_has_confirma_el_cargo(m, como, cargos):
    rehusada(
        como(m.facturacion), "confirmar_cargo", cargos[0], "Está en «Por exportar»", estado=409,
        registro="H-1",
    )  # fmt: skip
    exportar(como(m.facturacion), *cargos)
    rehusada(como(m.facturacion), "confirmar_cargo", cargos[0], "Este dato es obligatorio.")
    cargo = hecha(como(m.facturacion), "confirmar_cargo", cargos[0], registro="H-8812")
    assert (cargo.estado, cargo.registro_has) == ("confirmado", "H-8812")


def test_lo_que_has_devuelve_se_exporta_otra_vez(m, como, cargos):
    exportar(como(m.facturacion), *cargos)
    rehusada(como(m.facturacion), "rechazar_cargo", cargos[0], "Este dato es obligatorio.")
    cargo = hecha(como(m.facturacion), "rechazar_cargo", cargos[0], mensaje="Matrícula inactiva")
    pagina = texto(como(m.facturacion).get(EXPORTAR))
    assert "Matrícula inactiva" in pagina and pagina.count(" checked") == 0
    assert exportar(como(m.facturacion), cargo).status_code == 302
    assert [x.n for x in LoteCargos.objects.all()] == [1, 2]
    assert LoteCargos.objects.first().archivo.endswith("_002.csv")


def test_solo_facturacion_exporta(m, como, cargos):
    for persona in (m.pqr, m.contabilidad, m.gerencia, m.administrador):
        assert exportar(como(persona), *cargos).status_code == 403
        assert enviar(como(persona), "confirmar_cargo", cargos[0], registro="x").status_code == 403
    assert LoteCargos.objects.count() == 0
