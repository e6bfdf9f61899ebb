"""The demonstration's working days, and free hours of its crews."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.utils import timezone

from serviciosesp.core import calendario

ATRAS, ADELANTE = 42, 8
APERTURA, ALMUERZO, TARDE, CIERRE = time(7), time(12), time(13), time(17)


class Agenda:
    """Days are numbered: 0 is the last working day before today, −1 the one before it."""

    def __init__(self, hoy):
        locales = calendario.dias_locales()
        atras, dia = [], hoy - timedelta(days=1)
        while len(atras) < ATRAS:
            if calendario.es_habil(dia, locales):
                atras.append(dia)
            dia -= timedelta(days=1)
        adelante = [hoy] if calendario.es_habil(hoy, locales) else []
        while len(adelante) < ADELANTE:
            adelante.append(calendario.sumar_habiles(adelante[-1] if adelante else hoy, 1, locales))
        self.dias = [*reversed(atras), *adelante]
        self.libre = defaultdict(lambda: APERTURA)

    def dia(self, n):
        return self.dias[n + ATRAS - 1]

    def numero(self, instante):
        """Number of the working day in which an instant falls."""
        return self.dias.index(timezone.localdate(instante)) - ATRAS + 1

    def a_las(self, n, hora, minuto=0):
        return timezone.make_aware(datetime.combine(self.dia(n), time(hora, minuto)))

    def tomar(self, recurso, n, minutos):
        """(start, end) of the first free hours of a crew from day `n` on."""
        while True:
            inicio = datetime.combine(self.dia(n), self.libre[recurso, n])
            fin = inicio + timedelta(minutes=minutos)
            if inicio.time() < TARDE and fin.time() > ALMUERZO:
                inicio = datetime.combine(self.dia(n), TARDE)
                fin = inicio + timedelta(minutes=minutos)
            if fin.time() <= CIERRE and fin.date() == self.dia(n):
                self.libre[recurso, n] = fin.time()
                return timezone.make_aware(inicio), timezone.make_aware(fin)
            n += 1
