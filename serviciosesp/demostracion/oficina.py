"""What the office and the worker do every day of the demonstration."""

from django.db.models import Exists, OuterRef

from serviciosesp.core.models import Aviso, Documento
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.trabajos import TRABAJOS
from solicitudes.models import Cargo, LoteCargos

SIN_BUZON = "buzon.lleno@example.com"
RECHAZO = "550 5.2.2 Mailbox full"


def noches(escena, desde, hasta):
    """At the end of each day the worker does what the calendar made due, and the mail leaves.

    It leaves only on paper: nothing is ever sent to the invented people.
    """
    for dia in range(desde, hasta + 1):
        yield escena.agenda.a_las(dia, 18)
        for trabajo in TRABAJOS:
            sum(trabajo())
        for aviso in Aviso.objects.por_enviar():
            entregar(aviso)


def entregar(aviso):
    if aviso.destinatario != SIN_BUZON:
        return aviso.marcar_enviado()
    while aviso.estado == Aviso.PENDIENTE:
        aviso.marcar_fallo(RECHAZO)


def guardar_ultimos_documentos():
    """Documents that another one replaced are not printed: the worker has enough with the rest."""
    siguientes = Documento.objects.filter(
        objeto=OuterRef("objeto"), tipo=OuterRef("tipo"), pk__gt=OuterRef("pk")
    )
    Documento.objects.filter(Exists(siguientes)).delete()


def facturacion(escena):
    """Files to HAS SQL, and their answers days later, with one charge of each sent back."""
    for dia in (-8, -4):
        yield escena.agenda.a_las(dia, 15)
        exportar(escena)
        yield escena.agenda.a_las(dia + 2, 9)
        contestar(escena)
    yield escena.agenda.a_las(-2, 16)
    exportar(escena)


def exportar(escena):
    cargos = list(Cargo.objects.por_exportar().filter(estado=Cargo.E.GENERADO).con_caso())
    if cargos:
        ejecutar(LoteCargos.generar, LoteCargos(), por=escena.gente.facturacion, cargos=cargos)


def contestar(escena):
    exportados = Cargo.objects.filter(estado=Cargo.E.EXPORTADO).order_by("pk")
    for n, cargo in enumerate(exportados):
        if n:
            registro = f"HF-{cargo.numero[3:]}"
            ejecutar(Cargo.confirmar, cargo, por=escena.gente.facturacion, registro=registro)
        else:
            mensaje = "La matrícula cambió de ciclo: vuelva a enviarlo"
            ejecutar(Cargo.rechazar, cargo, por=escena.gente.facturacion, mensaje=mensaje)
