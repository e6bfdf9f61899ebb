"""The words by which the counter finds a place: as they are kept and as they are asked for.

Every word is lower case without accents, [a-z0-9] for what is written in Spanish. A number of one
to three digits carries an "n" ("15" is kept as "n15"): it is found among addresses only, never at
the start of the thousands of documents that begin with the same figures. The whole address is kept
in one word too ("krn15n4n38"), so that the very place asked for is always among the answers.
"""

import re

from serviciosesp.core import direcciones, texto

MAXIMO = 8
"""Words of a question that are looked at."""

_NUMERO_CORTO = re.compile(r"[0-9]{1,3}(?![0-9])")
_PLIEGUES = [(re.compile(patron), por) for patron, por in (
    (r"g(?=[ei])", "j"), (r"gu(?=[ei])", "g"), (r"qu(?=[ei])|q|c(?![ehi])|c(?=h)", "k"),
    (r"c(?=[ei])|z", "s"), (r"ll", "y"), (r"v", "b"), (r"h", ""), (r"(.)\1+", r"\1"),
)]  # fmt: skip
_DUDOSAS = re.compile(r"(?<=..)(?:[cglq]|[gq]u)$")
"""What may still change its sound with the next letter."""


def de_texto(frase):
    """Words of a name or a barrio."""
    return [_numerada(p) for p in texto.palabras(frase)]


def de_direccion(frase):
    """Words of an address or of a piece of it: "cra 15 4" → ["kr", "n15", "n4"]."""
    return [_numerada(p) for p in direcciones.tokens(frase)]


def _numerada(palabra):
    return f"n{palabra}" if _NUMERO_CORTO.match(palabra) else palabra


def plegar(palabra):
    """As it sounds in Colombia: "garzon" and "garson", "jimenez" and "gimenes" become the same."""
    if len(palabra) < 3 or not palabra.isalpha():
        return palabra
    for patron, por in _PLIEGUES:
        palabra = patron.sub(por, palabra)
    return palabra


def del_predio(predio):
    """The set of words kept for a place: its address, its holder and its numbers."""
    titular, matricula = predio.titular, (predio.matricula or "").lower()
    nombres = de_texto(f"{titular.nombre} {predio.barrio}")
    numeros = [matricula.replace("-", ""), *(p for p in matricula.split("-") if len(p) > 3),
               titular.documento.replace("-", ""), titular.telefono]  # fmt: skip
    direccion = de_direccion(predio.direccion)
    todas = {*nombres, *map(plegar, nombres), *direccion, "".join(direccion), *numeros}
    return {p.lower()[:40] for p in todas if p}


def lecturas(pregunta):
    """The ways in which a question can be read, the likeliest first: lists of words."""
    frases = de_texto(pregunta)
    direccion = de_direccion(pregunta)
    posibles = [direccion, frases, _corrida(pregunta)]
    if len(direccion) > 2:
        posibles.insert(0, ["".join(direccion)])
    if frases:
        posibles.append([*map(plegar, frases[:-1]), plegar(_DUDOSAS.sub("", frases[-1]))])
    unicas = dict.fromkeys(
        tuple(p.lower()[:40] for p in lectura[:MAXIMO] if p) for lectura in posibles
    )
    return [lectura for lectura in unicas if any(len(p) > 1 for p in lectura)]


def _corrida(pregunta):
    """A document, a telephone or a matrícula written with spaces, dots or dashes."""
    corrida = re.sub(r"[\s.,()-]", "", pregunta)
    corrida = re.sub(r"^\+?57(?=[0-9]{10}$)", "", corrida)
    return [corrida] if re.fullmatch(r"[0-9]{4,}", corrida) else []


def exige_entera(palabra, ultima):
    """Whether a word is matched whole, and not by its beginning: short ones, unless being typed."""
    return palabra != ultima and (len(palabra) < 3 or bool(re.match(r"n[0-9]", palabra)))
