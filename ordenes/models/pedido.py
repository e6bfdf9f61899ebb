"""R12-02-01 Pedido: with which goods leave the warehouse (C6). Three different people."""

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django_fsm import FSMField

from serviciosesp.core import calendario
from serviciosesp.core.models import (
    NUEVO,
    Consecutivo,
    ModeloDelProcedimiento,
    PorArea,
    parametro,
)
from serviciosesp.core.requisitos import requisito
from serviciosesp.core.transiciones import transicion
from solicitudes import requisitos as de_solicitud
from solicitudes.models import Solicitud

from .almacen import Articulo, Serial


class PedidoQuerySet(PorArea):
    permiso_ver = "pedido.ver"
    camino_area = "solicitud__servicio__area"


@requisito(
    "El pedido necesita al menos un artículo con cantidad",
    clausula="C6", resuelve="pqr", campo="lineas", con_datos=True,
)  # fmt: skip
def con_lineas(pedido, por, *, lineas, **_):
    return bool(lineas)


@requisito("La solicitud está aceptada y abierta", clausula="C6", resuelve="pqr")
def solicitud_en_curso(pedido, por):
    return pedido.solicitud.estado in (
        "aceptada", "liquidada", "habilitada", "programada", "en_prestacion"
    )  # fmt: skip


@requisito(
    "Autoriza otra persona: no quien elaboró el pedido",
    clausula="C6", resuelve="jefe_area", segregacion=True,
)  # fmt: skip
def otro_autoriza(pedido, por):
    return por is not None and por.pk != pedido.elaborado_por_id


@requisito(
    "Entrega otra persona: ni quien elaboró ni quien autorizó",
    clausula="C6", resuelve="almacen", segregacion=True,
)  # fmt: skip
def otro_despacha(pedido, por):
    return por is not None and por.pk not in (pedido.elaborado_por_id, pedido.autorizado_por_id)


@requisito(
    "El pago está validado o el cargo autorizado antes de entregar",
    clausula="C8", resuelve="contabilidad",
)  # fmt: skip
def pago_o_cargo(pedido, por):
    return de_solicitud.pago_o_cargo(pedido.solicitud, por)


@requisito("Hay existencias de todo lo pedido", clausula="C6", resuelve="almacen")
def hay_existencias(pedido, por):
    """Inside a transaction the article rows stay locked, always in the same order."""
    articulos = Articulo.objects.filter(lineas__pedido=pedido).order_by("pk")
    if connection.in_atomic_block:
        articulos = Articulo.objects.filter(
            pk__in=articulos.values("pk")
        ).order_by("pk").select_for_update()  # fmt: skip
    existencia = {a.pk: a.existencia for a in articulos}
    faltan = [
        f"{x.articulo.descripcion} (hay {existencia[x.articulo_id]}, se piden {x.cantidad})"
        for x in pedido.lineas.select_related("articulo")
        if existencia[x.articulo_id] < x.cantidad
    ]
    return not faltan or f"No alcanza: {'; '.join(faltan)}"


@requisito(
    "Cada pieza numerada sale con su serie",
    clausula="C6", resuelve="almacen", campo="series", con_datos=True,
)  # fmt: skip
def con_series(pedido, por, *, series=(), **_):
    for linea in pedido.lineas.select_related("articulo").filter(articulo__maneja_serie=True):
        libres = linea.articulo.seriales.filter(serie__in=series, linea__isnull=True)
        if libres.count() != linea.cantidad:
            return (
                f"{linea.articulo.descripcion}: escriba {linea.cantidad} serie(s) que estén en almacén"
            )
    return True


