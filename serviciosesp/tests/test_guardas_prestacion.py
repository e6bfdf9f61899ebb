"""The guards from the crew to the closing, refused at the model with sentence and clause."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from encuestas.models import Encuesta
from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Articulo, Novedad, OrdenTrabajo, Pedido
from serviciosesp.core.transiciones import NoCumple, SinPermiso, ejecutar
from serviciosesp.tests.mundo import Mundo, falta, foto, orden_de
from solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    return Mundo()


AVISO = {"canal": "telefono", "evidencia": "Habló con ella"}

# --- ejecutar: C6 C12 C13 C14 ---------------------------------------------------------------------------


def test_no_se_inicia_sin_seguridad_verificada(m):
    assert falta(OrdenTrabajo.iniciar, orden_de(m.programada()), m.cuadrilla, sst_confirmado=False) == {
        ("C12", "Confirme las condiciones de seguridad antes de empezar (P08-05 y P08-06)")
    }


def test_no_se_inicia_sin_el_pedido_despachado(m):
    solicitud = m.programada("COM-MED")
    orden = orden_de(solicitud)
    assert falta(OrdenTrabajo.iniciar, orden, m.cuadrilla, sst_confirmado=True) == {
        ("C6", "Falta elaborar el Pedido R12-02-01")
    }
    pedido = m.pedido(solicitud)
    assert falta(OrdenTrabajo.iniciar, orden, m.cuadrilla, sst_confirmado=True) == {
        ("C6", f"Falta despachar {pedido.numero}")
    }


def test_no_se_termina_con_una_novedad_sin_comunicar(m):
    solicitud = m.en_prestacion()
    orden = orden_de(solicitud)
    novedad = ejecutar(
        Novedad.registrar, Novedad(orden=orden), por=m.cuadrilla, tipo="propiedad",
        reporta="empresa", descripcion="Baldosa rota",
    )  # fmt: skip
    assert novedad.dueno_avisado_en is not None
    assert falta(OrdenTrabajo.terminar, orden, m.cuadrilla, **m.final()) == {
        ("C13", f"Falta comunicar al cliente: {novedad.numero}")
    }
    assert falta(Novedad.comunicar, novedad, m.cuadrilla, canal="en_sitio") == {
        ("C13", "Escriba a quién se le comunicó y por qué medio")
    }
    ejecutar(Novedad.comunicar, novedad, por=m.cuadrilla, canal="en_sitio", evidencia="Rosalba la vio")
    assert ejecutar(OrdenTrabajo.terminar, orden, por=m.cuadrilla, **m.final()).estado == "terminada"


def test_tampoco_queda_no_ejecutada_con_una_novedad_sin_comunicar(m):
    orden = orden_de(m.en_prestacion())
    novedad = ejecutar(
        Novedad.registrar, Novedad(orden=orden), por=m.cuadrilla, tipo="servicio",
        reporta="empresa", descripcion="Se dañó la bomba",
    )  # fmt: skip
    datos = {"motivo": "imposible", "explicacion": "No hay red"}
    assert falta(OrdenTrabajo.no_ejecutar, orden, m.cuadrilla, **datos) == {
        ("C13", f"Falta comunicar al cliente: {novedad.numero}")
    }


def test_la_novedad_que_reporta_el_cliente_queda_comunicada(m):
    orden = orden_de(m.en_prestacion())
    novedad = ejecutar(
        Novedad.registrar, Novedad(orden=orden), por=m.pqr, tipo="servicio", reporta="cliente",
        descripcion="Dejaron escombro",
    )  # fmt: skip
    novedad.refresh_from_db()
    assert novedad.estado == "comunicada"


def test_no_se_termina_sin_decir_quien_recibio_ni_como_se_entrego_la_encuesta(m):
    orden = orden_de(m.en_prestacion())
    datos = m.final(recibe="", encuesta_medio="", encuesta_evidencia="")
    assert {c for c, _ in falta(OrdenTrabajo.terminar, orden, m.cuadrilla, **datos)} == {"C12", "C14"}


def test_dejar_la_encuesta_en_el_predio_exige_foto(m):
    orden = orden_de(m.en_prestacion())
    datos = m.final(encuesta_medio="dejada")
    assert falta(OrdenTrabajo.terminar, orden, m.cuadrilla, **datos) == {
        ("C14", "Si la deja en el predio, tome la foto que lo prueba")
    }
    assert ejecutar(OrdenTrabajo.terminar, orden, por=m.cuadrilla, **datos, foto=foto()).foto.tipo == "jpg"


def test_no_se_suspende_sin_novedad(m):
    orden = orden_de(m.en_prestacion())
    assert falta(OrdenTrabajo.suspender, orden, m.cuadrilla, explicacion="Llueve") == {
        ("C13", "Hay una novedad que explica la suspensión")
    }


# --- almacén: C6 -------------------------------------------------------------------------------------------


def test_el_pedido_lo_hacen_tres_personas(m):
    solicitud = m.programada("COM-MED")
    pedido = m.pedido(solicitud)
    with pytest.raises(NoCumple) as negado:
        ejecutar(Pedido.autorizar, elaborado_por(pedido, m.jefe_area), por=m.jefe_area)
    assert negado.value.status == 403
    for campo in ("autorizado_por", "despachado_por"):
        with pytest.raises(IntegrityError, match="pedido_"), transaction.atomic():
            Pedido.objects.filter(pk=pedido.pk).update(**{campo: m.jefe_area})


def elaborado_por(pedido, persona):
    Pedido.objects.filter(pk=pedido.pk).update(elaborado_por=persona)
    return Pedido.objects.get(pk=pedido.pk)


def test_no_sale_lo_que_no_hay(m):
    solicitud = m.programada("COM-MED")
    pedido = m.pedido(solicitud, m.articulo(existencia=3), cantidad=4)
    ejecutar(Pedido.autorizar, pedido, por=m.jefe_area)
    assert falta(Pedido.despachar, pedido, m.almacen, recibe="Cuadrilla 1") == {
        ("C6", "No alcanza: Registro de paso (hay 3, se piden 4)")
    }
    assert Articulo.objects.get(codigo="REG-12").existencia == 3


def test_la_existencia_no_baja_de_cero_ni_por_update(m):
    m.articulo(existencia=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Articulo.objects.update(existencia=-1)


def test_no_sale_nada_del_almacen_antes_del_pago(m):
    pedido = m.pedido(m.liquidada("COM-MED"))
    ejecutar(Pedido.autorizar, pedido, por=m.jefe_area)
    assert {c for c, _ in falta(Pedido.despachar, pedido, m.almacen, recibe="X")} == {"C8"}


def test_una_pieza_numerada_sale_con_su_serie(m):
    medidor = m.articulo("MED-12", existencia=2, descripcion="Medidor", maneja_serie=True)
    pedido = m.pedido(m.programada("COM-MED"), medidor, 1)
    ejecutar(Pedido.autorizar, pedido, por=m.jefe_area)
    assert falta(Pedido.despachar, pedido, m.almacen, recibe="X", series=["NO-HAY"]) == {
        ("C6", "Medidor: escriba 1 serie(s) que estén en almacén")
    }
    ejecutar(Pedido.despachar, pedido, por=m.almacen, recibe="X", series=["MED-12-001"])
    assert pedido.lineas.get().seriales.get().serie == "MED-12-001"


# --- encuesta, cierre y no conformes: C15 C16 C17 C18 C19 ------------------------------------------


def test_no_se_cierra_sin_calificacion(m):
    frase = "La encuesta no se ha respondido ni se ha cumplido el plazo para presumirla"
    assert falta(Solicitud.cerrar, m.prestada(), m.pqr) == {("C19", frase)}


def test_la_base_de_datos_no_deja_cerrar_sin_calificacion(m):
    solicitud = m.prestada()
    with pytest.raises(IntegrityError, match="sol_encuesta_antes"), transaction.atomic():
        Solicitud.objects.filter(pk=solicitud.pk).update(estado="cerrada")


def test_no_se_cierra_sin_las_otras_verificaciones(m):
    solicitud = m.prestada("ESP-ESC")
    m.responder(solicitud)
    solicitud.refresh_from_db()
    assert solicitud.estado == "prestada"
    assert falta(Solicitud.cerrar, solicitud, m.pqr) == {
        ("C16", "Falta verificar: Tiquete del sitio de disposición")
    }


def test_la_respuesta_cierra_sola_cuando_nada_mas_falta(m):
    solicitud = m.prestada()
    m.responder(solicitud)
    solicitud.refresh_from_db()
    assert (solicitud.estado, solicitud.calificacion_presunta) == ("cerrada", False)


def test_no_se_presume_antes_del_plazo_ni_por_una_persona(m):
    encuesta = m.prestada().encuesta
    assert falta(Encuesta.presumir, encuesta, None) == {
        ("C15", "El plazo para devolver la encuesta se cumplió")
    }
    with pytest.raises(SinPermiso):
        ejecutar(Encuesta.presumir, encuesta, por=m.pqr)


def test_la_presuncion_es_bueno_en_todo_y_no_abre_salida(m):
    encuesta = vencida(m.prestada().encuesta)
    ejecutar(Encuesta.presumir, encuesta, por=None)
    solicitud = Solicitud.objects.get()
    assert (solicitud.estado, solicitud.calificacion_presunta) == ("cerrada", True)
    assert set(encuesta.respuestas.values_list("valor", "presunta")) == {("bueno", True)}
    assert not SalidaNoConforme.objects.exists()


def vencida(encuesta):
    Encuesta.objects.filter(pk=encuesta.pk).update(vence_en=timezone.localdate() - timedelta(days=1))
    return Encuesta.objects.get(pk=encuesta.pk)


def test_una_respuesta_tardia_reemplaza_la_presuncion_y_evalua_otra_vez(m):
    solicitud = m.prestada()
    ejecutar(Encuesta.presumir, vencida(solicitud.encuesta), por=None)
    encuesta = m.responder(solicitud, i1="malo")
    solicitud.refresh_from_db()
    assert encuesta.salida_no_conforme.items[0]["valor"] == "malo"
    assert encuesta.respuestas.count() == 20
    assert (solicitud.estado, solicitud.calificacion_presunta) == ("cerrada", False)


def test_una_respuesta_demasiado_tardia_no_se_recibe(m):
    solicitud = m.prestada()
    ejecutar(Encuesta.presumir, vencida(solicitud.encuesta), por=None)
    Encuesta.objects.update(presumida_en=timezone.now() - timedelta(days=31))
    with pytest.raises(NoCumple, match="tardías"):
        m.responder(solicitud)


@pytest.mark.parametrize(
    ("marcas", "salidas"),
    [({"i1": "regular"}, 1), ({"i2": "malo"}, 1), ({"i1": "malo", "i3": "regular"}, 1),
     ({"i6": "malo"}, 0), ({"i9": "regular"}, 0), ({}, 0)],
)  # fmt: skip
def test_un_item_de_calidad_malo_o_regular_abre_una_sola_salida(m, marcas, salidas):
    m.responder(m.prestada(), **marcas)
    assert SalidaNoConforme.objects.count() == salidas


def test_la_salida_no_se_verifica_sin_causa_y_correccion_ni_por_quien_corrigio(m):
    salida = m.responder(m.prestada(), i1="malo").salida_no_conforme
    ejecutar(SalidaNoConforme.analizar, salida, por=m.jefe_area, clasificacion="menor",
             responsable=m.supervisor)  # fmt: skip
    ejecutar(SalidaNoConforme.corregir, salida, por=m.jefe_area, causa="Empaque viejo",
             tratamiento="correccion", plan="Cambiarlo")  # fmt: skip
    datos = {"conforme": True, "verificacion": "Se visitó"}
    assert falta(SalidaNoConforme.verificar, salida, m.calidad, **datos) == {
        ("C17", "Falta anotar la corrección hecha")
    }
    ejecutar(SalidaNoConforme.anotar_correccion, salida, por=m.jefe_area, correccion="Cambiado")
    ejecutar(SalidaNoConforme.verificar, salida, por=m.calidad, **datos)
    cerrada = ejecutar(SalidaNoConforme.cerrar, salida, por=m.calidad)
    assert cerrada.estado == "cerrada"
    with pytest.raises(IntegrityError, match="snc_cierra_otro"), transaction.atomic():
        SalidaNoConforme.objects.update(cerrada_por=m.jefe_area)


def test_la_eficacia_no_la_declara_quien_hizo_la_accion(m):
    accion = ejecutar(
        AccionCorrectiva.abrir, AccionCorrectiva(), por=m.subgerencia, origen="incumplimiento",
        descripcion="Se faltó a una fecha", plan="Confirmar la víspera", criterio="Cero faltas",
        responsable=m.calidad, vence_en=timezone.localdate(),
    )  # fmt: skip
    ejecutar(AccionCorrectiva.iniciar, accion, por=m.subgerencia)
    ejecutar(AccionCorrectiva.reportar, accion, por=m.subgerencia, ejecucion="Hecho")
    with pytest.raises(NoCumple) as negado:
        ejecutar(AccionCorrectiva.declarar_eficaz, accion, por=m.calidad, eficacia="Sí")
    assert (negado.value.status, negado.value.faltan[0].clausula) == (403, "C18")


# --- desistir ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "estado", ["recibida", "en_revision", "aceptada", "liquidada", "habilitada", "programada"]
)
def test_se_desiste_antes_de_prestar_y_se_libera_todo(m, estado):
    solicitud = getattr(m, estado)()
    desistida = ejecutar(Solicitud.desistir, solicitud, por=m.pqr, motivo="cliente")
    assert desistida.estado == "desistida"
    assert not any(o.abierta for o in desistida.ordenes_trabajo.all())
    assert not any(o.abierta for o in desistida.ordenes_revision.all())
    assert not any(o.programacion for o in desistida.ordenes_trabajo.all())


def test_desistir_despues_de_pagar_abre_la_devolucion(m):
    solicitud = m.programada("ESP-LAB")
    desistida = ejecutar(Solicitud.desistir, solicitud, por=m.pqr, motivo="cliente")
    assert desistida.devoluciones.get().valor == 485_520
