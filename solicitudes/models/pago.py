"""Payments: registered by one person, validated by another; undone only by a contra-entry (C8)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django_fsm import FSMField

from serviciosesp.core import calendario
from serviciosesp.core.dinero import pesos
from serviciosesp.core.models import (
    NUEVO,
    Adjunto,
    Consecutivo,
    ModeloDelProcedimiento,
    PorArea,
    parametro,
)
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.transiciones import ejecutar, transicion


class PagoQuerySet(PorArea):
    permiso_ver = "pago.ver"
    camino_area = "solicitud__servicio__area"


@requisito("La solicitud está liquidada y es de pago previo", clausula="C8", resuelve="pqr")
def espera_pago(pago, por):
    solicitud = pago.solicitud
    if solicitud.cobro != "pago_previo":
        return "El servicio se carga a la factura: no recibe pagos"
    return solicitud.estado == "liquidada" or "Solo se registran pagos de una solicitud liquidada"


@requisito(
    "Ese comprobante ya se usó: mismo banco, referencia y fecha",
    clausula="C8", resuelve="contabilidad", campo="referencia", con_datos=True,
)  # fmt: skip
def comprobante_nuevo(pago, por, *, banco, referencia, fecha, **_):
    repetido = (
        Pago.objects.filter(banco__iexact=banco, referencia__iexact=referencia, fecha=fecha)
        .exclude(estado=Pago.E.RECHAZADO)
        .first()
    )
    if repetido:
        return f"Ese comprobante ya está en {repetido.numero}, de {repetido.solicitud.numero}"
    return True


@requisito(
    "La solicitud sigue habilitada: ya programada, primero se anula la orden",
    clausula="C8", resuelve="supervisor",
)  # fmt: skip
def aun_sin_programar(pago, por):
    return pago.solicitud.estado in ("habilitada", "liquidada")


@requisito("El reverso lo aprueba la Subgerencia Financiera", clausula="C8", resuelve="subgerencia")
def es_financiera(objeto, por):
    return por is not None and por.es("subgerencia", "financiera")


@requisito(
    "Aprueba otra persona: no quien propuso el reverso",
    clausula="C8", resuelve="subgerencia", segregacion=True,
)  # fmt: skip
def otro_aprueba(pago, por):
    return por is not None and pago.reverso_propuesto_por_id != por.pk


@requisito(
    "Contabilidad propone primero el reverso", clausula="C8", resuelve="contabilidad"
)
def reverso_propuesto(pago, por):
    return pago.reverso_propuesto_por_id is not None


class Pago(ModeloDelProcedimiento):
    """One payment of a request, in pesos. A contra-entry is a row with `reversa_de` and value < 0."""

    class E(models.TextChoices):
        REGISTRADO = "registrado", "Registrado"
        VALIDADO = "validado", "Validado"
        RECHAZADO = "rechazado", "Rechazado"
        REVERSADO = "reversado", "Reversado"

    INSIGNIAS = {
        E.REGISTRADO: ("Registrado", "ambar", "hourglass-split"),
        E.VALIDADO: ("Validado", "verde", "check-lg"),
        E.RECHAZADO: ("Rechazado", "rojo", "x-octagon"),
        E.REVERSADO: ("Reversado", "gris", "slash-circle"),
    }

    url_detalle = "solicitudes:pago"
    sufijo_url = "pago"

    numero = models.CharField(max_length=20, unique=True)
    solicitud = models.ForeignKey("solicitudes.Solicitud", models.PROTECT, related_name="pagos")
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    valor = models.BigIntegerField("valor, pesos")
    banco = models.CharField("banco o medio", max_length=60)
    referencia = models.CharField("número de comprobante", max_length=60)
    fecha = models.DateField("fecha de pago")
    soporte = models.ForeignKey(Adjunto, models.PROTECT, null=True, related_name="+")
    registrado_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    liquidado_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    validado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    validado_en = models.DateTimeField(null=True)
    motivo = models.CharField(max_length=300, blank=True)
    reversa_de = models.OneToOneField("self", models.PROTECT, null=True, related_name="reverso")
    reverso_propuesto_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reverso_motivo = models.CharField(max_length=300, blank=True)
    vence_en = models.DateField(null=True)

    objects = PagoQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["estado", "-id"], name="pago_por_estado"),
            models.Index(fields=["validado_en"], name="pago_validado_en"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado__in=["registrado", "validado", "rechazado", "reversado"]),
                name="pago_estado",
            ),
            models.CheckConstraint(
                condition=Q(validado_por__isnull=True)
                | ~Q(validado_por=F("registrado_por")) & ~Q(validado_por=F("liquidado_por"))
                | Q(reversa_de__isnull=False),
                name="pago_segregacion",
            ),
            models.CheckConstraint(
                condition=~Q(estado="validado") | Q(validado_por__isnull=False),
                name="pago_validado_por_alguien",
            ),
            models.CheckConstraint(
                condition=Q(reversa_de__isnull=True, valor__gt=0)
                | Q(reversa_de__isnull=False, valor__lt=0),
                name="pago_signo",
            ),
            models.UniqueConstraint(
                fields=["banco", "referencia", "fecha"],
                condition=Q(estado__in=["registrado", "validado"], reversa_de__isnull=True),
                name="pago_comprobante_unico",
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.solicitud

    @transicion(
        de=NUEVO, a=E.REGISTRADO, etiqueta="Registrar pago", hecho="Pago registrado",
        clausulas=["C7"], requiere=[espera_pago, comprobante_nuevo],
    )  # fmt: skip
    def registrar(self, *, por, valor, banco, referencia, fecha, soporte=None):
        """Write down what the client says was paid; it opens nothing until validated."""
        self.valor, self.banco, self.referencia, self.fecha = valor, banco, referencia, fecha
        self.registrado_por = por
        self.liquidado_por = self.solicitud.liquidacion.liquidado_por
        if soporte:
            self.soporte = Adjunto.guardar(soporte, raiz=self.solicitud, por=por)
        self.vence_en = calendario.sumar_habiles(
            timezone.localdate(), parametro("dias_validar_pago")
        )
        self.numero = Consecutivo.siguiente("PG")
        return f"Pago registrado por {pesos(valor)}, {banco}, comprobante {referencia}"

    @transicion(
        de=E.REGISTRADO, a=E.VALIDADO, etiqueta="Validar", hecho="Pago validado",
        clausulas=["C8"], interno=True,
    )  # fmt: skip
    def validar(self, *, por):
        """Part of `Solicitud.validar_pago`."""
        self.validado_por, self.validado_en, self.vence_en = por, timezone.now(), None

    @transicion(
        de=E.REGISTRADO, a=E.RECHAZADO, etiqueta="Rechazar el pago", hecho="Pago rechazado",
        clausulas=["C8"], peligro=True, detalle="el comprobante no corresponde",
    )  # fmt: skip
    def rechazar(self, *, por, motivo):
        """The receipt is wrong or false; the request goes on waiting for payment."""
        self.motivo, self.vence_en = motivo, None
        return f"Pago de {pesos(self.valor)} rechazado: {motivo}"

    @transicion(
        de=E.VALIDADO, etiqueta="Proponer reverso", hecho="Reverso propuesto", clausulas=["C8"],
        requiere=[aun_sin_programar], detalle="lo aprueba la Subgerencia Financiera",
    )  # fmt: skip
    def proponer_reverso(self, *, por, motivo):
        """Contabilidad asks to undo a validation."""
        self.reverso_propuesto_por, self.reverso_motivo = por, motivo
        return f"Se propuso reversar el pago de {pesos(self.valor)}: {motivo}"

    @transicion(
        de=E.VALIDADO, a=E.REVERSADO, etiqueta="Aprobar el reverso", hecho="Pago reversado",
        clausulas=["C8"], peligro=True,
        requiere=[reverso_propuesto, es_financiera, otro_aprueba, aun_sin_programar],
    )  # fmt: skip
    def reversar(self, *, por):
        """Undo a validated payment with a contra-entry; the request waits for payment again."""
        contra = Pago(solicitud=self.solicitud)
        ejecutar(Pago.contraasentar, contra, por=por, original=self)
        if self.solicitud.estado == "habilitada":
            ejecutar(type(self.solicitud).reversar_pago, self.solicitud, por=por)
        return f"Pago de {pesos(self.valor)} reversado con {contra.numero}: {self.reverso_motivo}"

    @transicion(
        de=NUEVO, a=E.REVERSADO, etiqueta="Contra-asiento", hecho="Contra-asiento",
        clausulas=["C8"], interno=True,
    )  # fmt: skip
    def contraasentar(self, *, por, original):
        """The negative row that cancels `original`."""
        for campo in ("banco", "referencia", "fecha", "registrado_por", "liquidado_por"):
            setattr(self, campo, getattr(original, campo))
        self.valor, self.reversa_de = -original.valor, original
        self.validado_por, self.validado_en = por, timezone.now()
        self.motivo = original.reverso_motivo
        self.numero = Consecutivo.siguiente("PG")


class DevolucionQuerySet(PorArea):
    permiso_ver = "devolucion.ver"
    camino_area = "solicitud__servicio__area"


class Devolucion(ModeloDelProcedimiento):
    """Money to give back: a paid service was withdrawn or cannot be provided."""

    class E(models.TextChoices):
        PENDIENTE = "pendiente", "Pendiente"
        APROBADA = "aprobada", "Aprobada"
        PAGADA = "pagada", "Pagada"

    INSIGNIAS = {
        E.PENDIENTE: ("Por devolver", "ambar", "hourglass-split"),
        E.APROBADA: ("Aprobada", "violeta", "check-lg"),
        E.PAGADA: ("Devuelta", "verde", "cash-coin"),
    }

    url_detalle = "solicitudes:devolucion"
    sufijo_url = "devolucion"

    numero = models.CharField(max_length=20, unique=True)
    solicitud = models.ForeignKey(
        "solicitudes.Solicitud", models.PROTECT, related_name="devoluciones"
    )
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    valor = models.PositiveBigIntegerField("valor, pesos")
    motivo = models.CharField(max_length=300)
    aprobada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    pagada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    comprobante = models.CharField(max_length=120, blank=True)

    objects = DevolucionQuerySet.as_manager()

    class Meta:
        verbose_name = "devolución"
        verbose_name_plural = "devoluciones"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado__in=["pendiente", "aprobada", "pagada"]),
                name="devolucion_estado",
            ),
            models.CheckConstraint(
                condition=Q(pagada_por__isnull=True) | ~Q(pagada_por=F("aprobada_por")),
                name="devolucion_segregacion",
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.solicitud

    @transicion(
        de=NUEVO, a=E.PENDIENTE, etiqueta="Abrir devolución", hecho="Devolución abierta",
        clausulas=["C8"], interno=True,
    )  # fmt: skip
    def abrir(self, *, por, valor, motivo):
        """`valor` pesos go back to the client."""
        self.valor, self.motivo = valor, motivo
        self.numero = Consecutivo.siguiente("DV")
        return f"Hay que devolver {pesos(valor)} al cliente. {motivo}"

    @transicion(
        de=E.PENDIENTE, a=E.APROBADA, etiqueta="Aprobar la devolución", hecho="Devolución aprobada",
        clausulas=["C8"], requiere=[es_financiera],
    )  # fmt: skip
    def aprobar(self, *, por):
        """The Subgerencia Financiera lets it be paid."""
        self.aprobada_por = por

    @transicion(
        de=E.APROBADA, a=E.PAGADA, etiqueta="Registrar la devolución", hecho="Dinero devuelto",
        clausulas=["C8"],
    )  # fmt: skip
    def pagar(self, *, por, comprobante):
        """Contabilidad gave the money back; `comprobante` proves it."""
        self.pagada_por, self.comprobante = por, comprobante
        return f"Se devolvieron {pesos(self.valor)} al cliente, comprobante {comprobante}"
