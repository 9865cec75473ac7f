# What a new user runs: make mock. What a change must pass: make test.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
MAKEFLAGS += --no-print-directory

SWIFT ?= swift
PYTHON ?= python3

tender := .build/release/tender
python := .venv/bin/python
requirements := Tests/Judges/requirements.txt
# A target that imports what it does not declare builds by luck of the order; refuse it.
checked := --explicit-target-dependency-import-check error

.PHONY: mock test bench soak fresh format lint prerequisites judges release

# Two stories, as told to a new user. The second ends with status 81 because its ranking is
# complete but provisional: the review of an abnormally low price is still open.
mock: release
	@story() {
	  local expected=$$1 directory=Samples/$$2 status=0
	  local command=($(tender) explain --scheme $$directory/scheme.yaml \
	    --scores $$directory/scores.csv $$directory/bids.csv)
	  printf '\n$$ %s\n' "$${command[*]}"
	  "$${command[@]}" || status=$$?
	  if ((status != expected)); then
	    printf 'mock: %s ended with status %d, expected %d\n' "$$2" "$$status" "$$expected" >&2
	    return 1
	  fi
	}
	story 0 construction
	story 81 government-purchase
	printf '\nStatus 81: complete, but provisional while the review of a low price is open.\n'

# Nothing is piped here: the closing lines of swift test are the last that is printed.
test: lint
	@$(SWIFT) build --build-tests $(checked)
	$(MAKE) judges
	unset TENDER_JUDGES
	cmp -s $(requirements) .venv/requirements.txt || export TENDER_JUDGES=unreachable
	$(SWIFT) test --disable-xctest $(checked)

bench: release judges
	@cmp -s $(requirements) .venv/requirements.txt || { echo 'bench: needs the packages in .venv' >&2; exit 1; }
	$(python) Benchmarks/evaluate_against_duckdb.py --tender $(tender)

soak: release judges
	@cmp -s $(requirements) .venv/requirements.txt || { echo 'soak: needs the packages in .venv' >&2; exit 1; }
	$(python) Tests/Judges/evaluation_judge.py agree --tender $(tender) --seed $${SEED:-20261124} --tenders 1000000 --jobs 2

fresh:
	@Scripts/fresh.sh

format:
	@$(SWIFT) format format --in-place --parallel --recursive Package.swift Sources Tests

lint: prerequisites
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests
	$(PYTHON) Scripts/lint.py --self-test
	$(PYTHON) Scripts/lint.py

release: prerequisites
	@$(SWIFT) build -c release --product tender

# Asks dpkg before it asks for rights: a machine that has everything is left alone.
prerequisites:
	@command -v $(SWIFT) >/dev/null || { echo 'No swift on PATH: the README names the toolchain.' >&2; exit 1; }
	packages=$$(sed 's/#.*//' Scripts/debian-packages.txt)
	if ! command -v dpkg-query apt-get >/dev/null; then
	  echo "No Debian here; what these packages bring must be there already:" $$packages
	  exit 0
	fi
	missing=()
	for package in $$packages; do
	  status=$$(dpkg-query --show --showformat='$${db:Status-Status}' "$$package" 2>/dev/null) || status=missing
	  [[ $$status == installed ]] || missing+=("$$package")
	done
	if (($${#missing[@]} > 0)); then
	  sudo=(); ((EUID == 0)) || sudo=(sudo)
	  echo "Installing: $${missing[*]}"
	  "$${sudo[@]}" apt-get update -qq
	  "$${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
	    apt-get install --yes --no-install-recommends -qq "$${missing[@]}"
	fi

# The judges' Python packages. The copy of the requirements is written last, so that it says both
# that the environment is whole and what it was made from. pip says "Retry(total=0" when it used up
# its tries at a server it could not reach, and "No matching distribution" only after that or when
# a server answered: the first is no fault of this project, everything else is.
judges: prerequisites
	@if cmp -s $(requirements) .venv/requirements.txt && $(python) -c ''; then exit 0; fi
	rm -rf .venv
	$(PYTHON) -m venv .venv
	log=.venv/pip.log
	if $(python) -m pip install --disable-pip-version-check --retries 2 --requirement $(requirements) 2>&1 | tee $$log; then
	  cp $(requirements) .venv/requirements.txt
	elif grep -qE 'Retry\(total=0|Max retries exceeded' $$log && ! grep -qE 'HASHES|CERTIFICATE_VERIFY' $$log; then
	  rm -rf .venv
	  bar=$$(printf '!%.0s' {1..96})
	  printf '%s\n' "$$bar" \
	    'THE PYTHON PACKAGE REGISTRY CANNOT BE REACHED.' \
	    'The judges, independent programs that check every result of tender, are not installed.' \
	    'Tests that need them are SKIPPED. This run does not show that tender agrees with them.' \
	    'Run it again with a network, or set up pip for a mirror, before you rely on it.' \
	    "$$bar" >&2
	else
	  rm -rf .venv
	  echo 'judges: pip failed, see above' >&2
	  exit 1
	fi
