"""Orders, the day's programming, novedades, pedidos and the warehouse."""

from django.urls import path

from .views import actos, agenda, almacen, novedad, orden, recursos

app_name = "ordenes"
urlpatterns = [
    path("", orden.ListaOrdenesView.as_view(), name="lista"),
    path("agenda/", agenda.AgendaView.as_view(), name="agenda"),
    path("mi-dia/", agenda.MiDiaView.as_view(), name="mi_dia"),
    path("de/<str:numero>/", orden.DeSolicitudView.as_view(), name="de_solicitud"),
    # Almacén
    path("pedidos/", almacen.PedidosView.as_view(), name="pedidos"),
    path("pedidos/de/<str:numero>/", almacen.PedidosDeView.as_view(), name="pedidos_de"),
    path(
        "pedidos/nuevo/<str:numero>/", almacen.ElaborarPedidoView.as_view(), name="elaborar_pedido"
    ),
    path("pedidos/<str:numero>/", almacen.PedidoView.as_view(), name="pedido"),
    path(
        "pedidos/<str:numero>/autorizar/",
        almacen.AutorizarPedidoView.as_view(),
        name="autorizar_pedido",
    ),
    path(
        "pedidos/<str:numero>/despachar/",
        almacen.DespacharPedidoView.as_view(),
        name="despachar_pedido",
    ),
    path("pedidos/<str:numero>/anular/", almacen.AnularPedidoView.as_view(), name="anular_pedido"),
    path("almacen/", almacen.AlmacenView.as_view(), name="almacen"),
    path("almacen/nuevo/", almacen.ArticuloNuevoView.as_view(), name="articulo_nuevo"),
    path("almacen/<int:pk>/", almacen.ArticuloView.as_view(), name="articulo"),
    path(
        "almacen/<int:pk>/guardar/", almacen.GuardarArticuloView.as_view(), name="guardar_articulo"
    ),
    path("almacen/<int:pk>/entrar/", almacen.EntrarArticuloView.as_view(), name="entrar_articulo"),
    # Cuadrillas y vehículos
    path("cuadrillas/", recursos.CuadrillasView.as_view(), name="cuadrillas"),
    path("cuadrillas/nueva/", recursos.GuardarCuadrillaView.as_view(), name="cuadrilla_nueva"),
    path(
        "cuadrillas/<int:pk>/", recursos.GuardarCuadrillaView.as_view(), name="guardar_cuadrilla"
    ),
    path("vehiculos/nuevo/", recursos.GuardarVehiculoView.as_view(), name="vehiculo_nuevo"),
    path("vehiculos/<int:pk>/", recursos.GuardarVehiculoView.as_view(), name="guardar_vehiculo"),
    # Novedades
    path("novedades/<str:numero>/", novedad.NovedadView.as_view(), name="novedad"),
    path(
        "novedades/<str:numero>/comunicar/",
        novedad.ComunicarNovedadView.as_view(),
        name="comunicar_novedad",
    ),
    # La orden: OR-… y OT-… comparten dirección; el número dice cuál es
    path("<str:numero>/", orden.detalle, name="detalle"),
    path("<str:numero>/programar/", actos.programar, name="programar"),
    path("<str:numero>/reprogramar/", actos.reprogramar, name="reprogramar"),
    path("<str:numero>/acusar/", actos.acusar, name="acusar"),
    path("<str:numero>/iniciar/", actos.iniciar, name="iniciar"),
    path("<str:numero>/suspender/", actos.suspender, name="suspender"),
    path("<str:numero>/reanudar/", actos.reanudar, name="reanudar"),
    path("<str:numero>/terminar/", actos.terminar, name="terminar"),
    path("<str:numero>/no-ejecutar/", actos.no_ejecutar, name="no_ejecutar"),
    path("<str:numero>/novedad/", novedad.RegistrarNovedadView.as_view(), name="registrar_novedad"),
]
