"""What an installation begins with: portfolio, survey form, document control, legal text.

Every function is idempotent. Values, acts and IVA treatments are examples that the utility's
accountant replaces on the catalogue pages; nothing in the code depends on them.
"""

from datetime import date

from encuestas.models import Formulario, Item
from serviciosesp.core.models import ControlDocumental, TextoLegal
from serviciosesp.core.transiciones import ejecutar
from solicitudes.models import Servicio, Tarifa

DESDE = date(2026, 1, 1)

PORTAFOLIO = [
    # código, nombre, clase, cobro, revisión, pedido, área, unidad, minutos, otras verificaciones
    ("COM-ACO", "Arreglo de acometidas", "complementario", "factura", True, False, "acueducto", "trabajo", 180, []),
    ("COM-REG", "Cambio de registros de paso", "complementario", "factura", True, True, "acueducto", "registro", 120, []),
    ("COM-RSO", "Recolección de residuos sólidos por cantidad", "complementario", "factura", True, False, "aseo", "m³", 90, []),
    ("COM-VIA", "Certificado de viabilidad de servicios", "complementario", "factura", True, False, "acueducto", "certificado", 120, ["Concepto técnico firmado"]),
    ("COM-FON", "Fontanería", "complementario", "factura", True, False, "acueducto", "hora", 120, []),
    ("COM-MED", "Venta de medidores", "complementario", "factura", False, True, "acueducto", "medidor", 90, []),
    ("COM-VOL", "Alquiler de volqueta", "complementario", "factura", False, False, "aseo", "viaje", 240, []),
    ("ESP-LAB", "Venta de servicios de laboratorio", "especial", "pago_previo", False, False, "laboratorio", "análisis", 60, []),
    ("ESP-ESC", "Recolección de escombros", "especial", "factura", True, False, "aseo", "m³", 120, ["Tiquete del sitio de disposición"]),
]  # fmt: skip
"""The seed catalogue (clause 5 of P06-01)."""

TARIFAS = [
    # servicio, concepto, descripción, unidad, valor, IVA
    ("COM-ACO", "MO", "Arreglo de acometida de 1/2\", mano de obra", "trabajo", 186_400, "excluido", 0),
    ("COM-ACO", "MT", "Tubería y accesorios por metro", "m", 24_800, "gravado", 19),
    ("COM-REG", "MO", "Cambio de registro de paso, mano de obra", "registro", 64_300, "excluido", 0),
    ("COM-REG", "EL", "Registro de paso de 1/2\"", "unidad", 48_900, "gravado", 19),
    ("COM-RSO", "M3", "Recolección de residuos por metro cúbico", "m³", 72_500, "excluido", 0),
    ("COM-VIA", "CE", "Certificado de viabilidad y disponibilidad", "certificado", 118_000, "excluido", 0),
    ("COM-FON", "HR", "Hora de fontanero", "hora", 52_700, "gravado", 19),
    ("COM-MED", "MD", "Medidor de 1/2\" con certificado de calibración", "medidor", 164_900, "gravado", 19),
    ("COM-MED", "IN", "Instalación de medidor", "instalación", 58_600, "excluido", 0),
    ("COM-VOL", "VJ", "Viaje de volqueta hasta 7 m³", "viaje", 243_000, "gravado", 19),
    ("ESP-LAB", "FQ", "Análisis fisicoquímico de agua", "muestra", 124_000, "gravado", 19),
    ("ESP-LAB", "MB", "Análisis microbiológico de agua", "muestra", 80_000, "gravado", 19),
    ("ESP-ESC", "M3", "Recolección y disposición de escombros", "m³", 61_200, "gravado", 19),
]  # fmt: skip

