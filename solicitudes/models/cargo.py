"""The charge to the bill: created once from what was executed, then sent to HAS SQL (C9)."""

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from serviciosesp.core.dinero import pesos
from serviciosesp.core.models import NUEVO, Consecutivo, ModeloDelProcedimiento, PorArea
from serviciosesp.core.transiciones import transicion


class CargoQuerySet(PorArea):
    permiso_ver = "cargo.ver"
    camino_area = "solicitud__servicio__area"

    def por_exportar(self):
        return self.filter(estado__in=[Cargo.E.GENERADO, Cargo.E.RECHAZADO])

    def con_caso(self):
        """With what a list or the file for HAS SQL reads of each one, in two more queries."""
        return self.select_related(
            "solicitud__servicio", "solicitud__cliente", "solicitud__predio", "lote"
        ).prefetch_related("solicitud__ordenes_trabajo")

    def vivos(self):
        return self.exclude(estado=Cargo.E.RECHAZADO)


class Cargo(ModeloDelProcedimiento):
    """One charge of one request. HAS SQL may refuse it; then it is exported again, corrected."""

    class E(models.TextChoices):
        GENERADO = "generado", "Por exportar"
        EXPORTADO = "exportado", "Exportado"
        CONFIRMADO = "confirmado", "En la factura"
        RECHAZADO = "rechazado", "Devuelto por HAS SQL"

    INSIGNIAS = {
        E.GENERADO: ("Por exportar", "ambar", "hourglass-split"),
        E.EXPORTADO: ("Exportado", "violeta", "send"),
        E.CONFIRMADO: ("En la factura", "verde", "check-lg"),
        E.RECHAZADO: ("Devuelto por HAS SQL", "rojo", "x-octagon"),
    }

    url_detalle = "solicitudes:cargo"
    sufijo_url = "cargo"

    numero = models.CharField(max_length=20, unique=True)
    solicitud = models.ForeignKey("solicitudes.Solicitud", models.PROTECT, related_name="cargos")
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    matricula = models.CharField("matrícula", max_length=20)
    valor = models.PositiveBigIntegerField("valor sin IVA, pesos")
    iva = models.PositiveBigIntegerField()
    cuotas = models.PositiveSmallIntegerField(default=1)
    registro_has = models.CharField("referencia de HAS SQL", max_length=30, blank=True)
    mensaje = models.CharField(max_length=300, blank=True)
    lote = models.ForeignKey(
        "solicitudes.LoteCargos", models.PROTECT, null=True, related_name="cargos"
    )

    objects = CargoQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["estado", "-id"], name="cargo_por_estado")]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado__in=["generado", "exportado", "confirmado", "rechazado"]),
                name="cargo_estado",
            ),
            models.UniqueConstraint(
                fields=["solicitud"], condition=~Q(estado="rechazado"), name="cargo_unico_vivo"
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.solicitud

    @property
    def total(self):
        return self.valor + self.iva

    @transicion(
        de=NUEVO, a=E.GENERADO, etiqueta="Generar cargo", hecho="Cargo creado", clausulas=["C9"],
        interno=True,
    )  # fmt: skip
    def generar(self, *, por, valor, iva):
        """Create the charge of what was executed, in pesos."""
        self.valor, self.iva = valor, iva
        self.matricula, self.cuotas = self.solicitud.predio.matricula, self.solicitud.cuotas
        self.numero = Consecutivo.siguiente("CG")
        return f"Cargo de {pesos(valor + iva)} a la matrícula {self.matricula}"

    @transicion(
        de=[E.GENERADO, E.RECHAZADO], a=E.EXPORTADO, etiqueta="Exportar a HAS SQL",
        hecho="Cargo exportado a HAS SQL", clausulas=["C2"],
        detalle="en un archivo, solo o con otros",
    )  # fmt: skip
    def exportar(self, *, por, lote):
        """It went to HAS SQL in the file of `lote`."""
        self.lote = lote
        return f"Cargo exportado a HAS SQL en {lote.archivo}"

    @transicion(
        de=E.EXPORTADO, a=E.CONFIRMADO, etiqueta="Confirmar", hecho="HAS SQL confirmó el cargo",
        clausulas=["C2"],
    )  # fmt: skip
    def confirmar(self, *, por, registro):
        """HAS SQL put it in the bill under `registro`."""
        self.registro_has = registro
        return f"HAS SQL confirmó el cargo con {registro}"

    @transicion(
        de=E.EXPORTADO, a=E.RECHAZADO, etiqueta="Anotar devolución", clausulas=["C2"],
        hecho="HAS SQL devolvió el cargo", peligro=True,
    )  # fmt: skip
    def rechazar(self, *, por, mensaje):
        """HAS SQL refused it, for the reason `mensaje`."""
        self.mensaje = mensaje
        return f"HAS SQL devolvió el cargo: {mensaje}"
