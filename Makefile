# What a person types here. `make help` lists it; every target prepares what it needs.

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3; do \
	"$$p" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
# Stamps carry the folder's name as a number: a copied or moved checkout installs itself anew.
HERE := $(shell pwd | cksum | cut -d' ' -f1)
RUNTIME := .venv/runtime-$(HERE).stamp
DEV := .venv/dev-$(HERE).stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# A lock is installed as it is, with nothing to resolve and so nothing that depends on the day; `pip check` then shows it whole.
LOCKED := $(PIP) install --no-deps --require-hashes
WHOLE := said=$$($(BIN)/python -m pip --disable-pip-version-check check) || { echo "$$said" >&2; exit 1; }
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: help enrich test lint lock pythons clean accuracy bench
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 10

enrich: $(RUNTIME) ## set up, then correct the configured lists (ARGS="…" is passed on)
	@$(BIN)/sdgmeta enrich $(ARGS) || { status=$$?; [ $$status -eq 3 ] || exit $$status; \
	echo "make: some source could not be asked (exit status 3); all the rest is saved, so this counts as done." >&2; }

test: lint ## set up, check form and types, run every test
	@echo "Testing …"
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term $(ARGS)

lint: $(DEV) ## set up, check form and types only
	@echo "Checking form and types …"
	@$(BIN)/python -m ruff format --check --quiet . && $(BIN)/python -m ruff check --quiet . && $(BIN)/python -m mypy

accuracy: $(RUNTIME) ## measure against labels (LABELS=file) and write docs/accuracy.md
	@$(BIN)/python benchmarks/accuracy.py $(if $(LABELS),--labels "$(LABELS)")

bench: $(DEV) ## measure times, memory and requests, each side by side
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/deriving.py

pythons: ## try both README commands on every Python ≥ 3.11 found, in fresh clones (TARGETS="enrich test")
	@.ci/pythons $(TARGETS)

lock: ## write requirements/*.txt anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv (https://docs.astral.sh/uv/)." >&2; exit 1; }
	@$(LOCK) pyproject.toml -o requirements/runtime.txt
	@$(LOCK) pyproject.toml --group dev -c requirements/runtime.txt -o requirements/dev.txt
	@$(LOCK) requirements/build.in -c requirements/dev.txt -o requirements/build.txt

clean: ## remove the virtual environment and what the checks leave behind
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(BIN)/python:
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { echo "sdgmeta needs Python 3.11 or newer: install it, or name it: make PYTHON=/path/to/python3 …" >&2; exit 2; }
	@echo "Making a virtual environment in .venv …"
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; \
	echo "The virtual environment could not be made: your Python may lack venv (Debian, Ubuntu: apt install python3-venv)." >&2; exit 2; }

$(RUNTIME): $(BIN)/python pyproject.toml requirements/build.txt requirements/runtime.txt
	@echo "Installing what sdgmeta needs (pinned, hashes checked) …"
	@$(LOCKED) -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(WHOLE)
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
	@echo "Installing what the tests need …"
	@$(LOCKED) -r requirements/dev.txt
	@$(WHOLE)
	@touch $@
