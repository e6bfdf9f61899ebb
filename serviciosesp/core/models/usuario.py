"""People and the roles they hold (P06-01 «Responsables»)."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.functional import cached_property

from .. import roles
from ..actos import transicion
from ..requisitos import requisito, unico
from .base import ModeloDelProcedimiento


class UsuarioManager(UserManager):
    def con_rol(self, rol, *areas):
        """Active people who hold a role, in any of the areas named (or in all, when none is)."""
        asignadas = Asignacion.objects.filter(rol=rol)
        if areas:
            asignadas = asignadas.filter(area__in=[*areas, ""])
        return self.filter(is_active=True, pk__in=asignadas.values("usuario")).order_by("id")

    def visibles_para(self, usuario):
        return self.all() if usuario.puede("usuario.ver") else self.none()


@requisito(
    "Esos cargos no van juntos en una persona",
    clausula="Responsables", resuelve="administrador", campo="asignaciones", con_datos=True,
)  # fmt: skip
def sin_conflicto(usuario, por, *, asignaciones, **_):
    suyos = {rol for rol, _ in asignaciones}
    for unos, otros, porque in roles.CONFLICTOS:
        if suyos & unos and suyos & otros:
            juntos = " y ".join(roles.Rol(r).label for r in sorted(suyos & (unos | otros)))
            return f"{juntos} no van juntos. {porque}"
    return True


@requisito(
    "Nadie cambia sus propios cargos: pídaselo a otro administrador",
    clausula="Responsables", resuelve="administrador", campo="asignaciones", con_datos=True,
    segregacion=True,
)  # fmt: skip
def otro_da_los_cargos(usuario, por, *, asignaciones, **_):
    if por is None or usuario.pk != por.pk:
        return True
    return set(asignaciones) == set(usuario.asignaciones.values_list("rol", "area"))


@requisito(
    "Usted no puede retirarse a sí mismo: lo hace otro administrador",
    clausula="Responsables", resuelve="administrador", campo="is_active", con_datos=True,
)  # fmt: skip
def otro_lo_retira(usuario, por, *, is_active, **_):
    return is_active or por is None or usuario.pk != por.pk


class Usuario(ModeloDelProcedimiento, AbstractUser):
    """A person of the utility. Business permissions come from `Asignacion`, never from groups."""

    sufijo_url = "usuario"

    documento = models.CharField("número de documento", max_length=20, blank=True)
    cargo = models.CharField(max_length=120, blank=True)

    objects = UsuarioManager()

    class Meta:
        verbose_name = "usuario"
        ordering = ["first_name", "last_name"]

    def __str__(self):
        return self.nombre

    @property
    def nombre(self):
        return self.get_full_name() or self.username

    @cached_property
    def asignaciones_vivas(self):
        """[(role, area)] read once a request."""
        return list(self.asignaciones.values_list("rol", "area")) if self.is_active else []

    @cached_property
    def responsables(self):
        """[(role, area, person)] of everybody active: who solves what, read once a request."""
        asignadas = Asignacion.objects.filter(usuario__is_active=True).order_by("usuario_id")
        return [(a.rol, a.area, a.usuario) for a in asignadas.select_related("usuario")]

    @property
    def roles(self):
        return {rol for rol, _ in self.asignaciones_vivas}

    def puede(self, permiso):
        """Whether any role held grants `permiso`, such as ``"solicitud.liquidar"``."""
        return any(permiso in roles.PERMISOS[rol] for rol in self.roles)

    def areas_para(self, permiso):
        """Areas in which `permiso` holds: a set; ``""`` in it means the whole utility."""
        return {
            area if rol in roles.POR_AREA else ""
            for rol, area in self.asignaciones_vivas
            if permiso in roles.PERMISOS[rol]
        }

    @transicion(
        etiqueta="Guardar usuario", hecho="Usuario guardado",
        requiere=[
            unico("username", frase="Ese usuario ya existe", clausula="Responsables",
                  sin_mayusculas=True),
            sin_conflicto, otro_da_los_cargos, otro_lo_retira,
        ],
    )  # fmt: skip
    def guardar(self, *, por, username, first_name, last_name, documento, cargo, email, is_active,
                asignaciones, contrasena=None):  # fmt: skip
        """Create a person or change what they are and may do.

        `asignaciones`: [(role, area or "")], all of them. `contrasena`: its text is in `.valor`, so
        that the history does not keep it; None leaves the one there is.
        """
        self.username, self.first_name, self.last_name = username, first_name, last_name
        self.documento, self.cargo, self.email = documento, cargo, email
        self.is_active = is_active
        if contrasena:
            self.set_password(contrasena.valor)
        self._asignaciones_nuevas = asignaciones
        return f"Usuario {username} guardado" + ("" if is_active else ", retirado")

    def al_guardar(self):
        nuevas = self.__dict__.pop("_asignaciones_nuevas")
        self.asignaciones.all().delete()
        self.asignaciones.bulk_create(
            Asignacion(usuario=self, rol=rol, area=area) for rol, area in nuevas
        )

    def es(self, rol, area=None):
        return any(r == rol and area in (None, a) for r, a in self.asignaciones_vivas)


class Asignacion(models.Model):
    """A role held by a person, in one area or (empty) in all of them."""

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="asignaciones")
    rol = models.CharField(max_length=20, choices=roles.Rol.choices)
    area = models.CharField(max_length=20, choices=roles.Area.choices, blank=True)

    class Meta:
        verbose_name = "asignación"
        verbose_name_plural = "asignaciones"
        constraints = [
            models.UniqueConstraint(fields=["usuario", "rol", "area"], name="asignacion_unica"),
            models.CheckConstraint(
                condition=models.Q(rol__in=roles.Rol.values), name="asignacion_rol_conocido"
            ),
        ]

    def __str__(self):
        donde = f", {self.get_area_display()}" if self.area else ""
        return f"{self.get_rol_display()}{donde}"
