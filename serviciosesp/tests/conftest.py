"""What the tests of `verificar` share."""

import pytest
from django.db import connection, transaction

from serviciosesp.tests.sano import Sano


@pytest.fixture(scope="module")
def sano(django_db_setup, django_db_blocker):
    """One healthy utility a file; what each test does to it is undone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Sano()
        transaction.set_rollback(True)


@pytest.fixture
def soltar(db):
    """``soltar(table, constraint)``: let a CHECK be broken, as a careless migration would."""
    yield sin_revisar if connection.vendor == "sqlite" else sin_restriccion
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


def sin_revisar(tabla, restriccion):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")


def sin_restriccion(tabla, restriccion):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check of a row is left pending
        cursor.execute(f'ALTER TABLE {tabla} DROP CONSTRAINT "{restriccion}"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
