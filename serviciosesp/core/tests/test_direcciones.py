import pytest
from hypothesis import given
from hypothesis import strategies as st

from serviciosesp.core.direcciones import canonica, tokens

ESCRITAS = [
    ("Carrera 15 No. 1 Sur 11", "KR 15 # 1 SUR-11"),
    ("CALLE 5 N° 10 23", "CL 5 # 10-23"),
    ("cll 5 nº10-23", "CL 5 # 10-23"),
    ("CL 5 N 10 23", "CL 5 # 10-23"),
    ("cl 5n # 10-23", "CL 5N # 10-23"),
    ("Calle 5 numero 10 - 23", "CL 5 # 10-23"),
    ("Calle 5 Nro. 10 – 23", "CL 5 # 10-23"),
    ("calle 5 # No. 10-23", "CL 5 # 10-23"),
    ("C 5 # 10-23", "CL 5 # 10-23"),
    ("k15 4 38", "KR 15 # 4-38"),
    ("kra. 15 con 4 38", "KR 15 # 4-38"),
    ("Cra. 7ª No. 4-55", "KR 7A # 4-55"),
    ("cra 05 # 03-08", "KR 5 # 3-08"),
    ("cra 21 bis no. 6-15, ap. 803", "KR 21 BIS # 6-15 AP 803"),
    ("K 25 BIS Nº 57C ESTE-82", "KR 25 BIS # 57C ESTE-82"),
    ("cl 26abis 5-3", "CL 26A BIS # 5-3"),
    ("kra 22 c bis a este nº 12 b 53", "KR 22C BIS A ESTE # 12B-53"),
    ("CALLE 32 B CON 48 B BIS SUR 67 CASA 38", "CL 32B # 48B BIS SUR-67 CA 38"),
    ("Av. Carrera 3 bis a no 3c sur 79", "AK 3 BIS A # 3C SUR-79"),
    ("AVENIDA CALLE 9 # 10-80, Torre 3, Apto 502", "AC 9 # 10-80 TO 3 AP 502"),
    ("Avda 4 # 5-6", "AV 4 # 5-6"),
    ("ak 14 # 7b 30", "AK 14 # 7B-30"),
    ("Diag. 9 N° 57 B-40, Mz. E, Lote 9", "DG 9 # 57B-40 MZ E LT 9"),
    ("transv. 7c este con 9 85", "TV 7C ESTE # 9-85"),
    ("Transversal 16 no. 13 sur - 79, loc. 4", "TV 16 # 13 SUR-79 LC 4"),
    ("Pasaje 3 # 4-5", "PJ 3 # 4-5"),
    ("Callejón 2 No 1-07", "CT 2 # 1-07"),
    ("Calle 12 # 3-45 apto301 int. 2", "CL 12 # 3-45 IN 2 AP 301"),
    ("CL 8 # 4-20 SUR oficina 506", "CL 8 # 4-20 SUR OF 506"),
    ("CL 8 # 4-20 bloque 3 piso 2", "CL 8 # 4-20 BLQ 3 PI 2"),
    ("Manzana D casa 4", "MZ D CA 4"),
    ("Vereda Río Frío, finca Los Arrayanes, km 6 vía Briceño",
     "VDA RÍO FRÍO FCA LOS ARRAYANES KM 6 VIA BRICEÑO"),
    ("V/da EL TUNAL F/ca LA CABAÑA kilómetro 7 vía a COGUA",
     "VDA EL TUNAL FCA LA CABAÑA KM 7 VIA COGUA"),
    ("vda. peñas altas fca el recuerdo Km. 8 via pacho",
     "VDA PEÑAS ALTAS FCA EL RECUERDO KM 8 VIA PACHO"),
    ("Finca El Sol, vereda La Paz", "VDA LA PAZ FCA EL SOL"),
    ("km3,5 vía Ubaté", "KM 3.5 VIA UBATÉ"),
]  # fmt: skip


@pytest.mark.parametrize(("escrita", "esperada"), ESCRITAS)
def test_cada_manera_de_escribirla_llega_a_la_misma_direccion(escrita, esperada):
    assert canonica(escrita) == esperada
    assert canonica(escrita.upper()) == esperada
    assert canonica(escrita.lower()) == esperada
    assert canonica(f"  {escrita.replace(' ', '  ')} ") == esperada


