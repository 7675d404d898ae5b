"""The reference panel in numpy: six categories, every claim drawn, a member's year capped, summed over the panel.

Usage: numpy_reference_panel.py [TRIALS]: of 100,000 members, drawn to check the answers. Three stages, each at 2,000 and 100,000 members: nothing moved; a frequency and a severity factor for every trial; both,
with a risk score and a gamma frailty for every member. Trials of a small panel are drawn together, about 100,000
member-years at a time.
"""
import sys

import numpy as np

from numpy_member import member_sums
from peer import ALLOWED_ERRORS, FEW_TRIALS, check, rate, report
from reference_panel import (CAP, CAPPED_DEVIATION, CAPPED_MEAN, CATEGORY_DEVIATIONS, CATEGORY_MEANS, TAIL_INDEX,
                             TAIL_START, laws_of_members, read_rows)

MEMBER_YEARS = 100_000
FREQUENCY_DEVIATION, SEVERITY_DEVIATION = 0.05, 0.04
FRAILTY_SHAPE = 4.0  # a variance of 1/4 about a mean of 1


def amounts_of(rng, family, p1, p2, claims):
    if family == "GA":
        return rng.gamma(p1, p2, claims)
    amounts = rng.lognormal(p1, p2, claims)
    if family == "LNP":
        large = np.flatnonzero(amounts > TAIL_START)
        amounts[large] = TAIL_START * (1.0 - rng.random(large.size)) ** (-1.0 / TAIL_INDEX)
    return amounts


def category_years(rng, law, frequency=1.0):
    """Dollars of every member-year in one category; `frequency` multiplies the count mean, per member-year or all."""
    family, p1, p2, size, mean, scale = law
    mean = mean * frequency
    counts = rng.negative_binomial(size, size / (size + mean)) if size > 0 else rng.poisson(mean)
    return member_sums(counts, amounts_of(rng, family, p1, p2, counts.sum())) * scale


class Panel:
    """`members` over `trials` trials, drawn at once."""

    def __init__(self, categories, members):
        self.members, self.trials = members, max(1, MEMBER_YEARS // members)
        self.laws = laws_of_members(categories, members, self.trials)
        self.score = np.tile(0.5 + np.arange(members) % 100 / 99.0, self.trials)  # mean 1

    @property
    def member_years(self):
        return self.members * self.trials

    def by_trial(self, values):
        return values.reshape(self.trials, self.members).sum(axis=1)

    def draw(self, rng, frequency=1.0, severity=1.0):
        """Capped dollars of the panel, by trial; the factors are for all, or one for each member-year."""
        years = np.zeros(self.member_years)
        for law in self.laws:
            years += category_years(rng, law, frequency)
        return self.by_trial(np.minimum(years * severity, CAP))

    def moved_factors(self, rng):
        frequency = rng.normal(1.0, FREQUENCY_DEVIATION, self.trials)
        severity = rng.normal(1.0, SEVERITY_DEVIATION, self.trials)
        return np.repeat(frequency, self.members), np.repeat(severity, self.members)

    def draw_moved(self, rng):
        return self.draw(rng, *self.moved_factors(rng))

    def draw_frail(self, rng):
        frequency, severity = self.moved_factors(rng)
        frailty = rng.gamma(FRAILTY_SHAPE, 1.0 / FRAILTY_SHAPE, self.member_years)
        return self.draw(rng, frequency * self.score * frailty, severity)


def check_fixed(rng, panel, trials):
    """Capped mean of the panel; uncapped mean of each category."""
    sums, capped = np.zeros(len(panel.laws)), 0.0
    for _ in range(trials):
        years = np.array([category_years(rng, law) for law in panel.laws])
        sums += years.sum(axis=1)
        capped += np.minimum(years.sum(axis=0), CAP).sum()
    member_years = trials * panel.member_years
    errors = ALLOWED_ERRORS / np.sqrt(member_years)
    for category, published in enumerate(CATEGORY_MEANS):
        check(f"numpy, reference panel: mean of category {category}", sums[category] / member_years, published,
              errors * CATEGORY_DEVIATIONS[category])
    check("numpy, reference panel: capped mean", capped / member_years, CAPPED_MEAN, errors * CAPPED_DEVIATION)


def check_moved(rng, panel):
    """With every category but inpatient, whose tail is heavy: the mean is the factors' times the published one."""
    frequency, severity = panel.moved_factors(rng)
    frailty = rng.gamma(FRAILTY_SHAPE, 1.0 / FRAILTY_SHAPE, panel.member_years)
    for what, moved in (("shocks", frequency), ("shocks and frailty", frequency * panel.score * frailty)):
        years = sum(category_years(rng, law, moved) for law in panel.laws[1:]) * severity
        expected = sum(law[4] * law[5] * severity_mean(law) for law in panel.laws[1:]) * moved * severity
        check(f"numpy, reference panel, {what}: mean", years.mean(), expected.mean(),
              ALLOWED_ERRORS * (years - expected).std() / np.sqrt(panel.member_years))


def severity_mean(law):
    family, p1, p2 = law[:3]
    return p1 * p2 if family == "GA" else np.exp(p1 + p2**2 / 2)


def main():
    categories = read_rows()
    if categories is None:
        report()
        print("reference panel: not timed, its public file is absent; set PLIMSOLL_DATA", file=sys.stderr)
        return
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else FEW_TRIALS
    rng = np.random.default_rng(20260715)
    stages = {}
    for members in (100_000, 2_000):
        panel = Panel(categories, members)
        if members == 100_000:
            check_fixed(rng, panel, trials)
            check_moved(rng, panel)
        for name, draw in (("", panel.draw), ("_shocks", panel.draw_moved), ("_frailty", panel.draw_frail)):
            stages[f"draw__reference_panel{name}__members:{members}"] = rate(lambda draw=draw: draw(rng),
                                                                            panel.member_years)
    report(**stages)


if __name__ == "__main__":
    main()
