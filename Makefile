# SPDX-License-Identifier: GPL-3.0-or-later
# Every target sets up what it needs by itself. `make help` lists them.

PYTHON ?= python3.11
# Also where pyenv keeps it without putting it on the path.
PYTHON_313 ?= $(shell for each in python3.13 $$HOME/.pyenv/versions/3.13*/bin/python3.13; do \
	"$$each" -c 'import sys; print(sys.executable)' 2>/dev/null && break; done)
# Paid questions for `make live`, such as spend="box_axes quads" or spend=all; more options for it in LIVE_MORE.
spend =
LIVE_MORE =
# More options for bench, such as BENCH_MORE="--only whole_job" or BENCH_MORE=--write-docs.
BENCH_MORE =
# How to play a suite with a Python: $(call pytest,PYTHON) TESTS...
pytest = scripts/run_pytest.sh $(CURDIR)/build/pytest/$@ $(1) $(PYTEST_MORE)
# More processes than two cores: much of a test is waiting for another process.
processes = 3
shared_out = -n $(processes) --dist worksteal
# More options for pytest, such as PYTEST_MORE=--exitfirst.
PYTEST_MORE =

VENV = .venv
DEV = $(VENV)/bin/python
OTHER_VERSIONS = 4.2.23 4.5.15 $(if $(PYTHON_313),5.2.3)

.DEFAULT_GOAL = help
.PHONY: help setup constraints zip repository demo live docs docs-pictures test test-plain test-blender test-long test-tools test-all test-all-others test-window torture torture-list bench words lint types house clean
.DELETE_ON_ERROR:
# Not in between and gone: an environment stays for the next time.
.PRECIOUS: .venvs/%/complete

help: ## List the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

# --- set-up -----------------------------------------------------------------------------------------------------

$(VENV)/complete: requirements/dev.txt requirements/blender.txt requirements/constraints.txt scripts/make_environment.sh
	scripts/make_environment.sh $(PYTHON) $(VENV) -r requirements/dev.txt -c requirements/constraints.txt
	touch $@

setup: $(VENV)/complete ## Make the development environment in .venv

.venvs/%/complete: requirements/blender.txt requirements/constraints.txt scripts/make_environment.sh
	scripts/make_environment.sh $(if $(filter 5.2%,$*),$(PYTHON_313),$(PYTHON)) .venvs/$* -r requirements/blender.txt \
		-c requirements/constraints.txt bpy==$*
	touch $@

.venvs/old-requests/complete: requirements/old-requests.txt scripts/make_environment.sh
	scripts/make_environment.sh $(PYTHON) .venvs/old-requests -r requirements/old-requests.txt
	touch $@

constraints: ## Renew requirements/constraints.txt: the newest versions that the requirements allow
	rm -rf build/newest
	scripts/make_environment.sh $(PYTHON) build/newest -r requirements/dev.txt
	sed -n '/^#/p' requirements/constraints.txt >build/constraints.txt
	build/newest/bin/pip freeze --exclude bpy --exclude numpy >>build/constraints.txt
	mv build/constraints.txt requirements/constraints.txt

# --- what it is for ---------------------------------------------------------------------------------------------

zip: setup ## Validate and build the extension's zip into build/
	$(DEV) scripts/build_extension.py build

# The folder is made anew: what is listed is this version alone.
repository: setup ## A static extensions repository in build/repository: put it on any web server, Blender updates from it
	rm -rf build/repository
	$(DEV) scripts/build_extension.py build/repository --repository

demo: setup ## See it work without a key: two props in a room, in demo-output/
	$(DEV) -m demo

live: setup ## With a key (RODIN_API_KEY): what does the service really do? Free; make live spend="box_axes quads" is not
	$(DEV) -m live $(if $(spend),--try $(spend)) $(LIVE_MORE)

# --- the manual ---------------------------------------------------------------------------------------------------

.venv-docs/complete: requirements/docs.txt scripts/make_environment.sh
	scripts/make_environment.sh $(PYTHON) .venv-docs -r requirements/docs.txt
	touch $@

# A warning is an error, and so is a link that leads nowhere.
docs: setup .venv-docs/complete ## The manual as a site, in build/docs/html
	$(DEV) -m manual pages build/docs/generated
	.venv-docs/bin/python -m sphinx -W --keep-going -n -q -E -b html -d build/docs/trees docs build/docs/html
	$(DEV) -m manual links build/docs/html

docs-pictures: setup ## The manual's pictures from the last `make test-window`, into docs/pictures
	$(DEV) -m manual pictures

# --- tests ------------------------------------------------------------------------------------------------------

test: test-plain test-blender ## The tests of the extension, without Blender and in Blender 5.0.1, but the long ones

test-plain: setup
	$(call pytest,$(DEV)) $(shared_out) tests/disk tests/usual_sizes tests/api tests/jobs tests/languages tests/processes tests/scripts

test-blender: setup
	$(call pytest,$(DEV)) $(shared_out) -m "not long" tests/blender

test-long: setup ## More ways to the same promises, several seconds each: the tests marked `long`
	$(call pytest,$(DEV)) $(shared_out) -m long tests/blender

test-tools: setup ## The tests of what only developers use: the sandbox, make live, make bench, the manual
	$(call pytest,$(DEV)) $(shared_out) tests/sandbox tests/live tests/bench tests/manual

test-all: test test-long test-tools test-all-others ## All of these, and the other Blenders and the oldest requests

