"""The history: an unbroken chain of facts, each an act of the procedure."""

from itertools import batched, groupby
from operator import attrgetter, itemgetter

from django.apps import apps
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from serviciosesp.core.models import Evento, ModeloDelProcedimiento
from serviciosesp.core.transiciones import actos_de

LOTE = 500


def modelos():
    """Every model that moves through the door."""
    return [m for m in apps.get_models() if issubclass(m, ModeloDelProcedimiento)]


def nombrar(clave):
    """ "Solicitud S-2026-00012" from ``"solicitudes.solicitud:12"``."""
    etiqueta, _, pk = clave.rpartition(":")
    modelo = apps.get_model(etiqueta)
    objeto = modelo._base_manager.filter(pk=pk).first()
    return f"{modelo._meta.verbose_name.capitalize()} {objeto or pk}"


def cadena():
    """The first broken row of each root."""
    eventos = Evento.objects.order_by("raiz", "n").iterator(chunk_size=LOTE)
    for raiz, filas in groupby(eventos, key=attrgetter("raiz")):
        anterior = ""
        for n, evento in enumerate(filas, start=1):
            if falla := _falla(evento, n, anterior):
                yield f"{nombrar(raiz)}, hecho {evento.n} («{evento.transicion}»): {falla}"
                break
            anterior = evento.hash


def _falla(evento, n, anterior):
    if evento.n != n:
        return f"falta el hecho {n}"
    if evento.hash_anterior != anterior:
        return "no sigue al hecho anterior"
    return "" if evento.hash == evento.calcular_hash() else "fue modificado"


def caminos():
    """Each record's facts are a path of its machine that ends in the state it has."""
    actos = {m._meta.label_lower: {f.acto.nombre: f.acto for f in actos_de(m)} for m in modelos()}
    filas = Evento.objects.order_by("objeto", "n").values_list("objeto", "transicion", "de", "a")
    grupos = groupby(filas.iterator(chunk_size=LOTE), key=itemgetter(0))
    for lote in batched(((clave, list(pasos)) for clave, pasos in grupos), LOTE, strict=False):
        for clave, pasos in lote:
            if falla := _paso_malo(actos[clave.rpartition(":")[0]], pasos):
                yield f"{nombrar(clave)}: {falla}"
        yield from _estado_final(lote)


def _paso_malo(actos, pasos):
    estado = ""
    for _, nombre, de, a in pasos:
        acto = actos.get(nombre)
        if acto is None:
            return f"«{nombre}» no es un acto suyo"
        if de != estado:
            return f"«{nombre}» partió de «{de}», pero estaba en «{estado}»"
        if acto.de is not None and (de not in acto.de or a != (acto.a or de)):
            return f"«{nombre}» no lleva de «{de}» a «{a}»"
        estado = a
    return ""


def _estado_final(lote):
    """State and version of each record against its last fact and the count of them."""
    esperado = {}
    for clave, pasos in lote:
        etiqueta, _, pk = clave.rpartition(":")
        esperado.setdefault(etiqueta, {})[int(pk)] = (pasos[-1][3], len(pasos))
    for etiqueta, suyos in esperado.items():
        filas = apps.get_model(etiqueta)._base_manager.in_bulk(list(suyos))
        for pk, (estado, hechos) in suyos.items():
            falla = _diferencia(filas.get(pk), estado, hechos)
            if falla:
                yield f"{nombrar(f'{etiqueta}:{pk}')}: {falla}"


def _diferencia(objeto, estado, hechos):
    if objeto is None:
        return "tiene historia y ya no existe"
    actual = getattr(objeto, "estado", "")
    if actual != estado:
        return f"está en «{actual}» y su último hecho lo dejó en «{estado}»"
    if objeto.version != hechos:
        return f"va en la versión {objeto.version} y tiene {hechos} hechos"
    return ""


def sin_historia():
    """Records with a state, or moved some time, of which nothing is told."""
    for modelo in modelos():
        clave = Concat(Value(f"{modelo._meta.label_lower}:"), Cast("pk", CharField()))
        movidos = Q() if hasattr(modelo, "INSIGNIAS") else Q(version__gt=0)
        contados = Exists(Evento.objects.filter(objeto=OuterRef("llave")))
        filas = modelo._base_manager.filter(movidos).annotate(llave=clave).exclude(contados)
        for objeto in filas.iterator(chunk_size=LOTE):
            yield f"{modelo._meta.verbose_name.capitalize()} {objeto}: no tiene historia"
