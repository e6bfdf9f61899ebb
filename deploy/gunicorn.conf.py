"""gunicorn: used by ``make run`` and by the service alike."""

import os

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("PROCESOS", "2"))  # about one a core
worker_class = "gthread"  # idle connections of browsers hold no worker
threads = int(os.environ.get("HILOS", "2"))
preload_app = True
timeout = 60  # seconds without a sign of life
graceful_timeout = 30  # seconds to finish what is being answered
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
control_socket_disable = True
accesslog = None  # the application writes its own line for each request
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "serviciosesp.core.registros.Json"}},
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["consola"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True}},
}
