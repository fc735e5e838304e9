# Every command there is. Each recipe is one simple command, so that a signal to make reaches it.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

run: ## run the house on http://localhost:8000 (make run PORT=9000 moves it)
	@exec $(PYTHON) tools/ready.py run -m fristed.config.supervisor --port $(PORT)

test: ## everything the tests need, then every test (ARGS="tests/gate -x" for some of them)
	@exec $(PYTHON) tools/ready.py dev tools/test.py $(ARGS)

check: ## format, lint, types, floor plan, generated pages and texts
	@exec $(PYTHON) tools/ready.py dev tools/check.py $(ARGS)

docs: ## write docs/reference anew from the code
	@exec $(PYTHON) tools/ready.py dev tools/generate_reference.py

texts: ## compile the translations that were changed
	@exec $(PYTHON) tools/ready.py dev tools/generate_translations.py

bench: ## measure what the README claims
	@exec $(PYTHON) tools/ready.py dev -m bench $(ARGS)

lock: ## write requirements.lock and requirements-dev.lock anew
	@exec $(PYTHON) tools/ready.py dev tools/lock.py

.PHONY: help run test check docs texts bench lock
