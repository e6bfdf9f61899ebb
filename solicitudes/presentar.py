"""What the components of the record page read: step line, clocks, actions, what hangs from it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.acciones import Accion, acciones_de
from serviciosesp.core.dinero import pesos
from serviciosesp.core.models import Documento, parametro
from serviciosesp.core.models.evento import clave_de

from .frases import cuando
from .models import Pago, Solicitud
from .models.catalogo import Cobro
from .models.estados import ABIERTOS, CAMINO, INSIGNIAS, E
from .models.pago import espera_pago

PRONTO = 2
"""Días hábiles left from which a term is shown in amber."""
TERMINOS = {
    E.ACEPTADA: ("El plazo para liquidar", "Aceptada"),
    E.LIQUIDADA: ("La liquidación", "Notificada"),
    E.HABILITADA: ("El plazo para acordar la fecha", "Habilitada"),
    E.PRESTADA: ("El plazo para cerrar", "Prestada"),
}
"""State -> (what expires, from which fact it counts)."""

# --- step line ----------------------------------------------------------------------------------


def llegadas(solicitud, eventos):
    """{state: moment it was last reached}, from its history."""
    propios = [e for e in eventos if e.objeto == clave_de(solicitud) and e.de != e.a]
    return {e.a: e.en for e in sorted(propios, key=lambda e: e.n)}


def pasos(solicitud, llegadas):
    """The step line (docs/interfaz.md); a rejected or withdrawn request ends where it stopped."""
    if solicitud.estado not in CAMINO:
        recorridos = [e for e in CAMINO if e in llegadas]
        return [*(_hecho(e, llegadas) for e in recorridos), _final(solicitud, llegadas)]
    actual = CAMINO.index(solicitud.estado)
    return [
        _pasado(solicitud, e, llegadas) if n < actual
        else _actual(solicitud, llegadas) if n == actual
        else _futuro(solicitud, e)
        for n, e in enumerate(CAMINO)
    ]  # fmt: skip


def _dia(momento):
    local = timezone.localtime(momento)
    return f"{local:%d/%m}" if local.year == timezone.localdate().year else f"{local:%d/%m/%Y}"


def _hecho(estado, llegadas):
    return {"texto": estado.label, "clase": "hecho", "detalle": _dia(llegadas[estado])}


def _pasado(solicitud, estado, llegadas):
    if estado in llegadas:
        return _hecho(estado, llegadas)
    en_visita = estado != E.EN_REVISION
    return {
        "texto": estado.label, "clase": "omitido",
        "detalle": "en la visita" if en_visita else "no requiere",
    }  # fmt: skip


def _actual(solicitud, llegadas):
    estado = E(solicitud.estado)
    desde = _dia(llegadas.get(estado, solicitud.estado_desde))
    return {
        "texto": estado.label, "clase": "actual", "icono": INSIGNIAS[estado][2],
        "detalle": desde if estado == E.CERRADA else f"desde {desde}",
    }  # fmt: skip


def _futuro(solicitud, estado):
    if estado == E.EN_REVISION and not solicitud.servicio.requiere_revision:
        return {"texto": estado.label, "clase": "omitido", "detalle": "no requiere"}
    falta = _CANDADOS[estado](solicitud) if estado in _CANDADOS else ""
    return {
        "texto": estado.label, "clase": "pendiente", "detalle": falta, "candado": bool(falta),
        "candado_texto": falta,
    }  # fmt: skip


def _final(solicitud, llegadas):
    estado = E(solicitud.estado)
    clase = "final_rojo" if estado == E.RECHAZADA else "final_gris"
    return {"texto": estado.label, "clase": clase, "detalle": _dia(llegadas[estado])}


def _para_habilitar(solicitud):
    if solicitud.cobro == Cobro.FACTURA:
        return "falta autorizar el cargo"
    pagada = solicitud.pagado and not solicitud.saldo
    return "falta validar el pago" if pagada else "falta el pago"


def _para_cerrar(solicitud):
    if not solicitud.calificada_en:
        return "falta la encuesta"
    return "falta verificar" if any(not v.conforme for v in solicitud.verificaciones.all()) else ""


_CANDADOS = {E.HABILITADA: _para_habilitar, E.CERRADA: _para_cerrar}

# --- clocks -------------------------------------------------------------------------------------


def relojes(solicitud):
    """The legal clock and the term of the current state (docs/interfaz.md, `reloj`)."""
    locales = calendario.dias_locales()
    todos = [_silencio(solicitud), _respuesta(solicitud, locales), _del_estado(solicitud, locales)]
    return [r for r in todos if r]


def _silencio(solicitud):
    """The hours to recognise a positive administrative silence (reglas §5.2); None without one."""
    if solicitud.silencio_en is None or solicitud.respondida_en:
        return None
    limite = solicitud.silencio_en + timedelta(hours=parametro("horas_silencio"))
    return {
        "tono": "rojo",
        "veredicto": f"Reconozca el silencio positivo antes del {cuando(limite)}",
        "detalle": "El término venció sin respuesta: se entiende a favor del cliente.",
    }


def _respuesta(solicitud, locales):
    norma = {"norma": "Ley 142, art. 158"}
    if solicitud.respondida_en:
        return _cumplido(solicitud, locales) | norma
    if solicitud.estado not in ABIERTOS:
        return None
    return _reloj("La respuesta", solicitud.plazo_respuesta(locales)) | norma


def _cumplido(solicitud, locales):
    """The term as it was told when it was filed, and the day in which it was met."""
    recibida = timezone.localdate(solicitud.recibida_en)
    respondida, vencia = timezone.localdate(solicitud.respondida_en), solicitud.respuesta_vence
    n = calendario.habiles_entre(recibida, respondida, locales)
    dias = calendario.habiles_entre(recibida, vencia, locales)
    return {
        "cumplido": respondida <= vencia,
        "tono": "rojo" if respondida > vencia else "",
        "veredicto": f"Respuesta dada {f'en el día {n} de {dias}' if n else 'el mismo día'}",
        "detalle": f"Recibida el {recibida:%d/%m}; vencía el {calendario.fecha_corta(vencia)}.",
    }


def _del_estado(solicitud, locales):
    if solicitud.estado not in TERMINOS or solicitud.vence_en is None:
        return None
    que, verbo = TERMINOS[solicitud.estado]
    liquidada = solicitud.estado == E.LIQUIDADA
    desde = timezone.localdate(
        solicitud.liquidacion.notificada_en if liquidada else solicitud.estado_desde
    )
    dias = calendario.habiles_entre(desde, solicitud.vence_en, locales)
    if dias < 0:
        return None
    return _reloj(que, calendario.plazo(desde, dias, verbo=verbo, locales=locales))


def _reloj(que, plazo):
    return {
        "veredicto": f"{que} {plazo.veredicto}",
        "detalle": _cuanto_va(plazo),
        "tono": "rojo" if plazo.vencido else "ambar" if plazo.restantes <= PRONTO else "",
        "dias": [
            {"letra": d.letra, "numero": d.numero, "clase": d.clase, "nombre": d.motivo}
            for d in plazo.celdas
        ],
        "cuenta": plazo.cuenta,
    }


def _cuanto_va(plazo):
    if plazo.vencido:
        return f"Eran {plazo.dias} días hábiles."
    n = plazo.restantes
    quedan = "queda 1 día hábil" if n == 1 else f"quedan {n} días hábiles"
    if not plazo.transcurridos:
        return f"Cuenta desde el próximo día hábil; {quedan}."
    return f"Va el día {plazo.transcurridos} de {plazo.dias}; {quedan}."


def plazo_de_lista(solicitud, hoy):
    """The cell of the term in a list (docs/interfaz.md), without queries; None when it ended."""
    if solicitud.vence_en is None or solicitud.estado not in ABIERTOS:
        return None
    faltan = (solicitud.vence_en - hoy).days
    corta = calendario.fecha_corta(solicitud.vence_en, con_anio=solicitud.vence_en.year != hoy.year)
    if faltan < 0:
        return {"texto": f"Venció el {corta}", "tono": "rojo"}
    cercanos = {0: ("Vence hoy", "rojo"), 1: ("Vence mañana", "ambar")}
    texto, tono = cercanos.get(faltan, (f"Vence el {corta}", ""))
    return {"texto": texto, "tono": tono}


# --- actions ------------------------------------------------------------------------------------


def acciones_del_caso(solicitud, usuario):
    """The acts of the request and the payment it waits for; first, what takes it furthest."""
    acciones = acciones_de(solicitud, usuario, sin=_ajenos(solicitud))
    for accion in acciones:
        accion.principal = False
        _precisar(accion, solicitud)
    principal = max(
        (a for a in acciones if a.posible and _avance(a, solicitud) > 0),
        key=lambda a: _avance(a, solicitud), default=None,
    )  # fmt: skip
    pagar = _registrar_pago(solicitud, usuario)
    if pagar:
        acciones.insert(0, pagar)
        principal = pagar if solicitud.saldo else principal
    if principal:
        principal.principal = True
    return sorted(acciones, key=lambda a: (not a.principal, a.peligro, not a.transicion.acto.a))


def _ajenos(solicitud):
    """Acts that say nothing to this request: the other way of charging, a visit not ordered."""
    de_otro_cobro = {
        Cobro.PAGO_PREVIO: [Solicitud.autorizar_cargo, Solicitud.exigir_pago_previo],
        Cobro.FACTURA: [Solicitud.validar_pago],
    }
    sin_visita = [Solicitud.resolver_en_visita] if solicitud.estado == E.RECIBIDA else []
    return de_otro_cobro[solicitud.cobro] + sin_visita


def _avance(accion, solicitud):
    """Steps of the path that the act goes forward; 0 for those that end it or stay."""
    destino = accion.transicion.acto.a
    if accion.peligro or destino not in CAMINO or solicitud.estado not in CAMINO:
        return 0
    return CAMINO.index(destino) - CAMINO.index(solicitud.estado)


def _precisar(accion, solicitud):
    """What an act means on this very record."""
    if accion.transicion is Solicitud.liquidar and solicitud.liquidacion:
        n = solicitud.liquidacion.numero_version
        accion.etiqueta = "Liquidar de nuevo"
        accion.detalle = f"crea la versión {n + 1}; la versión {n} se conserva"
    if accion.transicion is Solicitud.desistir and solicitud.pago_validado_en:
        accion.detalle = f"abre la devolución de {pesos(solicitud.pagado)}"


def _registrar_pago(solicitud, usuario):
    if not usuario.puede("pago.registrar") or not solicitud.liquidacion:
        return None
    if espera_pago(Pago(solicitud=solicitud), usuario) is not True:
        return None
    resto = " del saldo" if solicitud.pagado and solicitud.saldo else ""
    debe = f"el cliente debe {pesos(solicitud.saldo)}" if solicitud.saldo else "ya está cubierto"
    return Accion(
        Pago.registrar, f"Registrar el pago{resto}", debe,
        reverse("solicitudes:registrar_pago", args=[solicitud.numero]),
        peligro=False, clave="pago-registrar", propia=True,
    )  # fmt: skip


# --- what hangs from it ---------------------------------------------------------------------------


def relacionados(solicitud, usuario):
    """[(what, record)] of orders, pedidos, survey and SNC that the person may see."""
    encuesta = getattr(solicitud, "encuesta", None)
    grupos = [
        ("orden.ver", "Orden de revisión", solicitud.ordenes_revision.all()),
        ("orden.ver", "Orden de trabajo", solicitud.ordenes_trabajo.all()),
        ("pedido.ver", "Pedido R12-02-01", solicitud.pedidos.all()),
        ("encuesta.ver", "Encuesta R10-01-03", [encuesta] if encuesta else []),
        ("snc.ver", "Salida no conforme", solicitud.salidas_no_conformes.all()),
    ]
    return [(que, o) for permiso, que, todos in grupos if usuario.puede(permiso) for o in todos]


def documentos(pedidos, usuario):
    """Those of `pedidos` that the person may open, each with how it is (`nota`)."""
    notas = {Documento.PENDIENTE: "preparándose", Documento.REEMPLAZADO: "hay uno más nuevo"}
    visibles = [d for d in pedidos if usuario.puede(d.permiso)]
    for documento in visibles:
        documento.nota = notas.get(documento.estado, "")
    return visibles
