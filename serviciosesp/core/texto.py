"""Text as it is stored and as it is searched.

Everything typed by a person passes through `limpiar` (one line) or `limpiar_parrafo` (several)
before it is kept; `sin_tildes` and `palabras` give the form used to look for it (reglas §6).
"""

import re
import unicodedata

_SEPARADORES = re.compile(r"[\t\r\n\u2028\u2029]+")
_BLANCOS = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_ILEGIBLE = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ENLACES = "\u200c\u200d"  # joiners: emoji and some scripts need them inside a word
_ENTRE_MILES = re.compile(r"(?<=[0-9])\.(?=[0-9]{3}(?![0-9]))")
_APOSTROFOS = re.compile(r"['’ʼ`´]")
_SIN_DESCOMPOSICION = str.maketrans("łøđıæœ", "lodiao")
_MARCAS_SEGUIDAS = 3


class DatoInvalido(ValueError):
    """Refused input. `str()` is the Spanish sentence for the person who typed it.

    `codigo` names the cause for programs; `sugerido` is the value probably meant, or "".
    """

    def __init__(self, mensaje: str, codigo: str = "DATO_INVALIDO", sugerido: str = ""):
        super().__init__(mensaje)
        self.codigo = codigo
        self.sugerido = sugerido


def limpiar(texto: str) -> str:
    """One line, NFC, single spaces, no invisible characters. Raises DatoInvalido."""
    sin_saltos = _SEPARADORES.sub(" ", texto)
    _rechazar_peligrosos(sin_saltos)
    visible = unicodedata.normalize("NFC", _quitar_invisibles(sin_saltos))
    _rechazar_marcas(visible)
    return _BLANCOS.sub(" ", visible).strip(" " + _ENLACES)


def limpiar_parrafo(texto: str) -> str:
    """As `limpiar`, line by line; never more than one empty line together."""
    lineas = re.split(r"\r\n|[\r\n\u2028\u2029]", texto)
    unido = "\n".join(limpiar(linea) for linea in lineas)
    return re.sub(r"\n{3,}", "\n\n", unido).strip("\n")


def _rechazar_peligrosos(texto: str) -> None:
    if _CONTROL.search(texto):
        raise DatoInvalido(
            "El texto trae caracteres de control que no se ven. Escríbalo de nuevo.", "CONTROL"
        )
    if _BIDI.search(texto):
        raise DatoInvalido(
            "El texto trae caracteres que cambian el orden de lectura. Escríbalo de nuevo.", "BIDI"
        )
    if _ILEGIBLE.search(texto) or any(ord(c) & 0xFFFE == 0xFFFE for c in texto):
        raise DatoInvalido(
            "El texto trae caracteres que no se pueden guardar. Escríbalo de nuevo.", "ILEGIBLE"
        )


def _rechazar_marcas(texto: str) -> None:
    """Refuses letters buried under marks: they break the layout of screens and forms."""
    seguidas = 0
    for caracter in texto:
        seguidas = seguidas + 1 if unicodedata.combining(caracter) else 0
        if seguidas > _MARCAS_SEGUIDAS:
            raise DatoInvalido("Hay letras con demasiados acentos. Escríbalas de nuevo.", "MARCAS")


def _quitar_invisibles(texto: str) -> str:
    return "".join(c for c in texto if c in _ENLACES or unicodedata.category(c) != "Cf")


def sin_tildes(texto: str) -> str:
    """Search form: lower case, no accents (ñ → n), compatibility letters unfolded."""
    plegado = unicodedata.normalize("NFKD", texto).casefold()
    letras = unicodedata.normalize("NFKD", plegado).translate(_SIN_DESCOMPOSICION)
    return "".join(c for c in letras if unicodedata.category(c) not in {"Mn", "Mc", "Me", "Cf"})


def palabras(texto: str) -> list[str]:
    """Search tokens, in order: "O'Byrne, 79.123.456" → ["obyrne", "79123456"]."""
    unido = _APOSTROFOS.sub("", _ENTRE_MILES.sub("", texto))
    return re.findall(r"[^\W_]+", sin_tildes(unido))
