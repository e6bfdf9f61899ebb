# make run    starts the trial on http://127.0.0.1:8000 (PORT=… for another port)
# make test   everything that must hold: rules of style, checks, tests on SQLite and PostgreSQL

VENV := .venv
PY := $(VENV)/bin/python
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
export PORT ?= 8000
export PYTHON ?=

.PHONY: run demo test lint check sistema sistema-pruebas
.DEFAULT_GOAL := run
.NOTPARALLEL:

run: sistema $(VENV)/listo
	@exec deploy/arrancar.sh

demo: sistema $(VENV)/listo
	@DEMO=1 $(PY) manage.py migrate --noinput -v 0
	@DEMO=1 $(PY) manage.py demo

test: lint check sistema-pruebas
	env -u DATABASE_URL $(PY) -m pytest $(PRUEBAS)
	$(PY) pruebas_pg.py $(PY) -m pytest $(PRUEBAS)

lint: $(VENV)/listo-pruebas
	$(PY) -m ruff check .
	$(PY) -m djlint templates --lint --quiet

# As in service: settings that no trial has.
check: sistema $(VENV)/listo-pruebas
	@DEMO=1 $(PY) manage.py makemigrations --check --dry-run
	@DEMO=0 DEBUG=0 SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))') \
		SITIO_URL=https://servicios.example ALLOWED_HOSTS=servicios.example \
		EMAIL_URL=smtp+tls://localhost:587 $(PY) manage.py check --deploy --fail-level WARNING

sistema:
	@deploy/sistema.sh $(PANGO)

sistema-pruebas:
	@deploy/sistema.sh $(PANGO) chromium poppler-utils

$(VENV)/pyvenv.cfg:
	@python=$$(deploy/python.sh) && "$$python" -m venv $(VENV)

$(VENV)/listo: requirements.txt | $(VENV)/pyvenv.cfg
	@echo "Instalando requirements.txt…"
	@$(PIP) -r requirements.txt && touch $@

$(VENV)/listo-pruebas: requirements-dev.txt $(VENV)/listo
	@echo "Instalando requirements-dev.txt…"
	@$(PIP) -r requirements-dev.txt && touch $@
