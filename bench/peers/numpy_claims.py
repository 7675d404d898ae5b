"""The small panel in numpy: every claim of every member, a member's year capped, summed over the panel."""
import numpy as np

from numpy_member import member_sums
from peer import ALLOWED_ERRORS, check, rate, report

CAP = 150_000.0
TRIALS = 64
SMALL_MEMBERS = 10_000
MEAN, SIZE, SIGMA = 3.0, 1 / 0.6, 1.6
MU = np.log(1_500.0) - SIGMA**2 / 2


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


def main():
    rng = np.random.default_rng(20260715)
    check_small_panel(rng)
    report(draw__small_panel=rate(lambda: small_panel(rng, np.ones(TRIALS)), SMALL_MEMBERS * TRIALS),
           draw__small_panel_moved=rate(lambda: small_panel(rng, moved_frequency(rng, TRIALS)), SMALL_MEMBERS * TRIALS))


if __name__ == "__main__":
    main()
