#!/usr/bin/python3
"""Writes an invented member-year file for the guide: no person's data are behind it. The same bytes every time.

Run from the top of the checkout: tools/make_demo_members.py > my/members.csv
"""
import math
import random
import sys
from statistics import NormalDist

MEMBERS, YEAR, SEED = 6_000, 2025, 20260715
NORMAL = NormalDist()
#            entitlement code: share, lowest and highest age, relative cost
GROUPS = {"E": (0.01, 40, 80, 6.0), "D": (0.12, 25, 64, 1.1), "A": (0.87, 65, 98, 1.0)}
#            category: claims a year, size of the negative binomial, mean dollars of a claim, sd of their logarithm
CATEGORIES = {"inpatient": (0.28, 0.7, 11_500, 0.85), "outpatient": (2.1, 1.0, 1_150, 1.20), "professional": (5.0, 1.4, 620, 0.90)}


def poisson(draw, mean):
    """A count by inversion."""
    u, n, chance = draw.random(), 0, math.exp(-mean)
    below = chance
    while u > below and chance > 0.0:
        n += 1
        chance *= mean / n
        below += chance
    return n


def claims(draw, mean, size):
    """A negative binomial count: a Poisson whose mean is gamma distributed."""
    return poisson(draw, draw.gammavariate(size, mean / size))


def member_year(draw, number):
    code = draw.choices(list(GROUPS), [group[0] for group in GROUPS.values()])[0]
    _, youngest, oldest, relative = GROUPS[code]
    conditions = min(8, poisson(draw, 2.2))
    months = 12 if draw.random() < 0.93 else draw.randint(1, 11)
    dual = "Y" if draw.random() < 0.11 else "N"
    busier = math.sqrt(relative * (0.45 + 0.25 * conditions) * (1.3 if dual == "Y" else 1.0))
    cells = [f"M{number:06d}", YEAR, months, draw.randint(youngest, oldest), code, dual, conditions]
    for rate, size, dollars, sigma in CATEGORIES.values():
        count = claims(draw, rate * busier * months / 12, size)
        logs = [sigma * NORMAL.inv_cdf(draw.uniform(1e-9, 1 - 1e-9)) - sigma * sigma / 2 for _ in range(count)]
        cells += [count, f"{sum(dollars * busier * math.exp(log) for log in logs):.2f}"]
    return cells


def main():
    draw = random.Random(SEED)
    header = ["member_id", "year", "months", "age", "entitlement", "dual", "conditions"]
    for name in CATEGORIES:
        header += [f"{name}_claims", f"{name}_paid"]
    print(",".join(header))
    for number in range(1, MEMBERS + 1):
        print(",".join(map(str, member_year(draw, number))))


if __name__ == "__main__":
    sys.exit(main())
