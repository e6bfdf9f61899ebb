"""The boxes of the printed forms. A box without a value keeps its place, to be filled by hand."""

from django import template

register = template.Library()


@register.inclusion_tag("documentos/_caja.html")
def caja(etiqueta, valor="", ancho=12, fuerte=False, alta=False):
    """A labelled box, `ancho` twelfths of its row; `alta` leaves room to write a paragraph."""
    return {
        "etiqueta": etiqueta,
        "valor": valor,
        "ancho": ancho,
        "fuerte": fuerte,
        "alta": alta,
    }


@register.inclusion_tag("documentos/_opcion.html")
def opcion(texto, elegida="", valor=True):
    """A square and its text, marked when what was chosen is `valor`."""
    return {"texto": texto, "marcada": elegida == valor}


@register.inclusion_tag("documentos/_firma.html")
def firma(papel, texto="", nota="", ancho=4):
    """Room of 20 mm to sign, over "papel: texto"; `nota` tells of a signature made elsewhere."""
    return {"papel": papel, "texto": texto, "nota": nota, "ancho": ancho}
