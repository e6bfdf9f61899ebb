"""Files brought by people: receipts, photos, scans."""

import hashlib
import io
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from PIL import Image, UnidentifiedImageError

PIXELES_MAXIMOS = 40_000_000
BYTES_MAXIMOS = 12 * 1024 * 1024


def _ruta(adjunto, nombre):
    return f"adjuntos/{timezone.now():%Y/%m}/{nombre}"


class Adjunto(models.Model):
    """An uploaded file, checked by content. Images are re-encoded, which drops EXIF and GPS."""

    raiz = models.CharField(max_length=60, db_index=True)
    nombre = models.CharField("nombre original", max_length=200)
    tipo = models.CharField(max_length=20)
    archivo = models.FileField(upload_to=_ruta)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    subido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    creado_en = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.nombre

    @classmethod
    def guardar(cls, subida, *, raiz, por):
        """Store an uploaded file for the record `raiz`; `revisar` must have accepted it."""
        from .evento import clave_de

        tipo, contenido = revisar(subida)
        nombre = f"{secrets.token_hex(16)}.{tipo}"
        return cls.objects.create(
            raiz=clave_de(raiz),
            nombre=subida.name[-200:],
            tipo=tipo,
            archivo=ContentFile(contenido, name=nombre),
            sha256=hashlib.sha256(contenido).hexdigest(),
            bytes=len(contenido),
            subido_por=por,
        )


def revisar(subida):
    """(extension, bytes to keep) of an upload; ValidationError in words when it is not accepted."""
    if subida.size > BYTES_MAXIMOS:
        raise ValidationError("El archivo pesa más de 12 MB. Envíe uno más liviano.")
    subida.seek(0)
    contenido = subida.read()
    if contenido.startswith(b"%PDF-") and b"%%EOF" in contenido[-1024:]:
        return "pdf", contenido
    return "jpg", _recodificar(contenido)


def _recodificar(contenido):
    """JPEG bytes of the first frame, without metadata."""
    try:
        with Image.open(io.BytesIO(contenido), formats=["JPEG", "PNG", "WEBP"]) as imagen:
            if imagen.width * imagen.height > PIXELES_MAXIMOS:
                raise ValidationError("La imagen es demasiado grande: más de 40 megapíxeles.")
            salida = io.BytesIO()
            imagen.convert("RGB").save(salida, "JPEG", quality=85)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError("El archivo no es un PDF ni una foto que se pueda leer.") from error
    return salida.getvalue()
