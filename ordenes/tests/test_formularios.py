"""The fields of each form are the data of its act, and a page costs the same with more rows."""

import pytest
from django.urls import get_resolver

from ordenes import forms
from ordenes.models import Articulo, Novedad, OrdenRevision, OrdenTrabajo, Pedido
from ordenes.views import actos
from serviciosesp.core.forms import FormularioDeActo
from serviciosesp.core.transiciones import actos_de

HORARIO = {
    "fecha": "2026-12-02", "desde": "09:00", "hasta": "10:00", "cuadrilla": "",
    "acuerdo_con": "Ana", "acuerdo_canal": "telefono",
}  # fmt: skip


def datos_de(form):
    """What the form hands to the act, whatever was typed in it."""
    form.is_valid()
    for nombre in form.fields:
        form.cleaned_data.setdefault(nombre, None)
    return set(form.datos())


@pytest.mark.parametrize("vista", [
    actos.IniciarRevisionView, actos.IniciarTrabajoView, actos.AcusarTrabajoView,
    actos.SuspenderView, actos.ReanudarView, actos.TerminarRevisionView,
    actos.NoEjecutarRevisionView, actos.NoEjecutarTrabajoView,
])  # fmt: skip
def test_los_campos_son_los_datos_del_acto(vista):
    form = vista.form_class({}, objeto=None)
    assert datos_de(form) == set(vista.transicion.acto.datos)


@pytest.mark.parametrize("vista", [
    actos.ProgramarTrabajoView, actos.ProgramarRevisionView, actos.ReprogramarTrabajoView,
    actos.ReprogramarRevisionView,
])  # fmt: skip
def test_el_horario_se_vuelve_inicio_y_fin(m, vista):
    completos = HORARIO | {"fecha": "2100-12-02", "cuadrilla": m.equipo.pk}
    form = vista.form_class(completos, objeto=None)
    assert datos_de(form) == set(vista.transicion.acto.datos)


def test_los_campos_de_terminar_son_los_datos_del_acto(m):
    orden = m.en_prestacion().ordenes_trabajo.get()
    assert datos_de(forms.TerminarTrabajoForm({}, objeto=orden)) == set(
        OrdenTrabajo.terminar.acto.datos
    )


def test_los_campos_de_almacen_y_novedades_son_los_datos_del_acto(m):
    pedido = m.pedido(m.habilitada("COM-MED"))
    for form, acto in [
        (forms.ElaborarPedidoForm({}), Pedido.elaborar),
        (forms.DespacharPedidoForm({}, objeto=pedido), Pedido.despachar),
        (forms.AnularPedidoForm({}), Pedido.anular),
        (forms.GuardarArticuloForm({}), Articulo.guardar),
        (forms.EntrarArticuloForm({}, objeto=m.articulo()), Articulo.entrar),
        (forms.RegistrarNovedadForm({}), Novedad.registrar),
        (forms.ComunicarNovedadForm({}), Novedad.comunicar),
    ]:
        assert isinstance(form, FormularioDeActo)
        assert datos_de(form) == set(acto.acto.datos), acto.acto.nombre


def test_cada_acto_visible_tiene_su_direccion():
    nombres = {p.name for p in get_resolver("ordenes.urls").url_patterns}
    for modelo in (OrdenRevision, OrdenTrabajo, Novedad, Pedido, Articulo):
        for funcion in actos_de(modelo):
            if not funcion.acto.interno:
                sufijo = f"_{modelo.sufijo_url}" if modelo.sufijo_url else ""
                assert f"{funcion.acto.nombre}{sufijo}" in nombres


def consultas(cliente, url, django_assert_max_num_queries, limite):
    with django_assert_max_num_queries(limite) as capturadas:
        assert cliente.get(url).status_code == 200
    return len(capturadas)


@pytest.mark.parametrize("url, quien, limite", [
    ("/ordenes/?tipo=trabajo", "pqr", 8),
    ("/ordenes/?tipo=revision", "pqr", 8),
    ("/ordenes/agenda/?dia={dia}", "supervisor", 12),
    ("/ordenes/pedidos/", "almacen", 8),
    ("/ordenes/almacen/", "almacen", 8),
    ("/ordenes/mi-dia/", "cuadrilla", 20),
])  # fmt: skip
def test_una_lista_cuesta_lo_mismo_con_mas_filas(
    m, entrar, url, quien, limite, django_assert_max_num_queries
):
    def crecer(n):
        orden = m.programada("COM-REG").ordenes_trabajo.get()
        m.pedido(orden.solicitud, articulo=m.articulo(f"R-{n}"))
        m.habilitada()
        return orden

    dia = f"{crecer(0).programacion.inicio:%Y-%m-%d}"
    cliente = entrar(getattr(m, quien))
    antes = consultas(cliente, url.format(dia=dia), django_assert_max_num_queries, limite)
    for n in (1, 2):
        crecer(n)
    assert consultas(cliente, url.format(dia=dia), django_assert_max_num_queries, limite) == antes


def test_una_orden_cuesta_veinte_consultas_o_menos(m, entrar, django_assert_max_num_queries):
    orden = m.en_prestacion("COM-MED").ordenes_trabajo.get()
    for usuario in (m.supervisor, m.cuadrilla):
        consultas(entrar(usuario), orden.get_absolute_url(), django_assert_max_num_queries, 20)
    pedido = orden.solicitud.pedidos.get()
    consultas(entrar(m.almacen), pedido.get_absolute_url(), django_assert_max_num_queries, 20)


def test_la_lista_pasa_de_pagina_sin_perder_ni_repetir(m, entrar, monkeypatch):
    from ordenes.views.orden import ListaOrdenesView

    monkeypatch.setattr(ListaOrdenesView, "por_pagina", 2)
    ordenes = [m.habilitada().ordenes_trabajo.get().numero for _ in range(5)][::-1]
    cliente, vistas, url = entrar(m.pqr), [], "/ordenes/"
    while url:
        contexto = cliente.get(url).context
        vistas += [o.numero for o in contexto["filas"]]
        siguiente = contexto["paginas"]["siguientes_url"]
        url = f"/ordenes/{siguiente}" if siguiente else ""
    assert vistas == ordenes
