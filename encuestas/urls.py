"""Surveys: transcription at the counter and the client's link."""

from django.urls import path

from . import views

app_name = "encuestas"
urlpatterns = [
    path("", views.EncuestaListaView.as_view(), name="lista"),
    path("de/<str:numero>/", views.DeSolicitudView.as_view(), name="de_solicitud"),
    path("e/<str:ficha>/", views.PublicaView.as_view(), name="publica"),
    path("<str:numero>/", views.EncuestaDetalleView.as_view(), name="detalle"),
    path("<str:numero>/responder/", views.ResponderView.as_view(), name="responder"),
]
