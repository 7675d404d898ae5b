#!/usr/bin/env bash
# tools/install-packages.sh on pretended machines: what it says and which commands it would run, with none of them real.
# Usage: install_packages_test.sh <source folder>
set -euo pipefail

script="$1/tools/install-packages.sh"
machine=$(mktemp -d)
trap 'rm -rf "$machine"' EXIT
failures=0

# A pretended command: records its arguments, then does what the body says.
pretend() {
  printf '#!/bin/bash\necho "%s $*" >>"%s/ran"\n%s\n' "$1" "$machine" "$2" >"$machine/bin/$1"
  chmod +x "$machine/bin/$1"
}
# A machine where everything but $1 (a pattern of package names) is installed and the user id is $2.
machine_without() {
  rm -rf "${machine:?}"/*
  mkdir "$machine/bin"
  for tool in bash awk sed grep env dirname; do ln -s "$(command -v $tool)" "$machine/bin/$tool"; done
  pretend id "echo $2"
  pretend apt-get ''
  pretend dpkg-query "for p in \"\${@:3}\"; do case \$p in $1) echo \"\$p not-installed\" ;; *) echo \"\$p installed\" ;; esac; done"
}
# Runs the script there without a terminal; leaves its text in $machine/said and its exit code in $code.
install() {
  code=0
  PATH="$machine/bin" bash "$script" "$@" >"$machine/said" 2>&1 </dev/null || code=$?
}
check() {
  local what=$1
  shift
  if ! "$@"; then
    echo "FAILED: $what"
    cat "$machine/said" "$machine/ran"
    failures=$((failures + 1))
  fi
}
said() { grep -qF -- "$1" "$machine/said"; }
ran() { grep -qF -- "$1" "$machine/ran"; }
never_ran() { ! ran "$1"; }

machine_without none 0
install
check "nothing missing: succeeds" test "$code" == 0
check "nothing missing: the network is left alone" never_ran apt-get

machine_without 'cmake|libcsv-dev' 0
install
check "root: succeeds" test "$code" == 0
check "root: says what is missing" said "missing: cmake libcsv-dev"
check "root: says what it will run" said "will run: apt-get update, then apt-get install --yes"
check "root: installs what is missing and no more" ran "install --yes --no-install-recommends cmake libcsv-dev"
check "root: renews the package lists" ran "update"

machine_without 'cmake|r-base-core' 0
install
check "without benchmarks: R is not wanted" never_ran r-base-core
install bench
check "with benchmarks: R is installed too" ran "install --yes --no-install-recommends cmake r-base-core"

machine_without cmake 1000
pretend sudo 'if [[ "$1" == -n ]]; then exit 0; fi; exec "$@"'
install
check "sudo: succeeds" test "$code" == 0
check "sudo: says so" said "will run: sudo apt-get update"
check "sudo: installs through it" ran "sudo env DEBIAN_FRONTEND=noninteractive apt-get"

machine_without cmake 1000
pretend sudo 'exit 1'
install
check "sudo wants a password and nobody is there: fails" test "$code" == 1
check "sudo wants a password: prints the line to run" said "apt-get update && apt-get install --yes --no-install-recommends cmake"
check "sudo wants a password: installs nothing" never_ran apt-get

machine_without cmake 1000
install
check "neither root nor sudo: fails" test "$code" == 1
check "neither root nor sudo: prints the line to run" said "apt-get install --yes --no-install-recommends cmake"

machine_without cmake 0
pretend apt-get 'exit 100'
install
check "apt-get fails: so does the script" test "$code" == 1

exit $((failures > 0))
