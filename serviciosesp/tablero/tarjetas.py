"""The cards of the board: each indicator with its goal, its base and the cases behind it.

`TARJETAS` is the literal table key -> (permission, function); the key is also the parameter that
opens the cases. Each function takes the person and a month [desde, hasta) and answers a card.
"""

from dataclasses import dataclass

from encuestas import indicadores as de_encuesta
from encuestas.models import Encuesta
from noconformes import indicadores as de_salida
from noconformes.models import SalidaNoConforme
from ordenes import indicadores as de_orden
from ordenes.models import OrdenTrabajo
from serviciosesp.core.cifras import Cifra
from serviciosesp.core.dinero import pesos
from solicitudes import indicadores as de_solicitud
from solicitudes.models import Pago, Solicitud


@dataclass
class Tarjeta:
    """As the component `indicador` reads it; `cifra` keeps the number behind the words.

    `fallas`: the cases behind the figure are those left out of it, not those counted.
    """

    nombre: str
    cifra: Cifra
    valor: str
    base: str
    enlace: str = ""
    fallas: bool = False
    unidad: str = ""
    contra: str = ""
    tono: str = ""
    icono: str = ""
    clave: str = ""
    url: str = ""

    @property
    def hay_casos(self):
        cuantos = self.cifra.de - self.cifra.n if self.fallas else self.cifra.n
        return bool(self.enlace and cuantos)


def _tasa(nombre, cifra, base, enlace, *, meta, hasta=False, fallas=False):
    """A percentage against its goal, at least or (`hasta`) at most; missed, in red and words."""
    if cifra.porcentaje is None:
        return Tarjeta(nombre, cifra, "Sin casos", "No hay casos en el mes")
    tarjeta = Tarjeta(nombre, cifra, f"{cifra.porcentaje} %", base, enlace, fallas)
    pasa = cifra.n * 100 - meta * cifra.de
    if pasa <= 0 if hasta else pasa >= 0:
        tarjeta.contra = f"cumple la meta de {meta} %"
    else:
        tarjeta.tono, tarjeta.icono = "rojo", "arrow-up" if hasta else "arrow-down"
        tarjeta.contra = f"{'sobre' if hasta else 'bajo'} la meta de {meta} %"
    return tarjeta


def _cuantos(n, uno, varios):
    return f"{n} {uno if n == 1 else varios}"


def fecha(persona, desde, hasta):
    trabajos = OrdenTrabajo.objects.visibles_para(persona)
    cifra = de_orden.ejecucion_en_fecha(trabajos, desde, hasta)
    base = f"{cifra.n} de {_cuantos(cifra.de, 'servicio', 'servicios')}"
    return _tasa(
        "Cumplió la fecha acordada", cifra, base, "Ver los que no", meta=95, fallas=True
    )  # fmt: skip


def respuesta(persona, desde, hasta):
    solicitudes = Solicitud.objects.visibles_para(persona)
    cifra = de_solicitud.oportunidad_de_respuesta(solicitudes, desde, hasta)
    base = f"{cifra.n} de {_cuantos(cifra.de, 'solicitud', 'solicitudes')} con término en el mes"
    return _tasa(
        "Respondió dentro del término", cifra, base, "Ver las que no", meta=100, fallas=True
    )  # fmt: skip


def validar(persona, desde, hasta):
    cifra = de_solicitud.por_validar(Pago.objects.visibles_para(persona))
    base = f"{_cuantos(cifra.de, 'pago', 'pagos')}, hoy"
    return Tarjeta("Dinero que espera validación", cifra, pesos(cifra.n), base, "Ver los pagos")


def recaudo(persona, desde, hasta):
    cifra = de_solicitud.recaudo(Pago.objects.visibles_para(persona), desde, hasta)
    base = f"validado en el mes; en él se notificaron {pesos(cifra.de)} de pago previo"
    return Tarjeta("Recaudo", cifra, pesos(cifra.n), base, "Ver los pagos")


def satisfaccion(persona, desde, hasta):
    encuestas = Encuesta.objects.visibles_para(persona)
    cifra = de_encuesta.satisfaccion_real(encuestas, desde, hasta)
    base = f"{cifra.n} de {_cuantos(cifra.de, 'ítem', 'ítems')} que los clientes calificaron"
    return _tasa(
        "Calificación «bueno» real", cifra, base, "Ver las que no", meta=90, fallas=True
    )  # fmt: skip


def _de_entregadas(cifra):
    return _cuantos(cifra.de, "encuesta entregada", "encuestas entregadas")


def presuntas(persona, desde, hasta):
    cifra = de_encuesta.presuntas(Encuesta.objects.visibles_para(persona), desde, hasta)
    base = f"de {_de_entregadas(cifra)}; no se devolvieron"
    return Tarjeta(
        "Encuestas presuntas", cifra, str(cifra.n), base,
        "Ver las presuntas", unidad="presunta" if cifra.n == 1 else "presuntas",
    )  # fmt: skip


def tasa(persona, desde, hasta):
    cifra = de_encuesta.tasa_de_respuesta(Encuesta.objects.visibles_para(persona), desde, hasta)
    base = f"{cifra.n} de {_de_entregadas(cifra)}"
    return _tasa("Encuestas que se respondieron", cifra, base, "Ver las respondidas", meta=60)


def salidas(persona, desde, hasta):
    prestados = de_solicitud.prestados(Solicitud.objects.visibles_para(persona), desde, hasta)
    visibles = SalidaNoConforme.objects.visibles_para(persona)
    cifra = de_salida.tasa_de_no_conformes(visibles, prestados, desde, hasta)
    detectadas = _cuantos(cifra.n, "detectada", "detectadas")
    base = f"{detectadas} y {_cuantos(cifra.de, 'servicio prestado', 'servicios prestados')}"
    return _tasa("Salidas no conformes", cifra, base, "Ver las detectadas", meta=5, hasta=True)


def compuerta(persona, desde, hasta):
    cifra = de_solicitud.compuerta(Solicitud.objects.visibles_para(persona))
    base = f"de {_cuantos(cifra.de, 'solicitud', 'solicitudes')} en agenda o en la calle, hoy"
    tarjeta = Tarjeta("Programadas sin pago ni cargo", cifra, str(cifra.n), base, "Verlas")
    tarjeta.contra = "debe ser 0" if cifra.n else "como debe ser"
    if cifra.n:
        tarjeta.tono, tarjeta.icono = "rojo", "exclamation-triangle"
    return tarjeta


TARJETAS = {
    "fecha": ("orden.ver", fecha),
    "respuesta": ("solicitud.ver", respuesta),
    "validar": ("pago.ver", validar),
    "satisfaccion": ("encuesta.ver", satisfaccion),
    "presuntas": ("encuesta.ver", presuntas),
    "tasa": ("encuesta.ver", tasa),
    "salidas": ("snc.ver", salidas),
    "compuerta": ("solicitud.ver", compuerta),
    "recaudo": ("pago.ver", recaudo),
}


def tarjetas_de(persona, desde, hasta):
    """The cards this person may see, each with its key."""
    hechas = []
    for clave, (permiso, funcion) in TARJETAS.items():
        if persona.puede(permiso):
            tarjeta = funcion(persona, desde, hasta)
            tarjeta.clave = clave
            hechas.append(tarjeta)
    return hechas
