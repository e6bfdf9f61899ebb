"""A clock that the demonstration moves, so that what it tells has the dates on which it happened.

Only the demonstration uses it: the program asks Django's clock and knows nothing of this one.
"""

from contextlib import contextmanager

from django.apps import apps
from django.utils import timezone


class Reloj:
    """Callable like `timezone.now`; it never goes back."""

    def __init__(self, instante):
        self.ahora = instante

    def __call__(self):
        return self.ahora

    def avanzar(self, instante):
        self.ahora = max(self.ahora, instante)


@contextmanager
def puesto(reloj):
    """While it lasts, `reloj` answers for `timezone.now` and for the fields that default to it."""
    verdadero = timezone.now
    campos = [
        campo for modelo in apps.get_models() for campo in modelo._meta.concrete_fields
        if campo.default is verdadero
    ]  # fmt: skip
    _poner(reloj, campos)
    try:
        yield
    finally:
        _poner(verdadero, campos)


def _poner(funcion, campos):
    timezone.now = funcion
    for campo in campos:
        campo.default = funcion
        campo.__dict__.pop("_get_default", None)  # computed from `default` once a field
