# Two commands matter: `make chat` and `make test`. Both set up everything they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := --require-hashes --requirement

.PHONY: chat test run lint bench faults simulate fuzz soak lock clean

chat: $(VENV)/.ready
	@$(BIN)/sanya chat

# Workers and the processes that tests start share their compiled modules, also where the
# environment says that none be kept: each would compile everything anew.
test: lint
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses auto --dist worksteal

run: $(VENV)/.ready
	@$(BIN)/sanya run

lint: $(VENV)/.ready-dev
	@$(BIN)/ruff check bot tests
	@$(BIN)/ruff format --check bot tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --config pyproject.toml

# Speed, memory and quality beside named peers; BENCH=folder measures your own register too.
bench: $(VENV)/.ready-bench
	@$(BIN)/python -m tests.bench $(if $(BENCH),--folder $(BENCH))

# Long runs: RUNS kills of an office at work, power cuts, full disks, flipped bits.
faults: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.faults --runs $(or $(RUNS),500)

# A crowd talks to the bot for MINUTES, with faults on; see tests/soak/README.md.
soak: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.soak --minutes $(or $(MINUTES),60)

# Generated input for the parsers for MINUTES; guided by coverage where atheris is installed.
fuzz: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),10)

# Ten years of reminders with crashes, floods, moves and downtime, judged by an oracle of its own.
simulate: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.simulation

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml .ci/constraints.txt | $(VENV)/bin/python
	@echo "Setting up (once) ..."
	@$(PIP) install $(LOCKED) .ci/constraints.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml .ci/constraints-dev.txt | $(VENV)/bin/python
	@echo "Setting up for tests (once) ..."
	@$(PIP) install $(LOCKED) .ci/constraints-dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.ready

$(VENV)/.ready-bench: $(VENV)/.ready-dev .ci/constraints-bench.txt
	@$(PIP) install $(LOCKED) .ci/constraints-bench.txt
	@touch $@

# Renew the hashed locks after a change of dependencies (needs uv).
lock:
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate pyproject.toml .ci/build.in -o .ci/constraints.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --extra dev pyproject.toml .ci/build.in -o .ci/constraints-dev.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --extra dev --extra bench pyproject.toml .ci/build.in \
		-o .ci/constraints-bench.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
