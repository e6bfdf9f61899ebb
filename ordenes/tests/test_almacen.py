"""Goods leave only against an authorised Pedido, by three people, and never below zero (C6)."""

import pytest
from django.urls import reverse

from ordenes.models import Articulo, Movimiento, Pedido, Serial
from serviciosesp.core.models import Asignacion
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.oficina import Oficina


def fila(articulo, cantidad, n=1):
    return {f"articulo_{n}": articulo.pk, f"cantidad_{n}": cantidad}


@pytest.fixture
def pedido(m):
    return m.pedido(m.habilitada("COM-MED"), cantidad=3)


def autorizado(m, pedido):
    return ejecutar(Pedido.autorizar, pedido, por=m.jefe_area)


def test_se_elabora_con_varias_filas(m, enviar):
    solicitud, uno = m.habilitada("COM-MED"), m.articulo()
    otro = m.articulo("MED-12", descripcion="Medidor de 1/2")
    datos = fila(uno, 2) | fila(otro, 1, n=4) | {"nota": "Instalación"}
    respuesta = enviar(m.supervisor, f"/ordenes/pedidos/nuevo/{solicitud.numero}/", **datos)
    pedido = Pedido.objects.get()
    assert respuesta.url == pedido.get_absolute_url()
    assert [(x.articulo, x.cantidad) for x in pedido.lineas.all()] == [(uno, 2), (otro, 1)]


def test_un_pedido_vacio_o_a_medias_no_se_guarda(m, enviar):
    url = f"/ordenes/pedidos/nuevo/{m.habilitada('COM-MED').numero}/"
    articulo = m.articulo()
    vacio = enviar(m.pqr, url)
    assert vacio.status_code == 422 and "al menos un artículo" in vacio.text
    sin_cantidad = enviar(m.pqr, url, articulo_1=articulo.pk)
    assert "cantidad_1" in sin_cantidad.context["form"].errors
    sin_articulo = enviar(m.pqr, url, cantidad_2=4)
    assert "articulo_2" in sin_articulo.context["form"].errors
    repetido = enviar(m.pqr, url, **(fila(articulo, 1) | fila(articulo, 2, n=2)))
    assert "articulo_2" in repetido.context["form"].errors
    assert not Pedido.objects.exists()


@pytest.mark.parametrize("cantidad", ["0", "-1", "2,5", "999999999999", "x" * 5000])
def test_una_cantidad_imposible_se_explica(m, enviar, cantidad):
    url = f"/ordenes/pedidos/nuevo/{m.habilitada('COM-MED').numero}/"
    respuesta = enviar(m.pqr, url, **fila(m.articulo(), cantidad))
    assert respuesta.status_code == 422 and "cantidad_1" in respuesta.context["form"].errors


def test_de_elaborar_a_entregar_son_tres_personas(m, pedido, enviar):
    assert enviar(m.jefe_area, f"/ordenes/pedidos/{pedido.numero}/autorizar/").status_code == 302
    entrega = enviar(
        m.almacen, f"/ordenes/pedidos/{pedido.numero}/despachar/", recibe="Cuadrilla 1"
    )
    assert entrega.status_code == 302
    assert Pedido.objects.get().estado == "despachado" and Articulo.objects.get().existencia == 7


def test_quien_elaboro_no_autoriza(m, enviar):
    propio = ejecutar(
        Pedido.elaborar, Pedido(solicitud=m.habilitada("COM-MED")), por=m.jefe_area,
        lineas=[(m.articulo(), 1)],
    )  # fmt: skip
    respuesta = enviar(m.jefe_area, f"/ordenes/pedidos/{propio.numero}/autorizar/")
    assert respuesta.status_code == 403 and "Autoriza otra persona" in respuesta.text
    assert Pedido.objects.get().estado == "elaborado"


def test_quien_autorizo_no_entrega(m, pedido, enviar):
    Asignacion.objects.create(usuario=m.subgerencia, rol="almacen")
    ejecutar(Pedido.autorizar, pedido, por=m.subgerencia)
    respuesta = enviar(m.subgerencia, f"/ordenes/pedidos/{pedido.numero}/despachar/", recibe="Yo")
    assert respuesta.status_code == 403 and Articulo.objects.get().existencia == 10


