"""The request: from recepción to cierre, in the order in which P06-01 §6 tells it."""

from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.avisos import prueba_del_aviso
from serviciosesp.core.dinero import pesos
from serviciosesp.core.models import (
    NUEVO,
    Adjunto,
    Consecutivo,
    TextoLegal,
    parametro,
)
from serviciosesp.core.models.aviso import Canal
from serviciosesp.core.transiciones import ejecutar, transicion

from .. import avisos, requisitos
from .cargo import Cargo
from .catalogo import Cobro
from .estados import (
    ABIERTOS,
    ANTES_DE_PRESTAR,
    E,
    MotivoDesistir,
    MotivoRechazo,
)
from .expediente import Expediente
from .liquidacion import calcular_lineas, crear_liquidacion
from .pago import Devolucion, Pago


class Solicitud(Expediente):
    """A need of a client (C1). The root of everything that is done about it."""

    # --- Recepción ------------------------------------------------------------------------------

    @transicion(
        de=NUEVO, a=E.RECIBIDA, etiqueta="Registrar solicitud", hecho="Solicitud recibida",
        clausulas=["C1", "C2", "C5"],
        requiere=[
            requisitos.servicio_vigente, requisitos.con_precio, requisitos.jefe_recibe,
            requisitos.autoriza_datos, requisitos.duplicado_decidido,
        ],
    )  # fmt: skip
    def registrar(self, *, por, canal, pedida_en, cliente, predio, servicio, descripcion,
                  contacto="", telefono="", correo="", fecha_deseada="", jefe=None,
                  consentimiento=False, relacion="", reitera=None):  # fmt: skip
        """Give the radicado at once; an especial gets its R06-01-01 number too (C5)."""
        self.canal, self.pedida_en, self.registrada_por = canal, pedida_en, por
        self.cliente, self.predio, self.servicio = cliente, predio, servicio
        self.descripcion, self.fecha_deseada = descripcion, fecha_deseada
        self.contacto = contacto
        self.telefono, self.correo = telefono or cliente.telefono, correo or cliente.correo
        self.relacion, self.reitera = relacion, reitera
        self.texto_datos = TextoLegal.vigente("tratamiento_datos")
        self.jefe = jefe if servicio.es_especial else None
        self.cobro = servicio.cobro
        if self.cobro == Cobro.FACTURA and not predio.tiene_cuenta:
            self.cobro, self.cobro_motivo = Cobro.PAGO_PREVIO, "El predio no tiene cuenta"
        hoy = timezone.localdate(self.recibida_en)
        self.respuesta_vence = calendario.sumar_habiles(hoy, parametro("dias_respuesta"))
        self.numero = Consecutivo.siguiente("S")
        hecho = f"Recibida ({self.get_canal_display().lower()}), pedida el {pedida_en:%d/%m/%Y}"
        if servicio.es_especial:
            self.orden_servicio = Consecutivo.siguiente("OS")
            hecho += f". R06-01-01 n.º {self.orden_servicio}, la recibe {jefe.nombre}"
        return hecho

    @transicion(
        de=ABIERTOS, etiqueta="Anotar el registro de HAS SQL", hecho="Registro de HAS SQL anotado",
        clausulas=["C2"], detalle="el número que dio el módulo de facturación",
    )  # fmt: skip
    def anotar_has(self, *, por, registro):
        """Keep the number given by the billing module; it may come days later (C2)."""
        self.registro_has = registro
        return f"Registrada en HAS SQL con el número {registro}"

    @transicion(
        de=ABIERTOS, etiqueta="Anotar una llamada", hecho="El cliente volvió a preguntar",
        clausulas=["C1"], detalle="el cliente preguntó o reiteró; no crea otra solicitud",
    )  # fmt: skip
    def anotar_llamada(self, *, por, canal, nota):
        """The client asked again for the same need: a fact of this request, not another one."""
        return f"El cliente volvió a preguntar ({Canal(canal).label.lower()}): {nota}"

    # --- Decisión ---------------------------------------------------------------------------------

    @transicion(
        de=E.RECIBIDA, a=E.EN_REVISION, etiqueta="Ordenar revisión", hecho="Pasó a revisión",
        clausulas=["C3"], detalle="alguien va al sitio antes de decidir",
    )  # fmt: skip
    def ordenar_revision(self, *, por, motivo):
        """Decide, with its reason, that the site is visited before answering."""
        self.revision_motivo = motivo
        return f"Pasó a revisión: {motivo}"

    @transicion(
        de=[E.RECIBIDA, E.EN_REVISION], a=E.ACEPTADA, etiqueta="Aceptar", hecho="Aceptada",
        clausulas=["C4"], requiere=[prueba_del_aviso("C4")], detalle="y avisar al cliente",
    )  # fmt: skip
    def aceptar(self, *, por, canal, evidencia="", nota=""):
        """Accept and tell the client, with evidence; the legal term is met by this notice."""
        self.explicacion = nota
        self.revision_motivo = self.revision_motivo or "El catálogo no exige revisión"
        self.respondida_en = timezone.now()
        avisos.decision(self, "aceptada", canal=canal, evidencia=evidencia)
        return f"Aceptada. Se avisó al cliente ({Canal(canal).label.lower()})"

    @transicion(
        de=[E.RECIBIDA, E.EN_REVISION, E.HABILITADA], a=E.RECHAZADA, etiqueta="Rechazar",
        hecho="Rechazada", clausulas=["C4"], requiere=[prueba_del_aviso("C4")], peligro=True,
        detalle="con motivo y aviso al cliente",
    )  # fmt: skip
    def rechazar(self, *, por, motivo, explicacion, canal, evidencia=""):
        """Reject with coded motive, text and notice. What was paid goes to refund."""
        self.motivo, self.explicacion = motivo, explicacion
        self.respondida_en = self.respondida_en or timezone.now()
        avisos.decision(self, "rechazada", canal=canal, evidencia=evidencia)
        self._devolver(f"Rechazada: {MotivoRechazo(motivo).label}")
        return f"Rechazada: {MotivoRechazo(motivo).label}. {explicacion}"

    @transicion(
        de=E.EN_REVISION, a=E.PRESTADA, etiqueta="Quedó resuelta en la visita",
        hecho="Resuelta en la visita de revisión", clausulas=["C3", "C14"],
        requiere=[requisitos.cobro_resuelto, requisitos.entrega_de_encuesta],
        detalle="el trabajo se hizo en la misma visita",
    )  # fmt: skip
    def resolver_en_visita(self, *, por, sin_cobro_motivo="", valor=0, autoriza="", evidencia="",
                           encuesta_medio="", encuesta_evidencia="", foto=None):  # fmt: skip
        """Finish what the inspection already solved: charged with authorisation, or free with reason."""
        self.respondida_en = self.respondida_en or timezone.now()
        self.sin_cobro_motivo = sin_cobro_motivo
        if not sin_cobro_motivo:
            self.cobro = Cobro.FACTURA
            self.cargo_autorizado_en, self.cargo_maximo = timezone.now(), valor
            self.cargo_autoriza = f"{autoriza}: {evidencia}"
            self._crear_cargo(por, valor, 0)
        self._quedar_prestada()

    @transicion(
        de=[E.RECIBIDA, E.EN_REVISION], etiqueta="Configurar el silencio", interno=True,
        hecho="Se configuró el silencio administrativo positivo", clausulas=["C4"],
        requiere=[requisitos.termino_de_respuesta_vencido],
    )  # fmt: skip
    def configurar_silencio(self, *, por):
        """The term to answer ended without an answer (Ley 142 de 1994, art. 158): the 72 h begin."""
        self.silencio_en = timezone.now()
        avisos.silencio(self)
        return (
            f"Venció el {self.respuesta_vence:%d/%m/%Y} sin respuesta: silencio administrativo "
            f"positivo. Hay {parametro('horas_silencio')} horas para reconocerlo"
        )

    @transicion(
        de=[E.RECIBIDA, E.EN_REVISION, E.ACEPTADA, E.LIQUIDADA], etiqueta="Exigir pago previo",
        hecho="Pasa a pago previo", clausulas=["C9"], detalle="por decisión del jefe del área",
        requiere=[requisitos.es_factura, requisitos.sin_cargo_autorizado],
    )  # fmt: skip
    def exigir_pago_previo(self, *, por, motivo):
        """Recorded exception of the jefe del área: this case is paid before (C9)."""
        self.cobro, self.cobro_motivo = Cobro.PAGO_PREVIO, motivo
        return f"Pasa a pago previo: {motivo}"

    # --- Valor y pago -------------------------------------------------------------------------------

    @transicion(
        de=[E.ACEPTADA, E.LIQUIDADA], a=E.LIQUIDADA, etiqueta="Liquidar", hecho="Liquidada",
        clausulas=["C7"], detalle="y notificar el valor al cliente",
        requiere=[
            requisitos.con_lineas, requisitos.otro_permitido, requisitos.descuento_autorizado,
            requisitos.sin_pago_validado, prueba_del_aviso("C7"),
        ],
    )  # fmt: skip
    def liquidar(self, *, por, lineas=None, otro_concepto="", otro_valor=0, otro_iva=0, descuento=0,
                 nota="", canal, evidencia=""):  # fmt: skip
        """Itemise the value and notify it. Repeated, it makes a new version and keeps the others."""
        vence = calendario.sumar_habiles(timezone.localdate(), parametro("dias_liquidacion"))
        liquidacion = crear_liquidacion(
            self, calcular_lineas(lineas, otro_concepto, otro_valor, otro_iva),
            descuento=descuento or 0, nota=nota, por=por, vigente_hasta=vence,
        )  # fmt: skip
        self.vence_en = vence
        avisos.liquidacion(self, liquidacion, canal=canal, evidencia=evidencia)
        return (
            f"Liquidación v{liquidacion.numero_version} por {pesos(liquidacion.total)}, "
            f"notificada al cliente; vence el {vence:%d/%m/%Y}"
        )

    @transicion(
        de=E.LIQUIDADA, etiqueta="Recordar la liquidación", hecho="Liquidación recordada",
        clausulas=["C7"], interno=True, requiere=[requisitos.liquidacion_sin_recordar],
    )  # fmt: skip
    def recordar_liquidacion(self, *, por):
        """The value is about to expire: said once for each version."""
        aviso = avisos.recordatorio(self, self.liquidacion)
        vence = self.liquidacion.vigente_hasta
        return f"La liquidación vence el {vence:%d/%m/%Y}: se recordó a {aviso.destinatario}"

    @transicion(
        de=E.LIQUIDADA, a=E.HABILITADA, etiqueta="Validar el pago", hecho="Pago validado",
        clausulas=["C8"],
        requiere=[
            requisitos.es_pago_previo, requisitos.liquidacion_vigente, requisitos.pago_completo,
            requisitos.otro_valida,
        ],
    )  # fmt: skip
    def validar_pago(self, *, por):
        """Validate the registered payments that cover the whole value (C8)."""
        registrados = list(self.pagos.filter(estado=Pago.E.REGISTRADO))
        for pago in registrados:
            ejecutar(Pago.validar, pago, por=por)
        self.pago_validado_en = timezone.now()
        self._devolver("El cliente pagó de más", sobre=self.liquidacion.total)
        return f"Pago validado por {pesos(sum(p.valor for p in registrados))}"

    @transicion(
        de=E.LIQUIDADA, a=E.HABILITADA, etiqueta="Autorizar el cargo a la factura",
        hecho="Cargo a la factura autorizado", clausulas=["C9"],
        requiere=[
            requisitos.es_factura, requisitos.con_cuenta, requisitos.liquidacion_vigente,
            requisitos.autorizacion_suficiente, requisitos.autorizacion_con_prueba,
        ],
    )  # fmt: skip
    def autorizar_cargo(self, *, por, autoriza, calidad="", valor_maximo, cuotas=1, evidencia="",
                        soporte=None):  # fmt: skip
        """Record that the client lets it be charged to the account, up to `valor_maximo` pesos."""
        self.cargo_autorizado_en, self.cargo_maximo = timezone.now(), valor_maximo
        self.cargo_autoriza = ", ".join(x for x in (autoriza, calidad, evidencia) if x)[:300]
        self.cuotas = cuotas or 1
        if soporte:
            Adjunto.guardar(soporte, raiz=self, por=por)
        return (
            f"{autoriza} autorizó cargar hasta {pesos(valor_maximo)} a la matrícula "
            f"{self.predio.matricula}, en {self.cuotas} cuota(s)"
        )

    @transicion(
        de=E.HABILITADA, a=E.LIQUIDADA, etiqueta="Reversar el pago", hecho="Pago reversado",
        clausulas=["C8"], interno=True,
    )  # fmt: skip
    def reversar_pago(self, *, por):
        """The validated payment was undone by a contra-entry: the request waits for payment again."""
        self.pago_validado_en = None

    # --- Programación y prestación (its orders move these) -------------------------------------------

    @transicion(
        de=E.HABILITADA, a=E.PROGRAMADA, etiqueta="Programar", hecho="Programada",
        clausulas=["C10", "C8", "C9"], detalle="con capacidad y acuerdo del cliente", en_orden=True,
        requiere=[requisitos.pago_o_cargo, requisitos.acuerdo_con_cliente],
    )  # fmt: skip
    def programar(self, *, por, inicio, acuerdo_con, acuerdo_canal, orden):
        """Its order has crew, slot and the client's agreement."""
        self.programada_para = inicio
        return f"Programada para {_dia_y_hora(inicio)}, acordado con {acuerdo_con} ({orden})"

    @transicion(
        de=E.PROGRAMADA, a=E.PROGRAMADA, etiqueta="Reprogramar", hecho="Reprogramada",
        clausulas=["C11"], detalle="solo si el cliente autoriza", en_orden=True,
        requiere=[requisitos.cliente_autoriza_cambio],
    )  # fmt: skip
    def reprogramar(self, *, por, inicio, autoriza, canal, evidencia, orden):
        """The date changes with the client's authorisation; the previous one is kept."""
        anterior, self.programada_para = self.programada_para, inicio
        self.vence_en = timezone.localdate(inicio)
        return (
            f"Reprogramada de {_dia_y_hora(anterior)} a {_dia_y_hora(inicio)}; "
            f"autorizó {autoriza} ({Canal(canal).label.lower()}: {evidencia})"
        )

    @transicion(
        de=E.PROGRAMADA, a=E.EN_PRESTACION, etiqueta="Iniciar", hecho="Empezó la prestación",
        clausulas=["C12", "C6"], en_orden=True,
    )  # fmt: skip
    def iniciar(self, *, por, orden):
        """The crew began, in its order."""
        return f"Empezó la prestación ({orden})"

    @transicion(
        de=[E.PROGRAMADA, E.EN_PRESTACION], a=E.HABILITADA, etiqueta="Volver a programar",
        hecho="Vuelve a programarse", clausulas=["C10", "C11"], en_orden=True,
        detalle="la orden no se ejecutó",
    )  # fmt: skip
    def volver_a_programar(self, *, por, motivo, orden):
        """Its order was not carried out: a new one needs a new agreement."""
        self.programada_para = None
        return f"La {orden} no se ejecutó ({motivo}): hay que acordar otra fecha"

    @transicion(
        de=E.EN_PRESTACION, a=E.PRESTADA, etiqueta="Terminar", hecho="Servicio prestado",
        clausulas=["C12", "C13", "C14"], en_orden=True,
        requiere=[requisitos.dentro_de_lo_autorizado, requisitos.entrega_de_encuesta],
    )  # fmt: skip
    def terminar(self, *, por, orden, cantidades=None, encuesta_medio, encuesta_evidencia="", foto=None):
        """The service was provided: the charge is created from what was executed (C9)."""
        if self.cobro == Cobro.FACTURA and not self.sin_cobro_motivo:
            valor, impuesto, _ = self.valor_ejecutado(cantidades)
            self._crear_cargo(por, valor, impuesto)
        for linea in self.liquidacion.lineas.all() if cantidades else ():
            linea.ejecutado = cantidades.get(linea.pk, linea.cantidad)
            linea.save(update_fields=["ejecutado"])
        self._quedar_prestada()
        return f"Servicio prestado ({orden})"

    # --- Cierre ------------------------------------------------------------------------------------

    @transicion(
        de=E.PRESTADA, etiqueta="Hacer una verificación", hecho="Verificación hecha",
        clausulas=["C16"], detalle="las otras verificaciones de la organización",
    )  # fmt: skip
    def verificar(self, *, por, verificacion, conforme, nota=""):
        """Record one of the organisation's other verifications (C16)."""
        verificacion.conforme, verificacion.nota = conforme, nota
        verificacion.hecha_por, verificacion.hecha_en = por, timezone.now()
        verificacion.save()
        return f"{verificacion.nombre}: {'conforme' if conforme else 'no conforme'}. {nota}".strip()

    @transicion(
        de=[E.PRESTADA, E.CERRADA], etiqueta="Calificar", hecho="Servicio calificado",
        clausulas=["C15", "C19"], interno=True,
    )  # fmt: skip
    def calificar(self, *, por, presunta):
        """The survey gave a rating, real or presumed."""
        self.calificada_en, self.calificacion_presunta = timezone.now(), presunta
        return "Calificado por presunción" if presunta else "Calificado por el cliente"

    @transicion(
        de=E.PRESTADA, a=E.CERRADA, etiqueta="Cerrar", hecho="Cerrada",
        clausulas=["C19", "C15", "C16"],
        requiere=[
            requisitos.calificada, requisitos.verificaciones_hechas, requisitos.cobro_hecho,
        ],
    )  # fmt: skip
    def cerrar(self, *, por):
        """Close: only with a rating, real or presumed (C19)."""
        self.cerrada_en = timezone.now()

    @transicion(
        de=ANTES_DE_PRESTAR, a=E.DESISTIDA, etiqueta="Desistir", hecho="Desistida",
        clausulas=["C4"], peligro=True, detalle="el cliente ya no lo quiere",
        requiere=[requisitos.sin_pago_por_validar],
    )  # fmt: skip
    def desistir(self, *, por, motivo, explicacion=""):
        """Withdraw: slot and stock are released, what was paid goes to refund."""
        self.motivo, self.explicacion = motivo, explicacion
        self._devolver(f"Desistida: {MotivoDesistir(motivo).label}")
        return f"Desistida: {MotivoDesistir(motivo).label}. {explicacion}".strip()

    # --- Parts of the above -------------------------------------------------------------------------

    def _quedar_prestada(self):
        self.prestada_en = timezone.now()
        for nombre in self.servicio.verificaciones:
            self.verificaciones.get_or_create(nombre=nombre)

    def _crear_cargo(self, por, valor, impuesto):
        ejecutar(Cargo.generar, Cargo(solicitud=self), por=por, valor=valor, iva=impuesto)

    def _devolver(self, motivo, sobre=0):
        """Open the refund of what was paid over `sobre` pesos and is not yet being given back."""
        pagado = sum(p.valor for p in self.pagos.filter(estado=Pago.E.VALIDADO))
        excedente = pagado - sobre - sum(d.valor for d in self.devoluciones.all())
        if excedente > 0:
            ejecutar(
                Devolucion.abrir, Devolucion(solicitud=self), por=None, valor=excedente, motivo=motivo
            )


def _dia_y_hora(instante):
    local = timezone.localtime(instante)
    return f"{calendario.fecha_corta(local.date())} {local:%H:%M}"
