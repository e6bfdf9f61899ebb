"""Salidas no conformes and acciones correctivas."""

from django.urls import path

from serviciosesp.core.pendiente import pendiente

app_name = "noconformes"
urlpatterns = [
    path("", pendiente, name="lista"),
    path("acciones/", pendiente, name="acciones"),
    path("acciones/nueva/", pendiente, name="abrir_accion"),
    path("acciones/<str:numero>/", pendiente, name="accion"),
    path("acciones/<str:numero>/iniciar/", pendiente, name="iniciar_accion"),
    path("acciones/<str:numero>/reportar/", pendiente, name="reportar_accion"),
    path("acciones/<str:numero>/eficaz/", pendiente, name="declarar_eficaz_accion"),
    path("acciones/<str:numero>/no-eficaz/", pendiente, name="declarar_no_eficaz_accion"),
    path("abrir/<str:numero>/", pendiente, name="abrir"),
    path("<str:numero>/", pendiente, name="detalle"),
    path("<str:numero>/analizar/", pendiente, name="analizar"),
    path("<str:numero>/corregir/", pendiente, name="corregir"),
    path("<str:numero>/anotar-correccion/", pendiente, name="anotar_correccion"),
    path("<str:numero>/verificar/", pendiente, name="verificar"),
    path("<str:numero>/devolver/", pendiente, name="devolver"),
    path("<str:numero>/cerrar/", pendiente, name="cerrar"),
]
