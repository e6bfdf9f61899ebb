"""Files leave only through here: issued documents, attachments, and the public verification page.

What may not be seen is a 404, never a 403: that it exists is already something.
"""

import re
from pathlib import PurePath

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Adjunto, Documento

RAICES = {
    "solicitudes.solicitud": [
        ("solicitudes.solicitud", "pk"),
        ("ordenes.ordentrabajo", "solicitud"),
        ("ordenes.ordenrevision", "solicitud"),
        ("ordenes.pedido", "solicitud"),
    ],
    "noconformes.accioncorrectiva": [("noconformes.accioncorrectiva", "pk")],
}
"""Root -> (model, field that points to the root): seeing any of these rows, the root is seen."""

FOTOS = [
    ("ordenes.ordentrabajo", "foto"),
    ("ordenes.novedad", "foto"),
]
"""Attachments of the street: all that is shown to who sees an order but not its request."""

POLITICA = "default-src 'none'; frame-ancestors 'none'; sandbox allow-downloads allow-modals"
"""A file acts on nothing; the viewer of the browser still saves and prints it."""

TIPOS = {"pdf": "application/pdf", "jpg": "image/jpeg"}


def puede_ver_raiz(usuario, clave):
    """Whether the person sees the root record ``"solicitudes.solicitud:12"`` by any of its ways."""
    etiqueta, _, pk = clave.rpartition(":")
    caminos = RAICES.get(etiqueta, ()) if pk.isdecimal() else ()
    return any(_ve(usuario, modelo, campo, pk) for modelo, campo in caminos)


def puede_ver_documento(usuario, documento):
    """By its permission and its root; a crew, the papers of its own orders."""
    if usuario.puede(documento.permiso):
        return puede_ver_raiz(usuario, documento.raiz)
    if documento.permiso == "orden.ver" and usuario.puede("orden.propia"):
        modelo, _, pk = documento.objeto.rpartition(":")
        return _ve(usuario, modelo, "pk", pk)
    return False


def puede_ver_adjunto(usuario, adjunto):
    """By its root; who sees only the order of a request sees only the photos of that order."""
    if usuario.puede("solicitud.ver"):
        return puede_ver_raiz(usuario, adjunto.raiz)
    return any(_ve(usuario, modelo, campo, adjunto.pk) for modelo, campo in FOTOS)


def _ve(usuario, modelo, campo, pk):
    visibles = apps.get_model(modelo).objects.visibles_para(usuario)
    return visibles.filter(**{campo: pk}).exists()


@require_safe
@login_required
def documento(request, codigo):
    """An issued document, as it was printed; while it is being printed, a page that comes back."""
    pedido = get_object_or_404(Documento, codigo=codigo)
    if not puede_ver_documento(request.user, pedido):
        raise Http404
    if pedido.estado == Documento.PENDIENTE:
        return _preparando(request, pedido)
    return entregar(pedido.archivo, "pdf", f"{pedido.titulo} {pedido.codigo}.pdf", en_linea=True)


def _preparando(request, pedido):
    fallo = pedido.intentos >= Documento.INTENTOS_MAXIMOS
    respuesta = render(request, "publico/preparando.html", {"documento": pedido, "fallo": fallo})
    if not fallo:
        respuesta.headers["Refresh"] = "2"  # seconds
    return respuesta


@require_safe
@login_required
def adjunto(request, pk):
    """A file brought by somebody. Only a photo, which was encoded again, is shown in the page."""
    subido = get_object_or_404(Adjunto, pk=pk)
    if not puede_ver_adjunto(request.user, subido):
        raise Http404
    nombre = f"{PurePath(subido.nombre).stem or 'adjunto'}.{subido.tipo}"
    return entregar(subido.archivo, subido.tipo, nombre, en_linea=subido.tipo == "jpg")


def entregar(archivo, tipo, nombre, *, en_linea):
    """The bytes of a stored file, with its name (RFC 6266) and no power over the site."""
    try:
        abierto = archivo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    limpio = "".join(letra for letra in nombre if letra.isprintable())
    respuesta = FileResponse(
        abierto, as_attachment=not en_linea, filename=limpio, content_type=TIPOS[tipo]
    )
    respuesta.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    respuesta.headers["Content-Security-Policy"] = POLITICA
    return respuesta


@require_safe
def verificar_documento(request, codigo):
    """Whether a printed code is ours: title, number, date and SHA-256, and nothing personal."""
    hallado = Documento.objects.filter(codigo=_como_se_imprime(codigo)).first()
    contexto = {"documento": hallado, "codigo": codigo[:20]}
    if hallado:
        contexto["numero"] = hallado.contexto.get("numero") or hallado.contexto.get("radicado", "")
        contexto["pendiente"] = hallado.estado == Documento.PENDIENTE
        contexto["reemplazado"] = hallado.estado == Documento.REEMPLAZADO
    return render(request, "publico/verificar.html", contexto, status=200 if hallado else 404)


def _como_se_imprime(codigo):
    """ "abcd 2345" → "ABCD-2345"."""
    letras = re.sub(r"[^0-9A-Z]", "", codigo.upper())[:12]
    return f"{letras[:4]}-{letras[4:]}"
