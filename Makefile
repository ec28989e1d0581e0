# Two commands on a machine with Python 3.11 or newer: `make demo` shows what dayline does, `make test` proves it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint gate bench clean

demo: $(VENV)/run.stamp
	$(BIN)/dayline demo --output demo

test: $(VENV)/dev.stamp
	$(BIN)/ruff check src tests eval bench tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile --cov --cov-report=term
	$(BIN)/python eval/gate.py

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check src tests eval bench tools
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(VENV)/dev.stamp
	$(BIN)/python eval/gate.py

bench: $(VENV)/dev.stamp
	$(BIN)/python bench/throughput.py
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/collecting.py

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dayline needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/run.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) demo build
