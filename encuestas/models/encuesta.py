"""The survey: handed over when the service ends, answered or presumed (C14, C15, C17, C19)."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import FSMField

from noconformes.models import SalidaNoConforme
from serviciosesp.core import calendario
from serviciosesp.core.models import (
    NUEVO,
    Adjunto,
    Consecutivo,
    EnlacePublico,
    ModeloDelProcedimiento,
    PorArea,
    parametro,
)
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.transiciones import EstadoNoPermite, NoCumple, ejecutar, transicion
from solicitudes.models import Solicitud

from .. import avisos
from .formulario import ESCALA, Formulario, Item


class EncuestaQuerySet(PorArea):
    permiso_ver = "encuesta.ver"
    camino_area = "solicitud__servicio__area"

    def por_presumir(self, hoy=None):
        """Handed over, not returned, and with the term over (C15)."""
        return self.filter(estado="entregada", vence_en__lt=hoy or timezone.localdate())


@requisito("El plazo para devolver la encuesta se cumplió", clausula="C15", resuelve="sistema")
def plazo_cumplido(encuesta, por):
    return timezone.localdate() > encuesta.vence_en


@requisito("Solo el sistema presume una encuesta", clausula="C15", resuelve="sistema")
def solo_el_sistema(encuesta, por):
    return por is None


@requisito(
    "La encuesta llegó dentro del plazo en que se reciben las tardías",
    clausula="C15", resuelve="calidad",
)  # fmt: skip
def dentro_de_plazo_tardio(encuesta, por):
    if encuesta.estado != "presunta":
        return True
    limite = encuesta.presumida_en + timedelta(days=parametro("dias_respuesta_tardia"))
    return timezone.now() <= limite


@requisito(
    "Marque al menos un ítem; los que quedaron en blanco se guardan sin respuesta",
    clausula="C15", resuelve="cliente", campo="respuestas", con_datos=True,
)  # fmt: skip
def con_respuestas(encuesta, por, *, respuestas=None, **_):
    return any((respuestas or {}).values())


class Encuesta(ModeloDelProcedimiento):
    class E(models.TextChoices):
        ENTREGADA = "entregada", "Entregada"
        RESPONDIDA = "respondida", "Respondida"
        PRESUNTA = "presunta", "Presunta"

    class Medio(models.TextChoices):
        EN_MANO = "en_mano", "En mano, en papel"
        CORREO = "correo", "Enlace por correo"
        QR = "qr", "Código QR en el sitio"
        DEJADA = "dejada", "Dejada en el predio, con foto"

    INSIGNIAS = {
        E.ENTREGADA: ("Entregada", "ambar", "hourglass-split"),
        E.RESPONDIDA: ("Respondida", "verde", "check-lg"),
        E.PRESUNTA: ("Presunta", "gris", "slash-circle"),
    }

    url_detalle = "encuestas:detalle"

    numero = models.CharField(max_length=20, unique=True)
    solicitud = models.OneToOneField(Solicitud, models.PROTECT, related_name="encuesta")
    formulario = models.ForeignKey(Formulario, models.PROTECT, related_name="encuestas")
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    medio = models.CharField("cómo se entregó", max_length=10, choices=Medio.choices)
    evidencia = models.CharField("prueba de la entrega", max_length=300, blank=True)
    entregada_en = models.DateTimeField(default=timezone.now)
    vence_en = models.DateField("último día para devolverla")
    respondida_en = models.DateTimeField(null=True)
    responde = models.CharField("quién responde", max_length=160, blank=True)
    observaciones = models.TextField(blank=True)
    transcrita_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    papel = models.ForeignKey(Adjunto, models.PROTECT, null=True, related_name="+")
    presumida_en = models.DateTimeField(null=True)
    salida_no_conforme = models.OneToOneField(
        SalidaNoConforme, models.PROTECT, null=True, related_name="encuesta"
    )

    objects = EncuestaQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["vence_en", "id"], name="encuesta_pendiente", condition=Q(estado="entregada")
            ),
            models.Index(fields=["estado", "-id"], name="encuesta_por_estado"),
            models.Index(fields=["entregada_en"], name="encuesta_entregada_en"),
        ]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(
                ["entregada", "respondida", "presunta"], "encuesta_estado"
            ),
            models.CheckConstraint(
                condition=~Q(estado="presunta") | Q(presumida_en__isnull=False),
                name="encuesta_presunta_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado="respondida") | Q(respondida_en__isnull=False),
                name="encuesta_respondida_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado="presunta") | Q(salida_no_conforme__isnull=True),
                name="encuesta_presunta_sin_snc",
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.solicitud

    @transicion(
        de=NUEVO, a=E.ENTREGADA, etiqueta="Entregar encuesta", hecho="Encuesta entregada",
        clausulas=["C14"], interno=True,
    )  # fmt: skip
    def entregar(self, *, por, medio, evidencia):
        """Handed over in the moment the service ends; the proof of delivery starts the term."""
        self.formulario = Formulario.vigente()
        self.medio, self.evidencia = medio, evidencia
        self.vence_en = calendario.sumar_habiles(timezone.localdate(), parametro("dias_encuesta"))
        self.numero = Consecutivo.siguiente("EN")
        return f"Encuesta entregada ({self.get_medio_display().lower()}); {evidencia}".rstrip("; ")

    def al_guardar(self):
        if self.estado == self.E.ENTREGADA and self.medio == self.Medio.CORREO:
            avisos.invitacion(self, self.enlace_nuevo())
        Respuesta.objects.bulk_create(
            Respuesta(encuesta=self, **valores)
            for valores in self.__dict__.pop("_respuestas_nuevas", ())
        )

    def enlace_nuevo(self):
        """Token of a fresh link to answer, live while an answer can still be received."""
        dias = parametro("dias_encuesta") * 2 + parametro("dias_respuesta_tardia")
        _, ficha = EnlacePublico.crear(
            self, EnlacePublico.ENCUESTA, expira=timezone.now() + timedelta(days=dias)
        )
        return ficha

    @transicion(
        de=[E.ENTREGADA, E.PRESUNTA], a=E.RESPONDIDA, etiqueta="Transcribir la encuesta",
        hecho="Encuesta respondida", clausulas=["C14", "C17", "C19"],
        requiere=[dentro_de_plazo_tardio, con_respuestas], por_enlace=EnlacePublico.ENCUESTA,
    )  # fmt: skip
    def responder(self, *, por, respuestas, responde="", observaciones="", papel=None):
        """Keep the real answers {item pk: value}; blanks stay blank; a bad quality item raises the SNC.

        A late answer replaces the presumption; both are kept and C17 is evaluated again.
        """
        self.respondida_en, self.responde, self.observaciones = timezone.now(), responde, observaciones
        persona = None if por is None or isinstance(por, EnlacePublico) else por
        self.transcrita_por = persona
        if papel:
            self.papel = Adjunto.guardar(papel, raiz=self.solicitud, por=persona)
        items = list(self.formulario.items.all())
        self._respuestas_nuevas = [
            {"item": i, "valor": respuestas.get(i.pk) or "", "presunta": False} for i in items
        ]
        malos = [
            {"item": i.texto, "valor": respuestas[i.pk]}
            for i in items
            if i.es_calidad and respuestas.get(i.pk) in ("regular", "malo")
        ]
        if malos:
            self._levantar_salida(malos)
        ejecutar(Solicitud.calificar, self.solicitud, por=None, presunta=False)
        return "Encuesta respondida" + (f": {len(malos)} ítem(s) de calidad sin «bueno»" if malos else "")

    @transicion(
        de=E.ENTREGADA, a=E.PRESUNTA, etiqueta="Presumir", hecho="Encuesta presunta: bueno en cada ítem",
        clausulas=["C15"], requiere=[solo_el_sistema, plazo_cumplido], interno=True,
    )  # fmt: skip
    def presumir(self, *, por):
        """Not returned in the term: understood as satisfied, «bueno» on every item."""
        self.presumida_en = timezone.now()
        self._respuestas_nuevas = [
            {"item": i, "valor": "bueno", "presunta": True} for i in self.formulario.items.all()
        ]
        ejecutar(Solicitud.calificar, self.solicitud, por=None, presunta=True)

    def _levantar_salida(self, malos):
        descripcion = "; ".join(f"{m['item']}: {m['valor']}" for m in malos)
        salida = SalidaNoConforme(solicitud=self.solicitud)
        self.salida_no_conforme = ejecutar(
            SalidaNoConforme.abrir, salida, por=None, fuente="encuesta",
            descripcion=f"El cliente calificó {descripcion}", items=malos,
        )  # fmt: skip


class Respuesta(models.Model):
    """One answered item. Presumed and real answers live side by side and are never mixed."""

    encuesta = models.ForeignKey(Encuesta, models.PROTECT, related_name="respuestas")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    valor = models.CharField(max_length=8, choices=ESCALA, blank=True)
    presunta = models.BooleanField()

    class Meta:
        ordering = ["item__numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["encuesta", "item", "presunta"], name="respuesta_unica"
            ),
            models.CheckConstraint(
                condition=Q(presunta=False) | Q(valor="bueno"), name="respuesta_presunta_bueno"
            ),
            models.CheckConstraint(
                condition=Q(valor__in=["", "bueno", "regular", "malo"]), name="respuesta_escala"
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.valor}"


def cerrar_si_nada_falta(encuesta, *, por, **_):
    """C19: an answer closes the request when nothing else is missing; otherwise it is never lost."""
    with suppress(NoCumple, EstadoNoPermite):
        ejecutar(Solicitud.cerrar, encuesta.solicitud, por=None)


def entregar_al_terminar(solicitud, *, por, encuesta_medio, encuesta_evidencia="", foto=None, **_):
    """C14: the service ended, so the survey is handed over."""
    evidencia = encuesta_evidencia or ("Foto en el predio" if foto else "")
    ejecutar(
        Encuesta.entregar, Encuesta(solicitud=solicitud), por=por, medio=encuesta_medio,
        evidencia=evidencia,
    )  # fmt: skip
