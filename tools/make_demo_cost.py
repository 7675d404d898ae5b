#!/usr/bin/python3
"""Writes scenarios/data/medicare-illustration.toml: an invented Medicare-like cost law for the shipped study.

Levels are round numbers near public per-capita figures by enrolment type; no person's data are behind them.
Run from the top of the checkout: tools/make_demo_cost.py > scenarios/data/medicare-illustration.toml
"""
import math

MEAN = {"esrd": 88_000, "disabled": 13_300, "aged_dual": 19_600, "aged_nondual": 12_000}
SHARE = {"esrd": 0.01, "disabled": 0.10, "aged_dual": 0.08, "aged_nondual": 0.81}
RISK = {"low": (0.50, 0.45), "middle": (0.35, 1.05), "high": (0.15, 2.717)}  # share of members, relative cost
#           category       share of cost, claims a year, size, sigma of the lognormal (0: gamma of shape 1.2)
CATEGORY = {
    "inpatient": (0.32, 0.28, 0.7, 0.85),
    "outpatient": (0.22, 1.60, 1.0, 1.35),
    "professional": (0.26, 2.20, 1.4, 0.0),
    "post_acute": (0.12, 0.14, 0.5, 0.90),
    "part_b_drugs": (0.08, 0.30, 0.3, 1.50),
}

print('schema = "cost/1"\nyear = 2024')
print('basis = "Illustration made by tools/make_demo_cost.py; fit your own members with plimsoll fit."')
print("categories = [" + ", ".join(f'"{c}"' for c in CATEGORY) + "]")
for enrolment, level in MEAN.items():
    for risk, (share, relative) in RISK.items():
        cost = level * relative
        # Sicker groups have more claims and dearer ones, in equal parts on the log scale.
        busier = math.sqrt(cost / 12_000)
        print(f'\n[[cells]]\nenrolment = "{enrolment}"\nrisk = "{risk}"')
        print(f"person_years = {round(100_000 * SHARE[enrolment] * share, 1)}")
        for name, (part, claims, size, sigma) in CATEGORY.items():
            mean_claims = claims * busier
            claim = part * cost / mean_claims
            count = f'{{ law = "negative_binomial", mean = {mean_claims:.4f}, size = {size} }}'
            severity = (
                f'{{ law = "lognormal", mu = {math.log(claim) - sigma * sigma / 2:.4f}, sigma = {sigma} }}'
                if sigma
                else f'{{ law = "gamma", shape = 1.2, scale = {claim / 1.2:.2f} }}'
            )
            print(f'[[cells.laws]]\ncategory = "{name}"\ncount = {count}\nseverity = {severity}')