class Pedido(ModeloDelProcedimiento):
    class E(models.TextChoices):
        ELABORADO = "elaborado", "Elaborado"
        AUTORIZADO = "autorizado", "Autorizado"
        DESPACHADO = "despachado", "Despachado"
        ANULADO = "anulado", "Anulado"

    INSIGNIAS = {
        E.ELABORADO: ("Elaborado", "ambar", "hourglass-split"),
        E.AUTORIZADO: ("Autorizado", "violeta", "check-lg"),
        E.DESPACHADO: ("Despachado", "verde", "box-seam"),
        E.ANULADO: ("Anulado", "gris", "slash-circle"),
    }

    url_detalle = "ordenes:pedido"
    sufijo_url = "pedido"

    numero = models.CharField("R12-02-01", max_length=20, unique=True)
    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="pedidos")
    estado = FSMField(default=NUEVO, protected=True, choices=E.choices)
    elaborado_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    autorizado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    autorizado_en = models.DateTimeField(null=True)
    despachado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    despachado_en = models.DateTimeField(null=True)
    recibe = models.CharField("recibe", max_length=160, blank=True)
    nota = models.CharField(max_length=300, blank=True)
    vence_en = models.DateField(null=True)

    objects = PedidoQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["estado", "-id"], name="pedido_por_estado")]
        constraints = [
            ModeloDelProcedimiento.estados_constraint(
                ["elaborado", "autorizado", "despachado", "anulado"], "pedido_estado"
            ),
            models.CheckConstraint(
                condition=Q(autorizado_por__isnull=True) | ~Q(autorizado_por=F("elaborado_por")),
                name="pedido_autoriza_otro",
            ),
            models.CheckConstraint(
                condition=Q(despachado_por__isnull=True)
                | ~Q(despachado_por=F("elaborado_por")) & ~Q(despachado_por=F("autorizado_por")),
                name="pedido_despacha_otro",
            ),
            models.CheckConstraint(
                condition=~Q(estado="despachado")
                | Q(autorizado_por__isnull=False, despachado_por__isnull=False),
                name="pedido_despachado_autorizado",
            ),
        ]

    def __str__(self):
        return self.numero

    @property
    def raiz(self):
        return self.solicitud

    def al_quedar(self):
        abierto = self.estado in (self.E.ELABORADO, self.E.AUTORIZADO)
        self.vence_en = (
            calendario.sumar_habiles(timezone.localdate(), parametro("dias_pedido"))
            if abierto else None
        )  # fmt: skip

    def al_guardar(self):
        LineaPedido.objects.bulk_create(
            LineaPedido(pedido=self, articulo=articulo, cantidad=cantidad)
            for articulo, cantidad in self.__dict__.pop("_lineas_nuevas", ())
        )

    @transicion(
        de=NUEVO, a=E.ELABORADO, etiqueta="Elaborar Pedido", hecho="Pedido elaborado",
        clausulas=["C6"], requiere=[solicitud_en_curso, con_lineas],
    )  # fmt: skip
    def elaborar(self, *, por, lineas, nota=""):
        """Ask the warehouse for [(Articulo, units)]."""
        self.elaborado_por, self.nota = por, nota
        self.numero = Consecutivo.siguiente("PD")
        self._lineas_nuevas = lineas
        return f"Pedido R12-02-01 {self.numero} elaborado, {len(lineas)} línea(s)"

    @transicion(
        de=E.ELABORADO, a=E.AUTORIZADO, etiqueta="Autorizar Pedido", hecho="Pedido autorizado",
        clausulas=["C6"], requiere=[otro_autoriza],
    )  # fmt: skip
    def autorizar(self, *, por):
        """The jefe lets the goods out."""
        self.autorizado_por, self.autorizado_en = por, timezone.now()
        return f"Pedido {self.numero} autorizado"

    @transicion(
        de=E.AUTORIZADO, a=E.DESPACHADO, etiqueta="Despachar", hecho="Pedido despachado",
        clausulas=["C6"], detalle="salen los elementos del almacén",
        requiere=[otro_despacha, pago_o_cargo, hay_existencias, con_series],
    )  # fmt: skip
    def despachar(self, *, por, recibe, series=()):
        """The goods leave: exactly what was asked, never below zero stock."""
        self.despachado_por, self.despachado_en, self.recibe = por, timezone.now(), recibe
        for linea in self.lineas.select_related("articulo").order_by("articulo_id"):
            Articulo.objects.select_for_update().get(pk=linea.articulo_id).mover(
                -linea.cantidad, por=por, nota=self.numero, linea=linea
            )
            Serial.objects.filter(
                articulo=linea.articulo, serie__in=series, linea__isnull=True
            ).update(linea=linea)
        return f"Pedido {self.numero} despachado a {recibe}"

    @transicion(
        de=[E.ELABORADO, E.AUTORIZADO], a=E.ANULADO, etiqueta="Anular Pedido",
        hecho="Pedido anulado", clausulas=["C6"], peligro=True,
    )  # fmt: skip
    def anular(self, *, por, motivo):
        """It is no longer needed; the number stays."""
        self.nota = motivo
        return f"Pedido {self.numero} anulado: {motivo}"


class LineaPedido(models.Model):
    pedido = models.ForeignKey(Pedido, models.PROTECT, related_name="lineas")
    articulo = models.ForeignKey(Articulo, models.PROTECT, related_name="lineas")
    cantidad = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pedido", "articulo"], name="linea_pedido_unica"),
            models.CheckConstraint(condition=Q(cantidad__gt=0), name="linea_pedido_cantidad"),
        ]

    def __str__(self):
        return f"{self.articulo} × {self.cantidad}"
