"""``manage.py verificar``: what must always be true, looked at again. Ends in 1 when it is not."""

from itertools import islice

from django.core.management.base import BaseCommand, CommandError

from serviciosesp.verificaciones import REVISIONES

MUESTRA = 20
"""Breaches of one kind that are shown; the rest are counted."""


class Command(BaseCommand):
    help = "Comprueba en la base lo que siempre debe cumplirse. Termina en 1 si algo no se cumple."
    requires_system_checks = []

    def handle(self, **_):
        graves = 0
        for revision in REVISIONES:
            hallazgos = revision.hallazgos()
            vistos = list(islice(hallazgos, MUESTRA))
            resto = sum(1 for _ in hallazgos)
            self.contar(revision, vistos, resto)
            graves += revision.grave and len(vistos) + resto
        if graves:
            raise CommandError(f"{graves} incumplimientos.")
        self.stdout.write(self.style.SUCCESS("Todo se cumple."))

    def contar(self, revision, vistos, resto):
        palabra = "OK" if not vistos else "FALLA" if revision.grave else "AVISO"
        estilo = {"OK": self.style.SUCCESS, "FALLA": self.style.ERROR, "AVISO": self.style.WARNING}
        self.stdout.write(f"{estilo[palabra](f'{palabra:5}')}  {revision.frase}")
        for hallazgo in vistos:
            self.stdout.write(f"         {hallazgo}")
        if resto:
            self.stdout.write(f"         … y {resto} más")
