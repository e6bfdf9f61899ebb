#!/bin/sh
# Prints the Python to use: 3.13, or else 3.12 or 3.14.
version=$(cat .python-version)
raiz=${PYENV_ROOT:-$HOME/.pyenv}
for python in "$PYTHON" "$raiz/versions/$version/bin/python3" \
    python3.13 "$HOME/.local/bin/python3.13" "$raiz"/versions/3.13.*/bin/python3 \
    python3.12 "$raiz"/versions/3.12.*/bin/python3 python3.14 python3; do
    [ -n "$python" ] || continue
    prueba='import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))'
    if "$python" -c "$prueba" 2>/dev/null; then
        echo "$python"
        exit 0
    fi
done
cat >&2 <<FIN
Falta Python 3.13 (sirve desde 3.12) con sus módulos venv y ensurepip.
  Si su sistema lo trae:   apt-get install python3.13 python3.13-venv
  Con pyenv o con uv:      pyenv install $version   |   uv python install 3.13
  En otra carpeta:         make run PYTHON=/ruta/a/python3.13
FIN
exit 1
