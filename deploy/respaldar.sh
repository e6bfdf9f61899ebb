#!/usr/bin/env bash
# deploy/respaldar.sh FOLDER: database first, then files, so that no row lacks its file.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
destino=${1:?diga en qué carpeta guardar}/p06-$(date -u +%Y%m%dT%H%M%SZ)
base=${DATABASE_URL:-sqlite:///$PWD/datos/p06.sqlite3}
archivos=${MEDIA_ROOT:-$PWD/datos/archivos}
mkdir -p "$destino"

case $base in
sqlite:*)
    # The copy of a live SQLite file is no backup; SQLite's own copy is.
    .venv/bin/python - "${base#sqlite:///}" "$destino/base.sqlite3" <<'FIN'
import sqlite3, sys

origen, copia = (sqlite3.connect(ruta) for ruta in sys.argv[1:])
origen.backup(copia)
[(resultado,)] = copia.execute("PRAGMA integrity_check").fetchall()
tablas = copia.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
sys.exit(0 if resultado == "ok" and tablas else f"La copia no sirve: {resultado}")
FIN
    ;;
*)
    pg_dump --format=custom --file="$destino/base.dump" --dbname="$base"
    pg_restore --list "$destino/base.dump" | grep "TABLE DATA public django_migrations" >/dev/null
    ;;
esac
mkdir -p "$archivos"
tar -C "$archivos" -czf "$destino/archivos.tar.gz" .
(cd "$destino" && sha256sum -- * >SHA256SUMS)
echo "$destino"
