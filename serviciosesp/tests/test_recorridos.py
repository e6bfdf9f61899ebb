"""The nine services from recepción to cierre, page by page, each act by who does it."""

import pytest
from django.utils import timezone

from encuestas.models import Encuesta
from noconformes.models import SalidaNoConforme
from serviciosesp.core.models import Evento
from serviciosesp.tests.mundo import Mundo
from serviciosesp.tests.oficina import Oficina
from solicitudes.models import Cargo, Solicitud

pytestmark = pytest.mark.django_db

AVISO = {"canal": "telefono", "evidencia": "Habló con Rosalba Garzón"}
SERVICIOS = ["COM-ACO", "COM-REG", "COM-RSO", "COM-VIA", "COM-FON", "COM-MED", "COM-VOL", "ESP-LAB",
             "ESP-ESC"]  # fmt: skip


class Recorrido:
    """One case, walked by the people of the office."""

    def __init__(self, codigo):
        self.m = Mundo()
        self.o = Oficina(self.m)
        self.servicio = self.m.servicio(codigo)
        self.numero = ""

    @property
    def solicitud(self):
        return Solicitud.objects.get(numero=self.numero)

    @property
    def orden(self):
        return self.solicitud.ordenes_trabajo.abiertas().get()

    def recepcion(self):
        jefe = self.m.jefe_area.pk if self.servicio.es_especial else ""
        self.o.hace(
            "pqr", "solicitudes:registrar", canal="ventanilla", pedida_en=str(timezone.localdate()),
            quien="Rosalba", predio=self.m.predio.pk, servicio=self.servicio.pk, jefe=jefe,
            descripcion="Lo que el cliente necesita", consentimiento="on",
        )  # fmt: skip
        self.numero = Solicitud.objects.latest("pk").numero

    def decision(self):
        if self.servicio.requiere_revision:
            self.o.hace("pqr", "solicitudes:ordenar_revision", self.numero, motivo="Ver el sitio")
            revision = self.solicitud.ordenes_revision.get().numero
            self.o.hace("supervisor", "ordenes:programar", revision, **self.cita())
            self.o.hace("cuadrilla", "ordenes:iniciar", revision)
            self.o.hace("cuadrilla", "ordenes:terminar", revision, resultado="procede",
                        hallazgos="Se puede hacer", recibe="Rosalba Garzón")  # fmt: skip
        self.o.hace("pqr", "solicitudes:aceptar", self.numero, **AVISO)

    def valor(self):
        lineas = {f"lineas-{t.pk}": "2" for t in self.servicio.tarifas_vigentes()}
        self.o.hace("jefe_area", "solicitudes:liquidar", self.numero, **lineas, **AVISO)
        total = self.solicitud.liquidacion.total
        if self.servicio.cobro == "pago_previo":
            self.o.hace("pqr", "solicitudes:registrar_pago", self.numero, valor=str(total),
                        banco="Bancolombia", referencia="0093-4412",
                        fecha=str(timezone.localdate()))  # fmt: skip
            self.o.hace("contabilidad", "solicitudes:validar_pago", self.numero)
        else:
            self.o.hace("pqr", "solicitudes:autorizar_cargo", self.numero, valor_maximo=str(total),
                        autoriza="Rosalba Garzón", evidencia="Firmó en ventanilla",
                        cuotas="1")  # fmt: skip

    def almacen(self):
        if not self.servicio.requiere_pedido:
            return
        articulo = self.m.articulo()
        self.o.hace("pqr", "ordenes:elaborar_pedido", self.numero, articulo_1=articulo.pk, cantidad_1="1")
        pedido = self.solicitud.pedidos.get().numero
        self.o.hace("jefe_area", "ordenes:autorizar_pedido", pedido)
        self.o.hace("almacen", "ordenes:despachar_pedido", pedido, recibe="Cuadrilla 1")

    def prestacion(self):
        orden = self.orden.numero
        self.o.hace("supervisor", "ordenes:programar", orden, **self.cita())
        self.almacen()
        self.o.hace("cuadrilla", "ordenes:acusar", orden)
        self.o.hace("cuadrilla", "ordenes:iniciar", orden, sst_confirmado="on")
        self.o.hace("cuadrilla", "ordenes:terminar", orden, resultado="ejecutado",
                    actividades="Se hizo lo pedido", recibe="Rosalba Garzón",
                    encuesta_medio="en_mano", encuesta_evidencia="Rosalba Garzón")  # fmt: skip

    def cierre(self, **marcas):
        for verificacion in self.solicitud.verificaciones.all():
            self.o.hace("supervisor", "solicitudes:verificar", self.numero,
                        verificacion=verificacion.pk, conforme="si")  # fmt: skip
        encuesta = Encuesta.objects.get(solicitud__numero=self.numero)
        respuestas = {
            f"respuestas_{i.pk}": marcas.get(f"i{i.numero}", "bueno")
            for i in encuesta.formulario.items.all()
        }
        self.o.hace("pqr", "encuestas:responder", encuesta.numero, responde="Rosalba Garzón", **respuestas)

    def cita(self):
        cita = self.m.cita()
        desde, hasta = timezone.localtime(cita["inicio"]), timezone.localtime(cita["fin"])
        return {
            "fecha": f"{desde:%Y-%m-%d}", "desde": f"{desde:%H:%M}", "hasta": f"{hasta:%H:%M}",
            "cuadrilla": self.m.equipo.pk, "acuerdo_con": "Rosalba Garzón",
            "acuerdo_canal": "telefono",
        }  # fmt: skip


