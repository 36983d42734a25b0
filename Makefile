# make run   set up everything, build the demo district and serve it on 127.0.0.1:8000
# make test  the tests; make lint  ruff, mypy, import contracts; make bench  the benchmarks
PY ?= python3
BIN := .venv/bin

.venv/ready: requirements.lock pyproject.toml $(wildcard src/qamtu/locale/*/LC_MESSAGES/*.po)
	$(PY) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/pybabel -q compile -D django -d src/qamtu/locale
	touch .venv/ready

.PHONY: run test lint bench setup
setup: .venv/ready

run: setup
	$(BIN)/qamtu demo scenarios/syrdarya-2021-11-15.toml --if-missing
	$(BIN)/qamtu serve

test: setup
	./tests/ensure-system-packages
	$(BIN)/python -m pytest -n 2

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src/qamtu/web/templates --lint --quiet

bench: setup
	$(BIN)/pip install --quiet --disable-pip-version-check "openfisca-core>=46" "scipy>=1.15"
	$(BIN)/python -m bench
