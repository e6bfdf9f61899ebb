"""The demonstration: everything the procedure knows, told with dates that look lived."""

import re
from collections import defaultdict
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from encuestas.models import Encuesta
from noconformes.models import AccionCorrectiva, SalidaNoConforme
from ordenes.models import Articulo, Novedad, OrdenRevision, OrdenTrabajo, Pedido, Programacion
from serviciosesp.core.identificacion import normalizar_documento
from serviciosesp.core.models import Aviso, Evento, Usuario
from serviciosesp.demostracion import CLAVE
from serviciosesp.semilla import PORTAFOLIO
from solicitudes.models import Cargo, Cliente, Devolucion, Pago, Solicitud
from solicitudes.models.estados import CAMINO

pytestmark = pytest.mark.django_db
USUARIOS = {
    "pqr", "supervisor", "cuadrilla", "jefe_area", "subgerencia", "facturacion", "contabilidad",
    "contabilidad2", "almacen", "calidad", "gerencia", "administrador",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """What the command printed, and where its files are; the data stay for this whole file."""
    salida = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=salida)
        yield SimpleNamespace(texto=salida.getvalue(), archivos=settings.MEDIA_ROOT)
        transaction.set_rollback(True)


def estados(modelo, **filtro):
    return set(modelo.objects.filter(**filtro).values_list("estado", flat=True))


def test_fuera_de_la_demostracion_se_niega(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
    assert not Usuario.objects.exists()


def test_muestra_un_usuario_por_cargo_y_todos_entran(demo):
    assert set(Usuario.objects.values_list("username", flat=True)) == USUARIOS
    assert set(re.findall(r"^  (\w+) ", demo.texto, re.MULTILINE)) == USUARIOS | {"Usuario"}
    assert CLAVE in demo.texto
    for usuario in USUARIOS:
        assert authenticate(username=usuario, password=CLAVE).roles


def test_cada_servicio_tiene_un_caso_en_cada_estado_por_el_que_pasa(demo):
    hay = defaultdict(set)
    for codigo, estado in Solicitud.objects.values_list("servicio__codigo", "estado"):
        hay[codigo].add(estado)
    for codigo, _, _, _, con_revision, *_ in PORTAFOLIO:
        debidos = {e for e in CAMINO if con_revision or e != "en_revision"}
        assert debidos <= hay[codigo], codigo


@pytest.mark.parametrize(
    "modelo", [OrdenTrabajo, Pedido, Novedad, Encuesta, SalidaNoConforme, AccionCorrectiva, Pago,
               Devolucion, Cargo, Solicitud]
)  # fmt: skip
def test_hay_de_todo(demo, modelo):
    assert estados(modelo) == set(modelo.INSIGNIAS)


def test_hay_revisiones_de_todas_las_clases(demo):
    resultados = set(OrdenRevision.objects.values_list("resultado", flat=True))
    assert resultados == {
        "", "procede", "procede_condiciones", "no_procede", "resuelto_en_visita", "ausente",
    }  # fmt: skip


def test_hay_tropiezos(demo):
    solicitudes = Solicitud.objects
    assert solicitudes.filter(silencio_en__isnull=False, respondida_en__isnull=True).exists()
    assert solicitudes.filter(motivo="liquidacion_vencida", estado="desistida").exists()
    assert solicitudes.filter(estado="cerrada", calificacion_presunta=True).exists()
    assert solicitudes.exclude(sin_cobro_motivo="").exists()
    assert solicitudes.filter(reitera__isnull=False).exists()
    assert solicitudes.filter(cobro="pago_previo", servicio__cobro="factura").exists()
    assert Encuesta.objects.filter(estado="respondida", presumida_en__isnull=False).exists()
    assert OrdenTrabajo.objects.filter(anterior__estado="no_ejecutada").exists()
    assert Programacion.objects.filter(vigente=False, orden_trabajo__estado="programada").exists()
    assert Aviso.objects.filter(clave__contains=":recordatorio:").exists()
    assert estados(Aviso) == {"enviado", "entregado", "fallido"}
    assert Articulo.objects.filter(maneja_serie=True, seriales__linea__isnull=False).exists()


def test_verificar_la_encuentra_sana(demo, settings):
    settings.MEDIA_ROOT = demo.archivos
    call_command("verificar", stdout=StringIO())


def test_los_hechos_van_en_orden_y_en_el_pasado(demo):
    cuando = list(Evento.objects.order_by("pk").values_list("en", flat=True))
    assert cuando == sorted(cuando)
    assert timezone.now() - cuando[0] > timedelta(days=30)
    assert cuando[-1] < timezone.now()
    numeros = Solicitud.objects.order_by("recibida_en").values_list("numero", flat=True)
    assert list(numeros) == sorted(numeros)
    assert not Solicitud.objects.filter(creado_en__gte=timezone.now()).exists()


def test_quedan_citas_por_venir(demo):
    assert Programacion.objects.vigentes().filter(inicio__gt=timezone.now()).count() >= 5


def test_nadie_existe(demo):
    for cliente in Cliente.objects.all():
        assert cliente.correo == "" or cliente.correo.endswith("@example.com")
        assert re.fullmatch(r"30000\d{5}|601555\d{4}", cliente.telefono)
        numero = normalizar_documento(cliente.tipo_documento, cliente.documento)
        if cliente.tipo_documento == "NIT":
            assert 990_000_000 <= int(numero.split("-")[0]) <= 999_999_999


def test_repetida_no_agrega_nada(demo):
    antes = Evento.objects.count(), Usuario.objects.count(), Articulo.objects.count()
    salida = StringIO()
    call_command("demo", stdout=salida)
    assert "ya estaba cargada" in salida.getvalue()
    assert (Evento.objects.count(), Usuario.objects.count(), Articulo.objects.count()) == antes


def test_el_reloj_queda_como_estaba(demo):
    assert abs(timezone.now() - Evento().en) < timedelta(seconds=5)
    assert timezone.now.__module__ == "django.utils.timezone"
