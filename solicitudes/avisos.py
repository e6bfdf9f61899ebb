"""Notices of the request, one function a message."""

from django.template.loader import render_to_string

from serviciosesp.core.avisos import avisar_cliente


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


def recordatorio(solicitud, version):
    """The value expires soon (reglas: reminded before it is withdrawn)."""
    return avisar_cliente(
        solicitud, canal="correo" if solicitud.correo else "interno", evidencia="", clausula="C7",
        asunto=f"Su liquidación {solicitud.numero} vence pronto",
        cuerpo=_mensaje(solicitud, "recordatorio", liquidacion=version),
        clave=f"{solicitud.numero}:recordatorio:{version.numero_version}",
    )  # fmt: skip
