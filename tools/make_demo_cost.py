#!/usr/bin/python3
"""Writes the invented cost laws of the shipped studies: scenarios/data/medicare-illustration.toml and
commercial-illustration.toml.

Levels are round numbers near public per-capita figures; no person's data are behind them.
Run from the top of the checkout: tools/make_demo_cost.py medicare > scenarios/data/medicare-illustration.toml
"""
import math
import sys

MEDICARE_MEAN = {"esrd": 88_000, "disabled": 13_300, "aged_dual": 19_600, "aged_nondual": 12_000}
MEDICARE_SHARE = {"esrd": 0.01, "disabled": 0.10, "aged_dual": 0.08, "aged_nondual": 0.81}
RISK = {"low": (0.50, 0.45), "middle": (0.35, 1.05), "high": (0.15, 2.717)}  # share of members, relative cost
#           category       share of cost, claims a year, size, sigma of the lognormal (0: gamma of shape 1.2)
MEDICARE = {
    "inpatient": (0.32, 0.28, 0.7, 0.85),
    "outpatient": (0.22, 1.60, 1.0, 1.35),
    "professional": (0.26, 2.20, 1.4, 0.0),
    "post_acute": (0.12, 0.14, 0.5, 0.90),
    "part_b_drugs": (0.08, 0.30, 0.3, 1.50),
}
COMMERCIAL_MEAN = 5_040  # 420 a member and month
COMMERCIAL = {
    "inpatient": (0.24, 0.06, 0.5, 1.25),
    "outpatient": (0.27, 1.50, 0.8, 1.75),
    "professional": (0.27, 4.50, 1.2, 0.0),
    "pharmacy": (0.22, 6.00, 0.6, 2.10),
}


def head(year, categories):
    print(f'schema = "cost/1"\nyear = {year}')
    print('basis = "Illustration made by tools/make_demo_cost.py; fit your own members with plimsoll fit."')
    print("categories = [" + ", ".join(f'"{c}"' for c in categories) + "]")


def laws(cost, categories, busier):
    for name, (part, claims, size, sigma) in categories.items():
        mean_claims = claims * busier
        claim = part * cost / mean_claims
        count = f'{{ law = "negative_binomial", mean = {mean_claims:.4f}, size = {size} }}'
        severity = (
            f'{{ law = "lognormal", mu = {math.log(claim) - sigma * sigma / 2:.4f}, sigma = {sigma} }}'
            if sigma
            else f'{{ law = "gamma", shape = 1.2, scale = {claim / 1.2:.2f} }}'
        )
        print(f'[[cells.laws]]\ncategory = "{name}"\ncount = {count}\nseverity = {severity}')


def medicare():
    head(2024, MEDICARE)
    for enrolment, level in MEDICARE_MEAN.items():
        for risk, (share, relative) in RISK.items():
            cost = level * relative
            print(f'\n[[cells]]\nenrolment = "{enrolment}"\nrisk = "{risk}"')
            print(f"person_years = {round(100_000 * MEDICARE_SHARE[enrolment] * share, 1)}")
            # Sicker groups have more claims and dearer ones, in equal parts on the log scale.
            laws(cost, MEDICARE, math.sqrt(cost / 12_000))


def commercial():
    head(2025, COMMERCIAL)
    print("\n[[cells]]\nperson_years = 100000.0")
    laws(COMMERCIAL_MEAN, COMMERCIAL, 1.0)


{"medicare": medicare, "commercial": commercial}[sys.argv[1]]()
