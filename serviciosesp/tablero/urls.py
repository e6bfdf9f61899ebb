"""Pages that combine every app."""

from django.urls import path

from . import views
from .views import usuarios

app_name = "tablero"
urlpatterns = [
    path("", views.BandejaView.as_view(), name="inicio"),
    path("avisos/<int:pk>/enterado/", views.EnterarseView.as_view(), name="enterarse"),
    path("buscar/", views.BuscarView.as_view(), name="buscar"),
    path("tablero/", views.TableroView.as_view(), name="tablero"),
    path("procedimiento/", views.ProcedimientoView.as_view(), name="procedimiento"),
    path("usuarios/", usuarios.UsuariosView.as_view(), name="usuarios"),
    path("usuarios/nuevo/", usuarios.GuardarUsuarioView.as_view(), name="usuario_nuevo"),
    path("usuarios/<int:pk>/", usuarios.GuardarUsuarioView.as_view(), name="usuario"),
]
