"""`manage.py verificar`: passes a healthy utility, and names what came in by another door."""

import pytest
from django.utils import timezone

from ordenes.models import Articulo, Movimiento, Serial
from serviciosesp.core.models import Consecutivo, Evento
from serviciosesp.core.models.evento import clave_de
from serviciosesp.tests.sano import fallas, forzar, verificar
from solicitudes.models import Cargo, Solicitud

pytestmark = pytest.mark.django_db


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


def test_programada_sin_pago_validado(sano, soltar):
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


def test_quien_registro_el_pago_lo_valido(sano, soltar):
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
