# Two commands: `make site` builds the site, and `make test` checks everything. Each sets up what it needs.

export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true
export PYTHON

python := .venv/bin/python
tests := -n auto --durations 20 -m 'not nightly'
scripts := generator/prodops_playbook/assets tests/twins.js
javascript := PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/javascript/node_modules/.bin
quickly := rooms golden codes kinds source scoring respondents prose readability

.PHONY: site test quick night serve lint bench pictures contact-sheet clean

site: ## Check the records and build site/
	@sh .ci/environment site
	@$(python) -m mkdocs build
	@echo "The site is in site/. To read it: make serve"

serve: ## Preview the site, which follows every change
	@sh .ci/environment site
	@$(python) -m mkdocs serve

lint:
	@sh .ci/environment test
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@$(javascript)/biome check --config-path .ci/javascript --error-on-warnings $(scripts)
	@$(javascript)/tsc -p .ci/javascript

test: lint ## Run every check
	@.ci/system
	@$(python) -m prodops_playbook check --strict
	@$(python) -m pytest $(tests)

quick: lint ## Find most mistakes in less than a minute: lint, types, rooms, golden cases, scoring, and prose
	@$(python) -m prodops_playbook check --strict
	@$(python) -m pytest -q -n auto $(quickly:%=tests/test_%.py)

night: lint ## Run the checks that take longer and can wait for the morning
	@.ci/system
	@PLAYBOOK_EXAMPLES=night $(python) -m pytest -n auto -m 'nightly or hypothesis'

bench: ## Measure time and memory at 100, 1,000, and 5,000 records
	@sh .ci/environment test
	@$(python) tests/bench.py

pictures: site ## Retake the pictures in the README and the documentation
	@sh .ci/environment test
	@$(python) tests/take_pictures.py pictures

contact-sheet: site ## Take every kind of page at three widths, light and dark
	@sh .ci/environment test
	@$(python) tests/take_pictures.py contact-sheet

clean: ## Remove what was built and installed
	rm -rf site contact-sheet .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
