"""Form fields shared by every form: they clean what is typed and explain in Spanish (reglas §6).

A field either returns a storable value or raises ValidationError; no input makes it fail
otherwise. What the person typed stays on the bound form.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES

from . import dinero, identificacion
from .calendario import BOGOTA
from .models.adjunto import revisar
from .texto import DatoInvalido, limpiar, limpiar_parrafo

_PRIMERA_FECHA, _ULTIMA_FECHA = date(1900, 1, 1), date(2100, 12, 31)
_CANTIDAD = re.compile(
    r"(?:[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2})(?:,[0-9]+)?|[0-9]{1,9}\.[0-9]+"
)
_PUNTO_AMBIGUO = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")

Limite = date | Callable[[], date] | None


def _o_error[T](funcion: Callable[[str], T], valor: str) -> T:
    """The value of `funcion`, its DatoInvalido turned into the field's error."""
    try:
        return funcion(valor)
    except DatoInvalido as error:
        raise ValidationError(str(error), code=error.codigo.lower()) from error


class TextoCampo(forms.CharField):
    """One line of clean text."""

    default_error_messages = {
        "required": "Este dato es obligatorio.",
        "max_length": "Use máximo %(limit_value)d caracteres; escribió %(show_value)d.",
        "min_length": "Escriba al menos %(limit_value)d caracteres.",
    }
    leer = staticmethod(limpiar)

    def __init__(self, *, max_length: int = 200, **kwargs):
        super().__init__(max_length=max_length, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        vacio = value in self.empty_values or not _o_error(limpiar_parrafo, str(value))
        return self.empty_value if vacio else _o_error(self.leer, str(value))


class ParrafoCampo(TextoCampo):
    """Several lines of clean text; line ends are kept as "\\n"."""

    widget = forms.Textarea(attrs={"rows": 4})
    leer = staticmethod(limpiar_parrafo)

    def __init__(self, *, max_length: int = 2000, **kwargs):
        super().__init__(max_length=max_length, **kwargs)


class TelefonoCampo(TextoCampo):
    """Ten digits, without separators."""

    widget = forms.TelInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    leer = staticmethod(identificacion.telefono)

    def __init__(self, *, max_length: int = 30, **kwargs):
        super().__init__(max_length=max_length, **kwargs)


class CorreoCampo(TextoCampo):
    """One e-mail address."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    leer = staticmethod(identificacion.correo)

    def __init__(self, *, max_length: int = 254, **kwargs):
        super().__init__(max_length=max_length, **kwargs)


class _CampoNumerico(forms.Field):
    """A number typed as text, with limits told in the way it is written."""

    default_error_messages = {"required": "Este dato es obligatorio."}

    def leer(self, texto: str) -> Any:
        raise NotImplementedError

    def escribir(self, valor: Any) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = _o_error(limpiar, value)
        return None if value in self.empty_values else _o_error(self.leer, str(value))

    def _exigir_entre(self, valor: Any, minimo: Any, maximo: Any) -> None:
        if minimo is not None and valor < minimo:
            raise ValidationError(f"El mínimo es {self.escribir(minimo)}.", code="min_value")
        if maximo is not None and valor > maximo:
            raise ValidationError(f"El máximo es {self.escribir(maximo)}.", code="max_value")


class PesosCampo(_CampoNumerico):
    """Whole pesos as `int`: "$ 1.234.567", "1.234.567" or "1234567"."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    leer = staticmethod(dinero.leer_pesos)
    escribir = staticmethod(dinero.pesos)

    def __init__(self, *, minimo: int | None = 0, maximo: int = dinero.MAXIMO, **kwargs):
        self.minimo, self.maximo = minimo, maximo
        super().__init__(**kwargs)

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None:
            self._exigir_entre(value, self.minimo, self.maximo)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return f"{'-' if value < 0 else ''}{dinero.miles(abs(value))}"


class CantidadCampo(_CampoNumerico):
    """A positive Decimal with up to three decimals: "2,5", "0,125", "1.200"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, maximo: Decimal = Decimal("999999"), **kwargs):
        self.maximo = maximo
        super().__init__(**kwargs)

    def leer(self, texto: str) -> Decimal:
        compacto = texto.replace(" ", "")
        if _PUNTO_AMBIGUO.fullmatch(compacto):
            sin_punto, con_coma = compacto.replace(".", ""), compacto.replace(".", ",")
            raise DatoInvalido(f"¿Es {sin_punto} o {con_coma}? Escríbalo así.", "AMBIGUA")
        if not _CANTIDAD.fullmatch(compacto):
            raise DatoInvalido("Escriba una cantidad. Ejemplo: 2,5", "CANTIDAD")
        grupos = "," in compacto or compacto.count(".") > 1
        valor = Decimal(compacto.replace(".", "").replace(",", ".") if grupos else compacto)
        milesimas = valor.quantize(Decimal("0.001"))
        if milesimas != valor:
            raise DatoInvalido("Use máximo 3 decimales.", "DECIMALES")
        return milesimas

    def escribir(self, valor: Decimal) -> str:
        entero, _, decimales = f"{valor:f}".partition(".")
        return ",".join(filter(None, (entero, decimales.rstrip("0"))))

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value <= 0:
            raise ValidationError("La cantidad debe ser mayor que cero.", code="min_value")
        self._exigir_entre(value, None, self.maximo)

    def prepare_value(self, value: Any) -> Any:
        return self.escribir(value) if isinstance(value, Decimal) else value


class _EntreFechas:
    """Limits shared by dates and moments; `minima` and `maxima` may be functions (`hoy`)."""

    def __init__(self, *, minima: Limite = None, maxima: Limite = None, **kwargs):
        self.minima, self.maxima = minima or _PRIMERA_FECHA, maxima or _ULTIMA_FECHA
        super().__init__(**kwargs)

    def validate(self, value: date | datetime | None) -> None:
        super().validate(value)
        if value is None:
            return
        dia = value.astimezone(BOGOTA).date() if isinstance(value, datetime) else value
        minima, maxima = (f() if callable(f) else f for f in (self.minima, self.maxima))
        if dia < minima:
            raise ValidationError(f"No puede ser antes del {minima:%d/%m/%Y}.", code="minima")
        if dia > maxima:
            raise ValidationError(f"No puede ser después del {maxima:%d/%m/%Y}.", code="maxima")


class FechaCampo(_EntreFechas, forms.DateField):
    """A date: "31/12/2026" or ISO."""

    default_error_messages = {
        "required": "Escriba la fecha.",
        "invalid": "Escriba una fecha que exista, como 31/12/2026.",
    }
    input_formats = ["%Y-%m-%d", "%d/%m/%Y"]
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ancho-fecha"})


class FechaHoraPar(forms.SplitDateTimeWidget):
    """Date and hour in two boxes, for `FechaHoraCampo(widget=FechaHoraPar)`."""

    def __init__(self, attrs=None):
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": "Fecha"},
            time_attrs={"type": "time", "aria-label": "Hora"},
        )


class FechaHoraCampo(_EntreFechas, forms.DateTimeField):
    """A moment typed in Bogota time, as an aware datetime. One box, or two with FechaHoraPar."""

    default_error_messages = {
        "required": "Escriba la fecha y la hora.",
        "invalid": "Escriba una fecha y una hora que existan, como 31/12/2026 14:30.",
    }
    input_formats = [
        f"{fecha}{hora}"
        for fecha in ("%Y-%m-%d", "%d/%m/%Y")
        for hora in ("T%H:%M", " %H:%M", "T%H:%M:%S", " %H:%M:%S")
    ]
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, list | tuple):
            value = " ".join(str(parte).strip() for parte in value if parte)
        if value in EMPTY_VALUES:
            return None
        if not isinstance(value, datetime):
            # Not DateTimeField's own reading: it would use the time zone in force, not Bogota.
            value = super(forms.DateTimeField, self).to_python(str(value))
        return value if value.tzinfo else value.replace(tzinfo=BOGOTA)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(BOGOTA).replace(tzinfo=None)
        return value


class ArchivoCampo(forms.FileField):
    """A photo or a PDF, told apart by its content; `Adjunto.guardar` keeps it."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"})
    default_error_messages = {
        "required": "Adjunte el archivo.",
        "empty": "El archivo está vacío. Escoja otro.",
        "max_length": "El nombre del archivo es muy largo: use máximo %(max)d caracteres.",
    }

    def __init__(self, *, max_length: int = 200, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        archivo = super().clean(data, initial)
        if archivo:
            revisar(archivo)
        return archivo
