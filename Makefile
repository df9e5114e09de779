# Everything here needs Python 3.11 or newer and make, nothing else. `make help` says what there is.

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(firstword $(foreach p,$(PYTHONS),$(shell $(p) -c 'import sys; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
BIN := .venv/bin
PORT ?= 8080
DEMO_HOME ?= demo-home
WORKERS ?= 2

.PHONY: help setup setup-tests demo test bench check format lock clean

help:
	@echo "make demo     the bot with an embedded chat and an invented network, at http://localhost:$(PORT)"
	@echo "make test     all tests"
	@echo "make check    ruff, pyright and the format check"
	@echo "make bench    ratios against limits and peers, also in build/bench.json"
	@echo "make setup    .venv with the locked libraries and the netbot command (the others do this by themselves)"
	@echo "make lock     the lock files anew from pyproject.toml (needs uv)"

setup: $(BIN)/.ready
setup-tests: $(BIN)/.tests-ready

$(BIN)/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "There is no Python 3.11 or newer here. Install one, for example: apt install python3 python3-venv"; exit 1; }
	@echo "Setting up .venv with the locked libraries. This happens once and takes about a minute."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python lacks venv. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/.tests-ready: $(BIN)/.ready tests/requirements.lock
	@echo "Adding what the tests need."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@

demo: setup
	@exec $(BIN)/netbot demo --port $(PORT) --home $(DEMO_HOME)

test: setup-tests
	@echo "Running all tests. Those in a browser need Chromium, those on PostgreSQL its server; without, they say so."
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: setup-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

format: setup-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-tests .venv-bench/.ready
	@$(BIN)/python -m tests.bench $(TOPICS)

.venv-bench/.ready: tests/bench/requirements.lock
	@echo "Adding errbot, beside which the bot is measured, in .venv-bench."
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/bench/requirements.lock
	@touch $@

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	$(COMPILE) --extra build --extra postgresql pyproject.toml -o requirements.lock
	$(COMPILE) --extra build --extra postgresql --extra test -c requirements.lock pyproject.toml -o tests/requirements.lock

clean:
	rm -rf .venv .venv-bench build demo-home
