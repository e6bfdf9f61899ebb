"""Numbers: each series of each year is exactly 1…n, and n is what its counter says."""

import re
from collections import defaultdict

from django.apps import apps

from serviciosesp.core.models import Consecutivo

CAMPOS = ("numero", "orden_servicio")
FORMA = re.compile(r"([A-Z]+)-([0-9]{4})-([0-9]{5,})")


def numerados():
    """(model, field) of everything that takes a number from `Consecutivo`."""
    for modelo in apps.get_models():
        for campo in modelo._meta.concrete_fields:
            if campo.name in CAMPOS and campo.unique and campo.get_internal_type() == "CharField":
                yield modelo, campo.name


def consecutivos():
    usados = defaultdict(set)
    for modelo, campo in numerados():
        numeros = modelo._base_manager.exclude(**{f"{campo}__isnull": True})
        for numero in numeros.values_list(campo, flat=True).iterator():
            partes = FORMA.fullmatch(numero)
            if partes is None:
                yield f"{modelo._meta.verbose_name.capitalize()}: «{numero}» no es un consecutivo"
                continue
            serie, anio, n = partes.groups()
            if int(n) in usados[serie, int(anio)]:
                yield f"{numero} está repetido"
            usados[serie, int(anio)].add(int(n))
    yield from contra_el_contador(usados)


def contra_el_contador(usados):
    contadores = {(c.serie, c.anio): c.ultimo for c in Consecutivo.objects.all()}
    for serie, anio in sorted(usados.keys() | contadores.keys()):
        numeros, ultimo = usados.get((serie, anio), set()), contadores.get((serie, anio), 0)
        faltan = sorted(set(range(1, ultimo + 1)) - numeros)
        sobran = sorted(n for n in numeros if not 1 <= n <= ultimo)
        if faltan:
            yield f"{serie}-{anio}: falta el {faltan[0]:05d} ({len(faltan)} en total)"
        if sobran:
            yield f"{serie}-{anio}: el {sobran[0]:05d} pasa del contador, que va en {ultimo}"
