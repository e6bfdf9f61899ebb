"""The acts of payments and refunds, one form each, named as the act."""

from django import forms

from serviciosesp.core.calendario import hoy
from serviciosesp.core.campos import ArchivoCampo, FechaCampo, PesosCampo, TextoCampo
from serviciosesp.core.forms import Confirmar, FormularioDeActo

from .caso import DINERO


class RegistrarPagoForm(FormularioDeActo):
    valor = PesosCampo(label="Valor pagado", minimo=1, widget=forms.TextInput(attrs=DINERO))
    banco = TextoCampo(
        label="Banco o medio", max_length=60, help_text="Bancolombia, caja de la empresa, PSE…"
    )
    referencia = TextoCampo(label="Número de comprobante", max_length=60)
    fecha = FechaCampo(
        label="Fecha del pago", maxima=hoy,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ancho-fecha"}),
    )  # fmt: skip
    soporte = ArchivoCampo(
        label="Comprobante", required=False, help_text="PDF o foto, máximo 12 MB."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.objeto is not None and self.objeto.solicitud.saldo:
            self.fields["valor"].initial = self.objeto.solicitud.saldo


class RechazarPagoForm(FormularioDeActo):
    motivo = TextoCampo(
        label="¿Por qué no corresponde?", max_length=300,
        help_text="Quien lo registró lo lee y se lo explica al cliente.",
    )  # fmt: skip


class ProponerReversoPagoForm(FormularioDeActo):
    motivo = TextoCampo(
        label="¿Por qué se reversa?", max_length=300,
        help_text="La Subgerencia Financiera decide. La solicitud volvería a esperar el pago.",
    )  # fmt: skip


class ReversarPagoForm(Confirmar):
    """Approving a reversal takes no data: its reason is in the proposal."""


class AprobarDevolucionForm(Confirmar):
    """Approving a refund takes no data."""


class PagarDevolucionForm(FormularioDeActo):
    comprobante = TextoCampo(
        label="Comprobante de la devolución", max_length=120,
        help_text="Banco, número y fecha del giro o del cheque.",
    )  # fmt: skip