@pytest.mark.parametrize(("escrita", "esperada"), ESCRITAS)
def test_se_encuentra_como_quiera_que_se_haya_escrito(escrita, esperada):
    assert canonica(esperada) == esperada
    assert tokens(escrita) == tokens(esperada)


@pytest.mark.parametrize(
    "libre",
    ["Junto a la escuela, casa azul", "Finca sin nombre, pasando el puente", "Kiosco 3 parque",
     "Sin nomenclatura, lote esquinero", "Carrera 15 con calle 4", "Calle 5", "Calle 5 # 10",
     "Calle 510 23", "Calle 5 # 1023",
     "Calle 5 # 10-23 - 301", "Calle 5 # 10-23 barrio Centro", "Avenida Boyacá # 3-4",
     "Vereda San Jorge, cerca de la báscula", "km 3", "CL 0 # 1-2", "Casa 4", "", "   ",
     "CL ٥ # ١٠-٢٣", "CL 5 # 10-23\x00", "\ud800", "#", "CL 5 # 10-23 AP", "(" * 6400],
)  # fmt: skip
def test_lo_que_no_se_entiende_queda_como_texto(libre):
    assert canonica(libre) is None


def test_los_tokens_de_busqueda_coinciden():
    escritas = ["cra 15 4 38", "Carrera 15 No. 4-38", "KR 15 # 4-38", "k15 4 38", "Kra.15 #4-38"]
    assert {tuple(tokens(escrita)) for escrita in escritas} == {("kr", "15", "4", "38")}


def test_un_pedazo_de_direccion_tambien_se_busca():
    assert tokens("cll 5 b") == ["cl", "5b"]
    assert tokens("Av. cra 3") == ["ak", "3"]
    assert tokens("vía a Pacho") == ["via", "pacho"]
    assert tokens("Peñas Altas") == ["penas", "altas"]
    assert tokens("") == tokens("# -") == []


_VIAS = {"CL": ["Calle", "cll", "CL."], "KR": ["Carrera", "cra.", "K"], "DG": ["Diagonal", "Dg"],
         "TV": ["transversal", "TV"], "AK": ["av. carrera", "AK"]}  # fmt: skip
_NUMERO = st.tuples(
    st.integers(1, 199).map(str),
    st.sampled_from(["", "A", "B", "C"]),
    st.sampled_from(["", "BIS", "BIS A"]),
    st.sampled_from(["", "SUR", "NORTE", "ESTE", "OESTE"]),
)


def escrito(numero, junto):
    cifras, letra, *resto = numero
    separada = f"{cifras} {letra}".strip() if not junto else cifras + letra
    return " ".join([separada, *filter(None, resto)])


@given(
    st.sampled_from([(codigo, via) for codigo, vias in _VIAS.items() for via in vias]),
    _NUMERO,
    _NUMERO,
    st.integers(1, 99).map("{:02}".format),
    st.sampled_from([" # ", " No. ", " N° ", " con ", "  "]),
    st.sampled_from(["-", " - ", " "]),
    st.booleans(),
    st.sampled_from([("", ""), (", apto 301", " AP 301"), (" mz. b lote 8", " MZ B LT 8")]),
    st.sampled_from([str.upper, str.lower, str]),
)
def test_toda_combinacion_de_la_gramatica_se_entiende(
    via, numero, cruce, placa, numeral, guion, junto, complemento, caja
):
    texto = f"{via[1]} {escrito(numero, junto)}{numeral}{escrito(cruce, junto)}{guion}{placa}"
    esperada = f"{via[0]} {escrito(numero, True)} # {escrito(cruce, True)}-{placa}{complemento[1]}"
    assert canonica(caja(texto + complemento[0])) == esperada
    assert canonica(esperada) == esperada
    assert tokens(caja(texto + complemento[0])) == tokens(esperada)


_PEDAZOS = ["CL", "calle", "5", "10", "bis", "A", "#", "-", "sur", "No.", "apto", "vda", "fca",
            "km", "vía", "la", "N", "ñ", "/", ",", "\u0301", "４", "²"]  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PEDAZOS)).map(" ".join)))
def test_leer_dos_veces_es_leer_una(texto):
    leida = canonica(texto)
    assert leida is None or canonica(leida) == leida
    assert all(token == token.lower() and " " not in token for token in tokens(texto))
