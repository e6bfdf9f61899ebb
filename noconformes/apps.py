from django.apps import AppConfig


class NoconformesConfig(AppConfig):
    name = "noconformes"
    verbose_name = "No conformes"
