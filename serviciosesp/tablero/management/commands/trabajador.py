"""``manage.py trabajador``: prints documents, sends mail and does what the calendar makes due.

Everything pending is a row: a worker killed at any point loses nothing, and there may be several.
"""

import logging
import signal
import threading
import time
from datetime import timedelta
from itertools import chain

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from serviciosesp.core import correo, documentos
from serviciosesp.core.models import Latido
from serviciosesp.core.salud import RELOJ_ATRASADO, TRABAJADOR
from serviciosesp.trabajos import TRABAJOS

registro = logging.getLogger(__name__)

# Seconds.
PAUSA = 0.7  # between two turns
LATIDO = 5  # between two signs of life
PERIODO = 60  # between two rounds of the periodic jobs
TURNO = 1  # that mail, or those jobs, take before the rest is attended
SIN_CORREO = 30  # until the mail server that did not answer is tried again

ADELANTO = timedelta(days=10)
"""A longer silence is a clock that jumped, not a worker that was down (Holy Week is 4 days)."""


class RelojMovido(Exception):
    """The clock jumped: terms would expire, or run again, that have not."""


class Command(BaseCommand):
    help = "Expide documentos, envía correos y cumple los plazos. Se detiene con SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument(
            "--una-vez", action="store_true", help="hace todo lo pendiente y termina"
        )
        parser.add_argument(
            "--forzar", action="store_true",
            help="da por buena la hora de ahora aunque el reloj haya saltado",
        )  # fmt: skip

    def handle(self, *, una_vez, forzar, **_):
        self.parada = threading.Event()
        self.ultimo_latido = self.ultima_ronda = self.correo_desde = float("-inf")
        self.ronda = None
        if forzar:
            anotar_latido(timezone.now())
        if una_vez:
            return self.todo_una_vez()
        self.obedecer_senales()
        registro.info("El trabajador empezó")
        while not self.parada.is_set():
            self.vuelta()
            self.parada.wait(PAUSA)
        registro.info("El trabajador terminó")

    def obedecer_senales(self):
        """Finish the item in hand, then leave."""
        for senal in (signal.SIGTERM, signal.SIGINT):
            signal.signal(senal, lambda *_: self.parada.set())

    def todo_una_vez(self):
        try:
            self.latir()
        except RelojMovido as error:
            raise CommandError(str(error)) from error
        plazos = sum(chain.from_iterable(trabajo() for trabajo in TRABAJOS))
        hojas = sum(iter(documentos.imprimir_pendientes, 0))
        try:
            correos = sum(correo.enviar_pendientes())
        except correo.SinServidor as error:
            raise CommandError(f"El servidor de correo no contesta: {error}") from error
        self.stdout.write(f"{plazos} plazos cumplidos, {hojas} documentos, {correos} correos.")

    def vuelta(self):
        """One turn. Whatever fails is told, and tried again in the next one."""
        close_old_connections()
        try:
            self.latir()
            documentos.imprimir_pendientes()
            self.enviar_correo()
            self.cumplir_plazos()
        except RelojMovido as error:
            registro.error("%s", error)
            self.parada.wait(PERIODO)
        except Exception:
            registro.exception("La vuelta del trabajador quedó a medias")
            self.parada.wait(LATIDO)

    def latir(self):
        """Give a sign of life every few seconds; RelojMovido when the clock cannot be trusted."""
        if time.monotonic() - self.ultimo_latido < LATIDO:
            return
        ahora = timezone.now()
        exigir_reloj(ahora)
        anotar_latido(ahora)
        self.ultimo_latido = time.monotonic()

    def enviar_correo(self):
        if time.monotonic() < self.correo_desde:
            return
        try:
            self.seguir(correo.enviar_pendientes())
        except correo.SinServidor as error:
            registro.warning("El servidor de correo no contesta: %s", error)
            self.correo_desde = time.monotonic() + SIN_CORREO

    def cumplir_plazos(self):
        """A part of the round in course; one that is over begins again after a minute."""
        if self.ronda is None and time.monotonic() - self.ultima_ronda > PERIODO:
            self.ultima_ronda = time.monotonic()
            self.ronda = chain.from_iterable(trabajo() for trabajo in TRABAJOS)
        if self.ronda is not None and self.seguir(self.ronda):
            self.ronda = None

    def seguir(self, pasos):
        """Take steps of a generator for a while; whether it ended."""
        limite = time.monotonic() + TURNO
        while not self.parada.is_set() and time.monotonic() < limite:
            if next(pasos, None) is None:
                return True
            self.latir()
        return False


def exigir_reloj(ahora):
    """The time now is believed when it follows the last sign of life, of this worker or another."""
    ultimo = Latido.objects.filter(nombre=TRABAJADOR).values_list("en", flat=True).first()
    if ultimo is None or -RELOJ_ATRASADO <= ahora - ultimo <= ADELANTO:
        return
    raise RelojMovido(
        f"El reloj dice {ahora:%Y-%m-%d %H:%M} UTC y la última señal fue a las "
        f"{ultimo:%Y-%m-%d %H:%M} UTC: no se cumple ningún plazo. Corrija la hora del servidor; "
        "si es la correcta, ejecute una vez «manage.py trabajador --una-vez --forzar»."
    )


def anotar_latido(ahora):
    Latido.objects.update_or_create(nombre=TRABAJADOR, defaults={"en": ahora})
