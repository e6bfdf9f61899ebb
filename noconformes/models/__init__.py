from .accion import AccionCorrectiva
from .salida import SalidaNoConforme

__all__ = ["AccionCorrectiva", "SalidaNoConforme"]
