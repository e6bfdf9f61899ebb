"""Document control (H1) and issued documents: printed once, kept as printed."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..actos import transicion
from ..requisitos import unico
from .base import DelCatalogo, ModeloDelProcedimiento
from .evento import clave_de
from .parametro import YA_HAY, desde_hoy

ALFABETO = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters of the verification code: none that is mistaken for another."""


class ControlDocumental(ModeloDelProcedimiento):
    """Header and footer of a controlled form, by version (H1).

    Its dates stay as the utility writes them.
    """

    sufijo_url = "formato"

    codigo = models.CharField("código", max_length=20)
    titulo = models.CharField("título", max_length=160)
    emisor = models.CharField(max_length=120)
    fecha_emision = models.CharField("fecha de emisión", max_length=20)
    fecha_cambio = models.CharField("fecha último cambio", max_length=20)
    l_c = models.CharField("L/C", max_length=10, blank=True)
    elaborado_nombre = models.CharField(max_length=120)
    elaborado_cargo = models.CharField(max_length=120)
    revisado_nombre = models.CharField(max_length=120)
    revisado_cargo = models.CharField(max_length=120)
    aprobado_nombre = models.CharField(max_length=120)
    aprobado_cargo = models.CharField(max_length=120)
    vigente_desde = models.DateField()

    objects = DelCatalogo.as_manager()

    class Meta:
        verbose_name = "control documental"
        verbose_name_plural = "control documental"
        ordering = ["codigo", "-vigente_desde"]
        constraints = [
            models.UniqueConstraint(fields=["codigo", "vigente_desde"], name="control_unico"),
        ]

    def __str__(self):
        return f"{self.codigo} {self.titulo}"

    @classmethod
    def vigente(cls, codigo, en=None):
        """The version in force on a date (today by default)."""
        return (
            cls.objects.filter(codigo=codigo, vigente_desde__lte=en or timezone.localdate())
            .order_by("-vigente_desde")
            .first()
        )

    @transicion(
        etiqueta="Publicar versión", hecho="Versión del formato publicada", clausulas=["H1"],
        requiere=[desde_hoy("vigente_desde"), unico("vigente_desde", "codigo", frase=YA_HAY)],
    )  # fmt: skip
    def publicar(self, *, por, titulo, emisor, fecha_emision, fecha_cambio, l_c,
                 elaborado_nombre, elaborado_cargo, revisado_nombre, revisado_cargo,
                 aprobado_nombre, aprobado_cargo, vigente_desde):  # fmt: skip
        """A version in force from today or later; what was printed keeps the one it had."""
        datos = {k: v for k, v in locals().items() if k not in ("self", "por")}
        for campo, valor in datos.items():
            setattr(self, campo, valor)
        return f"{self.codigo} publicado, vigente desde {vigente_desde:%d/%m/%Y}"

    def como_datos(self):
        """The `control` block of a document's context (docs/documentos.md)."""
        datos = {c: getattr(self, c) for c in
                 ("codigo", "titulo", "emisor", "fecha_emision", "fecha_cambio", "l_c")}  # fmt: skip
        for firma in ("elaborado", "revisado", "aprobado"):
            datos[firma] = {
                "nombre": getattr(self, f"{firma}_nombre"),
                "cargo": getattr(self, f"{firma}_cargo"),
            }
        return datos


class DocumentoQuerySet(models.QuerySet):
    def por_emitir(self, ahora=None):
        ahora = ahora or timezone.now()
        return self.filter(
            Q(tomado_hasta__isnull=True) | Q(tomado_hasta__lt=ahora),
            estado=Documento.PENDIENTE,
            intentos__lt=Documento.INTENTOS_MAXIMOS,
        )

    def de(self, objeto):
        return self.filter(raiz=clave_de(objeto.raiz)).order_by("-creado_en", "-pk")


class Documento(models.Model):
    """A printed form. Its data are frozen when it is asked for; the worker prints it once.

    The bytes kept are the document for ever: they are served, never rendered again.
    """

    PENDIENTE, EMITIDO, REEMPLAZADO = "pendiente", "emitido", "reemplazado"
    INTENTOS_MAXIMOS = 5

    tipo = models.CharField(max_length=30)
    titulo = models.CharField(max_length=160)
    raiz = models.CharField(max_length=60, db_index=True)
    objeto = models.CharField(max_length=60, db_index=True)
    permiso = models.CharField(max_length=60)
    plantilla = models.CharField(max_length=100)
    contexto = models.JSONField()
    codigo = models.CharField("código de verificación", max_length=12, unique=True)
    estado = models.CharField(max_length=12, default=PENDIENTE)
    archivo = models.FileField(upload_to="documentos/%Y/%m", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    bytes = models.PositiveIntegerField(default=0)
    creado_en = models.DateTimeField(default=timezone.now)
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    emitido_en = models.DateTimeField(null=True)
    tomado_hasta = models.DateTimeField(null=True)
    intentos = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects = DocumentoQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="documento_pendiente", condition=Q(estado="pendiente")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado="pendiente") | ~Q(sha256=""), name="documento_con_huella"
            ),
        ]

    def __str__(self):
        return self.titulo

    @staticmethod
    def nuevo_codigo():
        letras = "".join(secrets.choice(ALFABETO) for _ in range(8))
        return f"{letras[:4]}-{letras[4:]}"

    def anteriores(self):
        return Documento.objects.filter(objeto=self.objeto, tipo=self.tipo, pk__lt=self.pk)

    def posteriores(self):
        return Documento.objects.filter(objeto=self.objeto, tipo=self.tipo, pk__gt=self.pk)

    def tomar(self, minutos=2):
        """Lease the row for printing; False when another worker was quicker."""
        ahora = timezone.now()
        tomadas = (
            Documento.objects.por_emitir(ahora)
            .filter(pk=self.pk)
            .update(tomado_hasta=ahora + timedelta(minutes=minutos))
        )
        return tomadas == 1

    def guardar_pdf(self, contenido):
        """Keep the printed bytes with their SHA-256. The file is written before the row."""
        self.archivo.save(f"{secrets.token_hex(16)}.pdf", ContentFile(contenido), save=False)
        self.sha256 = hashlib.sha256(contenido).hexdigest()
        self.bytes = len(contenido)
        superado = self.posteriores().exists()
        self.estado, self.emitido_en = self.REEMPLAZADO if superado else self.EMITIDO, timezone.now()
        self.tomado_hasta, self.error = None, ""
        self.save()
