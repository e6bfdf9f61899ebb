from .almacen import Articulo, Movimiento, Serial
from .cuadrilla import Cuadrilla, Vehiculo
from .novedad import Novedad
from .pedido import LineaPedido, Pedido
from .programacion import Programacion
from .revision import OrdenRevision
from .trabajo import OrdenTrabajo

__all__ = [
    "Articulo",
    "Cuadrilla",
    "LineaPedido",
    "Movimiento",
    "Novedad",
    "OrdenRevision",
    "OrdenTrabajo",
    "Pedido",
    "Programacion",
    "Serial",
    "Vehiculo",
]
