"""Días hábiles: which days count, when a term expires, and the sum that shows it.

Saturdays, Sundays, festivos (library `holidays`) and the utility's own days do not count
(Ley 142/1994 art. 158; reglas §5.2 and §5.14). Every date is a local date of Bogota. Functions
take `locales` so that a list of many terms reads the table of own days only once:
{fecha: motivo} for a day that does not count, {fecha: None} for one that is worked anyway.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.apps import apps
from django.utils import timezone

BOGOTA = ZoneInfo("America/Bogota")
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_FIN_DE_SEMANA = "fin de semana"
_UN_DIA = timedelta(days=1)

Locales = Mapping[date, str | None]


def hoy() -> date:
    """Today in Bogota, whatever the time zone in force."""
    return timezone.localtime(timezone.now(), BOGOTA).date()


def _o_hoy(fecha: date | None) -> date:
    return hoy() if fecha is None else fecha


def dias_locales() -> dict[date, str | None]:
    """The utility's own days from `core.DiaNoHabil`: one query; None means worked anyway."""
    propios = apps.get_model("core", "DiaNoHabil").objects
    filas = propios.values_list("fecha", "motivo", "laborable")
    return {f: None if laborable else motivo or "día no hábil" for f, motivo, laborable in filas}


def festivos(anio: int) -> dict[date, str]:
    """The national holidays of a year and their names, as a copy the caller may change."""
    return dict(_festivos(anio))


@lru_cache(maxsize=256)
def _festivos(anio: int) -> dict[date, str]:
    # One object a year: the library's own lazy growth is not safe between threads.
    oficiales = holidays.country_holidays("CO", years=anio, language="es", expand=False)
    return {fecha: _nombre_festivo(nombre) for fecha, nombre in oficiales.items()}


def _nombre_festivo(oficial: str) -> str:
    nombre = oficial.replace(" (observado)", "").replace("señor", "Señor")
    return " / ".join(parte.removeprefix("La ") for parte in nombre.split("; "))


def motivo_no_habil(fecha: date, locales: Locales | None = None) -> str:
    """Why a day does not count: "fin de semana", the festivo's name, the local reason, or ""."""
    return _motivo(fecha, dias_locales() if locales is None else locales)


def _motivo(fecha: date, locales: Locales) -> str:
    propio = locales.get(fecha, "")
    if propio is None:
        return ""
    if fecha.weekday() >= 5:
        return _FIN_DE_SEMANA
    return _festivos(fecha.year).get(fecha, "") or propio


def es_habil(fecha: date, locales: Locales | None = None) -> bool:
    return not motivo_no_habil(fecha, locales)


def sumar_habiles(desde: date, n: int, locales: Locales | None = None) -> date:
    """The nth working day after `desde`, which itself never counts. n ≥ 0."""
    if n < 0:
        raise ValueError("Los días hábiles se suman hacia adelante.")
    locales = dias_locales() if locales is None else locales
    fecha = desde
    while n:
        fecha += _UN_DIA
        n -= not _motivo(fecha, locales)
    return fecha


def habiles_entre(desde: date, hasta: date, locales: Locales | None = None) -> int:
    """Working days after `desde` up to and including `hasta`; negative when `hasta` is before."""
    locales = dias_locales() if locales is None else locales
    if hasta < desde:
        return -habiles_entre(hasta, desde, locales)
    return sum(not _motivo(dia, locales) for dia in _dias(desde, hasta))


def _dias(desde: date, hasta: date) -> Iterator[date]:
    """Each date after `desde`, up to and including `hasta`."""
    return (desde + timedelta(days=i) for i in range(1, (hasta - desde).days + 1))


def fecha_corta(fecha: date, *, con_anio: bool = True) -> str:
    """ "vie 11/12/2026" or "vie 11/12"."""
    return f"{DIAS[fecha.weekday()][:3]} {_dia_mes(fecha, con_anio)}"


def fecha_larga(fecha: date) -> str:
    """ "viernes 11 de diciembre de 2026"."""
    return f"{DIAS[fecha.weekday()]} {fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}"


def _dia_mes(fecha: date, con_anio: bool) -> str:
    return f"{fecha:%d/%m}/{fecha.year:04}" if con_anio else f"{fecha:%d/%m}"


