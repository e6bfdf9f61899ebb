"""Surveys: transcription at the counter and the client's link."""

from django.urls import path

from serviciosesp.core.pendiente import pendiente

app_name = "encuestas"
urlpatterns = [
    path("", pendiente, name="lista"),
    path("de/<str:numero>/", pendiente, name="de_solicitud"),
    path("e/<str:ficha>/", pendiente, name="publica"),
    path("<str:numero>/", pendiente, name="detalle"),
    path("<str:numero>/responder/", pendiente, name="responder"),
]
