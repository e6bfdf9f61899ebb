"""Colombian addresses: one canonical spelling, and the tokens to search them by.

`canonica` reads urban addresses (VIA num # num-placa complementos), blocks without street
(MZ C LT 5) and rural ones (VDA … FCA … KM n VIA …). What it cannot read is kept as typed:
an address never blocks an intake (reglas §6).
"""

import re

from .texto import DatoInvalido, limpiar, sin_tildes

_LARGO_MAXIMO = 200

_VIAS = {
    "CL": "CL CLL CLLE CALLE C",
    "KR": "KR KRA KRR CR CRA CRR CARR CARRERA K",
    "AC": "AC",
    "AK": "AK",
    "AV": "AV AVE AVDA AVENIDA",
    "DG": "DG DIAG DIAGONAL",
    "TV": "TV TR TRV TRANS TRANSV TRANSVERSAL",
    "PJ": "PJ PSJ PASAJE",
    "PS": "PS PASEO",
    "CV": "CV CIRC CIRCUNVALAR",
    "AU": "AU AUT AUTOP AUTOPISTA",
    "CT": "CT CJON CALLEJON",
}
_COMPLEMENTOS = {  # from the widest to the narrowest: the order in which they are written
    "ET": "ET ETAPA",
    "MZ": "MZ MZN MZA MANZ MANZANA",
    "LT": "LT LTE LOTE",
    "BLQ": "BLQ BL BLOQUE",
    "TO": "TO TORRE",
    "IN": "IN INT INTERIOR",
    "CA": "CA CS CASA",
    "PI": "PI PISO",
    "AP": "AP APT APTO APARTAMENTO",
    "OF": "OF OFI OFIC OFICINA",
    "LC": "LC LOC LOCAL",
    "BD": "BD BOD BODEGA",
    "GA": "GA GARAJE",
}
_RURALES = {"VDA": "VDA VEREDA", "FCA": "FCA FINCA", "KM": "KM KILOMETRO", "VIA": "VIA"}
_AVENIDAS = {"AV CL": "AC", "AV KR": "AK"}


def _invertir(tabla: dict[str, str]) -> dict[str, str]:
    return {nombre: codigo for codigo, nombres in tabla.items() for nombre in nombres.split()}


_VIA, _COMPLEMENTO, _RURAL = map(_invertir, (_VIAS, _COMPLEMENTOS, _RURALES))
_CODIGOS = _VIA | _COMPLEMENTO | _RURAL
_NUMERALES = {"NO", "NRO", "NUM", "NUMERO", "CON"}
_ORDEN = list(_COMPLEMENTOS)

_NUMERAL_N = re.compile(r"\bN\s?\.?\s?[°º˚]", re.IGNORECASE)
_SEPARAR = (
    (re.compile(r"\b([VF])/(DA|CA)\b"), r"\1\2"),
    (re.compile(r"[.,;/]"), " "),
    (re.compile(r"[–—−]"), "-"),
    (re.compile(r"(?<=[0-9])(?=BIS)|(?<=[0-9][A-Z])(?=BIS\b)"), " "),
    (re.compile(r"(^[A-Z]|\b[A-Z]{2,})(?=[0-9])"), r"\1 "),
)

# Input to these is upper case, plain ASCII, single spaced, "#" for every numeral.
_LADO = r"(?:NORTE|SUR|ESTE|OESTE)\b"
_NUMERO = (
    r"0*([1-9][0-9]{0,2})(?![0-9]) ?((?!N [0-9])[A-Z]\b)? ?(BIS\b(?: ?[A-Z]\b)?)?"
    rf" ?({_LADO})?"
)
_URBANA = re.compile(
    rf"(?P<via>{'|'.join(_VIAS)}) {_NUMERO} ?(?:[#\-]|N(?= [0-9]))? ?{_NUMERO}"
    rf" ?-? ?(?P<placa>[0-9]{{1,4}}(?:[A-Z]\b)?)(?: (?P<lado>{_LADO}))?"
    r"(?P<resto>(?![0-9]).*)"
)
_PAR = re.compile(rf"({'|'.join(_COMPLEMENTOS)}) ?([0-9]{{1,5}}[A-Z]?|[A-Z][0-9]{{0,4}})\b")
_PARTES_RURALES = re.compile(
    r"\b(V/DA|VDA|VEREDA|F/CA|FCA|FINCA|KM|KIL[OÓ]METRO|V[IÍ]A)\b[ .]*(?=[^ .])"
)
_NOMBRE_RURAL = re.compile(r"[^\W_]+(?:[ '’.-]+[^\W_]+)*")


def canonica(texto: str) -> str | None:
    """ "Carrera 15 No. 1 Sur 11, apto 301" → "KR 15 # 1 SUR-11 AP 301"; None when unreadable."""
    try:
        limpio = limpiar(texto)
    except DatoInvalido:
        return None
    if not limpio or len(limpio) > _LARGO_MAXIMO:
        return None
    return _rural(limpio) or _urbana(_llana(limpio))


