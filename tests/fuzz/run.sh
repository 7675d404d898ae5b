#!/usr/bin/env bash
# Runs one fuzz target for some seconds from the inputs that are kept; what it finds goes to build/fuzz/found.
# Usage: run.sh <study|rule_pack|csv|cclf|results> <seconds>
set -euo pipefail

target=$1 seconds=$2
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$source/build/fuzz
case $target in
  study) more=("$source/scenarios/studies") dictionary=study.dict longest=20000 ;;
  rule_pack) more=("$source"/scenarios/rulepacks/*/ "$source/scenarios/data") dictionary=study.dict longest=20000 ;;
  csv) more=() dictionary= longest=4000 ;;
  cclf) more=() dictionary= longest=12000 ;;
  results) more=() dictionary= longest=60000 ;;
  *) echo "no target $target" >&2 && exit 2 ;;
esac
mkdir -p "$build/grown/$target" "$build/found"
options=(-max_total_time="$seconds" -timeout=30 -rss_limit_mb=3000 -malloc_limit_mb=2000 -max_len="$longest" -print_final_stats=1
         -artifact_prefix="$build/found/$target-")
[[ -z $dictionary ]] || options+=(-dict="$source/tests/fuzz/$dictionary")
# HDF5 1.10.8 leaks where it refuses damaged metadata; the process of a run ends there anyway.
if [[ $target == results ]]; then
  options+=(-detect_leaks=0)  # after an input
  export ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}  # at the end
fi
exec "$build/bin/fuzz_$target" "${options[@]}" "$build/grown/$target" "$source/tests/fuzz/corpus/$target" \
  "$source/tests/fuzz/regressions/$target" "${more[@]}"
