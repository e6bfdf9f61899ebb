"""`manage.py verificar`: passes a healthy utility, and names what came in by another door."""

import os
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from ordenes.models import Articulo, Movimiento, Novedad, OrdenTrabajo, Programacion, Serial
from serviciosesp import trabajos
from serviciosesp.core import calendario
from serviciosesp.core.models import Adjunto, Aviso, Consecutivo, Documento, Evento
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import Mundo, foto
from solicitudes.models import Cargo, Pago, Solicitud

pytestmark = pytest.mark.django_db


class Sano(Mundo):
    """A utility with a case of each kind that `verificar` looks at."""

    def __init__(self):
        super().__init__()
        self.presunta = self.prestada("COM-VOL")
        dia = calendario.sumar_habiles(timezone.localdate(), 6)
        with time_machine.travel(f"{dia}T14:00:00+00:00"):
            assert sum(trabajos.presumir_encuestas()) == 1
        self.nueva = self.recibida("COM-FON")
        self.paga = self.habilitada("ESP-LAB")
        self.citada = self.programada("ESP-LAB")
        self.con_pedido = self.en_prestacion("COM-REG")
        self.con_cargo = self.prestada("COM-VOL")
        self.bien = self.cerrada("COM-VOL")
        self.con_novedad = self.terminada_con_novedad()
        self.mala = self.prestada("COM-VOL")
        self.responder(self.mala, i1="malo")
        self.articulo("MED-15", existencia=3, maneja_serie=True)

    def terminada_con_novedad(self):
        solicitud = self.en_prestacion("COM-VOL")
        orden = solicitud.ordenes_trabajo.get()
        self.novedad = ejecutar(
            Novedad.registrar, Novedad(orden=orden), por=self.cuadrilla, tipo="propiedad",
            reporta="cliente", descripcion="Se rompió una baldosa",
        )  # fmt: skip
        ejecutar(OrdenTrabajo.terminar, orden, por=self.cuadrilla, **self.final())
        return solicitud