ITEMS = [
    ("Calidad del trabajo realizado", True),
    ("Oportunidad: cumplimiento de la fecha y la hora acordadas", True),
    ("Tiempo de ejecución del servicio", True),
    ("Atención del personal operativo", True),
    ("Atención en la oficina", True),
    ("Presentación del personal", False),
    ("Orden y aseo del sitio al terminar", True),
    ("Cuidado de los bienes del cliente", True),
    ("Claridad sobre el costo y la forma de pago", False),
    ("Satisfacción general con el servicio", True),
]
"""R10-01-03: item and whether it is «de calidad»."""

FORMATOS = [
    ("P06-01", "Procedimiento para prestación de servicios complementarios y/o especiales"),
    ("CONSTANCIA", "Constancia de radicación"),
    ("LIQUIDACION", "Liquidación del servicio"),
    ("AVISO", "Respuesta a la solicitud"),
    ("R06-01-01", "Orden de Servicio"),
    ("OR", "Orden de Revisión"),
    ("OT", "Orden de Trabajo"),
    ("R12-02-01", "Pedido"),
    ("R10-01-03", "Encuesta de Satisfacción de Servicios Complementarios y/o Especiales"),
    ("P02-03", "Salida no conforme"),
]

TRATAMIENTO_DE_DATOS = (
    "Autorizo a la empresa a tratar mis datos para atender esta solicitud: registrarla, visitarme, "
    "liquidarla, cobrarla, prestarla y preguntarme por el resultado. Puedo conocerlos, corregirlos, "
    "pedir que se supriman y revocar esta autorización en la oficina de PQR (Ley 1581 de 2012)."
)


def instalar():
    """Everything an empty database needs before the first request."""
    portafolio()
    encuesta()
    control_documental()
    TextoLegal.objects.get_or_create(
        clave="tratamiento_datos", version=1,
        defaults={"texto": TRATAMIENTO_DE_DATOS, "vigente_desde": DESDE},
    )  # fmt: skip


def portafolio():
    campos = ("codigo", "nombre", "clase", "cobro", "requiere_revision", "requiere_pedido", "area",
              "unidad", "duracion_minutos", "verificaciones")  # fmt: skip
    for fila in PORTAFOLIO:
        if not Servicio.objects.filter(codigo=fila[0]).exists():
            datos = dict(zip(campos, fila, strict=True)) | {"por_liquidar": False}
            ejecutar(Servicio.publicar, Servicio(), por=None, vigente_desde=DESDE, **datos)
    campos = ("servicio_codigo", "concepto", "descripcion", "unidad", "valor", "iva_tratamiento",
              "iva_porcentaje")  # fmt: skip
    for fila in TARIFAS:
        if not Tarifa.objects.filter(servicio_codigo=fila[0], concepto=fila[1]).exists():
            datos = dict(zip(campos, fila, strict=True)) | {"acto": "Resolución 012 de 2025"}
            ejecutar(Tarifa.publicar, Tarifa(), por=None, vigente_desde=DESDE, **datos)


def encuesta():
    formulario, nuevo = Formulario.objects.get_or_create(
        numero_version=1, defaults={"vigente_desde": DESDE}
    )
    if nuevo:
        Item.objects.bulk_create(
            Item(formulario=formulario, numero=n, texto=texto, es_calidad=es_calidad)
            for n, (texto, es_calidad) in enumerate(ITEMS, start=1)
        )


def control_documental():
    """Header and footer values of P06-01; each form may get its own version on its page (H1)."""
    for codigo, titulo in FORMATOS:
        ControlDocumental.objects.get_or_create(
            codigo=codigo, vigente_desde=date(2017, 8, 1),
            defaults={
                "titulo": titulo, "emisor": "Subgerencia Técnico Operativa",
                "fecha_emision": "01-sep-08", "fecha_cambio": "01-ago-17", "l_c": "E",
                "elaborado_nombre": "Ing. Carlos Murcia",
                "elaborado_cargo": "Subgerencia Técnico Operativa",
                "revisado_nombre": "Paola Cortes Acuña", "revisado_cargo": "Jefe Control Interno",
                "aprobado_nombre": "Ernesto Forero Clavijo", "aprobado_cargo": "Gerente General",
            },
        )  # fmt: skip
