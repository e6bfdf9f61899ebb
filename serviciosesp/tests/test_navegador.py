"""Two cases walked in a real Chromium by the people of the office; axe judges every page they see."""

import re

import pytest
from django.utils import timezone

from encuestas.models import Encuesta
from serviciosesp.tests.mundo import CLAVE, Mundo
from solicitudes.models import Solicitud

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


class Persona:
    """Somebody at a screen: goes to pages, fills what they say, presses, and looks at what comes."""

    def __init__(self, hoja, nombre, axe):
        self.hoja, self.nombre, self.axe = hoja, nombre, axe
        hoja.goto("/ingresar/")
        self.llenar(Usuario=nombre, Contraseña=CLAVE)
        self.oprimir("Ingresar")
        assert "/ingresar/" not in hoja.url, f"{nombre} no pudo entrar"

    def ir(self, direccion):
        self.hoja.goto(direccion)
        self.mirar()

    def mirar(self):
        violaciones = self.axe(self.hoja)
        assert violaciones == [], f"{self.nombre} en {self.hoja.url}: {violaciones}"

    def llenar(self, **datos):
        for etiqueta, valor in datos.items():
            self.hoja.get_by_label(etiqueta.replace("_", " "), exact=False).first.fill(valor)

    def escribir(self, nombre, valor):
        """Fill the field by its name in the form."""
        self.hoja.locator(f"form[method=post] [name='{nombre}']").fill(valor)

    def escoger(self, nombre, valor):
        campo = self.hoja.locator(f"form[method=post] [name='{nombre}']").first
        if campo.evaluate("c => c.tagName") == "SELECT":
            campo.select_option(valor)
        else:
            self.hoja.locator(f"[name='{nombre}'][value='{valor}']").check(force=True)

    def marcar(self, nombre):
        self.hoja.locator(f"[name='{nombre}']").check()

    def oprimir(self, texto):
        with self.hoja.expect_navigation():
            self.hoja.locator("main").get_by_role("button", name=re.compile(texto)).first.click()

    def enviar(self):
        """Send the page's form and look at the page that answers."""
        with self.hoja.expect_navigation():
            self.hoja.locator("main form[method=post] button[type=submit]").last.click()
        error = self.hoja.locator(".resumen-errores")
        assert error.count() == 0, f"{self.nombre} en {self.hoja.url}: {error.inner_text()}"
        self.mirar()


@pytest.fixture
def oficina(pagina, axe):
    """`oficina("pqr")`: that person, logged in once, in a browser of their own."""
    mundo = Mundo()
    personas = {}

    def quien(nombre):
        if nombre not in personas:
            personas[nombre] = Persona(pagina(), nombre, axe)
        return personas[nombre]

    quien.mundo = mundo
    return quien


def elegir_con_teclas(hoja, nombre, texto):
    hoja.locator(f"select[name={nombre}]").focus()
    hoja.keyboard.type(texto)


def registrar(pqr, servicio, buscado, jefe=""):
    """The intake by keyboard: no mouse, one screen."""
    pqr.ir("/solicitudes/nueva/")
    hoja = pqr.hoja
    quien = hoja.locator("[name=quien]")
    quien.focus()
    hoja.keyboard.type(buscado)
    hoja.locator("[role=option]:not([data-crear])").first.wait_for()
    hoja.keyboard.press("Enter")  # the first one comes marked
    elegir_con_teclas(hoja, "servicio", servicio)
    hoja.locator(f"[data-region=jefe][data-clave='{servicio}']").wait_for(state="attached")
    if jefe:
        elegir_con_teclas(hoja, "jefe", jefe)
    hoja.locator("[name=descripcion]").focus()
    hoja.keyboard.type("Lo que el cliente necesita")
    hoja.locator("[name=consentimiento]").focus()
    hoja.keyboard.press("Space")
    pqr.mirar()
    with hoja.expect_navigation():
        hoja.keyboard.press("Control+Enter")
    error = hoja.locator(".resumen-errores")
    assert error.count() == 0, error.inner_text()
    solicitud = Solicitud.objects.latest("pk")
    assert solicitud.numero in hoja.locator("main").inner_text()
    pqr.mirar()
    return solicitud


def avisar(persona):
    persona.escoger("canal", "telefono")
    persona.escribir("evidencia", "Habló con Rosalba Garzón")


def aceptar(pqr, numero):
    pqr.ir(f"/solicitudes/{numero}/aceptar/")
    avisar(pqr)
    pqr.enviar()


def liquidar(jefe, numero, cantidad):
    jefe.ir(f"/solicitudes/{numero}/liquidar/")
    for caja in jefe.hoja.locator("[name^='lineas-']").all():
        caja.fill(cantidad)
    avisar(jefe)
    jefe.enviar()


def programar(supervisor, numero, mundo):
    cita = mundo.cita()
    desde, hasta = timezone.localtime(cita["inicio"]), timezone.localtime(cita["fin"])
    supervisor.ir("/ordenes/agenda/")
    supervisor.ir(f"/ordenes/{numero}/programar/")
    supervisor.escribir("fecha", f"{desde:%Y-%m-%d}")
    supervisor.escribir("desde", f"{desde:%H:%M}")
    supervisor.escribir("hasta", f"{hasta:%H:%M}")
    supervisor.escoger("cuadrilla", str(mundo.equipo.pk))
    supervisor.escribir("acuerdo_con", "Rosalba Garzón")
    supervisor.escoger("acuerdo_canal", "telefono")
    supervisor.enviar()


