"""The counter's search: places by matrícula, document, name, telephone or address.

Every word asked for must begin some word of the place. The longest one leads: it is read in order
of the index, and the others are looked up place by place, so no question reads the whole table.
"""

import re
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.html import format_html, format_html_join

from serviciosesp.core import direcciones
from serviciosesp.core.texto import sin_tildes

from . import palabras
from .models import Palabra, Predio
from .models.estados import ABIERTOS

_ULTIMA = "zzzzzzzz"  # nothing that is written sorts after it, in any collation


def buscar(q, limite=8, predios=None):
    """Up to `limite` places, the closest first, each with `abiertas`: its open requests.

    At most six queries. `predios`: those that may be shown (all by default).
    """
    predios = Predio.objects.all() if predios is None else predios
    hallados = {}
    for lectura in palabras.lecturas(q):
        hallados |= dict.fromkeys(_con_todas(lectura, limite * 4))
        if len(hallados) >= limite:
            break
    if not hallados:
        return []
    fichas = predios.filter(pk__in=list(hallados)).select_related("titular").annotate(
        abiertas=Count("solicitudes", filter=Q(solicitudes__estado__in=ABIERTOS))
    )  # fmt: skip
    return sorted(fichas, key=lambda predio: _lejania(predio, q))[:limite]


def _con_todas(lectura, cuantos):
    """Ids of places that have every word, in the order of the leading one."""
    ultima = lectura[-1]
    guia = max(lectura, key=len)
    consulta = Palabra.objects.filter(_empieza(guia, ultima))
    for otra in set(lectura) - {guia}:
        suya = Palabra.objects.filter(_empieza(otra, ultima), predio=OuterRef("predio"))
        consulta = consulta.filter(Exists(suya))
    return consulta.order_by("palabra", "predio").values_list("predio", flat=True)[:cuantos]


def _empieza(palabra, ultima):
    if palabras.exige_entera(palabra, ultima):
        return Q(palabra=palabra)
    return Q(palabra__range=(palabra, palabra + _ULTIMA))


def _lejania(predio, q):
    """Order of the answers: the address as it was asked, then the most words found whole."""
    direccion = " ".join(palabras.de_direccion(predio.direccion))
    suyas = palabras.del_predio(predio)
    lecturas = palabras.lecturas(q)
    pedidas = [" ".join(lectura) for lectura in lecturas]
    enteras = max(sum(p in suyas for p in lectura) for lectura in lecturas)
    seguida = any(direccion.startswith(pedida) for pedida in pedidas)
    return direccion not in pedidas, not seguida, -enteras, predio.titular.nombre, predio.pk


def resaltar(texto, q):
    """The text as HTML, with what matches the question in <mark>."""
    lecturas = palabras.lecturas(q)
    piezas = [
        (pieza, bool(n % 2) and any(_casa(pieza, lectura) for lectura in lecturas))
        for n, pieza in enumerate(re.split(r"([^\W_]+)", str(texto)))
        if pieza
    ]
    return _marcado(_unir(piezas))


def resaltar_numero(texto, q):
    """A document, telephone or matrícula: marked whole when it begins as the question."""
    numero = re.sub(r"[\W_]", "", str(texto)).lower()
    partes = {numero, *re.findall(r"[0-9]{4,}", str(texto))}
    pedidas = [p for lectura in palabras.lecturas(q) for p in lectura if re.match(r"[0-9]{4}", p)]
    casa = any(parte.startswith(p) for parte in partes for p in pedidas)
    return format_html("<mark>{}</mark>", texto) if casa else texto


def _casa(pieza, lectura):
    llana = sin_tildes(pieza)
    formas = {*palabras.de_texto(llana), palabras.plegar(llana)}
    if len(llana) > 1 and direcciones.tokens(llana):
        formas.add(direcciones.tokens(llana)[0])
    return any(
        forma == p or (forma.startswith(p) and not palabras.exige_entera(p, lectura[-1]))
        for forma in formas
        for p in lectura
    )


def _unir(piezas):
    """What stands between two marked words is marked with them: "Cra 15 # 4-38" is one piece."""
    for n, (pieza, marcada) in enumerate(piezas):
        entre = 0 < n < len(piezas) - 1 and piezas[n - 1][1] and piezas[n + 1][1]
        yield pieza, marcada or entre


def _marcado(piezas):
    tramos = (
        ("<mark>{}</mark>" if marcada else "{}", "".join(pieza for pieza, _ in grupo))
        for marcada, grupo in groupby(piezas, key=lambda par: par[1])
    )
    return format_html_join("", "{}", ((format_html(forma, tramo),) for forma, tramo in tramos))
