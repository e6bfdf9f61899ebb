"""Notices given inside an act: by mail through the outbox, or by voice and paper with evidence."""

from django.utils import timezone

from .models import Aviso
from .models.aviso import Canal
from .models.evento import clave_de
from .requisitos import requisito


def avisar_cliente(solicitud, *, canal, evidencia, asunto, cuerpo, clausula, clave):
    """Record the notice to the client of a request; mail leaves later, through the worker.

    `clave` makes it unique: the same notice of the same fact is never written twice.
    """
    por_correo = canal == Canal.CORREO
    return Aviso.objects.create(
        clave=clave,
        raiz=clave_de(solicitud.raiz),
        clausula=clausula,
        canal=canal,
        destinatario=solicitud.correo if por_correo else (solicitud.contacto or str(solicitud.cliente)),
        asunto=asunto,
        cuerpo=cuerpo,
        evidencia=evidencia,
        estado=Aviso.PENDIENTE if por_correo else Aviso.ENTREGADO,
        entregado_en=None if por_correo else timezone.now(),
    )


def avisar_persona(persona, objeto, *, asunto, cuerpo, clausula, clave):
    """Put a notice in the bandeja of a person of the utility (`visto_en` is the acknowledgement)."""
    return Aviso.objects.create(
        clave=clave,
        raiz=clave_de(objeto.raiz),
        clausula=clausula,
        canal=Canal.INTERNO,
        destinatario=persona.nombre,
        persona=persona,
        asunto=asunto,
        cuerpo=cuerpo,
        estado=Aviso.ENTREGADO,
        entregado_en=timezone.now(),
    )


def prueba_del_aviso(clausula):
    """Requirement of every act that tells the client something: a mail address, or evidence."""

    @requisito(
        "Escriba la prueba del aviso: a quién se le dijo o quién recibió",
        clausula=clausula, resuelve="pqr", campo="evidencia", con_datos=True,
    )  # fmt: skip
    def hay_prueba(solicitud, por, *, canal="", evidencia="", **_):
        if canal == Canal.CORREO:
            return bool(solicitud.correo) or "La solicitud no tiene correo: avise por otro canal"
        return bool(canal and evidencia)

    return hay_prueba