@pytest.mark.parametrize("codigo", SERVICIOS)
def test_de_recepcion_a_cierre(codigo):
    caso = Recorrido(codigo)
    caso.recepcion()
    caso.decision()
    caso.valor()
    caso.prestacion()
    caso.cierre()
    solicitud = caso.solicitud
    estados = [e.a for e in Evento.objects.filter(objeto=f"solicitudes.solicitud:{solicitud.pk}")
               .order_by("n") if e.a != e.de]  # fmt: skip
    revision = ["en_revision"] if caso.servicio.requiere_revision else []
    assert estados == [
        "recibida", *revision, "aceptada", "liquidada", "habilitada", "programada",
        "en_prestacion", "prestada", "cerrada",
    ]  # fmt: skip
    assert Cargo.objects.filter(solicitud=solicitud).count() == (caso.servicio.cobro == "factura")
    assert bool(solicitud.orden_servicio) == caso.servicio.es_especial
    detalle = caso.o.ve("gerencia", "solicitudes:detalle", solicitud.numero)
    assert "Cerrada" in detalle.content.decode()


def test_un_malo_abre_la_salida_y_control_interno_la_cierra():
    caso = Recorrido("COM-VOL")
    caso.recepcion()
    caso.decision()
    caso.valor()
    caso.prestacion()
    caso.cierre(i1="malo")
    salida = SalidaNoConforme.objects.get().numero
    assert caso.solicitud.estado == "cerrada"
    caso.o.hace("jefe_area", "noconformes:analizar", salida, clasificacion="menor",
                responsable=caso.m.supervisor.pk)  # fmt: skip
    caso.o.hace("jefe_area", "noconformes:corregir", salida, causa="Llegaron tarde",
                tratamiento="correccion", plan="Repetir el viaje")  # fmt: skip
    caso.o.hace("jefe_area", "noconformes:anotar_correccion", salida, correccion="Se repitió")
    caso.o.hace("calidad", "noconformes:verificar", salida, conforme="si", verificacion="Bien")
    caso.o.hace("calidad", "noconformes:cerrar", salida)
    assert SalidaNoConforme.objects.get().estado == "cerrada"


def test_un_cliente_ausente_y_despues_si():
    caso = Recorrido("ESP-LAB")
    caso.recepcion()
    caso.decision()
    caso.valor()
    primera = caso.orden.numero
    caso.o.hace("supervisor", "ordenes:programar", primera, **caso.cita())
    caso.o.hace("cuadrilla", "ordenes:no_ejecutar", primera, motivo="ausente", explicacion="Nadie abrió")
    assert caso.orden.numero != primera
    assert caso.solicitud.estado == "habilitada"
    caso.prestacion()
    caso.cierre()
    assert caso.solicitud.estado == "cerrada"


def test_repetir_el_envio_no_repite_el_efecto():
    caso = Recorrido("COM-VOL")
    pagina = caso.o.ve("pqr", "solicitudes:registrar")
    datos = {
        "canal": "ventanilla", "pedida_en": str(timezone.localdate()), "quien": "Rosalba",
        "predio": caso.m.predio.pk, "servicio": caso.servicio.pk, "descripcion": "x",
        "consentimiento": "on", "clave": pagina.context["form"]["clave"].value(),
    }  # fmt: skip
    cliente = caso.o.en_sesion("pqr")
    destinos = {cliente.post("/solicitudes/nueva/", datos).url for _ in range(3)}
    assert len(destinos) == 1
    assert Solicitud.objects.count() == 1
