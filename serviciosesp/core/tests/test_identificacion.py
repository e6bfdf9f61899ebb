import pytest
from hypothesis import given
from hypothesis import strategies as st

from serviciosesp.core.identificacion import (
    TIPOS_DOCUMENTO,
    DatoInvalido,
    advertencia_documento,
    correo,
    formatear_documento,
    formatear_telefono,
    nit,
    normalizar_documento,
    telefono,
)

_PESOS_DV = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]


def digito(numero):
    s = sum(int(d) * w for d, w in zip(reversed(numero), _PESOS_DV, strict=False)) % 11
    return str(s if s < 2 else 11 - s)


@pytest.mark.parametrize(
    "valido",
    ["892000265-1", "800082204-9", "800126880-9", "890700906-0", "800250984-6", "860069804-2",
     "900373923-8", "213123432-1", "899999318-6"],
)  # fmt: skip
def test_los_nit_conocidos_pasan(valido):
    assert normalizar_documento("NIT", valido) == valido
    assert "-".join(nit(valido)) == valido


@given(st.from_regex(r"[1-9][0-9]{5,9}", fullmatch=True), st.sampled_from("0123456789"))
def test_un_nit_pasa_solo_con_su_digito(numero, dv):
    escrito = f" {formatear_documento('NIT', f'{numero}-{dv}')} "
    if dv == digito(numero):
        assert nit(escrito) == (numero, dv)
    else:
        with pytest.raises(DatoInvalido) as error:
            nit(escrito)
        assert error.value.codigo == "NIT_DV"


@pytest.mark.parametrize(
    "escrito", ["990.138.935-7", "990138935 - 7", "990 138 935-7", "9901389357"]
)
def test_puntos_y_espacios_del_nit_se_toleran(escrito):
    assert nit(escrito) == ("990138935", "7")


def test_a_un_nit_sin_digito_se_le_sugiere():
    with pytest.raises(DatoInvalido, match="¿Es 900373923-8?") as error:
        normalizar_documento("NIT", "900.373.923")
    assert error.value.sugerido == "900373923-8"


@pytest.mark.parametrize(
    ("tipo", "numero", "codigo"),
    [
        ("NIT", "900123818-2", "NIT_DV"),
        ("NIT", "213123432-5", "NIT_DV"),
        ("NIT", "99O.123.457-1", "NIT_FORMATO"),
        ("NIT", "-8", "NIT_FORMATO"),
        ("NIT", "", "DOC_VACIO"),
        ("CC", "19A45678", "DOC_FORMATO"),
        ("CC", "0012345678", "DOC_FORMATO"),
        ("CC", "19000000001", "DOC_FORMATO"),
        ("CC", "12", "DOC_FORMATO"),
        ("CC", " . ", "DOC_VACIO"),
        ("CC", "١٢٣٤٥٦", "DOC_FORMATO"),
        ("CC", "1\u00002345678", "CONTROL"),
        ("TI", "123456789", "DOC_FORMATO"),
        ("NUIP", "12345678901", "DOC_FORMATO"),
        ("PEP", "123", "DOC_FORMATO"),
        ("PA", "AB", "DOC_FORMATO"),
        ("XX", "123456", "TIPO_DOC_DESCONOCIDO"),
        ("", "123456", "TIPO_DOC_DESCONOCIDO"),
    ],
)
def test_un_documento_malo_se_rechaza_con_su_causa(tipo, numero, codigo):
    with pytest.raises(DatoInvalido) as error:
        normalizar_documento(tipo, numero)
    assert error.value.codigo == codigo
    assert str(error.value).endswith((".", "?", "8"))


