"""Settings of the test run: those of a local trial, quick passwords, nothing outside /tmp."""

import atexit
import os
import shutil
import tempfile

os.environ["DEMO"] = "1"
os.environ["DEBUG"] = "0"
os.environ["SECRET_KEY"] = "solo-para-las-pruebas-0123456789-abcdefghijklmnopqrstuvwxyz"
CARPETA = tempfile.mkdtemp(prefix="p06-pruebas-")
atexit.register(shutil.rmtree, CARPETA, ignore_errors=True)
# A file, not memory: threads and the live server lock it as they would in service.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{CARPETA}/p06.sqlite3")

from .settings import *  # noqa: E402, F403
from .settings import DATABASES, DIARIO_SQLITE  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{CARPETA}/pruebas.sqlite3"}
    # The tests need no durability: nothing is waited for on disk.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        f"PRAGMA journal_mode={DIARIO_SQLITE};PRAGMA synchronous=OFF;"
        "PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
    )
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
MEDIA_ROOT = f"{CARPETA}/archivos"
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
