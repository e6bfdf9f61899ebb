"""``manage.py demo``: loads the demonstration and prints its users. Repeated, it adds nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from serviciosesp.demostracion import CLAVE, GENTE, cargar


class Command(BaseCommand):
    help = "Carga la empresa de demostración (solo con DEMO=1) y muestra los usuarios."

    def handle(self, **_):
        if not settings.DEMO:
            raise CommandError("Solo se carga con DEMO=1: las claves de sus usuarios se conocen.")
        nueva = cargar()
        titulo = "cargada" if nueva else "ya estaba cargada"
        self.stdout.write(f"Demostración {titulo}. La clave de todos es {CLAVE}\n\n")
        self.stdout.write(f"  {'Usuario':15}{'Nombre':28}Cargo\n")
        for usuario, nombre, apellido, cargo, _ in GENTE:
            self.stdout.write(f"  {usuario:15}{f'{nombre} {apellido}':28}{cargo}\n")
