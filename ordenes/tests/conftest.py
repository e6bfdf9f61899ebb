"""A small utility and somebody at its door."""

import uuid

import pytest

from serviciosesp.tests.mundo import Mundo


@pytest.fixture
def m(db):
    return Mundo()


@pytest.fixture
def entrar(client):
    """``entrar(usuario)``: a browser in which that person has come in."""

    def entra(usuario):
        client.force_login(usuario)
        return client

    return entra


@pytest.fixture
def enviar(entrar):
    """``enviar(usuario, url, **datos)``: the answer to the form of an act."""

    def envia(usuario, url, **datos):
        return entrar(usuario).post(url, {"clave": uuid.uuid4().hex} | datos)

    return envia
