"""A novedad is told to client and dueño del proceso before the order ends (C13)."""

from ordenes.models import Novedad, OrdenTrabajo
from serviciosesp.tests.mundo import foto

DANO = {"tipo": "propiedad", "reporta": "empresa", "descripcion": "Se rompió una baldosa"}


def en_curso(m):
    return m.en_prestacion("ESP-LAB").ordenes_trabajo.get()


def terminar(m, orden, enviar):
    return enviar(
        m.cuadrilla, f"/ordenes/{orden.numero}/terminar/", resultado="ejecutado",
        actividades="Toma de muestra", recibe="Rosalba", encuesta_medio="en_mano",
        encuesta_evidencia="Rosalba",
    )  # fmt: skip


def test_una_orden_no_termina_con_una_novedad_sin_comunicar(m, enviar):
    orden = en_curso(m)
    enviar(m.cuadrilla, f"/ordenes/{orden.numero}/novedad/", **DANO, foto=foto())
    novedad = Novedad.objects.get()
    assert novedad.dueno_avisado_en and novedad.foto and not novedad.cliente_avisado_en
    respuesta = terminar(m, orden, enviar)
    assert respuesta.status_code == 422
    assert f"Falta comunicar al cliente: {novedad.numero}" in respuesta.text
    enviar(m.cuadrilla, f"/ordenes/novedades/{novedad.numero}/comunicar/", canal="en_sitio",
           evidencia="Se le mostró a Rosalba")  # fmt: skip
    assert terminar(m, orden, enviar).status_code == 302
    assert OrdenTrabajo.objects.get(pk=orden.pk).estado == "terminada"


def test_comunicar_sin_decir_a_quien_no_vale(m, enviar):
    orden = en_curso(m)
    enviar(m.cuadrilla, f"/ordenes/{orden.numero}/novedad/", **DANO)
    novedad = Novedad.objects.get()
    respuesta = enviar(m.pqr, f"/ordenes/novedades/{novedad.numero}/comunicar/", canal="telefono")
    assert respuesta.status_code == 422 and "evidencia" in respuesta.context["form"].errors
    assert Novedad.objects.get().estado == "registrada"


def test_la_que_reporta_el_cliente_queda_comunicada(m, enviar, entrar):
    orden = en_curso(m)
    respuesta = enviar(
        m.pqr, f"/ordenes/{orden.numero}/novedad/", **(DANO | {"reporta": "cliente"})
    )
    assert respuesta.url == orden.get_absolute_url()
    novedad = Novedad.objects.get()
    assert novedad.estado == "comunicada"
    pagina = entrar(m.pqr).get(novedad.get_absolute_url())
    assert pagina.status_code == 200 and "El cliente lo sabe" in pagina.text


def test_las_tres_pruebas_se_ven_en_la_orden(m, enviar, entrar):
    orden = en_curso(m)
    enviar(m.supervisor, f"/ordenes/{orden.numero}/novedad/", **DANO)
    pagina = entrar(m.supervisor).get(orden.get_absolute_url()).text
    assert "Se rompió una baldosa" in pagina and "Dueño del proceso informado" in pagina
    assert "falta decírselo al cliente" in pagina


def test_otra_cuadrilla_no_ve_la_novedad(m, enviar, entrar):
    orden = en_curso(m)
    enviar(m.cuadrilla, f"/ordenes/{orden.numero}/novedad/", **DANO)
    novedad = Novedad.objects.get()
    assert entrar(m.cuadrilla).get(novedad.get_absolute_url()).status_code == 200
    assert entrar(m.cuadrilla2).get(novedad.get_absolute_url()).status_code == 404
    otra = enviar(m.cuadrilla2, f"/ordenes/{orden.numero}/novedad/", **DANO)
    assert otra.status_code == 404 and Novedad.objects.count() == 1
