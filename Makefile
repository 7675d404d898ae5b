# The commands of the house; `make help` lists them. Everything real is in CMakePresets.json.
.DEFAULT_GOAL := help
.PHONY: help demo test test-fast test-mpi kill-test bench-mpi bench bench-tail bench-report bench-instructions recovery asan asan-all tsan tidy check-headers fuzz fuzz-smoke format check-format packages packages-bench packages-fuzz packages-mpi packages-test packages-tidy release all-of-preset clean

JOBS ?= $(shell tools/build-jobs.sh)
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)
export CTEST_PARALLEL_LEVEL := 2

WERROR := $(if $(filter true TRUE 1,$(CI)),ON,OFF)
PYTHON := /usr/bin/python3
# What `make demo` and `make test` build and run; mpi is the same with MPI.
PRESET ?= release
PLIMSOLL := build/$(PRESET)/bin/plimsoll
STUDY := mssp-tracks
CLANG_FORMAT := clang-format-14
SOURCES = $(shell find include models sim scenarios tools tests bench cmake -name '*.hpp' -o -name '*.cpp')

help: ## list these commands
	@echo "plimsoll: make <command>, on Debian 12"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: packages $(if $(filter mpi,$(PRESET)),packages-mpi) ## install what is missing, build, run the shipped study of the MSSP tracks and write its report
	cmake --preset $(PRESET) -DPLIMSOLL_WERROR=$(WERROR)
	cmake --build --preset $(PRESET) --target plimsoll
	$(PLIMSOLL) run scenarios/studies/$(STUDY).toml -o runs/$(STUDY) --force
	$(PLIMSOLL) report runs/$(STUDY) --force
	@echo "Results are in runs/$(STUDY)/: report.html (open it in a browser), results.h5 (every trial), summary.json (the tables above)."

test: packages-test all-of-preset ## install what is missing, build, and run every test (PRESET=mpi: with MPI)
	ctest --preset $(PRESET)

test-fast: packages-test ## install what is missing, build, and run unit and property tests: about a minute of tests
	cmake --preset $(PRESET) -DPLIMSOLL_WERROR=$(WERROR)
	cmake --build --preset $(PRESET) --target plimsoll_unit_tests plimsoll_property_tests
	ctest --preset $(PRESET) --label-regex '^(unit|property)$$'

test-mpi: packages-mpi ## build the command with MPI, and run the tests of several processes
	cmake --preset mpi -DPLIMSOLL_WERROR=$(WERROR)
	cmake --build --preset mpi --target plimsoll plimsoll_shuffled_ranks
	ctest --preset mpi --label-regex mpi

kill-test: packages ## 50 runs of two minutes' work killed at random moments and resumed (RUNS, WORK in seconds; an hour)
	cmake --preset release
	cmake --build --preset release --target plimsoll
	PLIMSOLL_BIN=$(CURDIR)/$(PLIMSOLL) PLIMSOLL_KILL_RUNS=$(or $(RUNS),50) PLIMSOLL_KILL_WORK=$(or $(WORK),120) $(PYTHON) -B tests/cli/kill_test.py

bench-mpi: packages-mpi ## time 2 processes of one thread against 1 of two on the reference panel
	cmake --preset mpi
	cmake --build --preset mpi --target plimsoll
	PLIMSOLL_BIN=$(CURDIR)/build/mpi/bin/plimsoll $(PYTHON) bench/mpi_overhead.py

bench: packages-bench ## time the stages of a run, and numpy, R, std:: and Boost on the same work
	cmake --preset release -DPLIMSOLL_BUILD_BENCH=ON
	cmake --build --preset release --target plimsoll plimsoll_bench plimsoll_memory
	PLIMSOLL_DATA="$${PLIMSOLL_DATA:-../shared/data}" $(PLIMSOLL) bench
	build/release/bin/plimsoll_bench
	build/release/bin/plimsoll_memory
	$(PYTHON) bench/peers/compare.py --markdown docs/performance.md

