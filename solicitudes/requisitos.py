"""Requirements of the request's transitions, each with its clause and who solves it."""

from django.utils import timezone

from serviciosesp.core.dinero import pesos
from serviciosesp.core.models import Aviso
from serviciosesp.core.requisitos import requisito

from .avisos import clave_recordatorio

# --- registrar -------------------------------------------------------------------------------


@requisito(
    "El servicio no está vigente: escoja otro del portafolio",
    clausula="C1", resuelve="administrador", campo="servicio", con_datos=True,
)  # fmt: skip
def servicio_vigente(solicitud, por, *, servicio, **_):
    return type(servicio).objects.vigentes().filter(pk=servicio.pk).exists()


@requisito(
    "El servicio no tiene precio vigente ni está marcado «por liquidar»",
    clausula="C7", resuelve="subgerencia", campo="servicio", con_datos=True,
)  # fmt: skip
def con_precio(solicitud, por, *, servicio, **_):
    return servicio.por_liquidar or servicio.tarifas_vigentes().exists()


@requisito(
    "Un servicio especial lo recibe el jefe del área: escoja cuál",
    clausula="C5", resuelve="pqr", campo="jefe", con_datos=True,
)  # fmt: skip
def jefe_recibe(solicitud, por, *, servicio, jefe=None, **_):
    if not servicio.es_especial:
        return True
    if jefe is None:
        return False
    es_jefe = jefe.es("jefe_area", servicio.area) or jefe.es("jefe_area", "")
    return es_jefe or f"{jefe.nombre} no es jefe del área de {servicio.get_area_display()}"


@requisito(
    "Léale al cliente el texto de tratamiento de datos y marque su autorización (Ley 1581 de 2012)",
    clausula="C1", resuelve="pqr", campo="consentimiento", con_datos=True,
)  # fmt: skip
def autoriza_datos(solicitud, por, *, consentimiento=False, **_):
    return bool(consentimiento)


@requisito(
    "Ya hay una solicitud igual abierta en ese predio: diga si es la misma, una reiteración u otra",
    clausula="C1", resuelve="pqr", campo="relacion", con_datos=True,
)  # fmt: skip
def duplicado_decidido(solicitud, por, *, servicio, predio, relacion="", **_):
    iguales = type(solicitud).objects.abiertas().filter(
        predio=predio, servicio__codigo=servicio.codigo
    )  # fmt: skip
    return bool(relacion) or not iguales.exists()


# --- liquidar --------------------------------------------------------------------------------


@requisito(
    "La liquidación necesita al menos una línea con cantidad",
    clausula="C7", resuelve="jefe_area", campo="lineas", con_datos=True,
)  # fmt: skip
def con_lineas(solicitud, por, *, lineas=None, otro_concepto="", otro_valor=0, **_):
    return bool(lineas) or bool(otro_concepto and otro_valor)


@requisito(
    "Un valor sin tarifa solo se liquida en servicios marcados «por liquidar»",
    clausula="C7", resuelve="subgerencia", campo="otro_concepto", con_datos=True,
)  # fmt: skip
def otro_permitido(solicitud, por, *, otro_concepto="", otro_valor=0, **_):
    return solicitud.servicio.por_liquidar or not (otro_concepto or otro_valor)


@requisito(
    "El descuento lo da la Subgerencia Financiera y no pasa del valor",
    clausula="C7", resuelve="subgerencia", campo="descuento", con_datos=True,
)  # fmt: skip
def descuento_autorizado(solicitud, por, *, descuento=0, lineas=None, otro_valor=0, **_):
    if not descuento:
        return True
    subtotal = sum(int(t.valor * c) for t, c in lineas or []) + (otro_valor or 0)
    if descuento > subtotal:
        return "El descuento es mayor que el valor"
    return por is not None and por.es("subgerencia", "financiera")


@requisito(
    "No hay un pago validado: el valor se puede liquidar",
    clausula="C7", resuelve="contabilidad",
)  # fmt: skip
def sin_pago_validado(solicitud, por):
    if solicitud.pago_validado_en:
        return "Ya hay un pago validado: el valor no se vuelve a liquidar"
    return True


# --- validar_pago, autorizar_cargo -------------------------------------------------------------


@requisito(
    "El servicio se paga antes de prestarlo",
    clausula="C8", resuelve="pqr", enlace=("autorizar el cargo", "solicitudes:autorizar_cargo"),
)  # fmt: skip
def es_pago_previo(solicitud, por):
    return solicitud.cobro == "pago_previo" or "Este servicio se carga a la factura: no recibe pagos"


