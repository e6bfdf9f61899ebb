"""Periodic jobs: what the calendar alone makes due. A job is a query over due rows, not a timer.

Each job is a generator that takes one step a row, so that the worker can beat, attend something
else or leave between two rows. Every row is an act in a transaction of its own, and what is due is
asked again under the lock: repeated, interrupted or run by two workers at once, it is done once.
"""

import logging
from itertools import batched

from django.db import InterfaceError, OperationalError
from django.db.models import Max
from django.utils import timezone

from encuestas.models import Encuesta
from serviciosesp.core import calendario
from serviciosesp.core.models import parametro
from serviciosesp.core.transiciones import Negado, ejecutar, faltan
from solicitudes.models import Solicitud
from solicitudes.models.estados import E, MotivoDesistir

registro = logging.getLogger(__name__)
LOTE = 100


def presumir_encuestas():
    """C15: surveys not returned in their term are understood as satisfied."""
    for encuesta in _en_lotes(Encuesta.objects.por_presumir().select_related("solicitud")):
        yield _cumplir(Encuesta.presumir, encuesta)


def recordar_liquidaciones():
    """C7: values that expire in `dias_recordatorio` días hábiles are told again, once."""
    hoy = timezone.localdate()
    limite = calendario.sumar_habiles(hoy, parametro("dias_recordatorio"))
    for solicitud in _en_lotes(_liquidadas().filter(vence__range=(hoy, limite))):
        if not faltan(Solicitud.recordar_liquidacion, solicitud, None):
            yield _cumplir(Solicitud.recordar_liquidacion, solicitud)


def desistir_vencidas():
    """C4: what was not paid `dias_gracia` días hábiles after its value expired is withdrawn."""
    hoy, gracia, locales = (
        timezone.localdate(), parametro("dias_gracia"), calendario.dias_locales(),
    )  # fmt: skip
    vencidas = _liquidadas().filter(vence__lt=hoy).exclude(pagos__estado="registrado")
    for solicitud in _en_lotes(vencidas):
        if calendario.sumar_habiles(solicitud.vence, gracia, locales) < hoy:
            yield _cumplir(
                Solicitud.desistir, solicitud, motivo=MotivoDesistir.LIQUIDACION_VENCIDA
            )


def configurar_silencios():
    """C4: requests whose legal term ended without an answer (Ley 142 de 1994, art. 158)."""
    vencidas = Solicitud.objects.filter(
        estado__in=[E.RECIBIDA, E.EN_REVISION], respuesta_vence__lt=timezone.localdate(),
        respondida_en__isnull=True, silencio_en__isnull=True,
    )  # fmt: skip
    for solicitud in _en_lotes(vencidas):
        yield _cumplir(Solicitud.configurar_silencio, solicitud)


TRABAJOS = [presumir_encuestas, recordar_liquidaciones, desistir_vencidas, configurar_silencios]


def _liquidadas():
    """Requests that wait for the client, with `vence`: last day of their latest value."""
    return Solicitud.objects.filter(estado=E.LIQUIDADA).annotate(
        vence=Max("liquidaciones__vigente_hasta")
    )


def _en_lotes(filas):
    """Due rows, read afresh in lots; in no order, so that two workers seldom meet on one."""
    for lote in batched(list(filas.order_by("?").values_list("pk", flat=True)), LOTE, strict=False):
        yield from filas.filter(pk__in=lote)


def _cumplir(transicion, objeto, **datos):
    """Whether the act was done. What somebody moved meanwhile is theirs; a bad row stops none."""
    try:
        ejecutar(transicion, objeto, por=None, version=objeto.version, **datos)
    except Negado as negado:
        registro.info("%s de %s: %s", transicion.acto.nombre, objeto, negado)
        return False
    except (OperationalError, InterfaceError):
        raise  # the database is gone: nothing else can be done now
    except Exception:
        registro.exception("%s de %s", transicion.acto.nombre, objeto)
        return False
    return True
