from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from serviciosesp.core.calendario import (
    dias_locales,
    es_habil,
    fecha_corta,
    fecha_larga,
    festivos,
    habiles_entre,
    hoy,
    motivo_no_habil,
    plazo,
    sumar_habiles,
)
from serviciosesp.core.models import DiaNoHabil

SIN_LOCALES: dict[date, str | None] = {}
FECHAS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def dia(texto):
    return datetime.strptime(texto, "%d/%m/%Y").date()


@pytest.mark.parametrize(
    ("radicada", "mas_5", "mas_10", "mas_15", "mas_45"),
    [
        ("16/03/2026", "24/03/2026", "31/03/2026", "09/04/2026", "25/05/2026"),
        ("01/06/2026", "09/06/2026", "17/06/2026", "24/06/2026", "11/08/2026"),
        ("23/11/2026", "30/11/2026", "07/12/2026", "15/12/2026", "29/01/2027"),
        ("21/12/2026", "29/12/2026", "06/01/2027", "14/01/2027", "25/02/2027"),
        ("19/06/2025", "27/06/2025", "07/07/2025", "14/07/2025", "27/08/2025"),
        ("05/01/2026", "13/01/2026", "20/01/2026", "27/01/2026", "10/03/2026"),
        ("28/03/2026", "07/04/2026", "14/04/2026", "21/04/2026", "04/06/2026"),
    ],
)
def test_el_termino_vence_el_dia_habil_que_dice_la_ley(radicada, mas_5, mas_10, mas_15, mas_45):
    for n, esperado in ((5, mas_5), (10, mas_10), (15, mas_15), (45, mas_45)):
        assert sumar_habiles(dia(radicada), n, SIN_LOCALES) == dia(esperado)


@pytest.mark.parametrize(
    ("anio", "esperados"),
    [
        (2025, "01/01 06/01 24/03 17/04 18/04 01/05 02/06 23/06 30/06 20/07 07/08 18/08 13/10 "
               "03/11 17/11 08/12 25/12"),
        (2026, "01/01 12/01 23/03 02/04 03/04 01/05 18/05 08/06 15/06 29/06 13/07 20/07 07/08 "
               "17/08 12/10 02/11 16/11 08/12 25/12"),
        (2027, "01/01 11/01 22/03 25/03 26/03 01/05 10/05 31/05 07/06 05/07 12/07 20/07 07/08 "
               "16/08 18/10 01/11 15/11 08/12 25/12"),
    ],
)  # fmt: skip
def test_los_festivos_nacionales_incluyen_el_de_chiquinquira_desde_2026(anio, esperados):
    assert {f"{fecha:%d/%m}" for fecha in festivos(anio)} == set(esperados.split())


def test_cambiar_la_copia_de_los_festivos_no_cambia_el_calendario():
    festivos(2026).clear()
    assert not es_habil(date(2026, 12, 25), SIN_LOCALES)


@given(FECHAS, st.integers(0, 90))
def test_contar_es_lo_contrario_de_sumar(desde, n):
    vence = sumar_habiles(desde, n, SIN_LOCALES)
    assert habiles_entre(desde, vence, SIN_LOCALES) == n
    assert habiles_entre(vence, desde, SIN_LOCALES) == -n
    assert vence == desde if n == 0 else es_habil(vence, SIN_LOCALES)


@given(FECHAS, st.integers(1, 60))
def test_la_suma_del_plazo_cuadra_con_sus_celdas(desde, n):
    termino = plazo(desde, n, hoy=desde, locales=SIN_LOCALES)
    assert termino.celdas[-1].fecha == termino.vence
    assert sum(celda.clase != "festivo" for celda in termino.celdas) == n
    assert termino.cuenta.startswith("Recibida ")
    assert f"{(termino.vence - desde).days} día" in termino.cuenta


def test_no_se_suma_hacia_atras():
    with pytest.raises(ValueError, match="hacia adelante"):
        sumar_habiles(date(2026, 1, 5), -1, SIN_LOCALES)


def test_un_dia_local_no_cuenta_y_un_sabado_laborable_si():
    civico, sabado = date(2026, 8, 3), date(2026, 8, 8)
    locales = {civico: "Día cívico", sabado: None}
    assert motivo_no_habil(civico, locales) == "Día cívico"
    assert es_habil(sabado, locales)
    assert sumar_habiles(date(2026, 7, 31), 5, locales) == date(2026, 8, 10)


def test_un_festivo_laborado_cuenta():
    assert es_habil(date(2026, 12, 8), {date(2026, 12, 8): None})


def test_el_reloj_muestra_su_cuenta():
    termino = plazo(date(2026, 11, 19), 15, hoy=date(2026, 11, 24), locales=SIN_LOCALES)
    assert termino.cuenta == (
        "Recibida jue 19/11; cuenta desde el 20/11. 22 días calendario − 6 de fin de semana "
        "− 1 festivo (08/12, Inmaculada Concepción) = 15 hábiles"
    )
    assert (termino.transcurridos, termino.restantes, termino.vencido) == (3, 12, False)
    assert termino.veredicto == "vence el vie 11/12/2026"


