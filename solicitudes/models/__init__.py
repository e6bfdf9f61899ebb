from .cargo import Cargo
from .catalogo import Clase, Cobro, Servicio, Tarifa
from .cliente import Cliente, Palabra, Predio
from .liquidacion import LineaLiquidacion, Liquidacion
from .lote import LoteCargos
from .pago import Devolucion, Pago
from .solicitud import Solicitud
from .verificacion import Verificacion

__all__ = [
    "Cargo",
    "Clase",
    "Cliente",
    "Cobro",
    "Devolucion",
    "LineaLiquidacion",
    "Liquidacion",
    "LoteCargos",
    "Pago",
    "Palabra",
    "Predio",
    "Servicio",
    "Solicitud",
    "Tarifa",
    "Verificacion",
]
