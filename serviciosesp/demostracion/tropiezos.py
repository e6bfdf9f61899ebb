"""What does not go as planned before the service: refusals, payments, values and withdrawals."""

from ordenes.models import OrdenRevision
from solicitudes.models import Devolucion, Pago, Solicitud

from .caso import Caso


def fuera_de_area(c):
    yield from c.recibir()
    yield from c.rechazar("fuera_de_area", "El predio queda fuera del área de prestación")


def no_procede(c):
    yield from c.recibir()
    yield from c.revisar("no_procede")
    yield from c.rechazar("redes_internas", "El daño es de la obra vecina, que está en garantía")


def revision_por_programar(c):
    yield from c.recibir()
    yield from c.ordenar_revision()


def revision_en_curso(c):
    yield from revision_por_programar(c)
    yield from c.programar_revision()
    yield from c.iniciar_revision()


def revision_por_decidir(c):
    yield from c.recibir()
    yield from c.revisar()


def no_estaba_en_la_revision(c):
    """Absent client: another revisión is emitted, and the request stays in revisión."""
    yield from revision_en_curso(c)
    yield c.pausa()
    c.hacer(
        OrdenRevision.no_ejecutar, c.gente.supervisor, c.revision, motivo="ausente",
        explicacion="Nadie abrió; se dejó aviso bajo la puerta",
    )  # fmt: skip
    yield from c.programar_revision()
    yield from c.iniciar_revision()
    yield from c.terminar_revision()
    yield from c.decidir()


def resuelta_en_la_visita(c, **cobro):
    yield from c.recibir()
    yield from c.revisar("resuelto_en_visita")
    yield c.pausa()
    c.hacer(
        Solicitud.resolver_en_visita, c.gente.supervisor, encuesta_medio="en_mano",
        encuesta_evidencia=f"La recibió {c.quien}", **cobro,
    )  # fmt: skip
    yield from c.responder()


def resuelta_con_cargo(c):
    yield from resuelta_en_la_visita(
        c, valor=52_700, autoriza=c.quien, evidencia="Firmó en la orden de revisión"
    )


def resuelta_sin_cobro(c):
    yield from resuelta_en_la_visita(c, sin_cobro_motivo="Solo se abrió la llave")


def sin_respuesta(c):
    """The term to answer ends and the worker configures the silence."""
    yield from c.recibir()


def respondida_tarde(c):
    yield from c.recibir()
    yield c.pausa(17)
    yield from c.decidir()


def llamadas(c):
    yield from c.hasta("en_revision", por_venir=True)
    yield c.pausa()
    nota = "Pregunta cuándo le responden"
    c.hacer(Solicitud.anotar_llamada, c.gente.pqr, canal="telefono", nota=nota)


def reiterada(c):
    yield from c.recibir()
    otra = Caso(c.escena, c.n + 1, c.servicio.codigo, c.predio)
    yield c.pausa(3)
    yield from otra.recibir(relacion="reiteracion", reitera=c.solicitud)


def buzon_lleno(c):
    yield from c.recibir(correo="buzon.lleno@example.com")
    yield c.pausa()
    c.hacer(Solicitud.aceptar, c.gente.pqr, canal="correo")


# --- value and payment ---------------------------------------------------------------------------


def pago_por_validar(c):
    yield from c.hasta("liquidada")
    yield from c.pagar()


def pago_incompleto(c):
    yield from c.hasta("liquidada")
    yield from c.pagar(valor=c.solicitud.liquidacion.total // 2)


def pago_rechazado(c):
    yield from c.hasta("liquidada")
    pago = yield from c.pagar(referencia="000")
    yield c.pausa()
    c.hacer(
        Pago.rechazar, c.gente.contabilidad2, pago, motivo="El comprobante es de otra empresa"
    )  # fmt: skip


def pagada_al_segundo_intento(c):
    yield from pago_rechazado(c)
    yield from c.habilitar()
    yield from c.programar(por_venir=True)


def reverso_propuesto(c):
    yield from c.hasta("habilitada")
    yield c.pausa()
    pago, motivo = c.solicitud.pagos.get(), "El banco devolvió el cheque"
    c.hacer(Pago.proponer_reverso, c.gente.contabilidad, pago, motivo=motivo)


def reversada(c):
    yield from reverso_propuesto(c)
    yield c.pausa()
    c.hacer(Pago.reversar, c.gente.subgerencia, c.solicitud.pagos.get())


def con_descuento(c):
    """The client asks for less; the Subgerencia Financiera makes another version."""
    yield from c.hasta("liquidada")
    descuento = c.solicitud.liquidacion.subtotal // 10
    nota = "Descuento a entidad educativa"
    yield from c.liquidar(por=c.gente.subgerencia, descuento=descuento, nota=nota)
    yield from c.habilitar()


def con_pago_exigido(c):
    """Recorded exception of the jefe del área: this one is paid before."""
    yield from c.hasta("aceptada")
    yield c.pausa()
    motivo = "Tiene dos facturas vencidas"
    c.hacer(Solicitud.exigir_pago_previo, c.gente.jefe_area, motivo=motivo)
    yield from c.liquidar()
    yield from c.habilitar()


def completa(c):
    yield from c.hasta("cerrada")


# --- withdrawals ---------------------------------------------------------------------------------


def desistir(c, motivo, explicacion=""):
    yield c.pausa()
    c.hacer(Solicitud.desistir, c.gente.pqr, motivo=motivo, explicacion=explicacion)


def desistida_por_el_valor(c):
    yield from c.hasta("liquidada")
    yield from desistir(c, "valor", "Lo va a hacer con un vecino que sabe")


def desistida_con_fecha(c):
    yield from c.recibir()
    yield from c.aceptar()
    yield from c.liquidar()
    yield from c.habilitar()
    yield from c.programar(por_venir=True)
    yield from desistir(c, "otro_prestador")


def desistida_pagada(c, pasos=0):
    """What was paid is given back: pending, approved, paid."""
    yield from c.hasta("habilitada")
    yield from desistir(c, "cliente", "Ya no necesita el análisis")
    yield from devolver(c, pasos)


def devolver(c, pasos):
    for paso in [aprobar_devolucion, pagar_devolucion][:pasos]:
        yield c.pausa(1)
        paso(c, c.solicitud.devoluciones.get())


def aprobar_devolucion(c, devolucion):
    c.hacer(Devolucion.aprobar, c.gente.subgerencia, devolucion)


def pagar_devolucion(c, devolucion):
    comprobante = f"CE-{c.n:04d}"
    c.hacer(Devolucion.pagar, c.gente.contabilidad2, devolucion, comprobante=comprobante)


def por_vencer(c):
    """At rest until it expires; how long ago it began says what the worker did with it."""
    yield from c.hasta("liquidada")
