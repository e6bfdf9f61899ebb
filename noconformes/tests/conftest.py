import pytest

from serviciosesp.tests.mundo import Mundo


@pytest.fixture
def m(db):
    return Mundo()


@pytest.fixture
def como(client):
    """``como(usuario)``: the test client, come in as that person."""

    def entrar(usuario):
        client.force_login(usuario)
        return client

    return entrar