@pytest.mark.parametrize(
    ("tipo", "escrito", "guardado"),
    [
        ("CC", "1.975.755.723", "1975755723"),
        ("CC", "79 123-456", "79123456"),
        ("CC", "123", "123"),
        ("CE", "411644", "411644"),
        ("TI", "1 907 668 705", "1907668705"),
        ("PPT", "8319484", "8319484"),
        ("PA", "bz 810754", "BZ810754"),
        ("PEP", "123456789012345", "123456789012345"),
        ("NUIP", "1019123456", "1019123456"),
    ],
)
def test_los_documentos_se_guardan_sin_separadores(tipo, escrito, guardado):
    assert normalizar_documento(tipo, escrito) == guardado
    assert normalizar_documento(tipo, formatear_documento(tipo, guardado)) == guardado


def test_toda_clase_de_documento_de_la_lista_se_sabe_leer():
    for tipo, _nombre in TIPOS_DOCUMENTO:
        with pytest.raises(DatoInvalido) as error:
            normalizar_documento(tipo, "  ")
        assert error.value.codigo == "DOC_VACIO"


def test_una_cedula_corta_se_advierte_y_no_se_rechaza():
    assert normalizar_documento("CC", "4567") == "4567"
    assert advertencia_documento("CC", "4567")
    assert advertencia_documento("CC", "79123456") == ""


def test_los_numeros_se_leen_con_puntos():
    assert formatear_documento("CC", "1975755723") == "1.975.755.723"
    assert formatear_documento("NIT", "900373923-8") == "900.373.923-8"
    assert formatear_documento("PA", "BZ810754") == "BZ810754"
    assert formatear_telefono("3105528840") == "310 552 8840"


@pytest.mark.parametrize(
    ("escrito", "guardado"),
    [
        ("3012345678", "3012345678"),
        ("6015953888", "6015953888"),
        ("+57 321 000 4063", "3210004063"),
        ("57 3210004063", "3210004063"),
        ("0057 6015557789", "6015557789"),
        ("(601) 555-7471", "6015557471"),
        ("304.000.7375", "3040007375"),
        ("(317) 000–9703", "3170009703"),
    ],
)
def test_los_telefonos_quedan_en_diez_digitos(escrito, guardado):
    assert telefono(escrito) == guardado


def test_a_un_fijo_de_siete_digitos_se_le_sugiere_el_601():
    with pytest.raises(DatoInvalido, match="6015953888") as error:
        telefono("595 3888")
    assert (error.value.codigo, error.value.sugerido) == ("TELEFONO_7_DIGITOS", "6015953888")


@pytest.mark.parametrize(
    "malo",
    ["6095953888", "6035953888", "4012345678", "300000123", "30000012345", "+1 3012345678", "",
     "301234567a", "301 234 5678 ext 4", "３０１２３４５６７８"],
)  # fmt: skip
def test_un_telefono_que_no_existe_se_rechaza(malo):
    with pytest.raises(DatoInvalido) as error:
        telefono(malo)
    assert error.value.codigo == "TELEFONO_MALO"


def test_el_dominio_del_correo_va_en_minuscula():
    assert correo(" Ana.Perez@Example.COM ") == "Ana.Perez@example.com"


@pytest.mark.parametrize(
    "malo",
    ["", "a@@example.com", "sin.arroba.example.com", "a@b", "x@example.com\r\nBcc: y@example.com",
     "x@exa\nmple.com", "ana nino@example.com", "a\x00@example.com", "a\x1b@example.com",
     "a\ud800@example.com", "\u202ea@example.com", "a@example.com,b@example.com",
     "<a@example.com>", "a" * 300 + "@example.com", "javascript:alert(1)"],
)  # fmt: skip
def test_un_correo_malo_o_con_caracteres_de_control_se_rechaza(malo):
    with pytest.raises(DatoInvalido):
        correo(malo)


@given(st.text(max_size=40))
def test_nada_de_lo_que_se_escriba_rompe_la_lectura(texto):
    for leer in (telefono, correo, nit, *(_lector(tipo) for tipo, _ in TIPOS_DOCUMENTO)):
        try:
            leido = leer(texto)
        except DatoInvalido as error:
            assert str(error)
        else:
            assert "".join(leido).isascii()


def _lector(tipo):
    return lambda texto: normalizar_documento(tipo, texto)
