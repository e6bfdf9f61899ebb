from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from serviciosesp.core.calendario import BOGOTA
from serviciosesp.core.campos import (
    CantidadCampo,
    CorreoCampo,
    FechaCampo,
    FechaHoraCampo,
    FechaHoraPar,
    ParrafoCampo,
    PesosCampo,
    TelefonoCampo,
    TextoCampo,
)

CAMPOS = [TextoCampo, ParrafoCampo, PesosCampo, TelefonoCampo, CorreoCampo, FechaCampo,
          FechaHoraCampo, CantidadCampo]  # fmt: skip
HOSTILES = [
    "Ana\x00Niño", "\ud800", "\U0010ffff", "\u202eAna", "A" * 6400, "9" * 6400, "1e309", "Infinity",
    "NaN", "-1", "None", "<script>alert(1)</script>", "' OR '1'='1", "%s%s%n", "%(x)s", "{0}",
    "{{ 7*7 }}", "\x1b[31m", "x\r\nBcc: y@example.com", "a" + "\u0301" * 50, "１２３", "٣", "²",
    "99/99/9999", "0001-01-01", "9999-12-31T23:59", "0,0000000000000000000000000000000000001",
    "1." + "000." * 60 + "000", "(" * 6400,
]  # fmt: skip


def error_de(campo, valor):
    with pytest.raises(ValidationError) as error:
        campo.clean(valor)
    return " ".join(error.value.messages)


class Formulario(forms.Form):
    nombre = TextoCampo(max_length=20)
    detalle = ParrafoCampo(required=False)
    valor = PesosCampo(minimo=1)
    cuando = FechaHoraCampo(widget=FechaHoraPar)


@pytest.mark.parametrize("clase", CAMPOS)
@pytest.mark.parametrize("hostil", HOSTILES)
def test_ninguna_entrada_hace_fallar_un_campo(clase, hostil):
    try:
        limpio = clase().clean(hostil)
    except ValidationError as error:
        assert all(mensaje[0] in "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ¿" for mensaje in error.messages)
    else:
        str(limpio).encode("utf-8")


@pytest.mark.parametrize("clase", CAMPOS)
@given(st.text(max_size=30))
def test_ningun_texto_al_azar_hace_fallar_un_campo(clase, texto):
    try:
        clase().clean(texto)
    except ValidationError as error:
        assert error.messages[0]


@pytest.mark.parametrize("clase", CAMPOS)
@pytest.mark.parametrize("vacio", ["", None, "  "])
def test_lo_vacio_pide_el_dato_con_una_frase(clase, vacio):
    if vacio == "  " and clase in (FechaCampo, FechaHoraCampo):
        assert error_de(clase(), vacio).startswith("Escriba una fecha")
    else:
        assert error_de(clase(), vacio) in {
            "Este dato es obligatorio.", "Escriba la fecha.", "Escriba la fecha y la hora.",
        }  # fmt: skip
        assert clase(required=False).clean(vacio) in ("", None)


def test_el_texto_se_limpia_antes_de_medirlo():
    assert TextoCampo(max_length=5).clean("  a \u200b n\u0303  ") == "a ñ"
    assert error_de(TextoCampo(max_length=5), "abcdef") == "Use máximo 5 caracteres; escribió 6."
    assert error_de(TextoCampo(min_length=5), "abc") == "Escriba al menos 5 caracteres."
    assert "control" in error_de(TextoCampo(), "a\x00")


def test_el_parrafo_conserva_renglones_y_el_texto_no():
    assert ParrafoCampo().clean("a\r\nb") == "a\nb"
    assert TextoCampo().clean("a\r\nb") == "a b"


@pytest.mark.parametrize("escrito", ["1.234.567", "$ 1.234.567", "1234567", " 1.234.567,00 "])
def test_los_pesos_se_leen_como_se_escriben(escrito):
    assert PesosCampo().clean(escrito) == 1_234_567


def test_los_pesos_tienen_limites_dichos_en_pesos():
    assert error_de(PesosCampo(minimo=1), "0") == "El mínimo es $\u00a01."
    assert error_de(PesosCampo(maximo=400_000), "485.520") == "El máximo es $\u00a0400.000."
    assert error_de(PesosCampo(), "-5") == "El mínimo es $\u00a00."
    assert PesosCampo(minimo=None).clean("-5.000") == -5000
    assert "sin centavos" in error_de(PesosCampo(), "1,234.50")


def test_los_pesos_vuelven_al_formulario_con_puntos_y_lo_tecleado_intacto():
    assert PesosCampo().prepare_value(1234567) == "1.234.567"
    assert PesosCampo().prepare_value("12x") == "12x"
    assert not PesosCampo().has_changed(1234567, "1.234.567")
    assert PesosCampo().has_changed(1234567, "1.234.568")


