from django.apps import AppConfig


class OrdenesConfig(AppConfig):
    name = "ordenes"
    verbose_name = "Órdenes"
