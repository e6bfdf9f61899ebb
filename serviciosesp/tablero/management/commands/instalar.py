"""``manage.py instalar``: portfolio, forms and texts of a new installation, and who manages it."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from serviciosesp import semilla
from serviciosesp.core.models import Usuario
from serviciosesp.core.roles import Rol
from serviciosesp.core.transiciones import ejecutar


class Command(BaseCommand):
    help = "Deja lista una base nueva: portafolio, formatos y textos. Repetirla no cambia nada."

    def add_arguments(self, parser):
        parser.add_argument(
            "--administrador", metavar="USUARIO", help="crea el primer administrador; pide su clave"
        )

    def handle(self, *, administrador, **_):
        semilla.instalar()
        self.stdout.write("Portafolio, tarifas, encuesta y formatos: listos.")
        if administrador:
            self.crear(administrador)

    def crear(self, nombre):
        """The first person; whoever comes next is created on the page of users."""
        if Usuario.objects.con_rol(Rol.ADMINISTRADOR).exists():
            raise CommandError("Ya hay un administrador: los demás usuarios se crean en su página.")
        clave = self.pedir_clave(nombre)
        usuario = ejecutar(
            Usuario.guardar, Usuario(), por=None, username=nombre, first_name=nombre, last_name="",
            documento="", cargo=Rol.ADMINISTRADOR.label, email="", is_active=True,
            asignaciones=[(Rol.ADMINISTRADOR, "")],
        )  # fmt: skip
        usuario.set_password(clave)
        usuario.save(update_fields=["password"])
        self.stdout.write(f"Administrador «{nombre}» creado.")

    def pedir_clave(self, nombre):
        clave = getpass("Clave: ")
        if clave != getpass("Otra vez: "):
            raise CommandError("Las dos claves no son iguales.")
        try:
            validate_password(clave, Usuario(username=nombre))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return clave
