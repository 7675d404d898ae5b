"""The measure stage in numpy: mean, sd, VaR and TVaR at 99 % with their standard errors, from 100,000 trials."""
import numpy as np

from peer import ALLOWED_ERRORS, check, rate, report

TRIALS = 100_000
LEVEL = 0.99


def measures(column):
    """(value, standard error) of each. VaR by order statistics, TVaR in the form of Rockafellar and Uryasev."""
    n = column.size
    ordered = np.sort(column)
    mean, deviation = column.mean(), column.std(ddof=1)
    squares = (column - mean) ** 2
    kurtosis = (squares * squares).mean()
    rank = int(np.ceil(LEVEL * n))
    half = 1.96 * np.sqrt(n * LEVEL * (1 - LEVEL))
    value_at_risk = ordered[rank - 1]
    low, high = ordered[int(rank - half) - 1], ordered[min(int(rank + half), n) - 1]
    beyond = np.maximum(column - value_at_risk, 0.0)
    tail_value = value_at_risk + beyond.mean() / (1 - LEVEL)
    return [(mean, deviation / np.sqrt(n)),
            (deviation, np.sqrt((kurtosis - deviation**4) / n) / (2 * deviation)),
            (value_at_risk, (high - low) / (2 * 1.96)),
            (tail_value, beyond.std(ddof=1) / ((1 - LEVEL) * np.sqrt(n)))]


def main():
    column = np.random.default_rng(20260715).exponential(size=TRIALS)
    tail = -np.log(1 - LEVEL)
    for (got, error), expected in zip(measures(column), (1.0, 1.0, tail, 1.0 + tail)):
        check("numpy, measures of an exponential", got, expected, ALLOWED_ERRORS * error)
    report(measure__sample_100000=rate(lambda: measures(column), TRIALS))


if __name__ == "__main__":
    main()
