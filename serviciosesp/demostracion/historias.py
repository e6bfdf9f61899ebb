"""The ordinary cases: each service of the portfolio, at rest in every state it passes through."""

from functools import partial

from serviciosesp.semilla import PORTAFOLIO

from .caso import Caso

DIAS = {
    "cerrada": 11, "prestada": 8, "en_prestacion": 7, "programada": 5, "habilitada": 5,
    "liquidada": 4, "aceptada": 3, "en_revision": 2, "recibida": 0,
}  # fmt: skip
"""State -> working days ago in which the case began."""


def ordinarias():
    """(days ago, service code, story) of each; a story takes a Caso and is a generator."""
    for codigo, _, _, _, con_revision, *_ in PORTAFOLIO:
        for estado, dias in DIAS.items():
            if estado == "en_revision" and not con_revision:
                continue
            yield dias, codigo, partial(Caso.hasta, estado=estado)
