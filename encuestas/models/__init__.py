from .encuesta import Encuesta, Respuesta
from .formulario import Formulario, Item

__all__ = ["Encuesta", "Formulario", "Item", "Respuesta"]
