"""What the indicators answer with: a number, the base it comes from and the cases behind it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from .calendario import BOGOTA


@dataclass(frozen=True)
class Cifra:
    """`n` of `de` (counts, or pesos); `casos` is the queryset of those worth opening."""

    n: int
    de: int
    casos: Any = None

    @property
    def porcentaje(self) -> int | None:
        """Whole per cent, rounded down so that 99,6 is never told as 100; None without a base."""
        return self.n * 100 // self.de if self.de else None


def inicio_de(dia: date) -> datetime:
    """Midnight in Bogota with which a day begins."""
    return datetime.combine(dia, time(), tzinfo=BOGOTA)


def en_periodo(campo: str, desde: date, hasta: date) -> dict[str, datetime]:
    """Filters of a moment in the days [desde, hasta)."""
    return {f"{campo}__gte": inicio_de(desde), f"{campo}__lt": inicio_de(hasta)}
