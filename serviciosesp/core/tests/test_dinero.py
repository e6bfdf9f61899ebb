from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from serviciosesp.core.dinero import MAXIMO, en_letras, iva, leer_pesos, pesos, redondear

_VALOR = {
    palabra: valor
    for valor, palabras in {
        0: "cero", 1: "un", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete",
        8: "ocho", 9: "nueve", 10: "diez", 11: "once", 12: "doce", 13: "trece", 14: "catorce",
        15: "quince", 16: "dieciséis", 17: "diecisiete", 18: "dieciocho", 19: "diecinueve",
        20: "veinte", 21: "veintiún", 22: "veintidós", 23: "veintitrés", 24: "veinticuatro",
        25: "veinticinco", 26: "veintiséis", 27: "veintisiete", 28: "veintiocho",
        29: "veintinueve", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta",
        70: "setenta", 80: "ochenta", 90: "noventa", 100: "cien ciento", 200: "doscientos",
        300: "trescientos", 400: "cuatrocientos", 500: "quinientos", 600: "seiscientos",
        700: "setecientos", 800: "ochocientos", 900: "novecientos",
    }.items()
    for palabra in palabras.split()
}  # fmt: skip


def leer_letras(texto):
    """The reader's side: adds the words up, from left to right."""
    millones = miles = suelto = 0
    for palabra in texto.removesuffix("pesos").removesuffix("peso").split():
        if palabra in ("millón", "millones"):
            millones, miles, suelto = miles + suelto, 0, 0
        elif palabra == "mil":
            miles, suelto = (suelto or 1) * 1000, 0
        elif palabra not in ("y", "de"):
            suelto += _VALOR[palabra]
    return millones * 1_000_000 + miles + suelto


@pytest.mark.parametrize(
    ("n", "texto"),
    [
        (0, "cero pesos"),
        (1, "un peso"),
        (2, "dos pesos"),
        (21, "veintiún pesos"),
        (31, "treinta y un pesos"),
        (100, "cien pesos"),
        (101, "ciento un pesos"),
        (1_000, "mil pesos"),
        (1_001, "mil un pesos"),
        (21_000, "veintiún mil pesos"),
        (100_000, "cien mil pesos"),
        (485_520, "cuatrocientos ochenta y cinco mil quinientos veinte pesos"),
        (999_999, "novecientos noventa y nueve mil novecientos noventa y nueve pesos"),
        (1_000_000, "un millón de pesos"),
        (1_000_001, "un millón un pesos"),
        (1_500_000, "un millón quinientos mil pesos"),
        (21_000_000, "veintiún millones de pesos"),
        (31_001_000, "treinta y un millones mil pesos"),
        (1_000_000_000, "mil millones de pesos"),
        (1_001_000_000, "mil un millones de pesos"),
        (100_000_016, "cien millones dieciséis pesos"),
    ],
)
def test_los_valores_se_escriben_en_letras(n, texto):
    assert en_letras(n) == texto


@given(st.one_of(st.integers(0, MAXIMO), st.integers(0, 3000)))
@example(MAXIMO)
def test_las_letras_se_leen_de_vuelta_como_el_mismo_valor(n):
    assert leer_letras(en_letras(n)) == n


@pytest.mark.parametrize("n", [-1, MAXIMO + 1])
def test_no_hay_letras_fuera_de_rango(n):
    with pytest.raises(ValueError, match=r"de 0 a 999\.999\.999\.999"):
        en_letras(n)


@pytest.mark.parametrize(
    ("n", "texto"), [(1234567, "$ 1.234.567"), (0, "$ 0"), (-5000, "-$ 5.000"), (999, "$ 999")]
)
def test_los_pesos_se_escriben_con_punto_y_espacio_que_no_se_parte(n, texto):
    assert pesos(n) == texto.replace(" ", "\u00a0")


@given(st.integers(-MAXIMO, MAXIMO))
def test_lo_escrito_se_vuelve_a_leer(n):
    assert leer_pesos(pesos(n)) == n
    assert leer_pesos(str(n)) == n


@pytest.mark.parametrize(
    ("texto", "n"),
    [("$ 1.234.567", 1234567), ("1234567", 1234567), (" $85.520,00 ", 85520), ("007", 7)],
)
def test_se_leen_las_formas_corrientes(texto, n):
    assert leer_pesos(texto) == n


@pytest.mark.parametrize(
    "texto",
    ["", "$", "mil", "1,234,567", "12.34", "1.2345", "1.234,50", "1.234.56", "1e9", "１２３",
     "--5", "$ 1.234.567 COP", "٣", "1/2", "Infinity", "\x00", "\ud800"],
)  # fmt: skip
def test_lo_que_no_es_un_valor_en_pesos_se_rechaza_con_una_frase(texto):
    with pytest.raises(ValueError, match="sin centavos"):
        leer_pesos(texto)


def test_un_valor_descomunal_se_rechaza_sin_calcularlo():
    with pytest.raises(ValueError, match=r"no puede pasar de \$\s999"):
        leer_pesos("9" * 6400)


@pytest.mark.parametrize(
    ("valor", "esperado"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2), ("-2.5", -3), ("77519.5000", 77520)],
)
def test_medio_peso_sube(valor, esperado):
    assert redondear(Decimal(valor)) == esperado


def test_el_iva_se_redondea_al_peso():
    assert iva(408_000, Decimal(19)) == 77_520
    assert iva(50, Decimal(19)) == 10
    assert iva(50, Decimal("5")) == 3
    assert iva(1_000_000, Decimal(0)) == 0


@given(st.integers(0, MAXIMO), st.decimals(0, 100, places=2))
def test_el_iva_nunca_se_aparta_mas_de_medio_peso(base, porcentaje):
    exacto = base * porcentaje / 100
    assert abs(iva(base, porcentaje) - exacto) <= Decimal("0.5")
