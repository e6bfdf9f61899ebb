"""Clients and premises of the demonstration: invented names, numbers nobody has, example.com."""

from stdnum.co import nit

from serviciosesp.core.transiciones import ejecutar
from solicitudes.models import Cliente, Predio

NOMBRES = (
    "Rosalba,José Reinaldo,Ximena,Óscar Iván,Blanca Inés,Yesid,Martha Lucía,Édgar,Zoraida,"
    "Wilson Andrés,María del Carmen,Germán,Sandra Milena,Álvaro,Leonor,Jairo,Consuelo,Nairo,"
    "Ana Delfina,Campo Elías"
).split(",")
APELLIDOS = (
    "Garzón de Pinilla,Tibaquichá Piñeros,Ladrón de Guevara,Benavides Güiza,Quiñones Argüello,"
    "Díaz-Granados,Gómez Ñáñez,Forero Zúñiga,Peña Cárdenas,Chiquiza Ibáñez,O'Byrne Santafé,"
    "Umaña Camargo,Velásquez Rojas,Chaparro Mesa,Sánchez Sánchez,Murillo Núñez,Fonseca Vega"
).split(",")
EMPRESAS = [
    "Constructora Río Neusito S.A.S.", "Panadería La Espiga de Oro", "Conjunto El Nogal P.H.",
    "Institución Educativa La Salina", "Lácteos del Páramo S.A.S.", "Hotel Catedral de Sal",
    "Parroquia San Antonio", "Ferretería El Tornillo Ltda.",
]  # fmt: skip
BARRIOS = ["San Pablo", "La Esmeralda", "Centro", "San Juanito", "Santa Isabel", "Algarra"]
URBANAS = [
    "Cra {a} # {b}-{c}", "Calle {a} No. {b} - {c}", "CL {a} A # {b}-{c} AP 301",
    "Dg {a} # {b}-{c} Int 2", "Kr {a} bis # {b}-{c}", "Tv {a} # {b} Sur-{c}", "MZ {a} CA {b}",
    "Avenida {a} # {b}-{c} Local 4",
]  # fmt: skip
RURALES = [
    "Vereda San Jorge, finca El Mirador", "VDA Páramo Alto FCA La Cabaña KM 4 VIA Cogua",
    "Vereda Barandillas, lote 7", "Junto al tanque de la loma, portón verde",
    "Vereda Río Frío, escuela vieja", "VDA El Tunal FCA Los Alisos",
]  # fmt: skip
CON_CUENTA = 54


def poblar(pqr):
    """(premises with an account, premises without one)."""
    con_cuenta = [predio(pqr, n, cliente(pqr, n)) for n in range(CON_CUENTA)]
    sin_cuenta = [
        rural(pqr, direccion, cliente(pqr, CON_CUENTA + n)) for n, direccion in enumerate(RURALES)
    ]
    return con_cuenta, sin_cuenta


def cliente(pqr, n):
    datos = empresa(n // 7) if n % 7 == 6 else persona(n)
    correo = f"usuario{n:02d}@example.com" if n % 3 else ""
    return ejecutar(Cliente.guardar, Cliente(), por=pqr, correo=correo, **datos)


def persona(n):
    return {
        "tipo_documento": "CC", "documento": str(1_937_000_101 + n * 7_919),
        "nombre": f"{NOMBRES[n % len(NOMBRES)]} {APELLIDOS[n * 5 % len(APELLIDOS)]}",
        "telefono": f"30000{n * 173 % 100_000:05d}",
    }  # fmt: skip


def empresa(n):
    numero = str(990_100_200 + n * 1_337)
    return {
        "tipo_documento": "NIT", "documento": f"{numero}-{nit.calc_check_digit(numero)}",
        "nombre": EMPRESAS[n % len(EMPRESAS)], "telefono": f"601555{1000 + n * 37}",
    }  # fmt: skip


def predio(pqr, n, titular):
    es_empresa = titular.tipo_documento == "NIT"
    forma = URBANAS[n % len(URBANAS)]
    return ejecutar(
        Predio.guardar, Predio(), por=pqr, titular=titular,
        direccion=forma.format(a=3 + n * 3 % 28, b=1 + n * 5 % 40, c=2 + n * 7 % 90),
        barrio=BARRIOS[n % len(BARRIOS)], matricula=f"{10_000 + n * 7:08d}",
        uso="comercial" if es_empresa else "residencial", estrato=None if es_empresa else 1 + n % 4,
    )  # fmt: skip


def rural(pqr, direccion, titular):
    return ejecutar(
        Predio.guardar, Predio(), por=pqr, titular=titular, direccion=direccion, barrio="",
        matricula="", uso="residencial", estrato=1,
    )  # fmt: skip
