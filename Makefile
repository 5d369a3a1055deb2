# Everything is done by bin/box.py; these are its short names.  `make help` lists them.
PYTHON ?= python3
BOX := $(PYTHON) bin/box.py
COMPILE := var/lock-tool/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url pyproject.toml

.PHONY: help demo test test-full bench reset lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: ## set up and run the site until Ctrl-C; PORT=8001 chooses another port
	@$(BOX) demo

test: ## all checks, then pytest
	@$(BOX) test

test-full: ## pytest with the long tests
	@$(BOX) test-full

bench: ## measure, and print the figures
	@$(BOX) bench

reset: ## forget the demo's data
	@$(BOX) reset

lock: ## write requirements*.txt anew from pyproject.toml
	@$(PYTHON) -m venv var/lock-tool
	@var/lock-tool/bin/pip install -q uv
	@$(COMPILE) -o requirements.txt
	@$(COMPILE) --extra test -c requirements.txt -o requirements-test.txt
