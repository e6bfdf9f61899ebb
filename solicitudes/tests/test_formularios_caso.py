"""The form of each act asks exactly for what the act takes."""

import inspect

import pytest

from serviciosesp.core.views import TransicionView
from solicitudes.views import cargos, caso, pagos

VISTAS = [
    v for modulo in (caso, pagos, cargos) for _, v in inspect.getmembers(modulo, inspect.isclass)
    if issubclass(v, TransicionView) and v.transicion
]  # fmt: skip


@pytest.mark.parametrize("vista", VISTAS, ids=lambda v: v.__name__)
def test_los_campos_son_los_del_acto(vista):
    campos = set(vista.form_class.base_fields) - {"clave", "version"}
    assert campos == set(vista.transicion.acto.datos)


def test_estan_todos_los_actos_que_se_hacen_en_su_pagina():
    hechos = {v.transicion.acto.nombre for v in VISTAS if v.modelo.__name__ == "Solicitud"}
    assert hechos == {
        "anotar_has", "anotar_llamada", "ordenar_revision", "aceptar", "rechazar",
        "resolver_en_visita", "exigir_pago_previo", "liquidar", "validar_pago", "autorizar_cargo",
        "verificar", "cerrar", "desistir",
    }  # fmt: skip
