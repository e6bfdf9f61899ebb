"""When each matter is somebody's turn, why in words, and what its query must bring.

Conditions take the person and answer a `Q` over the model's rows; words take the record.
"""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.utils import timezone

from ordenes.models import OrdenRevision, OrdenTrabajo, Pedido, Programacion
from ordenes.models.orden import ABIERTAS, MotivoNoEjecutada
from ordenes.models.revision import Resultado
from serviciosesp.core.dinero import pesos
from solicitudes.models import Liquidacion, Pago, Solicitud, Verificacion

NUNCA = Q(pk__in=[])


def _hijos(modelo, **filtros):
    return Exists(modelo.objects.filter(solicitud=OuterRef("pk"), **filtros))


def _hoy():
    return timezone.localdate()


# --- Solicitud ------------------------------------------------------------------------------------


def visita_terminada(persona):
    return Q(_hijos(OrdenRevision, estado="terminada")) & ~Q(
        _hijos(OrdenRevision, estado__in=ABIERTAS)
    )


def en_silencio(persona):
    return Q(silencio_en__isnull=False, respondida_en__isnull=True)


def vencida(persona):
    return Q(vence_en__lt=_hoy())


def con_saldo(persona):
    return Q(cobro="pago_previo", suma_pagada__gt=0, suma_pagada__lt=F("total_liquidado"))


def por_vencer_sin_pago(persona):
    pronto = _hoy() + timedelta(days=3)
    return Q(cobro="pago_previo", vence_en__lte=pronto, suma_pagada__isnull=True)


def sin_pedido(persona):
    return Q(servicio__requiere_pedido=True) & ~Q(
        Exists(Pedido.objects.filter(solicitud=OuterRef("pk")).exclude(estado="anulado"))
    )


def sin_registro_has(persona):
    """A complementario not yet registered in HAS SQL on the day after it was filed (C2)."""
    ayer = timezone.now() - timedelta(days=1)
    return Q(servicio__clase="complementario", registro_has="", recibida_en__lt=ayer)


def sin_verificar(persona):
    pendientes = Verificacion.objects.filter(solicitud=OuterRef("pk"))
    return Q(Exists(pendientes.filter(Q(conforme=None) | Q(conforme=False))))


def lista_para_cerrar(persona):
    return Q(calificada_en__isnull=False) & ~sin_verificar(persona)


def tras_la_visita(solicitud):
    resultado = Resultado(solicitud.resultado_revision).label.lower()
    return f"La revisión terminó: {resultado}"


def por_que_vencio(solicitud):
    falta = "con un pago sin validar" if solicitud.suma_pagada else "sin pago ni autorización"
    return f"La liquidación venció {falta}"


def quien_califico(solicitud):
    quien = "por presunción" if solicitud.calificacion_presunta else "por el cliente"
    return f"Calificada {quien}; no falta nada más"


# --- Órdenes ------------------------------------------------------------------------------------


def ya_es_hora(persona):
    """Slots of today, tomorrow or earlier for the office; all of their own for the crew."""
    if persona.es("cuadrilla"):
        return Q()
    manana = timezone.localtime().replace(hour=0, minute=0) + timedelta(days=2)
    return Q(cita__lt=manana)


def _motivo(orden):
    return MotivoNoEjecutada(orden.motivo).label.lower()


def otra_visita(orden):
    if orden.anterior_id is None:
        return "La revisión está ordenada, sin fecha"
    return f"La visita anterior no se hizo: {_motivo(orden.anterior)}"


def otra_fecha(orden):
    if orden.anterior_id:
        return f"{orden.anterior} no se ejecutó: {_motivo(orden.anterior)}"
    return "Pago validado" if orden.solicitud.cobro == "pago_previo" else "Cargo autorizado"


def donde_y_cuando(orden):
    return f"{orden.equipo}, a las {timezone.localtime(orden.cita):%H:%M}"


# --- Dinero -------------------------------------------------------------------------------------


