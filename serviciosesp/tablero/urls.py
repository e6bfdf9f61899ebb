"""Pages that combine every app."""

from django.urls import path

from serviciosesp.core.pendiente import pendiente

from . import views

app_name = "tablero"
urlpatterns = [
    path("", views.BandejaView.as_view(), name="inicio"),
    path("avisos/<int:pk>/enterado/", views.EnterarseView.as_view(), name="enterarse"),
    path("buscar/", views.BuscarView.as_view(), name="buscar"),
    path("tablero/", views.TableroView.as_view(), name="tablero"),
    path("procedimiento/", views.ProcedimientoView.as_view(), name="procedimiento"),
    path("usuarios/", pendiente, name="usuarios"),
    path("usuarios/nuevo/", pendiente, name="usuario_nuevo"),
    path("usuarios/<int:pk>/", pendiente, name="usuario"),
]
