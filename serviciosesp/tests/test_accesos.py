"""Every address × every role: who comes in. An address without a row here fails the suite."""

from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from noconformes.models import AccionCorrectiva
from ordenes.models import Articulo, Novedad
from serviciosesp.core.models import Adjunto, DiaNoHabil, Documento, EnlacePublico
from serviciosesp.core.transiciones import ejecutar
from serviciosesp.tests.mundo import Mundo, foto
from serviciosesp.tests.oficina import Oficina
from solicitudes.models import LoteCargos, Solicitud

pytestmark = pytest.mark.django_db

ROLES = {
    "Q": "pqr", "S": "supervisor", "C": "cuadrilla", "J": "jefe_area", "G": "subgerencia",
    "F": "facturacion", "K": "contabilidad", "A": "almacen", "I": "calidad", "R": "gerencia",
    "D": "administrador", "-": "sin_rol",
}  # fmt: skip
TODOS = "QSCJGFKAIRD"
CASO = "QSJGFKIR"
DECIDE = "QSJG"

ACCESOS = {
    "tablero:inicio": TODOS, "tablero:enterarse": "", "tablero:buscar": TODOS,
    "tablero:tablero": CASO, "tablero:procedimiento": TODOS,
    "tablero:usuarios": "D", "tablero:usuario_nuevo": "D", "tablero:usuario": "D",
    # Recepción
    "solicitudes:registrar": DECIDE, "solicitudes:registrada": DECIDE,
    "solicitudes:buscar_predio": DECIDE, "solicitudes:predio_nuevo": "QSJ",
    "solicitudes:guardar_predio": "QSJ", "solicitudes:guardar_cliente": "QSJ",
    # Catálogo
    "solicitudes:catalogo": "QSJGFKIRD", "solicitudes:servicio": "QSJGFKIRD",
    "solicitudes:parametros": "QSJGFKIRD", "solicitudes:calendario": "QSJGFKIRD",
    "solicitudes:formatos": "QSJGFKIRD", "solicitudes:servicio_nuevo": "D",
    "solicitudes:publicar_servicio": "D", "solicitudes:publicar_tarifa": "GD",
    "solicitudes:fijar_parametro": "D", "solicitudes:dia_nuevo": "D", "solicitudes:fijar_dia": "D",
    "solicitudes:publicar_formato": "D", "ordenes:cuadrillas": "QSJGFKIRD",
    "ordenes:cuadrilla_nueva": "D", "ordenes:guardar_cuadrilla": "D",
    "ordenes:vehiculo_nuevo": "D", "ordenes:guardar_vehiculo": "D",
    # El caso
    "solicitudes:lista": CASO, "solicitudes:detalle": CASO, "solicitudes:enlace": DECIDE,
    "solicitudes:anotar_has": "QJF", "solicitudes:anotar_llamada": DECIDE,
    "solicitudes:ordenar_revision": DECIDE, "solicitudes:aceptar": DECIDE,
    "solicitudes:rechazar": DECIDE, "solicitudes:resolver_en_visita": "QSJ",
    "solicitudes:exigir_pago_previo": "JG", "solicitudes:liquidar": "QJG",
    "solicitudes:registrar_pago": "QK", "solicitudes:validar_pago": "K",
    "solicitudes:autorizar_cargo": "QJG", "solicitudes:programar": DECIDE,
    "solicitudes:reprogramar": DECIDE, "solicitudes:iniciar": "S",
    "solicitudes:volver_a_programar": "S", "solicitudes:terminar": "S",
    "solicitudes:verificar": "QSJGI", "solicitudes:cerrar": "QJG", "solicitudes:desistir": "QJG",
    # Dinero
    "solicitudes:pagos": "QGKIR", "solicitudes:pago": "QGKIR", "solicitudes:rechazar_pago": "K",
    "solicitudes:proponer_reverso_pago": "K", "solicitudes:reversar_pago": "G",
    "solicitudes:devoluciones": "GKIR", "solicitudes:devolucion": "GKIR",
    "solicitudes:aprobar_devolucion": "G", "solicitudes:pagar_devolucion": "K",
    "solicitudes:cargos": "GFKIR", "solicitudes:cargo": "GFKIR", "solicitudes:exportar_cargos": "F",
    "solicitudes:exportar_cargo": "F", "solicitudes:lote_cargos": "GFKIR",
    "solicitudes:confirmar_cargo": "F", "solicitudes:rechazar_cargo": "F",
    # Órdenes
    "ordenes:lista": CASO + "C", "ordenes:agenda": "QSJGIR", "ordenes:mi_dia": "C",
    "ordenes:de_solicitud": CASO + "C", "ordenes:detalle": CASO + "C",
    "ordenes:programar": DECIDE, "ordenes:reprogramar": DECIDE, "ordenes:acusar": "SC",
    "ordenes:iniciar": "SC", "ordenes:suspender": "SC", "ordenes:reanudar": "SC",
    "ordenes:terminar": "SC", "ordenes:no_ejecutar": "SC",
    "ordenes:registrar_novedad": "QSCJG", "ordenes:novedad": CASO + "C",
    "ordenes:comunicar_novedad": "QSCJG",
    # Almacén
    "ordenes:pedidos": "QSJGAIR", "ordenes:pedidos_de": "QSJGAIR", "ordenes:pedido": "QSJGAIR",
    "ordenes:elaborar_pedido": "QSJ", "ordenes:autorizar_pedido": "JG",
    "ordenes:despachar_pedido": "A", "ordenes:anular_pedido": "JG",
    "ordenes:almacen": "QSJGAIR", "ordenes:articulo": "QSJGAIR", "ordenes:articulo_nuevo": "A",
    "ordenes:guardar_articulo": "A", "ordenes:entrar_articulo": "A",
    # Encuestas y no conformes
    "encuestas:lista": "QSJGIR", "encuestas:detalle": "QSJGIR", "encuestas:de_solicitud": "QSJGIR",
    "encuestas:responder": "Q",
    "noconformes:lista": "QSJGIR", "noconformes:detalle": "QSJGIR", "noconformes:acciones": "QSJGIR",
    "noconformes:accion": "QSJGIR", "noconformes:abrir": "JGI", "noconformes:analizar": "JG",
    "noconformes:corregir": "JG", "noconformes:anotar_correccion": "SJG",
    "noconformes:verificar": "I", "noconformes:devolver": "I", "noconformes:cerrar": "I",
    "noconformes:abrir_accion": "JGI", "noconformes:iniciar_accion": "JG",
    "noconformes:reportar_accion": "JG", "noconformes:declarar_eficaz_accion": "I",
    "noconformes:declarar_no_eficaz_accion": "I",
    # Archivos
    "documento": CASO, "adjunto": CASO + "C",
}  # fmt: skip
"""URL name -> roles that come in (200, 302 inside, or 409 because of the state)."""

