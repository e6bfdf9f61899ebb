"""What a request keeps. What is done with it is in `solicitud.py`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import FSMField

from serviciosesp.core import calendario
from serviciosesp.core.models import (
    NUEVO,
    ModeloDelProcedimiento,
    PorArea,
    TextoLegal,
    parametro,
)
from serviciosesp.core.models.aviso import Canal

from .catalogo import Cobro, Servicio
from .cliente import Cliente, Predio
from .estados import (
    ABIERTOS,
    DESDE_PROGRAMADA,
    INSIGNIAS,
    TERMINO,
    E,
    Relacion,
)
from .pago import Pago


class SolicitudQuerySet(PorArea):
    permiso_ver = "solicitud.ver"

    def abiertas(self):
        return self.filter(estado__in=ABIERTOS)


class Expediente(ModeloDelProcedimiento):
    """The data of a request, its constraints, and what is read of it."""

    INSIGNIAS = INSIGNIAS
    url_detalle = "solicitudes:detalle"

    numero = models.CharField("radicado", max_length=20, unique=True)
    orden_servicio = models.CharField("R06-01-01", max_length=20, null=True, unique=True)
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    estado_desde = models.DateTimeField(default=timezone.now)
    vence_en = models.DateField(null=True)

    servicio = models.ForeignKey(Servicio, models.PROTECT, related_name="solicitudes")
    cliente = models.ForeignKey(Cliente, models.PROTECT, related_name="solicitudes")
    predio = models.ForeignKey(Predio, models.PROTECT, related_name="solicitudes")
    canal = models.CharField(max_length=12, choices=Canal.choices)
    pedida_en = models.DateField("fecha en que la pidió")
    recibida_en = models.DateTimeField(default=timezone.now)
    registrada_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    jefe = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="solicitudes_recibidas"
    )
    contacto = models.CharField(max_length=160, blank=True)
    telefono = models.CharField(max_length=10, blank=True)
    correo = models.EmailField(blank=True)
    descripcion = models.TextField(max_length=2000)
    fecha_deseada = models.CharField(max_length=120, blank=True)
    texto_datos = models.ForeignKey(TextoLegal, models.PROTECT, null=True, related_name="+")
    relacion = models.CharField(max_length=12, choices=Relacion.choices, blank=True)
    reitera = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="reiteraciones"
    )
    registro_has = models.CharField("registro en HAS SQL", max_length=30, blank=True)

    respuesta_vence = models.DateField()
    respondida_en = models.DateTimeField(null=True)
    silencio_en = models.DateTimeField("silencio administrativo positivo", null=True)
    revision_motivo = models.CharField(max_length=300, blank=True)
    motivo = models.CharField(max_length=20, blank=True)
    explicacion = models.TextField(blank=True)

    cobro = models.CharField(max_length=12, choices=Cobro.choices)
    cobro_motivo = models.CharField(max_length=300, blank=True)
    pago_validado_en = models.DateTimeField(null=True)
    cargo_autorizado_en = models.DateTimeField(null=True)
    cargo_maximo = models.PositiveBigIntegerField("máximo autorizado, pesos", default=0)
    cargo_autoriza = models.CharField(max_length=300, blank=True)
    cuotas = models.PositiveSmallIntegerField(default=1)
    sin_cobro_motivo = models.CharField(max_length=300, blank=True)

    programada_para = models.DateTimeField(null=True)
    prestada_en = models.DateTimeField(null=True)
    calificada_en = models.DateTimeField(null=True)
    calificacion_presunta = models.BooleanField(default=False)
    cerrada_en = models.DateTimeField(null=True)

    objects = SolicitudQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["estado", "-id"], name="sol_por_estado"),
            models.Index(fields=["servicio", "-id"], name="sol_por_servicio"),
            models.Index(fields=["recibida_en"], name="sol_recibida_en"),
            models.Index(fields=["respuesta_vence"], name="sol_respuesta_vence"),
            models.Index(fields=["prestada_en"], name="sol_prestada_en"),
            models.Index(
                fields=["vence_en", "id"], name="sol_abiertas", condition=Q(estado__in=ABIERTOS)
            ),
            models.Index(
                fields=["respuesta_vence"],
                name="sol_sin_respuesta",
                condition=Q(respondida_en__isnull=True),
            ),
        ]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(E.values, "sol_estado"),
            models.CheckConstraint(
                condition=~Q(estado__in=DESDE_PROGRAMADA)
                | ~Q(cobro="pago_previo")
                | Q(pago_validado_en__isnull=False)
                | ~Q(sin_cobro_motivo=""),
                name="sol_pago_antes",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=DESDE_PROGRAMADA)
                | ~Q(cobro="factura")
                | Q(cargo_autorizado_en__isnull=False)
                | ~Q(sin_cobro_motivo=""),
                name="sol_cargo_antes",
            ),
            models.CheckConstraint(
                condition=~Q(estado="cerrada") | Q(calificada_en__isnull=False),
                name="sol_encuesta_antes",
            ),
            models.CheckConstraint(
                condition=~Q(estado="programada") | Q(programada_para__isnull=False),
                name="sol_programada_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado="rechazada") | ~Q(motivo=""), name="sol_rechazo_con_motivo"
            ),
        ]

    def __str__(self):
        return self.numero

    # --- What is read of it ---------------------------------------------------------------------

    @property
    def liquidacion(self):
        """The latest version of the value, or None."""
        return max(self.liquidaciones.all(), key=lambda x: x.numero_version, default=None)

    @property
    def pagado(self):
        """Pesos of the payments registered or validated."""
        vivos = (Pago.E.REGISTRADO, Pago.E.VALIDADO)
        return sum(p.valor for p in self.pagos.all() if p.estado in vivos)

    @property
    def saldo(self):
        """Pesos that the payments leave uncovered of the liquidación in force."""
        return max(0, self.liquidacion.total - self.pagado) if self.liquidacion else 0

    @property
    def orden_en_curso(self):
        """The open orden de trabajo, or None."""
        return next((o for o in self.ordenes_trabajo.all() if o.abierta), None)

    def valor_ejecutado(self, cantidades=None):
        """(value, IVA, total) in pesos of the executed quantities {line pk: Decimal}; the rest as liquidated.

        The discount of the liquidación is kept in proportion to what was executed.
        """
        liquidacion = self.liquidacion
        if liquidacion is None:
            return 0, 0, 0
        if not cantidades:
            return liquidacion.subtotal - liquidacion.descuento, liquidacion.iva, liquidacion.total
        pares = [x.por_cantidad(cantidades.get(x.pk, x.cantidad)) for x in liquidacion.lineas.all()]
        valor, impuesto = sum(v for v, _ in pares), sum(i for _, i in pares)
        if liquidacion.descuento:
            valor -= valor * liquidacion.descuento // liquidacion.subtotal
            impuesto -= impuesto * liquidacion.descuento // liquidacion.subtotal
        return valor, impuesto, valor + impuesto

    def plazo_respuesta(self, locales=None):
        """The legal clock: business days since it was filed (Ley 142 de 1994, art. 158)."""
        recibida = timezone.localdate(self.recibida_en)
        return calendario.plazo(recibida, parametro("dias_respuesta", recibida), locales=locales)

    def al_quedar(self):
        if self.estado == self._estado_anterior:
            return
        self.estado_desde = timezone.now()
        self.vence_en = self._termino()

    def _termino(self):
        """The day by which somebody must move it on (every waiting state has a term)."""
        if self.estado in (E.RECIBIDA, E.EN_REVISION):
            return self.respuesta_vence
        if self.estado == E.LIQUIDADA:
            return self.liquidacion.vigente_hasta
        if self.estado == E.PROGRAMADA:
            return timezone.localdate(self.programada_para)
        clave = TERMINO.get(self.estado)
        return calendario.sumar_habiles(timezone.localdate(), parametro(clave)) if clave else None
