import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serviciosesp.core.texto import DatoInvalido, limpiar, limpiar_parrafo, palabras, sin_tildes


@pytest.mark.parametrize(
    ("escrito", "guardado"),
    [
        ("  José \t María ", "José María"),
        ("n\u0303an\u0303ez", "ñañez"),
        ("Ana\u00a0Niño\u3000Li", "Ana Niño Li"),
        ("línea1\r\nlínea2\u2029fin", "línea1 línea2 fin"),
        ("\ufeffAna\u200b Ma\u00adría\u200f", "Ana María"),
        ("a\u200b\u0301", "á"),
        ("\u200dAna\u200c", "Ana"),
        ("👩\u200d🔧 plomera", "👩\u200d🔧 plomera"),
        ("\u2060 \u200b", ""),
        ("'; DROP TABLE x;-- <b>", "'; DROP TABLE x;-- <b>"),
        ("王小明 محمد", "王小明 محمد"),
    ],
)
def test_el_texto_se_guarda_visible_y_en_una_sola_forma(escrito, guardado):
    assert limpiar(escrito) == guardado


@pytest.mark.parametrize(
    ("escrito", "codigo"),
    [
        ("Ana\x00Niño", "CONTROL"),
        ("\x1b[31mrojo", "CONTROL"),
        ("a\x0bb\x0cc", "CONTROL"),
        ("\x7f", "CONTROL"),
        ("\x85", "CONTROL"),
        ("Ana \u202egnp.exe", "BIDI"),
        ("\u2067abc\u2069", "BIDI"),
        ("\ud800", "ILEGIBLE"),
        ("Ana\udfff", "ILEGIBLE"),
        ("\uffff", "ILEGIBLE"),
        ("\U0010ffff", "ILEGIBLE"),
        ("a" + "\u0301" * 9, "MARCAS"),
    ],
)
def test_lo_que_confunde_o_no_se_puede_guardar_se_rechaza_con_una_frase(escrito, codigo):
    for leer in (limpiar, limpiar_parrafo):
        with pytest.raises(DatoInvalido) as error:
            leer(escrito)
        assert error.value.codigo == codigo
        assert str(error.value).endswith("de nuevo.")


def test_el_parrafo_conserva_los_renglones():
    assert limpiar_parrafo("\r\n Uno \r\n\r\n\n\n dos\ttres\r") == "Uno\n\ndos tres"
    assert limpiar_parrafo(" \n\t\n ") == ""


@given(st.text())
def test_limpiar_dos_veces_es_limpiar_una(texto):
    for leer in (limpiar, limpiar_parrafo):
        try:
            limpio = leer(texto)
        except DatoInvalido:
            continue
        assert leer(limpio) == limpio
        assert unicodedata.is_normalized("NFC", limpio)
        assert limpio == limpio.strip()
        limpio.encode("utf-8")
        assert not any(unicodedata.category(c) == "Cc" for c in limpio.replace("\n", ""))


@pytest.mark.parametrize(
    ("escrito", "buscado"),
    [
        ("Ñáñez-Güiza", "nanez-guiza"),
        ("İSTANBUL", "istanbul"),
        ("straße", "strasse"),
        ("Łukasiewicz", "lukasiewicz"),
        ("ﬁnca", "finca"),
        ("Nº 5", "no 5"),
        ("𝕬𝖓𝖆", "ana"),
    ],
)
def test_para_buscar_sobran_tildes_y_mayusculas(escrito, buscado):
    assert sin_tildes(escrito) == buscado


@given(st.text())
def test_quitar_tildes_dos_veces_es_quitarlas_una(texto):
    plano = sin_tildes(texto)
    assert sin_tildes(plano) == plano
    assert sin_tildes(texto.upper()) == sin_tildes(texto.upper().lower())


def test_las_palabras_de_busqueda_unen_lo_que_se_dicta_junto():
    assert palabras("O'Byrne, D’Achiardi") == ["obyrne", "dachiardi"]
    assert palabras("CC 79.123.456") == ["cc", "79123456"]
    assert palabras("S-2026-00418") == ["s", "2026", "00418"]
    assert palabras("  👩‍🔧 ,;_ ") == []
