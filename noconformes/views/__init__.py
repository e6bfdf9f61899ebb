from . import acciones, salidas

__all__ = ["acciones", "salidas"]
