"""How values look: money, dates, phones, documents, codes, icons and badges."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import time_machine
from django import forms
from django.apps import apps
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.html import format_html

from serviciosesp.core.templatetags import graficos, presentacion

RAIZ = Path(settings.BASE_DIR)
TARDE_UTC = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)  # 21:05 of the day before in Bogota


def pintar(texto, **contexto):
    return Template("{% load presentacion graficos %}" + texto).render(Context(contexto))


@pytest.mark.parametrize(
    ("valor", "escrito"),
    [(1234567, "$ 1.234.567"), (0, "$ 0"), (-5000, "-$ 5.000"), (None, ""), ("", "")],
)
def test_el_dinero_se_escribe_en_pesos_enteros_sin_partirse(valor, escrito):
    assert presentacion.pesos(valor) == escrito.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("filtro", "escrito"),
    [
        ("fecha", "02/12/2026"),
        ("fecha_lista", "mié 02/12"),
        ("fecha_dia", "miércoles 02/12/2026"),
        ("dia_y_mes", "miércoles 2 de diciembre"),
        ("fecha_larga", "miércoles 2 de diciembre de 2026"),
    ],
)
def test_las_fechas_van_en_minuscula_y_en_espanol(filtro, escrito):
    dia = date(2026, 12, 2)
    assert getattr(presentacion, filtro)(dia).replace("\u00a0", " ") == escrito
    assert getattr(presentacion, filtro)(None) == ""


def test_un_momento_se_lleva_a_la_hora_de_bogota():
    assert presentacion.fecha(TARDE_UTC) == "23/11/2026"
    assert presentacion.hora(TARDE_UTC) == "21:05"
    assert presentacion.fecha_lista(TARDE_UTC) == "lun\u00a023/11"


def test_la_hora_del_cliente_lleva_a_m_y_p_m():
    horas = [presentacion.hora_cliente(time(h, 30)) for h in (0, 7, 12, 16)]
    assert [h.replace("\u00a0", " ") for h in horas] == [
        "12:30 a. m.",
        "7:30 a. m.",
        "12:30 p. m.",
        "4:30 p. m.",
    ]
    assert presentacion.hora(time(0, 0)) == "00:00"


@time_machine.travel(datetime(2026, 11, 24, 3, 0, tzinfo=UTC), tick=False)
def test_el_momento_dice_hoy_segun_el_dia_de_bogota():
    assert presentacion.momento(TARDE_UTC) == "hoy\u00a021:05"
    assert presentacion.momento(datetime(2026, 11, 22, 15, 0, tzinfo=UTC)) == "22/11\u00a010:00"
    assert presentacion.momento(datetime(2025, 11, 22, 15, 0, tzinfo=UTC)) == (
        "22/11/2025\u00a010:00"
    )
    assert presentacion.momento(date(2026, 11, 23)) == "hoy"
    assert presentacion.momento("sin fecha") == "sin fecha"


def test_telefonos_y_documentos_se_leen_en_grupos():
    assert presentacion.telefono("3105528840") == "310\u00a0552\u00a08840"
    assert presentacion.telefono(None) == ""
    assert presentacion.documento("35412087", "CC") == "CC\u00a035.412.087"
    assert presentacion.documento("900637215-6", "NIT") == "NIT\u00a0900.637.215-6"
    assert presentacion.documento("AB12345", "PA") == "PA\u00a0AB12345"


@pytest.mark.parametrize(
    ("texto", "piezas"),
    [
        ("Cl 8 # 10-22, Centro", ["# 10-22"]),
        ("Cra 36 # 3A-11", ["# 3A-11"]),
        ("S-2026-00418 con R06-01-01", ["S-2026-00418", "R06-01-01"]),
        ("bien-estar sin códigos", []),
        ("", []),
    ],
)
def test_los_codigos_no_se_parten(texto, piezas):
    html = presentacion.numero_fijo(texto)
    assert re.findall(r'<span class="fijo">(.*?)</span>', html) == piezas
    assert re.sub(r"<[^>]+>", "", html) == texto


def test_los_codigos_no_dejan_pasar_etiquetas():
    html = presentacion.numero_fijo("<b>S-2026-00001</b>")
    assert html == '&lt;b&gt;<span class="fijo">S-2026-00001</span>&lt;/b&gt;'
    confiable = format_html("<b>{}</b>", "S-2026-00001")
    assert presentacion.numero_fijo(confiable) is confiable


def test_un_icono_es_decorativo_salvo_que_tenga_nombre():
    assert 'aria-hidden="true"' in presentacion.icono("inbox")
    con_nombre = presentacion.icono("x-lg", 'Quitar "todo"')
    assert 'role="img" aria-label="Quitar &quot;todo&quot;"' in con_nombre
    assert "aria-hidden" not in con_nombre
    assert presentacion.icono("") == ""


def test_todo_icono_de_plantillas_y_estados_esta_en_la_hoja():
    hoja = set(re.findall(r'id="([^"]+)"', (RAIZ / "static/iconos.svg").read_text()))
    usados = {
        nombre
        for plantilla in (RAIZ / "templates").rglob("*.html")
        for nombre in re.findall(r'icono (?:[\w.]+\|default:)?"([^"]+)"', plantilla.read_text())
    }
    assert {"logo", "check-circle-fill"} <= usados
    for modelo in apps.get_models():
        usados |= {icono for _, _, icono in getattr(modelo, "INSIGNIAS", {}).values()}
    assert usados <= hoja


def test_la_insignia_dice_palabra_tono_e_icono():
    class Cosa:
        insignia = ("Recibida", "azul", "inbox")

    for cosa in (Cosa(), Cosa.insignia):
        html = pintar("{% insignia cosa %}", cosa=cosa)
        assert "tono-azul" in html
        assert "#inbox" in html
        assert "Recibida" in html


def test_la_accion_cerrada_dice_cuantos_faltan_y_quien_los_resuelve():
    requisitos = [
        {"cumplido": True, "frase": "Está notificada", "clausula": "C7"},
        {"cumplido": False, "frase": "El pago no cubre", "clausula": "C8", "resuelve": "Julián"},
    ]
    accion = {"etiqueta": "Validar", "posible": False, "requisitos": requisitos}
    html = render_to_string("componentes/acciones.html", {"acciones": [accion]})
    assert 'aria-disabled="true"' in html
    assert "Falta 1" in html
    assert "Está notificada" in html
    assert "Lo resuelve <strong>Julián</strong>" in html


def test_despues_de_cinco_hechos_la_historia_se_pliega():
    hechos = [{"cuando": "hoy", "hecho": f"hecho {n}"} for n in range(7)]
    html = render_to_string("componentes/historia.html", {"hechos": hechos})
    assert "Ver los 7 hechos" in html
    assert html.index("hecho 4") < html.index("<details") < html.index("hecho 5")


class Formulario(forms.Form):
    nombre = forms.CharField(label="Nombre", help_text="Como en la cédula.")
    canal = forms.ChoiceField(
        label="Canal", choices=[("a", "Ventanilla"), ("b", "Correo")], widget=forms.RadioSelect
    )
    nota = forms.CharField(label="Nota", required=False)


def test_el_campo_dice_rotulo_ayuda_error_y_despues_el_control():
    html = render_to_string("componentes/formulario.html", {"form": Formulario({}), "boton": "Ir"})
    partes = ("Nombre</label>", "Como en la cédula", 'id="id_nombre_error"', '<input type="text"')
    orden = [html.index(t) for t in partes]
    assert orden == sorted(orden)
    assert 'aria-describedby="id_nombre_helptext id_nombre_error"' in html
    assert html.count("(opcional)") == 1


def test_el_resumen_enlaza_cada_error_y_cuenta_los_requisitos():
    faltantes = [{"frase": "Falta el pago", "clausula": "C8", "resuelve": "Contabilidad"}]
    html = render_to_string(
        "componentes/resumen_errores.html",
        {"form": Formulario({}), "faltantes": faltantes, "no_se": "No se programó"},
    )
    assert "No se programó. Corrija 2 datos y resuelva 1 requisito" in html
    assert 'href="#id_nombre"' in html
    assert 'href="#id_canal_0"' in html
    assert "Falta el pago" in html
    vacio = render_to_string("componentes/resumen_errores.html", {"form": Formulario()})
    assert "<section" not in vacio


@pytest.mark.parametrize("pagina", ["500.html", "503.html"])
def test_las_paginas_de_fallo_salen_sin_contexto(pagina):
    html = render_to_string(pagina)
    assert '<html lang="es-CO">' in html
    assert html.count("<h1") == 1


def test_la_columna_crece_con_su_valor_y_cabe_en_el_grafico():
    semanas = [{"texto": "05/10", "bien": 9, "mal": 0}, {"texto": "13/10", "bien": 11, "mal": 1}]
    dibujo = graficos.columnas(semanas, "Dos semanas")
    primera, segunda = dibujo["columnas"]
    assert primera["alto_bien"] < segunda["alto_bien"] <= graficos.ALTO
    assert (primera["alto_mal"], segunda["mal"]) == (0, 1)
    assert [m["valor"] for m in dibujo["marcas"]] == [0, 5, 10, 15]
    muchas = [{"texto": str(n), "bien": n, "mal": 0} for n in range(40)]
    assert "2.320" not in pintar("{% columnas filas 'Muchas' %}", filas=muchas)
    assert graficos.columnas([], "Nada")["columnas"] == []