def ejecutar_orden(cuadrilla, numero):
    cuadrilla.ir("/ordenes/mi-dia/")
    cuadrilla.ir(f"/ordenes/{numero}/iniciar/")
    cuadrilla.marcar("sst_confirmado")
    cuadrilla.enviar()
    cuadrilla.ir(f"/ordenes/{numero}/terminar/")
    cuadrilla.escoger("resultado", "ejecutado")
    cuadrilla.escribir("actividades", "Se hizo lo pedido")
    cuadrilla.escribir("recibe", "Rosalba Garzón")
    cuadrilla.escoger("encuesta_medio", "en_mano")
    cuadrilla.escribir("encuesta_evidencia", "La recibió Rosalba")
    cuadrilla.enviar()


def transcribir(pqr, solicitud):
    encuesta = Encuesta.objects.get(solicitud=solicitud)
    pqr.ir(f"/encuestas/{encuesta.numero}/responder/")
    for item in encuesta.formulario.items.all():
        pqr.escoger(f"respuestas_{item.pk}", "bueno")
    pqr.escribir("responde", "Rosalba Garzón")
    pqr.enviar()


def seguir(persona, solicitud):
    persona.ir("/")
    persona.ir("/solicitudes/")
    persona.ir(f"/solicitudes/{solicitud.numero}/")


def test_un_especial_de_laboratorio_de_principio_a_fin(oficina):
    pqr = oficina("pqr")
    solicitud = registrar(pqr, "ESP-LAB", "rosalba garzon", "Jefe_Lab")
    assert solicitud.orden_servicio.startswith("OS-")
    aceptar(pqr, solicitud.numero)
    liquidar(oficina("jefe_area"), solicitud.numero, "2")
    pqr.ir(f"/solicitudes/{solicitud.numero}/registrar-pago/")
    for nombre, valor in (("valor", "485.520"), ("banco", "Bancolombia"), ("referencia", "0093-4412"),
                          ("fecha", str(timezone.localdate()))):  # fmt: skip
        pqr.escribir(nombre, valor)
    pqr.enviar()
    contabilidad = oficina("contabilidad")
    contabilidad.ir("/solicitudes/pagos/")
    contabilidad.ir(f"/solicitudes/{solicitud.numero}/validar-pago/")
    contabilidad.enviar()
    orden = solicitud.ordenes_trabajo.get()
    programar(oficina("supervisor"), orden.numero, oficina.mundo)
    ejecutar_orden(oficina("cuadrilla"), orden.numero)
    transcribir(pqr, solicitud)
    for persona in (pqr, oficina("gerencia")):
        seguir(persona, solicitud)
    for direccion in ("/procedimiento/", "/tablero/", "/encuestas/", "/noconformes/"):
        oficina("gerencia").ir(direccion)
    solicitud.refresh_from_db()
    assert solicitud.estado == "cerrada"


def test_unos_escombros_con_cargo_a_la_factura(oficina):
    pqr, supervisor, cuadrilla = oficina("pqr"), oficina("supervisor"), oficina("cuadrilla")
    solicitud = registrar(pqr, "ESP-ESC", "cra 15 4 38", "Jefe_Area")
    pqr.ir(f"/solicitudes/{solicitud.numero}/ordenar-revision/")
    pqr.escribir("motivo", "Medir el volumen")
    pqr.enviar()
    revision = solicitud.ordenes_revision.get()
    programar(supervisor, revision.numero, oficina.mundo)
    cuadrilla.ir(f"/ordenes/{revision.numero}/iniciar/")
    cuadrilla.enviar()
    cuadrilla.ir(f"/ordenes/{revision.numero}/terminar/")
    cuadrilla.escoger("resultado", "procede")
    cuadrilla.escribir("hallazgos", "Cuatro metros cúbicos, sin contaminar")
    cuadrilla.escribir("recibe", "Rosalba Garzón")
    cuadrilla.enviar()
    aceptar(pqr, solicitud.numero)
    liquidar(oficina("jefe_area"), solicitud.numero, "4")
    pqr.ir(f"/solicitudes/{solicitud.numero}/autorizar-cargo/")
    solicitud.refresh_from_db()
    pqr.escribir("valor_maximo", str(solicitud.liquidacion.total))
    pqr.escribir("autoriza", "Rosalba Garzón")
    pqr.escribir("evidencia", "Firmó en ventanilla")
    pqr.enviar()
    orden = solicitud.ordenes_trabajo.get()
    programar(supervisor, orden.numero, oficina.mundo)
    ejecutar_orden(cuadrilla, orden.numero)
    supervisor.ir(f"/solicitudes/{solicitud.numero}/verificar/")
    supervisor.escoger("conforme", "si")
    supervisor.enviar()
    transcribir(pqr, solicitud)
    oficina("facturacion").ir("/solicitudes/cargos/")
    seguir(oficina("calidad"), solicitud)
    solicitud.refresh_from_db()
    assert solicitud.estado == "cerrada"
    assert solicitud.cargos.get().estado == "generado"