def test_telefono_y_correo_explican_y_normalizan():
    assert TelefonoCampo().clean("(601) 555-7471") == "6015557471"
    assert "¿Es 6015557471?" in error_de(TelefonoCampo(), "555 7471")
    assert CorreoCampo().clean("ana@EXAMPLE.com") == "ana@example.com"
    assert "no es válido" in error_de(CorreoCampo(), "a@@example.com")


@pytest.mark.parametrize("escrita", ["31/12/2026", "2026-12-31", " 31/12/2026 "])
def test_la_fecha_se_escribe_de_dos_maneras(escrita):
    assert FechaCampo().clean(escrita) == date(2026, 12, 31)


@pytest.mark.parametrize("mala", ["31/02/2026", "12/31/2026", "mañana", "31-12-26", "2026-13-01"])
def test_una_fecha_que_no_existe_se_explica(mala):
    assert error_de(FechaCampo(), mala) == "Escriba una fecha que exista, como 31/12/2026."


def test_la_fecha_tiene_un_rango_cuerdo_y_limites_propios():
    assert error_de(FechaCampo(), "0206-01-01") == "No puede ser antes del 01/01/1900."
    assert error_de(FechaCampo(), "01/01/2101") == "No puede ser después del 31/12/2100."
    no_futura = FechaCampo(maxima=lambda: date(2026, 11, 24))
    assert no_futura.clean("24/11/2026") == date(2026, 11, 24)
    assert error_de(no_futura, "25/11/2026") == "No puede ser después del 24/11/2026."


def test_la_fecha_se_muestra_en_el_selector_del_navegador():
    html = FechaCampo().widget.render("fecha", date(2026, 1, 5))
    assert 'type="date"' in html
    assert 'value="2026-01-05"' in html


@pytest.mark.parametrize(
    "escrita",
    ["2026-12-31T23:30", "31/12/2026 23:30", "2026-12-31 23:30:00", ["2026-12-31", "23:30"],
     ["31/12/2026", " 23:30 "]],
)  # fmt: skip
def test_la_hora_escrita_es_la_de_bogota(escrita, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert FechaHoraCampo().clean(escrita) == datetime(2027, 1, 1, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "mala", ["2026-12-31", ["2026-12-31", ""], ["", "10:00"], "31/12/2026 25:00"]
)
def test_fecha_sin_hora_o_con_hora_imposible_se_explica(mala):
    assert "una hora que existan" in error_de(FechaHoraCampo(), mala)


def test_el_momento_se_limita_por_su_dia_en_bogota():
    campo = FechaHoraCampo(maxima=date(2026, 12, 31))
    assert campo.clean("2026-12-31T23:59").date() == date(2026, 12, 31)
    assert error_de(campo, "2027-01-01T00:00") == "No puede ser después del 31/12/2026."


@pytest.mark.parametrize(
    ("escrita", "valor"),
    [("2,5", "2.5"), ("2.5", "2.5"), ("0,125", "0.125"), ("0.125", "0.125"), ("1.234,5", "1234.5"),
     ("3", "3"), ("2,5000", "2.5"), ("1234", "1234")],
)  # fmt: skip
def test_la_cantidad_acepta_coma_o_punto(escrita, valor):
    limpia = CantidadCampo().clean(escrita)
    assert limpia == Decimal(valor)
    assert limpia.as_tuple().exponent == -3


def test_la_cantidad_dudosa_se_pregunta():
    assert error_de(CantidadCampo(), "1.234") == "¿Es 1234 o 1,234? Escríbalo así."


def test_la_cantidad_tiene_limites():
    assert error_de(CantidadCampo(), "0") == "La cantidad debe ser mayor que cero."
    assert error_de(CantidadCampo(), "1,2345") == "Use máximo 3 decimales."
    assert error_de(CantidadCampo(maximo=Decimal(10)), "10,5") == "El máximo es 10."
    assert error_de(CantidadCampo(), "-2") == "Escriba una cantidad. Ejemplo: 2,5"
    assert CantidadCampo().prepare_value(Decimal("2.500")) == "2,5"
    assert CantidadCampo().prepare_value(Decimal("20")) == "20"


def test_un_formulario_rechazado_devuelve_lo_tecleado_y_no_deja_nada():
    formulario = Formulario(
        {"nombre": "x" * 30, "valor": "cero", "cuando_0": "2026-12-31", "cuando_1": ""}
    )
    assert set(formulario.errors) == {"nombre", "valor", "cuando"}
    html = formulario.as_div()
    assert "x" * 30 in html
    assert 'value="cero"' in html
    assert 'aria-invalid="true"' in html


def test_un_momento_guardado_se_edita_en_dos_casillas_sin_cambiar():
    guardado = datetime(2027, 1, 1, 4, 30, tzinfo=UTC)
    html = str(Formulario(initial={"cuando": guardado})["cuando"])
    assert 'value="2026-12-31"' in html
    assert 'value="23:30"' in html
    assert not FechaHoraCampo().has_changed(guardado.astimezone(BOGOTA), "2026-12-31T23:30")
