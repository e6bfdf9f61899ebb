from ..actos import NUEVO
from .adjunto import Adjunto
from .aviso import Aviso, Latido
from .base import ModeloDelProcedimiento, PorArea
from .consecutivo import Consecutivo
from .documento import ControlDocumental, Documento
from .enlace import EnlacePublico
from .evento import ClaveIdempotencia, Evento
from .parametro import DiaNoHabil, Parametro, TextoLegal, parametro
from .usuario import Asignacion, Usuario

__all__ = [
    "NUEVO",
    "Adjunto",
    "Asignacion",
    "Aviso",
    "ClaveIdempotencia",
    "Consecutivo",
    "ControlDocumental",
    "DiaNoHabil",
    "Documento",
    "EnlacePublico",
    "Evento",
    "Latido",
    "ModeloDelProcedimiento",
    "Parametro",
    "PorArea",
    "TextoLegal",
    "Usuario",
    "parametro",
]