@requisito(
    "La liquidación está notificada y vigente",
    clausula="C7", resuelve="pqr", enlace=("liquidar de nuevo", "solicitudes:liquidar"),
)  # fmt: skip
def liquidacion_vigente(solicitud, por):
    liquidacion = solicitud.liquidacion
    if liquidacion is None:
        return "Falta la liquidación"
    if liquidacion.vencida:
        return f"La liquidación venció el {liquidacion.vigente_hasta:%d/%m/%Y}: liquide de nuevo"
    return True


@requisito(
    "El pago cubre el total de la liquidación",
    clausula="C8", resuelve="pqr", enlace=("registrar el pago", "solicitudes:registrar_pago"),
)  # fmt: skip
def pago_completo(solicitud, por):
    liquidacion = solicitud.liquidacion
    if liquidacion is None:
        return "No hay liquidación que pagar"
    if not any(p.estado == "registrado" for p in solicitud.pagos.all()):
        return "No hay un pago registrado que validar"
    if solicitud.saldo:
        return (
            f"El pago cubre {pesos(solicitud.pagado)} de {pesos(liquidacion.total)}. "
            f"Faltan {pesos(solicitud.saldo)}"
        )
    return True


@requisito(
    "Valida otra persona: ni quien registró el pago ni quien liquidó",
    clausula="C8", resuelve="contabilidad", segregacion=True,
)  # fmt: skip
def otro_valida(solicitud, por):
    if por is None:
        return False
    if solicitud.liquidacion and solicitud.liquidacion.liquidado_por_id == por.pk:
        return "Usted liquidó esta solicitud: el pago lo valida otra persona"
    registrados = (p for p in solicitud.pagos.all() if p.estado == "registrado")
    if any(p.registrado_por_id == por.pk for p in registrados):
        return "Usted registró este pago: lo valida otra persona"
    if por.documento and por.documento == solicitud.cliente.documento:
        return "Usted es el cliente de esta solicitud: el pago lo valida otra persona"
    return True


@requisito(
    "El servicio se carga a la factura",
    clausula="C9", resuelve="pqr", enlace=("registrar el pago", "solicitudes:registrar_pago"),
)  # fmt: skip
def es_factura(solicitud, por):
    return solicitud.cobro == "factura" or "Este servicio se paga antes de prestarlo"


@requisito("El predio tiene una cuenta a la cual cargar", clausula="C9", resuelve="pqr")
def con_cuenta(solicitud, por):
    if solicitud.predio.tiene_cuenta:
        return True
    return "El predio no tiene matrícula vigente: el servicio se paga antes"


@requisito(
    "El valor autorizado cubre el total liquidado",
    clausula="C9", resuelve="cliente", campo="valor_maximo", con_datos=True,
)  # fmt: skip
def autorizacion_suficiente(solicitud, por, *, valor_maximo=0, **_):
    liquidacion = solicitud.liquidacion
    if liquidacion and valor_maximo < liquidacion.total:
        return f"El cliente debe autorizar al menos {pesos(liquidacion.total)}, lo liquidado"
    return True


@requisito(
    "Escriba quién autoriza el cargo y guarde la prueba: documento firmado o la llamada",
    clausula="C9", resuelve="cliente", campo="autoriza", con_datos=True,
)  # fmt: skip
def autorizacion_con_prueba(solicitud, por, *, autoriza="", evidencia="", soporte=None, **_):
    return bool(autoriza and (evidencia or soporte))


@requisito(
    "No hay un cargo autorizado: el cobro se puede cambiar",
    clausula="C9", resuelve="facturacion",
)  # fmt: skip
def sin_cargo_autorizado(solicitud, por):
    if solicitud.cargo_autorizado_en:
        return "Ya hay un cargo autorizado: no se cambia el cobro"
    return True


# --- lo que vence ------------------------------------------------------------------------------


@requisito("El término para responder venció sin respuesta", clausula="C4", resuelve="sistema")
def termino_de_respuesta_vencido(solicitud, por):
    return (
        solicitud.respuesta_vence < timezone.localdate()
        and solicitud.respondida_en is None
        and solicitud.silencio_en is None
    )


@requisito("Esta versión de la liquidación no se ha recordado", clausula="C7", resuelve="sistema")
def liquidacion_sin_recordar(solicitud, por):
    return not Aviso.objects.filter(clave=clave_recordatorio(solicitud.liquidacion)).exists()


@requisito(
    "No hay pagos registrados por validar",
    clausula="C8", resuelve="contabilidad"
)  # fmt: skip
def sin_pago_por_validar(solicitud, por):
    if any(p.estado == "registrado" for p in solicitud.pagos.all()):
        return "Hay un pago registrado por validar: se valida o se rechaza antes"
    return True


