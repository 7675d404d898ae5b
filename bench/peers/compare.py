"""Times plimsoll_bench and its peers on the same work, in turns, one core each, and prints their ratios to numpy.

Usage: compare.py [plimsoll_bench] [--rounds N] [--markdown FILE]. Every program checks its answers before it times
anything; a wrong one ends the comparison with exit code 1. Speed never fails it. Writes no file but FILE, whose text
between `<!-- output of: bench/peers/compare.py -->` and `<!-- end of output -->` becomes the tables printed.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from compare_tables import Runs, replace_block, tables

# Stages on one core, and whole runs dealt to one thread and to two.
ONE_CORE, ALL_CORES = "^(draw|settle|measure|rng|kernel)/", "^run/"

HERE = Path(__file__).resolve().parent
NUMPY = ["numpy_claims.py", "numpy_settle.py", "numpy_measure.py"]
# Trials of 100,000 members that check a panel peer's answers: four million member-years once, which a missing cap or
# another tail index would not pass, and a few in the rounds after.
CHECKED_TRIALS = {True: 40, False: 4}
R_METHODS = {"cumsum": None, "rowsum": None, "rcompound": "actuar"}  # and the package each needs
HOW_TIMED = re.compile(r"/(iterations:\d+|real_time)")  # what Google Benchmark adds to a stage's name
RATE = re.compile(r"(.*)/s")  # the counter of plimsoll_bench that says work units per second


def run(command, cores=1):
    """Standard output of a program kept on the first cores; its own message and exit 1 where it fails."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False,
                          preexec_fn=lambda: os.sched_setaffinity(0, allowed),
                          env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr.strip()}")
    return json.loads(done.stdout)


def stages(program, wanted, cores=1):
    """What plimsoll_bench reports of the stages wanted, but for those skipped because their data are absent."""
    report = run([program, "--benchmark_format=json", "--benchmark_min_time=0.3", f"--benchmark_filter={wanted}"],
                 cores)
    return [{**stage, "name": HOW_TIMED.sub("", stage["name"])} for stage in report["benchmarks"]
            if not stage.get("error_occurred")]


def time_plimsoll(program, runs):
    """Stages in units per second, kernels in seconds, whole runs in seconds per member-trial of the clock."""
    for stage in stages(program, ONE_CORE):
        if "per draw" in stage:
            runs.add_kernel(stage["name"], stage["per draw"])
            for engine in ("claims", "sums"):
                if f"{engine} need" in stage:
                    runs.needs.setdefault(engine, {})[stage["name"]] = stage[f"{engine} need"]
        else:
            unit = next(match[1] for key in stage if (match := RATE.fullmatch(key)))
            runs.add_stage("plimsoll", stage["name"], stage[unit + "/s"], unit)
    for stage in stages(program, ALL_CORES, cores=2):
        runs.add_run(stage["name"], stage["per member-trial"])


def has_r_package(name):
    test = f'quit(status = !requireNamespace("{name}", quietly = TRUE))'
    return subprocess.run(["Rscript", "--vanilla", "-e", test], capture_output=True, check=False).returncode == 0


def r_peers():
    """Commands of the R peers that can run here; says which cannot, and what they lack."""
    if shutil.which("Rscript") is None:
        print("R is left out: no Rscript; it comes with the Debian package r-base-core", file=sys.stderr)
        return
    for method, package in R_METHODS.items():
        if package and not has_r_package(package):
            print(f"R {method} is left out: no R package {package}; it is Debian's r-cran-{package}", file=sys.stderr)
        else:
            yield f"R, {method}", ["Rscript", "--vanilla", HERE / "r_reference_panel.R", method]


def cpp_peers(folder):
    for name, library in (("C++, std", "std"), ("C++, Boost.Random", "boost")):
        program = folder / f"peer_{library}_reference_panel"
        if not program.exists():
            sys.exit(f"{program} is absent: build the target plimsoll_bench")
        yield name, [program]


def measure(program, rounds):
    others = [("numpy", [sys.executable, HERE / script]) for script in NUMPY]
    panels = [("numpy", [sys.executable, HERE / "numpy_reference_panel.py"]),
              *cpp_peers(program.resolve().parent), *r_peers()]
    runs = Runs()
    for turn in range(rounds):
        time_plimsoll(program, runs)
        peers = others + [(name, [*command, CHECKED_TRIALS[turn == 0]]) for name, command in panels]
        for name, command in peers:
            for stage, rate in run(command).items():
                runs.add_stage(name, stage, rate)
    return runs


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    default = HERE.parents[1] / "build" / "release" / "bin" / "plimsoll_bench"
    parser.add_argument("program", nargs="?", type=Path, default=default, help="the plimsoll_bench to time")
    parser.add_argument("--rounds", type=int, default=5, help="how often each side is timed (5)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also write the tables into this document")
    options = parser.parse_args()
    text = tables(measure(options.program, options.rounds), options.rounds)
    print(text, end="")
    if options.markdown:
        replace_block(options.markdown, text)


if __name__ == "__main__":
    main()
