# Everything a machine must be able to do. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := $(CURDIR)
# What is given to a target is text: a dollar in it is a dollar.
$(foreach name,QUIZ ID TITLE FILE,$(eval override $(name) := $$(value $(name))))
export QUIZ ID TITLE FILE

.DEFAULT_GOAL := help
.PHONY: help serve build check due compare links question quiz lesson format test test-below test-tools fuzz stale lock bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/site.done ## the site in the browser at http://127.0.0.1:8000/, reloaded on each edit
	$(BIN)/python -m mkdocs serve --no-strict

build: .venv/site.done ## the finished site in site/
	$(BIN)/python -m mkdocs build --strict
	$(BIN)/python -m macros.hosted site

check: .venv/site.done ## every problem in the questions and the data files
	$(BIN)/python -m macros.check

question: .venv/site.done ## a new question to fill in: make question QUIZ=a-quiz ID=a-new-id
	@$(BIN)/python -m macros.quiz.scaffold question "$$QUIZ" "$$ID"

quiz: .venv/site.done ## a new quiz to fill in: make quiz ID=a-new-id
	@$(BIN)/python -m macros.quiz.scaffold quiz "$$ID"

lesson: .venv/site.done ## a new lesson with its quiz to fill in: make lesson ID=a-new-id TITLE="A title"
	@$(BIN)/python -m macros.quiz.scaffold lesson "$$ID" "$$TITLE"

format: .venv/test.done ## Python laid out as `make test` wants it
	$(BIN)/python -m ruff check --fix-only --quiet .
	$(BIN)/python -m ruff format .

test: .venv/browser.done ## layout, lint, types and all tests, real headless browser included
	$(BIN)/python -m ruff format --check --quiet .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -n auto --dist loadfile

fuzz: .venv/test.done ## 200,000 spoilt quizzes, 20,000 of each other kind of file, 500 kills of each vendor's batches (an hour)
	KILLS=$${KILLS:-500} $(BIN)/python -m pytest -n auto tests/unit/test_batch_killed.py
	FUZZ_BATCH=$${FUZZ_BATCH:-20000} $(BIN)/python -m pytest tests/unit/test_batch_fuzz.py
	FUZZ_RESULTS=$${FUZZ_RESULTS:-20000} $(BIN)/python -m pytest tests/unit/test_results_kinds.py
	FUZZ_CASES=$${FUZZ_CASES:-200000} $(BIN)/python -m pytest tests/unit/test_fuzz_bank.py

stale: .venv/test.done ## 200 random edits: a rebuild shows what a cold build shows (about ten minutes)
	STALE_EDITS=$${STALE_EDITS:-200} $(BIN)/python -m pytest tests/contract/test_never_stale.py

test-below: .venv/browser.done ## the browser tests again, on a site that lives below a path
	BELOW=1 $(BIN)/python -m pytest -n auto --dist loadfile tests/browser --deselect tests/browser/test_hosted_site.py # which asks both

test-tools: .venv/site.done .venv-tools/guidellm.done .venv-tools/aiperf.done ## run the plan's printed commands of guidellm and AIPerf (several GB, 20 minutes)
	$(BIN)/python -m tests.tools.run_tools

bench: .venv/test.done .venv-tools/peers.done ## build time beside plain Markdown and other quiz plugins, and of the item rules, as ratios
	$(BIN)/python benchmarks/lint.py
	$(BIN)/python benchmarks/site.py
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/serve.py

due: .venv/site.done ## what is past its date: price rows, and pages due for a check
	@$(BIN)/python -m macros.due

compare: .venv/site.done ## the price book beside a downloaded price list: make compare FILE=prices.json
	@$(BIN)/python -m macros.prices.compare "$$FILE"

links: .venv/site.done ## the links of site/ to other sites that lead nowhere (needs a network and minutes)
	@$(BIN)/python -m macros.hosted.outside_links site

lock: ## write the hashed requirement files afresh (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-test.in -o requirements-test.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-tools-guidellm.in -o requirements-tools-guidellm.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-tools-aiperf.in -o requirements-tools-aiperf.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-tools-peers.in -o requirements-tools-peers.txt -c requirements.txt

clean: ## remove what the other targets made
	rm -rf .venv .venv-tools site

.venv/site.done: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 2))' || { echo "Python 3.11.2 or later is needed. Install it, or name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/test.done: requirements-test.txt .venv/site.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

.venv/browser.done: .venv/test.done tests/chromium.py
	$(BIN)/python tests/chromium.py
	@touch $@

.venv-tools/%.done: requirements-tools-%.txt
	$(PYTHON) -m venv .venv-tools/$*
	.venv-tools/$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools-$*.txt
	@touch $@
