"""Acción correctiva: what is established in case of incumplimiento, and whether it worked (C18)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import FSMField

from serviciosesp.core.models import NUEVO, Consecutivo, ModeloDelProcedimiento
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.transiciones import transicion

from .salida import SalidaNoConforme


class AccionQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        return self.all() if usuario.puede("snc.ver") else self.none()


@requisito(
    "La eficacia la verifica otra persona: no la responsable ni quien la ejecutó",
    clausula="C18", resuelve="calidad", segregacion=True,
)  # fmt: skip
def otro_verifica(accion, por):
    return por is not None and por.pk not in (accion.responsable_id, accion.ejecutada_por_id)


class AccionCorrectiva(ModeloDelProcedimiento):
    class E(models.TextChoices):
        ABIERTA = "abierta", "Abierta"
        EN_EJECUCION = "en_ejecucion", "En ejecución"
        EJECUTADA = "ejecutada", "Ejecutada"
        EFICAZ = "eficaz", "Eficaz"
        NO_EFICAZ = "no_eficaz", "No eficaz"

    class Origen(models.TextChoices):
        SALIDA = "snc", "Salida no conforme"
        INCUMPLIMIENTO = "incumplimiento", "Incumplimiento"
        AUDITORIA = "auditoria", "Auditoría"

    INSIGNIAS = {
        E.ABIERTA: ("Abierta", "rojo", "exclamation-triangle"),
        E.EN_EJECUCION: ("En ejecución", "ambar", "tools"),
        E.EJECUTADA: ("Ejecutada", "teal", "clipboard-check"),
        E.EFICAZ: ("Eficaz", "verde", "check-lg"),
        E.NO_EFICAZ: ("No eficaz", "rojo", "x-octagon"),
    }

    url_detalle = "noconformes:accion"
    sufijo_url = "accion"

    numero = models.CharField(max_length=20, unique=True)
    salida = models.ForeignKey(
        SalidaNoConforme, models.PROTECT, null=True, blank=True, related_name="acciones"
    )
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    origen = models.CharField(max_length=15, choices=Origen.choices)
    descripcion = models.TextField("qué la origina")
    plan = models.TextField("acción")
    criterio = models.TextField("cómo se sabrá si fue eficaz")
    equipo = models.CharField("equipo de soporte", max_length=200, blank=True)
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="acciones_a_cargo"
    )
    vence_en = models.DateField("fecha límite")
    ejecucion = models.TextField("qué se hizo", blank=True)
    ejecutada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ejecutada_en = models.DateTimeField(null=True)
    eficacia = models.TextField("verificación de la eficacia", blank=True)
    verificada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AccionQuerySet.as_manager()

    class Meta:
        verbose_name = "acción correctiva"
        verbose_name_plural = "acciones correctivas"
        ordering = ["-id"]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(
                ["abierta", "en_ejecucion", "ejecutada", "eficaz", "no_eficaz"], "accion_estado"
            ),
            models.CheckConstraint(
                condition=Q(verificada_por__isnull=True)
                | ~Q(verificada_por=models.F("responsable"))
                & ~Q(verificada_por=models.F("ejecutada_por")),
                name="accion_verifica_otro",
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.salida.solicitud if self.salida_id else self

    @transicion(
        de=NUEVO, a=E.ABIERTA, etiqueta="Abrir acción correctiva", hecho="Acción correctiva abierta",
        clausulas=["C18"],
    )  # fmt: skip
    def abrir(self, *, por, origen, descripcion, plan, criterio, responsable, vence_en, equipo=""):
        """Establish the action, with its owner, its date and how its effectiveness will be known."""
        self.origen, self.descripcion, self.plan = origen, descripcion, plan
        self.criterio, self.responsable, self.vence_en = criterio, responsable, vence_en
        self.equipo = equipo
        self.numero = Consecutivo.siguiente("AC")
        return f"{self.numero} abierta, a cargo de {responsable} hasta el {vence_en:%d/%m/%Y}"

    @transicion(
        de=E.ABIERTA, a=E.EN_EJECUCION, etiqueta="Empezar", hecho="Acción en ejecución",
        clausulas=["C18"],
    )  # fmt: skip
    def iniciar(self, *, por):
        """Its owner began."""

    @transicion(
        de=E.EN_EJECUCION, a=E.EJECUTADA, etiqueta="Reportar ejecución", hecho="Acción ejecutada",
        clausulas=["C18"],
    )  # fmt: skip
    def reportar(self, *, por, ejecucion):
        """What was done, with its evidence."""
        self.ejecucion, self.ejecutada_por, self.ejecutada_en = ejecucion, por, timezone.now()
        return f"{self.numero} ejecutada: {ejecucion}"

    @transicion(
        de=E.EJECUTADA, a=E.EFICAZ, etiqueta="Declarar eficaz", hecho="Acción eficaz",
        clausulas=["C18"], requiere=[otro_verifica],
    )  # fmt: skip
    def declarar_eficaz(self, *, por, eficacia):
        """Control interno found that the cause is gone."""
        self.eficacia, self.verificada_por = eficacia, por
        return f"{self.numero} eficaz: {eficacia}"

    @transicion(
        de=E.EJECUTADA, a=E.NO_EFICAZ, etiqueta="Declarar no eficaz", hecho="Acción no eficaz",
        clausulas=["C18"], requiere=[otro_verifica], peligro=True,
    )  # fmt: skip
    def declarar_no_eficaz(self, *, por, eficacia):
        """The cause is still there: another action is needed."""
        self.eficacia, self.verificada_por = eficacia, por
        return f"{self.numero} no eficaz: {eficacia}"
