"""The file in which charges go to HAS SQL: written once, downloaded as often as needed (C2)."""

import csv
import hashlib
import io

from django.conf import settings
from django.db import models
from django.utils import timezone

from serviciosesp.core.dinero import pesos
from serviciosesp.core.models import Consecutivo, ModeloDelProcedimiento
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.transiciones import ejecutar, transicion

from .cargo import Cargo

COLUMNAS = [
    "id_cargo", "radicado", "orden", "matricula", "cod_concepto", "valor_base", "iva",
    "valor_total", "cuotas", "periodo", "id_autorizacion", "fecha_ejecucion",
]  # fmt: skip


class LoteQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        return self.all() if usuario.puede("cargo.ver") else self.none()


@requisito(
    "Escoja al menos un cargo por exportar",
    clausula="C2", resuelve="facturacion", campo="cargos", con_datos=True,
)  # fmt: skip
def con_cargos(lote, por, *, cargos, **_):
    return bool(cargos)


class LoteCargos(ModeloDelProcedimiento):
    """One file of charges. Its bytes are kept: what is downloaded is always what was sent."""

    url_detalle = "solicitudes:lote_cargos"

    numero = models.CharField(max_length=20, unique=True)
    archivo = models.CharField("nombre del archivo", max_length=60, unique=True)
    contenido = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    n = models.PositiveIntegerField("cargos")
    suma = models.PositiveBigIntegerField("suma, pesos")
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = LoteQuerySet.as_manager()

    class Meta:
        verbose_name = "archivo de cargos"
        verbose_name_plural = "archivos de cargos"
        ordering = ["-id"]

    def __str__(self):
        return self.archivo

    @transicion(
        etiqueta="Exportar a HAS SQL", hecho="Cargos exportados a HAS SQL", clausulas=["C2"],
        requiere=[con_cargos],
    )  # fmt: skip
    def generar(self, *, por, cargos):
        """Write the file of these charges; each is then exported (`marcar_exportados`)."""
        self.numero, self.creado_por = Consecutivo.siguiente("LC"), por
        hoy = timezone.localdate()
        del_dia = LoteCargos.objects.filter(archivo__startswith=f"cargos_{hoy:%Y%m%d}_").count()
        self.archivo = f"cargos_{hoy:%Y%m%d}_{del_dia + 1:03d}.csv"
        self.n, self.suma = len(cargos), sum(c.total for c in cargos)
        self.contenido, self.sha256 = escribir(cargos)
        return f"{self.n} cargo(s) por {pesos(self.suma)} en {self.archivo}"


def marcar_exportados(lote, *, por, cargos, **_):
    """C2: every charge of the file is exported, in the same transaction, or none is."""
    for cargo in sorted(cargos, key=lambda c: c.solicitud_id):
        ejecutar(Cargo.exportar, cargo, por=por, lote=lote)


def escribir(cargos):
    """(bytes, SHA-256 of all but the control line) of the neutral file, UTF-8 with CRLF.

    Dates AAAA-MM-DD, whole pesos; the last line is ``CONTROL;n_registros;suma_valor;sha256``.
    """
    salida = io.StringIO()
    papel = csv.writer(salida, delimiter=";", lineterminator="\r\n")
    papel.writerow(COLUMNAS)
    papel.writerows(_fila(c) for c in sorted(cargos, key=lambda c: c.pk))
    cuerpo = salida.getvalue().encode()
    huella = hashlib.sha256(cuerpo).hexdigest()
    control = f"CONTROL;{len(cargos)};{sum(c.total for c in cargos)};{huella}\r\n"
    return cuerpo + control.encode(), huella


def _fila(cargo):
    solicitud = cargo.solicitud
    prestada = timezone.localdate(solicitud.prestada_en)
    autorizado = timezone.localdate(solicitud.cargo_autorizado_en)
    orden = max(
        (o for o in solicitud.ordenes_trabajo.all() if o.estado == "terminada"),
        key=lambda o: o.pk, default=None,
    )  # fmt: skip
    return [
        cargo.numero, solicitud.numero, orden.numero if orden else "", cargo.matricula,
        solicitud.servicio.codigo, cargo.valor, cargo.iva, cargo.total, cargo.cuotas,
        f"{prestada:%Y%m}", f"{solicitud.numero}/{autorizado:%Y%m%d}", f"{prestada:%Y-%m-%d}",
    ]  # fmt: skip
