"""`manage.py diagramas`: write docs/estados.md, the state machines as the code has them."""

from django.conf import settings
from django.core.management.base import BaseCommand

from serviciosesp.core import grafo

ARCHIVO = settings.BASE_DIR / "docs" / "estados.md"
CABEZA = """# State machines

Drawn from the code by `manage.py diagramas`; do not edit. A test tells when it is out of date.
"""


class Command(BaseCommand):
    help = "Escribe docs/estados.md con los diagramas de estados sacados del código."

    def add_arguments(self, parser):
        parser.add_argument("--dot", action="store_true", help="los muestra en DOT y no escribe")

    def handle(self, *, dot, **opciones):
        if dot:
            self.stdout.write("\n".join(grafo.dot(modelo) for modelo in grafo.maquinas()))
            return
        ARCHIVO.write_text(documento(), encoding="utf-8")
        self.stdout.write(f"Escrito {ARCHIVO.relative_to(settings.BASE_DIR)}")


def documento():
    """The whole of docs/estados.md."""
    partes = [CABEZA]
    for modelo in grafo.maquinas():
        nombre = modelo._meta.verbose_name
        partes.append(f"## {nombre[:1].upper()}{nombre[1:]} (`{modelo._meta.label}`)\n")
        partes.append(f"```mermaid\n{grafo.mermaid(modelo)}\n```\n")
    return "\n".join(partes)
