"""The warehouse: articles, serial numbers and movements. Stock = Σ movements, never below zero (C6)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from serviciosesp.core.models import ModeloDelProcedimiento
from serviciosesp.core.transiciones import transicion


class ArticuloQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        ve = usuario.puede("almacen.ver") or usuario.puede("pedido.ver")
        return self.all() if ve else self.none()


class Articulo(ModeloDelProcedimiento):
    """An article counted in whole units of `unidad`."""

    sufijo_url = "articulo"

    codigo = models.CharField("código", max_length=20, unique=True)
    descripcion = models.CharField("descripción", max_length=160)
    unidad = models.CharField(max_length=20)
    existencia = models.PositiveIntegerField(default=0)
    maneja_serie = models.BooleanField("lleva número de serie", default=False)
    activo = models.BooleanField(default=True)

    objects = ArticuloQuerySet.as_manager()

    class Meta:
        verbose_name = "artículo"
        ordering = ["descripcion"]
        constraints = [
            models.CheckConstraint(condition=Q(existencia__gte=0), name="articulo_existencia"),
        ]

    def __str__(self):
        return f"{self.codigo} · {self.descripcion}" if self.pk else "Artículo nuevo"

    def get_absolute_url(self):
        return reverse("ordenes:articulo", args=[self.pk])

    @transicion(etiqueta="Guardar artículo", hecho="Artículo guardado", clausulas=["C6"])
    def guardar(self, *, por, codigo, descripcion, unidad, maneja_serie, activo):
        """Create or change an article; its stock only changes by movements."""
        self.codigo, self.descripcion, self.unidad = codigo, descripcion, unidad
        self.maneja_serie, self.activo = maneja_serie, activo

    @transicion(etiqueta="Registrar entrada", hecho="Entrada de almacén", clausulas=["C6"])
    def entrar(self, *, por, cantidad, nota, series=()):
        """Goods come in: `cantidad` units, with their serial numbers when the article has them."""
        for serie in series:
            Serial.objects.create(articulo=self, serie=serie)
        self.mover(cantidad, por=por, nota=nota)
        return f"Entran {cantidad} {self.unidad} de {self.descripcion}: {nota}"

    def mover(self, cantidad, *, por, nota="", linea=None):
        """Add a movement (negative: goods leave) to a row that is already locked."""
        self.existencia += cantidad
        self.save(update_fields=["existencia"])
        Movimiento.objects.create(
            articulo=self, cantidad=cantidad, saldo=self.existencia, linea=linea, nota=nota, por=por
        )


class Serial(models.Model):
    """One numbered piece, such as a meter; `linea` is the order line it left with."""

    articulo = models.ForeignKey(Articulo, models.PROTECT, related_name="seriales")
    serie = models.CharField(max_length=40)
    linea = models.ForeignKey(
        "ordenes.LineaPedido", models.PROTECT, null=True, related_name="seriales"
    )

    class Meta:
        ordering = ["serie"]
        constraints = [
            models.UniqueConstraint(fields=["articulo", "serie"], name="serial_unico"),
        ]

    def __str__(self):
        return self.serie


class Movimiento(models.Model):
    """One line of the kardex. Goods leave only with a line of a Pedido."""

    articulo = models.ForeignKey(Articulo, models.PROTECT, related_name="movimientos")
    cantidad = models.IntegerField()
    saldo = models.PositiveIntegerField()
    linea = models.ForeignKey(
        "ordenes.LineaPedido", models.PROTECT, null=True, related_name="movimientos"
    )
    nota = models.CharField(max_length=200, blank=True)
    por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    en = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cantidad__gt=0) | Q(linea__isnull=False), name="salida_solo_con_pedido"
            ),
        ]

    def __str__(self):
        return f"{self.articulo} {self.cantidad:+d}"
