# make run, make test: everything a fresh machine with Python 3.11 or newer needs is set up on the way.
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: run test check bench demo fuzz soak replicas licences lock clean

run: .venv/run
	@$(BIN)/dramatis run

# Two processes; PYTEST="-n 0 tests/bot" runs a part in one.
PYTEST ?= -n 2
test: check
	@$(BIN)/python -m pytest $(PYTEST)

check: .venv/dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --config pyproject.toml > .venv/lint-imports.log || (cat .venv/lint-imports.log; exit 1)

demo: .venv/run
	@$(BIN)/dramatis demo

bench: .venv/dev
	@$(BIN)/python -m tests.bench

fuzz: .venv/dev
	@$(BIN)/python -m tests.fuzz $(FUZZ)

licences: .venv/dev
	@$(BIN)/python -m tests.supply

# Minutes of replicas that are killed: SOAK="--minutes 10".
soak: .venv/dev
	@$(BIN)/python -m tests.soak $(SOAK)

# A playground, a PostgreSQL and two replicas of the bot on this machine: REPLICAS="--install" installs into both workspaces.
replicas: .venv/dev
	@$(BIN)/python -m tests.replicas $(REPLICAS)

# Set-up: uv comes by pip, everything else by uv from the lock files (names, versions and hashes; no addresses).
.venv/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Dramatis needs Python 3.11 or newer.") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/run: .venv/uv requirements.lock requirements-encoder.lock pyproject.toml
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes --no-deps -r requirements.lock -r requirements-encoder.lock
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

# Makes the lock files anew from pyproject.toml.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: .venv/uv
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	@$(COMPILE) pyproject.toml --extra dask -c requirements-dev.lock -o requirements-dask.lock

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
