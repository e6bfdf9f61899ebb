"""What a transition requires, said once: predicate, sentence, clause and who solves it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Requisito:
    """A requirement of a transition.

    `predicado(objeto, por)` (plus the form's data when `con_datos`) answers True when it is met, False
    when it is not, or a sentence more exact than `frase` when it is not.
    """

    predicado: Callable
    frase: str
    clausula: str
    resuelve: str
    enlace: tuple[str, str] | None = None
    campo: str = ""
    con_datos: bool = False
    segregacion: bool = False

    def falta(self, objeto, por, datos=None):
        """The `Falta` when it is not met; None when it is, or when it needs data not yet given."""
        if self.con_datos:
            if datos is None:
                return None
            veredicto = self.predicado(objeto, por, **datos)
        else:
            veredicto = self.predicado(objeto, por)
        if veredicto is True:
            return None
        return Falta(self, veredicto or self.frase)

    def __call__(self, objeto, por=None, **datos):
        return self.predicado(objeto, por, **datos)


@dataclass(frozen=True)
class Falta:
    """An unmet requirement, with the sentence to show."""

    requisito: Requisito
    frase: str

    @property
    def clausula(self):
        return self.requisito.clausula

    @property
    def campo(self):
        return self.requisito.campo

    def __str__(self):
        return f"{self.frase} ({self.clausula})"


def requisito(frase, *, clausula, resuelve, enlace=None, campo="", con_datos=False, segregacion=False):
    """Decorate a predicate into a `Requisito`.

    `resuelve` is a role of `core.roles.Rol`, or "cliente"; `enlace` is (text, URL name taking the
    record's number); `campo` is the form field beside which the sentence is shown.
    """

    def decorar(predicado):
        return Requisito(
            predicado, frase, clausula, resuelve, enlace, campo, con_datos, segregacion
        )

    return decorar


def unico(campo, *con, frase, clausula="C1", resuelve="administrador", sin_mayusculas=False):
    """Requirement: no other record has this `campo` (together with those of `con`).

    What is empty is not compared; `sin_mayusculas`: letter case does not tell two texts apart.
    Being a requirement and not a check of the form, a repeated POST still gets its first result.
    """

    @requisito(frase, clausula=clausula, resuelve=resuelve, campo=campo, con_datos=True)
    def es_unico(registro, por, **datos):
        valores = {c: datos.get(c, getattr(registro, c, None)) for c in (campo, *con)}
        if not valores[campo]:
            return True
        igual = "__iexact" if sin_mayusculas else ""
        filtro = {f"{c}{igual}": v for c, v in valores.items()}
        otro = type(registro)._base_manager.filter(**filtro).exclude(pk=registro.pk).first()
        return otro is None or f"{frase}: {otro}"

    return es_unico
