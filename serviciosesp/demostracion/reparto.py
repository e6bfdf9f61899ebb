"""Which case does what, and how many working days ago it began."""

from functools import partial

from . import percances as p
from . import tropiezos as t
from .historias import ordinarias

DIFICILES = [
    # días hábiles atrás, servicio, historia
    (6, "COM-RSO", t.fuera_de_area),
    (7, "COM-ACO", t.no_procede),
    (1, "COM-FON", t.revision_por_programar),
    (1, "COM-REG", t.revision_en_curso),
    (3, "COM-ACO", t.revision_por_decidir),
    (8, "COM-FON", t.no_estaba_en_la_revision),
    (9, "COM-FON", t.resuelta_con_cargo),
    (7, "COM-ACO", t.resuelta_sin_cobro),
    (18, "COM-VIA", t.sin_respuesta),
    (20, "COM-VOL", t.respondida_tarde),
    (3, "ESP-ESC", t.llamadas),
    (6, "COM-VIA", t.reiterada),
    (4, "COM-MED", t.buzon_lleno),
    (4, "ESP-LAB", t.pago_por_validar),
    (3, "ESP-LAB", t.pago_por_validar),
    (5, "ESP-LAB", t.pago_incompleto),
    (6, "ESP-LAB", t.pago_rechazado),
    (9, "ESP-LAB", t.pagada_al_segundo_intento),
    (7, "ESP-LAB", t.reverso_propuesto),
    (8, "ESP-LAB", t.reversada),
    (7, "COM-VOL", t.con_descuento),
    (8, "COM-VOL", t.con_pago_exigido),
    (6, "COM-FON", t.desistida_por_el_valor),
    (8, "COM-VOL", t.desistida_con_fecha),
    (5, "ESP-LAB", partial(t.desistida_pagada, pasos=0)),
    (7, "ESP-LAB", partial(t.desistida_pagada, pasos=1)),
    (9, "ESP-LAB", partial(t.desistida_pagada, pasos=2)),
    (15, "ESP-LAB", t.por_vencer),
    (19, "COM-VOL", t.por_vencer),
    (34, "ESP-LAB", t.por_vencer),
    (8, "COM-MED", p.ausente),
    (9, "ESP-ESC", p.ausente_y_con_otra_fecha),
    (10, "COM-ACO", p.llovio),
    (9, "ESP-LAB", partial(p.imposible, pasos=0)),
    (12, "ESP-LAB", partial(p.imposible, pasos=2)),
    (6, "COM-RSO", p.reprogramada),
    (13, "COM-FON", p.en_parte),
    (5, "COM-MED", p.pedido_elaborado),
    (6, "COM-MED", p.pedido_autorizado),
    (7, "COM-REG", p.pedido_anulado),
    (8, "COM-ACO", p.suspendida),
    (13, "COM-ACO", p.suspendida_y_terminada),
    (14, "COM-FON", p.reportada_por_el_cliente),
    (16, "COM-VOL", p.sin_devolver),
    (18, "COM-FON", p.sin_devolver),
    (17, "COM-MED", p.sin_devolver),
    (24, "COM-RSO", p.tardia),
    (26, "COM-ACO", p.tardia_mala),
    (9, "COM-VIA", p.sin_la_verificacion),
    (10, "COM-ACO", partial(p.mala, pasos=0)),
    (11, "COM-FON", partial(p.mala, pasos=1)),
    (14, "COM-REG", partial(p.mala, pasos=2)),
    (14, "ESP-ESC", partial(p.mala, pasos=3)),
    (15, "COM-RSO", partial(p.mala, pasos=4)),
    (16, "COM-MED", partial(p.mala, pasos=5)),
    (17, "COM-VOL", partial(p.mala, pasos=5, conforme=False)),
    (13, "COM-FON", partial(p.con_accion, pasos=0)),
    (15, "COM-ACO", partial(p.con_accion, pasos=1)),
    (16, "COM-REG", partial(p.con_accion, pasos=2)),
    (20, "ESP-ESC", partial(p.con_accion, pasos=3)),
    (22, "COM-RSO", partial(p.con_accion, pasos=3, eficaz=False)),
]
SIN_CUENTA = [
    (11, "COM-FON", t.completa),
    (4, "COM-VOL", t.pago_por_validar),
    (13, "ESP-ESC", t.completa),
]
"""Premises without an account: they pay before, whatever the service (C9)."""


def casos():
    """(days ago, service code, story, whether the place has an account)."""
    for dias, codigo, historia in [*ordinarias(), *DIFICILES]:
        yield dias, codigo, historia, True
    for dias, codigo, historia in SIN_CUENTA:
        yield dias, codigo, historia, False
