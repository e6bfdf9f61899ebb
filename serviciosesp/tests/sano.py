"""A utility with a case of each kind that `verificar` looks at, and how to read what it says."""

from io import StringIO

import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from ordenes.models import Novedad, OrdenTrabajo
from serviciosesp import trabajos
from serviciosesp.core import calendario
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import Mundo


class Sano(Mundo):
    def __init__(self):
        super().__init__()
        self.presunta = self.prestada("COM-VOL")
        dia = calendario.sumar_habiles(timezone.localdate(), 6)
        with time_machine.travel(f"{dia}T14:00:00+00:00"):
            assert sum(trabajos.presumir_encuestas()) == 1
        self.nueva = self.recibida("COM-FON")
        self.paga = self.habilitada("ESP-LAB")
        self.citada = self.programada("ESP-LAB")
        self.con_pedido = self.en_prestacion("COM-REG")
        self.con_cargo = self.prestada("COM-VOL")
        self.bien = self.cerrada("COM-VOL")
        self.con_novedad = self.terminada_con_novedad()
        self.mala = self.prestada("COM-VOL")
        self.responder(self.mala, i1="malo")
        self.articulo("MED-15", existencia=3, maneja_serie=True)

    def terminada_con_novedad(self):
        solicitud = self.en_prestacion("COM-VOL")
        orden = solicitud.ordenes_trabajo.get()
        self.novedad = ejecutar(
            Novedad.registrar, Novedad(orden=orden), por=self.cuadrilla, tipo="propiedad",
            reporta="cliente", descripcion="Se rompió una baldosa",
        )  # fmt: skip
        ejecutar(OrdenTrabajo.terminar, orden, por=self.cuadrilla, **self.final())
        return solicitud


def verificar():
    """(whether all holds, what was printed)."""
    salida = StringIO()
    try:
        call_command("verificar", stdout=salida, no_color=True)
    except CommandError:
        return False, salida.getvalue()
    return True, salida.getvalue()


def fallas():
    """{sentence of the broken revision: its findings}."""
    bien, salida = verificar()
    assert not bien
    rotas, actual = {}, None
    for linea in salida.splitlines():
        if not linea.startswith("   "):
            palabra, _, frase = linea.partition(" ")
            actual = rotas.setdefault(frase.strip(), []) if palabra == "FALLA" else None
        elif actual is not None:
            actual.append(linea.strip())
    return {frase: "\n".join(hallazgos) for frase, hallazgos in rotas.items()}


def forzar(objeto, **campos):
    """Write a row without the door."""
    type(objeto)._base_manager.filter(pk=objeto.pk).update(**campos)
