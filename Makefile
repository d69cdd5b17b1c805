# Everything runs through here, on your machine and in CI alike. `make help` lists it.

PORT ?= 8000
PYTHON = .venv/bin/python
SYSTEM_PYTHON = $$(scripts/find-python)
BENCHES = search import clearance
# Templates that open a tag under a condition, which djangofmt can't read.
OPEN_ENDED = templates/(allauth/elements/button|forms/(input|select|textarea))\.html
.DEFAULT_GOAL := help

.PHONY: help
help: ## List what can be made
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*## "} {printf "  make %-14s %s\n", $$1, $$2}'

.PHONY: environment-demo environment-dev
environment-demo:
	@python=$(SYSTEM_PYTHON) && "$$python" scripts/environment.py build
environment-dev:
	@python=$(SYSTEM_PYTHON) && "$$python" scripts/environment.py dev

.PHONY: demo
demo: environment-demo ## Run the whole thing with made-up people (PORT=8000), until Ctrl-C
	@$(PYTHON) scripts/demo.py $(PORT)

.PHONY: demo-reset
demo-reset: environment-demo ## Forget the demo's data, so that the next make demo starts afresh
	@$(PYTHON) scripts/demo.py --reset

.PHONY: assets
assets: environment-demo ## Compile the style sheets and collect scripts and fonts
	@$(PYTHON) manage.py build_assets

.PHONY: test
test: environment-dev ## Run every test but the long campaigns
	@$(PYTHON) manage.py build_assets
	@$(PYTHON) -m pytest -n 2 -m "not slow" $(ARGS)

.PHONY: test-postgres15
test-postgres15: environment-dev ## Run the tests that need no browser again, on a packaged PostgreSQL 15
	@$(PYTHON) manage.py build_assets
	@$(PYTHON) scripts/postgres15.py $(PYTHON) -m pytest -n 2 -m "not slow and not browser" $(ARGS)

.PHONY: test-slow
test-slow: environment-dev ## Run the long campaigns: kills, soaks, big random searches, long walks in the browser
	@$(PYTHON) manage.py build_assets
	@JUNCTION_SLOW=1 $(PYTHON) -m pytest -m slow $(ARGS)

.PHONY: check
check: environment-dev ## Format, lint, types, direction between apps, migrations, templates
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy .
	@.venv/bin/lint-imports
	@git ls-files 'templates/*.html' | grep -vE '$(OPEN_ENDED)' | xargs .venv/bin/djangofmt check
	@$(PYTHON) manage.py build_assets
	@$(PYTHON) manage.py check
	@$(PYTHON) manage.py makemigrations --check --dry-run

.PHONY: format
format: environment-dev ## Put code and templates into shape
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .
	@git ls-files 'templates/*.html' | grep -vE '$(OPEN_ENDED)' | xargs .venv/bin/djangofmt check --fix

.PHONY: bench $(BENCHES:%=bench-%)
bench: $(BENCHES:%=bench-%) ## Run all benchmarks
bench-search: environment-dev ## Time search at 10,000 and 100,000 offers beside the plain way
	@$(PYTHON) -m benchmarks.search_bench
bench-import: environment-dev ## Time the import of a register of schools beside the plain way
	@$(PYTHON) -m benchmarks.import_bench
bench-clearance: environment-dev ## Time clearance for 10,000 people, and the queue at 10,000 cases, beside one by one
	@$(PYTHON) -m benchmarks.clearance_bench

.PHONY: lock
lock: environment-dev ## Compile the pinned requirements anew
	@for name in base build dev; do .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements/$$name.in -o requirements/$$name.txt; done

.PHONY: stop
stop: ## Stop the embedded database
	@$(PYTHON) -c "from config import embedded; embedded.stop()"
