"""People and the roles they hold (P06-01 «Responsables»)."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.functional import cached_property

from .. import roles


class UsuarioManager(UserManager):
    def con_rol(self, rol, *areas):
        """Active people who hold a role, in any of the areas named (or in all, when none is)."""
        asignadas = Asignacion.objects.filter(rol=rol)
        if areas:
            asignadas = asignadas.filter(area__in=[*areas, ""])
        return self.filter(is_active=True, pk__in=asignadas.values("usuario")).order_by("id")

    def visibles_para(self, usuario):
        return self.all() if usuario.puede("usuario.ver") else self.none()


class Usuario(AbstractUser):
    """A person of the utility. Business permissions come from `Asignacion`, never from groups."""

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
