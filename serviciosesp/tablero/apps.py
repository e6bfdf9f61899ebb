from django.apps import AppConfig


class TableroConfig(AppConfig):
    name = "serviciosesp.tablero"
    label = "tablero"
