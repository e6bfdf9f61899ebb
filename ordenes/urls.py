"""Orders, the day's programming, novedades, pedidos and the warehouse."""

from django.urls import path

from serviciosesp.core.pendiente import pendiente

app_name = "ordenes"
urlpatterns = [
    path("", pendiente, name="lista"),
    path("agenda/", pendiente, name="agenda"),
    path("mi-dia/", pendiente, name="mi_dia"),
    path("de/<str:numero>/", pendiente, name="de_solicitud"),
    # Almacén
    path("pedidos/", pendiente, name="pedidos"),
    path("pedidos/de/<str:numero>/", pendiente, name="pedidos_de"),
    path("pedidos/nuevo/<str:numero>/", pendiente, name="elaborar_pedido"),
    path("pedidos/<str:numero>/", pendiente, name="pedido"),
    path("pedidos/<str:numero>/autorizar/", pendiente, name="autorizar_pedido"),
    path("pedidos/<str:numero>/despachar/", pendiente, name="despachar_pedido"),
    path("pedidos/<str:numero>/anular/", pendiente, name="anular_pedido"),
    path("almacen/", pendiente, name="almacen"),
    path("almacen/nuevo/", pendiente, name="articulo_nuevo"),
    path("almacen/<int:pk>/", pendiente, name="articulo"),
    path("almacen/<int:pk>/guardar/", pendiente, name="guardar_articulo"),
    path("almacen/<int:pk>/entrar/", pendiente, name="entrar_articulo"),
    # Novedades
    path("novedades/<str:numero>/", pendiente, name="novedad"),
    path("novedades/<str:numero>/comunicar/", pendiente, name="comunicar_novedad"),
    # La orden: OR-… y OT-… comparten dirección; el número dice cuál es
    path("<str:numero>/", pendiente, name="detalle"),
    path("<str:numero>/programar/", pendiente, name="programar"),
    path("<str:numero>/reprogramar/", pendiente, name="reprogramar"),
    path("<str:numero>/acusar/", pendiente, name="acusar"),
    path("<str:numero>/iniciar/", pendiente, name="iniciar"),
    path("<str:numero>/suspender/", pendiente, name="suspender"),
    path("<str:numero>/reanudar/", pendiente, name="reanudar"),
    path("<str:numero>/terminar/", pendiente, name="terminar"),
    path("<str:numero>/no-ejecutar/", pendiente, name="no_ejecutar"),
    path("<str:numero>/novedad/", pendiente, name="registrar_novedad"),
]
