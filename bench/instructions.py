"""Counts the instructions of every kernel under callgrind and compares them with those kept in instructions.json.

Usage: instructions.py [plimsoll_kernel_calls] [--write]. A kernel that takes over 2 % more than is kept is a slowdown:
exit 1. Counts do not depend on how busy the machine is, so this shows what a clock on a shared machine cannot; they
do depend on the compiler and its flags, so they are kept by build, and a build of which none are kept is exit 2.
--write keeps what was counted. Levels are AVX2, SSE4 and scalar: valgrind 3.19 runs no AVX-512.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE / "instructions.json"
LEVELS = ("avx2", "sse4", "scalar")
TOLERANCE = 0.02
NAME = re.compile(r"^desc: Trigger: Client Request: (\w+)$", re.M)
TOTAL = re.compile(r"^totals: (\d+)$", re.M)


def count(program, level):
    """(build, vector instructions in use, instructions a call of 256 lanes by kernel)."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["valgrind", "--tool=callgrind", "--instr-atstart=no",
                               f"--callgrind-out-file={folder}/counts", str(program), level],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{program} {level} failed under valgrind:\n{done.stderr.strip()}")
        build, used = done.stdout.splitlines()
        simd, calls = used.split()
        counts = {}
        for file in Path(folder).iterdir():
            text = file.read_text()
            if name := NAME.search(text):
                counts[name[1]] = round(int(TOTAL.search(text)[1]) / int(calls), 1)
    if not counts:
        sys.exit(f"{program} {level}: callgrind wrote no counts")
    return build, simd, dict(sorted(counts.items()))


def slowdowns(kept, counted):
    """Prints every kernel beside what is kept; returns those that take more, and those that are gone."""
    slower = []
    for level, kernels in counted.items():
        for name, now in kernels.items():
            before = kept.get(level, {}).get(name)
            change = "new" if before is None else f"{now / before - 1:+.1%}"
            print(f"{level:8} {name:24} {now:12,.1f} {change}")
            if before is not None and now > before * (1 + TOLERANCE):
                slower.append(f"{level} {name}")
    missing = [f"{level} {name}" for level, kernels in kept.items() if level in counted
               for name in kernels if name not in counted[level]]
    return slower, missing


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    default = HERE.parent / "build" / "release" / "bin" / "plimsoll_kernel_calls"
    parser.add_argument("program", nargs="?", type=Path, default=default, help="the plimsoll_kernel_calls to count")
    parser.add_argument("--write", action="store_true", help="keep what was counted")
    options = parser.parse_args()
    counted = {}
    for level in LEVELS:
        build, simd, counts = count(options.program, level)
        counted[simd] = counts
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    slower, missing = slowdowns(kept.get(build, {}), counted)
    if options.write:
        KEPT.write_text(json.dumps({**kept, build: counted}, indent=2) + "\n")
    elif build not in kept:
        print(f"no counts are kept of the build \"{build}\": instructions.py --write keeps these", file=sys.stderr)
        sys.exit(2)
    elif slower or missing:
        sys.exit(f"slower by more than {TOLERANCE:.0%}: {', '.join(slower) or 'none'}; "
                 f"no longer counted: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    main()
