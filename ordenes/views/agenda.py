"""The day of all crews, and the day of one (C10, C12)."""

from datetime import timedelta

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.views.generic import TemplateView

from ordenes import capacidad
from ordenes.filtros import DiaFiltro
from ordenes.models import OrdenRevision, OrdenTrabajo, Programacion
from ordenes.models.orden import ABIERTAS, E
from serviciosesp.core.acciones import acciones_de
from serviciosesp.core.forms import Confirmar
from serviciosesp.core.templatetags.presentacion import fecha_dia
from serviciosesp.core.views import ConPermiso

from .orden import CASO

SIN_PROGRAMAR = 30
"""Unscheduled orders shown beside the day."""
DIAS_DE_CUADRILLA = 14
"""How far ahead a crew is told its next day."""


class AgendaView(ConPermiso, TemplateView):
    """One day: a column a crew, and at the side what waits for a date."""

    permiso = "agenda.ver"
    template_name = "ordenes/agenda.html"

    def get(self, request):
        self.filtro = DiaFiltro(request.GET or None)
        malo = self.filtro.is_bound and not self.filtro.is_valid()
        respuesta = super().get(request)
        respuesta.status_code = 422 if malo else 200
        return respuesta

    def get_context_data(self, **kwargs):
        usuario = self.request.user
        dia = self.filtro.dato("dia") or timezone.localdate()
        jornadas = capacidad.jornadas(dia)
        esperan = sin_programar(usuario)
        return super().get_context_data(
            form=self.filtro, dia=dia, dia_texto=fecha_dia(dia),
            **cuadricula(jornadas, visibles(usuario, dia)),
            anterior=dia - timedelta(days=1), siguiente=dia + timedelta(days=1),
            esperan=esperan[:SIN_PROGRAMAR], mas=len(esperan) > SIN_PROGRAMAR,
            frase=frase_del_dia(jornadas, esperan),
            puede_ubicar=usuario.puede("ordentrabajo.programar"), **kwargs,
        )  # fmt: skip


def visibles(usuario, dia):
    """Numbers of the day's orders that this person may see; the others are only «ocupada»."""
    return {
        numero
        for modelo in (OrdenTrabajo, OrdenRevision)
        for numero in modelo.objects.visibles_para(usuario)
        .filter(programaciones__vigente=True, programaciones__inicio__date=dia)
        .values_list("numero", flat=True)
    }


def sin_programar(usuario):
    """Orders that wait for a date, the shortest term first."""
    esperan = [
        orden
        for modelo in (OrdenTrabajo, OrdenRevision)
        for orden in modelo.objects.visibles_para(usuario)
        .filter(estado=E.EMITIDA)
        .select_related(*CASO)
        .order_by("solicitud__vence_en", "id")[: SIN_PROGRAMAR + 1]
    ]
    return sorted(esperan, key=lambda o: (o.solicitud.vence_en is None, o.solicitud.vence_en, o.pk))


