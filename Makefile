# The commands of a working day. Nothing needs to be installed first but python3, venv and make.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DATA   ?= ../shared
TARGETS := cleaner tests benchmarks training
CORE    := tests/test_*.py tests/cli/test_clean.py tests/cli/test_batch_inputs.py tests/content tests/corpus \
           tests/fetching tests/judge tests/language tests/metadata tests/reading tests/render tests/roles tests/sites \
           tests/spam/test_boundaries.py tests/spam/test_detector.py tests/spam/test_normalize.py tests/web/test_api.py

.DEFAULT_GOAL := help
.PHONY: help demo test test-min explore gate fuzz lint format bench bench-corpus bench-load screenshots
.PHONY: prepare train train-spam train-content clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# pip compiles what it copies, but not a checkout that it only points to: a cold start would do it each time
$(BIN)/cleaner: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q cleaner
	@touch $@

$(VENV)/.dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@$(BIN)/python -m compileall -q cleaner
	@touch $(BIN)/cleaner $@

demo: $(BIN)/cleaner  ## install, and clean a sample page
	@$(BIN)/cleaner clean samples/portal-related.html

test: $(VENV)/.dev  ## install, and run the tests
	@$(BIN)/python -m pytest -q $(ARGS)

explore: $(VENV)/.dev  ## the property tests with new examples each time, EXAMPLES=2000 of each
	@EXAMPLES=$(or $(EXAMPLES),2000) $(BIN)/python -m pytest -q -m hypothesis --hypothesis-profile=explore $(ARGS)

$(VENV)-min/.done: pyproject.toml .ci/minimum.py
	@test -x $(VENV)-min/bin/python || $(PYTHON) -m venv $(VENV)-min
	@$(VENV)-min/bin/python .ci/minimum.py > $(VENV)-min/minimum.txt
	@$(VENV)-min/bin/python -m pip install --quiet --disable-pip-version-check -c $(VENV)-min/minimum.txt \
	  -e ".[corpus,rich,warc,web]" httpx hypothesis pytest
	@touch $@

test-min: $(VENV)-min/.done  ## the tests of the core with the smallest version that each dependency allows
	@$(VENV)-min/bin/python -m pytest -q $(or $(ARGS),$(CORE))

lint: $(VENV)/.dev  ## ruff and mypy
	@$(BIN)/ruff check $(TARGETS)
	@$(BIN)/ruff format --check $(TARGETS)
	@$(BIN)/mypy

gate: $(BIN)/cleaner  ## figures on the data of the project must not fall
	@$(BIN)/python -m benchmarks.gate

fuzz: $(VENV)/.ci  ## look for inputs that break a promise: make fuzz SECONDS=60
	@for target in bytes text line lexicon jsonl; do \
	  $(BIN)/python -m benchmarks.fuzz $$target --seconds $(or $(SECONDS),60) $(if $(SEED),--seed $(SEED)) || exit 1; \
	done

format: $(VENV)/.dev  ## put the code into its standard form
	@$(BIN)/ruff check --fix $(TARGETS)
	@$(BIN)/ruff format $(TARGETS)

bench: $(VENV)/.bench  ## measure quality beside other tools: make bench DATA=folder
	@$(BIN)/python benchmarks/spam_lines.py --lines $(DATA)/spam-dev/lines.jsonl --headlines $(DATA)/headlines-dev
	@$(BIN)/python -m benchmarks.appended_spam --data $(DATA)
	@$(BIN)/python -m benchmarks.extraction --data $(DATA)
	@$(BIN)/python -m benchmarks.speed --data $(DATA)

bench-corpus: $(VENV)/.bench  ## throughput and memory of cleaner batch: make bench-corpus ARGS="--records 10000"
	@$(BIN)/python -m benchmarks.corpus $(ARGS)

bench-load: $(VENV)/.dev  ## load cleaner serve for two minutes
	@$(BIN)/python -m benchmarks.load -o benchmarks/load.json $(ARGS)

screenshots: $(VENV)/.dev  ## take the pictures of the README again (needs chromium and chromium-driver)
	@$(BIN)/python -m benchmarks.screenshots

# an older pip refuses two extras of lxml that readability-lxml asks for together
$(VENV)/.bench: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[bench]"
	@touch $@

$(VENV)/.train: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[train]"
	@touch $@

$(VENV)/.ci: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev,ci]"
	@touch $(VENV)/.train $@

prepare: $(VENV)/.dev  ## work out anew what is made of tables and expressions: make prepare PYTHONS="python3.10 ..."
	@$(BIN)/python -m training.prepare $(PYTHONS)

train: train-spam train-content  ## make every shipped model again: make train DATA=folder

train-spam: $(VENV)/.train  ## make the spam model again
	@$(BIN)/python -m training.spam --data $(DATA)

train-content: $(VENV)/.train  ## make the block model again
	@$(BIN)/python -m training.content --data $(DATA) --ship

clean:  ## remove the venv and what the tools left behind
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
