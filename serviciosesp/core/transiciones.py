"""The one door: every act of the procedure runs through `ejecutar`, and no other line moves a state.

`ejecutar` runs an act declared with `transicion` (core.actos) in one transaction: lock the root,
idempotency key, version, permission, every requirement, the body, save, Evento, reactions.
"""

import hashlib
from contextvars import ContextVar
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.db import OperationalError, models, transaction

from .actos import NUEVO, actos_de, permiso_de, transicion
from .models import ClaveIdempotencia, EnlacePublico, Evento
from .models.evento import clave_de
from .registros import peticion_id

_profundidad = ContextVar("profundidad", default=0)
REINTENTOS = 3

__all__ = [
    "ClaveReutilizada",
    "EstadoNoPermite",
    "Negado",
    "NoCumple",
    "Ocupado",
    "SinPermiso",
    "VersionCambiada",
    "actos_de",
    "autorizar",
    "como_json",
    "ejecutar",
    "faltan",
    "permiso_de",
    "requisitos_de",
    "transicion",
]


class Negado(Exception):
    """An act that was refused; `status` is the HTTP answer it deserves."""

    status = 409


class SinPermiso(Negado):
    status = 403


class EstadoNoPermite(Negado):
    """The record is in a state from which the act does not start."""


class VersionCambiada(Negado):
    """Somebody else moved the record after the form was opened."""


class ClaveReutilizada(Negado):
    """The same idempotency key came with other data."""


class Ocupado(Negado):
    """Another person holds the record; nothing was done."""


class NoCumple(Negado):
    """Unmet requirements, all of them at once, in `faltan`."""

    status = 422

    def __init__(self, faltan):
        self.faltan = faltan
        if any(f.requisito.segregacion for f in faltan):
            self.status = 403
        super().__init__(" ".join(str(f) for f in faltan))


def procedimiento():
    """The table clause -> transition -> requirements and reactions (`settings.PROCEDIMIENTO`)."""
    return import_module(settings.PROCEDIMIENTO)


def requisitos_de(transicion):
    """Requirements of an act: its own, then those that come from the apps above."""
    return (*transicion.acto.requiere, *procedimiento().REQUISITOS.get(transicion, ()))


def faltan(transicion, objeto, por, datos=None):
    """All unmet requirements; those that need data only when `datos` is given."""
    revisados = (r.falta(objeto, por, datos) for r in requisitos_de(transicion))
    return [f for f in revisados if f]


def ejecutar(transicion, objeto, *, por, clave=None, version=None, **datos):
    """Run one act of the procedure and return the saved record.

    `por`: a Usuario, an EnlacePublico (the client), or None (the system). `clave`: idempotency key;
    a repeat by the same actor returns the first result. `version`: the version the form was opened
    with. Raises a `Negado`: SinPermiso (403), NoCumple (422, or 403 for segregation of duties),
    EstadoNoPermite, VersionCambiada, ClaveReutilizada, Ocupado (409). Nothing is saved then.
    """
    if _profundidad.get():
        return _ejecutar_una_vez(transicion, objeto, por, clave, version, datos)
    for intento in range(REINTENTOS):
        try:
            return _ejecutar_una_vez(transicion, objeto, por, clave, version, datos)
        except OperationalError as error:
            if not _es_choque(error):
                raise
            if _espera_agotada(error) or intento == REINTENTOS - 1:
                raise Ocupado(
                    "Otra persona está trabajando en este caso. Espere un momento e intente de nuevo."
                ) from error


def _es_choque(error):
    return getattr(error.__cause__, "pgcode", None) in ("40P01", "55P03") or (
        "database is locked" in str(error)
    )


def _espera_agotada(error):
    return getattr(error.__cause__, "pgcode", None) != "40P01"


def _ejecutar_una_vez(transicion, objeto, por, clave, version, datos):
    ficha = _profundidad.set(_profundidad.get() + 1)
    try:
        with transaction.atomic():
            return _ejecutar(transicion, objeto, por, clave, version, datos)
    finally:
        _profundidad.reset(ficha)


def _ejecutar(transicion, objeto, por, clave, version, datos):
    acto = transicion.acto
    objeto = _bloquear(objeto)
    repeticion = _reservar_clave(acto, objeto, por, clave, datos)
    if isinstance(repeticion, models.Model) and not isinstance(repeticion, ClaveIdempotencia):
        return repeticion
    if version is not None and objeto.version != version:
        raise VersionCambiada("Otra persona cambió este registro mientras usted lo tenía abierto.")
    if _profundidad.get() == 1:
        autorizar(transicion, objeto, por)
    _exigir_estado(acto, objeto)
    pendientes = faltan(transicion, objeto, por, datos)
    if pendientes:
        raise NoCumple(pendientes)
    hecho = _mover(transicion, objeto, por, datos)
    evento = _registrar(acto, objeto, por, datos, hecho)
    for reaccion in procedimiento().REACCIONES.get(transicion, ()):
        reaccion(objeto, por=por, evento=evento, **datos)
    if repeticion:
        repeticion.resultado = clave_de(objeto)
        repeticion.save(update_fields=["resultado"])
    return objeto


