"""What must always be true, derived again from the rows: ``manage.py verificar``.

A revision is a function that yields a sentence for each breach it finds, reading in chunks. The
database already refuses most of them; this finds what came in by another door, and what no
constraint can say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import almacen, calidad, dinero, entorno, historia, numeros, prestacion


@dataclass(frozen=True)
class Revision:
    """`grave`: a breach of the procedure; the rest is something somebody must attend to."""

    frase: str
    hallazgos: Callable
    grave: bool = True


REVISIONES = [
    Revision("La bitácora está completa: cada hecho lleva la huella del anterior", historia.cadena),
    Revision("Cada registro llegó a su estado por actos del procedimiento", historia.caminos),
    Revision("Todo registro tiene su historia", historia.sin_historia),
    Revision("Los consecutivos van de 1 en adelante, sin saltos", numeros.consecutivos),
    Revision("Nada se programa sin pago validado o cargo autorizado (C8, C9)", dinero.pago_antes),
    Revision("Lo pagado cubre lo liquidado (C8)", dinero.pago_completo),
    Revision("Lo prestado con cargo a la factura tiene un solo cargo vivo (C9)", dinero.cargos),
    Revision("Cada cargo vale lo ejecutado y no pasa de lo autorizado (C9)", dinero.valor_cargos),
    Revision("Las liquidaciones suman, línea por línea, al peso (C7)", dinero.liquidaciones),
    Revision("Nadie aprueba lo que él mismo hizo", dinero.segregacion),
    Revision("La existencia de cada artículo es la suma de su kardex (C6)", almacen.existencias),
    Revision("De almacén salió lo pedido, ni más ni menos (C6)", almacen.pedidos),
    Revision("El estado de cada solicitud es el de sus órdenes (C12)", prestacion.ordenes),
    Revision("Ninguna cuadrilla ni vehículo está en dos sitios a la vez (C10)", prestacion.cruces),
    Revision("Ninguna orden terminó con novedades sin comunicar (C13)", prestacion.novedades),
    Revision("Lo prestado tiene su encuesta, y solo lo prestado (C14)", calidad.encuestas),
    Revision("Lo cerrado tiene calificación (C19)", calidad.calificacion),
    Revision("La encuesta presunta es «bueno» en cada ítem (C15)", calidad.presuntas),
    Revision("Cada encuesta con mala calidad tiene su salida no conforme (C17)", calidad.salidas),
    Revision("Las salidas cerradas tienen causa y corrección (C17)", calidad.cierres),
    Revision("Cada documento y archivo está como se guardó", entorno.archivos),
    Revision("La base de datos conserva sus restricciones", entorno.restricciones),
    Revision("Ningún archivo sobra", entorno.huerfanos, grave=False),
    Revision("Avisos y documentos salen a tiempo", entorno.salida, grave=False),
]  # fmt: skip
