"""The demonstration: an invented utility with three weeks of work behind it (`manage.py demo`).

Every case is told by the acts of its people, through the door, under a clock that goes from day to
day; the order in which things happen, and so their numbers, is that of the calendar.
"""

from collections import Counter
from heapq import heapify, heappop, heappush

from django.db import transaction
from django.utils import timezone

from serviciosesp import semilla
from solicitudes.models import Solicitud

from . import oficina
from .agenda import Agenda
from .caso import Caso
from .empresa import CLAVE, GENTE, fundar
from .reloj import Reloj, puesto
from .reparto import casos
from .vecinos import poblar

__all__ = ["CLAVE", "GENTE", "cargar"]
PRIMER_DIA = -40
CODIGOS = [fila[0] for fila in semilla.PORTAFOLIO]


class Escena:
    """Where the cases happen: clock, agenda, people, goods and places."""

    def __init__(self, hoy):
        self.agenda = Agenda(hoy)
        self.reloj = Reloj(self.agenda.a_las(PRIMER_DIA, 7))

    def montar(self):
        semilla.instalar()
        self.__dict__ |= vars(fundar())

    def historias(self):
        """(instant of its beginning, story) of each case, of the office and of the worker."""
        con_cuenta, sin_cuenta = poblar(self.gente.pqr)
        turnos = Counter()
        for n, (dias, codigo, historia, cuenta) in enumerate(casos()):
            predios = con_cuenta if cuenta else sin_cuenta
            # Each service begins at another place: no place asks twice for the same one.
            lugar = 6 * CODIGOS.index(codigo) + turnos[codigo]
            turnos[codigo] += 1
            caso = Caso(self, n, codigo, predios[lugar % len(predios)])
            yield self.agenda.a_las(-dias, 7 + n % 9, n * 11 % 60), historia(caso)
        yield self.reloj.ahora, oficina.facturacion(self)
        yield self.reloj.ahora, oficina.noches(self, PRIMER_DIA, 0)

    def representar(self):
        """Go from one instant to the next one in which something happens."""
        fin = self.agenda.a_las(0, 18)
        cola = [(cuando, n, historia) for n, (cuando, historia) in enumerate(self.historias())]
        heapify(cola)
        while cola:
            cuando, n, historia = heappop(cola)
            if cuando > fin:
                raise RuntimeError(f"La historia {n} no alcanza a terminar: sigue el {cuando}")
            self.reloj.avanzar(cuando)
            if siguiente := next(historia, None):
                heappush(cola, (siguiente, n, historia))


def cargar():
    """Load it whole or not at all; where there are requests already, add none. True when it did."""
    escena = Escena(timezone.localdate())
    with transaction.atomic(), puesto(escena.reloj):
        escena.montar()
        if Solicitud.objects.exists():
            return False
        escena.representar()
        oficina.guardar_ultimos_documentos()
    return True
