"""Contextos as `docs/documentos.md` describes them: the common part and solicitudes. Invented."""

RESPONSABLE = {"nombre": "Ing. Patricia Lozano Ruge", "cargo": "Subgerencia Técnico Operativa"}
COMUNES = {
    "control": {
        "codigo": "R06-01-01",
        "titulo": "Orden de Servicio",
        "emisor": "Subgerencia Técnico Operativa",
        "fecha_emision": "01-sep-08",
        "fecha_cambio": "01-ago-17",
        "l_c": "E",
        "elaborado": RESPONSABLE,
        "revisado": {"nombre": "Liliana Acero Montoya", "cargo": "Jefe Control Interno"},
        "aprobado": {"nombre": "Álvaro Quiroga Nieto", "cargo": "Gerente General"},
    },
    "empresa": {
        "nombre": "Aguas de la Salina E.S.P.",
        "nit": "899.999.714-1",
        "direccion": "CL 4 # 7-21, Zipaquirá",
        "telefono": "601 595 3888",
        "correo": "pqr@aguasdelasalina.example",
    },
    "radicado": "S-2026-00418",
    "numero": "0093",
    "verificacion_url": "https://esp.example/verificar/7QK2-M9TD/",
    "verificacion_codigo": "7QK2-M9TD",
    "emitido_en": "24/11/2026 09:12",
    "emitido_por": "Marcela Ospina",
    "cliente": {
        "nombre": "Lácteos El Rincón S.A.S.",
        "tipo_documento": "NIT",
        "documento": "900.637.215-6",
        "direccion": "Vereda San Jorge, finca El Mirador, km 3 vía a Ubaté, portón verde",
        "barrio": "San Jorge",
        "matricula": "No tiene",
        "telefono": "310 552 8840",
        "correo": "compras@lacteoselrincon.example",
        "contacto": "Wilson Ariza",
    },
    "servicio": {
        "codigo": "ESP-LAB",
        "nombre": "Venta de servicios de laboratorio",
        "clase": "Especial",
        "cobro": "Pago previo",
    },
}
CONSENTIMIENTO = {
    "texto": "Autorizo a Aguas de la Salina E.S.P. a usar mis datos para prestar el servicio.",
    "version": "versión 3",
    "canal": "ventanilla",
    "fecha": "12/11/2026 09:03",
    "otorgado_por": "Wilson Ariza",
}
DESCRIPCION = (
    "Análisis fisicoquímico y microbiológico del agua del pozo y del tanque de proceso, para la "
    "renovación del permiso sanitario. Piden tomar las dos muestras el mismo día, antes de las 10."
)
VALOR = {
    "version": "1",
    "notificada": "19/11/2026",
    "valida_hasta": "11/12/2026",
    "acto": "Resolución 014 del 18/12/2025",
    "lineas": [
        {
            "concepto": "LAB-FQ",
            "descripcion": "Análisis fisicoquímico de agua (pH, turbiedad)",
            "unidad": "muestra",
            "cantidad": "2",
            "valor_unitario": 124000,
            "iva": "19 %",
            "valor": 248000,
        },
        {
            "concepto": "LAB-MB",
            "descripcion": "Análisis microbiológico (coliformes, E. coli)",
            "unidad": "muestra",
            "cantidad": "2",
            "valor_unitario": 80000,
            "iva": "19 %",
            "valor": 160000,
        },
    ],
    "subtotal": 408000,
    "descuento": 0,
    "ivas": [{"etiqueta": "IVA 19 %", "valor": 77520}],
    "total": 485520,
    "total_letras": "cuatrocientos ochenta y cinco mil quinientos veinte pesos",
}


def papel(codigo, titulo, **propios):
    """Contexto of the form `codigo`: the common part and what is its own."""
    control = {**COMUNES["control"], "codigo": codigo, "titulo": titulo}
    return {**COMUNES, "control": control, **propios}


DE_SOLICITUDES = {
    "solicitudes/documentos/constancia.html": papel(
        "P06-01",
        "Constancia de radicación",
        numero="",
        recibida_en="12/11/2026 09:03",
        fecha_peticion="11/11/2026",
        canal="correo",
        solicitante="Wilson Ariza, autorizado",
        recibe={"nombre": "Marcela Ospina", "cargo": "Auxiliar Administrativo PQR"},
        descripcion=DESCRIPCION,
        cantidad="2 muestras",
        sitio="Planta, vereda San Jorge",
        fecha_deseada="primera semana de diciembre",
        registro_has="",
        termino={
            "dias": 15,
            "vence": "jueves 3 de diciembre de 2026",
            "cuenta": "del 13/11 al 03/12 hay 21 días − 5 de fin de semana − 1 festivo = 15.",
            "norma": "Ley 142 de 1994, artículo 158.",
        },
        pasos=["El jefe de Laboratorio decide si la puede atender.", "Le avisamos el valor."],
        seguimiento={
            "url": "esp.example/seguimiento",
            "telefono": "601 595 3888",
            "horario": "lunes a viernes de 7:30 a. m. a 4:30 p. m.",
        },
        consentimiento=CONSENTIMIENTO,
    ),
    "solicitudes/documentos/liquidacion.html": papel(
        "P06-01",
        "Liquidación del servicio",
        valor=VALOR,
        fecha="19/11/2026",
        reemplaza="",
        descripcion=DESCRIPCION,
        cobro="pago_previo",
        recursos="",
        liquida={"nombre": "Ana Prieto", "cargo": "Auxiliar de facturación"},
        pago={
            "referencia": "0093-4412",
            "forma": "Consignación o PSE",
            "instrucciones": [
                "Bancolombia, cuenta de ahorros 123-456789-01.",
                "PSE en esp.example/pagar.",
            ],
        },
    ),
    "solicitudes/documentos/orden_servicio.html": papel(
        "R06-01-01",
        "Orden de Servicio",
        valor=VALOR,
        consentimiento=CONSENTIMIENTO,
        recibida_en="12/11/2026 09:03",
        fecha_peticion="11/11/2026",
        canal="correo",
        area="Laboratorio",
        recibe={"nombre": "Ing. Natalia Bermúdez", "cargo": "Jefe de Laboratorio"},
        descripcion=DESCRIPCION,
        cantidad="2 muestras",
        sitio="Planta, vereda San Jorge",
        fecha_deseada="primera semana de diciembre",
        observaciones="",
        pago={
            "referencia": "0093-4412",
            "forma": "Consignación Bancolombia",
            "validado": "Pendiente: el servicio se programa con el pago validado",
            "recibido": "$ 400.000 el 23/11/2026 · faltan $ 85.520",
        },
        programacion={},
        firmas={
            "solicita": "Wilson Ariza, CC 80.542.117",
            "recibe": "Ing. Natalia Bermúdez",
            "autoriza": "Subgerencia Técnico Operativa",
        },
        condiciones=["El cliente da acceso al sitio.", "El informe se entrega en 10 días hábiles."],
    ),
    "solicitudes/documentos/aviso_decision.html": papel(
        "P06-01",
        "Respuesta a la solicitud",
        numero="",
        decision="aceptada",
        lugar_fecha="Zipaquirá, 20 de noviembre de 2026",
        recibida_en="12/11/2026",
        descripcion=DESCRIPCION,
        motivo="Se puede prestar",
        explicacion="Hay capacidad en diciembre.",
        pasos=["Le notificamos el valor.", "Usted paga y Contabilidad valida el pago."],
        valor_texto="Según la tarifa vigente; se lo notificamos antes de programar.",
        canal="correo a compras@lacteoselrincon.example",
        firma=RESPONSABLE,
        recursos="",
    ),
}
