#!/usr/bin/env bash
# Installs a build into a folder, builds the project beside this file from it alone, and runs what it made.
# Usage: consumer_test.sh <cmake> <build folder> <compiler>
set -euo pipefail

cmake=$1 build=$2 compiler=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cmake" --install "$build" --prefix "$work/installed" >"$work/install.log" || { cat "$work/install.log" && exit 1; }
"$work/installed/bin/plimsoll" --version
# Nothing of the checkout may be reached: the project is copied away from it.
cp -r "$here" "$work/project"
"$cmake" -S "$work/project" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/installed" -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_BUILD_TYPE=Debug >"$work/configure.log" || { cat "$work/configure.log" && exit 1; }
"$cmake" --build "$work/build" >"$work/build.log" || { cat "$work/build.log" && exit 1; }
if grep -rl "$(dirname "$(dirname "$here")")" "$work/installed/lib/cmake" "$work/installed/include"; then
  echo "files above name the checkout they were built from" >&2
  exit 1
fi
"$work/build/consumer" "$work/run"
test -s "$work/run/results.h5"
# The negative control: a version that is not there is not found.
sed -i 's/find_package(plimsoll 0.1/find_package(plimsoll 9.9/' "$work/project/CMakeLists.txt"
if "$cmake" -S "$work/project" -B "$work/other" -DCMAKE_PREFIX_PATH="$work/installed" >"$work/other.log" 2>&1; then
  echo "a version that was never made was found" >&2
  exit 1
fi
echo "installed, found, built and run"
