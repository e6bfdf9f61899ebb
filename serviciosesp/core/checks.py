"""What ``manage.py check --deploy`` asks besides Django's own questions."""

import sqlite3

from django.conf import settings
from django.core.checks import Error, Warning, register

CSP_EXIGIDAS = {"default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"]}


@register("p06", deploy=True)
def politica_de_contenido(app_configs, **kwargs):
    """The content policy is there, closed by default and without exceptions."""
    politica = {nombre: list(map(str, v)) for nombre, v in settings.SECURE_CSP.items()}
    abiertas = [v for valores in politica.values() for v in valores if "unsafe" in v or v == "*"]
    if abiertas or any(politica.get(n) != v for n, v in CSP_EXIGIDAS.items()):
        yield Error("SECURE_CSP falta o tiene excepciones.", id="p06.E001")


@register("p06", deploy=True)
def base_de_datos(app_configs, **kwargs):
    """The database is asked for what keeps money and numbers exact."""
    base = settings.DATABASES["default"]
    opciones = base.get("OPTIONS", {})
    if base["ENGINE"].endswith("sqlite3"):
        yield from sqlite(opciones)
    elif not base.get("CONN_HEALTH_CHECKS"):
        yield Error("CONN_HEALTH_CHECKS debe estar activo.", id="p06.E002")
    elif "lock_timeout" not in opciones.get("options", ""):
        yield Error("La base de datos no tiene lock_timeout.", id="p06.E003")


def sqlite(opciones):
    pragmas = opciones.get("init_command", "")
    if opciones.get("transaction_mode") != "IMMEDIATE":
        yield Error("SQLite necesita transaction_mode=IMMEDIATE.", id="p06.E004")
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        if pragma not in pragmas:
            yield Error(f"SQLite necesita PRAGMA {pragma}.", id="p06.E005")
    if "journal_mode=WAL" in pragmas and sqlite3.sqlite_version_info < (3, 51, 3):
        yield Error("Esta versión de SQLite no es segura con WAL.", id="p06.E006")


@register("p06", deploy=True)
def correo(app_configs, **kwargs):
    """No mail server can hold the worker for ever."""
    for nombre, buzon in settings.MAILERS.items():
        smtp = buzon.get("BACKEND", "smtp.EmailBackend").endswith("smtp.EmailBackend")
        if smtp and not buzon.get("OPTIONS", {}).get("timeout"):
            yield Error(f"El correo «{nombre}» no tiene timeout.", id="p06.E007")


@register("p06", deploy=True)
def servicio(app_configs, **kwargs):
    """It runs as a service, not as a trial."""
    if settings.DEMO:
        yield Warning("DEMO=1 es para ensayar, no para atender al público.", id="p06.W008")
    if not settings.SITIO_URL.startswith("https://"):
        yield Warning("SITIO_URL debe empezar por https://.", id="p06.W009")
    if not settings.USE_TZ or settings.TIME_ZONE != "America/Bogota":
        yield Error("Las fechas van en UTC y se muestran en hora de Bogotá.", id="p06.E010")
    if settings.DATA_UPLOAD_MAX_MEMORY_SIZE is None or not settings.PETICION_MAXIMA:
        yield Error("El tamaño de lo que se recibe debe tener límite.", id="p06.E011")
