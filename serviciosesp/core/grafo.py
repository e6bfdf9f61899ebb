"""The state machines, drawn from the code: text for the documents, coordinates for the page.

Nothing here is written twice: states come from the models' choices, arrows from their acts.
"""

from dataclasses import dataclass

from django.apps import apps

from .transiciones import actos_de

ANCHO, ALTO, SALTO = 148, 40, 72  # a state's box, and from one box to the next
IZQUIERDA, CARRIL, CARRILES, DERECHA = 66, 11, 5, 52  # room for arcs, their lanes, up to the exits


@dataclass(frozen=True)
class Flecha:
    """An act (transition) seen as an arrow; `de` is "" for the one that creates the record."""

    de: str
    a: str
    acto: object

    @property
    def etiqueta(self):
        return self.acto.acto.etiqueta


def maquinas():
    """Models with a state machine, in the order in which their apps are installed."""
    return [m for m in apps.get_models() if flechas(m)]


def flechas(modelo):
    """Arrows of a model's machine, in the order in which its acts are written."""
    return [
        Flecha(de, transicion.acto.a or de, transicion)
        for transicion in actos_de(modelo)
        for de in transicion.acto.de or ()
    ]


def estados(modelo):
    """[(value, word)] of the states that some arrow touches, in the order of the choices."""
    tocados = {e for f in flechas(modelo) for e in (f.de, f.a)}
    return [par for par in modelo._meta.get_field("estado").flatchoices if par[0] in tocados]


# --- Text -----------------------------------------------------------------------------------------


def mermaid(modelo):
    """A Mermaid ``stateDiagram-v2``. Acts that leave the state where it is are not drawn."""
    lineas = ["stateDiagram-v2"]
    lineas += [f"    {valor} : {palabra}" for valor, palabra in estados(modelo)]
    for (de, a), etiquetas in _juntas(modelo).items():
        lineas.append(f"    {de or '[*]'} --> {a} : {' / '.join(etiquetas)}")
    lineas += [f"    {valor} --> [*]" for valor in finales(modelo)]
    return "\n".join(lineas)


def dot(modelo):
    """The same in Graphviz DOT."""
    lineas = [f"digraph {modelo._meta.model_name} {{", "    rankdir=TB; node [shape=box];"]
    lineas += [f'    {valor} [label="{palabra}"];' for valor, palabra in estados(modelo)]
    for (de, a), etiquetas in _juntas(modelo).items():
        lineas.append(f'    {de or "inicio"} -> {a} [label="{" / ".join(etiquetas)}"];')
    return "\n".join([*lineas, "}"])


def finales(modelo):
    """States from which no arrow leads to another."""
    siguen = {f.de for f in flechas(modelo) if f.a != f.de}
    return [valor for valor, _ in estados(modelo) if valor not in siguen]


def _juntas(modelo):
    """(from, to) -> labels of the arrows that join them."""
    juntas = {}
    for f in flechas(modelo):
        if f.de != f.a:
            juntas.setdefault((f.de, f.a), []).append(f.etiqueta)
    return juntas


# --- Drawing --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nodo:
    valor: str
    palabra: str
    tono: str
    x: int
    y: int
    ancho: int = ANCHO
    alto: int = ALTO

    @property
    def centro(self):
        return self.x + self.ancho // 2

    @property
    def medio(self):
        return self.y + self.alto // 2

    @property
    def base(self):
        return self.medio + 5


@dataclass(frozen=True)
class Trazo:
    """One arrow: SVG paths of line and head, its tone, and a label where there is room."""

    linea: str
    punta: str
    tono: str = ""
    texto: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True)
class Dibujo:
    ancho: int
    alto: int
    nodos: list
    trazos: list

    @property
    def caja(self):
        return f"0 0 {self.ancho} {self.alto}"


def dibujar(modelo):
    """Coordinates of a machine: the way goes down; returns and jumps at its left, exits right.

    An exit is a state reached only by acts marked `peligro`, such as desistida.
    """
    llegadas = {}
    for f in flechas(modelo):
        if f.de != f.a:
            llegadas.setdefault(f.a, []).append(f.acto.acto.peligro)
    salidas = [v for v, _ in estados(modelo) if v in llegadas and all(llegadas[v])]
    camino = [v for v, _ in estados(modelo) if v not in salidas]
    nodos, juntas = _colocar(modelo, camino, salidas), _juntas(modelo)
    trazos = [*_pasos(juntas, camino, nodos), *_arcos(juntas, camino, nodos)]
    trazos += _fugas(juntas, salidas, nodos)
    ancho = IZQUIERDA + ANCHO + (DERECHA + ANCHO if salidas else 0) + 8
    return Dibujo(ancho, len(camino) * SALTO - (SALTO - ALTO) + 8, list(nodos.values()), trazos)


def _colocar(modelo, camino, salidas):
    palabras = dict(estados(modelo))
    lugares = {v: (IZQUIERDA, 4 + i * SALTO) for i, v in enumerate(camino)}
    columna = IZQUIERDA + ANCHO + DERECHA
    for i, valor in enumerate(salidas):
        lugares[valor] = (columna, 4 + (2 * i + 1) * SALTO)
    return {v: Nodo(v, palabras[v], modelo.INSIGNIAS[v][1], x, y) for v, (x, y) in lugares.items()}


def _pasos(juntas, camino, nodos):
    """Straight arrows from each state to the next one, with the act that takes it there."""
    for de, a in zip(camino, camino[1:], strict=False):
        if (de, a) in juntas:
            x, desde, hasta = nodos[de].centro, nodos[de].y + ALTO, nodos[a].y
            yield Trazo(
                f"M{x} {desde}V{hasta - 8}", f"M{x} {hasta}l-5 -9h10z",
                texto=juntas[de, a][0], x=x, y=(desde + hasta) // 2 + 1,
            )  # fmt: skip


def _arcos(juntas, camino, nodos):
    """Returns and jumps between states of the way, the short ones inside, each in a lane."""
    lugar = {valor: i for i, valor in enumerate(camino)}
    saltos = [s for s in juntas if set(s) <= set(lugar) and lugar[s[1]] != lugar[s[0]] + 1]
    for carril, (de, a) in enumerate(sorted(saltos, key=lambda s: abs(lugar[s[0]] - lugar[s[1]]))):
        x = IZQUIERDA - 18 - CARRIL * (carril % CARRILES)
        lado = 8 if lugar[a] > lugar[de] else -8
        y1, y2 = nodos[de].medio + lado, nodos[a].medio - lado
        yield Trazo(f"M{IZQUIERDA} {y1}H{x}V{y2}H{IZQUIERDA - 8}", _derecha(IZQUIERDA, y2))


def _fugas(juntas, salidas, nodos):
    """Arrows to the exits, in the exit's tone: each exit has a vertical line of its own."""
    for carril, salida in enumerate(salidas):
        x, destino = IZQUIERDA + ANCHO + 14 + 16 * carril, nodos[salida]
        desvio = 6 * (2 * carril - len(salidas) + 1)
        for nodo in (nodos[de] for de, a in juntas if a == salida and de in nodos):
            linea = f"M{nodo.x + ANCHO} {nodo.medio + desvio}H{x}V{destino.medio}H{destino.x - 8}"
            yield Trazo(linea, _derecha(destino.x, destino.medio), destino.tono)


def _derecha(x, y):
    return f"M{x} {y}l-9 -5v10z"
