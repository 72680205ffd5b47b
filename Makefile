# make          everything a new machine needs, then the publication in site/
# make setup    only what a new machine needs
# make serve    a preview at http://127.0.0.1:8000 that follows what you write
# make test     everything a new machine needs, then the tests of every day
# make test-long  the thousands of trials of which make test has a fixed sample, for before a release
# make trial    the wheel, made and tried outside this folder with the newest Python there is
# make docs     the manual, in docs/site/
# make bench    how fast and how large, beside other tools; parts with make bench BENCH='check site'
# make mutants  puts faults into what decides who may see a card, and tells which no test notices (over an hour)
# make lock     newer versions of the packages, in requirements.lock and bench/peers.lock
# make clean    away with what was made (not with .venv/)

# Pass options with, for instance, `make test PYTEST='-x tests/test_cases.py'`.
PYTEST ?= -n auto --dist worksteal
BENCH ?=
MUTANTS ?=

# The preview and the build are no place for Material's announcement about MkDocs 2.
export NO_MKDOCS_2_WARNING = true

.PHONY: all setup serve test test-long trial docs bench mutants lock clean

all: setup
	@.venv/bin/harvest build

setup: .venv/.setup
	@:

serve: setup
	@.venv/bin/harvest serve

test: .venv/.setup-test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest $(PYTEST)

test-long: .venv/.setup-test
	.venv/bin/pytest $(PYTEST) -m 'long or hypothesis' --hypothesis-profile=long

trial: setup
	@tools/try-wheel

docs: setup
	@.venv/bin/mkdocs build --strict --config-file docs/manual.yml

bench: .venv/.setup-test
	.venv/bin/python -m bench $(BENCH)

mutants: .venv/.setup-test
	.venv/bin/python -m tools.mutants $(MUTANTS)

lock:
	@tools/lock

clean:
	rm -rf site site-circle docs/site .site*.new* .site*.old* dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# A stamp says that all of it was done; what it depends on says when to do it again.
.venv/.setup: requirements.lock pyproject.toml tools/setup
	@tools/setup build
	@touch $@

.venv/.setup-test: .venv/.setup
	@tools/setup test
	@touch $@
