"""Plain builders for the tests: a small utility with its cast, and requests taken to any state.

Everything goes through the door, as a person would do it.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from encuestas.models import Encuesta
from ordenes.models import Articulo, Cuadrilla, OrdenRevision, OrdenTrabajo, Pedido, Vehiculo
from serviciosesp import semilla
from serviciosesp.core import calendario
from serviciosesp.core.models import Asignacion, Usuario
from serviciosesp.core.transiciones import NoCumple, ejecutar
from solicitudes.models import Cliente, Pago, Predio, Servicio, Solicitud

CLAVE = "clave-de-prueba-123"
ELENCO = {
    "pqr": [("pqr", "")],
    "pqr2": [("pqr", "")],
    "supervisor": [("supervisor", "")],
    "cuadrilla": [("cuadrilla", "")],
    "cuadrilla2": [("cuadrilla", "")],
    "jefe_area": [("jefe_area", "")],
    "jefe_laboratorio": [("jefe_area", "laboratorio")],
    "subgerencia": [("subgerencia", "tecnica")],
    "financiera": [("subgerencia", "financiera")],
    "facturacion": [("facturacion", "")],
    "contabilidad": [("contabilidad", "")],
    "contabilidad2": [("contabilidad", "")],
    "almacen": [("almacen", "")],
    "calidad": [("calidad", "")],
    "gerencia": [("gerencia", "")],
    "administrador": [("administrador", "")],
    "sin_rol": [],
}
"""User name -> [(role, area)]."""


class Mundo:
    """One installed utility. `m.pqr`, `m.supervisor`… are its people."""

    def __init__(self):
        semilla.instalar()
        for nombre, asignaciones in ELENCO.items():
            usuario = Usuario.objects.create_user(nombre, password=CLAVE, first_name=nombre.title())
            Asignacion.objects.bulk_create(
                Asignacion(usuario=usuario, rol=rol, area=area) for rol, area in asignaciones
            )
            setattr(self, nombre, usuario)
        self.equipo = Cuadrilla.objects.create(nombre="Cuadrilla 1", area="acueducto")
        self.equipo.miembros.add(self.cuadrilla)
        self.equipo2 = Cuadrilla.objects.create(nombre="Cuadrilla 2", area="aseo")
        self.equipo2.miembros.add(self.cuadrilla2)
        self.vehiculo = Vehiculo.objects.create(placa="OWX-123", descripcion="Volqueta")
        self.cliente = Cliente.objects.create(
            tipo_documento="CC", documento="35412087", nombre="Rosalba Garzón de Pinilla",
            telefono="3105528840", correo="rosalba@example.com",
        )  # fmt: skip
        self.predio = Predio.objects.create(
            matricula="0104-22817", titular=self.cliente, direccion="Cra 15 # 4-38",
            barrio="San Pablo", uso="residencial", estrato=2, cuenta="activo",
        )  # fmt: skip
        self.sin_cuenta = Predio.objects.create(
            titular=self.cliente, direccion="Vereda San Jorge, finca El Mirador"
        )

    def servicio(self, codigo):
        return Servicio.objects.vigentes().get(codigo=codigo)

    # --- requests in each state -----------------------------------------------------------------

    def recibida(self, codigo="COM-VOL", **cambios):
        servicio = self.servicio(codigo)
        datos = {
            "canal": "ventanilla", "pedida_en": timezone.localdate(), "cliente": self.cliente,
            "predio": self.predio, "servicio": servicio, "descripcion": "Lo que se necesita",
            "contacto": "Rosalba Garzón", "consentimiento": True, "relacion": "nueva",
            "jefe": self.jefe_area if servicio.es_especial else None,
        } | cambios  # fmt: skip
        return ejecutar(Solicitud.registrar, Solicitud(), por=self.pqr, **datos)

    def en_revision(self, codigo="COM-ACO", **cambios):
        solicitud = self.recibida(codigo, **cambios)
        return ejecutar(Solicitud.ordenar_revision, solicitud, por=self.pqr, motivo="Ver el daño")

    def revisada(self, codigo="COM-ACO", resultado="procede", **cambios):
        """In revisión, with its orden de revisión ended."""
        solicitud = self.en_revision(codigo, **cambios)
        orden = self.revision_programada(solicitud)
        ejecutar(OrdenRevision.iniciar, orden, por=self.cuadrilla)
        ejecutar(
            OrdenRevision.terminar, orden, por=self.cuadrilla, resultado=resultado,
            hallazgos="Fuga al pie del medidor", recibe="Rosalba Garzón",
        )  # fmt: skip
        return Solicitud.objects.get(pk=solicitud.pk)

    def revision_programada(self, solicitud, **cambios):
        orden = solicitud.ordenes_revision.abiertas().get()
        return ejecutar(OrdenRevision.programar, orden, por=self.supervisor, **self.cita(**cambios))

    def aceptada(self, codigo="COM-VOL", **cambios):
        requiere = self.servicio(codigo).requiere_revision
        solicitud = self.revisada(codigo, **cambios) if requiere else self.recibida(codigo, **cambios)
        return ejecutar(
            Solicitud.aceptar, solicitud, por=self.pqr, canal="telefono", evidencia="Habló con ella"
        )

    def liquidada(self, codigo="COM-VOL", por=None, cantidad=2, **cambios):
        solicitud = self.aceptada(codigo, **cambios)
        lineas = [(t, Decimal(cantidad)) for t in solicitud.servicio.tarifas_vigentes()]
        return ejecutar(
            Solicitud.liquidar, solicitud, por=por or self.jefe_area, lineas=lineas,
            canal="telefono", evidencia="Habló con ella",
        )  # fmt: skip

    def pagada(self, codigo="ESP-LAB", valor=None, por=None, **cambios):
        """Liquidada, with a registered payment not yet validated."""
        solicitud = self.liquidada(codigo, **cambios)
        self.pago(solicitud, valor=valor, por=por)
        return solicitud

    def pago(self, solicitud, valor=None, por=None, referencia=None):
        return ejecutar(
            Pago.registrar, Pago(solicitud=solicitud), por=por or self.pqr,
            valor=valor or solicitud.liquidacion.total, banco="Bancolombia",
            referencia=referencia or f"C-{solicitud.numero}", fecha=timezone.localdate(),
        )  # fmt: skip

    def habilitada(self, codigo="COM-VOL", **cambios):
        if self.servicio(codigo).cobro == "pago_previo" or "predio" in cambios:
            solicitud = self.pagada(codigo, **cambios)
            return ejecutar(Solicitud.validar_pago, solicitud, por=self.contabilidad)
        solicitud = self.liquidada(codigo, **cambios)
        return ejecutar(
            Solicitud.autorizar_cargo, solicitud, por=self.pqr, autoriza="Rosalba Garzón",
            valor_maximo=solicitud.liquidacion.total, evidencia="Firmó en ventanilla",
        )  # fmt: skip

    def programada(self, codigo="COM-VOL", **cambios):
        solicitud = self.habilitada(codigo, **cambios)
        self.programar(solicitud)
        return Solicitud.objects.get(pk=solicitud.pk)

    def programar(self, solicitud, **cambios):
        orden = solicitud.ordenes_trabajo.abiertas().get()
        return ejecutar(OrdenTrabajo.programar, orden, por=self.supervisor, **self.cita(**cambios))

    def en_prestacion(self, codigo="COM-VOL", **cambios):
        solicitud = self.programada(codigo, **cambios)
        if solicitud.servicio.requiere_pedido:
            self.pedido_despachado(solicitud)
        orden = solicitud.ordenes_trabajo.abiertas().get()
        ejecutar(OrdenTrabajo.iniciar, orden, por=self.cuadrilla, sst_confirmado=True)
        return Solicitud.objects.get(pk=solicitud.pk)

    def prestada(self, codigo="COM-VOL", medio="en_mano", **cambios):
        solicitud = self.en_prestacion(codigo, **cambios)
        orden = solicitud.ordenes_trabajo.abiertas().get()
        ejecutar(OrdenTrabajo.terminar, orden, por=self.cuadrilla, **self.final(encuesta_medio=medio))
        return Solicitud.objects.get(pk=solicitud.pk)

    def cerrada(self, codigo="COM-VOL", **cambios):
        solicitud = self.prestada(codigo, **cambios)
        for verificacion in solicitud.verificaciones.all():
            ejecutar(
                Solicitud.verificar, solicitud, por=self.supervisor, verificacion=verificacion,
                conforme=True,
            )  # fmt: skip
        self.responder(solicitud)
        return Solicitud.objects.get(pk=solicitud.pk)

    # --- parts ------------------------------------------------------------------------------------

    def cita(self, **cambios):
        """A slot of the next free working day, hour after hour."""
        self._citas = getattr(self, "_citas", 0) + 1
        dia = calendario.sumar_habiles(timezone.localdate(), 1 + self._citas // 8)
        inicio = timezone.make_aware(datetime.combine(dia, time(7 + self._citas % 8)))
        return {
            "inicio": inicio, "fin": inicio + timedelta(minutes=50), "cuadrilla": self.equipo,
            "acuerdo_con": "Rosalba Garzón", "acuerdo_canal": "telefono",
        } | cambios  # fmt: skip

    def final(self, **cambios):
        return {
            "resultado": "ejecutado", "actividades": "Se hizo lo pedido", "recibe": "Rosalba Garzón",
            "encuesta_medio": "en_mano", "encuesta_evidencia": "La recibió Rosalba Garzón",
        } | cambios  # fmt: skip

    def responder(self, solicitud, por="pqr", **valores):
        """Answer «bueno» everywhere, but item number -> value in `valores` (``i1="malo"``)."""
        encuesta = Encuesta.objects.get(solicitud=solicitud)
        respuestas = {
            i.pk: valores.get(f"i{i.numero}", "bueno") for i in encuesta.formulario.items.all()
        }
        actor = getattr(self, por) if por else None
        return ejecutar(
            Encuesta.responder, encuesta, por=actor, respuestas=respuestas, responde="Rosalba Garzón"
        )

    def articulo(self, codigo="REG-12", existencia=10, **campos):
        articulo, nuevo = Articulo.objects.get_or_create(
            codigo=codigo,
            defaults={"descripcion": "Registro de paso", "unidad": "unidad"} | campos,
        )
        if nuevo and existencia:
            series = [f"{codigo}-{n:03d}" for n in range(existencia)] if articulo.maneja_serie else ()
            articulo = ejecutar(
                Articulo.entrar, articulo, por=self.almacen, cantidad=existencia, nota="Compra",
                series=series,
            )  # fmt: skip
        return articulo

    def pedido(self, solicitud, articulo=None, cantidad=1):
        lineas = [(articulo or self.articulo(), cantidad)]
        return ejecutar(Pedido.elaborar, Pedido(solicitud=solicitud), por=self.pqr, lineas=lineas)

    def pedido_despachado(self, solicitud, **datos):
        pedido = self.pedido(solicitud, **datos)
        ejecutar(Pedido.autorizar, pedido, por=self.jefe_area)
        return ejecutar(Pedido.despachar, pedido, por=self.almacen, recibe="Cuadrilla 1")


def foto():
    """A tiny real JPEG, as a phone would send it."""
    import io

    from PIL import Image

    salida = io.BytesIO()
    Image.new("RGB", (8, 8), "gray").save(salida, "JPEG")
    return SimpleUploadedFile("foto.jpg", salida.getvalue(), content_type="image/jpeg")


def falta(transicion, objeto, por, **datos):
    """{(clause, sentence)} of what a refused act says, and nothing was saved."""
    antes = type(objeto).objects.filter(pk=objeto.pk).values_list("version", flat=True).first()
    with pytest.raises(NoCumple) as negado:
        ejecutar(transicion, objeto, por=por, **datos)
    despues = type(objeto).objects.filter(pk=objeto.pk).values_list("version", flat=True).first()
    assert antes == despues
    return {(f.clausula, f.frase) for f in negado.value.faltan}


def orden_de(solicitud):
    return solicitud.ordenes_trabajo.abiertas().get()
