"""People at their screens: each act is done through its page, as in the office."""

from django.test import Client
from django.urls import reverse


class Oficina:
    """`o.hace("pqr", "solicitudes:aceptar", numero, canal=…)` opens the page, fills it and sends it."""

    def __init__(self, mundo):
        self.m = mundo
        self.clientes = {}

    def en_sesion(self, quien):
        if quien not in self.clientes:
            self.clientes[quien] = Client()
            self.clientes[quien].force_login(getattr(self.m, quien))
        return self.clientes[quien]

    def ve(self, quien, url, *args, **parametros):
        return self.en_sesion(quien).get(reverse(url, args=args), parametros)

    def hace(self, persona, url, *args, estado=302, **datos):
        """Send the form of a page with what it brings and with `datos`; the answer must be `estado`."""
        pagina = self.ve(persona, url, *args)
        assert pagina.status_code == 200, f"{url} {args}: {pagina.status_code}"
        enviado = {k: v for k, v in iniciales(pagina.context["form"]).items() if v is not None}
        respuesta = self.en_sesion(persona).post(reverse(url, args=args), enviado | datos)
        assert respuesta.status_code == estado, errores(respuesta)
        return respuesta


def iniciales(form):
    """What the browser would send back untouched."""
    return {campo.html_name: campo.value() for campo in form if not isinstance(campo.value(), bool)}


def errores(respuesta):
    contexto = respuesta.context or {}
    form = contexto.get("form")
    faltan = [f.frase for f in contexto.get("faltantes") or []]
    return f"{respuesta.status_code} {dict(form.errors) if form else ''} {faltan}"
