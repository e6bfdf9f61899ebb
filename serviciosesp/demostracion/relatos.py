"""What people of the demonstration say and write, by service."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

NECESIDADES = {
    "COM-ACO": [
        "Sale agua al pie del andén, justo donde entra el tubo a la casa",
        "La acometida está rota desde que arreglaron la vía",
        "Baja muy poca agua; el vecino tiene buena presión",
    ],
    "COM-REG": [
        "El registro de paso no cierra y gotea todo el día",
        "El registro quedó duro, no se puede cerrar el agua",
    ],
    "COM-RSO": [
        "Poda de diez árboles del conjunto, ya está amontonada",
        "Muebles viejos y cartón de la bodega después de inventario",
    ],
    "COM-VIA": [
        "Necesito la viabilidad para la licencia de construcción de dos pisos",
        "Disponibilidad de acueducto y alcantarillado para un local nuevo",
    ],
    "COM-FON": [
        "Se devuelve el agua por el sifón de la cocina",
        "El flotador del tanque no sirve y el agua se bota",
        "Hay humedad en la pared del baño",
    ],
    "COM-MED": [
        "El medidor está frenado, la factura viene por promedio",
        "Medidor nuevo para el apartamento del segundo piso",
    ],
    "COM-VOL": [
        "Un viaje de tierra negra para el jardín del colegio",
        "Dos viajes de arena desde el depósito hasta la obra",
    ],
    "ESP-LAB": [
        "Análisis del agua del pozo antes de usarla en la lechería",
        "Control mensual del agua de la piscina del hotel",
        "El agua del tanque huele raro, quieren saber si se puede tomar",
    ],
    "ESP-ESC": [
        "Escombros de la remodelación de la cocina, unos cuatro metros",
        "Tierra y ladrillo de tumbar un muro, en el antejardín",
    ],
}
HALLAZGOS = {
    "procede": ["Se puede hacer; hay espacio para trabajar", "Se midió; el acceso es bueno"],
    "procede_condiciones": ["Se puede hacer, con el sitio despejado"],
    "no_procede": ["El daño está en la red interna y es de otra obra, en garantía"],
    "resuelto_en_visita": ["Estaba cerrada la llave: se abrió y quedó con buena presión"],
}
ACTIVIDADES = {
    "COM-ACO": ["Se cambió el tramo de tubería y el collar; se probó sin fugas"],
    "COM-REG": ["Se cambió el registro de paso y se probó cerrado y abierto"],
    "COM-RSO": ["Se recogió todo y se barrió el sitio"],
    "COM-VIA": ["Se revisaron redes y presión; concepto favorable"],
    "COM-FON": ["Se destapó la tubería y se cambió el sifón", "Se cambió el flotador del tanque"],
    "COM-MED": ["Se instaló el medidor con su sello; lectura inicial 0"],
    "COM-VOL": ["Se hicieron los viajes pedidos"],
    "ESP-LAB": ["Se tomó la muestra con su cadena de custodia y se entregó el informe"],
    "ESP-ESC": ["Se recogieron los escombros y se llevaron al sitio autorizado"],
}


def foto(n):
    """The photo that proves that the survey was left at the premises."""
    imagen = Image.new("RGB", (640, 480), (196, 188, 172))
    dibujo = ImageDraw.Draw(imagen)
    dibujo.rectangle([200, 120, 440, 480], fill=(92, 64, 51))
    dibujo.rectangle([280, 250, 360, 360], fill=(250, 250, 245), outline=(120, 120, 120))
    dibujo.text((292, 268), f"R10-01-03\n{n:03d}", fill=(30, 30, 30))
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=80)
    return SimpleUploadedFile("encuesta_en_la_puerta.jpg", salida.getvalue(), "image/jpeg")
