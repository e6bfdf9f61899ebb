"""Orden de trabajo: the service is scheduled, carried out and received (C10–C14)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from serviciosesp.core.models import NUEVO, Adjunto, Consecutivo, ModeloDelProcedimiento
from serviciosesp.core.transiciones import ejecutar, transicion
from solicitudes.models import Solicitud
from solicitudes.requisitos import (
    acuerdo_con_cliente,
    cliente_autoriza_cambio,
    dentro_de_lo_autorizado,
    entrega_de_encuesta,
)

from .. import requisitos
from .orden import ABIERTAS, E, MotivoNoEjecutada, Orden


class OrdenTrabajo(Orden):
    class Resultado(models.TextChoices):
        EJECUTADO = "ejecutado", "Ejecutado"
        PARCIAL = "parcial", "Ejecutado en parte"

    campo_programacion = "orden_trabajo"

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="ordenes_trabajo")
    sst_riesgos = models.TextField("peligros y controles (P08-06)", blank=True)
    resultado = models.CharField(max_length=10, choices=Resultado.choices, blank=True)
    actividades = models.TextField(blank=True)
    foto = models.ForeignKey(Adjunto, models.PROTECT, null=True, related_name="+")

    class Meta(Orden.Meta):
        verbose_name = "orden de trabajo"
        verbose_name_plural = "órdenes de trabajo"
        indexes = [
            models.Index(fields=["id"], name="ot_abiertas", condition=Q(estado__in=ABIERTAS)),
            models.Index(fields=["terminada_en"], name="ot_terminada_en"),
        ]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(E.values, "ot_estado"),
            models.CheckConstraint(
                condition=~Q(estado="terminada")
                | Q(iniciada_en__isnull=False) & (~Q(recibe="") | ~Q(sin_receptor="")),
                name="ot_terminada_con_tiempos",
            ),
            models.UniqueConstraint(
                fields=["solicitud"],
                condition=Q(estado__in=ABIERTAS),
                name="ot_una_abierta",
            ),
        ]

    @transicion(
        de=NUEVO, a=E.EMITIDA, etiqueta="Emitir orden", hecho="Orden de trabajo emitida",
        clausulas=["C3"], interno=True,
    )  # fmt: skip
    def emitir(self, *, por):
        """Emitted when the request becomes habilitada, and again after one that was not carried out."""
        self.numero = Consecutivo.siguiente("OT")
        return f"Orden de trabajo {self.numero} emitida"

    @transicion(
        de=E.EMITIDA, a=E.PROGRAMADA, etiqueta="Programar", hecho="Orden programada",
        clausulas=["C10", "C8", "C9"], detalle="con capacidad y acuerdo del cliente",
        requiere=[
            requisitos.pago_o_cargo, requisitos.con_capacidad, requisitos.sin_cruce,
            acuerdo_con_cliente,
        ],
    )  # fmt: skip
    def programar(self, *, por, inicio, fin, cuadrilla, vehiculo=None, acuerdo_con, acuerdo_canal):
        """Take a slot agreed with the client; the request becomes programada."""
        self._ubicar(por, inicio=inicio, fin=fin, cuadrilla=cuadrilla, vehiculo=vehiculo,
                     acuerdo_con=acuerdo_con, acuerdo_canal=acuerdo_canal)  # fmt: skip
        ejecutar(
            Solicitud.programar, self.solicitud, por=por, inicio=inicio, acuerdo_con=acuerdo_con,
            acuerdo_canal=acuerdo_canal, orden=self.numero,
        )  # fmt: skip
        return f"{self.numero} para {cuadrilla}, {self._cuando(inicio, fin)}"

    @transicion(
        de=E.PROGRAMADA, etiqueta="Reprogramar", hecho="Orden reprogramada",
        clausulas=["C11"], detalle="solo si el cliente autoriza",
        requiere=[requisitos.con_capacidad, requisitos.sin_cruce, cliente_autoriza_cambio],
    )  # fmt: skip
    def reprogramar(self, *, por, inicio, fin, cuadrilla, vehiculo=None, causa, pide, autoriza,
                    canal, evidencia):  # fmt: skip
        """Another slot, with the client's authorisation; the previous one is kept (C11)."""
        self._ubicar(por, inicio=inicio, fin=fin, cuadrilla=cuadrilla, vehiculo=vehiculo,
                     acuerdo_con=autoriza, acuerdo_canal=canal, causa=causa, pide=pide,
                     evidencia=evidencia)  # fmt: skip
        ejecutar(
            Solicitud.reprogramar, self.solicitud, por=por, inicio=inicio, autoriza=autoriza,
            canal=canal, evidencia=evidencia, orden=self.numero,
        )  # fmt: skip
        return f"{self.numero} pasa a {cuadrilla}, {self._cuando(inicio, fin)}"

    @transicion(
        de=E.PROGRAMADA, etiqueta="Recibida", hecho="La cuadrilla recibió la orden", clausulas=["C12"]
    )
    def acusar(self, *, por):
        """The crew acknowledges the assignment."""
        self._acusar(por)

    @transicion(
        de=E.PROGRAMADA, a=E.EN_EJECUCION, etiqueta="Iniciar", hecho="Empezó el trabajo",
        clausulas=["C12", "C6"], detalle="con el responsable notificado y la seguridad verificada",
        requiere=[
            requisitos.responsable_notificado, requisitos.pedido_elaborado,
            requisitos.pedido_despachado,
            requisitos.sst_confirmada,
        ],
    )  # fmt: skip
    def iniciar(self, *, por, sst_confirmado=False, sst_riesgos=""):
        """The crew begins, having checked safety (P08-05, P08-06)."""
        self.iniciada_en, self.sst_riesgos = timezone.now(), sst_riesgos
        ejecutar(Solicitud.iniciar, self.solicitud, por=por, orden=self.numero)
        return f"Empezó {self.numero}, con la seguridad verificada (P08-05, P08-06)"

    @transicion(
        de=E.EN_EJECUCION, a=E.TERMINADA, etiqueta="Terminar", hecho="Trabajo terminado",
        clausulas=["C12", "C13", "C14"], detalle="quién recibió y cómo se entregó la encuesta",
        requiere=[
            requisitos.novedades_comunicadas, requisitos.recibido, dentro_de_lo_autorizado,
            entrega_de_encuesta,
        ],
    )  # fmt: skip
    def terminar(self, *, por, resultado, actividades, cantidades=None, recibe="",
                 recibe_documento="", sin_receptor="", encuesta_medio, encuesta_evidencia="",
                 foto=None):  # fmt: skip
        """The service was provided; the request becomes prestada and the survey is handed over."""
        self.resultado, self.actividades = resultado, actividades
        self.recibe, self.recibe_documento, self.sin_receptor = recibe, recibe_documento, sin_receptor
        self.terminada_en = timezone.now()
        if foto:
            self.foto = Adjunto.guardar(foto, raiz=self.solicitud, por=por)
        ejecutar(
            Solicitud.terminar, self.solicitud, por=por, orden=self.numero, cantidades=cantidades,
            encuesta_medio=encuesta_medio, encuesta_evidencia=encuesta_evidencia, foto=foto,
        )  # fmt: skip
        quien = f"recibió {recibe}" if recibe else f"sin quien reciba: {sin_receptor}"
        return f"{self.numero} terminada; {quien}"

    @transicion(
        de=E.EN_EJECUCION, a=E.SUSPENDIDA, etiqueta="Suspender", hecho="Orden suspendida",
        clausulas=["C13"], requiere=[requisitos.con_novedad],
    )  # fmt: skip
    def suspender(self, *, por, explicacion):
        """Stop for a novedad; the slot is not re-dated."""
        self.explicacion = explicacion
        return f"{self.numero} suspendida: {explicacion}"

    @transicion(
        de=E.SUSPENDIDA, a=E.EN_EJECUCION, etiqueta="Reanudar", hecho="Orden reanudada",
        clausulas=["C13"],
    )  # fmt: skip
    def reanudar(self, *, por):
        """Go on with the work."""

    @transicion(
        de=[E.PROGRAMADA, E.EN_EJECUCION, E.SUSPENDIDA], a=E.NO_EJECUTADA,
        etiqueta="No se pudo hacer", hecho="Orden no ejecutada", clausulas=["C10", "C11", "C13"],
        peligro=True, detalle="hay que acordar otra fecha",
        requiere=[requisitos.novedades_comunicadas],
    )  # fmt: skip
    def no_ejecutar(self, *, por, motivo, explicacion):
        """Not carried out: the request goes back to habilitada and a linked order is emitted."""
        self.motivo, self.explicacion, self.terminada_en = motivo, explicacion, timezone.now()
        self._liberar()
        return f"{self.numero} no se ejecutó: {MotivoNoEjecutada(motivo).label}. {explicacion}"

    @transicion(
        de=[E.EMITIDA, E.PROGRAMADA], a=E.ANULADA, etiqueta="Anular", hecho="Orden anulada",
        clausulas=["C4"], peligro=True, interno=True,
    )  # fmt: skip
    def anular(self, *, por, motivo):
        """The request was withdrawn or rejected; the number stays."""
        self.explicacion, self.terminada_en = motivo, timezone.now()
        self._liberar()
        return f"{self.numero} anulada: {motivo}"
