"""Charts drawn with SVG attributes alone: no script, no inline style."""

from django import template

register = template.Library()

ALTO = 140  # drawing height, in SVG units
PASO = 58  # width given to each column
BARRA = 36  # as in componentes/columnas.html
TOPES = (4, 8, 15, 20, 40, 60, 80, 100)


@register.inclusion_tag("componentes/columnas.html")
def columnas(datos, frase, bien="bien", mal="mal"):
    """Stacked columns. `datos`: rows of `.texto .bien .mal` (whole); `frase` is read aloud."""
    filas = [_valores(d) for d in datos]
    tope = _tope(max((b + m for _, b, m in filas), default=0))
    salto = 5 if tope == 15 else tope // 4
    ancho = PASO * len(filas)
    return {
        "frase": frase,
        "rotulo_bien": bien,
        "rotulo_mal": mal,
        "columnas": [_columna(i, fila, tope) for i, fila in enumerate(filas)],
        "marcas": [_marca(valor, tope) for valor in range(0, tope + 1, salto)],
        "y_rotulo": ALTO + 20,
        # As text: numbers of the template would be written with thousand separators.
        "ancho": str(ancho),
        "caja": f"-30 -24 {ancho + 30} {ALTO + 54}",
    }


def _valores(dato):
    leer = dato.get if isinstance(dato, dict) else lambda nombre: getattr(dato, nombre)
    return leer("texto"), leer("bien") or 0, leer("mal") or 0


def _marca(valor, tope):
    y = ALTO - valor * ALTO // tope
    return {"valor": valor, "y": y, "y_texto": y + 5}


def _columna(indice, fila, tope):
    texto, bien, mal = fila
    alto_bien, alto_mal = bien * ALTO // tope, mal * ALTO // tope
    y_mal = ALTO - alto_bien - alto_mal
    return {
        "texto": texto,
        "mal": mal,
        "x": str(indice * PASO + (PASO - BARRA) // 2),
        "centro": str(indice * PASO + PASO // 2),
        "y_bien": ALTO - alto_bien,
        "alto_bien": alto_bien,
        "y_mal": y_mal,
        "y_valor": y_mal - 6,
        "alto_mal": max(alto_mal - 2, 1) if mal else 0,
    }


def _tope(mayor):
    """The first round value at or above the tallest column."""
    return next((v for v in TOPES if v >= mayor), -(-mayor // 100) * 100)
