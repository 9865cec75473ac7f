# What a new user runs: make mock. What a change must pass: make test.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
MAKEFLAGS += --no-print-directory

SWIFT ?= swift
PYTHON ?= python3
GO ?= go
# Where Debian puts the sources of Go packages.
GOCODE ?= /usr/share/gocode

tender := .build/release/tender
python := .venv/bin/python
swift_sources := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/AuditTrail Fuzz
requirements := Tests/Judges/requirements.txt
log_judge := .build/judges/tlog
# A target that imports what it does not declare builds by luck of the order; refuse it.
checked := --explicit-target-dependency-import-check error

# Named, because --sanitize=fuzzer alone has given programs without counters for our own modules, which mutate blindly: the
# log must say "Loaded 1 modules" with many thousands. Objects built without them are taken for up to date: delete Fuzz/.build.
covered := -Xswiftc -sanitize-coverage=edge,indirect-calls,trace-cmp,inline-8bit-counters,pc-table

# For what nobody may overlook: a shell function that prints its arguments, each a line, between bars.
loudly := loudly() { local bar=$$(printf '!%.0s' {1..96}); printf '%s\n' "$$bar" "$$@" "$$bar" >&2; }

.PHONY: mock test bench soak fuzz fresh format lint prerequisites judges python-judges go-judge release

# A whole tender, from the plan to the contract, told as it goes and verified in the end.
mock: release
	@$(tender) mock run $(if $(filter zh%,$(LANG)),--lang zh)

# Nothing is piped here: the closing lines of swift test are the last that is printed.
test: lint
	@$(SWIFT) build --build-tests $(checked)
	$(MAKE) judges
	unset TENDER_JUDGES TENDER_LOG_JUDGE
	cmp -s $(requirements) .venv/requirements.txt || export TENDER_JUDGES=unreachable
	[[ -x $(log_judge) ]] || export TENDER_LOG_JUDGE=unreachable
	$(SWIFT) test --disable-xctest $(checked)

bench: release python-judges
	@cmp -s $(requirements) .venv/requirements.txt || { echo 'bench: needs the packages in .venv' >&2; exit 1; }
	$(python) Benchmarks/evaluate_against_duckdb.py --tender $(tender)
	$(SWIFT) build --package-path Benchmarks -c release --product audit-trail-benchmark
	Benchmarks/.build/release/audit-trail-benchmark
	$(SWIFT) build -c release --product procedure-benchmark
	.build/release/procedure-benchmark
	$(python) Benchmarks/time_verifier.py Benchmarks/.build/release/audit-trail-benchmark Verifier

soak: release python-judges
	@cmp -s $(requirements) .venv/requirements.txt || { echo 'soak: needs the packages in .venv' >&2; exit 1; }
	$(SWIFT) build -c release --product walks
	.build/release/walks $${SEED:-20261124} 1000000 2
	$(python) Tests/Judges/evaluation_judge.py agree --tender $(tender) --seed $${SEED:-20261124} --tenders 1000000 --jobs 2
	$(PYTHON) Scripts/kill_replay.py --tender $(tender) --seed $${SEED:-20261124} --rounds 100

# One fuzzer: make fuzz TARGET=JSON SECONDS_EACH=3600. What it finds stays in Fuzz/.build; a crash is written beside the log.
fuzz: prerequisites
	@: $${TARGET:?names a folder of Fuzz}
	$(SWIFT) build --package-path Fuzz -c release --sanitize=fuzzer --sanitize=address $(covered) --product $(TARGET)
	cd Fuzz/.build
	mkdir -p found/$(TARGET)
	# Into a file: the fuzzer hangs on a pipe that is read slowly. What Swift makes once and keeps is no leak, and a leak
	# of a run shows in the memory that the last line states.
	if ! ASAN_OPTIONS=detect_leaks=0 release/$(TARGET) -max_total_time=$${SECONDS_EACH:-60} -max_len=65536 found/$(TARGET) ../Corpus/$(TARGET) >$(TARGET).log 2>&1; then
	  tail -n 40 $(TARGET).log
	  exit 1
	fi
	tail -n 1 $(TARGET).log

fresh:
	@Scripts/fresh.sh

format:
	@$(SWIFT) format format --in-place --parallel --recursive $(swift_sources)

lint: prerequisites
	@$(SWIFT) format lint --strict --parallel --recursive $(swift_sources)
	$(PYTHON) Scripts/lint.py --self-test
	$(PYTHON) Scripts/lint.py

release: prerequisites
	@$(SWIFT) build -c release --product tender

prerequisites:
	@command -v $(SWIFT) >/dev/null || { echo 'No swift on PATH: the README names the toolchain.' >&2; exit 1; }
	Scripts/install-packages.sh Scripts/debian-packages.txt

judges: python-judges go-judge

# The judges' Python packages. The copy of the requirements is written last, so that it says both
# that the environment is whole and what it was made from. pip says "Retry(total=0" when it used up
# its tries at a server it could not reach, and "No matching distribution" only after that or when
# a server answered: the first is no fault of this project, everything else is.
python-judges: prerequisites
	@if cmp -s $(requirements) .venv/requirements.txt && $(python) -c ''; then exit 0; fi
	rm -rf .venv
	$(PYTHON) -m venv .venv
	log=.venv/pip.log
	if $(python) -m pip install --disable-pip-version-check --retries 2 --requirement $(requirements) 2>&1 | tee $$log; then
	  cp $(requirements) .venv/requirements.txt
	elif grep -qE 'Retry\(total=0|Max retries exceeded' $$log && ! grep -qE 'HASHES|CERTIFICATE_VERIFY' $$log; then
	  rm -rf .venv
	  $(loudly)
	  loudly \
	    'THE PYTHON PACKAGE REGISTRY CANNOT BE REACHED.' \
	    'The judges, independent programs that check every result of tender, are not installed.' \
	    'Tests that need them are SKIPPED. This run does not show that tender agrees with them.' \
	    'Run it again with a network, or set up pip for a mirror, before you rely on it.'
	else
	  rm -rf .venv
	  echo 'python-judges: pip failed, see above' >&2
	  exit 1
	fi

go-judge: $(log_judge)

# The judge of the audit log, in Go. It is built without modules from the sources that Debian brings,
# so nothing is downloaded, and the settings and caches of somebody who uses Go are left alone.
$(log_judge): Tests/Judges/tlog/main.go | prerequisites
	@rm -f $@
	status=0
	Scripts/install-packages.sh Scripts/debian-packages-judges.txt || status=$$?
	if ((status == 75)); then
	  $(loudly)
	  loudly \
	    'NO SERVER OF DEBIAN PACKAGES CAN BE REACHED.' \
	    'The judge of the audit log, an independent program in Go that checks every log of tender, is' \
	    'not installed. Tests that need it are SKIPPED. This run does not show that the log is sound.' \
	    'Run it again with a network, or set up apt for a mirror, before you rely on it.'
	  exit 0
	fi
	((status == 0)) || exit $$status
	mkdir -p $(@D)/tmp
	GO111MODULE=off GOPATH=$(GOCODE) GOFLAGS= GOENV=off GOCACHE=$(CURDIR)/$(@D)/cache \
	  GOTMPDIR=$(CURDIR)/$(@D)/tmp $(GO) build -trimpath -o $@ $<