PUBLICAS = {
    "ingresar", "salir", "verificar_documento", "seguimiento", "encuestas:publica", "salud_vivo",
    "salud_listo",
}  # fmt: skip
"""Addresses for people without an account."""


def nombres(resolver, espacio=""):
    for patron in resolver.url_patterns:
        if hasattr(patron, "url_patterns"):
            yield from nombres(patron, f"{patron.namespace}:" if patron.namespace else espacio)
        else:
            yield f"{espacio}{patron.name}"


def test_toda_direccion_tiene_su_fila():
    assert set(nombres(get_resolver())) == set(ACCESOS) | PUBLICAS


class Escena:
    """One record of each kind, all of the area of everybody, the order in the hands of the crew."""

    def __init__(self):
        m = self.m = Mundo()
        solicitud = m.en_prestacion("COM-MED")
        orden = solicitud.ordenes_trabajo.get()
        novedad = ejecutar(
            Novedad.registrar, Novedad(orden=orden), por=m.cuadrilla, tipo="propiedad",
            reporta="empresa", descripcion="Baldosa rota", foto=foto(),
        )  # fmt: skip
        pagada = m.pagada("ESP-LAB")
        retirada = ejecutar(Solicitud.desistir, m.habilitada("ESP-LAB"), por=m.pqr, motivo="cliente")
        cerrada = m.cerrada("COM-VOL")
        encuesta = m.responder(m.prestada("COM-VOL"), i1="malo")
        accion = ejecutar(
            AccionCorrectiva.abrir, AccionCorrectiva(), por=m.subgerencia, origen="auditoria",
            descripcion="x", plan="x", criterio="x", responsable=m.jefe_area,
            vence_en=solicitud.respuesta_vence,
        )  # fmt: skip
        self.numeros = {
            "solicitud": solicitud.numero, "orden": orden.numero, "novedad": novedad.numero,
            "pago": pagada.pagos.get().numero, "devolucion": retirada.devoluciones.get().numero,
            "cargo": cerrada.cargos.get().numero, "pedido": solicitud.pedidos.get().numero,
            "encuesta": encuesta.numero, "salida": encuesta.salida_no_conforme.numero,
            "accion": accion.numero,
        }  # fmt: skip
        self.calificada = encuesta.solicitud.numero
        self.articulo = Articulo.objects.get().pk
        self.adjunto = Adjunto.objects.get().pk
        self.documento = Documento.objects.filter(tipo="constancia").first().codigo
        self.lote = self.exportar()

    def exportar(self):
        """A file of charges, sent by who does it; another charge stays to be exported."""
        oficina = Oficina(self.m)
        cargo = self.m.cerrada("COM-VOL").cargos.get().numero
        oficina.hace("facturacion", "solicitudes:exportar_cargos", cargos=[cargo])
        return LoteCargos.objects.get().numero

    def argumentos(self, nombre):
        """What the address of that name takes."""
        n = self.numeros
        exactos = {
            "tablero:enterarse": [1], "tablero:usuario": [self.m.pqr.pk],
            "solicitudes:guardar_predio": [self.m.predio.pk],
            "solicitudes:guardar_cliente": [self.m.cliente.pk],
            "solicitudes:servicio": ["COM-VOL"], "solicitudes:publicar_servicio": ["COM-VOL"],
            "solicitudes:publicar_tarifa": ["COM-VOL"],
            "solicitudes:fijar_parametro": ["dias_encuesta"], "solicitudes:fijar_dia": [self.dia()],
            "solicitudes:publicar_formato": ["R06-01-01"], "solicitudes:lote_cargos": [self.lote],
            "ordenes:guardar_cuadrilla": [self.m.equipo.pk],
            "ordenes:guardar_vehiculo": [self.m.vehiculo.pk], "ordenes:pedidos_de": [n["solicitud"]],
            "ordenes:elaborar_pedido": [n["solicitud"]], "ordenes:de_solicitud": [n["solicitud"]],
            "encuestas:de_solicitud": [self.calificada], "noconformes:abrir": [n["solicitud"]],
            "documento": [self.documento], "adjunto": [self.adjunto],
        }  # fmt: skip
        if nombre in exactos:
            return exactos[nombre]
        if nombre.split(":")[-1] in SIN_ARGUMENTOS:
            return []
        return [self.numero_para(nombre)]

    def numero_para(self, nombre):
        app, _, acto = nombre.partition(":")
        for sufijo in ("pago", "devolucion", "cargo", "pedido", "novedad", "accion"):
            if acto in (sufijo,) or acto.endswith(f"_{sufijo}") and acto not in DE_SU_PADRE:
                return self.numeros[sufijo]
        if acto.endswith("_articulo") or acto == "articulo":
            return self.articulo
        propio = {"solicitudes": "solicitud", "ordenes": "orden", "encuestas": "encuesta"}
        return self.numeros[propio.get(app, "salida")]

    def dia(self):
        return DiaNoHabil.objects.get_or_create(fecha=date(2027, 5, 5), motivo="Día cívico")[0].pk