@dataclass(frozen=True)
class Dia:
    """A cell of the strip of days: "vi" over "20". `motivo` only when it does not count."""

    fecha: date
    clase: str  # contado | hoy | festivo | pendiente
    motivo: str = ""

    @property
    def letra(self) -> str:
        return DIAS[self.fecha.weekday()][:2]

    @property
    def numero(self) -> str:
        return f"{self.fecha.day:02}"


@dataclass(frozen=True)
class Plazo:
    """A term in días hábiles seen from `hoy`; see `plazo`.

    `transcurridos` counts today and goes on growing after the term; `restantes` stops at 0.
    """

    desde: date
    dias: int
    vence: date
    hoy: date
    transcurridos: int
    restantes: int
    vencido: bool
    cuenta: str
    celdas: tuple[Dia, ...]
    _atraso: int

    @property
    def veredicto(self) -> str:
        """ "vence hoy", "vence el vie 11/12/2026", "venció el …, hace 2 días hábiles"."""
        if self.vencido:
            hace = f", hace {_cuantos(self._atraso, 'día hábil', 'días hábiles')}"
            return f"venció el {fecha_corta(self.vence)}{hace if self._atraso else ''}"
        faltan = (self.vence - self.hoy).days
        return {0: "vence hoy", 1: "vence mañana"}.get(
            faltan, f"vence el {fecha_corta(self.vence)}"
        )


def plazo(
    desde: date,
    dias: int,
    *,
    hoy: date | None = None,
    verbo: str = "Recibida",
    locales: Locales | None = None,
) -> Plazo:
    """The term of `dias` días hábiles that begins to count the day after `desde`."""
    locales = dias_locales() if locales is None else locales
    presente = _o_hoy(hoy)
    vence = sumar_habiles(desde, dias, locales)
    transcurridos = max(0, habiles_entre(desde, presente, locales))
    return Plazo(
        desde=desde,
        dias=dias,
        vence=vence,
        hoy=presente,
        transcurridos=transcurridos,
        restantes=max(0, dias - transcurridos),
        vencido=presente > vence,
        cuenta=_cuenta(desde, vence, dias, verbo, locales),
        celdas=tuple(_celdas(desde, vence, presente, locales)),
        _atraso=max(0, habiles_entre(vence, presente, locales)),
    )


def _celdas(desde: date, vence: date, presente: date, locales: Locales) -> Iterator[Dia]:
    for fecha in _dias(desde, vence):
        motivo = _motivo(fecha, locales)
        if motivo == _FIN_DE_SEMANA:
            continue
        pasado = "contado" if fecha < presente else "pendiente"
        clase = "festivo" if motivo else "hoy" if fecha == presente else pasado
        yield Dia(fecha, clase, motivo)


def _cuenta(desde: date, vence: date, dias: int, verbo: str, locales: Locales) -> str:
    """The sum in one line: calendario − fines de semana − festivos − días propios = hábiles."""
    con_anio = desde.year != vence.year
    motivos = {fecha: _motivo(fecha, locales) for fecha in _dias(desde, vence)}
    fines = sum(motivo == _FIN_DE_SEMANA for motivo in motivos.values())
    otros = {f: m for f, m in motivos.items() if m and m != _FIN_DE_SEMANA}
    nacionales = {f: m for f, m in otros.items() if f in _festivos(f.year)}
    propios = {f: m for f, m in otros.items() if f not in nacionales}
    suma = [_cuantos(len(motivos), "día calendario", "días calendario")]
    if fines:
        suma.append(f"{fines} de fin de semana")
    for fechas, uno, varios in (
        (nacionales, "festivo", "festivos"),
        (propios, "día propio", "días propios"),
    ):
        if fechas:
            suma.append(f"{_cuantos(len(fechas), uno, varios)} ({_detalle(fechas, con_anio)})")
    inicio = f"{verbo} {fecha_corta(desde, con_anio=con_anio)}"
    primero = _dia_mes(desde + _UN_DIA, con_anio)
    resultado = _cuantos(dias, "hábil", "hábiles")
    return f"{inicio}; cuenta desde el {primero}. {' − '.join(suma)} = {resultado}"


def _detalle(fechas: dict[date, str], con_anio: bool) -> str:
    return "; ".join(f"{_dia_mes(fecha, con_anio)}, {motivo}" for fecha, motivo in fechas.items())


def _cuantos(n: int, uno: str, varios: str) -> str:
    return f"{n} {uno if n == 1 else varios}"
