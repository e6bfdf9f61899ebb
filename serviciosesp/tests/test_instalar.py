"""`manage.py instalar`: an empty database is ready to work, and has who manages it."""

import pytest
from django.core.management import CommandError, call_command

from serviciosesp.core.models import Evento, Usuario
from serviciosesp.tablero.management.commands import instalar
from solicitudes.models import Servicio

pytestmark = pytest.mark.django_db
BUENA = "una clave larga y propia"


def teclear(monkeypatch, *claves):
    """What the person types when the password is asked."""
    pendientes = list(claves)
    monkeypatch.setattr(instalar, "getpass", lambda _: pendientes.pop(0))


def test_deja_el_portafolio_y_repetida_no_cambia_nada():
    call_command("instalar")
    hechos = Evento.objects.count()
    call_command("instalar")
    assert Servicio.objects.vigentes().count() == 9
    assert Evento.objects.count() == hechos


def test_crea_el_primer_administrador_y_ningun_otro(client, monkeypatch):
    teclear(monkeypatch, BUENA, BUENA)
    call_command("instalar", administrador="monica")
    assert Usuario.objects.get(username="monica").roles == {"administrador"}
    assert client.login(username="monica", password=BUENA)
    with pytest.raises(CommandError, match="Ya hay un administrador"):
        call_command("instalar", administrador="otro")


@pytest.mark.parametrize(
    ("claves", "dice"), [(("corta", "corta"), "12 caracteres"), ((BUENA, "otra"), "no son iguales")]
)
def test_una_clave_mala_no_crea_a_nadie(monkeypatch, claves, dice):
    teclear(monkeypatch, *claves)
    with pytest.raises(CommandError, match=dice):
        call_command("instalar", administrador="monica")
    assert not Usuario.objects.exists()
