#!/bin/sh
# Checks the parts of the system named as arguments (Debian packages); as root, installs them.
command -v dpkg-query >/dev/null || { echo "Sin dpkg: instale el equivalente de: $*" >&2; exit 0; }
for paquete in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$paquete" 2>/dev/null | grep -qx installed ||
        faltan="$faltan $paquete"
done
[ -n "$faltan" ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "Faltan partes del sistema. Ejecute:  sudo apt-get install -y$faltan" >&2
    exit 1
fi
echo "Instalando:$faltan"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install -y -qq --no-install-recommends $faltan >/dev/null
