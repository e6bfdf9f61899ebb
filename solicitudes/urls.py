"""Requests, payments, charges and the catalogue. The name of an act's URL is the transition's."""

from django.urls import path

from .views import cargos, caso, catalogo, clientes, pagos, publicar, recepcion

app_name = "solicitudes"
urlpatterns = [
    # Recepción
    path("nueva/", recepcion.RegistrarView.as_view(), name="registrar"),
    path("nueva/<str:numero>/lista/", recepcion.RegistradaView.as_view(), name="registrada"),
    path("predios/buscar/", recepcion.BuscarPredioView.as_view(), name="buscar_predio"),
    path("predios/nuevo/", clientes.PredioNuevoView.as_view(), name="predio_nuevo"),
    path("predios/<int:pk>/", clientes.GuardarPredioView.as_view(), name="guardar_predio"),
    path("clientes/<int:pk>/", clientes.GuardarClienteView.as_view(), name="guardar_cliente"),
    # Catálogo
    path("catalogo/", catalogo.CatalogoView.as_view(), name="catalogo"),
    path(
        "catalogo/servicios/nuevo/", publicar.PublicarServicioView.as_view(), name="servicio_nuevo"
    ),
    path("catalogo/servicios/<str:codigo>/", catalogo.ServicioView.as_view(), name="servicio"),
    path(
        "catalogo/servicios/<str:codigo>/publicar/", publicar.PublicarServicioView.as_view(),
        name="publicar_servicio",
    ),  # fmt: skip
    path(
        "catalogo/tarifas/<str:codigo>/", publicar.PublicarTarifaView.as_view(),
        name="publicar_tarifa",
    ),  # fmt: skip
    path("catalogo/parametros/", catalogo.ParametrosView.as_view(), name="parametros"),
    path(
        "catalogo/parametros/<str:clave>/", publicar.FijarParametroView.as_view(),
        name="fijar_parametro",
    ),  # fmt: skip
    path("catalogo/calendario/", catalogo.CalendarioView.as_view(), name="calendario"),
    path("catalogo/calendario/nuevo/", publicar.FijarDiaView.as_view(), name="dia_nuevo"),
    path("catalogo/calendario/<int:pk>/", publicar.FijarDiaView.as_view(), name="fijar_dia"),
    path("catalogo/formatos/", catalogo.FormatosView.as_view(), name="formatos"),
    path(
        "catalogo/formatos/<str:codigo>/", publicar.PublicarFormatoView.as_view(),
        name="publicar_formato",
    ),  # fmt: skip
    # Pagos, devoluciones y cargos
    path("pagos/", pagos.PagoListaView.as_view(), name="pagos"),
    path("pagos/<str:numero>/", pagos.PagoDetalleView.as_view(), name="pago"),
    path("pagos/<str:numero>/rechazar/", pagos.RechazarPagoView.as_view(), name="rechazar_pago"),
    path(
        "pagos/<str:numero>/proponer-reverso/", pagos.ProponerReversoPagoView.as_view(),
        name="proponer_reverso_pago",
    ),  # fmt: skip
    path("pagos/<str:numero>/reversar/", pagos.ReversarPagoView.as_view(), name="reversar_pago"),
    path("devoluciones/", pagos.DevolucionListaView.as_view(), name="devoluciones"),
    path("devoluciones/<str:numero>/", pagos.DevolucionDetalleView.as_view(), name="devolucion"),
    path(
        "devoluciones/<str:numero>/aprobar/", pagos.AprobarDevolucionView.as_view(),
        name="aprobar_devolucion",
    ),  # fmt: skip
    path(
        "devoluciones/<str:numero>/pagar/", pagos.PagarDevolucionView.as_view(),
        name="pagar_devolucion",
    ),  # fmt: skip
    path("cargos/", cargos.CargoListaView.as_view(), name="cargos"),
    path("cargos/exportar/", cargos.ExportarCargosView.as_view(), name="exportar_cargos"),
    path("cargos/archivos/<str:numero>/", cargos.LoteCargosView.as_view(), name="lote_cargos"),
    path("cargos/<str:numero>/", cargos.CargoDetalleView.as_view(), name="cargo"),
    path(
        "cargos/<str:numero>/exportar/", cargos.ExportarCargosView.as_view(),
        name="exportar_cargo",
    ),  # fmt: skip
    path(
        "cargos/<str:numero>/confirmar/", cargos.ConfirmarCargoView.as_view(),
        name="confirmar_cargo",
    ),  # fmt: skip
    path(
        "cargos/<str:numero>/rechazar/", cargos.RechazarCargoView.as_view(),
        name="rechazar_cargo",
    ),  # fmt: skip
    # El caso
    path("", caso.SolicitudListaView.as_view(), name="lista"),
    path("<str:numero>/", caso.SolicitudDetalleView.as_view(), name="detalle"),
    path("<str:numero>/has/", caso.AnotarHasView.as_view(), name="anotar_has"),
    path("<str:numero>/llamada/", caso.AnotarLlamadaView.as_view(), name="anotar_llamada"),
    path(
        "<str:numero>/ordenar-revision/", caso.OrdenarRevisionView.as_view(),
        name="ordenar_revision",
    ),  # fmt: skip
    path("<str:numero>/aceptar/", caso.AceptarView.as_view(), name="aceptar"),
    path("<str:numero>/rechazar/", caso.RechazarView.as_view(), name="rechazar"),
    path(
        "<str:numero>/resolver-en-visita/", caso.ResolverEnVisitaView.as_view(),
        name="resolver_en_visita",
    ),  # fmt: skip
    path(
        "<str:numero>/exigir-pago-previo/", caso.ExigirPagoPrevioView.as_view(),
        name="exigir_pago_previo",
    ),  # fmt: skip
    path("<str:numero>/liquidar/", caso.LiquidarView.as_view(), name="liquidar"),
    path("<str:numero>/registrar-pago/", pagos.RegistrarPagoView.as_view(), name="registrar_pago"),
    path("<str:numero>/validar-pago/", caso.ValidarPagoView.as_view(), name="validar_pago"),
    path(
        "<str:numero>/autorizar-cargo/", caso.AutorizarCargoView.as_view(),
        name="autorizar_cargo",
    ),  # fmt: skip
    path("<str:numero>/programar/", caso.ProgramarView.as_view(), name="programar"),
    path("<str:numero>/reprogramar/", caso.ReprogramarView.as_view(), name="reprogramar"),
    path("<str:numero>/iniciar/", caso.IniciarView.as_view(), name="iniciar"),
    path(
        "<str:numero>/volver-a-programar/", caso.VolverAProgramarView.as_view(),
        name="volver_a_programar",
    ),  # fmt: skip
    path("<str:numero>/terminar/", caso.TerminarView.as_view(), name="terminar"),
    path("<str:numero>/verificar/", caso.VerificarView.as_view(), name="verificar"),
    path("<str:numero>/cerrar/", caso.CerrarView.as_view(), name="cerrar"),
    path("<str:numero>/desistir/", caso.DesistirView.as_view(), name="desistir"),
    path("<str:numero>/enlace/", caso.EnlaceView.as_view(), name="enlace"),
]
