"""Salida no conforme, P02-03: causes, correction, and closure by somebody else (C17)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django_fsm import FSMField

from serviciosesp.core import calendario
from serviciosesp.core.models import (
    NUEVO,
    Consecutivo,
    ModeloDelProcedimiento,
    PorArea,
    parametro,
)
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.transiciones import transicion
from solicitudes.models import Solicitud


class SalidaQuerySet(PorArea):
    permiso_ver = "snc.ver"
    camino_area = "solicitud__servicio__area"


@requisito("La causa está escrita", clausula="C17", resuelve="jefe_area")
def con_causa(salida, por):
    return bool(salida.causa) or "Falta la causa"


@requisito("La corrección hecha está anotada", clausula="C17", resuelve="jefe_area")
def con_correccion(salida, por):
    return bool(salida.correccion) or "Falta anotar la corrección hecha"


@requisito(
    "Verifica otra persona: no quien escribió la corrección",
    clausula="C17", resuelve="calidad", segregacion=True,
)  # fmt: skip
def otro_verifica(salida, por):
    return por is not None and por.pk != salida.corregida_por_id


@requisito(
    "La verificación dice que el servicio quedó conforme", clausula="C17", resuelve="calidad"
)
def quedo_conforme(salida, por):
    return salida.conforme is True


class SalidaNoConforme(ModeloDelProcedimiento):
    class E(models.TextChoices):
        ABIERTA = "abierta", "Abierta"
        EN_ANALISIS = "en_analisis", "En análisis"
        EN_CORRECCION = "en_correccion", "En corrección"
        VERIFICADA = "verificada", "Verificada"
        CERRADA = "cerrada", "Cerrada"

    class Fuente(models.TextChoices):
        ENCUESTA = "encuesta", "Encuesta R10-01-03"
        NOVEDAD = "novedad", "Novedad"
        PQR = "pqr", "Queja o reclamo"
        AUDITORIA = "auditoria", "Auditoría o inspección"

    class Clasificacion(models.TextChoices):
        MENOR = "menor", "Menor"
        MAYOR = "mayor", "Mayor"

    class Tratamiento(models.TextChoices):
        CORRECCION = "correccion", "Corrección"
        SUSPENSION = "suspension", "Separación, contención o suspensión"
        INFORMAR = "informar", "Informar al cliente"
        CONCESION = "concesion", "Aceptación bajo concesión"

    INSIGNIAS = {
        E.ABIERTA: ("Abierta", "rojo", "exclamation-triangle"),
        E.EN_ANALISIS: ("En análisis", "ambar", "search"),
        E.EN_CORRECCION: ("En corrección", "ambar", "tools"),
        E.VERIFICADA: ("Verificada", "teal", "clipboard-check"),
        E.CERRADA: ("Cerrada", "verde", "lock-fill"),
    }

    url_detalle = "noconformes:detalle"

    numero = models.CharField(max_length=20, unique=True)
    solicitud = models.ForeignKey(
        Solicitud, models.PROTECT, related_name="salidas_no_conformes"
    )
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    fuente = models.CharField(max_length=10, choices=Fuente.choices)
    descripcion = models.TextField("qué no se cumplió")
    items = models.JSONField("ítems", default=list)
    detectada_en = models.DateTimeField(default=timezone.now)
    vence_en = models.DateField(null=True)
    clasificacion = models.CharField(max_length=6, choices=Clasificacion.choices, blank=True)
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="salidas_a_cargo"
    )
    causa = models.TextField(blank=True)
    tratamiento = models.CharField(max_length=12, choices=Tratamiento.choices, blank=True)
    plan = models.TextField("corrección prevista", blank=True)
    correccion = models.TextField("corrección hecha", blank=True)
    corregida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    corregida_en = models.DateTimeField(null=True)
    conforme = models.BooleanField(null=True)
    verificacion = models.TextField("verificación", blank=True)
    verificada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cerrada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cerrada_en = models.DateTimeField(null=True)

    objects = SalidaQuerySet.as_manager()

    class Meta:
        verbose_name = "salida no conforme"
        verbose_name_plural = "salidas no conformes"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["vence_en", "id"], name="snc_abiertas", condition=~Q(estado="cerrada")
            ),
            models.Index(fields=["estado", "-id"], name="snc_por_estado"),
            models.Index(fields=["detectada_en"], name="snc_detectada_en"),
        ]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(
                ["abierta", "en_analisis", "en_correccion", "verificada", "cerrada"], "snc_estado"
            ),
            models.CheckConstraint(
                condition=~Q(estado="cerrada") | ~Q(causa="") & ~Q(correccion=""),
                name="snc_cerrada_con_causa_y_correccion",
            ),
            models.CheckConstraint(
                condition=Q(cerrada_por__isnull=True) | ~Q(cerrada_por=F("corregida_por")),
                name="snc_cierra_otro",
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.solicitud

    @transicion(
        de=NUEVO, a=E.ABIERTA, etiqueta="Abrir salida no conforme",
        hecho="Salida no conforme abierta", clausulas=["C17"],
    )  # fmt: skip
    def abrir(self, *, por, fuente, descripcion, items=()):
        """Raised by a survey by itself, or by a person from a novedad, a complaint or an audit."""
        self.fuente, self.descripcion, self.items = fuente, descripcion, list(items)
        self.vence_en = calendario.sumar_habiles(timezone.localdate(), parametro("dias_snc"))
        self.numero = Consecutivo.siguiente("SNC")
        return f"{self.numero} abierta ({self.get_fuente_display()}): {descripcion}"

    @transicion(
        de=E.ABIERTA, a=E.EN_ANALISIS, etiqueta="Analizar", hecho="En análisis",
        clausulas=["C17"], detalle="clasificar y nombrar responsable",
    )  # fmt: skip
    def analizar(self, *, por, clasificacion, responsable):
        """Classify it and name who answers for it."""
        self.clasificacion, self.responsable = clasificacion, responsable
        return f"{self.numero}: {self.get_clasificacion_display().lower()}, a cargo de {responsable}"

    @transicion(
        de=E.EN_ANALISIS, a=E.EN_CORRECCION, etiqueta="Registrar causa y corrección",
        hecho="Causa registrada", clausulas=["C17"], detalle="por qué pasó y qué se hará",
    )  # fmt: skip
    def corregir(self, *, por, causa, tratamiento, plan):
        """Detect the cause and decide the correction."""
        self.causa, self.tratamiento, self.plan = causa, tratamiento, plan
        return f"Causa: {causa} Corrección prevista: {plan}"

    @transicion(
        de=E.EN_CORRECCION, etiqueta="Anotar la corrección hecha", hecho="Corrección hecha",
        clausulas=["C17"],
    )  # fmt: skip
    def anotar_correccion(self, *, por, correccion):
        """What was really done."""
        self.correccion, self.corregida_por = correccion, por
        self.corregida_en = timezone.now()
        return f"Corrección hecha: {correccion}"

    @transicion(
        de=E.EN_CORRECCION, a=E.VERIFICADA, etiqueta="Verificar", hecho="Verificada",
        clausulas=["C17"], requiere=[con_causa, con_correccion, otro_verifica],
    )  # fmt: skip
    def verificar(self, *, por, conforme, verificacion):
        """Control interno looks at the result of the correction."""
        self.conforme, self.verificacion, self.verificada_por = conforme, verificacion, por
        return f"Verificada: {'conforme' if conforme else 'no conforme'}. {verificacion}"

    @transicion(
        de=E.VERIFICADA, a=E.EN_CORRECCION, etiqueta="Devolver a corrección",
        hecho="Vuelve a corrección", clausulas=["C17"], detalle="la corrección no bastó",
    )  # fmt: skip
    def devolver(self, *, por, motivo):
        """The correction was not enough."""
        self.correccion, self.conforme = "", None
        return f"Vuelve a corrección: {motivo}"

    @transicion(
        de=E.VERIFICADA, a=E.CERRADA, etiqueta="Cerrar", hecho="Cerrada", clausulas=["C17"],
        requiere=[con_causa, con_correccion, otro_verifica, quedo_conforme],
    )  # fmt: skip
    def cerrar(self, *, por):
        """Closed by control interno, never by who wrote the correction."""
        self.cerrada_por, self.cerrada_en, self.vence_en = por, timezone.now(), None
        return f"{self.numero} cerrada"
