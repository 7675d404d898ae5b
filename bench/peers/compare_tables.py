"""What compare.py measured, and the tables it prints."""
import math
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"(<!-- output of: bench/peers/compare\.py -->\n).*?(<!-- end of output -->)", re.S)
# A draw of plimsoll names its mode; peers draw every claim, so any mode of the same work is held against them.
PANEL = re.compile(r"draw/reference_panel/(?P<mode>\w+?)(?P<moved>_shocks|_frailty)?(?P<members>/members:\d+)")
WORKS = {"draw/reference_panel": "reference panel", "draw/reference_panel_shocks": "reference panel, shocks",
         "draw/reference_panel_frailty": "reference panel, score, shocks and frailty"}
# Kernel: ours, the standard library's, Boost's, each with draws per unit.
KERNELS = {"64 random bits": (("rng/philox_4_words", 2), ("rng/std_mt19937_64", 1), None),
           "lognormal amount": (("rng/lognormal_amount", 1), ("rng/std_lognormal", 1), ("rng/boost_lognormal", 1)),
           "gamma amount": (("rng/gamma_amount", 1), ("rng/std_gamma", 1), ("rng/boost_gamma", 1)),
           "negative binomial count": (("rng/count_inversion/moved:0", 1), ("rng/std_gamma_poisson", 1), None)}
RUN = re.compile(r"run/reference_panel/(?P<mode>\w+)/threads:(?P<threads>\d+)")  # a whole run
LARGE = "draw/reference_panel/members:100000"
FLOOR_TARGETS = {"claims": 0.65, "sums": 0.60}
YARDSTICK = (LARGE, "C++, std", 1442)
# Of the prototypes the design was chosen by: (work, side) or kernel with draws a call, and the nanoseconds measured
# there, lowest and highest. Only their ratio to the yardstick, measured there too, carries over to another machine.
PROTOTYPES = {"numpy": ((LARGE, "numpy"), 879, 879), "Boost.Random": ((LARGE, "C++, Boost.Random"), 770, 891),
              "R, cumsum": ((LARGE, "R, cumsum"), 1930, 1930), "R, rowsum": ((LARGE, "R, rowsum"), 3740, 3740),
              "R, rcompound": ((LARGE, "R, rcompound"), 5280, 5280),
              "64 random bits, Philox by lanes": (("kernel/page_of_words", 2), 1.1, 1.2),
              "64 random bits, Philox one by one": (("rng/philox_4_words", 2), 5.3, 5.3),
              "amount from a table": (("kernel/first_amounts", 1), 0.5, 0.7),
              "count from a guide": (("kernel/counts_at_one_mean", 1), 1.4, 1.4),
              "std, lognormal": (("rng/std_lognormal", 1), 26, 26), "std, gamma": (("rng/std_gamma", 1), 58, 58),
              "std, gamma-Poisson count": (("rng/std_gamma_poisson", 1), 82, 139),
              "Boost, lognormal": (("rng/boost_lognormal", 1), 11, 11),
              "Boost, gamma": (("rng/boost_gamma", 1), 49, 49)}
ALLOWED_RATIO = 1.2


def work_of(stage):
    """(work, mode): the stage as peers name it, and plimsoll's mode where the name holds one."""
    if match := PANEL.fullmatch(stage):
        return f"draw/reference_panel{match['moved'] or ''}{match['members']}", match["mode"]
    return stage, None


class Runs:
    """Rates by work and side, one for each round, and seconds by kernel."""

    def __init__(self):
        self.works, self.units, self.kernels = {}, {}, {}
        self.needs = {}  # by engine and kernel: calls a member-trial
        self.runs = {}  # by mode and threads: seconds a member-trial

    def add_stage(self, side, stage, rate, unit=None):
        work, mode = work_of(stage)
        self.works.setdefault(work, {}).setdefault(f"{side}, {mode}" if mode else side, []).append(rate)
        if unit:
            self.units[work] = unit

    def add_kernel(self, name, seconds):
        self.kernels.setdefault(name, []).append(seconds)

    def add_run(self, name, seconds):
        match = RUN.fullmatch(name)
        self.runs.setdefault(match["mode"], {}).setdefault(int(match["threads"]), []).append(seconds)

    def kernel_ns(self, name):
        return 1e9 * statistics.median(self.kernels[name])

    def stage_ns(self, work, side):
        return 1e9 / statistics.median(self.works[work][side])

    def times_numpy(self, work, side):
        """Median over the rounds of the ratio within a round; None where numpy does not do this work."""
        numpy = self.works[work].get("numpy")
        return statistics.median(a / b for a, b in zip(self.works[work][side], numpy)) if numpy else None


