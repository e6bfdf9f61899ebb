"""Pages that combine every app."""

from django.urls import path

from serviciosesp.core.pendiente import pendiente

app_name = "tablero"
urlpatterns = [
    path("", pendiente, name="inicio"),
    path("buscar/", pendiente, name="buscar"),
    path("tablero/", pendiente, name="tablero"),
    path("procedimiento/", pendiente, name="procedimiento"),
    path("usuarios/", pendiente, name="usuarios"),
    path("usuarios/nuevo/", pendiente, name="usuario_nuevo"),
    path("usuarios/<int:pk>/", pendiente, name="usuario"),
]
