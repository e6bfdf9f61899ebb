"""`manage.py verificar` on orders, quality, files and the database itself."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from ordenes.models import Programacion
from serviciosesp.core.models import Adjunto, Aviso, Documento
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import foto
from serviciosesp.tests.sano import fallas, forzar, verificar
from solicitudes.models import Pago, Solicitud

pytestmark = pytest.mark.django_db

# --- orders --------------------------------------------------------------------------------------


def test_una_orden_que_no_corresponde_a_su_solicitud(sano):
    forzar(sano.citada.ordenes_trabajo.get(), estado="en_ejecucion")
    hallazgo = fallas()["El estado de cada solicitud es el de sus órdenes (C12)"]
    assert sano.citada.numero in hallazgo


def test_dos_ordenes_en_la_misma_hora(sano):
    una, otra = Programacion.objects.vigentes().order_by("-pk")[:2]
    forzar(otra, inicio=una.inicio, fin=una.fin, cuadrilla=una.cuadrilla)
    hallazgo = fallas()["Ninguna cuadrilla ni vehículo está en dos sitios a la vez (C10)"]
    assert una.orden.numero in hallazgo
    assert otra.orden.numero in hallazgo


def test_una_novedad_que_no_se_comunico(sano, soltar):
    soltar("ordenes_novedad", "novedad_comunicada_a_los_dos")
    forzar(sano.novedad, cliente_avisado_en=None)
    frase = "Ninguna orden terminó con novedades sin comunicar (C13)"
    assert sano.novedad.numero in fallas()[frase]


# --- quality -------------------------------------------------------------------------------------

SALIDAS = "Cada encuesta con mala calidad tiene su salida no conforme (C17)"


def test_una_prestada_sin_encuesta(sano):
    encuesta = sano.con_cargo.encuesta
    type(encuesta)._base_manager.filter(pk=encuesta.pk).delete()
    frase = "Lo prestado tiene su encuesta, y solo lo prestado (C14)"
    assert sano.con_cargo.numero in fallas()[frase]


def test_una_cerrada_sin_calificacion(sano, soltar):
    soltar("solicitudes_solicitud", "sol_encuesta_antes")
    forzar(sano.bien, calificada_en=None)
    assert sano.bien.numero in fallas()["Lo cerrado tiene calificación (C19)"]


def test_una_presunta_pasada_por_real(sano):
    forzar(sano.presunta, calificacion_presunta=False)
    assert sano.presunta.numero in fallas()["Lo cerrado tiene calificación (C19)"]


def test_una_presunta_con_un_item_malo(sano, soltar):
    soltar("encuestas_respuesta", "respuesta_presunta_bueno")
    forzar(sano.presunta.encuesta.respuestas.first(), valor="malo")
    frase = "La encuesta presunta es «bueno» en cada ítem (C15)"
    assert sano.presunta.encuesta.numero in fallas()[frase]


def test_una_encuesta_mala_mejorada_despues(sano):
    forzar(sano.mala.encuesta.respuestas.get(valor="malo"), valor="bueno")
    assert sano.mala.encuesta.numero in fallas()[SALIDAS]


def test_una_encuesta_mala_sin_salida(sano):
    forzar(sano.bien.encuesta.respuestas.first(), valor="regular")
    assert sano.bien.encuesta.numero in fallas()[SALIDAS]


def test_una_salida_cerrada_sin_causa(sano, soltar):
    soltar("noconformes_salidanoconforme", "snc_cerrada_con_causa_y_correccion")
    salida = sano.mala.salidas_no_conformes.get()
    forzar(salida, estado="cerrada")
    frase = "Las salidas cerradas tienen causa y corrección (C17)"
    assert salida.numero in fallas()[frase]


# --- beside the rows -----------------------------------------------------------------------------

ARCHIVOS = "Cada documento y archivo está como se guardó"


def test_un_archivo_cambiado_en_el_disco(sano):
    adjunto = Adjunto.guardar(foto(), raiz=sano.bien, por=sano.pqr)
    assert verificar()[0]
    with open(adjunto.archivo.path, "ab") as archivo:
        archivo.write(b"\0")
    assert "no es el que se guardó" in fallas()[ARCHIVOS]


def test_un_documento_que_ya_no_esta(sano):
    documento = Documento.objects.filter(estado=Documento.PENDIENTE).first()
    documento.guardar_pdf(b"%PDF-1.7 %%EOF")
    assert verificar()[0]
    documento.archivo.storage.delete(documento.archivo.name)
    assert "no está" in fallas()[ARCHIVOS]


def test_un_archivo_que_sobra_se_avisa_y_no_es_falla(sano, archivos):
    Documento().archivo.storage.save("documentos/2026/01/suelto.pdf", ContentFile(b"x"))
    ayer = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(archivos / "documentos/2026/01/suelto.pdf", (ayer, ayer))
    bien, salida = verificar()
    assert bien
    assert "suelto.pdf no es de ningún registro" in salida


def test_un_aviso_atrasado_se_avisa_y_no_es_falla(sano):
    Aviso.objects.create(
        clave="x", raiz="r", clausula="C4", canal="correo", destinatario="a@example.com",
        asunto="Atrasado", cuerpo="", estado=Aviso.PENDIENTE,
        creado_en=timezone.now() - timedelta(hours=2),
    )  # fmt: skip
    bien, salida = verificar()
    assert bien
    assert "1 avisos llevan más de una hora sin salir: Atrasado" in salida


def test_una_restriccion_que_ya_no_esta_en_la_base(sano):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX cargo_unico_vivo")
    hallazgo = fallas()["La base de datos conserva sus restricciones"]
    assert hallazgo == "solicitudes_cargo perdió «cargo_unico_vivo»"


def test_un_pago_reversado_y_pagado_de_nuevo_sigue_sano(sano):
    solicitud = sano.habilitada("ESP-LAB")
    pago = solicitud.pagos.get()
    ejecutar(Pago.proponer_reverso, pago, por=sano.contabilidad, motivo="Cheque devuelto")
    ejecutar(Pago.reversar, pago, por=sano.financiera)
    assert verificar()[0]
    solicitud = Solicitud.objects.get(pk=solicitud.pk)
    sano.pago(solicitud, referencia="OTRO")
    ejecutar(Solicitud.validar_pago, solicitud, por=sano.contabilidad)
    assert verificar()[0]
