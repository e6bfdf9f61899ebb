"""Novedades: told to the client and to the dueño del proceso, kept on the order (C13)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import FSMField

from serviciosesp.core.avisos import avisar_cliente
from serviciosesp.core.models import NUEVO, Adjunto, Consecutivo, ModeloDelProcedimiento
from serviciosesp.core.models.aviso import Canal
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.transiciones import transicion

from .. import avisos
from .trabajo import OrdenTrabajo


class NovedadQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        return self.filter(orden__in=OrdenTrabajo.objects.visibles_para(usuario))


@requisito(
    "Escriba a quién se le comunicó y por qué medio",
    clausula="C13", resuelve="supervisor", campo="evidencia", con_datos=True,
)  # fmt: skip
def comunicada_con_prueba(novedad, por, *, canal="", evidencia="", **_):
    if canal == Canal.CORREO:
        return bool(novedad.raiz.correo) or "La solicitud no tiene correo: avise por otro canal"
    return bool(canal and evidencia)


@requisito("El dueño del proceso fue informado", clausula="C13", resuelve="subgerencia")
def dueno_informado(novedad, por):
    return novedad.dueno_avisado_en is not None


class Novedad(ModeloDelProcedimiento):
    class Tipo(models.TextChoices):
        SERVICIO = "servicio", "En la prestación del servicio"
        PROPIEDAD = "propiedad", "Sobre la propiedad del cliente"

    class Reporta(models.TextChoices):
        EMPRESA = "empresa", "La empresa"
        CLIENTE = "cliente", "El cliente"

    class E(models.TextChoices):
        REGISTRADA = "registrada", "Por comunicar"
        COMUNICADA = "comunicada", "Comunicada"

    INSIGNIAS = {
        E.REGISTRADA: ("Por comunicar", "ambar", "exclamation-triangle"),
        E.COMUNICADA: ("Comunicada", "verde", "check-lg"),
    }

    url_detalle = "ordenes:novedad"
    sufijo_url = "novedad"

    numero = models.CharField(max_length=20, unique=True)
    orden = models.ForeignKey(OrdenTrabajo, models.PROTECT, related_name="novedades")
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    tipo = models.CharField(max_length=10, choices=Tipo.choices)
    reporta = models.CharField(max_length=8, choices=Reporta.choices)
    descripcion = models.TextField("descripción")
    foto = models.ForeignKey(Adjunto, models.PROTECT, null=True, related_name="+")
    registrada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    dueno_avisado_en = models.DateTimeField("dueño del proceso informado", null=True)
    cliente_avisado_en = models.DateTimeField("cliente informado", null=True)
    cliente_canal = models.CharField(max_length=12, choices=Canal.choices, blank=True)
    cliente_evidencia = models.CharField(max_length=300, blank=True)

    objects = NovedadQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "novedades"
        ordering = ["-id"]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(["registrada", "comunicada"], "novedad_estado"),
            models.CheckConstraint(
                condition=~Q(estado="comunicada")
                | Q(cliente_avisado_en__isnull=False, dueno_avisado_en__isnull=False),
                name="novedad_comunicada_a_los_dos",
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.orden.solicitud

    @transicion(
        de=NUEVO, a=E.REGISTRADA, etiqueta="Registrar novedad", hecho="Novedad registrada",
        clausulas=["C13"],
    )  # fmt: skip
    def registrar(self, *, por, tipo, reporta, descripcion, foto=None):
        """Write it on the order and tell the dueño del proceso at once."""
        self.tipo, self.reporta, self.descripcion = tipo, reporta, descripcion
        self.registrada_por = por
        self.numero = Consecutivo.siguiente("NV")
        if foto:
            self.foto = Adjunto.guardar(foto, raiz=self.raiz, por=por)
        if avisos.novedad_al_dueno(self):
            self.dueno_avisado_en = timezone.now()
        quien = "reportada por el cliente" if reporta == self.Reporta.CLIENTE else "de la empresa"
        return f"Novedad {self.numero} {quien} en {self.orden.numero}: {descripcion}"

    @transicion(
        de=E.REGISTRADA, a=E.COMUNICADA, etiqueta="Comunicar al cliente",
        hecho="Novedad comunicada al cliente", clausulas=["C13"],
        requiere=[dueno_informado, comunicada_con_prueba],
    )  # fmt: skip
    def comunicar(self, *, por, canal, evidencia=""):
        """The client was told, with evidence."""
        self.cliente_avisado_en = timezone.now()
        self.cliente_canal, self.cliente_evidencia = canal, evidencia
        avisar_cliente(
            self.raiz, canal=canal, evidencia=evidencia, clausula="C13",
            asunto=f"Novedad en su servicio {self.raiz.numero}", cuerpo=self.descripcion,
            clave=f"{self.numero}:cliente",
        )  # fmt: skip
        return f"Novedad {self.numero} comunicada al cliente ({Canal(canal).label.lower()})"
