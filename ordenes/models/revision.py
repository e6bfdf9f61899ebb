"""Orden de revisión: the visit that verifies before the request is decided (C3)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from serviciosesp.core.models import NUEVO, Consecutivo, ModeloDelProcedimiento
from serviciosesp.core.transiciones import ejecutar, transicion
from solicitudes.models import Solicitud
from solicitudes.requisitos import acuerdo_con_cliente, cliente_autoriza_cambio

from .. import requisitos
from .orden import ABIERTAS, E, MotivoNoEjecutada, Orden


class Resultado(models.TextChoices):
    PROCEDE = "procede", "Procede"
    PROCEDE_CONDICIONES = "procede_condiciones", "Procede con condiciones"
    NO_PROCEDE = "no_procede", "No procede"
    RESUELTO = "resuelto_en_visita", "Resuelto en la visita"
    AUSENTE = "ausente", "Ausente"


class OrdenRevision(Orden):
    campo_programacion = "orden_revision"

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="ordenes_revision")
    resultado = models.CharField(max_length=20, choices=Resultado.choices, blank=True)
    hallazgos = models.TextField(blank=True)
    condiciones = models.TextField(blank=True)
    cantidades = models.CharField("cantidades estimadas", max_length=200, blank=True)

    class Meta(Orden.Meta):
        verbose_name = "orden de revisión"
        verbose_name_plural = "órdenes de revisión"
        indexes = [
            models.Index(fields=["id"], name="or_abiertas", condition=Q(estado__in=ABIERTAS)),
        ]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(
                [e for e in E if e != E.SUSPENDIDA], "or_estado"
            ),
            models.CheckConstraint(
                condition=~Q(estado="terminada") | ~Q(resultado=""), name="or_con_resultado"
            ),
        ]

    @transicion(
        de=NUEVO, a=E.EMITIDA, etiqueta="Emitir revisión", hecho="Orden de revisión emitida",
        clausulas=["C3"], interno=True,
    )  # fmt: skip
    def emitir(self, *, por):
        """Emitted when the request passes to revisión, and again after an absent client."""
        self.numero = Consecutivo.siguiente("OR")
        return f"Orden de revisión {self.numero} emitida"

    @transicion(
        de=E.EMITIDA, a=E.PROGRAMADA, etiqueta="Programar", hecho="Revisión programada",
        clausulas=["C10"], detalle="con acuerdo del cliente",
        requiere=[requisitos.con_capacidad, requisitos.sin_cruce, acuerdo_con_cliente],
    )  # fmt: skip
    def programar(self, *, por, inicio, fin, cuadrilla, vehiculo=None, acuerdo_con, acuerdo_canal):
        """Take a slot agreed with the client (no payment gate: it is only a visit)."""
        self._ubicar(por, inicio=inicio, fin=fin, cuadrilla=cuadrilla, vehiculo=vehiculo,
                     acuerdo_con=acuerdo_con, acuerdo_canal=acuerdo_canal)  # fmt: skip
        return f"{self.numero} para {cuadrilla}, {self._cuando(inicio, fin)}; aceptó {acuerdo_con}"

    @transicion(
        de=E.PROGRAMADA, etiqueta="Reprogramar", hecho="Revisión reprogramada",
        clausulas=["C11"], detalle="solo si el cliente autoriza",
        requiere=[requisitos.con_capacidad, requisitos.sin_cruce, cliente_autoriza_cambio],
    )  # fmt: skip
    def reprogramar(self, *, por, inicio, fin, cuadrilla, vehiculo=None, causa, pide, autoriza,
                    canal, evidencia):  # fmt: skip
        """Another slot, with the client's authorisation; the previous one is kept (C11)."""
        self._ubicar(por, inicio=inicio, fin=fin, cuadrilla=cuadrilla, vehiculo=vehiculo,
                     acuerdo_con=autoriza, acuerdo_canal=canal, causa=causa, pide=pide,
                     evidencia=evidencia)  # fmt: skip
        return f"{self.numero} pasa a {self._cuando(inicio, fin)}; autorizó {autoriza}: {evidencia}"

    @transicion(
        de=E.PROGRAMADA, etiqueta="Recibida", hecho="La cuadrilla recibió la orden", clausulas=["C12"]
    )
    def acusar(self, *, por):
        """The crew acknowledges the assignment."""
        self._acusar(por)

    @transicion(
        de=E.PROGRAMADA, a=E.EN_EJECUCION, etiqueta="Iniciar", hecho="Empezó la revisión",
        clausulas=["C12"], requiere=[requisitos.responsable_notificado],
    )  # fmt: skip
    def iniciar(self, *, por):
        """The crew is on the site."""
        self.iniciada_en = timezone.now()

    @transicion(
        de=E.EN_EJECUCION, a=E.TERMINADA, etiqueta="Terminar", hecho="Revisión terminada",
        clausulas=["C3"], requiere=[requisitos.recibido],
    )  # fmt: skip
    def terminar(self, *, por, resultado, hallazgos, condiciones="", cantidades="", recibe="",
                 recibe_documento="", sin_receptor=""):  # fmt: skip
        """What was found, and whether the service can be done."""
        self.resultado, self.hallazgos = resultado, hallazgos
        self.condiciones, self.cantidades = condiciones, cantidades
        self.recibe, self.recibe_documento, self.sin_receptor = recibe, recibe_documento, sin_receptor
        self.terminada_en = timezone.now()
        return f"Revisión {self.numero}: {Resultado(resultado).label.lower()}. {hallazgos}"

    @transicion(
        de=[E.PROGRAMADA, E.EN_EJECUCION], a=E.NO_EJECUTADA, etiqueta="No se pudo hacer",
        hecho="Revisión no ejecutada", clausulas=["C3"], peligro=True,
        detalle="se emite otra revisión",
    )  # fmt: skip
    def no_ejecutar(self, *, por, motivo, explicacion):
        """The visit could not be made; another revisión is emitted and the request stays."""
        self.motivo, self.explicacion, self.terminada_en = motivo, explicacion, timezone.now()
        self.resultado = Resultado.AUSENTE if motivo == MotivoNoEjecutada.AUSENTE else ""
        self._liberar()
        nueva = OrdenRevision(solicitud=self.solicitud, anterior=self)
        ejecutar(OrdenRevision.emitir, nueva, por=por)
        return f"{self.numero} no se ejecutó: {MotivoNoEjecutada(motivo).label}. {explicacion}"

    @transicion(
        de=[E.EMITIDA, E.PROGRAMADA], a=E.ANULADA, etiqueta="Anular", hecho="Revisión anulada",
        clausulas=["C3"], peligro=True, interno=True,
    )  # fmt: skip
    def anular(self, *, por, motivo):
        """The request no longer needs it; the number stays."""
        self.explicacion, self.terminada_en = motivo, timezone.now()
        self._liberar()
        return f"{self.numero} anulada: {motivo}"
