"""Forms of the orders: one class an act, its fields the act's data."""

from .almacen import (
    AnularPedidoForm,
    DespacharPedidoForm,
    ElaborarPedidoForm,
    EntrarArticuloForm,
    GuardarArticuloForm,
)
from .ejecutar import (
    IniciarForm,
    NoEjecutarForm,
    SuspenderForm,
    TerminarRevisionForm,
    TerminarTrabajoForm,
)
from .novedad import ComunicarNovedadForm, RegistrarNovedadForm
from .programar import ProgramarForm, ReprogramarForm

__all__ = [
    "AnularPedidoForm",
    "ComunicarNovedadForm",
    "DespacharPedidoForm",
    "ElaborarPedidoForm",
    "EntrarArticuloForm",
    "GuardarArticuloForm",
    "IniciarForm",
    "NoEjecutarForm",
    "ProgramarForm",
    "RegistrarNovedadForm",
    "ReprogramarForm",
    "SuspenderForm",
    "TerminarRevisionForm",
    "TerminarTrabajoForm",
]
