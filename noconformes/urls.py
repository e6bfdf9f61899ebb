"""Salidas no conformes and acciones correctivas."""

from django.urls import path

from .views import acciones, salidas

app_name = "noconformes"
urlpatterns = [
    path("", salidas.SalidaListaView.as_view(), name="lista"),
    path("acciones/", acciones.AccionListaView.as_view(), name="acciones"),
    path("acciones/nueva/", acciones.AbrirAccionView.as_view(), name="abrir_accion"),
    path("acciones/<str:numero>/", acciones.AccionDetalleView.as_view(), name="accion"),
    path("acciones/<str:numero>/iniciar/", acciones.IniciarView.as_view(), name="iniciar_accion"),
    path(
        "acciones/<str:numero>/reportar/", acciones.ReportarView.as_view(), name="reportar_accion"
    ),
    path(
        "acciones/<str:numero>/eficaz/", acciones.DeclararEficazView.as_view(),
        name="declarar_eficaz_accion",
    ),
    path(
        "acciones/<str:numero>/no-eficaz/", acciones.DeclararNoEficazView.as_view(),
        name="declarar_no_eficaz_accion",
    ),
    path("abrir/<str:numero>/", salidas.AbrirView.as_view(), name="abrir"),
    path("<str:numero>/", salidas.SalidaDetalleView.as_view(), name="detalle"),
    path("<str:numero>/analizar/", salidas.AnalizarView.as_view(), name="analizar"),
    path("<str:numero>/corregir/", salidas.CorregirView.as_view(), name="corregir"),
    path(
        "<str:numero>/anotar-correccion/", salidas.AnotarCorreccionView.as_view(),
        name="anotar_correccion",
    ),
    path("<str:numero>/verificar/", salidas.VerificarView.as_view(), name="verificar"),
    path("<str:numero>/devolver/", salidas.DevolverView.as_view(), name="devolver"),
    path("<str:numero>/cerrar/", salidas.CerrarView.as_view(), name="cerrar"),
]  # fmt: skip
