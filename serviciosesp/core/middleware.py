"""What every request passes through besides Django's own middleware."""

import logging
import re
import secrets
import time

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from .registros import peticion_id

acceso = logging.getLogger("serviciosesp.acceso")

_ID_AJENO = re.compile(r"[A-Za-z0-9-]{8,64}")
_NO_SE_USAN = (
    "accelerometer=(), browsing-topics=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)


class Peticion:
    """Gives each request an id (``X-Request-ID``), its real address and a line in the log."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        inicio = time.monotonic()
        request.id = self.identificar(request)
        marca = peticion_id.set(request.id)
        try:
            response = self.responder(request)
            self.anotar(request, response, inicio)
        finally:
            peticion_id.reset(marca)
        response.headers["X-Request-ID"] = request.id
        response.headers["Permissions-Policy"] = _NO_SE_USAN
        return response

    def identificar(self, request):
        """Id of the request: the proxy's when there is one, else 16 random hexadecimals.

        Also puts the client's own address in ``REMOTE_ADDR``: the last one that the proxy wrote.
        """
        if settings.DETRAS_DE_PROXY:
            remotos = request.headers.get("X-Forwarded-For", "").split(",")
            request.META["REMOTE_ADDR"] = remotos[-1].strip() or request.META["REMOTE_ADDR"]
            ajeno = request.headers.get("X-Request-ID", "")
            if _ID_AJENO.fullmatch(ajeno):
                return ajeno
        return secrets.token_hex(8)

    def responder(self, request):
        tamano = request.META.get("CONTENT_LENGTH") or "0"
        if tamano.isdecimal() and int(tamano) > settings.PETICION_MAXIMA:
            return muy_grande(request)
        return self.get_response(request)

    def anotar(self, request, response, inicio):
        """One line, without the query: who, what, the answer and how long it took."""
        acceso.info(
            "%s %s %s",
            request.method,
            request.path,
            response.status_code,
            extra={
                "estado": response.status_code,
                "ms": round((time.monotonic() - inicio) * 1000),
                "usuario": getattr(request, "usuario_id", "-"),
            },
        )


def muy_grande(request):
    """413, before a byte of the body is read."""
    megas = settings.PETICION_MAXIMA // 1024**2
    return HttpResponse(
        f"Lo que envió es muy grande. El máximo es {megas} MB en total.",
        status=413,
        content_type="text/plain; charset=utf-8",
    )


class SinGuardar:
    """No page, document or answer is kept by a cache; static files do not come this far."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        patch_cache_control(response, no_store=True)
        return response


class SesionViva:
    """Renews the session of whoever is at work, at most once every five minutes.

    The session ends after ``SESSION_COOKIE_AGE`` seconds without a request.
    """

    CADA = 300  # seconds

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.usuario_id = request.user.pk  # for the log, still there after leaving
            self.renovar(request)
        return self.get_response(request)

    def renovar(self, request):
        ingreso = request.user.last_login
        visto = request.session.get("visto") or (ingreso.timestamp() if ingreso else 0)
        if time.time() - visto > self.CADA:
            request.session["visto"] = int(time.time())
