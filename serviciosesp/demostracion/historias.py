"""The ordinary cases: each service of the portfolio, at rest in every state it passes through."""

from functools import partial

from serviciosesp.semilla import PORTAFOLIO

from .caso import Caso

DIAS = {
    "cerrada": 9, "prestada": 5, "en_prestacion": 5, "programada": 4, "habilitada": 4,
    "liquidada": 3, "aceptada": 2, "en_revision": 1, "recibida": 0,
}  # fmt: skip
"""State -> working days ago in which the case began."""


def ordinarias():
    """(days ago, service code, story) of each; a story takes a Caso and is a generator."""
    for n, (codigo, _, _, _, con_revision, *_) in enumerate(PORTAFOLIO):
        for estado, dias in DIAS.items():
            if estado == "en_revision" and not con_revision:
                continue
            antes = {"cerrada": n % 3, "prestada": n % 2}.get(estado, 0)
            reposo = estado in ("en_revision", "programada")
            yield dias + antes, codigo, partial(Caso.hasta, estado=estado, por_venir=reposo)