@pytest.fixture(scope="module")
def sano(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Sano()
        transaction.set_rollback(True)


def verificar():
    """(whether all holds, what was printed)."""
    salida = StringIO()
    try:
        call_command("verificar", stdout=salida, no_color=True)
    except CommandError:
        return False, salida.getvalue()
    return True, salida.getvalue()


def fallas():
    """{sentence of the broken revision: its findings}."""
    bien, salida = verificar()
    assert not bien
    rotas, actual = {}, None
    for linea in salida.splitlines():
        if not linea.startswith("   "):
            palabra, _, frase = linea.partition(" ")
            actual = rotas.setdefault(frase.strip(), []) if palabra == "FALLA" else None
        elif actual is not None:
            actual.append(linea.strip())
    return {frase: "\n".join(hallazgos) for frase, hallazgos in rotas.items()}


def forzar(objeto, **campos):
    """Write a row without the door."""
    type(objeto)._base_manager.filter(pk=objeto.pk).update(**campos)


def soltar(tabla, restriccion):
    """Let a CHECK be broken, as a careless migration would (undone with the transaction)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints=ON")
        else:
            cursor.execute(f'ALTER TABLE {tabla} DROP CONSTRAINT "{restriccion}"')


@pytest.fixture(autouse=True)
def restricciones_de_vuelta():
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


def test_una_empresa_sana_pasa(sano):
    bien, salida = verificar()
    assert bien, salida
    assert "Todo se cumple" in salida


# --- history -------------------------------------------------------------------------------------

BITACORA = "La bitácora está completa: cada hecho lleva la huella del anterior"
CAMINOS = "Cada registro llegó a su estado por actos del procedimiento"


def hechos(objeto):
    return Evento._base_manager.filter(raiz=clave_de(objeto)).order_by("n")


def test_un_hecho_reescrito_se_nombra(sano):
    segundo = hechos(sano.bien)[1]
    forzar(segundo, hecho="No pasó nada")
    hallazgo = fallas()[BITACORA]
    assert sano.bien.numero in hallazgo
    assert f"hecho {segundo.n} («{segundo.transicion}»): fue modificado" in hallazgo


def test_un_hecho_borrado_se_nombra(sano):
    hechos(sano.bien).filter(n=3).delete()
    assert "falta el hecho 3" in fallas()[BITACORA]


def test_un_hecho_reescrito_con_su_propia_huella_rompe_el_siguiente(sano):
    evento = hechos(sano.bien)[1]
    evento.hecho = "Otra cosa"
    forzar(evento, hecho=evento.hecho, hash=evento.calcular_hash())
    assert "hecho 3" in fallas()[BITACORA]


def test_el_ultimo_hecho_borrado_se_nota(sano):
    ultimo = hechos(sano.con_cargo).last()
    Evento._base_manager.filter(pk=ultimo.pk).delete()
    assert "su último hecho lo dejó en «en_ejecucion»" in fallas()[CAMINOS]


def test_un_estado_puesto_a_mano_se_nombra(sano):
    forzar(sano.nueva, estado="aceptada")
    assert "está en «aceptada» y su último hecho lo dejó en «recibida»" in fallas()[CAMINOS]


def test_un_salto_que_el_procedimiento_no_tiene_se_nombra(sano):
    Evento.objects.create(
        raiz=clave_de(sano.nueva), objeto=clave_de(sano.nueva), transicion="cerrar",
        de="recibida", a="cerrada", hecho="Cerrada", actor="Nadie",
    )  # fmt: skip
    assert "«cerrar» no lleva de «recibida» a «cerrada»" in fallas()[CAMINOS]


def test_un_registro_sin_historia_se_nombra(sano):
    copia = Solicitud.objects.get(pk=sano.nueva.pk)
    campos = {f.attname: getattr(copia, f.attname) for f in Solicitud._meta.concrete_fields}
    numero = Consecutivo.siguiente("S")
    Solicitud._base_manager.create(**campos | {"id": None, "numero": numero})
    assert numero in fallas()["Todo registro tiene su historia"]


# --- numbers -------------------------------------------------------------------------------------

NUMEROS = "Los consecutivos van de 1 en adelante, sin saltos"


def test_un_numero_que_falta_se_nombra(sano):
    Consecutivo.siguiente("PG")
    assert "PG-" in fallas()[NUMEROS]


def test_un_numero_que_pasa_del_contador_se_nombra(sano):
    forzar(sano.nueva, numero=f"S-{timezone.localdate().year}-00900")
    hallazgo = fallas()[NUMEROS]
    assert "el 00900 pasa del contador" in hallazgo
    assert "falta el" in hallazgo


# --- money ---------------------------------------------------------------------------------------


def test_programada_sin_pago_validado(sano):
    soltar("solicitudes_solicitud", "sol_pago_antes")
    forzar(sano.citada, pago_validado_en=None)
    assert sano.citada.numero in fallas()[
        "Nada se programa sin pago validado o cargo autorizado (C8, C9)"
    ]


def test_pago_menor_que_lo_liquidado(sano):
    forzar(sano.paga.pagos.get(), valor=1000)
    assert sano.paga.numero in fallas()["Lo pagado cubre lo liquidado (C8)"]


def test_prestada_sin_cargo(sano):
    Cargo._base_manager.filter(solicitud=sano.con_cargo).delete()
    frase = "Lo prestado con cargo a la factura tiene un solo cargo vivo (C9)"
    assert f"{sano.con_cargo.numero}: tiene 0 cargos vivos" in fallas()[frase]


@pytest.mark.parametrize(
    ("valor", "dice"), [(99_000_000, "se autorizaron"), (1000, "se ejecutaron")]
)
def test_cargo_que_no_vale_lo_ejecutado(sano, valor, dice):
    cargo = sano.con_cargo.cargos.get()
    forzar(cargo, valor=valor)
    frase = "Cada cargo vale lo ejecutado y no pasa de lo autorizado (C9)"
    hallazgo = fallas()[frase]
    assert cargo.numero in hallazgo
    assert dice in hallazgo


LIQUIDACIONES = "Las liquidaciones suman, línea por línea, al peso (C7)"


def test_una_linea_corrida_un_peso(sano):
    linea = sano.paga.liquidacion.lineas.first()
    forzar(linea, valor=linea.valor + 1)
    assert "no es su precio" in fallas()[LIQUIDACIONES]


def test_una_linea_con_otra_tarifa(sano):
    linea = sano.paga.liquidacion.lineas.first()
    forzar(linea, valor_unitario=linea.valor_unitario + 1)
    assert "no tiene el precio de su tarifa" in fallas()[LIQUIDACIONES]


def test_un_total_que_no_es_la_suma(sano):
    liquidacion = sano.paga.liquidacion
    forzar(liquidacion, subtotal=liquidacion.subtotal + 5, total=liquidacion.total + 5)
    assert "sus líneas suman" in fallas()[LIQUIDACIONES]


def test_quien_registro_el_pago_lo_valido(sano):
    soltar("solicitudes_pago", "pago_segregacion")
    forzar(sano.paga.pagos.get(), validado_por=sano.pqr)
    assert "PG-" in fallas()["Nadie aprueba lo que él mismo hizo"]


# --- warehouse -----------------------------------------------------------------------------------

EXISTENCIAS = "La existencia de cada artículo es la suma de su kardex (C6)"


def test_una_existencia_cambiada_a_mano(sano):
    forzar(Articulo.objects.get(codigo="REG-12"), existencia=500)
    assert "hay 500" in fallas()[EXISTENCIAS]


def test_un_saldo_del_kardex_cambiado(sano):
    forzar(Movimiento.objects.first(), saldo=77)
    assert "el kardex dice 77" in fallas()[EXISTENCIAS]


def test_una_serie_que_falta(sano):
    Serial.objects.filter(articulo__codigo="MED-15").first().delete()
    assert "2 series en almacén" in fallas()[EXISTENCIAS]


def test_un_pedido_despachado_sin_salida(sano):
    Movimiento._base_manager.filter(linea__pedido__solicitud=sano.con_pedido).delete()
    rotas = fallas()
    assert "PD-" in rotas["De almacén salió lo pedido, ni más ni menos (C6)"]
    assert EXISTENCIAS in rotas


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


def test_una_novedad_que_no_se_comunico(sano):
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


def test_una_cerrada_sin_calificacion(sano):
    soltar("solicitudes_solicitud", "sol_encuesta_antes")
    forzar(sano.bien, calificada_en=None)
    assert sano.bien.numero in fallas()["Lo cerrado tiene calificación (C19)"]


def test_una_presunta_pasada_por_real(sano):
    forzar(sano.presunta, calificacion_presunta=False)
    assert sano.presunta.numero in fallas()["Lo cerrado tiene calificación (C19)"]


def test_una_presunta_con_un_item_malo(sano):
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


def test_una_salida_cerrada_sin_causa(sano):
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
