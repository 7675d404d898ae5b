"""The settle stage in numpy: MSSP ENHANCED for performance year 2026, elected minimum of 1 %, over 100,096 trials."""
import numpy as np

from peer import check, rate, report

TRIALS = 100_096
LIVES, PBPY, CV = 12_000.0, 12_500.0, 2.2
QUALITY, STANDARD = 0.90, 0.7385
LOSS_CAP = 0.15


def in_cents(dollars):
    return np.copysign(np.floor(np.abs(dollars) * 100.0 + 0.5), dollars) / 100.0


def settle(months, cents):
    """What a study keeps of a contract-year, by trial, in dollars: 42 CFR 425.610. The settlement is earned where
    positive and owed where negative."""
    benchmark = PBPY * months / 12.0
    cost = cents / 100.0
    gross = benchmark - cost
    counted = np.where(np.abs(gross) >= 0.01 * benchmark, gross, 0.0)
    met = QUALITY >= STANDARD
    loss_rate = min(max(1.0 - 0.75 * QUALITY, 0.40), 0.75) if met else 0.75
    earned = np.minimum(np.maximum(counted, 0.0) * ((0.75 if met else 0.0) * 0.98), 0.20 * benchmark)
    owed = np.minimum(np.maximum(-counted, 0.0) * loss_rate, LOSS_CAP * benchmark)
    settlement = in_cents(np.where(benchmark > 0.0, earned - owed, 0.0))
    return {"person_years": months / 12.0, "benchmark": benchmark, "expenditure": cost, "settlement": settlement,
            "upside": np.maximum(settlement, 0.0), "owed": np.maximum(-settlement, 0.0),
            "maximum_owed": in_cents(LOSS_CAP * benchmark)}


def main():
    benchmark, cost = np.array([170_321_400.0, 150e6, 150e6]), np.array([164_530_440.0, 156e6, 149e6])
    answers = settle(benchmark / PBPY * 12.0, cost * 100.0)["settlement"]
    for got, expected in zip(answers, (4_256_355.60, -2_400_000.00, 0.0)):
        check("numpy, ENHANCED", got, expected, 0.001)
    rng = np.random.default_rng(20260715)
    months = np.full(TRIALS, 12.0 * LIVES)
    dollars = LIVES * PBPY + CV * PBPY * np.sqrt(LIVES) * rng.standard_normal(TRIALS)
    cents = np.rint(100.0 * dollars)
    report(settle__enhanced=rate(lambda: settle(months, cents), TRIALS))


if __name__ == "__main__":
    main()
