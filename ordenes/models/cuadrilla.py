"""Who goes and in what: crews and vehicles."""

from datetime import time

from django.conf import settings
from django.db import models

from serviciosesp.core.models import ModeloDelProcedimiento
from serviciosesp.core.requisitos import unico
from serviciosesp.core.roles import Area
from serviciosesp.core.transiciones import transicion


class RecursoQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        ve = usuario.puede("agenda.ver") or usuario.puede("catalogo.ver")
        return self.all() if ve else self.none()


class Cuadrilla(ModeloDelProcedimiento):
    sufijo_url = "cuadrilla"

    nombre = models.CharField(max_length=60, unique=True)
    area = models.CharField("área", max_length=20, choices=Area.choices)
    miembros = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="cuadrillas")
    entrada = models.TimeField("hora de entrada", default=time(7))
    salida = models.TimeField("hora de salida", default=time(17))
    trabaja_festivos = models.BooleanField("trabaja sábados, domingos y festivos", default=False)
    activa = models.BooleanField(default=True)

    objects = RecursoQuerySet.as_manager()

    class Meta:
        ordering = ["nombre"]

    def __str__(self):
        return self.nombre

    @transicion(
        etiqueta="Guardar cuadrilla", hecho="Cuadrilla guardada", clausulas=["C10"],
        requiere=[
            unico("nombre", frase="Ya hay una cuadrilla con ese nombre", clausula="C10",
                  sin_mayusculas=True),
        ],
    )  # fmt: skip
    def guardar(self, *, por, nombre, area, miembros, entrada, salida, trabaja_festivos, activa):
        """Create or change a crew."""
        self.nombre, self.area, self.activa = nombre, area, activa
        self.entrada, self.salida, self.trabaja_festivos = entrada, salida, trabaja_festivos
        self._miembros_nuevos = miembros

    def al_guardar(self):
        if "_miembros_nuevos" in self.__dict__:
            self.miembros.set(self.__dict__.pop("_miembros_nuevos"))


class Vehiculo(ModeloDelProcedimiento):
    sufijo_url = "vehiculo"

    placa = models.CharField(max_length=10, unique=True)
    descripcion = models.CharField("descripción", max_length=80)
    capacidad = models.CharField(max_length=40, blank=True)
    activo = models.BooleanField(default=True)

    objects = RecursoQuerySet.as_manager()

    class Meta:
        verbose_name = "vehículo"
        ordering = ["placa"]

    def __str__(self):
        return f"{self.placa} · {self.descripcion}"

    @transicion(
        etiqueta="Guardar vehículo", hecho="Vehículo guardado", clausulas=["C10"],
        requiere=[unico("placa", frase="Ya hay un vehículo con esa placa", clausula="C10")],
    )  # fmt: skip
    def guardar(self, *, por, placa, descripcion, capacidad, activo):
        """Create or change a vehicle."""
        self.placa, self.descripcion = placa, descripcion
        self.capacidad, self.activo = capacidad, activo
