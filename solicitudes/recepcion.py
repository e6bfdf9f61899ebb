"""What the counter can tell the client about a service at a place before it is registered."""

from functools import cached_property

from django.utils import timezone

from serviciosesp.core import calendario
from serviciosesp.core.models import parametro

from .models import Cobro, Servicio, Solicitud

CASOS_A_LA_VISTA = 5


def servicios_para(usuario):
    """Services in force that a person may receive: all, or those of their areas."""
    areas = usuario.areas_para("solicitud.registrar")
    vigentes = Servicio.objects.vigentes()
    return vigentes if "" in areas else vigentes.filter(area__in=areas)


def solicitud_igual(usuario, predio, servicio):
    """The latest open request for the same service at the same place, or None."""
    if not (predio and servicio):
        return None
    abiertas = Solicitud.objects.visibles_para(usuario).abiertas()
    iguales = abiertas.filter(predio=predio, servicio__codigo=servicio.codigo)
    return iguales.select_related("servicio", "cliente").order_by("-pk").first()


class Panorama:
    """Price, way of payment, steps with their dates and cases of a place, for the side column."""

    def __init__(self, usuario, predio=None, servicio=None):
        self.usuario, self.predio, self.servicio = usuario, predio, servicio

    @cached_property
    def igual(self):
        return solicitud_igual(self.usuario, self.predio, self.servicio)

    @cached_property
    def tarifas(self):
        return list(self.servicio.tarifas_vigentes()) if self.servicio else []

    @cached_property
    def casos(self):
        """Latest requests at the place."""
        if not self.predio:
            return []
        suyos = Solicitud.objects.visibles_para(self.usuario).filter(predio=self.predio)
        return list(suyos.select_related("servicio").order_by("-pk")[:CASOS_A_LA_VISTA])

    @property
    def cobro(self):
        """How this service would be charged at this place (C9)."""
        sin_cuenta = self.predio and not self.predio.tiene_cuenta
        return Cobro.PAGO_PREVIO if sin_cuenta else self.servicio.cobro

    @property
    def forma_de_pago(self):
        if self.cobro == Cobro.PAGO_PREVIO and self.servicio.cobro == Cobro.FACTURA:
            return "Este predio no tiene cuenta: el servicio se paga antes de programarlo."
        if self.cobro == Cobro.PAGO_PREVIO:
            return "Se paga antes de programarlo; Contabilidad valida el pago."
        if self.predio:
            return (
                f"Se carga a la factura de la matrícula {self.predio.matricula}, cuando el cliente "
                "lo autorice. No paga nada hoy."
            )
        return "Se carga a la factura del predio. Si no tiene cuenta, se paga antes."

    @cached_property
    def plazo(self):
        hoy = timezone.localdate()
        return calendario.plazo(hoy, parametro("dias_respuesta"), verbo="Desde hoy,")

    @property
    def pasos(self):
        """[(what, the rest of the sentence, detail)] in the order in which they will happen."""
        vence = calendario.fecha_corta(self.plazo.vence)
        pasos = [("Radicado", "en este momento, con constancia impresa", "")]
        if self.servicio.es_especial:
            pasos.append(("Orden de Servicio R06-01-01", "que recibe el jefe del área", ""))
        if self.servicio.requiere_revision:
            pasos.append(("Visita de revisión", "en fecha acordada con el cliente", ""))
        pasos.append(("Respuesta", f"a más tardar el {vence}", self.plazo.cuenta))
        if self.cobro == Cobro.FACTURA:
            pasos.append(("Autoriza el cargo", "a su factura, con el valor máximo", ""))
        else:
            pasos.append(("Paga", "y Contabilidad valida el pago", ""))
        return [*pasos, ("Trabajo", "en fecha acordada con el cliente", "")]