def _bloquear(objeto):
    """Lock the root row, then read the record (or, when it is new, what it hangs from) afresh."""
    raiz = objeto.raiz
    if raiz.pk:
        bloqueada = type(raiz)._base_manager.select_for_update().get(pk=raiz.pk)
        if raiz is objeto:
            return bloqueada
    if objeto.pk is None:
        return _releer_padres(objeto)
    return type(objeto)._base_manager.get(pk=objeto.pk)


def _releer_padres(objeto):
    """What a new record hangs from was read before the lock: read it again."""
    for nombre, padre in list(objeto._state.fields_cache.items()):
        if padre is not None and padre.pk:
            setattr(objeto, nombre, type(padre)._base_manager.get(pk=padre.pk))
    return objeto


def _reservar_clave(acto, objeto, por, clave, datos):
    """None without key; the reserved row the first time; the first result when it is a repeat."""
    if clave is None:
        return None
    actor, huella = _clave_actor(por), _huella(acto, objeto, datos)
    ClaveIdempotencia.objects.bulk_create(
        [ClaveIdempotencia(actor=actor, clave=clave, huella=huella)], ignore_conflicts=True
    )
    fila = ClaveIdempotencia.objects.select_for_update().get(actor=actor, clave=clave)
    if fila.huella != huella:
        raise ClaveReutilizada("Este formulario ya se envió con otros datos. Ábralo de nuevo.")
    if not fila.resultado:
        return fila
    etiqueta, _, pk = fila.resultado.rpartition(":")
    return apps.get_model(etiqueta)._base_manager.get(pk=pk)


def _huella(acto, objeto, datos):
    partes = [acto.nombre, objeto._meta.label_lower, str(objeto.pk or "")]
    partes += [f"{k}={como_json(v)}" for k, v in sorted(datos.items())]
    return hashlib.sha256("\n".join(partes).encode("utf-8", "surrogatepass")).hexdigest()


def autorizar(transicion, objeto, por):
    """Raise SinPermiso unless `por` may do the act on this record. The system may."""
    if por is None:
        return
    if isinstance(por, EnlacePublico):
        propio = por.proposito == transicion.acto.por_enlace and por.objeto == clave_de(objeto)
        if not propio:
            raise SinPermiso("Este enlace no sirve para eso.")
        return
    if transicion.acto.en_orden:
        raise SinPermiso(f"«{transicion.acto.etiqueta}» se hace desde la orden.")
    if transicion.acto.interno or not por.puede(permiso_de(transicion, type(objeto))):
        raise SinPermiso("Su cargo no hace este acto.")
    if objeto.pk and hasattr(type(objeto).objects, "visibles_para"):
        if not type(objeto).objects.visibles_para(por).filter(pk=objeto.pk).exists():
            raise SinPermiso("Este registro no es de su área.")


def _exigir_estado(acto, objeto):
    if acto.de is None or objeto.estado in acto.de:
        return
    if objeto.estado == NUEVO or acto.crea:
        raise EstadoNoPermite(f"«{acto.etiqueta}» no se puede hacer sobre este registro.")
    raise EstadoNoPermite(
        f"{estado_no_permite(acto, objeto)} Puede que otra persona ya lo haya hecho."
    )


def estado_no_permite(acto, objeto):
    """Where the record is and where the act is done, in words."""
    palabras = " o ".join(f"«{objeto.INSIGNIAS[e][0]}»" for e in acto.de)
    return f"Está en «{objeto.insignia[0]}»; «{acto.etiqueta}» se hace en {palabras}."


def _mover(transicion, objeto, por, datos):
    """Run the body through the state machine and save; returns its sentence, if any."""
    objeto._estado_anterior = getattr(objeto, "estado", "")
    objeto._puerta_abierta = True
    try:
        hecho = getattr(objeto, transicion.acto.nombre)(por=por, **datos)
    finally:
        objeto._puerta_abierta = False
    objeto.version += 1
    objeto.al_quedar()
    objeto.save()
    objeto.al_guardar()
    return hecho


def _registrar(acto, objeto, por, datos, hecho):
    usuario = por if por is not None and not isinstance(por, EnlacePublico) else None
    return Evento.objects.create(
        raiz=clave_de(objeto.raiz),
        objeto=clave_de(objeto),
        transicion=acto.nombre,
        de=objeto._estado_anterior,
        a=getattr(objeto, "estado", ""),
        hecho=hecho if isinstance(hecho, str) else acto.hecho,
        clausulas=" ".join(acto.clausulas),
        por=usuario,
        actor=nombre_actor(por),
        datos={k: como_json(v) for k, v in datos.items() if v not in (None, "", [])},
        peticion=peticion_id.get(),
    )


def nombre_actor(por):
    """Name and post of who acts: a person, the system, or the client through a link."""
    if por is None:
        return "El sistema"
    if isinstance(por, EnlacePublico):
        return "El cliente, por su enlace"
    return f"{por.nombre}, {por.cargo}" if por.cargo else por.nombre


def _clave_actor(por):
    return clave_de(por) if por is not None else "sistema"


def como_json(valor):
    """A JSON value that says which datum it was: records by their text, files by their name."""
    if valor is None or isinstance(valor, bool | int | str):
        return valor
    if isinstance(valor, list | tuple | set | models.QuerySet):
        return [como_json(v) for v in valor]
    if isinstance(valor, dict):
        return {str(k): como_json(v) for k, v in valor.items()}
    if isinstance(valor, File):
        return f"{valor.name} ({valor.size} bytes)"
    return str(valor)
