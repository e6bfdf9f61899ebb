"""What every page shows: menu by role, who we are, today."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from .roles import Rol

MENU = [
    ("bandeja.ver", "Mi bandeja", "tablero:inicio", "inbox"),
    ("midia.ver", "Mi día", "ordenes:mi_dia", "tools"),
    ("solicitud.ver", "Solicitudes", "solicitudes:lista", "folder"),
    ("agenda.ver", "Agenda", "ordenes:agenda", "calendar3"),
    ("pago.ver", "Pagos", "solicitudes:pagos", "cash-coin"),
    ("cargo.ver", "Cargos a factura", "solicitudes:cargos", "receipt"),
    ("devolucion.ver", "Devoluciones", "solicitudes:devoluciones", "arrow-repeat"),
    ("pedido.ver", "Almacén", "ordenes:pedidos", "box-seam"),
    ("encuesta.ver", "Encuestas", "encuestas:lista", "clipboard-check"),
    ("snc.ver", "No conformes", "noconformes:lista", "exclamation-diamond"),
    None,
    ("tablero.ver", "Tablero", "tablero:tablero", "speedometer2"),
    ("procedimiento.ver", "Procedimiento", "tablero:procedimiento", "diagram-3"),
    ("catalogo.ver", "Catálogo", "solicitudes:catalogo", "tag"),
    ("usuario.ver", "Usuarios", "tablero:usuarios", "people"),
]
"""(permission, words, URL name, icon); None separates."""


def pagina(request):
    usuario = getattr(request, "user", None)
    base = {"empresa": settings.EMPRESA, "hoy": timezone.localdate()}
    if usuario is None or not usuario.is_authenticated:
        return base
    return base | {
        "menu": _menu(usuario, request.path),
        "usuario_cargo": usuario.cargo or ", ".join(Rol(rol).label for rol, _ in usuario.asignaciones_vivas),
        "puede_registrar": usuario.puede("solicitud.registrar"),
    }


def _menu(usuario, camino):
    entradas = []
    for entrada in MENU:
        if entrada is None:
            entradas.append({"separador": True})
            continue
        permiso, texto, nombre, icono = entrada
        if usuario.puede(permiso):
            url = reverse(nombre)
            dentro = camino == url or (url != "/" and camino.startswith(url))
            entradas.append({"texto": texto, "url": url, "icono": icono, "dentro": dentro})
    return _con_activa(entradas)


def _con_activa(entradas):
    """Of the entries that hold the page, the one with the longest address is where we are."""
    actual = max((e["url"] for e in entradas if e.get("dentro")), key=len, default=None)
    for entrada in entradas:
        entrada["activo"] = entrada.get("url") == actual and actual is not None
    return entradas
