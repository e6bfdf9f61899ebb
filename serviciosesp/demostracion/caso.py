"""One request of the demonstration, and the acts of the people who take it along.

Each step is a generator that yields the instant at which it goes on, and then acts through the door
as the person would on the page.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from encuestas.models import Encuesta
from ordenes.models import OrdenRevision, OrdenTrabajo, Pedido
from serviciosesp.core.models import EnlacePublico
from serviciosesp.core.models.evento import clave_de
from serviciosesp.core.transiciones import ejecutar
from solicitudes.models import Pago, Servicio, Solicitud

from .empresa import CUADRILLA_DE, MATERIAL_DE, VEHICULO_DE
from .relatos import ACTIVIDADES, HALLAZGOS, NECESIDADES, foto

CANALES = ["ventanilla", "telefono", "ventanilla", "escrito", "correo"]
MEDIOS = ["en_mano", "correo", "qr", "en_mano", "dejada"]


class Caso:
    """`n` gives each case its own hours, texts and channels, always the same."""

    def __init__(self, escena, n, codigo, predio):
        self.escena, self.n, self.predio = escena, n, predio
        self.gente = escena.gente
        self.servicio = Servicio.objects.vigentes().get(codigo=codigo)
        self.quien = predio.titular.nombre

    # --- what is read of it ----------------------------------------------------------------------

    @property
    def solicitud(self):
        return Solicitud.objects.select_related("cliente", "predio", "servicio").get(pk=self.pk)

    @property
    def trabajo(self):
        return self.solicitud.ordenes_trabajo.abiertas().get()

    @property
    def revision(self):
        return self.solicitud.ordenes_revision.abiertas().get()

    @property
    def encuesta(self):
        return Encuesta.objects.get(solicitud=self.pk)

    @property
    def aviso(self):
        """How the client is told: by mail when there is an address."""
        if self.predio.titular.correo:
            return {"canal": "correo"}
        return {"canal": "telefono", "evidencia": f"Habló con {self.quien}"}

    def pausa(self, dias=0):
        """Later the same day, or `dias` working days later, within office hours."""
        reloj, agenda = self.escena.reloj, self.escena.agenda
        if not dias:
            luego = reloj.ahora + timedelta(minutes=20 + self.n * 7 % 50)
            if timezone.localtime(luego).hour < 17:
                return luego
        dia = agenda.numero(reloj.ahora) + max(dias, 1)
        return agenda.a_las(dia, 8 + self.n % 7, self.n * 13 % 60)

    def hacer(self, acto, por, objeto=None, **datos):
        return ejecutar(acto, objeto or self.solicitud, por=por, **datos)

    # --- recepción y decisión --------------------------------------------------------------------

    def recibir(self, **cambios):
        especial = self.servicio.es_especial
        textos = NECESIDADES[self.servicio.codigo]
        datos = {
            "canal": CANALES[self.n % 5], "pedida_en": timezone.localdate(),
            "cliente": self.predio.titular, "predio": self.predio, "servicio": self.servicio,
            "descripcion": textos[self.n % len(textos)], "contacto": self.quien,
            "consentimiento": True, "jefe": self.gente.jefe_area if especial else None,
            "fecha_deseada": ["", "Por la mañana", "Lo antes posible"][self.n % 3],
        } | cambios  # fmt: skip
        por = self.gente.jefe_area if especial else self.gente.pqr
        self.pk = ejecutar(Solicitud.registrar, Solicitud(), por=por, **datos).pk
        if not especial and self.n % 4:
            yield self.pausa()
            registro = f"HS-{timezone.localdate().year}-{1000 + self.n:05d}"
            self.hacer(Solicitud.anotar_has, self.gente.facturacion, registro=registro)

    def ordenar_revision(self):
        yield self.pausa()
        self.hacer(Solicitud.ordenar_revision, self.gente.pqr, motivo="Hay que medir en el sitio")

    def programar_revision(self, por_venir=False):
        yield self.pausa()
        inicio, fin = self.horas("revisiones", 45, por_venir)
        self.hacer(
            OrdenRevision.programar, self.gente.supervisor, self.revision, inicio=inicio, fin=fin,
            cuadrilla=self.escena.cuadrillas.revisiones, vehiculo=None, acuerdo_con=self.quien,
            acuerdo_canal="telefono",
        )  # fmt: skip
        self.inicio, self.fin = inicio, fin

    def iniciar_revision(self):
        yield self.inicio + timedelta(minutes=self.n % 6)
        self.hacer(OrdenRevision.acusar, self.gente.supervisor, self.revision)
        self.hacer(OrdenRevision.iniciar, self.gente.supervisor, self.revision)

    def terminar_revision(self, resultado="procede"):
        yield self.fin
        condiciones = "El cliente retira antes los muebles" if "condiciones" in resultado else ""
        self.hacer(
            OrdenRevision.terminar, self.gente.supervisor, self.revision, resultado=resultado,
            hallazgos=HALLAZGOS[resultado][self.n % len(HALLAZGOS[resultado])],
            condiciones=condiciones, cantidades="2 unidades", recibe=self.quien,
        )  # fmt: skip

    def revisar(self, resultado="procede"):
        yield from self.ordenar_revision()
        yield from self.programar_revision()
        yield from self.iniciar_revision()
        yield from self.terminar_revision(resultado)

    def aceptar(self):
        if self.servicio.requiere_revision:
            yield from self.revisar("procede" if self.n % 4 else "procede_condiciones")
        yield from self.decidir()

    def decidir(self):
        yield self.pausa()
        self.hacer(Solicitud.aceptar, self.gente.pqr, **self.aviso)

    def rechazar(self, motivo, explicacion):
        yield self.pausa()
        self.hacer(
            Solicitud.rechazar, self.gente.pqr, motivo=motivo, explicacion=explicacion, **self.aviso
        )

    # --- valor y pago ----------------------------------------------------------------------------

    def liquidar(self, cantidad=None, por=None, **cambios):
        yield self.pausa(1)
        tarifas = self.servicio.tarifas_vigentes()
        lineas = [(t, Decimal(cantidad or 1 + self.n % 3)) for t in tarifas]
        datos = {"lineas": lineas} | self.aviso | cambios
        self.hacer(Solicitud.liquidar, por or self.gente.jefe_area, **datos)

    def pagar(self, **cambios):
        """The client brings the receipt; the counter writes it down."""
        yield self.pausa(1)
        solicitud = self.solicitud
        datos = {
            "valor": solicitud.liquidacion.total, "fecha": timezone.localdate(),
            "banco": ["Bancolombia", "Davivienda", "Efecty"][self.n % 3],
            "referencia": f"{700_000 + solicitud.pagos.count() + self.n * 10}",
        } | cambios  # fmt: skip
        return self.hacer(Pago.registrar, self.gente.pqr, Pago(solicitud=solicitud), **datos)

    def validar(self):
        yield self.pausa()
        self.hacer(Solicitud.validar_pago, self.gente.contabilidad)

    def habilitar(self):
        if self.solicitud.cobro == "pago_previo":
            yield from self.pagar()
            yield from self.validar()
            return
        yield self.pausa(1)
        self.hacer(
            Solicitud.autorizar_cargo, self.gente.pqr, autoriza=self.quien, calidad="suscriptor",
            valor_maximo=self.solicitud.liquidacion.total, cuotas=1 + self.n % 6,
            evidencia="Firmó la autorización en ventanilla",
        )  # fmt: skip

    # --- prestación ------------------------------------------------------------------------------

    def horas(self, cuadrilla, minutos, por_venir):
        """Free hours of a crew. Those still to come follow each other, for `cuadrilla` to see."""
        agenda = self.escena.agenda
        dia = agenda.numero(self.escena.reloj.ahora) + 1
        if por_venir:
            return agenda.tomar("por venir", max(dia, 1), minutos)
        return agenda.tomar(cuadrilla, dia, minutos)

    def cita(self, por_venir=False):
        """Crew, vehicle and hours of the work."""
        codigo = self.servicio.codigo
        clave = CUADRILLA_DE[codigo]
        minutos = min(self.servicio.duracion_minutos, 120)
        self.inicio, self.fin = self.horas(clave, minutos, por_venir)
        vehiculo = VEHICULO_DE.get(codigo)
        return {
            "inicio": self.inicio, "fin": self.fin,
            "cuadrilla": getattr(self.escena.cuadrillas, clave),
            "vehiculo": getattr(self.escena.vehiculos, vehiculo) if vehiculo else None,
        }  # fmt: skip

    def programar(self, por_venir=False):
        yield self.pausa()
        self.hacer(
            OrdenTrabajo.programar, self.gente.supervisor, self.trabajo, **self.cita(por_venir),
            acuerdo_con=self.quien, acuerdo_canal=["telefono", "ventanilla"][self.n % 2],
        )  # fmt: skip

    def pedir_material(self):
        yield self.pausa()
        articulo = self.escena.articulos[MATERIAL_DE.get(self.servicio.codigo, "TUB-PF")]
        return self.hacer(
            Pedido.elaborar, self.gente.pqr, Pedido(solicitud=self.solicitud),
            lineas=[(articulo, 1)], nota="",
        )  # fmt: skip

    def sacar_material(self):
        pedido = yield from self.pedir_material()
        self.hacer(Pedido.autorizar, self.gente.jefe_area, pedido)
        articulo = pedido.lineas.get().articulo
        libres = articulo.seriales.filter(linea__isnull=True)
        series = [libres.first().serie] if articulo.maneja_serie else []
        self.hacer(
            Pedido.despachar, self.gente.almacen, pedido, series=series,
            recibe=self.gente.cuadrilla.nombre,
        )  # fmt: skip

    def iniciar(self):
        if self.servicio.requiere_pedido:
            yield from self.sacar_material()
        yield self.inicio - timedelta(minutes=5)
        self.hacer(OrdenTrabajo.acusar, self.gente.cuadrilla, self.trabajo)
        yield self.inicio + timedelta(minutes=self.n % 9)
        self.hacer(
            OrdenTrabajo.iniciar, self.gente.cuadrilla, self.trabajo, sst_confirmado=True,
            sst_riesgos="Tránsito: conos y paletero",
        )  # fmt: skip

    def terminar(self, **cambios):
        yield max(self.fin, self.escena.reloj.ahora + timedelta(minutes=20))
        medio = MEDIOS[self.n % 5]
        if medio == "correo" and not self.predio.titular.correo:
            medio = "en_mano"
        pruebas = {"en_mano": f"La recibió {self.quien}", "qr": "Escaneó el código en el sitio"}
        textos = ACTIVIDADES[self.servicio.codigo]
        datos = {
            "resultado": "ejecutado", "actividades": textos[self.n % len(textos)],
            "recibe": "" if medio == "dejada" else self.quien,
            "sin_receptor": "No había nadie al terminar" if medio == "dejada" else "",
            "encuesta_medio": medio, "encuesta_evidencia": pruebas.get(medio, ""),
            "foto": foto(self.n) if medio == "dejada" else None,
        } | cambios  # fmt: skip
        self.hacer(OrdenTrabajo.terminar, self.gente.cuadrilla, self.trabajo, **datos)

    def verificar(self):
        for verificacion in self.solicitud.verificaciones.all():
            yield self.pausa()
            self.hacer(
                Solicitud.verificar, self.gente.supervisor, verificacion=verificacion,
                conforme=True, nota="Queda en la carpeta del caso",
            )  # fmt: skip

    def responder(self, dias=1, observaciones="", **malos):
        """The survey comes back: «bueno» everywhere, but the items named (``i1="malo"``)."""
        yield self.pausa(dias)
        encuesta = self.encuesta
        items = encuesta.formulario.items.all()
        respuestas = {i.pk: malos.get(f"i{i.numero}", "bueno") for i in items}
        enlace = EnlacePublico.objects.filter(objeto=clave_de(encuesta)).first()
        por = enlace if encuesta.medio in ("correo", "qr") else self.gente.pqr
        self.hacer(
            Encuesta.responder, por, encuesta, respuestas=respuestas,
            responde=self.quien, observaciones=observaciones,
        )  # fmt: skip

    # --- the whole way ---------------------------------------------------------------------------

    def hasta(self, estado, por_venir=False):
        """From recepción to a state, by the ordinary way; `por_venir`: with a date after today."""
        for paso in CAMINO[estado]:
            datos = {"por_venir": por_venir} if paso.startswith("programar") else {}
            yield from getattr(self, paso)(**datos)


_VALOR = ["recibir", "aceptar", "liquidar"]
_PRESTACION = [*_VALOR, "habilitar", "programar", "iniciar"]
CAMINO = {
    "recibida": ["recibir"],
    "en_revision": ["recibir", "ordenar_revision", "programar_revision"],
    "aceptada": _VALOR[:2],
    "liquidada": _VALOR,
    "habilitada": [*_VALOR, "habilitar"],
    "programada": [*_VALOR, "habilitar", "programar"],
    "en_prestacion": _PRESTACION,
    "prestada": [*_PRESTACION, "terminar"],
    "cerrada": [*_PRESTACION, "terminar", "verificar", "responder"],
}
"""State -> steps that lead to it."""
