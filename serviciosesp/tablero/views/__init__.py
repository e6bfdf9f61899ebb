from .bandeja import BandejaView, EnterarseView
from .buscar import BuscarView
from .procedimiento import ProcedimientoView
from .tablero import TableroView

__all__ = ["BandejaView", "BuscarView", "EnterarseView", "ProcedimientoView", "TableroView"]
