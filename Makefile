# Everything starts here and needs only Python 3.11+ and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN    := .venv/bin
COURSE ?= course
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help install demo semester test quick proof judges lint lab bench docs screenshots nbgrader-suite attacks constraints clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# pip compiles what it copies, but no project that stays where it is, and the sandbox may not write
install: .venv/.installed ## build .venv from the pinned constraints
	@$(BIN)/python -m compileall -q autograder course crm_models question_bank

.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本：make PYTHON=/path/to/python3.11 | Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs,test]'
	@touch $@

demo: install ## the main job, end to end: a class of real notebooks from release to report
	@$(BIN)/crmlab demo

semester: install ## a class of scripted students through all labs, quizzes and the midterm; minutes
	@$(BIN)/crmlab semester --fresh

test: install lint ## the whole test suite
	$(BIN)/python -m pytest -n auto --dist loadfile

# what a change is tried with while it is made; the proofs of sandbox, exports and models come with `test`
QUICK := tests/course tests/e2e/test_demo.py tests/assignments tests/autograder/test_*.py \
  tests/question_bank/test_*.py tests/crm_models/rfm tests/crm_models/retention \
  tests/crm_models/datasets tests/crm_models/test_*.py tests/test_rooms.py

quick: install ## unit tests, the first lab's fixtures and the demo end to end, in under five minutes
	$(BIN)/python -m pytest -n auto --dist loadfile -k "not clv" $(QUICK)

proof: install ## 200 variants of every computed question, more than the tests try
	PROOF_SEEDS=200 $(BIN)/python -m pytest -q -n auto tests/question_bank/test_variants.py

judges: install ## with node: convert our QTI 2.1 to QTI 3 and check H5P with their own programs
	@mkdir -p build/judges && cp tests/question_bank/exports/judges/package.json build/judges/
	cd build/judges && npm install --no-audit --no-fund --ignore-scripts --loglevel=error
	$(BIN)/python -m pytest -q -rs tests/question_bank/exports/test_node_judges.py

lint: install ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: install ## open the course in JupyterLab; COURSE=demo opens the marked class of `make demo`
	@test -d $(COURSE)/release || for name in $(notdir $(wildcard assignments/*)); do \
	  $(BIN)/crmlab release $$name --course $(COURSE) || exit; done
	@$(BIN)/crmlab lab --course $(COURSE)

screenshots: demo ## take the READMEs' pictures anew, in Chromium
	CRMLAB_SCREENSHOTS=docs/images $(BIN)/python -m pytest -q tests/e2e/test_student_round.py
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,1330 \
	  --screenshot=docs/images/report.png file://$(CURDIR)/demo/reports/report.zh.html

bench: install ## peers side by side
	@$(BIN)/python -m benchmarks

docs: install ## the pages on the models, Chinese and English, in build/docs
	@$(BIN)/python docs/models/build.py build/docs

nbgrader-suite: install ## nbgrader's own tests with the engine switched on
	@$(BIN)/python tests/autograder/nbgrader_suite/run.py

attacks: install ## the hostile notebooks on stock nbgrader and here; writes the table in docs/
	@$(BIN)/python -m benchmarks.attacks

constraints: install ## write constraints.txt anew from what .venv holds
	@$(BIN)/python -m pip freeze --exclude-editable --exclude crm-course > constraints.txt

clean: ## remove .venv and everything made by the demo and the semester
	rm -rf .venv build demo semester
