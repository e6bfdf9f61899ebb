"""Notices of the orders, one function a message."""

from django.utils import timezone

from serviciosesp.core.avisos import avisar_persona
from serviciosesp.core.models import Usuario
from serviciosesp.core.roles import Area, Rol


def asignacion(orden, programacion):
    """To each member of the crew: this order is yours (C12)."""
    solicitud = orden.solicitud
    cuando = timezone.localtime(programacion.inicio)
    for persona in programacion.cuadrilla.miembros.filter(is_active=True):
        avisar_persona(
            persona, orden, clausula="C12",
            asunto=f"{orden.numero} asignada para el {cuando:%d/%m/%Y %H:%M}",
            cuerpo=f"{solicitud.servicio.nombre}. {solicitud.predio}. {solicitud.contacto} "
            f"{solicitud.telefono}".strip(),
            clave=f"{orden.numero}:asignacion:{programacion.pk}:{persona.pk}",
        )  # fmt: skip


def novedad_al_dueno(novedad):
    """To the dueño del proceso (C13). Returns the people told."""
    personas = list(Usuario.objects.con_rol(Rol.SUBGERENCIA, Area.TECNICA))
    for persona in personas:
        avisar_persona(
            persona, novedad, clausula="C13",
            asunto=f"Novedad {novedad.numero} en {novedad.orden.numero}",
            cuerpo=novedad.descripcion,
            clave=f"{novedad.numero}:dueno:{persona.pk}",
        )  # fmt: skip
    return personas
