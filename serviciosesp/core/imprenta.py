"""The press behind `pdf.generar`: WeasyPrint with a closed list of resources.

Import it late (it brings WeasyPrint in). The fetcher denies by default: user text that became an
address could otherwise read files of the server or reach its network.
"""

import atexit
import re
import threading
from pathlib import Path

import weasyprint
import zxingcpp
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

RAIZ = Path(__file__).resolve().parents[2]
RECURSOS = {
    "recurso:papel.css": ("text/css", RAIZ / "templates/documentos/papel.css"),
    "recurso:logo.svg": ("image/svg+xml", RAIZ / "static/img/logo.svg"),
    **{
        f"recurso:{peso}.ttf": ("font/ttf", RAIZ / f"static/fuentes/SourceSans3-{peso}.ttf")
        for peso in (400, 600, 700)
    },
}
# Characters nobody sees: they spoil copied text, turn a line around to deceive its reader, or
# (line and paragraph separators) stop WeasyPrint.
INVISIBLES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_local = threading.local()
# Font folders live in /tmp: drop them before the interpreter is too far gone to do it.
atexit.register(_local.__dict__.clear)


class SoloRecursos(URLFetcher):
    """Serves `RECURSOS` and the document's own `recurso:qr`; refuses every other address."""

    def __init__(self, qr: str = ""):
        super().__init__(allowed_protocols=())
        self.qr = qr

    def fetch(self, url, headers=None):
        if url == "recurso:qr" and self.qr:
            return URLFetcherResponse(url, dibujar_qr(self.qr), {"Content-Type": "image/svg+xml"})
        if url not in RECURSOS:
            raise ValueError("recurso no permitido")
        tipo, ruta = RECURSOS[url]
        return URLFetcherResponse(url, ruta.read_bytes(), {"Content-Type": tipo})


def imprimir(html: str, qr: str = "") -> bytes:
    """Lay out `html` with the paper style sheet; `qr` is the text of `recurso:qr`."""
    hoja, fuentes = _hoja()
    documento = weasyprint.HTML(string=INVISIBLES.sub(" ", html), url_fetcher=SoloRecursos(qr))
    return documento.write_pdf(
        stylesheets=[hoja], font_config=fuentes, pdf_variant="pdf/ua-1", pdf_identifier=b"P06-01"
    )


def dibujar_qr(texto: str) -> str:
    """SVG of a QR, error correction M, with no quiet zone of its own: the paper gives it."""
    codigo = zxingcpp.create_barcode(texto, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return codigo.to_svg(add_quiet_zones=False)


def _hoja():
    """Style sheet and fonts, parsed once a thread: they are a third of the cost of a page."""
    if not hasattr(_local, "hoja"):
        fuentes = FontConfiguration()
        _local.hoja = (
            weasyprint.CSS("recurso:papel.css", url_fetcher=SoloRecursos(), font_config=fuentes),
            fuentes,
        )
    return _local.hoja
