"""The warehouse: stock, kardex and what left with each Pedido (C6)."""

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from ordenes.models import Articulo, LineaPedido, Movimiento

LOTE = 500


def existencias():
    """Each article's movements, added one by one, give the balance of each line and the stock."""
    libres = Count("seriales", filter=Q(seriales__linea__isnull=True))
    for articulo in Articulo.objects.annotate(libres=libres).iterator(chunk_size=LOTE):
        if falla := _kardex(articulo):
            yield f"{articulo}: {falla}"
        if articulo.maneja_serie and articulo.libres != articulo.existencia:
            yield f"{articulo}: hay {articulo.existencia} y {articulo.libres} series en almacén"


def _kardex(articulo):
    saldo = 0
    movimientos = Movimiento.objects.filter(articulo=articulo).order_by("pk")
    for cantidad, anotado in movimientos.values_list("cantidad", "saldo").iterator():
        saldo += cantidad
        if saldo != anotado:
            return f"el kardex dice {anotado} y suma {saldo}"
    if saldo != articulo.existencia:
        return f"hay {articulo.existencia} y el kardex suma {saldo}"
    return ""


def pedidos():
    lineas = LineaPedido.objects.select_related("pedido", "articulo").annotate(
        salidas=Coalesce(Sum("movimientos__cantidad"), 0)
    )
    for linea in lineas.iterator(chunk_size=LOTE):
        debido = linea.cantidad if linea.pedido.estado == "despachado" else 0
        if -linea.salidas != debido:
            yield f"{linea.pedido}: de «{linea}» salieron {-linea.salidas} y debían salir {debido}"
        if linea.articulo.maneja_serie and linea.seriales.count() != debido:
            yield f"{linea.pedido}: «{linea}» no tiene {debido} series"