def test_otro_cargo_no_autoriza_ni_entrega(m, pedido, enviar):
    assert enviar(m.pqr, f"/ordenes/pedidos/{pedido.numero}/autorizar/").status_code == 403
    assert enviar(m.pqr, f"/ordenes/pedidos/{pedido.numero}/despachar/").status_code == 403


def test_la_existencia_nunca_baja_de_cero(m, enviar):
    pedido = autorizado(m, m.pedido(m.habilitada("COM-MED"), cantidad=11))
    respuesta = enviar(
        m.almacen, f"/ordenes/pedidos/{pedido.numero}/despachar/", recibe="Cuadrilla"
    )
    assert respuesta.status_code == 422 and "hay 10, se piden 11" in respuesta.text
    assert Articulo.objects.get().existencia == 10
    assert not Movimiento.objects.filter(cantidad__lt=0).exists()


def test_sin_pago_validado_no_sale_nada(m, enviar):
    pedido = autorizado(m, m.pedido(m.liquidada("COM-MED")))
    respuesta = enviar(
        m.almacen, f"/ordenes/pedidos/{pedido.numero}/despachar/", recibe="Cuadrilla"
    )
    assert respuesta.status_code == 422 and Pedido.objects.get().estado == "autorizado"


def test_las_piezas_numeradas_salen_con_su_serie(m, enviar):
    medidor = m.articulo("MED-12", existencia=3, descripcion="Medidor", maneja_serie=True)
    pedido = autorizado(m, m.pedido(m.habilitada("COM-MED"), articulo=medidor, cantidad=2))
    url = f"/ordenes/pedidos/{pedido.numero}/despachar/"
    una = enviar(m.almacen, url, recibe="Cuadrilla", series="MED-12-000")
    assert una.status_code == 422 and "escriba 2 serie(s)" in una.text
    ajena = enviar(m.almacen, url, recibe="Cuadrilla", series="MED-12-000\nOTRA")
    assert ajena.status_code == 422 and "No están en almacén: OTRA" in ajena.text
    buena = enviar(m.almacen, url, recibe="Cuadrilla", series="MED-12-000, MED-12-002")
    assert buena.status_code == 302
    assert list(Serial.objects.filter(linea=None).values_list("serie", flat=True)) == ["MED-12-001"]


def test_anulado_conserva_su_numero_y_su_motivo(m, pedido, enviar, entrar):
    enviar(m.jefe_area, f"/ordenes/pedidos/{pedido.numero}/anular/", motivo="Se pidió dos veces")
    pagina = entrar(m.almacen).get(pedido.get_absolute_url()).text
    assert "Anulado" in pagina and "Se pidió dos veces" in pagina


def test_el_almacen_no_ve_valores_en_el_pedido(m, pedido, entrar):
    assert "$" not in entrar(m.almacen).get(pedido.get_absolute_url()).text


def test_pedidos_de_sirve_para_la_solicitud_y_para_su_orden(m, pedido, entrar):
    orden = m.programar(pedido.solicitud)
    for numero in (pedido.solicitud.numero, orden.numero):
        assert entrar(m.pqr).get(f"/ordenes/pedidos/de/{numero}/").url == pedido.get_absolute_url()
    otro = m.pedido(pedido.solicitud)
    pagina = entrar(m.pqr).get(f"/ordenes/pedidos/de/{orden.numero}/").text
    assert pedido.numero in pagina and otro.numero in pagina
    sin = m.habilitada("COM-MED")
    assert "No ha pedido nada" in entrar(m.pqr).get(f"/ordenes/pedidos/de/{sin.numero}/").text
    assert entrar(m.pqr).get("/ordenes/pedidos/de/S-1999-1/").status_code == 404


def test_la_cuadrilla_va_de_los_pedidos_a_su_orden(m, pedido, entrar):
    orden = m.programar(pedido.solicitud)
    respuesta = entrar(m.cuadrilla).get(f"/ordenes/pedidos/de/{orden.numero}/")
    assert respuesta.url == orden.get_absolute_url()
    assert entrar(m.cuadrilla2).get(f"/ordenes/pedidos/de/{orden.numero}/").status_code == 404