def _llana(texto: str) -> str:
    """Upper case ASCII with every known word replaced by its code and numerals by "#"."""
    llana = sin_tildes(_NUMERAL_N.sub(" # ", texto)).upper()
    for patron, reemplazo in _SEPARAR:
        llana = patron.sub(reemplazo, llana)
    piezas = re.findall(r"[^\W_]+|[^\w\s]", llana)
    return re.sub(r"#(?: #)+", "#", " ".join(_via_al_frente([_codigo(p) for p in piezas])))


def _codigo(pieza: str) -> str:
    if pieza in _NUMERALES:
        return "#"
    # A lone C or K names a street only at the start; elsewhere it is the letter of a number.
    return pieza if len(pieza) == 1 else _CODIGOS.get(pieza, pieza)


def _via_al_frente(piezas: list[str]) -> list[str]:
    """["K", "15"] → ["KR", "15"]; ["AV", "CL", "9"] → ["AC", "9"]."""
    if piezas and piezas[0] in _VIA:
        piezas = [_VIA[piezas[0]], *piezas[1:]]
    doble = _AVENIDAS.get(" ".join(piezas[:2]))
    return [doble, *piezas[2:]] if doble else piezas


def _urbana(llana: str) -> str | None:
    partes = _URBANA.fullmatch(llana)
    if not partes:
        return _complementos(llana, minimo=2) if llana.startswith("MZ ") else None
    complementos = _complementos(partes["resto"])
    if complementos is None:
        return None
    numeros = partes.groups()
    via, cruce = _numero(*numeros[1:5]), _numero(*numeros[5:9])
    lado = f" {partes['lado']}" if partes["lado"] else ""
    return f"{partes['via']} {via} # {cruce}-{partes['placa']}{lado} {complementos}".rstrip()


def _numero(cifras: str, letra: str | None, bis: str | None, lado: str | None) -> str:
    """("5", "A", "BISA", "SUR") → "5A BIS A SUR"."""
    con_bis = f"BIS {bis[3:].strip()}".strip() if bis else ""
    return " ".join(filter(None, (f"{cifras}{letra or ''}", con_bis, lado)))


def _complementos(resto: str, minimo: int = 0) -> str | None:
    """ "AP 301 TO 2" → "TO 2 AP 301"; None when a word is not understood."""
    pares = _PAR.findall(resto)
    sobra = re.sub(r"[\s\-]", "", _PAR.sub("", resto))
    if sobra or len(pares) < minimo:
        return None
    return " ".join(f"{c} {v}" for c, v in sorted(pares, key=lambda par: _ORDEN.index(par[0])))


def _rural(texto: str) -> str | None:
    """Needs a vereda with something more, or a kilometre of a road."""
    trozos = _PARTES_RURALES.split(re.sub(r"(?i)\bkm(?=[0-9])", "KM ", texto).upper())
    if trozos[0].strip(" ,") or len(trozos) < 5:
        return None
    partes: dict[str, str] = {}
    for palabra, valor in zip(trozos[1::2], trozos[2::2], strict=True):
        codigo = _RURAL[sin_tildes(palabra.replace("/", "")).upper()]
        leido = _valor_rural(codigo, valor.strip(" ,.-"))
        if not leido or codigo in partes:
            return None
        partes[codigo] = leido
    if "VDA" not in partes and not {"KM", "VIA"} <= partes.keys():
        return None
    return " ".join(f"{codigo} {partes[codigo]}" for codigo in _RURALES if codigo in partes)


def _valor_rural(codigo: str, valor: str) -> str:
    if codigo == "KM":
        kilometro = re.fullmatch(r"0*([0-9]{1,3}(?:[.,+][0-9]{1,3})?)", valor)
        return kilometro[1].replace(",", ".") if kilometro else ""
    nombre = re.sub(r"^A (?=.)", "", valor) if codigo == "VIA" else valor
    return nombre if _NOMBRE_RURAL.fullmatch(nombre) else ""


def tokens(texto: str) -> list[str]:
    """Search tokens: "cra 15 4 38", "K15 # 4-38" and "Carrera 15 No. 4-38" give the same.

    Works on a piece of an address too: "cll 5 b" → ["cl", "5b"]. Zeros on the left are dropped.
    """
    pegados: list[str] = []
    for pieza in re.findall(r"[^\W_]+", _llana(canonica(texto) or texto)):
        anterior = pegados[-1] if pegados else ""
        if len(pieza) == 1 and pieza.isalpha() and anterior.isdigit():
            pegados[-1] += pieza
        elif not (pieza == "A" and anterior == "VIA"):
            pegados.append(pieza.lstrip("0") or "0")
    return [pieza.lower() for pieza in pegados]