def pago_de_otros(persona):
    """S1, S2: neither registered nor liquidated by the reader, nor of the reader as a client."""
    propios = Pago.objects.filter(
        solicitud=OuterRef("solicitud"), estado="registrado", registrado_por=persona
    )
    ajeno = ~Q(Exists(propios)) & ~Q(liquido_quien=persona.pk)
    return ajeno & ~Q(solicitud__cliente__documento=persona.documento or "—")


def pago_completo_de_otros(persona):
    return pago_de_otros(persona) & Q(suma_pagada__gte=F("total_liquidado"))


def reverso_por_aprobar(persona):
    if not persona.es("subgerencia", "financiera"):
        return NUNCA
    return Q(reverso_propuesto_por__isnull=False) & ~Q(reverso_propuesto_por=persona)


def de_la_financiera(persona):
    return Q() if persona.es("subgerencia", "financiera") else NUNCA


def que_pago(pago):
    cubre = "" if pago.suma_pagada >= pago.total_liquidado else f" de {pesos(pago.total_liquidado)}"
    return f"{pesos(pago.valor)}{cubre}, {pago.banco}, comprobante {pago.referencia}"


def que_devolver(devolucion):
    return f"{pesos(devolucion.valor)}. {devolucion.motivo}"


def que_cargar(cargo):
    return f"{pesos(cargo.total)} a la matrícula {cargo.matricula}"


# --- Calidad ------------------------------------------------------------------------------------


def a_su_cargo(persona):
    """Who answers for it; anybody with the permission when nobody does or the term is over."""
    return Q(responsable=persona) | Q(responsable=None) | Q(vence_en__lt=_hoy())


def correccion_de_otro(persona):
    return ~Q(correccion="") & ~Q(corregida_por=persona)


def de_otro_responsable(persona):
    return ~Q(responsable=persona) & ~Q(ejecutada_por=persona)


def como_pedirla(encuesta):
    en_papel = encuesta.medio in ("en_mano", "dejada")
    return "Transcribir la encuesta" if en_papel else "Llamar por la encuesta"


def donde_esta(encuesta):
    return f"{encuesta.get_medio_display()}; al vencer se presume «bueno»"


# --- What each model adds to its query ----------------------------------------------------------


def _ultima(modelo, campo, valor, orden="-pk", **filtros):
    filas = modelo.objects.filter(**{campo: OuterRef("pk")}, **filtros)
    return Subquery(filas.order_by(orden).values(valor)[:1])


def _liquidacion(camino, valor):
    filas = Liquidacion.objects.filter(solicitud=OuterRef(camino))
    return Subquery(filas.order_by("-numero_version").values(valor)[:1])


def _pagado(camino):
    pagos = Pago.objects.filter(solicitud=OuterRef(camino), estado__in=["registrado", "validado"])
    return Subquery(pagos.order_by().values("solicitud").annotate(suma=Sum("valor")).values("suma"))


def _cita(campo):
    return {
        "cita": _ultima(Programacion, campo, "inicio", vigente=True),
        "equipo": _ultima(Programacion, campo, "cuadrilla__nombre", vigente=True),
    }


ANOTACIONES = {
    Solicitud: lambda: {
        "total_liquidado": _liquidacion("pk", "total"),
        "suma_pagada": _pagado("pk"),
        "resultado_revision": _ultima(
            OrdenRevision, "solicitud", "resultado", estado="terminada"
        ),
        "por_verificar": Subquery(
            Verificacion.objects.filter(solicitud=OuterRef("pk"))
            .exclude(conforme=True).order_by("pk").values("nombre")[:1]
        ),
    },
    OrdenRevision: lambda: _cita("orden_revision"),
    OrdenTrabajo: lambda: _cita("orden_trabajo"),
    Pago: lambda: {
        "total_liquidado": _liquidacion("solicitud", "total"),
        "suma_pagada": _pagado("solicitud"),
        "liquido_quien": _liquidacion("solicitud", "liquidado_por"),
    },
}  # fmt: skip
"""Model -> what its rows must know before being told."""
