"""What compare.py measured, and the tables it prints."""
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


def work_of(stage):
    """(work, mode): the stage as peers name it, and plimsoll's mode where the name holds one."""
    if match := PANEL.fullmatch(stage):
        return f"draw/reference_panel{match['moved'] or ''}{match['members']}", match["mode"]
    return stage, None


class Runs:
    """Rates by work and side, one for each round, and seconds by kernel."""

    def __init__(self):
        self.works, self.units, self.kernels = {}, {}, {}

    def add_stage(self, side, stage, rate, unit=None):
        work, mode = work_of(stage)
        self.works.setdefault(work, {}).setdefault(f"{side}, {mode}" if mode else side, []).append(rate)
        if unit:
            self.units[work] = unit

    def add_kernel(self, name, seconds):
        self.kernels.setdefault(name, []).append(seconds)

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
            table(["kernel, ns", "plimsoll", "C++, std", "Boost.Random"], kernels))


def replace_block(file, text):
    """Puts the text between the markers of a document; exit 1 where it has none."""
    old = file.read_text()
    if not BLOCK.search(old):
        sys.exit(f"{file}: no block to fill")
    file.write_text(BLOCK.sub(lambda block: f"{block[1]}{text}{block[2]}", old))
