# The commands to know. `make help` lists them; all of them run from a fresh clone.

PYTHON ?=
MINUTES ?= 60
ONLY ?=
TRIAL_DATA ?=
UV ?= uv
UPGRADE ?=

SHELL = /bin/sh
.SUFFIXES:
.NOTPARALLEL:
.DEFAULT_GOAL = help
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(UPGRADE)
OWN = pyproject.toml requirements/run.in

.PHONY: help run test check witnesses trial leanings tables bench soak lock clean FORCE

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo "PYTHON=python3.13 chooses the Python (3.11 or newer); the environment is made anew for it."

run: .venv/run.lock ## build .venv, migrate, start everything and print the address of the chat page
	@exec .venv/bin/candung run

test: check ## the gate, then all tests with coverage; REQUIRE_BROWSER=1 fails without a browser
	PYTEST_XDIST_AUTO_NUM_WORKERS=$$(.venv/bin/python -c 'import os; print(min(4, os.cpu_count() + 1))') \
	.venv/bin/python -m pytest --numprocesses=auto --dist=worksteal \
		--cov --cov-fail-under=90 --cov-report=term:skip-covered
	@told=$$(.venv/bin/python -m coverage report --include='bot/core/*,bot/flow/*' --skip-covered \
		--show-missing --fail-under=100) || { echo "$$told"; \
		echo "make test: bot/core and bot/flow must be covered by 100 %" >&2; exit 1; }

check: .venv/dev.lock ## the gate alone: format, lint, types, imports
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

witnesses: .venv/dev.lock ## the foreign clients hold the fake platform to the protocol; needs npm
	npm ci --prefix tests/botapi/witnesses
	REQUIRE_GRAMMY=1 .venv/bin/python -m pytest tests/botapi/test_witnesses.py

trial: .venv/run.lock ## score understanding on TRIAL_DATA=DIR, a folder with labelled messages.tsv; prints one JSON object
	@if [ -z "$(TRIAL_DATA)" ]; then echo "make trial: say TRIAL_DATA=DIR" >&2; exit 2; fi
	@.venv/bin/candung trial "$(TRIAL_DATA)"

leanings: .venv/dev.lock ## count the words of the labelled messages in tests/understanding/said anew
	.venv/bin/python -m tests.understanding.learn

tables: .venv/dev.lock ## write the tables of docs/cases.md anew from the code
	.venv/bin/python -m tests.house.tables

bench: .bench-venv/bench.lock ## the benchmarks, all or ONLY=name,name; writes benchmarks/results.json
	@ONLY="$(ONLY)" .bench-venv/bin/python -m benchmarks

soak: .venv/dev.lock ## the long kill, fault and memory tests, for MINUTES=60; every dialogue on every channel in every language
	EVERY_CORNER=1 SOAK_MINUTES="$(MINUTES)" .venv/bin/python -m pytest -m soak --hypothesis-profile=soak --timeout=0
	EVERY_CORNER=1 .venv/bin/python -m pytest --numprocesses=auto tests/scenarios

lock: ## make the locks anew with uv; UPGRADE=--upgrade takes newer versions
	$(COMPILE) $(OWN) -c requirements/beside.in -o requirements/run.lock
	$(COMPILE) $(OWN) requirements/dev.in -c requirements/run.lock -o requirements/dev.lock
	$(COMPILE) $(OWN) requirements/bench.in -o requirements/bench.lock

clean: ## remove environments, caches and reports; never var/, which holds data
	rm -rf .venv .bench-venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf .coverage .coverage.* htmlcov build dist candung.egg-info tests/botapi/witnesses/node_modules
	find bot handlers storage locales tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# An environment stands while the locks, pyproject.toml, the Python and this folder are the same. The
# development lock holds the run lock, so an environment for tests runs the product too.

.venv/run.lock: .venv/python requirements/run.lock pyproject.toml
	@$(call install,.venv,requirements/run.lock)

.venv/dev.lock: .venv/python requirements/dev.lock pyproject.toml
	@$(call install,.venv,requirements/dev.lock)
	@cp requirements/run.lock .venv/run.lock

.bench-venv/bench.lock: .bench-venv/python requirements/bench.lock pyproject.toml
	@$(call install,.bench-venv,requirements/bench.lock)

.venv/python .bench-venv/python: FORCE
	@$(find_python); \
	identity=$$("$$python" -c 'import sys; print(sys.version, sys.base_prefix)'); \
	identity="$$identity $(CURDIR) $$(cat requirements/*.lock | cksum)"; \
	if [ "$$identity" != "$$(cat $@ 2>/dev/null)" ]; then \
		echo "Making $(@D) with $$("$$python" --version) ..." >&2; \
		rm -rf $(@D) && "$$python" -m venv $(@D) && echo "$$identity" >$@; \
	fi

define install
	echo "Installing $(2) into $(1) ..." >&2; \
	$(1)/bin/python -m pip install --quiet --require-hashes -r $(2) && \
	$(1)/bin/python -m pip install --quiet --no-deps --no-build-isolation -e . && \
	cp $(2) $@
endef

# The Python that was asked for, else the first that will do; from inside an environment, the one behind it.
define find_python
	base='import sys; sys.version_info < (3, 11) and sys.exit(1); print(sys._base_executable)'; \
	for name in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
		python=$$("$$name" -c "$$base" 2>/dev/null) && break; python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed$(if $(PYTHON),; $(PYTHON) is older or does not start). Install it or name it: make run PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi
endef
