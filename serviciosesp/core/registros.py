"""Log lines: one JSON object each, with the request's id and without personal data."""

import contextvars
import json
import logging
import re
from datetime import UTC, datetime

# Id of the request being answered; "-" outside of one (worker, commands).
peticion_id = contextvars.ContextVar("peticion_id", default="-")

# What must not reach a log: tokens of public links, mail addresses, the row that a database
# quotes in its complaint, and long numbers (cédulas, phones, accounts).
_OCULTAR = [
    (re.compile(r"(/[sev]/)[^/\s?\"']+"), r"\1***"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "***@***"),
    (re.compile(r"(DETAIL:)[^\n]*"), r"\1 ***"),
    (re.compile(r"(?<![\w-])\d{7,}(?![\w-])"), "***"),
]
# The attributes every record has; whatever else it carries came in ``extra``.
_PROPIOS = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_AJENOS = {"request", "server_time"}


def limpiar(texto):
    """``texto`` without public tokens, addresses, quoted rows or long numbers."""
    for patron, reemplazo in _OCULTAR:
        texto = patron.sub(reemplazo, texto)
    return texto


class Json(logging.Formatter):
    """Formatter: time (UTC), level, logger, request id, message, ``extra`` fields, traceback."""

    def format(self, record):
        linea = {
            "hora": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "nivel": record.levelname,
            "origen": record.name,
            "peticion": peticion_id.get(),
            "mensaje": limpiar(record.getMessage()),
        }
        for nombre, valor in vars(record).items():
            if nombre not in _PROPIOS | _AJENOS:
                linea[nombre] = valor if isinstance(valor, int | float) else limpiar(str(valor))
        if record.exc_info:
            linea["traza"] = limpiar(self.formatException(record.exc_info))
        return json.dumps(linea, ensure_ascii=False)
