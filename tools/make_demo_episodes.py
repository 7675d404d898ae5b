#!/usr/bin/python3
"""Writes scenarios/data/joint-replacement-illustration.toml: an invented cost law of joint replacement episodes.

A member of the file is an episode, an enrolment type a price cell. Levels are round numbers near public targets; no
person's data are behind them.
Run from the top of the checkout: tools/make_demo_episodes.py > scenarios/data/joint-replacement-illustration.toml
"""
import math

SHARE = {"msdrg_469": 0.07, "msdrg_470": 0.93}  # with and without major complications
# category: chance in an episode, mean where it happens, its cv
EPISODE = {
    "msdrg_469": {"anchor": (1.0, 21_000, 0.15), "professional": (1.0, 6_000, 0.30), "post_acute": (0.55, 15_000, 1.0),
                  "home_health": (0.60, 3_500, 0.5), "readmission": (0.18, 16_000, 1.0)},
    "msdrg_470": {"anchor": (1.0, 13_500, 0.12), "professional": (1.0, 4_500, 0.25), "post_acute": (0.30, 12_000, 1.0),
                  "home_health": (0.70, 3_200, 0.5), "readmission": (0.09, 14_000, 1.0)},
}

print('schema = "cost/1"\nyear = 2025')
print('basis = "Illustration made by tools/make_demo_episodes.py; a member is an episode."')
print("categories = [" + ", ".join(f'"{c}"' for c in EPISODE["msdrg_470"]) + "]")
for cell, categories in EPISODE.items():
    print(f'\n[[cells]]\nenrolment = "{cell}"\nperson_years = {round(10_000 * SHARE[cell], 1)}')
    for name, (chance, mean, cv) in categories.items():
        variance = math.log(1.0 + cv * cv)
        print(f'[[cells.laws]]\ncategory = "{name}"\ncount = {{ law = "bernoulli", mean = {chance} }}')
        print(f'severity = {{ law = "lognormal", mu = {math.log(mean) - variance / 2:.4f}, '
              f'sigma = {math.sqrt(variance):.4f} }}')
