"""What an orden de revisión and an orden de trabajo share."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django_fsm import FSMField

from serviciosesp.core import calendario
from serviciosesp.core.models import NUEVO, ModeloDelProcedimiento, PorArea

from .. import avisos
from .programacion import Programacion


class E(models.TextChoices):
    EMITIDA = "emitida", "Emitida"
    PROGRAMADA = "programada", "Programada"
    EN_EJECUCION = "en_ejecucion", "En ejecución"
    SUSPENDIDA = "suspendida", "Suspendida"
    TERMINADA = "terminada", "Terminada"
    NO_EJECUTADA = "no_ejecutada", "No ejecutada"
    ANULADA = "anulada", "Anulada"


ABIERTAS = [E.EMITIDA, E.PROGRAMADA, E.EN_EJECUCION, E.SUSPENDIDA]
INSIGNIAS = {
    E.EMITIDA: ("Emitida", "violeta", "file-earmark-text"),
    E.PROGRAMADA: ("Programada", "violeta", "calendar-check"),
    E.EN_EJECUCION: ("En ejecución", "teal", "tools"),
    E.SUSPENDIDA: ("Suspendida", "ambar", "pause-circle"),
    E.TERMINADA: ("Terminada", "verde", "check-lg"),
    E.NO_EJECUTADA: ("No ejecutada", "rojo", "x-octagon"),
    E.ANULADA: ("Anulada", "gris", "slash-circle"),
}


class MotivoNoEjecutada(models.TextChoices):
    AUSENTE = "ausente", "El cliente no estaba"
    IMPOSIBLE = "imposible", "En el sitio se vio que no se puede hacer"
    CLIMA = "clima", "Clima"
    FALTA_MATERIAL = "falta_material", "Faltó material o equipo"
    CLIENTE_NO_PERMITE = "no_permite", "El cliente no permitió el trabajo"
    SEGURIDAD = "seguridad", "No era seguro (P08-05, P08-06)"


class OrdenQuerySet(PorArea):
    permiso_ver = "orden.ver"
    camino_area = "solicitud__servicio__area"

    def visibles_para(self, usuario):
        """By area; a crew sees the orders it has or had in its slots, open or ended this week."""
        if usuario.areas_para(self.permiso_ver):
            return super().visibles_para(usuario)
        if not usuario.puede("orden.propia"):
            return self.none()
        hace_una_semana = timezone.now() - timezone.timedelta(days=7)
        propias = Programacion.objects.vigentes().filter(cuadrilla__miembros=usuario)
        return self.filter(pk__in=propias.values(self.model.campo_programacion)).filter(
            models.Q(terminada_en__isnull=True) | models.Q(terminada_en__gte=hace_una_semana)
        )

    def abiertas(self):
        return self.filter(estado__in=ABIERTAS)


class Orden(ModeloDelProcedimiento):
    INSIGNIAS = INSIGNIAS
    campo_programacion = ""

    url_detalle = "ordenes:detalle"

    numero = models.CharField(max_length=20, unique=True)
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    anterior = models.ForeignKey("self", models.PROTECT, null=True, related_name="siguientes")
    notificada_en = models.DateTimeField("responsable notificado", null=True)
    acusada_en = models.DateTimeField("recibida por la cuadrilla", null=True)
    acusada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    iniciada_en = models.DateTimeField(null=True)
    terminada_en = models.DateTimeField(null=True)
    motivo = models.CharField(max_length=20, blank=True)
    explicacion = models.TextField(blank=True)
    recibe = models.CharField("quién recibió", max_length=160, blank=True)
    recibe_documento = models.CharField(max_length=20, blank=True)
    sin_receptor = models.CharField("por qué nadie recibió", max_length=300, blank=True)

    objects = OrdenQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.solicitud

    @property
    def abierta(self):
        return self.estado in ABIERTAS

    @property
    def programacion(self):
        """The slot in force, or None."""
        return next((p for p in self.programaciones.all() if p.vigente), None)

    def _ubicar(self, por, *, inicio, fin, cuadrilla, vehiculo, **acuerdo):
        """Take the slot and tell the crew (C10, C12). Earlier slots are kept, no longer in force."""
        self.programaciones.filter(vigente=True).update(vigente=False)
        programacion = Programacion.objects.create(
            **{self.campo_programacion: self}, registrada_por=por,
            inicio=inicio, fin=fin, cuadrilla=cuadrilla, vehiculo=vehiculo, **acuerdo,
        )  # fmt: skip
        self.notificada_en, self.acusada_en, self.acusada_por = timezone.now(), None, None
        avisos.asignacion(self, programacion)
        return programacion

    def _liberar(self):
        """Give the slot back."""
        self.programaciones.filter(vigente=True).update(vigente=False)

    def _acusar(self, por):
        self.acusada_en, self.acusada_por = timezone.now(), por

    def _cuando(self, inicio, fin):
        desde, hasta = timezone.localtime(inicio), timezone.localtime(fin)
        return f"{calendario.fecha_corta(desde.date())} de {desde:%H:%M} a {hasta:%H:%M}"
