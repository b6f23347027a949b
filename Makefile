# Every target sets up what it needs on a fresh machine. Windows: run the commands of a recipe in Git Bash, or see CONTRIBUTING.md.
PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
READY_BENCH := $(VENV)/.ready-bench

.DEFAULT_GOAL := help
.PHONY: help demo test check format contract torture bench fuzz soak texts vendor clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(READY) vendor ## show the example network: the introductions it answers, then the web application
	$(BIN)/entremise demo $(DEMO)

test: check ## run every check and test; parts that need Java, Maven or a browser are left out, loudly, where there is none
	$(BIN)/python -m pytest $(TESTS)

check: $(READY_DEV) ## lint, types (of our scripts too), layers, format
	$(BIN)/python tools/vendor.py --check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY_DEV) ## put the code into the one format
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

contract: $(READY_DEV) ## the database tests on both servers; NEO4J=2026.07.1 for another Neo4j
	ENTREMISE_TEST_NEO4J_VERSION=$(NEO4J) $(BIN)/python -m pytest tests/contract

torture: $(READY_DEV) ## kill servers, loads and web workers at random moments, ROUNDS=50 times, and compare what was acknowledged with what is there
	$(BIN)/python -m tests.torture --rounds $(or $(ROUNDS),50) $(if $(SEED),--seed $(SEED))

bench: $(READY_BENCH) ## time what is promised to be fast, beside its peers; SIZES="S M L" (S alone: minutes), ONLY="paths peers" for some, WRITE=1 for the page
	$(BIN)/python -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(ONLY),--only $(ONLY)) $(if $(WRITE),--write) $(BENCH)

soak: $(READY_DEV) vendor ## serve and use a network for ten minutes; SOAK="--seconds 20" for less
	$(BIN)/python -m tests.soak $(SOAK)

fuzz: $(READY_DEV) ## read 10,000 damaged files, load some of them; FUZZ="--files 100000 --seed 2" for others
	$(BIN)/python -m tests.fuzz $(FUZZ)

texts: $(READY_DEV) ## bring the French catalogue up to date with the code, and compile it
	$(BIN)/python tools/texts.py

vendor: $(READY) ## third-party fonts and scripts, from npm by the lock file
	@$(BIN)/python tools/vendor.py

clean: ## remove what was built; data is elsewhere
	rm -rf $(VENV) build dist static/vendor node_modules tests/neo4j_server/lib* tests/bench/peers/gds/lib*

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

$(READY): $(VENV)/pyvenv.cfg pyproject.toml constraints.txt hatch_build.py explorer/texts/locale/fr/LC_MESSAGES/messages.po
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(READY_DEV): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(READY_BENCH): $(READY_DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $@
