"""The draw stage in numpy: every claim of every member, a member's year capped, summed over the panel."""
import csv
import os
from pathlib import Path

import numpy as np

from peer import check, rate, report

CAP = 150_000.0
TRIALS = 64
ALLOWED_ERRORS = 4.9
SMALL_MEMBERS = 10_000
MEAN, SIZE, SIGMA = 3.0, 1 / 0.6, 1.6
MU = np.log(1_500.0) - SIGMA**2 / 2
REFERENCE_MEMBERS = 2_000
PUBLISHED_MEAN = 1054.091 + 247.013 + 631.121 + 633.780 + 500.406  # README of the reference panel, without inpatient


def member_sums(counts, amounts):
    """Sum of each member's claims, which stand one after the other; members without claims get 0."""
    sums = np.zeros(counts.size)
    some = counts > 0
    starts = np.cumsum(counts) - counts
    sums[some] = np.add.reduceat(amounts, starts[some])
    return sums


def small_panel(rng, frequency):
    """Capped and uncapped dollars of the panel, a trial for each entry of `frequency`."""
    totals = np.empty((2, frequency.size))
    for trial, factor in enumerate(frequency):
        mean = MEAN * factor
        counts = rng.negative_binomial(SIZE, SIZE / (SIZE + mean), SMALL_MEMBERS)
        years = member_sums(counts, rng.lognormal(MU, SIGMA, counts.sum()))
        totals[:, trial] = np.minimum(years, CAP).sum(), years.sum()
    return totals


def moved_frequency(rng, trials):
    return rng.normal(1.0, 0.03, trials) * rng.normal(1.0, 0.05, trials)


def check_small_panel(rng):
    error = ALLOWED_ERRORS / np.sqrt(TRIALS)
    capped, _ = small_panel(rng, np.ones(TRIALS))
    check("numpy, small panel: capped mean", capped.mean(), 44_648_909.0, error * 886_619.0)
    frequency = moved_frequency(rng, TRIALS)
    _, uncapped = small_panel(rng, frequency)
    deviation = 1_500.0 * np.sqrt(SMALL_MEMBERS * (MEAN * np.expm1(SIGMA**2) + MEAN + 0.6 * MEAN**2))
    check("numpy, moved frequency: mean", uncapped.mean(), frequency.mean() * SMALL_MEMBERS * MEAN * 1_500.0,
          error * deviation)


def read_reference_panel():
    """Rows by category, one array entry per member; inpatient is left out None without the file."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    file = Path(os.environ.get("PLIMSOLL_DATA", beside)) / "reference_panel" / "reference_panel.csv"
    if not file.exists():
        return None
    with file.open() as rows:
        rows = [row for row in csv.DictReader(rows) if row["cat"] != "0"]
    weights = np.array([float(row["weight"]) for row in rows if row["cat"] == "1"])
    edges = np.round(np.cumsum(weights) / weights.sum() * REFERENCE_MEMBERS).astype(int)
    members = np.diff(edges, prepend=0)
    categories = []
    for name in "12345":
        own = [row for row in rows if row["cat"] == name]
        assert len({row["family"] for row in own}) == 1
        columns = {key: np.repeat([float(row[key]) for row in own], members)
                   for key in ("mean", "r", "p1", "p2", "scale")}
        categories.append((own[0]["family"], columns))
    return categories


def reference_panel(rng, categories, trials):
    """Capped and uncapped dollars of the panel, by trial."""
    totals = np.empty((2, trials))
    for trial in range(trials):
        years = np.zeros(REFERENCE_MEMBERS)
        for family, law in categories:
            if law["r"][0] > 0:
                counts = rng.negative_binomial(law["r"], law["r"] / (law["r"] + law["mean"]))
            else:
                counts = rng.poisson(law["mean"])
            p1, p2 = law["p1"][0], law["p2"][0]  # the cells of a category differ in frequency and scale only
            amounts = (rng.lognormal if family == "LN" else rng.gamma)(p1, p2, counts.sum())
            years += member_sums(counts, amounts) * law["scale"]
        totals[:, trial] = np.minimum(years, CAP).sum(), years.sum()
    return totals


def check_reference_panel(rng, categories):
    for _, law in categories:
        assert np.ptp(law["p1"]) == np.ptp(law["p2"]) == 0 and np.ptp(law["r"]) == 0
    _, uncapped = reference_panel(rng, categories, TRIALS)
    deviation = uncapped.std(ddof=1)
    check("numpy, reference panel: mean", uncapped.mean(), PUBLISHED_MEAN * REFERENCE_MEMBERS,
          ALLOWED_ERRORS * deviation / np.sqrt(TRIALS))


def main():
    rng = np.random.default_rng(20260715)
    check_small_panel(rng)
    stages = {
        "draw__small_panel": rate(lambda: small_panel(rng, np.ones(TRIALS)), SMALL_MEMBERS * TRIALS),
        "draw__small_panel_moved": rate(lambda: small_panel(rng, moved_frequency(rng, TRIALS)), SMALL_MEMBERS * TRIALS),
    }
    categories = read_reference_panel()
    if categories:
        check_reference_panel(rng, categories)
        stages["draw__reference_panel_without_inpatient"] = rate(
            lambda: reference_panel(rng, categories, TRIALS), REFERENCE_MEMBERS * TRIALS)
    report(**stages)


if __name__ == "__main__":
    main()