def cuadricula(jornadas, vistas):
    """The grid of half hours that holds every crew's day and every slot."""
    inicio = min((j.entrada for j in jornadas), default=None)
    if inicio is None:
        return {"horas": [], "columnas": []}
    inicio = inicio.replace(minute=0)
    fin = max(j.salida for j in jornadas)
    horas = [
        (inicio + timedelta(hours=n), 2 * n + 1)
        for n in range(-(-int((fin - inicio).total_seconds()) // 3600))
    ]
    columnas = [(j, [_celda(c, inicio, vistas) for c in j.citas]) for j in jornadas]
    return {"horas": horas, "columnas": columnas}


def _celda(cita, inicio, vistas):
    """A slot with its place: half hours from the start of the grid, and how many it takes."""
    desde = int((cita.inicio - inicio).total_seconds() // 1800)
    hasta = -(-int((cita.fin - inicio).total_seconds()) // 1800)
    return {
        "cita": cita, "orden": cita.orden, "desde": desde + 1, "dura": hasta - desde,
        "visible": cita.orden.numero in vistas, "corto": _corto(cita.orden.numero),
    }  # fmt: skip


def _corto(numero):
    """ "OT 381" for ``OT-2026-00381``: inside one day it is enough."""
    serie, _, n = numero.split("-")
    return f"{serie} {int(n)}"


def frase_del_dia(jornadas, esperan):
    citas = sum(len(j.citas) for j in jornadas)
    orden = "orden programada" if citas == 1 else "órdenes programadas"
    espera = {0: "No hay órdenes sin fecha", 1: "Espera fecha 1 orden"}.get(
        len(esperan), f"Esperan fecha {len(esperan)} órdenes"
    )
    return f"{citas or 'Ninguna'} {orden if citas else 'orden programada'}. {espera}."


class MiDiaView(ConPermiso, TemplateView):
    """A crew's own orders: the one in hand with its next verb, the rest of the day, the next."""

    permiso = "midia.ver"
    template_name = "ordenes/mi_dia.html"

    def get_context_data(self, **kwargs):
        hoy, usuario = timezone.localdate(), self.request.user
        ordenes = ordenes_propias(usuario, hoy)
        pendientes = [o for o in ordenes if o.abierta and dia_de(o) <= hoy]
        en_mano = min(pendientes, key=lambda o: o.iniciada_en is None, default=None)
        por_venir = [o for o in ordenes if o.abierta and dia_de(o) > hoy]
        proximo = min(map(dia_de, por_venir), default=None)
        return super().get_context_data(
            en_mano=en_mano, **(acto_siguiente(en_mano, usuario) if en_mano else {}),
            despues=[o for o in pendientes if o is not en_mano],
            hechas=[o for o in ordenes if not o.abierta],
            proximo=proximo, manana=[o for o in por_venir if dia_de(o) == proximo], **kwargs,
        )  # fmt: skip


def dia_de(orden):
    return timezone.localdate(orden.cita.inicio)


def ordenes_propias(usuario, hoy):
    """Orders in the slots of the person's crews, by hour: late, today's, to come, done today."""
    ordenes, vigentes = [], Programacion.objects.vigentes().select_related("cuadrilla", "vehiculo")
    for modelo in (OrdenRevision, OrdenTrabajo):
        ordenes += (
            modelo.objects.visibles_para(usuario)
            .filter(
                programaciones__vigente=True, programaciones__cuadrilla__miembros=usuario,
                programaciones__inicio__date__lte=hoy + timedelta(days=DIAS_DE_CUADRILLA),
            )
            .filter(Q(estado__in=ABIERTAS) | Q(terminada_en__date=hoy))
            .select_related(*CASO)
            .prefetch_related(Prefetch("programaciones", vigentes))
        )  # fmt: skip
    for orden in ordenes:
        orden.cita = orden.programacion
    return sorted(ordenes, key=lambda o: (o.cita.inicio, o.numero))


VERBOS = ("reanudar", "iniciar", "terminar")
OTROS = ("suspender", "no_ejecutar")


def acto_siguiente(orden, usuario):
    """The one act to do now, its form when it needs no data, and what else may be done."""
    actos = {
        a.transicion.acto.nombre: a
        for a in acciones_de(orden, usuario)
        if a.propia and orden.estado in a.transicion.acto.de
    }
    verbos = VERBOS if orden.acusada_en else ("acusar", *VERBOS)
    siguiente = next((actos[v] for v in verbos if v in actos), None)
    sin_datos = siguiente and siguiente.posible and not siguiente.transicion.acto.datos
    return {
        "siguiente": siguiente,
        "un_toque": Confirmar(objeto=orden, auto_id=False) if sin_datos else None,
        "otros": [actos[v] for v in OTROS if v in actos and actos[v].posible],
        "puede_novedad": isinstance(orden, OrdenTrabajo) and usuario.puede("novedad.registrar"),
    }
