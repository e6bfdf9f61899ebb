#!/usr/bin/env bash
# Starts the trial on this machine: database, data, web and worker. Ctrl-C stops all of it.
set -euo pipefail
cd "$(dirname "$0")/.."
export DEMO=1 PORT="${PORT:-8000}"
python=.venv/bin/python
registro=datos/registro.log
[ -d datos ] || mkdir -m 700 datos  # personal data: for their owner alone

vive() { kill -0 "$1" 2>/dev/null; }
atiende() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }

if atiende; then
    echo "El puerto $PORT está ocupado. Use otro:  make run PORT=$((PORT + 1))" >&2
    exit 1
fi

reunir_estaticos() {
    local lista=staticfiles/staticfiles.json
    if [ ! -e $lista ] || [ -n "$(find static requirements.txt -newer $lista -print -quit)" ]; then
        # As in service: with hashed names, compressed.
        DEMO=0 DEBUG=0 SECRET_KEY=$($python -c 'import secrets; print(secrets.token_urlsafe(60))') \
            $python manage.py collectstatic --noinput --clear -v 0
    fi
}

web=0 trabajador=0
arrancar_web() {
    $python -m gunicorn -c deploy/gunicorn.conf.py serviciosesp.wsgi >>$registro 2>&1 &
    web=$!
}
arrancar_trabajador() {
    nice -n 10 $python manage.py trabajador "$@" >>$registro 2>&1 &
    trabajador=$!
}

parar() {
    trap - INT TERM EXIT
    for proceso in $web $trabajador; do
        [ "$proceso" -eq 0 ] || kill -TERM "$proceso" 2>/dev/null || true
    done
    wait
}
trap 'parar; echo; echo "Detenido. Los datos quedan en datos/."; exit 0' INT TERM
trap parar EXIT

fallo() {
    echo "No arrancó. Lo último que dijo $registro:" >&2
    tail -n 15 $registro >&2
    exit 1
}

echo "Preparando los datos; la primera vez puede tardar un minuto o dos…"
reunir_estaticos 2>>$registro || fallo
$python manage.py migrate --noinput -v 0 2>>$registro || fallo
usuarios=$($python manage.py demo 2>>$registro) || fallo
arrancar_web
arrancar_trabajador --forzar  # a trial may have been put away for weeks
for _ in $(seq 150); do
    if atiende || ! vive $web; then break; fi
    sleep 0.2
done
atiende && vive $trabajador || fallo
printf '\n%s\n\n  Abra http://127.0.0.1:%s  (Ctrl-C para detener)\n  Registro: %s\n' \
    "$usuarios" "$PORT" "$registro"

# As the service does: what ends by itself is started again.
while true; do
    wait -n $web $trabajador || true
    sleep 1
    vive $web || arrancar_web
    vive $trabajador || arrancar_trabajador
done
