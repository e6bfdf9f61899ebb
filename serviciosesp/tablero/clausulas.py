"""The live procedure: each clause with its acts, who may do them and how often they were done."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.apps import apps
from django.db.models import Count, Value
from django.db.models.functions import StrIndex, Substr
from django.urls import reverse
from django.utils import timezone

from serviciosesp.core import grafo
from serviciosesp.core.models import Evento
from serviciosesp.core.roles import PERMISOS, Rol
from serviciosesp.core.transiciones import actos_de, permiso_de, requisitos_de
from serviciosesp.procedimiento import CLAUSULAS

DIAS = 30
LISTAS = {
    "solicitud": ("solicitud.ver", "solicitudes:lista"),
    "cargo": ("cargo.ver", "solicitudes:cargos"),
    "lotecargos": ("cargo.ver", "solicitudes:cargos"),
    "pago": ("pago.ver", "solicitudes:pagos"),
    "devolucion": ("devolucion.ver", "solicitudes:devoluciones"),
    "ordenrevision": ("orden.ver", "ordenes:lista"),
    "ordentrabajo": ("orden.ver", "ordenes:lista"),
    "novedad": ("orden.ver", "ordenes:lista"),
    "pedido": ("pedido.ver", "ordenes:pedidos"),
    "encuesta": ("encuesta.ver", "encuestas:lista"),
    "salidanoconforme": ("snc.ver", "noconformes:lista"),
    "accioncorrectiva": ("snc.ver", "noconformes:acciones"),
}
"""Model -> (permission, URL name) of the page where its records are seen."""


@dataclass(frozen=True)
class ActoVisto:
    """An act as the page tells it. `veces`: times done in the last `DIAS` days.

    `requisitos`: [(sentence, clause, whether it segregates duties, who solves it)].
    """

    etiqueta: str
    registro: str
    requisitos: list
    quienes: list
    veces: int
    url: str


def leer_clausulas(persona):
    """[(clause, [ActoVisto])] of the whole procedure."""
    veces = veces_por_acto()
    return [(c, [_acto(t, veces, persona) for t in c.actos]) for c in CLAUSULAS]


def veces_por_acto(dias=DIAS):
    """{(model label, transition): times} in the last days, read in order of the index of dates."""
    recientes = Evento.objects.filter(en__gte=timezone.now() - timedelta(days=dias))
    modelo = Substr("objeto", 1, StrIndex("objeto", Value(":")) - 1)
    filas = recientes.annotate(modelo=modelo).values_list("modelo", "transicion")
    return Counter({(m, t): n for m, t, n in filas.annotate(n=Count("pk")).order_by()})


def _acto(transicion, veces, persona):
    modelo = modelo_de(transicion)
    permiso, lista = LISTAS[modelo._meta.model_name]
    return ActoVisto(
        etiqueta=transicion.acto.etiqueta,
        registro=str(modelo._meta.verbose_name),
        requisitos=[
            (r.frase, r.clausula, r.segregacion, _quien(r.resuelve))
            for r in requisitos_de(transicion)
        ],
        quienes=quienes(transicion, modelo),
        veces=veces[modelo._meta.label_lower, transicion.acto.nombre],
        url=reverse(lista) if persona.puede(permiso) else "",
    )


def quienes(transicion, modelo):
    """Who may do an act: posts, the client by link, or the system."""
    acto = transicion.acto
    if acto.interno:
        return ["El sistema, dentro de otro acto"]
    cargos = [rol.label for rol in Rol if permiso_de(transicion, modelo) in PERMISOS[rol]]
    return [*cargos, "El cliente, por su enlace"] if acto.por_enlace else cargos


def _quien(rol):
    return Rol(rol).label if rol in Rol.values else {"cliente": "El cliente"}.get(rol, "El sistema")


@cache
def _modelos():
    return {t: modelo for modelo in apps.get_models() for t in actos_de(modelo)}


def modelo_de(transicion):
    return _modelos()[transicion]


# --- Machines -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EstadoVisto:
    """A row of a machine's table: the badge, how many are there, and the arrows that leave it."""

    valor: str
    insignia: tuple
    cuenta: int
    flechas: list


def tabla_de(modelo, cuentas=None):
    """Each state of a machine and its ways out: (label of the act, word of the state after it)."""
    salen = {}
    for f in grafo.flechas(modelo):
        if f.a != f.de:
            salen.setdefault(f.de, []).append((f.etiqueta, modelo.INSIGNIAS[f.a][0]))
    return [
        EstadoVisto(
            valor, modelo.INSIGNIAS[valor], cuentas.get(valor, 0) if cuentas else 0,
            salen.get(valor, []),
        )
        for valor, _ in grafo.estados(modelo)
    ]  # fmt: skip


def cuentas_por_estado(solicitudes, abiertos, finales):
    """{state: how many}: all the open ones; of the closed ones, those received in twelve months."""
    hace_un_anio = timezone.now() - timedelta(days=365)
    vivas = solicitudes.filter(estado__in=abiertos)
    cerradas = solicitudes.filter(estado__in=finales, recibida_en__gte=hace_un_anio)
    cuentas = {}
    for consulta in (vivas, cerradas):
        cuentas |= dict(consulta.order_by().values_list("estado").annotate(n=Count("pk")))
    return cuentas
