# Every target does its own set-up (.ci/setup), once: a second run starts at once.

PYTHON ?= python3
# Added to the command of `make lab`, `make demo`, `make test` and `make verify`, e.g. ARGS=--no-browser or ARGS="-k sandbox".
ARGS ?=

bin := .venv/bin
app := .venv/.ready-app
tests := .venv/.ready-test
inputs := .ci/setup pyproject.toml requirements.txt $(wildcard sandbox/kernelspec/*) \
    $(shell find labextension/src labextension/style labextension/schema -type f) \
    $(wildcard labextension/*.json labextension/*.mjs labextension/*.py) labextension/yarn.lock mockmind_lab/kernel/panel.vue \
    $(wildcard mockmind_lab/kernel/front/* mockmind_lab/kernel/texts/*)

.PHONY: help lab demo test test-live verify check bench lock clean
.DEFAULT_GOAL := help

help:
	@echo "make lab     set up, and open JupyterLab on example_notebooks/start_here.ipynb"
	@echo "make demo    set up, and run a whole interview without a browser; prints the report's path"
	@echo "make test    set up, and run every test"
	@echo "make test-live  one short interview with a real model; needs ANTHROPIC_API_KEY, costs a few cents"
	@echo "make verify  set up, and prove every problem of the bank in all its languages"
	@echo "make check   lint, types, import rules, the order of the tree"
	@echo "make bench   measure what has a bar, and judge a thousand submissions in a row"
	@echo "make lock    compile requirements.txt anew"
	@echo "make clean   remove .venv and what tests leave behind"

$(app): $(inputs)
	@PYTHON="$(PYTHON)" .ci/setup app

$(tests): $(inputs)
	@PYTHON="$(PYTHON)" .ci/setup test

lab: $(app)
	$(bin)/jupyter lab example_notebooks/start_here.ipynb \
	    $$([ "$$(id -u)" -ne 0 ] || echo --allow-root) $(ARGS)

demo: $(app)
	@$(bin)/mockmind demo $(ARGS)

# One file's tests share a worker, because they share a server or a kernel. One worker more than processors,
# because browsers and kernels are mostly waited for.
test: $(tests)
	@$(bin)/python -m tests.docker_engine prepare
	$(bin)/python labextension/build.py --run test
	$(bin)/python -m pytest -n $$(($$(nproc) + 1)) --maxprocesses 4 --dist loadfile $(ARGS)

test-live: $(tests)
	@PYTHONPATH=. $(bin)/python tests/live/live_interview.py

# What held is remembered below ~/.cache by its content: only what has changed is run again.
verify: $(tests)
	CI=1 $(bin)/mockmind problems verify $(ARGS)

check: $(tests)
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/basedpyright
	$(bin)/lint-imports
	$(bin)/python -m pytest -q tests/test_structure.py
	$(bin)/python labextension/build.py --run check

bench: $(tests)
	for bench in tests/bench/bench_*.py tests/bench/soak_*.py; do PYTHONPATH=. $(bin)/python $$bench || exit 1; done

lock: $(tests)
	$(bin)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade --quiet \
	    --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file requirements.txt

clean:
	rm -rf .venv test-artifacts runs .ruff_cache .hypothesis .import_linter_cache