bench-tail: packages ## time to 1 % on TVaR 99 by estimator, at three sizes (half an hour; TRUTH=1000000: hours)
	cmake --preset release -DPLIMSOLL_BUILD_BENCH=ON
	cmake --build --preset release --target plimsoll_tail_precision
	for lives in 5000 20000 100000; do build/release/bin/plimsoll_tail_precision $$lives $(or $(TRUTH),200000) 100; done

bench-report: packages-test release ## time and size of the report of 100,000 trials, 6 contracts and 5 years, and how fast it opens and moves
	$(PYTHON) bench/report/bench.py

bench-instructions: packages-bench ## count the kernels' instructions and fail where one takes more than is kept
	cmake --preset release -DPLIMSOLL_BUILD_BENCH=ON
	cmake --build --preset release --target plimsoll_kernel_calls
	$(PYTHON) bench/instructions.py

recovery: packages ## parameters of every family of counts and amounts recovered from 500 samples each (half an hour)
	cmake --preset release
	cmake --build --preset release --target cost_recovery_statistical
	PLIMSOLL_RECOVERY_SAMPLES=$(or $(SAMPLES),500) $(if $(ONLY),PLIMSOLL_RECOVERY_ONLY=$(ONLY)) build/release/bin/cost_recovery_statistical

asan: packages-test ## unit and property tests, and the command on users' files, under the address and undefined-behaviour sanitizers; then what part of the lines they ran
	cmake --workflow --preset asan
	tools/coverage.py build/asan

asan-all: packages-test ## every test but the slow ones under the same sanitizers (an hour)
	cmake --workflow --preset asan-all

tsan: packages-test ## what works on several threads at once, under the thread sanitizer
	cmake --workflow --preset tsan

tidy: packages-tidy ## clang-tidy over every source (.clang-tidy says what it looks for; five minutes)
	cmake --preset tidy
	run-clang-tidy-14 -quiet -j $(JOBS) -p build/tidy '(Unity/unity_|_lanes|lane_list)'

fuzz: packages-fuzz ## every reader under inputs nobody meant, MINUTES=10 each; what is found goes to build/fuzz/found
	$(call fuzz_each,$$((60 * $(or $(MINUTES),10))))

fuzz-smoke: packages-fuzz ## the same for 20 seconds each
	$(call fuzz_each,20)

define fuzz_each
	cmake --preset fuzz
	cmake --build --preset fuzz
	for target in study rule_pack csv cclf results; do tests/fuzz/run.sh $$target $(1) || exit 1; done
endef

check-headers: packages $(if $(filter mpi,$(PRESET)),packages-mpi) ## every public header compiles alone
	cmake --preset $(PRESET) -DPLIMSOLL_WERROR=$(WERROR)
	cmake --build --preset $(PRESET) --target all_verify_interface_header_sets

format: ## rewrite the sources in the house format (needs the Debian package clang-format-14)
	@$(CLANG_FORMAT) -i $(SOURCES)

check-format: ## fail where format would change something
	@$(CLANG_FORMAT) --dry-run -Werror $(SOURCES)

packages: ## install the missing Debian packages of tools/debian-packages.txt
	@tools/install-packages.sh

packages-test: ## the same with those of tools/debian-packages-test.txt, and what opens pages, from the npm registry
	@tools/install-packages.sh test
	@tools/install-page-tools.sh

packages-mpi: ## the same with those of tools/debian-packages-mpi.txt
	@tools/install-packages.sh mpi

packages-fuzz: ## the same with those of tools/debian-packages-fuzz.txt
	@tools/install-packages.sh fuzz

packages-tidy: ## the same with those of tools/debian-packages-tidy.txt
	@tools/install-packages.sh tidy

packages-bench: ## the same with those of tools/debian-packages-bench.txt
	@tools/install-packages.sh bench

release: packages ## build everything with the release preset
	cmake --preset release -DPLIMSOLL_WERROR=$(WERROR)
	cmake --build --preset release

all-of-preset: packages $(if $(filter mpi,$(PRESET)),packages-mpi)
	cmake --preset $(PRESET) -DPLIMSOLL_WERROR=$(WERROR)
	cmake --build --preset $(PRESET)

clean: ## remove the build folders; runs stay
	rm -rf build
