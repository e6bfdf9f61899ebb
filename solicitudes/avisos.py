"""Notices of the request, one function a message."""

from django.template.loader import render_to_string

from serviciosesp.core.avisos import avisar_cliente, avisar_persona
from serviciosesp.core.models import Usuario, parametro
from serviciosesp.core.roles import Rol


def _mensaje(solicitud, plantilla, **contexto):
    return render_to_string(
        f"solicitudes/avisos/{plantilla}.txt", {"solicitud": solicitud, **contexto}
    ).strip()


def decision(solicitud, resultado, *, canal, evidencia):
    """Accepted or rejected (C4)."""
    return avisar_cliente(
        solicitud, canal=canal, evidencia=evidencia, clausula="C4",
        asunto=f"Su solicitud {solicitud.numero} fue {resultado}",
        cuerpo=_mensaje(solicitud, resultado),
        clave=f"{solicitud.numero}:{resultado}",
    )  # fmt: skip


def liquidacion(solicitud, version, *, canal, evidencia):
    """The value (C7)."""
    return avisar_cliente(
        solicitud, canal=canal, evidencia=evidencia, clausula="C7",
        asunto=f"Valor del servicio solicitado, {solicitud.numero}",
        cuerpo=_mensaje(solicitud, "liquidacion", liquidacion=version),
        clave=f"{solicitud.numero}:liquidacion:{version.numero_version}",
    )  # fmt: skip


def clave_recordatorio(version):
    return f"{version.solicitud.numero}:recordatorio:{version.numero_version}"


def recordatorio(solicitud, version):
    """The value expires soon. Without a mail address, whoever registered it calls the client."""
    asunto = f"La liquidación {solicitud.numero} vence pronto"
    cuerpo = _mensaje(solicitud, "recordatorio", liquidacion=version)
    clave = clave_recordatorio(version)
    if solicitud.correo:
        return avisar_cliente(
            solicitud, canal="correo", evidencia="", clausula="C7", asunto=asunto, cuerpo=cuerpo,
            clave=clave,
        )  # fmt: skip
    return avisar_persona(
        solicitud.registrada_por, solicitud, clausula="C7", asunto=asunto,
        cuerpo=f"El cliente no tiene correo: recuérdeselo por teléfono.\n\n{cuerpo}", clave=clave,
    )  # fmt: skip


def silencio(solicitud):
    """To each Subgerencia: the term to answer ended (C4)."""
    for persona in Usuario.objects.con_rol(Rol.SUBGERENCIA):
        avisar_persona(
            persona, solicitud, clausula="C4",
            asunto=f"{solicitud.numero}: silencio administrativo positivo",
            cuerpo=f"Venció el {solicitud.respuesta_vence:%d/%m/%Y} sin respuesta. Hay "
            f"{parametro('horas_silencio')} horas para reconocerlo (Ley 142 de 1994, art. 158).",
            clave=f"{solicitud.numero}:silencio:{persona.pk}",
        )  # fmt: skip
