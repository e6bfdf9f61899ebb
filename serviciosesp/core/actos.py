"""Declare the acts of the procedure: what each one starts from, moves to, requires and says.

Nothing of the project is imported here, so that every model, those of core too, may declare acts.
Running them is `core.transiciones.ejecutar`.
"""

import functools
import inspect
from dataclasses import dataclass, field

import django_fsm
from django.db import models

NUEVO = ""
"""Source state of the transitions that create a record."""


@dataclass(frozen=True)
class Acto:
    """What is known of a transition besides its body."""

    nombre: str
    etiqueta: str
    hecho: str
    clausulas: tuple[str, ...]
    de: tuple[str, ...] | None
    a: str | None
    requiere: tuple = ()
    detalle: str = ""
    interno: bool = False
    peligro: bool = False
    por_enlace: str = ""
    en_orden: bool = False
    datos: tuple[str, ...] = field(default=())

    @property
    def crea(self):
        return self.de == (NUEVO,)


def transicion(*, de=None, a=None, etiqueta, hecho, clausulas=(), requiere=(), detalle="",
               interno=False, peligro=False, por_enlace="", en_orden=False):  # fmt: skip
    """Declare a method as an act of the procedure.

    `de`: source states (a string, a list, or NUEVO for the act that creates the record; None for a
    record without states). `a`: target state; None leaves it. `etiqueta`: the verb on the button.
    `hecho`: the fact in the past tense for the history (the body may return a more exact sentence).
    `interno`: only called by other acts. `en_orden`: of the request, but done on its order.
    `por_enlace`: purpose of the public link that may do it.
    The body is called with `por` and the form's fields, all by keyword.
    """
    fuentes = None if de is None else (de,) if isinstance(de, str) else tuple(de)

    def decorar(metodo):
        acto = Acto(
            metodo.__name__, etiqueta, hecho, tuple(clausulas), fuentes, a, tuple(requiere),
            detalle, interno, peligro, por_enlace, en_orden,
            tuple(p for p in inspect.signature(metodo).parameters if p not in ("self", "por")),
        )  # fmt: skip
        cuerpo = metodo
        if fuentes is not None:
            cuerpo = django_fsm.transition("estado", source=list(fuentes), target=a)(metodo)

        @functools.wraps(cuerpo)
        def puerta(self, **datos):
            if not self.__dict__.get("_puerta_abierta"):
                raise RuntimeError(f"«{acto.nombre}» solo corre por ejecutar().")
            return cuerpo(self, **datos)

        puerta.acto = acto
        puerta.alters_data = True
        return puerta

    return decorar


def actos_de(modelo):
    """The acts of a model, in the order in which they are written."""
    clases = [c for c in reversed(modelo.__mro__) if issubclass(c, models.Model)]
    nombres = dict.fromkeys(n for c in clases for n in vars(c))
    funciones = (inspect.getattr_static(modelo, n, None) for n in nombres)
    return [f for f in funciones if hasattr(f, "acto")]


def permiso_de(transicion, modelo):
    return f"{modelo._meta.model_name}.{transicion.acto.nombre}"
