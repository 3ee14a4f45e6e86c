# Two commands: `make run` starts the app, `make test` runs every check.
# Recipes are thin and portable (GNU make 3.81, BSD make, POSIX sh); the thinking is in scripts/.
# To choose an interpreter: make run PY=python3.12

PY ?=
BIN = .venv/bin
SETUP = @PY="$(PY)" sh scripts/setup.sh
FRONT = @sh scripts/front-end.sh

.PHONY: help run phone judge test check test-fast test-pictures format build bench kills docs screenshots pictures lock package clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

run: ## start the app on this machine (http://127.0.0.1:8000)
	$(SETUP) runtime
	$(FRONT) build
	@exec $(BIN)/hamstrong serve

phone: ## start the app for the phones in this house (HTTPS, QR code, pairing code)
	$(SETUP) runtime
	$(FRONT) build
	@exec $(BIN)/hamstrong serve --lan

judge: ## install what `hamstrong judge CLIP` needs (250 MB)
	$(SETUP) judge
	$(FRONT) build

test: check ## everything: checks, unit to browser tests
	@sh scripts/test.sh

check: ## format, lint, types, import rules, front-end types and tests
	$(SETUP) dev
	@$(BIN)/ruff format --check --quiet . || { echo "Not in the house format. Run: make format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	$(FRONT) check

test-fast: ## the Python tests that need no browser
	$(SETUP) dev
	@$(BIN)/pytest -q -n 2 -m "not browser"

format: ## put the Python code in the house format
	$(SETUP) dev
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

build: ## install and build without starting
	$(SETUP) runtime
	$(FRONT) build

bench: ## measure planning, reading and starting; prints tables
	$(SETUP) dev
	@sh scripts/bench.sh

kills: ## kill servers, migrations and restores 200 times each; nothing may be lost
	$(SETUP) dev
	@$(BIN)/python -m tests.faults.kills --rounds 200

docs: ## renew the generated parts of docs/ and check every link in it
	$(SETUP) dev
	@$(BIN)/python scripts/docs.py

screenshots: ## picture every page, phone and desk, light and dark, into screenshots/
	$(SETUP) dev
	$(FRONT) build
	@$(BIN)/python scripts/screenshots.py

pictures: ## pose and picture every exercise whose description changed (needs EGL; slow)
	@sh scripts/studio.sh pictures

test-pictures: ## pose every exercise and fault anew, and test the geometry (a quarter of an hour)
	@sh scripts/studio.sh test

lock: ## resolve the Python dependencies anew and write the lock files
	$(SETUP) dev
	@sh scripts/lock.sh

package: ## build the wheel, front end included, into dist/
	$(SETUP) dev
	$(FRONT) build
	@$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python .

clean: ## remove what was installed and built here (your data stays)
	@rm -rf .venv .node frontend/node_modules src/hamstrong/web/static/build \
	  src/hamstrong/adapters/eyes/weights dist screenshots \
	  .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
