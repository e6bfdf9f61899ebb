"""Who someone is and how to reach them: documents, telephones and e-mail (reglas §6).

Each function returns the value to store, or raises DatoInvalido with a sentence for the person.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from stdnum.co import nit as stdnum_nit

from .texto import DatoInvalido, limpiar

__all__ = [
    "TIPOS_DOCUMENTO",
    "DatoInvalido",
    "advertencia_documento",
    "correo",
    "formatear_documento",
    "formatear_telefono",
    "nit",
    "normalizar_documento",
    "telefono",
]

TIPOS_DOCUMENTO = [
    ("CC", "Cédula de ciudadanía"),
    ("NIT", "NIT"),
    ("CE", "Cédula de extranjería"),
    ("TI", "Tarjeta de identidad"),
    ("PPT", "Permiso por protección temporal"),
    ("PA", "Pasaporte"),
    ("NUIP", "NUIP"),
    ("PEP", "Permiso especial de permanencia"),
]

_CEDULA = (r"[1-9][0-9]{2,9}", "La cédula lleva de 3 a 10 dígitos y no empieza por cero.")
_FORMAS = {
    "CC": _CEDULA,
    "CE": _CEDULA,
    "TI": (r"[0-9]{10,11}", "La tarjeta de identidad lleva 10 u 11 dígitos."),
    "NUIP": (r"[0-9]{10}", "El NUIP lleva 10 dígitos."),
    "PPT": (r"[0-9A-Z]{5,15}", "El permiso lleva de 5 a 15 letras o números."),
    "PEP": (r"[0-9]{15}", "El permiso especial lleva 15 dígitos."),
    "PA": (r"[0-9A-Z]{5,16}", "El pasaporte lleva de 5 a 16 letras o números."),
}
_NIT = re.compile(r"([1-9][0-9]{5,14})-([0-9])")
_NIT_CORRIDO = re.compile(r"([89][0-9]{8})([0-9])")  # companies: nine digits and the check digit
_TELEFONO = re.compile(r"3[0-9]{9}|60[124-8][0-9]{7}")
_validar_correo = EmailValidator()
_LARGO_CORREO = 254


def normalizar_documento(tipo: str, numero: str) -> str:
    """Digits (letters too in PPT and PA) without separators; a NIT as "900373923-8"."""
    if tipo == "NIT":
        return "-".join(nit(numero))
    if tipo not in _FORMAS:
        raise DatoInvalido("El tipo de documento no está en la lista.", "TIPO_DOC_DESCONOCIDO")
    compacto = re.sub(r"[.,\-\s]", "", limpiar(numero)).upper()
    if not compacto:
        raise DatoInvalido("Falta el número de documento.", "DOC_VACIO")
    patron, mensaje = _FORMAS[tipo]
    if not re.fullmatch(patron, compacto):
        raise DatoInvalido(mensaje, "DOC_FORMATO")
    return compacto


def nit(texto: str) -> tuple[str, str]:
    """("900373923", "8") from "900.373.923-8". The check digit is required and verified."""
    compacto = re.sub(r"[.,\s]", "", limpiar(texto)).replace("–", "-")
    if not compacto:
        raise DatoInvalido("Falta el número de documento.", "DOC_VACIO")
    partes = _NIT.fullmatch(compacto) or _NIT_CORRIDO.fullmatch(compacto)
    if not partes:
        raise _nit_mal_escrito(compacto)
    numero, dv = partes.groups()
    if stdnum_nit.calc_check_digit(numero) != dv:
        raise DatoInvalido("El dígito de verificación del NIT no corresponde.", "NIT_DV")
    return numero, dv


def _nit_mal_escrito(compacto: str) -> DatoInvalido:
    if not re.fullmatch(r"[1-9][0-9]{5,14}", compacto):
        return DatoInvalido(
            "El NIT solo lleva números y su dígito de verificación. Ejemplo: 900373923-8",
            "NIT_FORMATO",
        )
    sugerido = f"{compacto}-{stdnum_nit.calc_check_digit(compacto)}"
    return DatoInvalido(
        f"Falta el dígito de verificación del NIT. ¿Es {sugerido}?", "NIT_SIN_DV", sugerido
    )


def advertencia_documento(tipo: str, numero: str) -> str:
    """A sentence when a valid number is unusual and should be confirmed; "" otherwise."""
    if tipo == "CC" and len(numero) < 6:
        return "Cédula de menos de 6 dígitos: conviene confirmarla."
    return ""


def formatear_documento(tipo: str, numero: str) -> str:
    """Stored number → reading form: "79.123.456", "900.373.923-8"; others unchanged."""
    if tipo == "NIT" and "-" in numero:
        cifras, dv = numero.split("-")
        return f"{_con_puntos(cifras)}-{dv}"
    return _con_puntos(numero) if tipo in {"CC", "CE", "TI", "NUIP"} else numero


def _con_puntos(cifras: str) -> str:
    return re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", ".", cifras)


def telefono(texto: str) -> str:
    """Ten digits, 3… or 60…; accepts +57, spaces, dashes, dots and brackets."""
    compacto = re.sub(r"[\s().\-–]", "", limpiar(texto))
    numero = re.sub(r"^(?:\+|00)?57(?=[0-9]{10}$)", "", compacto)
    if _TELEFONO.fullmatch(numero):
        return numero
    if re.fullmatch(r"[0-9]{7}", numero):
        raise DatoInvalido(
            f"Los fijos llevan 10 dígitos. ¿Es 601{numero}?", "TELEFONO_7_DIGITOS", f"601{numero}"
        )
    raise DatoInvalido(
        "Escriba un teléfono de 10 dígitos: celular (3…) o fijo con indicativo (601…).",
        "TELEFONO_MALO",
    )


def formatear_telefono(numero: str) -> str:
    """Stored number → reading form: "310 552 8840"; anything else unchanged."""
    return re.sub(r"^([0-9]{3})([0-9]{3})([0-9]{4})$", r"\1 \2 \3", numero)


def correo(texto: str) -> str:
    """One e-mail address with its domain in lower case. Control characters are refused."""
    if re.search(r"[\r\n]", texto.strip()):
        raise DatoInvalido("El correo va en una sola línea.", "CORREO_MALO")
    direccion = limpiar(texto)
    if len(direccion) > _LARGO_CORREO:
        raise DatoInvalido(f"El correo tiene más de {_LARGO_CORREO} caracteres.", "CORREO_MALO")
    try:
        _validar_correo(direccion)
    except ValidationError as error:
        mensaje = "El correo no es válido. Ejemplo: nombre@example.com"
        raise DatoInvalido(mensaje, "CORREO_MALO") from error
    usuario, dominio = direccion.rsplit("@", 1)
    return f"{usuario}@{dominio.lower()}"
