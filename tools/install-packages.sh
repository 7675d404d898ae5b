#!/usr/bin/env bash
# Installs the packages of tools/debian-packages.txt that are missing; needs root, or sudo.
# With the word `bench`, `test`, `fuzz`, `mpi` or `tidy` also those of tools/debian-packages-bench.txt and so on, which only
# the commands of that name need.
# With none missing it only says so and touches neither the network nor the machine.
# PLIMSOLL_SKIP_PACKAGES=1 passes by, for machines whose libraries come from elsewhere.
set -euo pipefail

lists=("$(dirname "${BASH_SOURCE[0]}")/debian-packages.txt")
[[ -z "${1:-}" ]] || lists+=("${lists[0]%.txt}-$1.txt")

say() { printf 'packages: %s\n' "$*"; }
fail() {
  say "$1" >&2
  exit 1
}

if [[ "${PLIMSOLL_SKIP_PACKAGES:-0}" == 1 ]]; then
  say "not looked at (PLIMSOLL_SKIP_PACKAGES=1)"
  exit 0
fi

mapfile -t wanted < <(sed -e 's/#.*//' "${lists[@]}" | awk 'NF { print $1 }')
if ! command -v dpkg-query >/dev/null; then
  fail "this is not a Debian machine; install what stands in ${lists[*]} by hand, then set PLIMSOLL_SKIP_PACKAGES=1"
fi

# dpkg-query also fails where it knows none of a package; what it does not list as installed is missing.
installed=$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
  grep -qxF "$package installed" <<<"$installed" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  say "all ${#wanted[@]} are installed"
  exit 0
fi

install_line="apt-get install --yes --no-install-recommends ${missing[*]}"
if [[ "$(id -u)" == 0 ]]; then
  as_root=()
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }; then
  as_root=(sudo)
else
  say "missing: ${missing[*]}" >&2
  say "installing them needs root, and sudo does not work here without a password; run as root:" >&2
  printf '  apt-get update && %s\n' "$install_line" >&2
  exit 1
fi

say "missing: ${missing[*]}"
say "will run: ${as_root[*]:+${as_root[*]} }apt-get update, then ${as_root[*]:+${as_root[*]} }$install_line"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
"${apt[@]}" update || say "the package lists could not be renewed; trying with those at hand" >&2
"${apt[@]}" install --yes --no-install-recommends "${missing[@]}" ||
  fail "apt-get failed, see above; the line to repeat as root: apt-get update && $install_line"
