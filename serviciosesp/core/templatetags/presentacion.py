"""How values look on screen, paper and messages: money, dates, phones, documents, icons, badges.

Every filter accepts None or "" and answers "". Moments are shown in America/Bogota.
Day and month names are this module's own: they must not follow the active locale.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from .. import dinero, identificacion

register = template.Library()

BOGOTA = ZoneInfo("America/Bogota")
FIJO = "\N{NO-BREAK SPACE}"
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
DECORATIVO = format_html('aria-hidden="{}"', "true")
# "# 10-22", "S-2026-00418", "0104-22817"; "OT 381", "Mz C", "n.º 93".
CODIGO = re.compile(
    r"((?:# )?\b(?=[\w-]*\d)\w+(?:-\w+)+|# \w+|\b(?:OT|Mz|km|art\.|n\.º) \w+|\$ [\d.]+)"
)


def _en_bogota(valor):
    """Return the moment in the utility's time zone; dates and naive moments stay as they are."""
    if isinstance(valor, datetime) and timezone.is_aware(valor):
        return valor.astimezone(BOGOTA)
    return valor


def _hoy():
    return timezone.now().astimezone(BOGOTA).date()


@register.filter
def pesos(valor):
    """Whole pesos as `$ 1.234.567`; negatives as `-$ 5.000`."""
    return "" if valor in (None, "") else dinero.pesos(int(valor))


@register.filter
def cantidad(valor):
    """A Decimal without superfluous zeros, with a decimal comma: `2,5`, `1200`."""
    return "" if valor in (None, "") else f"{valor.normalize():f}".replace(".", ",")


@register.filter
def fecha(valor):
    """`02/12/2026`."""
    valor = _en_bogota(valor)
    return f"{valor:%d/%m/%Y}" if valor else ""


@register.filter
def fecha_lista(valor):
    """`mié 02/12`, for lists."""
    valor = _en_bogota(valor)
    return f"{DIAS[valor.weekday()][:3]}{FIJO}{valor:%d/%m}" if valor else ""


@register.filter
def fecha_dia(valor):
    """`miércoles 02/12/2026`, for headings."""
    valor = _en_bogota(valor)
    return f"{DIAS[valor.weekday()]} {valor:%d/%m/%Y}" if valor else ""


@register.filter
def dia_y_mes(valor):
    """`miércoles 2 de diciembre`, as it is told to a client."""
    valor = _en_bogota(valor)
    return f"{DIAS[valor.weekday()]} {valor.day} de {MESES[valor.month - 1]}" if valor else ""


@register.filter
def fecha_larga(valor):
    """`miércoles 2 de diciembre de 2026`."""
    valor = _en_bogota(valor)
    return f"{dia_y_mes(valor)} de {valor.year}" if valor else ""


@register.filter
def hora(valor):
    """`16:05`, from a time or a moment."""
    valor = _en_bogota(valor)
    return f"{valor:%H:%M}" if valor is not None and valor != "" else ""


@register.filter
def hora_cliente(valor):
    """`4:05 p. m.`, for client pages."""
    valor = _en_bogota(valor)
    if valor is None or valor == "":
        return ""
    mitad = "a" if valor.hour < 12 else "p"
    return f"{valor.hour % 12 or 12}:{valor:%M}{FIJO}{mitad}.{FIJO}m."


@register.filter
def momento(valor):
    """`hoy 08:41`, `23/11 16:05`, or with the year when it is another one; a str stays as it is."""
    valor = _en_bogota(valor)
    if not isinstance(valor, date):
        return valor or ""
    con_hora = f"{FIJO}{valor:%H:%M}" if isinstance(valor, datetime) else ""
    dia = valor.date() if isinstance(valor, datetime) else valor
    if dia == _hoy():
        return f"hoy{con_hora}"
    return f"{dia:%d/%m}{con_hora}" if dia.year == _hoy().year else f"{dia:%d/%m/%Y}{con_hora}"


@register.filter
def telefono(numero):
    """A stored number as `310 552 8840`; anything else as it was written."""
    return identificacion.formatear_telefono(str(numero or "")).replace(" ", FIJO)


@register.filter
def documento(numero, tipo=""):
    """A stored number with its kind: `CC 35.412.087`, `NIT 900.637.215-6`."""
    if not numero:
        return ""
    escrito = identificacion.formatear_documento(tipo, str(numero))
    return f"{tipo}{FIJO}{escrito}" if tipo else escrito


@register.filter
def numero_fijo(texto):
    """Keep codes, amounts and `# 10-22` in one piece when the line breaks. For HTML text only."""
    if hasattr(texto, "__html__"):
        return texto
    trozos = CODIGO.split(str(texto or ""))
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="fijo">{}</span>', trozo) if codigo % 2 else trozo,)
            for codigo, trozo in enumerate(trozos)
        ),
    )


@register.filter
def faltan(requisitos):
    """How many of the requirements are not met."""
    return sum(1 for r in requisitos or () if not _leer(r, "cumplido"))


@register.filter
def primer_pendiente(pasos):
    """The step that follows the current one, or None at the end of the line."""
    return next((p for p in pasos or () if _leer(p, "clase") == "pendiente"), None)


@register.simple_tag
def cuentas_de_errores(form=None, formset=None, faltantes=()):
    """`Corrija 2 datos y resuelva 1 requisito`, for the head of the error summary."""
    datos = len(getattr(form, "errors", None) or ())
    datos += formset.total_error_count() if formset else 0
    partes = []
    if datos:
        partes.append(f"corrija {datos} {'dato' if datos == 1 else 'datos'}")
    if faltantes:
        cuantos = len(faltantes)
        partes.append(f"resuelva {cuantos} {'requisito' if cuantos == 1 else 'requisitos'}")
    frase = " y ".join(partes)
    return frase[:1].upper() + frase[1:]


def _leer(cosa, nombre):
    return cosa.get(nombre) if isinstance(cosa, dict) else getattr(cosa, nombre, None)


@register.simple_tag
def icono(nombre, rotulo=""):
    """An icon of `static/iconos.svg`: decorative, or named when it stands alone."""
    if not nombre:
        return ""
    papel = format_html('role="img" aria-label="{}"', rotulo) if rotulo else DECORATIVO
    return format_html(
        '<svg class="icono" width="16" height="16" viewBox="0 0 16 16" {}>'
        '<use href="{}#{}"></use></svg>',
        papel,
        static("iconos.svg"),
        nombre,
    )


@register.inclusion_tag("componentes/insignia.html")
def insignia(objeto):
    """Badge of `objeto.insignia`, a tuple (word, tone, icon), or of that tuple itself."""
    datos = getattr(objeto, "insignia", objeto)
    palabra, tono, nombre = datos() if callable(datos) else datos
    return {"palabra": palabra, "tono": tono, "icono": nombre}
