"""Mi bandeja: the matters that wait for one person, most urgent first.

One query a model, at most `TOPE` rows each, whatever the size of the tables: the state and the
conditions of `esperas` choose the rows, and a CASE says in the same query which row they fit.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from ordenes.models import Novedad
from serviciosesp.core.models import Aviso
from serviciosesp.core.roles import PERMISOS, Rol
from solicitudes.models import Solicitud

from .condiciones import ANOTACIONES
from .esperas import ESPERAS, SUPERIORES

TOPE = 200


@dataclass
class Asunto:
    """One row of the bandeja. `vence` is a local date or None; `desde`, when it began to wait."""

    tipo: str
    verbo: str
    porque: str
    url: str
    vence: date | None
    desde: datetime
    insignia: tuple
    numero: str = ""
    servicio: str = ""
    cliente: str = ""
    lugar: str = ""
    termino: str = ""
    silencio_en: datetime | None = None
    aviso: int | None = None
    alerta: str = ""
    plazo: dict = field(default_factory=dict)

    @property
    def urgencia(self):
        return (self.vence or date.max, self.desde)


@dataclass
class Bandeja:
    asuntos: list
    topados: set

    def de(self, tipo):
        return [a for a in self.asuntos if not tipo or a.tipo == tipo]

    def cuenta(self, tipo=""):
        """«12», or «200+» when there are more than were read."""
        cuantos = len(self.de(tipo))
        hay_mas = tipo in self.topados if tipo else bool(self.topados)
        return f"{cuantos}+" if hay_mas else str(cuantos)


def bandeja_de(persona):
    """Everything that waits for `persona`, by term: overdue first, without term last."""
    asuntos, topados = [], set()
    for modelo, esperas in _turnos(persona).items():
        filas = list(_consulta(modelo, esperas, persona)[: TOPE + 1])
        nuevos = [_asunto(ESPERAS[fila.espera], fila) for fila in filas[:TOPE]]
        if len(filas) > TOPE:
            topados |= {a.tipo for a in nuevos}
        asuntos += nuevos
    avisos = _avisos(persona)
    if len(avisos) > TOPE:
        topados.add("avisos")
    asuntos += avisos[:TOPE]
    return Bandeja(sorted(asuntos, key=lambda a: a.urgencia), topados)


# --- Whose turn -----------------------------------------------------------------------------------


def _turnos(persona):
    """Model -> [(row number of ESPERAS, only when overdue)] of what this person may solve."""
    turnos = {}
    for numero, espera in enumerate(ESPERAS):
        roles = {rol for rol in persona.roles if espera.permiso in PERMISOS[rol]}
        de_otros = any(espera.permiso in PERMISOS[rol] for rol in set(Rol) - SUPERIORES)
        escala = roles <= SUPERIORES and de_otros
        if roles and not (escala and not _tiene_termino(espera.modelo)):
            turnos.setdefault(espera.modelo, []).append((numero, escala))
    return turnos


def _tiene_termino(modelo):
    return any(campo.name == "vence_en" for campo in modelo._meta.fields)


def _consulta(modelo, turnos, persona):
    """Rows that wait, each with `espera`: its row number in ESPERAS."""
    hoy = timezone.localdate()
    casos = []
    for numero, escala in turnos:
        espera = ESPERAS[numero]
        condicion = Q(estado=espera.estado) & espera.si(persona)
        if escala:
            condicion &= Q(vence_en__lt=hoy)
        casos.append(When(condicion, then=Value(numero)))
    estados = {ESPERAS[numero].estado for numero, _ in turnos}
    return (
        modelo.objects.visibles_para(persona)
        .filter(estado__in=sorted(estados))
        .annotate(**ANOTACIONES.get(modelo, dict)())
        .annotate(espera=Case(*casos, output_field=IntegerField()))
        .filter(espera__isnull=False)
        .select_related(*_parientes(modelo))
        .order_by(_orden(modelo), "pk")
    )


CAMINOS = {
    "Solicitud": "",
    "Novedad": "orden__solicitud__",
    "AccionCorrectiva": "salida__solicitud__",
}
"""How each model reaches its request; the rest are one step away."""
OTROS_PARIENTES = {
    "OrdenRevision": ["anterior"],
    "OrdenTrabajo": ["anterior"],
    "Pedido": ["elaborado_por", "autorizado_por"],
}


def _camino(modelo):
    return CAMINOS.get(modelo.__name__, "solicitud__")


def _parientes(modelo):
    camino = _camino(modelo)
    propios = OTROS_PARIENTES.get(modelo.__name__, [])
    return [*(f"{camino}{p}" for p in ("servicio", "cliente", "predio")), *propios]


def _orden(modelo):
    campo = "vence_en" if _tiene_termino(modelo) else f"{_camino(modelo)}vence_en"
    return F(campo).asc(nulls_last=True)


# --- How it is told -------------------------------------------------------------------------------


def _asunto(espera, objeto):
    caso = _caso(objeto)
    asunto = Asunto(
        tipo=espera.tipo, verbo=_palabras(espera.verbo, objeto),
        porque=_palabras(espera.porque, objeto), url=_url(espera, objeto),
        vence=_vence(objeto) if espera.termino else None, desde=_desde(espera, objeto),
        insignia=objeto.insignia, numero=objeto.numero, termino=espera.termino,
    )  # fmt: skip
    if caso:
        asunto.servicio, asunto.cliente = caso.servicio.nombre, caso.cliente.nombre
        asunto.lugar = str(caso.predio)
        if caso.silencio_en and not caso.respondida_en:
            asunto.silencio_en = caso.silencio_en
    return asunto


def _caso(objeto):
    raiz = objeto.raiz
    return raiz if isinstance(raiz, Solicitud) else None


def _palabras(valor, objeto):
    return valor(objeto) if callable(valor) else valor


def _url(espera, objeto):
    if not espera.url:
        return objeto.get_absolute_url()
    return reverse(espera.url, args=[objeto.raiz.numero if espera.del_caso else objeto.numero])


def _vence(objeto):
    """Term of a record: its own, the agreed day of its slot, or that of its request."""
    if hasattr(objeto, "vence_en"):
        return objeto.vence_en
    if isinstance(objeto, Novedad):
        return timezone.localdate(objeto.creado_en) + timedelta(days=1)
    return timezone.localdate(objeto.cita) if objeto.cita else objeto.solicitud.vence_en


def _desde(espera, objeto):
    if espera.termino == "respuesta":
        return objeto.raiz.recibida_en
    return getattr(objeto, "estado_desde", objeto.creado_en)


def _avisos(persona):
    """Notices to this person not yet acknowledged."""
    sin_ver = Aviso.objects.filter(persona=persona, visto_en__isnull=True)
    avisos = list(sin_ver.order_by("creado_en")[: TOPE + 1])
    casos = _casos_de(avisos, persona) if avisos else {}
    asuntos = []
    for aviso in avisos:
        caso = casos.get(aviso.raiz)
        asunto = Asunto(
            tipo="avisos", verbo=aviso.asunto, porque=aviso.cuerpo, vence=None,
            url=caso.get_absolute_url() if caso else "", desde=aviso.creado_en,
            insignia=("Aviso", "azul", "bell"), aviso=aviso.pk,
        )  # fmt: skip
        if caso:
            asunto.numero, asunto.servicio = caso.numero, caso.servicio.nombre
            asunto.cliente, asunto.lugar = caso.cliente.nombre, str(caso.predio)
        asuntos.append(asunto)
    return asuntos


def _casos_de(avisos, persona):
    """Root key -> visible request."""
    claves = {a.raiz for a in avisos if a.raiz.startswith("solicitudes.solicitud:")}
    casos = (
        Solicitud.objects.visibles_para(persona)
        .filter(pk__in=[clave.partition(":")[2] for clave in claves])
        .select_related("servicio", "cliente", "predio")
    )
    return {f"solicitudes.solicitud:{caso.pk}": caso for caso in casos}