# --- Artículos ------------------------------------------------------------------------------------


def test_un_articulo_se_crea_entra_y_deja_kardex(m, enviar, entrar):
    datos = {"codigo": "TUB-12", "descripcion": "Tubo de 1/2", "unidad": "metro", "activo": "on"}
    creado = enviar(m.almacen, "/ordenes/almacen/nuevo/", **datos)
    articulo = Articulo.objects.get()
    assert creado.url == articulo.get_absolute_url()
    entra = enviar(
        m.almacen, f"{articulo.get_absolute_url()}entrar/", cantidad=50, nota="Factura 4521"
    )
    assert entra.status_code == 302
    pagina = entrar(m.almacen).get(articulo.get_absolute_url()).text
    assert "Hay 50 en almacén" in pagina and "Factura 4521" in pagina
    assert "TUB-12" in entrar(m.almacen).get("/ordenes/almacen/?q=tubo").text


def test_un_codigo_no_se_repite_pero_el_propio_se_conserva(m, enviar):
    articulo = m.articulo()
    datos = {"codigo": articulo.codigo, "descripcion": "Otro", "unidad": "unidad", "activo": "on"}
    repetido = enviar(m.almacen, "/ordenes/almacen/nuevo/", **datos)
    assert repetido.status_code == 422 and "Ya hay un artículo" in repetido.text
    assert enviar(m.almacen, f"{articulo.get_absolute_url()}guardar/", **datos).status_code == 302
    assert Articulo.objects.get().descripcion == "Otro"


@pytest.mark.parametrize("series", ["", "A-1", "A-1\nA-1", "MED-12-000\nA-1"])
def test_las_series_que_entran_son_tantas_como_las_piezas_y_nuevas(m, enviar, series):
    medidor = m.articulo("MED-12", existencia=1, descripcion="Medidor", maneja_serie=True)
    url = f"{medidor.get_absolute_url()}entrar/"
    respuesta = enviar(m.almacen, url, cantidad=2, nota="Compra", series=series)
    assert respuesta.status_code == 422 and "series" in respuesta.context["form"].errors
    assert Articulo.objects.get(pk=medidor.pk).existencia == 1


def test_solo_el_almacen_mueve_articulos(m, entrar, enviar):
    articulo = m.articulo()
    assert entrar(m.pqr).get(articulo.get_absolute_url()).status_code == 200
    assert enviar(m.pqr, f"{articulo.get_absolute_url()}entrar/", cantidad=1).status_code == 403
    assert entrar(m.cuadrilla).get("/ordenes/almacen/").status_code == 403


def test_un_pedido_de_cuarenta_lineas_se_escribe_agregando_filas(m):
    oficina = Oficina(m)
    solicitud = m.aceptada("COM-MED")
    articulos = [m.articulo(f"AR-{n:02d}", existencia=0) for n in range(40)]
    lineas = {}
    for n, articulo in enumerate(articulos, start=1):
        lineas |= {f"articulo_{n}": str(articulo.pk), f"cantidad_{n}": str(n)}
    direccion = reverse("ordenes:elaborar_pedido", args=[solicitud.numero])
    cliente = oficina.en_sesion("pqr")
    form = cliente.get(direccion).context["form"]
    clave = form["clave"].value()
    for esperadas in (16, 24, 32, 40):
        ofrecidas = len(form.filas)
        datos = {"clave": clave, "version": "", "nota": "Para todos", "mas": "1",
                 "filas_ofrecidas": ofrecidas} | lineas  # fmt: skip
        form = cliente.post(direccion, datos).context["form"]
        assert len(form.filas) == esperadas
        assert form["nota"].value() == "Para todos"
        assert Pedido.objects.count() == 0
    datos = {"clave": clave, "version": "", "nota": "", "filas_ofrecidas": 40} | lineas
    assert cliente.post(direccion, datos).status_code == 302
    assert Pedido.objects.get().lineas.count() == 40