DE_SU_PADRE = {"registrar_pago", "registrar_novedad", "validar_pago", "autorizar_cargo"}
SIN_ARGUMENTOS = {
    "inicio", "buscar", "tablero", "procedimiento", "usuarios", "usuario_nuevo", "registrar",
    "buscar_predio", "predio_nuevo", "catalogo", "servicio_nuevo", "parametros", "calendario",
    "dia_nuevo", "formatos", "pagos", "devoluciones", "cargos", "exportar_cargos", "lista", "agenda",
    "mi_dia", "pedidos", "almacen", "articulo_nuevo", "cuadrillas", "cuadrilla_nueva",
    "vehiculo_nuevo", "acciones", "abrir_accion",
}  # fmt: skip


def entra(respuesta):
    if respuesta.status_code == 302:
        return not respuesta.url.startswith("/ingresar/")
    return respuesta.status_code in (200, 409, 422)


def test_cada_cargo_entra_solo_donde_le_toca():
    escena = Escena()
    diferencias = []
    for letra, persona in ROLES.items():
        cliente = Client()
        cliente.force_login(getattr(escena.m, persona))
        for nombre, quienes in ACCESOS.items():
            respuesta = cliente.get(reverse(nombre, args=escena.argumentos(nombre)))
            if entra(respuesta) != (letra in quienes):
                diferencias.append(f"{persona} {nombre}: {respuesta.status_code}")
            assert respuesta.status_code != 500
    assert "\n".join(diferencias) == ""


def test_sin_entrar_todo_lleva_a_ingresar():
    escena = Escena()
    cliente = Client()
    for nombre in ACCESOS:
        respuesta = cliente.get(reverse(nombre, args=escena.argumentos(nombre)))
        esperado = respuesta.status_code == 302 and respuesta.url.startswith("/ingresar/")
        assert esperado or nombre == "tablero:enterarse" and respuesta.status_code == 405, nombre


def test_una_ficha_de_un_caso_no_abre_otra_cosa():
    escena = Escena()
    _, ficha = EnlacePublico.crear(Solicitud.objects.first(), EnlacePublico.SEGUIMIENTO)
    cliente = Client()
    assert cliente.get(reverse("seguimiento", args=[ficha])).status_code == 200
    assert cliente.get(reverse("encuestas:publica", args=[ficha])).status_code == 404
    assert cliente.get(reverse("seguimiento", args=[ficha[::-1]])).status_code == 404
    assert cliente.get(reverse("documento", args=[escena.documento])).status_code == 302


def test_quitar_el_cargo_o_desactivar_vale_en_la_siguiente_peticion():
    m = Mundo()
    cliente = Client()
    cliente.force_login(m.pqr)
    assert cliente.get(reverse("solicitudes:lista")).status_code == 200
    m.pqr.asignaciones.all().delete()
    assert cliente.get(reverse("solicitudes:lista")).status_code == 403
    type(m.pqr).objects.filter(pk=m.pqr.pk).update(is_active=False)
    assert cliente.get(reverse("solicitudes:lista")).status_code == 302
