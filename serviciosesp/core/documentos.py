"""Ask for a document, print what is pending, and verify what was printed."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from .models import ControlDocumental, Documento, Usuario
from .models.evento import clave_de


def pedir(objeto, *, tipo, codigo, titulo, plantilla, contexto, permiso, por):
    """Freeze the data of a document; the worker prints it once (within a second or two).

    `codigo` names the document control in force today; `permiso` is what lets a person download it.
    Issued again, the earlier documents of the same kind and record are kept, superseded.
    """
    por = por if isinstance(por, Usuario) else None  # the client's link issues as the system
    documento = Documento(
        tipo=tipo, titulo=titulo, raiz=clave_de(objeto.raiz), objeto=clave_de(objeto),
        permiso=permiso, plantilla=plantilla, codigo=Documento.nuevo_codigo(), creado_por=por,
    )  # fmt: skip
    documento.contexto = comunes(documento, codigo, por) | contexto
    documento.save()
    documento.anteriores().filter(estado=Documento.EMITIDO).update(estado=Documento.REEMPLAZADO)
    return documento


def comunes(documento, codigo, por):
    """The keys every document has (docs/documentos.md)."""
    control = ControlDocumental.vigente(codigo)
    return {
        "control": control.como_datos() if control else {"codigo": codigo, "titulo": documento.titulo},
        "empresa": settings.EMPRESA,
        "verificacion_codigo": documento.codigo,
        "verificacion_url": settings.SITIO_URL + reverse("verificar_documento", args=[documento.codigo]),
        "emitido_en": f"{timezone.localtime():%d/%m/%Y %H:%M}",
        "emitido_por": por.nombre if por else "El sistema",
    }


def imprimir(documento):
    """Print one leased document and keep its bytes; a failure is kept as its error."""
    from .pdf import generar

    try:
        documento.guardar_pdf(generar(documento.plantilla, documento.contexto))
    except Exception as error:  # noqa: BLE001  a bad document must not stop the others
        documento.intentos += 1
        documento.error, documento.tomado_hasta = str(error)[:300], None
        documento.save(update_fields=["intentos", "error", "tomado_hasta"])


def imprimir_pendientes():
    """Print a few of those that nobody holds, newest first: somebody waits for it. How many."""
    hechos = 0
    for documento in Documento.objects.por_emitir().order_by("-pk")[:5]:
        if documento.tomar():
            imprimir(documento)
            hechos += 1
    return hechos