def title_of(work):
    name, _, members = work.partition("/members:")
    return f"{WORKS.get(name, name)}{f', {int(members):,} members' if members else ''}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def stage_rows(runs):
    for work, sides in runs.works.items():
        own = [side for side in sides if side.startswith("plimsoll")]
        others = [side for side in sides if side not in own]
        others.sort(key=lambda side, sides=sides: -statistics.median(sides[side]))
        for side in own + others:
            ratio = runs.times_numpy(work, side)
            yield (title_of(work) if side == (own + others)[0] else "", side,
                   f"{1e9 / statistics.median(sides[side]):.4g}", "–" if ratio is None else f"{ratio:.2f}")


def kernel_cell(runs, kernel):
    if kernel is None or kernel[0] not in runs.kernels:
        return "–"
    return f"{1e9 * statistics.median(runs.kernels[kernel[0]]) / kernel[1]:.3g}"


def floor_tables(runs):
    """What the kernels a member-trial needs cost together, beside what it costs."""
    kernels = [(name.removeprefix("kernel/").replace("_", " "), f"{runs.kernel_ns(name):.3g}",
                *(f"{runs.needs[engine].get(name, 0):.3g}" for engine in FLOOR_TARGETS))
               for name in runs.needs["sums"]]
    rows = []
    for engine, target in FLOOR_TARGETS.items():
        floor = sum(runs.kernel_ns(name) * calls for name, calls in runs.needs[engine].items())
        if f"plimsoll, {engine}" not in runs.works.get(LARGE, {}):
            continue
        measured = runs.stage_ns(LARGE, f"plimsoll, {engine}")
        rows.append((engine, f"{floor:.3g}", f"{measured:.3g}", f"{floor / measured:.0%}", f"{target:.0%}"))
    return (table(["kernel, one core", "ns a lane", "a member-trial of claims", "of sums"], kernels) + "\n" +
            table(["mode, 100,000 members", "floor, ns", "measured, ns", "share of floor", "asked"], rows))


def thread_table(runs):
    rows = []
    for mode, threads in runs.runs.items():
        one, two = (1e9 * statistics.median(threads[n]) for n in (1, 2))
        gain = statistics.median(a / b for a, b in zip(threads[1], threads[2]))
        rows.append((mode.replace("_", ", "), f"{one:.4g}", f"{two:.4g}", f"{gain:.2f}"))
    return table(["whole run, 100,000 members", "1 thread, ns", "2 threads, ns", "times faster"], rows)


def prototype_table(runs):
    """Ratios to the yardstick here and where the design was chosen; nothing where the yardstick did not run."""
    work, side, there = YARDSTICK
    if side not in runs.works.get(work, {}):
        return ""
    here, rows = runs.stage_ns(work, side), []
    for name, (what, low, high) in PROTOTYPES.items():
        if isinstance(what[1], str):
            measured = runs.stage_ns(*what) if what[1] in runs.works.get(what[0], {}) else None
        else:
            measured = runs.kernel_ns(what[0]) / what[1] if what[0] in runs.kernels else None
        if measured is None:
            continue
        off = measured / here / (math.sqrt(low * high) / there)
        within = low / there / ALLOWED_RATIO <= measured / here <= high / there * ALLOWED_RATIO
        rows.append((name, f"{measured:.3g}", f"{low:g}" if low == high else f"{low:g}–{high:g}", f"{off:.2f}",
                     "" if within else "faster here" if off < 1 else "slower here"))
    return table(["beside C++, std", "ns here", "ns of the prototypes", "ratio here / there", "off by more than 20 %"],
                 rows)


def machine():
    try:
        found = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    except OSError:
        found = None
    numpy = subprocess.run([sys.executable, "-c", "import numpy; print(numpy.__version__)"], capture_output=True,
                           text=True, check=True).stdout.strip()
    return (f"{found[1] if found else platform.machine()} ({os.cpu_count()} cores), numpy {numpy}, "
            f"Python {platform.python_version()}")


def tables(runs, rounds):
    units = sorted(set(runs.units.values()))
    kernels = ([name, *(kernel_cell(runs, kernel) for kernel in sides)] for name, sides in KERNELS.items())
    return (table(["work", "by", "ns per unit", "× numpy"], stage_rows(runs)) +
            f"\nUnits: {', '.join(units)}; a reference panel's is one member in one trial, all six categories. Medians over "
            f"{rounds} round{'s' if rounds > 1 else ''},\nevery program in each, in processor time on one core, on {machine()}.\n"
            "Ratios carry over to other machines, times do not.\n\n" +
            table(["kernel, ns", "plimsoll", "C++, std", "Boost.Random"], kernels) + "\n" +
            floor_tables(runs) + "\n" + thread_table(runs) + "\n" + prototype_table(runs))


def replace_block(file, text):
    """Puts the text between the markers of a document; exit 1 where it has none."""
    old = file.read_text()
    if not BLOCK.search(old):
        sys.exit(f"{file}: no block to fill")
    file.write_text(BLOCK.sub(lambda block: f"{block[1]}{text}{block[2]}", old))
