"""Settings, all from the environment; what is not said is secure.

``DEMO=1`` (a trial on this machine over plain http) and ``DEBUG=1`` (development) relax only what
plain http on loopback cannot keep. Every variable is described in ``docs/operacion.md``.
"""

import os
import secrets
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
DATOS = BASE_DIR / "datos"
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
LOCAL = DEBUG or DEMO  # plain http on loopback


def clave_secreta():
    """SECRET_KEY of the environment; on a local trial, one made once and kept in a 0600 file."""
    clave = env.str("SECRET_KEY", default="")
    if not clave and LOCAL:
        return clave_guardada(DATOS / "clave_secreta")
    if len(clave) < 50 or len(set(clave)) < 5 or clave.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            "SECRET_KEY es obligatoria, con 50 caracteres o más al azar. Una nueva: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(60))'"
        )
    return clave


def clave_guardada(archivo):
    """Key kept in ``archivo``; of two processes that start at once, the first one decides."""
    archivo.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    propia = archivo.with_name(f"{archivo.name}.{os.getpid()}")
    if not archivo.exists():
        with open(os.open(propia, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as salida:
            salida.write(secrets.token_urlsafe(60))
        try:
            os.link(propia, archivo)
        except FileExistsError:
            pass
        propia.unlink()
    return archivo.read_text()


SECRET_KEY = clave_secreta()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# --- Who we are and where we are reached ------------------------------------------------------
EMPRESA = {
    "nombre": env.str("EMPRESA_NOMBRE", default="Aguas de la Salina E.S.P."),
    "nit": env.str("EMPRESA_NIT", default="900482173-8"),
}
PORT = env.int("PORT", default=8000)
SITIO_URL = env.str("SITIO_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if LOCAL else []
)
DETRAS_DE_PROXY = env.bool("DETRAS_DE_PROXY", default=False)

# --- Parts ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    *(["django.contrib.admin"] if DEBUG else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "serviciosesp.core",
    "serviciosesp.tablero",
    "solicitudes",
    "ordenes",
    "noconformes",
    "encuestas",
]
MIDDLEWARE = [
    "serviciosesp.core.middleware.Peticion",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "serviciosesp.core.middleware.SinGuardar",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "serviciosesp.core.middleware.SesionViva",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "serviciosesp.urls"
WSGI_APPLICATION = "serviciosesp.wsgi.application"
PROCEDIMIENTO = "serviciosesp.procedimiento"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "serviciosesp.core.contexto.pagina",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"


# --- Database ---------------------------------------------------------------------------------
def base_de_datos(url):
    """DATABASES["default"] for ``url``, with what each engine needs to keep its promises."""
    base = environ.Env.db_url_config(url)
    opciones = base.setdefault("OPTIONS", {})
    if base["ENGINE"].endswith("sqlite3"):
        # A reader must not become a writer half-way: every transaction starts as a writer.
        opciones |= {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS}
    else:
        base |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
        opciones |= {"connect_timeout": 5, "options": LIMITES_POSTGRES}
    return base


# Milliseconds after which PostgreSQL gives up a lock, a statement, a forgotten transaction.
LIMITES_POSTGRES = (
    "-c lock_timeout=3000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=15000"
)
# SQLite before 3.51.3 can corrupt a database in WAL mode when the log is restarted.
DIARIO_SQLITE = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
PRAGMAS = (
    f"PRAGMA journal_mode={DIARIO_SQLITE};PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
)
if "DATABASE_URL" not in os.environ:
    DATOS.mkdir(mode=0o700, exist_ok=True)
DATABASES = {
    "default": base_de_datos(env.str("DATABASE_URL", default=f"sqlite:///{DATOS}/p06.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Files ------------------------------------------------------------------------------------
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(DATOS / "archivos"))()
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Served as they lie while developing, or in a trial that has not collected them.
ESTATICOS_SIN_REUNIR = DEBUG or (DEMO and not (STATIC_ROOT / "staticfiles.json").exists())
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = ESTATICOS_SIN_REUNIR
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ESTATICOS_SIN_REUNIR
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2  # bytes of a form, its files apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
PETICION_MAXIMA = 30 * 1024**2  # bytes of a whole request; more is answered 413

# --- Mail -------------------------------------------------------------------------------------
def correo(url):
    """MAILERS["default"] for ``url`` (smtp+tls://user:password@host:587, filemail:///folder)."""
    partes = environ.Env.email_url_config(url)
    if not partes["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        ruta = partes["EMAIL_FILE_PATH"]
        return {
            "BACKEND": partes["EMAIL_BACKEND"],
            "OPTIONS": {"file_path": f"/{ruta}"} if ruta else {},
        }
    opciones = {
        "host": partes["EMAIL_HOST"],
        "port": partes["EMAIL_PORT"] or 25,
        "username": partes["EMAIL_HOST_USER"] or "",
        "password": partes["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": partes.get("EMAIL_USE_TLS", False),
        "use_ssl": partes.get("EMAIL_USE_SSL", False),
        "timeout": env.int("EMAIL_TIMEOUT", default=10),  # seconds
    }
    return {"BACKEND": partes["EMAIL_BACKEND"], "OPTIONS": opciones}


EMAIL_URL = env.str(
    "EMAIL_URL", default=f"filemail://{DATOS}/correo" if LOCAL else "smtp://localhost:25"
)
MAILERS = {"default": correo(EMAIL_URL)}
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"no-responder@{urlsplit(SITIO_URL).hostname}"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.Usuario"
LOGIN_URL = "/ingresar/"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDADORES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDADORES}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDADORES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDADORES}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDADORES}.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 30 * 60  # seconds idle; renewed by core.middleware.SesionViva

# --- Browser ----------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    **{
        f"{recurso}-src": [CSP.SELF]
        for recurso in ("script", "style", "img", "font", "connect", "manifest")
    },
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
_SEGURA = "" if LOCAL else "__Host-"
SESSION_COOKIE_NAME = f"{_SEGURA}sesion"
CSRF_COOKIE_NAME = f"{_SEGURA}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^salud/"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DETRAS_DE_PROXY else None
# Whether the whole domain enters the browsers' preload list is for its owner to say.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "es-co"
LANGUAGES = [("es-co", "Español de Colombia")]
TIME_ZONE = "America/Bogota"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Log: JSON lines on stderr ----------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "serviciosesp.core.registros.Json"}},
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["consola"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # Parts that tell every step of every document.
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
