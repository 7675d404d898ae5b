"""Faults of the system, injected for real: a full disk, a folder that takes nothing, calls that fail, files cut or changed.

Environment: PLIMSOLL_FAULT_SHIM, the library of tests/support/fault_shim.cpp that comes between the command and its C
library.
"""
import functools
import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

SHIM = os.environ.get("PLIMSOLL_FAULT_SHIM", "")

# A disk of its own for a copy of a folder: filled up or made read-only before the command, copied back after it.
ON_A_DISK = """set -e
mount -t tmpfs -o size=24m tmpfs "$2"
cp -a "$1/." "$2"
cd "$2"
case "$3" in
  full) dd if=/dev/zero of=filler bs=4k 2>/dev/null || true;;
  readonly) mount -o remount,ro "$2";;
esac
kind="$3" after="$4"
shift 4
code=0
"$@" || code=$?
[ "$kind" = readonly ] && mount -o remount,rw "$PWD"
rm -f filler
cp -a . "$after"
exit $code
"""


def snapshot(folder):
    """Every file below a folder by its path, with its bytes; what a stopped run may leave is left out."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*"))
            if path.is_file() and "parts" not in path.relative_to(folder).parts and path.name not in ("runs.log", "run.lock")}


@functools.cache
def can_mount():
    """Whether this machine lets a process have a disk of its own."""
    with tempfile.TemporaryDirectory() as place:
        probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", place]
        try:
            return subprocess.run(probe, capture_output=True).returncode == 0
        except FileNotFoundError:
            return False


def run(command, folder, **options):
    """Runs a command in a folder; gives exit code, standard output and standard error."""
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, timeout=300,
                          **{"capture_output": True, **options})
    return done


def on_a_disk(command, folder, kind):
    """The command in a copy of the folder on a disk that is `full` or `readonly`; the copy comes back over the folder."""
    with tempfile.TemporaryDirectory(prefix="plimsoll-disk-") as place, tempfile.TemporaryDirectory() as after:
        script = ["unshare", "-rm", "sh", "-c", ON_A_DISK, "sh", str(folder), place, kind, after, *command]
        done = subprocess.run(script, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        shutil.rmtree(folder)
        shutil.copytree(after, folder)
    return done


def no_larger_than(limit):
    """For `preexec_fn`: no file of the process may grow above so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def shimmed(fault, at=""):
    """The environment in which the shim injects a fault into calls on files whose path holds `at`."""
    return {**os.environ, "LD_PRELOAD": SHIM, "PLIMSOLL_FAULT": fault, "PLIMSOLL_FAULT_AT": str(at),
            "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}


def flipped(data, at, bit=3):
    """The bytes with one bit turned round."""
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1:]


def spread(size, count):
    """About so many places from the first to the last of `size`, none of them round."""
    step = max(1, size // count) | 1
    return sorted({*range(0, size, step), size - 1})
