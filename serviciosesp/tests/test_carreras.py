"""Races with real connections to PostgreSQL: the promises hold when two people press at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from ordenes.models import OrdenTrabajo, Pedido
from serviciosesp.core.models import Consecutivo
from serviciosesp.core.transiciones import Negado, ejecutar
from serviciosesp.tests.mundo import Mundo
from solicitudes.models import Pago, Solicitud

pytestmark = [
    pytest.mark.carreras,
    pytest.mark.solo_postgres,
    pytest.mark.django_db(transaction=True),
]
RONDAS = 300


def a_la_vez(*actos):
    """Run the acts at the same instant, each on its own connection: [result or exception]."""
    salida = Barrier(len(actos))

    def correr(acto):
        try:
            salida.wait()
            return acto()
        except Negado as negado:
            return negado
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actos)) as hilos:
        return list(hilos.map(correr, actos))


def exitos(resultados):
    return [r for r in resultados if not isinstance(r, Exception)]


def clonar(modelo, original, numero, **cambios):
    """Another row equal to `original` (set-up of a round; the door is what is raced)."""
    campos = {f.attname: getattr(original, f.attname) for f in modelo._meta.concrete_fields}
    campos |= {"id": None, "numero": numero} | cambios
    return modelo._base_manager.create(**campos)


def test_dos_validan_el_mismo_pago_y_uno_solo_lo_logra():
    m = Mundo()
    modelo_de = m.pagada("ESP-LAB")
    pago = modelo_de.pagos.get()
    malas = []
    for n in range(RONDAS):
        solicitud = copia_liquidada(modelo_de, pago, n)
        resultados = a_la_vez(
            lambda s=solicitud: ejecutar(Solicitud.validar_pago, s, por=m.contabilidad),
            lambda s=solicitud: ejecutar(Solicitud.validar_pago, s, por=m.contabilidad2),
        )
        ordenes = OrdenTrabajo.objects.filter(solicitud=solicitud).count()
        if (len(exitos(resultados)), ordenes) != (1, 1):
            malas.append((n, resultados, ordenes))
    assert malas == []


def copia_liquidada(solicitud, pago, n):
    """A liquidada request with a registered payment, as the model one."""
    otra = clonar(Solicitud, solicitud, f"X-2026-{n:05d}", orden_servicio=None, version=0)
    liquidacion = solicitud.liquidacion
    campos = {f.attname: getattr(liquidacion, f.attname) for f in liquidacion._meta.concrete_fields}
    type(liquidacion).objects.create(**campos | {"id": None, "solicitud_id": otra.pk})
    clonar(Pago, pago, f"XP-2026-{n:05d}", solicitud_id=otra.pk, referencia=f"R-{n}", version=0)
    return otra


def test_programar_contra_reversar_el_pago_nunca_deja_programada_sin_pago():
    m = Mundo()
    base = m.pagada("ESP-LAB")
    pago = base.pagos.get()
    malas, programadas = [], 0
    for n in range(RONDAS):
        solicitud = copia_liquidada(base, pago, n)
        ejecutar(Solicitud.validar_pago, solicitud, por=m.contabilidad)
        validado = solicitud.pagos.get()
        ejecutar(Pago.proponer_reverso, validado, por=m.contabilidad, motivo="Devuelto por el banco")
        orden = solicitud.ordenes_trabajo.get()
        cita = m.cita()
        a_la_vez(
            lambda o=orden, c=cita: ejecutar(OrdenTrabajo.programar, o, por=m.supervisor, **c),
            lambda p=validado: ejecutar(Pago.reversar, p, por=m.financiera),
        )
        solicitud.refresh_from_db()
        validado.refresh_from_db()
        programadas += solicitud.estado == "programada"
        if solicitud.estado == "programada" and validado.estado != "validado":
            malas.append(n)
        OrdenTrabajo.objects.get(solicitud=solicitud).programaciones.update(vigente=False)
    assert malas == []
    assert 0 < programadas < RONDAS, "una de las dos ganó siempre: no hubo carrera"


def test_sesenta_y_cuatro_conexiones_toman_veinte_numeros_sin_huecos_ni_repetidos():
    def veinte(hilo):
        numeros = []
        for n in range(20):
            try:
                with transaction.atomic():
                    numero = Consecutivo.siguiente("ZZ")
                    if (hilo + n) % 5 == 0:
                        raise LookupError
                numeros.append(numero)
            except LookupError:
                continue
        return numeros

    tandas = a_la_vez(*[lambda h=h: veinte(h) for h in range(64)])
    numeros = sorted(int(x[-5:]) for tanda in tandas for x in tanda)
    assert numeros == list(range(1, 64 * 16 + 1))


def test_dos_programan_la_misma_cuadrilla_a_la_misma_hora_y_una_sola_cabe():
    m = Mundo()
    malas = []
    for n in range(40):
        ordenes = [m.habilitada().ordenes_trabajo.get() for _ in range(2)]
        cita = m.cita()
        resultados = a_la_vez(
            *[
                lambda o=o, c=cita: ejecutar(OrdenTrabajo.programar, o, por=m.supervisor, **c)
                for o in ordenes
            ]
        )
        if len(exitos(resultados)) != 1:
            malas.append((n, resultados))
    assert malas == []


def test_dos_despachan_lo_ultimo_del_almacen_y_la_existencia_no_baja_de_cero():
    m = Mundo()
    articulo = m.articulo(existencia=30)
    pedidos = []
    for _ in range(8):
        pedido = m.pedido(m.habilitada("COM-MED"), articulo, 7)
        pedidos.append(ejecutar(Pedido.autorizar, pedido, por=m.jefe_area))
    resultados = a_la_vez(
        *[lambda p=p: ejecutar(Pedido.despachar, p, por=m.almacen, recibe="X") for p in pedidos]
    )
    articulo.refresh_from_db()
    assert len(exitos(resultados)) == 4
    assert articulo.existencia == 2


def test_el_mismo_formulario_enviado_ocho_veces_a_la_vez_tiene_un_solo_efecto():
    m = Mundo()
    solicitud = m.recibida()
    resultados = a_la_vez(
        *[
            lambda: ejecutar(
                Solicitud.aceptar, solicitud, por=m.pqr, clave="igual", canal="telefono",
                evidencia="Habló con ella",
            )
        ]
        * 8
    )  # fmt: skip
    assert [r.estado for r in resultados] == ["aceptada"] * 8
    assert {r.version for r in resultados} == {2}
