"""Outbox of notices, which is also the proof that each notice was given."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Canal(models.TextChoices):
    VENTANILLA = "ventanilla", "En ventanilla"
    TELEFONO = "telefono", "Por teléfono"
    CORREO = "correo", "Por correo electrónico"
    ESCRITO = "escrito", "Por escrito"
    EN_SITIO = "en_sitio", "En el sitio"
    INTERNO = "interno", "En la bandeja"


class AvisoQuerySet(models.QuerySet):
    def por_enviar(self, ahora=None):
        """Mail that is due and that no worker holds."""
        ahora = ahora or timezone.now()
        return self.filter(
            Q(tomado_hasta__isnull=True) | Q(tomado_hasta__lt=ahora),
            estado=Aviso.PENDIENTE,
            siguiente_intento__lte=ahora,
        )

    def de(self, objeto):
        from .evento import clave_de

        return self.filter(raiz=clave_de(objeto.raiz)).order_by("-creado_en")


class Aviso(models.Model):
    """A notice to a client or to a person of the utility.

    Mail is written `pendiente` in the transaction of the act it tells about, and sent by the worker.
    A notice given by voice or on paper is written `entregado`, with who received it as evidence.
    """

    PENDIENTE, ENVIADO, ENTREGADO, FALLIDO = "pendiente", "enviado", "entregado", "fallido"
    ESTADOS = [(PENDIENTE, "Por enviar"), (ENVIADO, "Enviado"), (ENTREGADO, "Entregado"),
               (FALLIDO, "No se pudo entregar")]  # fmt: skip
    INTENTOS_MAXIMOS = 12

    clave = models.CharField(max_length=120, unique=True)
    raiz = models.CharField(max_length=60, db_index=True)
    clausula = models.CharField(max_length=4)
    canal = models.CharField(max_length=12, choices=Canal.choices)
    destinatario = models.CharField(max_length=200)
    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="avisos"
    )
    asunto = models.CharField(max_length=200)
    cuerpo = models.TextField()
    evidencia = models.CharField(max_length=300, blank=True)
    estado = models.CharField(max_length=10, choices=ESTADOS)
    creado_en = models.DateTimeField(default=timezone.now)
    entregado_en = models.DateTimeField(null=True)
    visto_en = models.DateTimeField(null=True)
    intentos = models.PositiveSmallIntegerField(default=0)
    siguiente_intento = models.DateTimeField(default=timezone.now)
    tomado_hasta = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects = AvisoQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["siguiente_intento"],
                name="aviso_pendiente",
                condition=Q(estado="pendiente"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado__in=["pendiente", "enviado", "entregado", "fallido"]),
                name="aviso_estado",
            ),
            models.CheckConstraint(
                condition=~Q(estado="entregado") | Q(entregado_en__isnull=False),
                name="aviso_entrega_con_fecha",
            ),
        ]

    def __str__(self):
        return f"{self.asunto} → {self.destinatario}"

    @property
    def insignia(self):
        tono, icono = {
            self.PENDIENTE: ("ambar", "hourglass-split"),
            self.ENVIADO: ("verde", "send"),
            self.ENTREGADO: ("verde", "check-lg"),
            self.FALLIDO: ("rojo", "x-octagon"),
        }[self.estado]
        return self.get_estado_display(), tono, icono

    def enterarse(self):
        """The person it is addressed to has seen it; the first time is the one kept."""
        Aviso.objects.filter(pk=self.pk, visto_en__isnull=True).update(visto_en=timezone.now())

    def tomar(self, minutos=2):
        """Lease the row; False when another worker was quicker."""
        ahora = timezone.now()
        tomadas = (
            Aviso.objects.por_enviar(ahora)
            .filter(pk=self.pk)
            .update(tomado_hasta=ahora + timedelta(minutes=minutos))
        )
        return tomadas == 1

    def marcar_enviado(self):
        self.estado, self.entregado_en, self.tomado_hasta = self.ENVIADO, timezone.now(), None
        self.error = ""
        self.save(update_fields=["estado", "entregado_en", "tomado_hasta", "error"])

    def marcar_fallo(self, error):
        """Try again after 1, 2, 4 … minutes (6 h at most); given up after the last try."""
        self.intentos += 1
        self.tomado_hasta = None
        self.error = str(error)[:300]
        espera = timedelta(minutes=min(2 ** (self.intentos - 1), 360))
        self.siguiente_intento = timezone.now() + espera
        if self.intentos >= self.INTENTOS_MAXIMOS:
            self.estado = self.FALLIDO
        self.save()


class Latido(models.Model):
    """When each background process was last alive; the worker's watch against clock jumps."""

    nombre = models.CharField(max_length=40, unique=True)
    en = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.nombre} {self.en:%Y-%m-%d %H:%M:%S}"
