#!/usr/bin/env bash
# Brings what opens the pages in tests, Playwright and axe-core of tests/page/package.json, into build/page-tools.
# Only tests need them: without npm or its registry they are skipped, and say so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'page tools: %s\n' "$*"; }

folder=build/page-tools
if cmp --silent tests/page/package-lock.json "$folder/package-lock.json" && [[ -d "$folder/node_modules" ]]; then
  say "installed"
  exit 0
fi
if [[ "${PLIMSOLL_SKIP_PACKAGES:-0}" == 1 ]]; then
  say "not looked at (PLIMSOLL_SKIP_PACKAGES=1)"
  exit 0
fi
if ! command -v npm >/dev/null; then
  say "npm is not here: tests will not open pages in a browser"
  exit 0
fi
rm -rf "$folder"
mkdir -p "$folder"
cp tests/page/package.json tests/page/package-lock.json "$folder/"
say "downloading $(sed -n 's/^    "\([a-z-]*\)": "\(.*\)".*/\1 \2/p' tests/page/package.json | paste -sd, | sed 's/,/, /g') from the npm registry"
if ! npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error; then
  rm -rf "$folder"
  say "npm failed, see above: tests will not open pages in a browser" >&2
fi
