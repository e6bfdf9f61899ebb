"""The demonstration's utility: its people, crews, vehicles and warehouse. All of them invented."""

from functools import cache
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password

from ordenes.models import Articulo, Cuadrilla, Vehiculo
from serviciosesp.core.models import Usuario
from serviciosesp.core.transiciones import ejecutar

from .agenda import APERTURA, CIERRE

CLAVE = "demo-P06-01"
GENTE = [
    # usuario, nombre, apellido, cargo, [(rol, área)]
    ("pqr", "Yolanda", "Riaño Bernal", "Auxiliar Administrativo PQR", [("pqr", "")]),
    ("supervisor", "Hernando", "Páez Rojas", "Técnico Supervisor", [("supervisor", "")]),
    ("cuadrilla", "Jhon Jairo", "Santafé Bolívar", "Capataz de cuadrilla", [("cuadrilla", "")]),
    ("jefe_area", "Ingrid", "Tibaquichá Moreno", "Jefe de Área", [("jefe_area", "")]),
    ("subgerencia", "Orlando", "Quiñones Vega", "Subgerente",
     [("subgerencia", area) for area in ("administrativa", "financiera", "tecnica")]),
    ("facturacion", "Milena", "Chaparro Ruiz", "Técnica de Facturación", [("facturacion", "")]),
    ("contabilidad", "Nubia", "Castañeda Peña", "Contadora", [("contabilidad", "")]),
    ("contabilidad2", "Fabián", "Umaña Forero", "Auxiliar Contable", [("contabilidad", "")]),
    ("almacen", "Saúl", "Garzón Zúñiga", "Almacenista", [("almacen", "")]),
    ("calidad", "Leidy", "Argüello Ibáñez", "Jefe de Control Interno", [("calidad", "")]),
    ("gerencia", "Camilo", "Güiza Duarte", "Gerente General", [("gerencia", "")]),
    ("administrador", "Mónica", "Santos Niño", "Administradora", [("administrador", "")]),
]  # fmt: skip
CUADRILLAS = [
    # clave, nombre, área, miembros
    ("acometidas", "Acometidas y medidores", "acueducto", ["cuadrilla"]),
    ("fontaneria", "Fontanería", "acueducto", ["cuadrilla"]),
    ("aseo", "Aseo y escombros", "aseo", ["cuadrilla"]),
    ("muestras", "Toma de muestras", "laboratorio", ["cuadrilla"]),
    ("revisiones", "Revisiones", "acueducto", ["supervisor", "cuadrilla"]),
]
CUADRILLA_DE = {
    "COM-ACO": "acometidas", "COM-REG": "acometidas", "COM-MED": "acometidas",
    "COM-VIA": "acometidas", "COM-FON": "fontaneria", "ESP-LAB": "muestras", "COM-RSO": "aseo",
    "COM-VOL": "aseo", "ESP-ESC": "aseo",
}  # fmt: skip
VEHICULOS = [
    # clave, placa, descripción, capacidad, activo
    ("volqueta", "OZV101", "Volqueta", "7 m³", True),
    ("camioneta", "OZV104", "Camioneta de redes", "1 m³", True),
    ("compactador", "OZV103", "Compactador", "14 m³", True),
    ("taller", "OZV105", "Camioneta, en el taller", "1 m³", False),
]
VEHICULO_DE = {"COM-VOL": "volqueta", "ESP-ESC": "volqueta", "COM-RSO": "compactador"}
ARTICULOS = [
    # código, descripción, unidad, existencia, con serie
    ("MED-15", 'Medidor volumétrico de 1/2" R160', "unidad", 24, True),
    ("MED-20", 'Medidor volumétrico de 3/4" R160', "unidad", 6, True),
    ("REG-12", 'Registro de paso de 1/2"', "unidad", 40, False),
    ("REG-34", 'Registro de paso de 3/4"', "unidad", 12, False),
    ("TUB-PF", 'Tubería PF+UAD de 1/2"', "m", 300, False),
    ("COL-63", 'Collar de derivación de 63 mm × 1/2"', "unidad", 30, False),
    ("CAJ-MED", "Caja para medidor", "unidad", 18, False),
    ("UNI-12", 'Unión universal de 1/2"', "unidad", 60, False),
    ("COD-12", 'Codo de 90° de 1/2"', "unidad", 80, False),
    ("CIN-TEF", "Cinta de teflón", "rollo", 50, False),
    ("SIL-PVC", "Soldadura líquida para PVC, 1/8", "frasco", 9, False),
    ("CEM-50", "Cemento gris, 50 kg", "bulto", 0, False),
]
MATERIAL_DE = {"COM-MED": "MED-15", "COM-REG": "REG-12"}
"""Service -> article with which it is provided."""


def fundar():
    """People, crews, vehicles and articles by their short names; repeated, it adds nothing."""
    gente = SimpleNamespace(**{fila[0]: persona(*fila) for fila in GENTE})
    cuadrillas = SimpleNamespace(**{fila[0]: cuadrilla(gente, *fila) for fila in CUADRILLAS})
    vehiculos = SimpleNamespace(**{fila[0]: vehiculo(gente, *fila) for fila in VEHICULOS})
    articulos = {fila[0]: articulo(gente, *fila) for fila in ARTICULOS}
    return SimpleNamespace(
        gente=gente, cuadrillas=cuadrillas, vehiculos=vehiculos, articulos=articulos
    )


def persona(usuario, nombre, apellido, cargo, asignaciones):
    """The short known password does not pass the validators: it is only for this."""
    existente = Usuario.objects.filter(username=usuario).first()
    if existente:
        return existente
    nueva = ejecutar(
        Usuario.guardar, Usuario(), por=None, username=usuario, first_name=nombre,
        last_name=apellido, documento="", cargo=cargo, email=f"{usuario}@example.com",
        is_active=True, asignaciones=asignaciones,
    )  # fmt: skip
    nueva.password = clave_cifrada()
    nueva.save(update_fields=["password"])
    return nueva


@cache
def clave_cifrada():
    """One for all: they share the password, and hashing is slow on purpose."""
    return make_password(CLAVE)


def cuadrilla(gente, clave, nombre, area, miembros):
    return Cuadrilla.objects.filter(nombre=nombre).first() or ejecutar(
        Cuadrilla.guardar, Cuadrilla(), por=gente.administrador, nombre=nombre, area=area,
        miembros=[getattr(gente, m) for m in miembros], entrada=APERTURA, salida=CIERRE,
        trabaja_festivos=False, activa=True,
    )  # fmt: skip


def vehiculo(gente, clave, placa, descripcion, capacidad, activo):
    return Vehiculo.objects.filter(placa=placa).first() or ejecutar(
        Vehiculo.guardar, Vehiculo(), por=gente.administrador, placa=placa,
        descripcion=descripcion, capacidad=capacidad, activo=activo,
    )  # fmt: skip


def articulo(gente, codigo, descripcion, unidad, existencia, con_serie):
    existente = Articulo.objects.filter(codigo=codigo).first()
    if existente:
        return existente
    nuevo = ejecutar(
        Articulo.guardar, Articulo(), por=gente.almacen, codigo=codigo, descripcion=descripcion,
        unidad=unidad, maneja_serie=con_serie, activo=True,
    )  # fmt: skip
    if existencia:
        series = [f"{codigo[-2:]}26{n:05d}" for n in range(1, existencia + 1)] if con_serie else ()
        ejecutar(
            Articulo.entrar, nuevo, por=gente.almacen, cantidad=existencia,
            nota="Compra, factura FV-2210", series=series,
        )  # fmt: skip
    return nuevo
