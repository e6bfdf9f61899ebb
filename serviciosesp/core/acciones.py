"""What can be done with a record, what is missing and who solves it: read by `{% acciones %}`."""

from dataclasses import dataclass, field

from django.urls import reverse

from .roles import PERMISOS, POR_AREA, Area, Rol
from .transiciones import actos_de, permiso_de, requisitos_de

NADIE = {"cliente": ("el cliente", ""), "sistema": ("el sistema", "")}


@dataclass
class RequisitoVisto:
    """A requirement as shown: met or not, and who solves it."""

    cumplido: bool
    frase: str
    clausula: str
    resuelve: str = ""
    resuelve_cargo: str = ""
    enlace_url: str = ""
    enlace_texto: str = ""


@dataclass
class Accion:
    """An act as offered to one person on one record (see docs/interfaz.md, `acciones`)."""

    transicion: object
    etiqueta: str
    detalle: str
    url: str
    peligro: bool
    clave: str
    propia: bool
    requisitos: list = field(default_factory=list)
    principal: bool = False

    @property
    def boton(self):
        return self.etiqueta

    @property
    def posible(self):
        return self.propia and all(r.cumplido for r in self.requisitos)


def nombre_url(transicion, modelo):
    """``solicitudes:liquidar``, ``solicitudes:rechazar_pago``."""
    sufijo = f"_{modelo.sufijo_url}" if modelo.sufijo_url else ""
    return f"{modelo._meta.app_label}:{transicion.acto.nombre}{sufijo}"


def quien_resuelve(rol, objeto, usuario, *, otro=False):
    """(name, post) of who answers for a role on this record; «usted» when it is the reader.

    `otro`: it must be another person than the reader (segregation of duties).
    """
    if rol in NADIE:
        return NADIE[rol]
    if rol in usuario.roles and not otro:
        return "usted", ""
    servicio = getattr(objeto.raiz, "servicio", None)
    areas = {servicio.area, ""} if servicio and rol in POR_AREA else {*Area, ""}
    posibles = (p for r, area, p in usuario.responsables if r == rol and area in areas)
    persona = next((p for p in posibles if p.pk != usuario.pk), None)
    cargo = Rol(rol).label
    return (persona.nombre, cargo) if persona else (cargo, "")


def ver_requisitos(transicion, objeto, usuario):
    """Requirements that do not depend on the form's data, met and unmet."""
    vistos = []
    for requisito in requisitos_de(transicion):
        if requisito.con_datos:
            continue
        falta = requisito.falta(objeto, usuario)
        visto = RequisitoVisto(
            falta is None, falta.frase if falta else requisito.frase, requisito.clausula
        )
        if falta:
            completar(visto, requisito, objeto, usuario)
        vistos.append(visto)
    return vistos


def completar(visto, requisito, objeto, usuario):
    """Add to a requirement shown who solves it and, when it is the reader, where."""
    visto.resuelve, visto.resuelve_cargo = quien_resuelve(
        requisito.resuelve, objeto, usuario, otro=requisito.segregacion
    )
    if requisito.enlace and visto.resuelve == "usted":
        visto.enlace_texto, nombre = requisito.enlace
        visto.enlace_url = reverse(nombre, args=[objeto.numero])


def ver_faltas(faltas, objeto, usuario):
    """Unmet requirements of a refused act, as shown in the error summary."""
    vistas = []
    for falta in faltas:
        visto = RequisitoVisto(False, falta.frase, falta.clausula)
        completar(visto, falta.requisito, objeto, usuario)
        vistas.append(visto)
    return vistas


def acciones_de(objeto, usuario, sin=()):
    """Acts from the current state, the one to do now first; then the next step, still locked.

    `sin`: acts that say nothing to this record.
    """
    modelo = type(objeto)
    actos = (t for t in actos_de(modelo) if t not in sin)
    visibles = [t for t in actos if not t.acto.interno and not t.acto.crea]
    aqui = [t for t in visibles if _se_hace_aqui(t, objeto)]
    acciones = [_accion(t, objeto, usuario) for t in aqui if _se_muestra(t, modelo, usuario)]
    acciones += _siguiente_paso(visibles, aqui, objeto, usuario)
    principal = next(
        (a for a in acciones if a.posible and not a.peligro and a.transicion.acto.a), None
    )
    if principal:
        principal.principal = True
    return sorted(acciones, key=lambda a: (not a.principal, a.peligro))


def _se_hace_aqui(transicion, objeto):
    """Whether the act starts from the current state, of the record and of its order."""
    return all(
        t.acto.de is None or registro.estado in t.acto.de
        for t, registro in ((transicion, objeto), _en_su_orden(transicion, objeto))
    )


def _se_muestra(transicion, modelo, usuario):
    """Own acts always; those of others only when they move the record on."""
    acto = transicion.acto
    return usuario.puede(permiso_de(transicion, modelo)) or bool(acto.a and not acto.peligro)


def _en_su_orden(transicion, objeto):
    """(act, record) where the requirements stand: those of a request's `en_orden` acts, on its order."""
    orden = objeto.orden_en_curso if transicion.acto.en_orden else None
    propio = getattr(type(orden), transicion.acto.nombre, None)
    return (propio, orden) if propio else (transicion, objeto)


def _accion(transicion, objeto, usuario):
    acto, modelo = transicion.acto, type(objeto)
    propia = usuario.puede(permiso_de(transicion, modelo))
    accion = Accion(
        transicion, acto.etiqueta, acto.detalle,
        reverse(nombre_url(transicion, modelo), args=[getattr(objeto, "numero", None) or objeto.pk]),
        acto.peligro, f"{modelo._meta.model_name}-{acto.nombre}", propia,
        ver_requisitos(*_en_su_orden(transicion, objeto), usuario),
    )  # fmt: skip
    if not propia:
        accion.requisitos.append(_lo_hace_otro(transicion, objeto, usuario))
    return accion


def _lo_hace_otro(transicion, objeto, usuario):
    permiso = permiso_de(transicion, type(objeto))
    rol = next((r for r in Rol if permiso in PERMISOS[r]), None)
    visto = RequisitoVisto(False, "Es un acto de otro cargo", (transicion.acto.clausulas or ("",))[0])
    if rol:
        visto.resuelve, visto.resuelve_cargo = quien_resuelve(rol, objeto, usuario)
    return visto


def _siguiente_paso(visibles, aqui, objeto, usuario):
    """The act after the next one, shown locked with all that it will need."""
    camino = [t for t in aqui if t.acto.a and not t.acto.peligro and t.acto.a != objeto.estado]
    destinos = {t.acto.a for t in camino}
    for transicion in visibles:
        acto = transicion.acto
        avanza = acto.a and acto.a != objeto.estado and not acto.peligro
        sigue = avanza and acto.de and destinos & set(acto.de)
        if sigue and transicion not in aqui and acto.a not in destinos:
            accion = _accion(transicion, objeto, usuario)
            primero = next(t for t in camino if t.acto.a in acto.de)
            accion.requisitos.insert(
                0, RequisitoVisto(False, f"Primero: «{primero.acto.etiqueta}»", acto.clausulas[0])
            )
            return [accion]
    return []
