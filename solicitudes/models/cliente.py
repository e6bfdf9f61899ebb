"""Clients and premises, and the words by which the counter finds them."""

from django.db import models
from django.db.models import Q

from serviciosesp.core import direcciones, identificacion
from serviciosesp.core.models.base import ModeloDelProcedimiento
from serviciosesp.core.requisitos import unico
from serviciosesp.core.transiciones import transicion

from .. import palabras


class BuscableQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        return self.all() if usuario.puede("solicitud.registrar") else self.none()


class Cliente(ModeloDelProcedimiento):
    """Who asks. Identity is (document type, number)."""

    sufijo_url = "cliente"

    tipo_documento = models.CharField(max_length=4, choices=identificacion.TIPOS_DOCUMENTO)
    documento = models.CharField("número de documento", max_length=20)
    nombre = models.CharField("nombre o razón social", max_length=160)
    telefono = models.CharField("teléfono", max_length=10, blank=True)
    correo = models.EmailField(blank=True)

    objects = BuscableQuerySet.as_manager()

    class Meta:
        ordering = ["nombre"]
        constraints = [
            models.UniqueConstraint(
                fields=["tipo_documento", "documento"], name="cliente_identidad_unica"
            ),
        ]

    def __str__(self):
        return self.nombre

    @transicion(
        etiqueta="Guardar cliente", hecho="Datos del cliente guardados", clausulas=["C1"],
        requiere=[
            unico("documento", "tipo_documento", frase="Ese documento ya es de otro cliente",
                  resuelve="pqr"),
        ],
    )  # fmt: skip
    def guardar(self, *, por, tipo_documento, documento, nombre, telefono, correo):
        """Create the client or correct its data. Documents come normalised from the form."""
        self.tipo_documento, self.documento = tipo_documento, documento
        self.nombre, self.telefono, self.correo = nombre, telefono, correo

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        for predio in self.predios.all():
            Palabra.indexar(predio)


class Predio(ModeloDelProcedimiento):
    """A place of service. With `matricula` it has an account in HAS SQL; without it, none."""

    sufijo_url = "predio"

    class Uso(models.TextChoices):
        RESIDENCIAL = "residencial", "Residencial"
        COMERCIAL = "comercial", "Comercial"
        INDUSTRIAL = "industrial", "Industrial"
        OFICIAL = "oficial", "Oficial"
        ESPECIAL = "especial", "Especial"

    class Cuenta(models.TextChoices):
        ACTIVO = "activo", "Activa"
        SUSPENDIDO = "suspendido", "Suspendida"
        CORTADO = "cortado", "Cortada"
        RETIRADO = "retirado", "Retirada"

    matricula = models.CharField("matrícula", max_length=20, null=True, blank=True, unique=True)
    titular = models.ForeignKey(Cliente, models.PROTECT, related_name="predios")
    direccion = models.CharField("dirección", max_length=200)
    direccion_canonica = models.CharField(max_length=200, blank=True, editable=False)
    barrio = models.CharField("barrio o vereda", max_length=100, blank=True)
    uso = models.CharField(max_length=12, choices=Uso.choices, default=Uso.RESIDENCIAL)
    estrato = models.PositiveSmallIntegerField(null=True, blank=True)
    cuenta = models.CharField(max_length=12, choices=Cuenta.choices, blank=True)

    objects = BuscableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(estrato__isnull=True) | Q(estrato__range=(1, 6)), name="predio_estrato"
            ),
            models.CheckConstraint(
                condition=Q(uso="residencial") | Q(estrato__isnull=True), name="predio_uso_estrato"
            ),
        ]

    def __str__(self):
        return f"{self.direccion}, {self.barrio}" if self.barrio else self.direccion

    @property
    def tiene_cuenta(self):
        """Whether something can be charged to its bill (C9)."""
        return bool(self.matricula) and self.cuenta != self.Cuenta.RETIRADO

    @transicion(
        etiqueta="Guardar predio", hecho="Datos del predio guardados", clausulas=["C1"],
        requiere=[unico("matricula", frase="Esa matrícula ya es de otro predio", resuelve="pqr")],
    )  # fmt: skip
    def guardar(self, *, por, titular, direccion, barrio, matricula, uso, estrato):
        """Create the place or correct its data."""
        self.titular, self.direccion, self.barrio = titular, direccion, barrio
        self.matricula, self.uso, self.estrato = matricula or None, uso, estrato
        self.cuenta = self.cuenta or (self.Cuenta.ACTIVO if matricula else "")

    def save(self, *args, **kwargs):
        self.direccion_canonica = direcciones.canonica(self.direccion) or ""
        super().save(*args, **kwargs)
        Palabra.indexar(self)


class Palabra(models.Model):
    """Inverted index of the counter's search: the words of a place and of its holder."""

    predio = models.ForeignKey(Predio, models.CASCADE, related_name="palabras")
    palabra = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["palabra", "predio"], name="palabra_unica"),
        ]

    def __str__(self):
        return self.palabra

    @classmethod
    def indexar(cls, predio):
        """Write anew the words by which a place is found."""
        nuevas = palabras.del_predio(predio)
        viejas = set(cls.objects.filter(predio=predio).values_list("palabra", flat=True))
        cls.objects.filter(predio=predio, palabra__in=viejas - nuevas).delete()
        cls.objects.bulk_create([cls(predio=predio, palabra=p) for p in sorted(nuevas - viejas)])
