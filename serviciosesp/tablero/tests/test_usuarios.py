"""People and their roles: who may enter, who may give what, and what is never kept."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from serviciosesp.core.models import Asignacion, Evento, Usuario
from serviciosesp.core.roles import CONFLICTOS, PERMISOS, Rol
from serviciosesp.tablero.forms import GuardarUsuarioForm
from serviciosesp.tests.mundo import CLAVE, Mundo

pytestmark = pytest.mark.django_db

NUEVO = "/usuarios/nuevo/"
SECRETA = "agua-clara-del-páramo-42"


@pytest.fixture
def m():
    return Mundo()


@pytest.fixture
def admin(m, client):
    client.force_login(m.administrador)
    return client


def persona(**cambios):
    return {
        "clave": uuid.uuid4().hex, "username": "jparra", "first_name": "Julián",
        "last_name": "Parra", "cargo": "Contador", "documento": "79.123.456",
        "email": "jparra@example.com", "asignaciones": ["contabilidad:"], "contrasena": SECRETA,
        "is_active": "on",
    } | cambios  # fmt: skip


def de(usuario):
    return reverse("tablero:usuario", args=[usuario.pk])


def cambiar(admin, usuario, **cambios):
    """Send the form of a person as it is, but for what changes."""
    form = admin.get(de(usuario)).context["form"]
    datos = {n: form[n].value() for n in form.fields}
    datos["last_name"], datos["cargo"] = datos["last_name"] or "Rojas", datos["cargo"] or "Auxiliar"
    return admin.post(de(usuario), {n: v for n, v in (datos | cambios).items() if v})


def errores(respuesta, campo, status=422):
    assert respuesta.status_code == status
    return " ".join(respuesta.context["form"].errors[campo])


def suyas(usuario):
    return set(usuario.asignaciones.values_list("rol", "area"))


def test_crear_a_una_persona_que_entra_y_hace_lo_de_su_cargo(m, admin, client):
    datos = persona(asignaciones=["contabilidad:", "supervisor:aseo"])
    assert admin.post(NUEVO, datos).url == "/usuarios/"
    julian = Usuario.objects.get(username="jparra")
    assert suyas(julian) == {("contabilidad", ""), ("supervisor", "aseo")}
    assert julian.puede("pago.ver")
    admin.logout()
    entra = client.post("/ingresar/", {"username": "jparra", "password": SECRETA})
    assert entra.status_code == 302


def test_la_contrasena_no_queda_en_ninguna_parte(m, admin):
    admin.post(NUEVO, persona())
    hecho = Evento.objects.get(transicion="guardar", objeto__startswith="core.usuario")
    assert hecho.por == m.administrador
    assert SECRETA not in str(hecho.datos)
    julian = Usuario.objects.get(username="jparra")
    assert SECRETA not in julian.password
    assert julian.check_password(SECRETA)


def test_el_formulario_pide_lo_que_el_acto_recibe():
    assert set(GuardarUsuarioForm.base_fields) - {"clave", "version"} == set(
        Usuario.guardar.acto.datos
    )


def test_el_mismo_formulario_dos_veces_crea_una_persona(admin):
    datos = persona()
    assert [admin.post(NUEVO, datos).status_code for _ in range(2)] == [302, 302]
    assert Usuario.objects.filter(username="jparra").count() == 1


@pytest.mark.parametrize(
    ("cambios", "campo", "dice"),
    [
        ({"contrasena": "corta"}, "contrasena", "12"),
        ({"contrasena": "jparra@example.com"}, "contrasena", "parecida"),
        ({"contrasena": "123456789012345"}, "contrasena", "numérica"),
        ({"contrasena": ""}, "contrasena", "primer ingreso"),
        ({"username": "con espacio"}, "username", "usuario"),
        ({"username": "PQR"}, "username", "ya existe"),
        ({"asignaciones": ["rey:"]}, "asignaciones", "rey"),
        ({"cargo": ""}, "cargo", "obligatorio"),
        ({"email": "x"}, "email", "correo"),
    ],
)  # fmt: skip
def test_la_persona_mala_no_se_guarda(admin, cambios, campo, dice):
    assert dice in errores(admin.post(NUEVO, persona(**cambios)), campo)
    assert not Usuario.objects.filter(first_name="Julián").exists()


@pytest.mark.parametrize(
    ("unos", "otros", "porque"),
    [(u, o, porque) for unos, otros, porque in CONFLICTOS for u in unos for o in sorted(otros)],
)  # fmt: skip
def test_los_cargos_que_no_van_juntos_se_niegan_y_se_dice_por_que(admin, unos, otros, porque):
    respuesta = admin.post(NUEVO, persona(asignaciones=[f"{unos}:", f"{otros}:"]))
    dicho = errores(respuesta, "asignaciones")
    assert porque in dicho
    assert Rol(unos).label in dicho and Rol(otros).label in dicho
    assert not Usuario.objects.filter(username="jparra").exists()


def test_un_administrador_no_se_da_cargos_a_si_mismo(m, admin):
    respuesta = cambiar(admin, m.administrador, asignaciones=["contabilidad:", "administrador:"])
    assert respuesta.status_code == 403
    sin_nada = cambiar(admin, m.administrador, asignaciones=[])
    assert "otro administrador" in errores(sin_nada, "asignaciones", 403)
    assert suyas(m.administrador) == {("administrador", "")}
    assert cambiar(admin, m.administrador, cargo="Sistemas").status_code == 302


def test_un_administrador_no_se_retira_a_si_mismo(m, admin):
    respuesta = cambiar(admin, m.administrador, is_active="")
    assert "retirarse a sí mismo" in errores(respuesta, "is_active")
    m.administrador.refresh_from_db()
    assert m.administrador.is_active


def test_el_retirado_no_entra_ni_sigue_adentro(m, admin, client):
    otro = type(client)()
    otro.force_login(m.pqr)
    assert otro.get("/solicitudes/nueva/").status_code == 200
    assert cambiar(admin, m.pqr, is_active="").status_code == 302
    assert otro.get("/solicitudes/nueva/").status_code == 302
    assert not otro.login(username="pqr", password=CLAVE)
    assert "Retirado" in admin.get("/usuarios/").content.decode()


def test_quitar_un_cargo_vale_desde_el_siguiente_clic(m, admin, client):
    otro = type(client)()
    otro.force_login(m.pqr)
    cambiar(admin, m.pqr, asignaciones=["gerencia:"])
    assert otro.get("/solicitudes/nueva/").status_code == 403


def test_sin_escribir_contrasena_se_conserva_la_que_tiene(m, admin):
    cambiar(admin, m.pqr, cargo="Auxiliar PQR")
    m.pqr.refresh_from_db()
    assert (m.pqr.cargo, m.pqr.check_password(CLAVE)) == ("Auxiliar PQR", True)
    cambiar(admin, m.pqr, contrasena=SECRETA)
    m.pqr.refresh_from_db()
    assert m.pqr.check_password(SECRETA)


def test_quien_abrio_antes_no_pisa_lo_que_otro_guardo(m, admin):
    form = admin.get(de(m.pqr)).context["form"]
    cambiar(admin, m.pqr, cargo="Uno")
    datos = persona(username="pqr", version=form["version"].value(), contrasena="")
    assert admin.post(de(m.pqr), datos).status_code == 409


@pytest.mark.parametrize("url", ["/usuarios/", NUEVO])
def test_solo_el_administrador_ve_y_cambia_usuarios(m, client, url):
    assert client.get(url).status_code == 302
    for rol in Rol:
        if rol != Rol.ADMINISTRADOR:
            client.force_login(getattr(m, rol))
            assert client.get(url).status_code == 403, rol
            assert client.get(de(m.pqr)).status_code == 403, rol


def test_ningun_cargo_del_negocio_guarda_usuarios():
    assert [r for r in Rol if "usuario.guardar" in PERMISOS[r]] == [Rol.ADMINISTRADOR]


def test_la_lista_cuesta_lo_mismo_con_una_persona_mas(m, admin):
    def consultas():
        with CaptureQueriesContext(connection) as contexto:
            assert admin.get("/usuarios/").status_code == 200
        return len(contexto)

    uno = consultas()
    for n in range(3):
        otra = Usuario.objects.create_user(f"otra{n}", first_name="Otra")
        Asignacion.objects.create(usuario=otra, rol="jefe_area", area="aseo")
    assert consultas() == uno <= 8
    assert "Jefe de área, Aseo" in admin.get("/usuarios/").content.decode()