OTHERS = $(OTHER_VERSIONS:%=test-blender-%) test-old-requests
test-all-others: $(OTHERS)
	@$(if $(PYTHON_313),:,echo "SKIPPED: Blender 5.2. It needs Python 3.13, which was not found.")

.PHONY: list-others
list-others:
	@echo test-blender-4.2.23 $(filter-out %4.2.23,$(OTHERS))

.PHONY: list-tortures
list-tortures:
	@echo torture-plain torture-blender-4.2.23 $(if $(PYTHON_313),torture-blender-5.2.3,torture-blender-4.5.15)

# What says and decides the same in every Blender is tried in one, and one between the oldest and the newest is tried
# in the main.
# Names of files and folders in tests/blender.
ALIKE = test_as_seen.py test_consent.py test_failures.py test_key_folder.py test_landed_before.py test_prices.py \
	test_rerun.py test_secrets.py test_settings.py test_sources.py \
	test_picture_sources.py $(addprefix blockouts/,test_place_first.py test_selection.py test_units.py) \
	variants/test_places.py variants/test_refusals.py pictures/test_preparation.py scene/test_next_to_prop.py \
	$(addprefix new_textures/,test_landing.py test_looks.py test_matching.py test_refusals.py) \
	$(addprefix parts/,test_meshes.py test_places.py test_refusals.py) \
	batches script orders/test_ordering.py long_list/test_report.py
TRIED_IN_4.5.15 = test_registration.py test_generate.py blockouts/test_blockouts.py \
	$(addprefix scene/,test_props.py test_prop_targets.py test_placement.py test_convert.py)
# The long tests are played in the main Blender and in the oldest, those of the shell in the newest, too.
long_in = $(if $(filter 4.2%,$*),,-m "not long or each_blender")
tests_for = $(long_in) $(if $(TRIED_IN_$*),$(TRIED_IN_$*:%=tests/blender/%),tests/blender $(ALIKE:%=--ignore=tests/blender/%))

test-blender-%: .venvs/%/complete setup
	RODIN_PROPS_SANDBOX_PYTHON=$(abspath $(DEV)) $(call pytest,.venvs/$*/bin/python) $(shared_out) $(tests_for)

.PHONY: test-old-requests
test-old-requests: .venvs/old-requests/complete setup
	RODIN_PROPS_SANDBOX_PYTHON=$(abspath $(DEV)) $(call pytest,.venvs/old-requests/bin/python) tests/api

test-window: processes = 2
test-window: setup ## The tests in a real window: make test-window BLENDER=/path/to/blender
	@test -n "$(BLENDER)" || { echo "Say which Blender: make test-window BLENDER=/path/to/blender"; exit 2; }
	BLENDER="$(BLENDER)" $(call pytest,$(DEV)) $(shared_out) tests/window

torture: setup ## Crashes, faults, hostile models, fuzz: what SECURITY.md promises (minutes)
	$(call pytest,$(DEV)) tests/torture

.PHONY: torture-plain
torture-plain: setup
	$(call pytest,$(DEV)) tests/torture --ignore=tests/torture/blender

# Twenty minutes, of which most is waiting for the pace of requests that is promised.
torture-list: setup
	$(call pytest,$(DEV)) tests/torture/blender/test_lists.py

# What a service does wrong is the same to every Blender: it is tried in the oldest, and by `make torture` in the main.
torture_for = tests/torture/blender $(patsubst %,--ignore=tests/torture/blender/%,test_lists.py \
	$(if $(filter 4.2%,$*),,test_faults.py))

torture-blender-%: .venvs/%/complete setup
	RODIN_PROPS_SANDBOX_PYTHON=$(abspath $(DEV)) $(call pytest,.venvs/$*/bin/python) $(torture_for)

# In the bpy of the environment, or in the window of each Blender that is named; docs/bench.md is made of all results.
bench: setup ## The numbers the add-on is held to: make bench, make bench BLENDER=/path/to/blender; BENCH_MORE="--only NAME"
	@if [ -z "$(BLENDER)" ]; then $(DEV) -m bench $(BENCH_MORE); else result=0; \
		for each in $(BLENDER); do $(DEV) -m bench --blender "$$each" $(BENCH_MORE) || result=1; done; exit $$result; fi

# --- checks -----------------------------------------------------------------------------------------------------

words: setup ## Write what the artist may read into the catalogs of languages/
	$(DEV) scripts/update_catalogs.py

lint: setup ## Formatting and lint
	$(DEV) -m ruff format --check .
	$(DEV) -m ruff check .

# The type checker and the import contracts see the checkout as the package rodin_props, whatever its folder is called.
build/house/rodin_props:
	mkdir -p build/house
	ln -sfn $(CURDIR) $@

types: setup build/house/rodin_props ## Types: strict for api and jobs; against Blender's stubs for the rest
	cd build/house && $(abspath $(DEV)) -m mypy --config-file rodin_props/pyproject.toml -p rodin_props.api -p rodin_props.jobs -p rodin_props.languages -p rodin_props.processes -p rodin_props.usual_sizes -p rodin_props.live
	$(VENV)/bin/basedpyright

house: setup build/house/rodin_props ## Imports go one way, folders stay small, nothing is said twice
	cd build/house && PYTHONPATH=. $(abspath $(VENV))/bin/lint-imports rodin_props/pyproject.toml
	$(DEV) scripts/measure_house.py build/house

clean: ## Remove everything that was made, the environments too
	rm -rf $(VENV) .venvs .venv-docs build demo-output
