# Two commands do all the set-up: `make run` and `make test`. Both make their own .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A process a core, and no more than four: each fits its own models first.
SIDE_BY_SIDE := -n auto --maxprocesses 4
QUIET := PIP_DISABLE_PIP_VERSION_CHECK=1

.PHONY: screenshots run test test-slow check lint format quality bench-speed clean help

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

run: $(VENV)/.run  ## the whole pipeline over the bundled demo newsroom, ending with the incident table
	@$(BIN)/newsagg demo

test: $(VENV)/.dev  ## the fast tests
	$(BIN)/python -m pytest -m "not slow" $(SIDE_BY_SIDE) --dist worksteal

test-slow: $(VENV)/.dev  ## tests that start servers, build wheels or kill processes
	$(BIN)/python -m pytest -m slow $(SIDE_BY_SIDE) --dist loadfile

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: test test-slow lint  ## all of it, as .ci/run does

RECORD ?= var/demo.db
screenshots: $(VENV)/.dev  ## pictures of the desk and the digest for the documentation, from RECORD (default var/demo.db)
	$(BIN)/python -m tests.screens.desk $(RECORD)
	$(BIN)/python -m tests.screens.digest $(RECORD)

SHARED ?= ../shared
quality: $(VENV)/.dev  ## measure on our own sets and on the labelled folders under SHARED (default ../shared), skipping what is absent
	@$(BIN)/python benchmarks/fresh.py
	@for folder in gold stream stories; do \
	    if test -d $(SHARED)/$$folder; then \
	        echo "== $(SHARED)/$$folder"; \
	        $(BIN)/python benchmarks/quality.py $(SHARED)/$$folder --out var/quality/$$folder || exit 1; \
	    else echo "== $(SHARED)/$$folder is not here: skipped"; fi; \
	done
	@if test -d $(SHARED)/gold; then $(BIN)/python benchmarks/scopes.py $(SHARED)/gold var/quality/gold/predictions.jsonl; fi
	@if test -d $(SHARED)/stream; then $(BIN)/python benchmarks/relevance.py $(SHARED)/stream --fast; fi
	@$(BIN)/python benchmarks/speed.py

bench-speed: $(VENV)/.dev  ## articles and entries a second on one core, start and memory, against peers
	@$(BIN)/python benchmarks/speed.py

$(VENV)/.run: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(QUIET) $(BIN)/python -m pip install --quiet -r requirements/run.txt
	$(QUIET) $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(QUIET) $(BIN)/python -m pip install --quiet -r requirements/dev.txt
	@touch $@

clean:  ## remove the .venv and everything that can be made again
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
