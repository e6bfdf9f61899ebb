from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "serviciosesp.core"
    label = "core"
    verbose_name = "Núcleo"

    def ready(self):
        from . import checks  # noqa: F401  (registers the deploy checks)
