"""Addresses of the site. Each app has its own list; the public ones are short and carry a token."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from serviciosesp.core import descargas, salud, sesion
from solicitudes.views import publico

urlpatterns = [
    path("", include("serviciosesp.tablero.urls")),
    path("solicitudes/", include("solicitudes.urls")),
    path("ordenes/", include("ordenes.urls")),
    path("encuestas/", include("encuestas.urls")),
    path("noconformes/", include("noconformes.urls")),
    path("ingresar/", sesion.IngresarView.as_view(), name="ingresar"),
    path("salir/", LogoutView.as_view(), name="salir"),
    path("documentos/<str:codigo>/", descargas.documento, name="documento"),
    path("adjuntos/<int:pk>/", descargas.adjunto, name="adjunto"),
    path("v/<str:codigo>/", descargas.verificar_documento, name="verificar_documento"),
    path("s/<str:ficha>/", publico.seguimiento, name="seguimiento"),
    path("salud/vivo", salud.vivo, name="salud_vivo"),
    path("salud/listo", salud.listo, name="salud_listo"),
]
