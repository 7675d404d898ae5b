"""Times plimsoll_bench and the numpy peers on the same work, interleaved, one core each, and prints their ratio.

Usage: compare.py [plimsoll_bench]. Every program checks its answers before it times anything; a wrong one ends the
comparison with exit code 1. Speed never fails it. Writes no files.
"""
import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = ["numpy_claims.py", "numpy_settle.py", "numpy_measure.py"]
RATE = re.compile(r"(.*)/s")  # the counter of plimsoll_bench that says work units per second


def run(command):
    """Standard output of a program kept on one core; its own message and exit 1 where it fails."""
    core = min(os.sched_getaffinity(0))
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          preexec_fn=lambda: os.sched_setaffinity(0, {core}),
                          env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    if done.returncode != 0:
        sys.exit(f"{Path(command[-1]).name} failed:\n{done.stderr.strip()}")
    return json.loads(done.stdout)


def plimsoll_rates(program):
    """Stage -> (units per second, unit), but for stages skipped because their data are absent."""
    filter_ = "--benchmark_filter=^(draw|settle|measure)/"
    report = run([str(program), "--benchmark_format=json", "--benchmark_min_time=0.3", filter_])
    rates = {}
    for stage in report["benchmarks"]:
        if stage.get("error_occurred"):
            continue
        unit = next(match[1] for key in stage if (match := RATE.fullmatch(key)))
        rates[stage["name"]] = (stage[unit + "/s"], unit)
    return rates


def measure(program, rounds):
    """Lists of rates by stage, for each side, and the unit of each stage."""
    ours, theirs, units = {}, {}, {}
    for _ in range(rounds):
        for stage, (rate, unit) in plimsoll_rates(program).items():
            ours.setdefault(stage, []).append(rate)
            units[stage] = unit
        for peer in PEERS:
            for stage, rate in run([sys.executable, str(HERE / peer)]).items():
                theirs.setdefault(stage, []).append(rate)
    return ours, theirs, units


def processor():
    try:
        found = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def version_of_numpy():
    return subprocess.run([sys.executable, "-c", "import numpy; print(numpy.__version__)"], capture_output=True,
                          text=True, check=True).stdout.strip()


def in_millions(rates):
    return f"{statistics.median(rates) / 1e6:.2f} M/s"


def print_table(ours, theirs, units, rounds):
    print(f"{'stage':40}{'unit':16}{'plimsoll':>14}{'numpy':>14}{'ratio':>9}")
    for stage, rates in ours.items():
        peer = theirs.get(stage)
        ratio = f"{statistics.median(rates) / statistics.median(peer):.2f} x" if peer else "-"
        print(f"{stage:40}{units[stage]:16}{in_millions(rates):>14}{in_millions(peer) if peer else '-':>14}{ratio:>9}")
    for stage in theirs.keys() - ours.keys():
        sys.exit(f"plimsoll_bench has no stage {stage}")
    print(f"\nMedians of {rounds} rounds in processor time, one core each, on {processor()} ({os.cpu_count()} cores), "
          f"numpy {version_of_numpy()}, Python {platform.python_version()}.\n"
          "Ratios carry over to other machines; rates do not.\n"
          "draw/reference_panel_without_inpatient: 2,000 members of the public reference panel. Both sides leave out\n"
          "inpatient, a lognormal with a Pareto tail, which is not one of the laws yet; the whole stage is left out\n"
          "where PLIMSOLL_DATA lacks the file.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    default = HERE.parents[1] / "build" / "release" / "bin" / "plimsoll_bench"
    parser.add_argument("program", nargs="?", type=Path, default=default, help="the plimsoll_bench to time")
    parser.add_argument("--rounds", type=int, default=5, help="how often each side is timed (5)")
    options = parser.parse_args()
    print_table(*measure(options.program, options.rounds), options.rounds)


if __name__ == "__main__":
    main()