# --- programar y lo que sigue ------------------------------------------------------------------


@requisito(
    "El pago está validado o el cargo a la factura autorizado",
    clausula="C8", resuelve="contabilidad"
)  # fmt: skip
def pago_o_cargo(solicitud, por):
    if solicitud.cobro == "pago_previo":
        return solicitud.pago_validado_en is not None or "El pago debe estar validado"
    return solicitud.cargo_autorizado_en is not None or "El cargo a la factura debe estar autorizado"


@requisito(
    "Escriba quién aceptó la fecha y por qué medio",
    clausula="C10", resuelve="cliente", campo="acuerdo_con", con_datos=True,
)  # fmt: skip
def acuerdo_con_cliente(objeto, por, *, acuerdo_con="", acuerdo_canal="", **_):
    return bool(acuerdo_con and acuerdo_canal)


@requisito(
    "La fecha solo cambia si el cliente autoriza: escriba quién, por qué medio y la prueba",
    clausula="C11", resuelve="cliente", campo="autoriza", con_datos=True,
)  # fmt: skip
def cliente_autoriza_cambio(objeto, por, *, autoriza="", canal="", evidencia="", **_):
    return bool(autoriza and canal and evidencia)


@requisito(
    "La encuesta R10-01-03 se entrega al terminar: diga cómo y la prueba",
    clausula="C14", resuelve="supervisor", campo="encuesta_medio", con_datos=True,
)  # fmt: skip
def entrega_de_encuesta(objeto, por, *, encuesta_medio="", encuesta_evidencia="", foto=None, **_):
    solicitud = objeto.raiz
    if encuesta_medio == "correo":
        return bool(solicitud.correo) or "La solicitud no tiene correo: entregue la encuesta en mano"
    if encuesta_medio == "dejada":
        return bool(foto) or "Si la deja en el predio, tome la foto que lo prueba"
    return bool(encuesta_medio and encuesta_evidencia)


@requisito(
    "Lo ejecutado no pasa del máximo que el cliente autorizó",
    clausula="C9", resuelve="pqr", campo="cantidades", con_datos=True,
)  # fmt: skip
def dentro_de_lo_autorizado(objeto, por, *, cantidades=None, **_):
    solicitud = objeto.raiz
    if solicitud.cobro != "factura" or solicitud.cargo_autorizado_en is None:
        return True
    total = solicitud.valor_ejecutado(cantidades)[2]
    if total > solicitud.cargo_maximo:
        return (
            f"Lo ejecutado vale {pesos(total)} y el cliente autorizó hasta "
            f"{pesos(solicitud.cargo_maximo)}: liquide de nuevo y pida otra autorización"
        )
    return True


@requisito(
    "El cargo está autorizado en la cuenta, o se dice por qué no se cobra",
    clausula="C9", resuelve="pqr", campo="sin_cobro_motivo", con_datos=True,
)  # fmt: skip
def cobro_resuelto(solicitud, por, *, sin_cobro_motivo="", autoriza="", evidencia="", valor=0, **_):
    if sin_cobro_motivo:
        return not valor or "Si no se cobra, deje el valor en blanco"
    if not (valor and autoriza and evidencia):
        return "Escriba el valor que el cliente autoriza, quién y la prueba; o por qué no se cobra"
    return solicitud.predio.tiene_cuenta or "El predio no tiene cuenta a la cual cargar"


@requisito(
    "Las otras verificaciones del servicio están hechas",
    clausula="C16", resuelve="supervisor", enlace=("hacer la verificación", "solicitudes:verificar"),
)  # fmt: skip
def verificaciones_hechas(solicitud, por):
    pendientes = [v.nombre for v in solicitud.verificaciones.all() if not v.conforme]
    return not pendientes or f"Falta verificar: {', '.join(pendientes)}"


@requisito(
    "El pago está validado o el cargo creado",
    clausula="C9", resuelve="facturacion"
)  # fmt: skip
def cobro_hecho(solicitud, por):
    if solicitud.sin_cobro_motivo:
        return True
    if solicitud.cobro == "pago_previo":
        return solicitud.pago_validado_en is not None or "El pago no está validado"
    vivo = any(c.estado != "rechazado" for c in solicitud.cargos.all())
    return vivo or "El cargo a la factura no se ha creado"


@requisito(
    "El servicio tiene una calificación, real o presunta",
    clausula="C19", resuelve="pqr",
    enlace=("transcribir la encuesta", "encuestas:de_solicitud"),
)  # fmt: skip
def calificada(solicitud, por):
    if solicitud.calificada_en:
        return True
    return "La encuesta no se ha respondido ni se ha cumplido el plazo para presumirla"
