# make up: install, load the demonstration once, serve.   make test: all checks.   Both may be run again.
.ONESHELL:
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8050
DATA ?= data
N ?= 1000000
BENCH ?= .bench
BIN := .venv/bin

.PHONY: help install up demo test accuracy weights bench bench-data format browser proxy spark lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 18

install: .venv/installed ## .venv from requirements.lock

.venv/installed: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is missing: install Python 3.11 or newer" >&2; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: Python 3.11 or newer is needed, found $$($(PYTHON) -V): name one with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "make: Python's venv module is missing: install the package python3-venv" >&2; exit 1; }
	[ -w . ] || { echo "make: $$PWD cannot be written: choose another folder" >&2; exit 1; }
	echo "Installing into .venv …"
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

up: install ## load the demonstration if nothing is loaded, and serve http://127.0.0.1:8050
	@[ -e $(DATA)/snapshots/current ] || $(BIN)/etl demo --data-dir $(DATA)
	exec $(BIN)/dashboard --data-dir $(DATA) --host $(HOST) --port $(PORT)

demo: install ## load the demonstration releases
	@$(BIN)/etl demo --data-dir $(DATA)

test: install browser proxy spark ## formatting, lint, types, tests
	@$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	# Two processes more than cores: tests often wait for servers, sites and other processes.
	$(BIN)/pytest --numprocesses $$(( $$(getconf _NPROCESSORS_ONLN) + 2 )) --maxprocesses 6 --dist loadfile --no-loadscope-reorder

accuracy: install ## measure extraction against annotated releases, and keep the figures in data/accuracy.csv
	@$(BIN)/python -m tests.accuracy.measure

weights: .venv/learn ## learn again what words around a number say of an event: data/reference/size_weights.csv
	@$(BIN)/python -m tests.accuracy.learn_size_weights

.venv/learn: tests/accuracy/requirements.lock .venv/installed
	@echo "Installing what learning needs …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $< && touch $@

bench: .venv/bench browser ## speed, memory and size on N=1000000 releases, or ONLY=queries,page of it
	@$(BIN)/python -m tests.bench --documents $(N) --folder $(BENCH) --only "$(ONLY)" $(if $(KEEP),--keep)

.venv/bench: tests/bench/requirements.lock .venv/installed
	@echo "Installing what measurements compare with …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $< && touch $@

bench-data: install ## an invented corpus of N=1000000 releases in BENCH=.bench, for measurements
	@$(BIN)/python -m tests.bench.corpus $(BENCH) $(N) $(TEXTS)

format: install ## put the code in order
	@$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The browser tests drive Chromium: the system's where there is one, Playwright's own otherwise.
browser: install
	@if command -v chromium chromium-browser google-chrome >/dev/null || [ -e .venv/chromium ]; then exit 0; fi
	echo "Installing Chromium for the browser tests …"
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then
		apt-get update -qq >/dev/null
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
	else
		$(BIN)/playwright install chromium && touch .venv/chromium \
			|| { echo "make: no Chromium for the browser tests: install the package chromium" >&2; exit 1; }
	fi

# The tests of dashboard/deploy run nginx and copy snapshots with rclone.
proxy:
	@for name in nginx rclone openssl; do PATH=$$PATH:/usr/sbin command -v $$name >/dev/null || missing="$${missing:-} $$name"; done
	[ -n "$${missing:-}" ] || exit 0
	echo "Installing$$missing for the tests of deployment …"
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then
		apt-get update -qq >/dev/null
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
	else
		echo "make: the tests of deployment need$$missing: install the packages of these names" >&2; exit 1
	fi

spark: .venv/spark ## what etl extract --engine spark needs: PySpark, and Java where that is missing

.venv/spark: requirements-spark.lock | install
	@if ! command -v java >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then
		echo "Installing Java for Spark …"
		apt-get update -qq >/dev/null
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null
	fi
	command -v java >/dev/null || echo "make: Java is missing: install Java 17 or newer; tests of Spark are skipped" >&2
	echo "Installing PySpark …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-spark.lock
	touch $@

lock: install ## pin the newest versions of all packages, with hashes
	@$(PYTHON) -m venv .venv/lock && .venv/lock/bin/python -m pip install --quiet uv
	.venv/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-emit-index-url --quiet --output-file requirements.lock
	.venv/lock/bin/uv pip compile pyproject.toml --extra dev --extra bench --universal --python-version 3.11 \
		--constraint requirements.lock --generate-hashes --no-header --no-emit-index-url --quiet \
		--output-file tests/bench/requirements.lock
	.venv/lock/bin/uv pip compile pyproject.toml --extra dev --extra learn --universal --python-version 3.11 \
		--constraint requirements.lock --generate-hashes --no-header --no-emit-index-url --quiet \
		--output-file tests/accuracy/requirements.lock
	.venv/lock/bin/uv pip compile pyproject.toml --extra spark --universal --python-version 3.11 --constraint requirements.lock \
		--generate-hashes --no-header --no-emit-index-url --quiet --output-file requirements-spark.lock

clean: ## remove what was built: .venv, store and snapshots
	@rm -rf .venv data/store data/snapshots *.egg-info
