"""The day of each crew: what is taken and what is free (C10). Moments are aware; days are local."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from serviciosesp.core import calendario

from .models import Cuadrilla, Programacion

DIAS_A_MIRAR = 20
MEDIA_HORA = timedelta(minutes=30)


@dataclass
class Jornada:
    """One crew on one day, with its slots in order."""

    cuadrilla: Cuadrilla
    dia: object
    citas: list = field(default_factory=list)

    @property
    def entrada(self):
        return _instante(self.dia, self.cuadrilla.entrada)

    @property
    def salida(self):
        return _instante(self.dia, self.cuadrilla.salida)

    @property
    def minutos(self):
        """Minutes of the working day."""
        return int((self.salida - self.entrada).total_seconds() // 60)

    @property
    def ocupados(self):
        """Minutes already taken."""
        return sum(int((c.fin - c.inicio).total_seconds() // 60) for c in self.citas)

    @property
    def uso(self):
        """`5 h 30 de 10 h`."""
        return f"{_horas(self.ocupados)} de {_horas(self.minutos)}"

    def hueco(self, minutos, desde=None):
        """First moment of the day, on a half hour, with `minutos` free; None when there is none."""
        inicio = _redondear(max(self.entrada, desde or self.entrada))
        for cita in self.citas:
            if inicio + timedelta(minutes=minutos) <= cita.inicio:
                break
            inicio = max(inicio, _redondear(cita.fin))
        return inicio if inicio + timedelta(minutes=minutos) <= self.salida else None


@dataclass(frozen=True)
class Lugar:
    """A free place: a crew from one moment to another."""

    cuadrilla: Cuadrilla
    inicio: datetime
    fin: datetime


def jornadas(dia, cuadrillas=None):
    """The day of every active crew: three queries, however many crews and slots."""
    if cuadrillas is None:
        cuadrillas = Cuadrilla.objects.filter(activa=True).prefetch_related("miembros")
    por_cuadrilla = {c.pk: Jornada(c, dia) for c in cuadrillas}
    for cita in con_orden(Programacion.objects.del_dia(dia)):
        if cita.cuadrilla_id in por_cuadrilla:
            por_cuadrilla[cita.cuadrilla_id].citas.append(cita)
    return list(por_cuadrilla.values())


def con_orden(programaciones):
    """Slots with all that a list says of their orders, in one query."""
    caminos = [
        f"{orden}__solicitud__{dato}"
        for orden in ("orden_trabajo", "orden_revision")
        for dato in ("servicio", "cliente", "predio")
    ]
    return programaciones.select_related("vehiculo", "cuadrilla", *caminos)


def primer_lugar(servicio, dia, *, sin=None):
    """The first `Lugar` from `dia` on where the service fits, its own area first; None if none.

    `sin`: a slot that does not count, because it is the one being changed.
    """
    ahora, ultimo = timezone.now(), dia + timedelta(days=DIAS_A_MIRAR)
    locales, cuadrillas = calendario.dias_locales(), list(Cuadrilla.objects.filter(activa=True))
    citas = Programacion.objects.vigentes().filter(inicio__date__range=(dia, ultimo))
    citas = list(citas.exclude(pk=sin.pk if sin else None).order_by("inicio"))
    for fecha in (dia + timedelta(days=n) for n in range(DIAS_A_MIRAR + 1)):
        habil = calendario.es_habil(fecha, locales)
        lugares = [
            _en_jornada(Jornada(c, fecha, _de(citas, c, fecha)), servicio.duracion_minutos, ahora)
            for c in cuadrillas
            if habil or c.trabaja_festivos
        ]
        if any(lugares):
            return min(
                filter(None, lugares),
                key=lambda x: (x.cuadrilla.area != servicio.area, x.inicio),
            )
    return None


def _de(citas, cuadrilla, fecha):
    return [
        c for c in citas if c.cuadrilla_id == cuadrilla.pk and timezone.localdate(c.inicio) == fecha
    ]


def _en_jornada(jornada, minutos, ahora):
    inicio = jornada.hueco(minutos, ahora)
    if inicio is None:
        return None
    return Lugar(jornada.cuadrilla, inicio, inicio + timedelta(minutes=minutos))


def _instante(dia, hora):
    return timezone.make_aware(datetime.combine(dia, hora))


def _redondear(momento):
    """Up to the next half hour."""
    sobra = (momento - momento.replace(minute=0, second=0, microsecond=0)) % MEDIA_HORA
    return momento + (MEDIA_HORA - sobra) if sobra else momento


def _horas(minutos):
    horas, resto = divmod(minutos, 60)
    return f"{horas} h {resto:02d}" if resto else f"{horas} h"
