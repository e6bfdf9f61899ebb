"""Money in whole Colombian pesos: an `int` everywhere, formatted and read here."""

import re
from decimal import ROUND_HALF_UP, Decimal

from .texto import DatoInvalido

MAXIMO = 999_999_999_999
_NBSP = "\u00a0"
_ESCRITO = re.compile(r"([-−]?)\$?(?:([0-9]+)|([0-9]{1,3}(?:\.[0-9]{3})+))(?:,0{1,2})?")

_HASTA_29 = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_DECENAS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_CENTENAS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos"
).split()


def pesos(n: int) -> str:
    """1234567 → "$ 1.234.567" (no-break space); −5000 → "-$ 5.000"."""
    signo = "-" if n < 0 else ""
    return f"{signo}${_NBSP}{miles(abs(n))}"


def miles(n: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{n:,}".replace(",", ".")


def leer_pesos(texto: str) -> int:
    """Reads "$ 1.234.567", "1234567" or "1.234.567,00". Raises DatoInvalido (a ValueError)."""
    escrito = _ESCRITO.fullmatch(re.sub(r"\s", "", texto))
    if not escrito:
        raise DatoInvalido("Escriba el valor en pesos, sin centavos. Ejemplo: 1.234.567", "PESOS")
    signo, corrido, agrupado = escrito.groups()
    cifras = (corrido or agrupado.replace(".", "")).lstrip("0") or "0"
    if len(cifras) > len(str(MAXIMO)):
        raise DatoInvalido(f"El valor no puede pasar de {pesos(MAXIMO)}.", "PESOS_MAXIMO")
    return -int(cifras) if signo else int(cifras)


def redondear(valor: Decimal) -> int:
    """To the peso, half up (away from zero when negative, so a credit mirrors its charge)."""
    return int(valor.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def iva(base: int, porcentaje: Decimal) -> int:
    """Tax in pesos on `base` pesos; `porcentaje` is 19 for 19 %."""
    return redondear(base * porcentaje / 100)


def en_letras(n: int) -> str:
    """485520 → "cuatrocientos ochenta y cinco mil quinientos veinte pesos".

    ValueError outside 0…999.999.999.999.
    """
    if not 0 <= n <= MAXIMO:
        raise ValueError(f"Solo se escriben en letras valores de 0 a {miles(MAXIMO)}.")
    if n == 1:
        return "un peso"
    de = " de" if n and n % 1_000_000 == 0 else ""
    return f"{_apocopado(n)}{de} pesos"


def _apocopado(n: int) -> str:
    """Cardinal before a masculine noun: "un", "veintiún", "treinta y un"."""
    millones, resto = divmod(n, 1_000_000)
    partes = []
    if millones:
        partes.append("un millón" if millones == 1 else f"{_hasta_un_millon(millones)} millones")
    if resto or not millones:
        partes.append(_hasta_un_millon(resto))
    return " ".join(partes)


def _hasta_un_millon(n: int) -> str:
    grupo, resto = divmod(n, 1000)
    partes = []
    if grupo:
        partes.append("mil" if grupo == 1 else f"{_hasta_mil(grupo)} mil")
    if resto or not grupo:
        partes.append(_hasta_mil(resto))
    return " ".join(partes)


def _hasta_mil(n: int) -> str:
    if n == 100:
        return "cien"
    centenas, resto = divmod(n, 100)
    partes = [_CENTENAS[centenas - 1]] if centenas else []
    if resto or not centenas:
        partes.append(_hasta_cien(resto))
    return " ".join(partes)


def _hasta_cien(n: int) -> str:
    if n in (1, 21):
        return "un" if n == 1 else "veintiún"
    if n < 30:
        return _HASTA_29[n]
    decena, unidad = divmod(n, 10)
    nombre = _DECENAS[decena - 3]
    return f"{nombre} y {_hasta_cien(unidad)}" if unidad else nombre
