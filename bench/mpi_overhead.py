"""Times one run of the reference panel drawn by 2 processes of one thread and by 1 process of two, in turns.

Two processes are started, and each reads the study, however long the run, so a run of some seconds says little of one on a
cluster: the default is twenty seconds on two cores. Each round begins with the other of the two.

Usage: bench/mpi_overhead.py [TRIALS] [ROUNDS]   (153,600 trials, 4 rounds, an even number; 20,000 members)
Environment: PLIMSOLL_BIN, a command built with MPI; PLIMSOLL_DATA, the public data. Exits 1 where the geometric mean over the rounds
of (time of 1 x 2) / (time of 2 x 1) is below 0.93, or where the two write different results.
"""
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))
from reference_panel import CAP, TAIL_INDEX, TAIL_START, read_rows  # noqa: E402

LEAST = 0.93
JOB = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_btl_vader_single_copy_mechanism": "none"}
STUDY = f"""schema = "study/1"
[run]
trials = 153_600
seed = 20260715
performance_years = [2026]
[reserve]
policy = "tvar"
level = 0.95
[population.panel]
members = 20_000
[cost.panel]
file = "cost.toml"
[benchmark.panel]
pbpy = 4_300
[[contract]]
id = "capped"
population = "panel"
benchmark = "panel"
template = "commercial/shared-savings@2026"
[contract.pooling]
limits = {{ "*" = {CAP} }}
[contract.pooling_charge]
pmpm = 5
"""


def law_of(row):
    """A row of the panel as a law of a cost file; models/cost/reference_panel.cpp reads it the same way."""
    mean, size = float(row["mean"]), float(row["r"])
    p1, p2, scale = float(row["p1"]), float(row["p2"]), float(row["scale"])
    count = f'{{ law = "negative_binomial", mean = {mean!r}, size = {size!r} }}' if size > 0 else f'{{ law = "poisson", mean = {mean!r} }}'
    mu = p1 + math.log(scale)
    severity = {"LN": f'{{ law = "lognormal", mu = {mu!r}, sigma = {p2!r} }}',
                "GA": f'{{ law = "gamma", shape = {p1!r}, scale = {p2 * scale!r} }}',
                "LNP": f'{{ law = "lognormal_pareto", mu = {mu!r}, sigma = {p2!r}, threshold = {TAIL_START * scale!r}, index = {TAIL_INDEX!r} }}'}
    return f'[[cells.laws]]\ncategory = "{row["cat"]}"\ncount = {count}\nseverity = {severity[row["family"]]}\n'


def cost_file(categories):
    text = 'schema = "cost/1"\nyear = 2026\ncategories = ["0", "1", "2", "3", "4", "5"]\n'
    for cell in zip(*categories):
        text += f'[[cells]]\nrisk = "{cell[0]["cell"]}"\nperson_years = {1e6 * float(cell[0]["weight"])!r}\n'
        text += "".join(law_of(row) for row in cell)
    return text


def timed(folder, output, job, threads):
    command = [*job, os.environ["PLIMSOLL_BIN"], "run", "study.toml", "-o", output, "--threads", str(threads), "--quiet", "--force"]
    started, used = time.monotonic(), sum(os.times()[2:4])
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env={**os.environ, **JOB})
    return time.monotonic() - started, sum(os.times()[2:4]) - used


def main(arguments):
    trials, rounds = (int(arguments[i]) if len(arguments) > i else default for i, default in ((0, 153_600), (1, 4)))
    if rounds % 2:
        sys.exit("an even number of rounds, so that each of the two begins as often")
    categories = read_rows()
    if categories is None:
        sys.exit("the public data lack reference_panel/reference_panel.csv")
    with tempfile.TemporaryDirectory(prefix="plimsoll-mpi-") as scratch:
        folder = Path(scratch)
        (folder / "cost.toml").write_text(cost_file(categories))
        (folder / "study.toml").write_text(STUDY.replace("153_600", str(trials)))
        ratios, work = [], []
        ways = {"one": ([], 2), "two": (["mpirun", "-n", "2"], 1)}
        for number in range(rounds):
            took = {way: timed(folder, way, *ways[way]) for way in sorted(ways, reverse=number % 2 == 1)}
            (one, one_work), (two, two_work) = took["one"], took["two"]
            ratios.append(one / two)
            work.append(one_work / two_work)
            print(f"1 process x 2 threads {one:6.2f} s   2 processes x 1 thread {two:6.2f} s   ratio {one / two:.3f}, "
                  f"of processor time {one_work / two_work:.3f}", flush=True)
        same = (folder / "one" / "results.h5").read_bytes() == (folder / "two" / "results.h5").read_bytes()
    mean = statistics.geometric_mean(ratios)
    print(f"20,000 members, {trials} trials: mean ratio {mean:.3f}, at least {LEAST} asked; of processor time, which a busy machine "
          f"moves less, {statistics.geometric_mean(work):.3f}; results {'equal' if same else 'DIFFER'}")
    return 0 if same and mean >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
