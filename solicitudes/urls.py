"""Requests, payments, charges and the catalogue. The name of an act's URL is the transition's."""

from django.urls import path

from serviciosesp.core.pendiente import pendiente

app_name = "solicitudes"
urlpatterns = [
    # Recepción
    path("nueva/", pendiente, name="registrar"),
    path("predios/buscar/", pendiente, name="buscar_predio"),
    path("predios/nuevo/", pendiente, name="predio_nuevo"),
    path("predios/<int:pk>/", pendiente, name="guardar_predio"),
    path("clientes/<int:pk>/", pendiente, name="guardar_cliente"),
    # Catálogo
    path("catalogo/", pendiente, name="catalogo"),
    path("catalogo/servicios/<str:codigo>/", pendiente, name="publicar_servicio"),
    path("catalogo/tarifas/<str:codigo>/", pendiente, name="publicar_tarifa"),
    path("catalogo/parametros/", pendiente, name="parametros"),
    path("catalogo/calendario/", pendiente, name="calendario"),
    path("catalogo/formatos/", pendiente, name="formatos"),
    path("catalogo/cuadrillas/", pendiente, name="cuadrillas"),
    # Pagos, devoluciones y cargos
    path("pagos/", pendiente, name="pagos"),
    path("pagos/<str:numero>/", pendiente, name="pago"),
    path("pagos/<str:numero>/rechazar/", pendiente, name="rechazar_pago"),
    path("pagos/<str:numero>/proponer-reverso/", pendiente, name="proponer_reverso_pago"),
    path("pagos/<str:numero>/reversar/", pendiente, name="reversar_pago"),
    path("devoluciones/", pendiente, name="devoluciones"),
    path("devoluciones/<str:numero>/", pendiente, name="devolucion"),
    path("devoluciones/<str:numero>/aprobar/", pendiente, name="aprobar_devolucion"),
    path("devoluciones/<str:numero>/pagar/", pendiente, name="pagar_devolucion"),
    path("cargos/", pendiente, name="cargos"),
    path("cargos/<str:numero>/", pendiente, name="cargo"),
    path("cargos/<str:numero>/exportar/", pendiente, name="exportar_cargo"),
    path("cargos/<str:numero>/confirmar/", pendiente, name="confirmar_cargo"),
    path("cargos/<str:numero>/rechazar/", pendiente, name="rechazar_cargo"),
    # El caso
    path("", pendiente, name="lista"),
    path("<str:numero>/", pendiente, name="detalle"),
    path("<str:numero>/has/", pendiente, name="anotar_has"),
    path("<str:numero>/llamada/", pendiente, name="anotar_llamada"),
    path("<str:numero>/ordenar-revision/", pendiente, name="ordenar_revision"),
    path("<str:numero>/aceptar/", pendiente, name="aceptar"),
    path("<str:numero>/rechazar/", pendiente, name="rechazar"),
    path("<str:numero>/resolver-en-visita/", pendiente, name="resolver_en_visita"),
    path("<str:numero>/exigir-pago-previo/", pendiente, name="exigir_pago_previo"),
    path("<str:numero>/liquidar/", pendiente, name="liquidar"),
    path("<str:numero>/registrar-pago/", pendiente, name="registrar_pago"),
    path("<str:numero>/validar-pago/", pendiente, name="validar_pago"),
    path("<str:numero>/autorizar-cargo/", pendiente, name="autorizar_cargo"),
    path("<str:numero>/programar/", pendiente, name="programar"),
    path("<str:numero>/reprogramar/", pendiente, name="reprogramar"),
    path("<str:numero>/iniciar/", pendiente, name="iniciar"),
    path("<str:numero>/volver-a-programar/", pendiente, name="volver_a_programar"),
    path("<str:numero>/terminar/", pendiente, name="terminar"),
    path("<str:numero>/verificar/", pendiente, name="verificar"),
    path("<str:numero>/cerrar/", pendiente, name="cerrar"),
    path("<str:numero>/desistir/", pendiente, name="desistir"),
    path("<str:numero>/enlace/", pendiente, name="enlace"),
]
