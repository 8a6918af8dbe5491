# Two commands do everything: `make brief` and `make test`. Needs Python 3.11+, make and git; the rest is made here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.dev

.PHONY: brief test lint size bench bench-coding bench-simulate verify-models clean lock

brief: $(READY)
	$(BIN)/estimative brief cases/russia-iran --out out

test: $(DEV)
	$(BIN)/pytest -n 2 --dist loadfile

lint: $(DEV)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

size: $(READY)
	$(BIN)/python scripts/size.py

bench: $(DEV)
	$(BIN)/python benchmarks/estimate.py

bench-coding: $(DEV)
	$(BIN)/python -m benchmarks.coding

bench-simulate: $(DEV)
	$(BIN)/python -m benchmarks.simulate

verify-models: $(DEV)
	$(BIN)/python -m benchmarks.models

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or later is needed: make PYTHON=python3.12"'
	$(PYTHON) -m venv $(VENV)

$(READY): requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(DEV): requirements-dev.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

lock: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
	    --python-version 3.11 pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
	    --python-version 3.11 --extra dev pyproject.toml --group build -o requirements-dev.lock

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
