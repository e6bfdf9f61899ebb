"""The counter's search: every way of asking finds the place, and none reads the whole table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from solicitudes import palabras
from solicitudes.busqueda import buscar, resaltar, resaltar_numero
from solicitudes.models import Cliente, Palabra, Predio

pytestmark = pytest.mark.django_db


def predio(nombre, documento, direccion, tipo="CC", **campos):
    titular = Cliente.objects.create(
        tipo_documento=tipo, documento=documento, nombre=nombre,
        telefono=campos.pop("telefono", ""),
    )  # fmt: skip
    return Predio.objects.create(titular=titular, direccion=direccion, **campos)


@pytest.fixture
def pueblo():
    return {
        "rosalba": predio("Rosalba Garzón de Pinilla", "35412087", "Cra 15 # 4-38",
                          barrio="San Pablo", matricula="0104-22817", telefono="3105528840"),
        "local": predio("Inversiones Garzón Hermanos S.A.S.", "901482736-8",
                        "Carrera 15 No. 4-38 local 1", tipo="NIT", uso="comercial",
                        matricula="0104-22818"),
        "este": predio("Pedro Nel Ávila Sánchez", "11338502", "K 15 Este # 4-38"),
        "jimenez": predio("María Jiménez Quintero", "1076543210", "Calle 9 Nro 3 - 21",
                          barrio="Casa Blanca"),
        "finca": predio("Efraín O'Byrne", "79123456", "Vereda San Jorge, finca El Mirador"),
    }  # fmt: skip


def nombres(pueblo, q, **opciones):
    por_pk = {p.pk: nombre for nombre, p in pueblo.items()}
    return [por_pk[p.pk] for p in buscar(q, **opciones)]


@pytest.mark.parametrize(
    ("q", "quien"),
    [
        ("0104-22817", "rosalba"), ("010422817", "rosalba"), ("22817", "rosalba"),
        ("35.412.087", "rosalba"), ("35 412 087", "rosalba"), ("35412", "rosalba"),
        ("310 552 8840", "rosalba"), ("+57 310-552-8840", "rosalba"),
        ("901.482.736-8", "local"), ("901482736", "local"),
        ("garzon rosalba", "rosalba"), ("ROSALBA GARZÓN", "rosalba"), ("ros gar", "rosalba"),
        ("rosalva garson", "rosalba"), ("gimenes", "jimenez"), ("maria jimenez q", "jimenez"),
        ("cll 9 3 21", "jimenez"), ("Calle 9 # 3-21", "jimenez"), ("casa blanca", "jimenez"),
        ("o'byrne", "finca"), ("obyrne", "finca"), ("vda san jorge", "finca"), ("mirador", "finca"),
        ("rosalba cra 15", "rosalba"), ("san pablo 15", "rosalba"),
    ],
)  # fmt: skip
def test_se_encuentra_como_lo_diga_el_cliente(pueblo, q, quien):
    assert nombres(pueblo, q)[0] == quien


@pytest.mark.parametrize("q", ["cra 15 4 38", "Kr 15 No. 4-38", "carrera 15 # 4 - 38", "K15 4-38"])
def test_la_direccion_pedida_va_primero_y_sus_parecidas_despues(pueblo, q):
    assert nombres(pueblo, q) == ["rosalba", "local", "este"]


@pytest.mark.parametrize(
    "q", ["", " ", "a", "%", "_", "zzz", "rosalba quintero", "99999999", "#", "¿?"]
)
def test_lo_que_no_esta_no_aparece(pueblo, q):
    assert nombres(pueblo, q) == []


def test_un_numero_corto_no_trae_los_documentos_que_empiezan_por_el(pueblo):
    assert "jimenez" not in nombres(pueblo, "10")
    assert nombres(pueblo, "1076") == ["jimenez"]


def test_corregir_el_nombre_o_la_direccion_cambia_con_que_se_encuentra(pueblo):
    titular = pueblo["este"].titular
    titular.nombre = "Aurora Nieto"
    titular.save()
    finca = pueblo["finca"]
    finca.direccion = "Tv 8 # 1-05"
    finca.save()
    assert nombres(pueblo, "aurora nieto") == ["este"]
    assert nombres(pueblo, "ávila") == []
    assert nombres(pueblo, "transversal 8 1 05") == ["finca"]
    assert nombres(pueblo, "mirador") == []


def test_cada_predio_dice_cuantas_solicitudes_tiene_abiertas(m):
    m.recibida()
    m.cerrada("COM-VOL")
    hallado = next(p for p in buscar("0104-22817") if p.pk == m.predio.pk)
    assert hallado.abiertas == 1


def test_solo_salen_los_predios_que_se_pueden_ver(pueblo):
    uno = Predio.objects.filter(pk=pueblo["local"].pk)
    assert nombres(pueblo, "garzon", predios=uno) == ["local"]
    assert buscar("garzon", predios=Predio.objects.none()) == []


def test_el_limite_se_respeta(pueblo):
    for n in range(12):
        predio("Rosalba Repetida", f"5000{n}", f"Cl {n + 20} # 1-1")
    assert len(buscar("rosalba")) == 8
    assert len(buscar("rosalba", limite=3)) == 3


@pytest.mark.parametrize(
    "q", ["cra 15 4 38", "rosalba garzon", "0104-22817", "310 552 8840", "xyz"]
)
def test_cuesta_pocas_consultas_y_ninguna_recorre_la_tabla(pueblo, q):
    with CaptureQueriesContext(connection) as uno:
        buscar(q)
    for n in range(30):
        predio("Rosalba Garzón", f"6000{n}", f"Cra 15 # 4-{n + 40}")
    with CaptureQueriesContext(connection) as muchos:
        buscar(q)
    assert len(muchos) <= 6
    assert len(uno) <= 6
    assert not [c["sql"] for c in muchos.captured_queries if "LIKE" in c["sql"].upper()]


def test_lo_que_coincide_se_marca_y_lo_demas_se_escapa(pueblo):
    assert resaltar("Cra 15 # 4-38, San Pablo", "cra 15 4 38") == (
        "<mark>Cra 15 # 4-38</mark>, San Pablo"
    )
    assert resaltar("Cra 15 Este # 4-38", "carrera 15 4 38") == (
        "<mark>Cra 15</mark> Este # <mark>4-38</mark>"
    )
    assert resaltar("Rosalba Garzón", "garson") == "Rosalba <mark>Garzón</mark>"
    assert resaltar("<b>Ana</b>", "ana") == "&lt;b&gt;<mark>Ana</mark>&lt;/b&gt;"
    assert resaltar_numero("0104-22817", "22817") == "<mark>0104-22817</mark>"
    assert resaltar_numero("0104-22817", "cra 15") == "0104-22817"


def test_una_palabra_se_guarda_una_vez_por_predio(pueblo):
    pueblo["rosalba"].save()
    suyas = list(Palabra.objects.filter(predio=pueblo["rosalba"]).values_list("palabra", flat=True))
    assert len(suyas) == len(set(suyas))
    assert set(suyas) == palabras.del_predio(pueblo["rosalba"])


@given(st.text(max_size=60))
@example("hhh")
def test_cualquier_pregunta_se_puede_leer(q):
    for lectura in palabras.lecturas(q):
        assert 0 < len(lectura) <= palabras.MAXIMO
        assert all(0 < len(p) <= 40 for p in lectura)
    assert "<script" not in resaltar("<script>", q)
