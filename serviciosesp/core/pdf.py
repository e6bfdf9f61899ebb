"""Paper: a document template and its frozen data become the bytes of a PDF (H1).

The only name others need is `generar`. What each document expects in its contexto is written in
`docs/documentos.md`. Nothing here reads the database, the clock or the network.
"""

from django.template.loader import render_to_string


def generar(plantilla: str, contexto: dict) -> bytes:
    """Render `plantilla` with `contexto` as one tagged A4 PDF (PDF/UA-1, es-CO).

    `contexto` holds JSON types only, money in whole pesos and dates as text; the same contexto
    gives the same bytes. Its `verificacion_url` is drawn as the QR. Takes 0.2 to 0.5 s, and 2 s
    more the first time in a process: WeasyPrint is imported here and not at the top, so that
    URLs and models stay quick to load.
    Raises `TemplateDoesNotExist` for an unknown template; a resource outside the fixed list is
    left out, never fetched.
    """
    from serviciosesp.core import imprenta

    html = render_to_string(plantilla, contexto)
    return imprenta.imprimir(html, qr=contexto.get("verificacion_url", ""))