def test_las_celdas_saltan_los_fines_de_semana_y_tachan_los_festivos():
    termino = plazo(date(2026, 11, 19), 15, hoy=date(2026, 11, 24), locales=SIN_LOCALES)
    clases = [(c.letra, c.numero, c.clase) for c in termino.celdas]
    assert clases[:4] == [
        ("vi", "20", "contado"), ("lu", "23", "contado"), ("ma", "24", "hoy"),
        ("mi", "25", "pendiente"),
    ]  # fmt: skip
    assert ("ma", "08", "festivo") in clases
    assert len(clases) == 16
    assert [c.motivo for c in termino.celdas if c.motivo] == ["Inmaculada Concepción"]


def test_dos_festivos_en_un_mismo_dia_restan_uno():
    cuenta = plazo(date(2025, 6, 19), 15, hoy=date(2025, 6, 20), locales=SIN_LOCALES).cuenta
    assert "− 2 festivos (23/06, Corpus Christi; 30/06, Sagrado Corazón / San Pedro" in cuenta
    assert cuenta.startswith("Recibida jue 19/06; cuenta desde el 20/06. 25 días calendario − 8 de")


def test_la_cuenta_nombra_el_anio_cuando_cambia():
    cuenta = plazo(date(2026, 12, 21), 15, hoy=date(2026, 12, 22), locales=SIN_LOCALES).cuenta
    assert cuenta.startswith("Recibida lun 21/12/2026; cuenta desde el 22/12/2026.")
    assert "2 festivos" not in cuenta
    assert "3 festivos (25/12/2026, Navidad; 01/01/2027, Año Nuevo; 11/01/2027" in cuenta


def test_la_cuenta_separa_los_dias_propios_de_los_festivos():
    locales = {date(2026, 12, 7): "Cierre de inventario"}
    cuenta = plazo(date(2026, 12, 4), 2, verbo="Notificada", hoy=date(2026, 12, 4), locales=locales)
    assert cuenta.cuenta == (
        "Notificada vie 04/12; cuenta desde el 05/12. 6 días calendario − 2 de fin de semana "
        "− 1 festivo (08/12, Inmaculada Concepción) − 1 día propio (07/12, Cierre de inventario) "
        "= 2 hábiles"
    )


def test_un_dia_propio_en_domingo_o_festivo_no_se_resta_dos_veces():
    locales = {date(2026, 12, 6): "Aseo de tanques", date(2026, 12, 8): "Aguinaldo"}
    cuenta = plazo(date(2026, 12, 4), 1, hoy=date(2026, 12, 4), locales=locales).cuenta
    assert cuenta.endswith("3 días calendario − 2 de fin de semana = 1 hábil")
    assert (
        "propio" not in plazo(date(2026, 12, 4), 5, locales=locales, hoy=date(2026, 12, 4)).cuenta
    )


@pytest.mark.parametrize(
    ("mira", "veredicto"),
    [
        (date(2026, 12, 4), "vence el vie 11/12/2026"),
        (date(2026, 12, 10), "vence mañana"),
        (date(2026, 12, 11), "vence hoy"),
        (date(2026, 12, 12), "venció el vie 11/12/2026"),
        (date(2026, 12, 14), "venció el vie 11/12/2026, hace 1 día hábil"),
        (date(2026, 12, 16), "venció el vie 11/12/2026, hace 3 días hábiles"),
    ],
)
def test_el_veredicto_se_lee_en_voz_alta(mira, veredicto):
    termino = plazo(date(2026, 11, 19), 15, hoy=mira, locales=SIN_LOCALES)
    assert termino.veredicto == veredicto
    assert termino.vencido == veredicto.startswith("venció")


def test_un_plazo_vencido_sigue_contando_dias_pero_no_le_queda_ninguno():
    termino = plazo(date(2026, 11, 19), 15, hoy=date(2026, 12, 16), locales=SIN_LOCALES)
    assert (termino.transcurridos, termino.restantes) == (18, 0)
    assert {c.clase for c in termino.celdas} == {"contado", "festivo"}


def test_antes_de_empezar_no_ha_transcurrido_nada():
    termino = plazo(date(2026, 11, 19), 15, hoy=date(2026, 11, 10), locales=SIN_LOCALES)
    assert (termino.transcurridos, termino.restantes) == (0, 15)


def test_a_las_once_de_la_noche_en_bogota_todavia_es_hoy():
    with time_machine.travel(datetime(2026, 11, 25, 4, 0, tzinfo=UTC), tick=False):
        assert hoy() == date(2026, 11, 24)
        assert plazo(date(2026, 11, 20), 5, locales=SIN_LOCALES).hoy == date(2026, 11, 24)


def test_fechas_escritas():
    assert fecha_corta(date(2026, 12, 2)) == "mié 02/12/2026"
    assert fecha_corta(date(2026, 12, 5), con_anio=False) == "sáb 05/12"
    assert fecha_larga(date(2026, 12, 2)) == "miércoles 2 de diciembre de 2026"


@pytest.mark.django_db
def test_los_dias_de_la_empresa_entran_en_la_cuenta(django_assert_num_queries):
    DiaNoHabil.objects.create(fecha=date(2026, 11, 20), motivo="Fiesta de la ciudad")
    DiaNoHabil.objects.create(fecha=date(2026, 11, 21), motivo="Jornada", laborable=True)
    assert dias_locales() == {date(2026, 11, 20): "Fiesta de la ciudad", date(2026, 11, 21): None}
    assert sumar_habiles(date(2026, 11, 19), 1) == date(2026, 11, 21)
    with django_assert_num_queries(1):
        termino = plazo(date(2026, 11, 19), 15, hoy=date(2026, 11, 20))
    assert termino.vence == date(2026, 11, 19) + timedelta(days=22)
