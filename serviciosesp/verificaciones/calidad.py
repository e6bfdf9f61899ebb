"""Surveys, ratings and salidas no conformes (C14–C19)."""

from django.db.models import Count, F, Q

from encuestas.models import Encuesta
from noconformes.models import SalidaNoConforme
from solicitudes.models import Solicitud

LOTE = 500


def encuestas():
    """One survey each, by the key of its table; here, that it is there when it must."""
    prestadas = Q(estado__in=["prestada", "cerrada"])
    for solicitud in Solicitud.objects.filter(prestadas, encuesta__isnull=True).iterator():
        yield f"{solicitud}: se prestó y no tiene encuesta"
    for solicitud in Solicitud.objects.exclude(prestadas).filter(encuesta__isnull=False).iterator():
        yield f"{solicitud}: tiene encuesta y no se ha prestado"


def calificacion():
    real = Q(encuesta__estado="respondida", calificacion_presunta=False)
    presunta = Q(encuesta__estado="presunta", calificacion_presunta=True)
    bien = Q(calificada_en__isnull=False) & (real | presunta)
    for solicitud in Solicitud.objects.filter(estado="cerrada").exclude(bien).iterator():
        yield f"{solicitud}: está cerrada y su encuesta no la calificó así"


def presuntas():
    """Presumed answers are there exactly when the survey was presumed: «bueno» on every item."""
    si = Q(respuestas__presunta=True)
    filas = Encuesta.objects.annotate(
        supuestas=Count("respuestas", filter=si, distinct=True),
        otras=Count("respuestas", filter=si & ~Q(respuestas__valor="bueno"), distinct=True),
        items=Count("formulario__items", distinct=True),
    )
    for encuesta in filas.iterator(chunk_size=LOTE):
        debidas = encuesta.items if encuesta.presumida_en else 0
        if encuesta.otras or encuesta.supuestas != debidas:
            yield f"{encuesta}: {encuesta.supuestas} respuestas presuntas de {debidas}"
        elif encuesta.estado == "presunta" and encuesta.salida_no_conforme_id:
            yield f"{encuesta}: es presunta y tiene salida no conforme"


def salidas():
    malas = Q(
        respuestas__presunta=False, respuestas__valor__in=["regular", "malo"],
        respuestas__item__es_calidad=True,
    )  # fmt: skip
    de_encuesta = Q(solicitud__salidas_no_conformes__fuente="encuesta")
    filas = Encuesta.objects.annotate(
        malas=Count("respuestas", filter=malas, distinct=True),
        salidas=Count("solicitud__salidas_no_conformes", filter=de_encuesta, distinct=True),
    )
    for encuesta in filas.iterator(chunk_size=LOTE):
        debidas = 1 if encuesta.malas else 0
        suya = 1 if encuesta.salida_no_conforme_id else 0
        if (encuesta.salidas, suya) != (debidas, debidas):
            yield f"{encuesta}: {encuesta.malas} ítems malos y {encuesta.salidas} salidas"


def cierres():
    sin_cierre = (
        Q(causa="") | Q(correccion="") | Q(cerrada_por__isnull=True)
        | Q(cerrada_por=F("corregida_por")) | ~Q(conforme=True)
    )  # fmt: skip
    for salida in SalidaNoConforme.objects.filter(sin_cierre, estado="cerrada").iterator():
        yield f"{salida}: se cerró sin causa, corrección, conformidad o persona distinta"
