"""What the peers share: the answer check, and timing.

A peer is a script that prints one JSON object, {"stage": work units per second}, after its answers have been checked.
"""
import json
import sys
import time

FEW_TRIALS = 4  # of 100,000 members: what a peer's check draws where its command line does not say
ALLOWED_ERRORS = 4.9  # standard errors between a simulated mean and its known value: two-sided tail 1e-6


def check(what, got, expected, tolerance):
    if not abs(got - expected) <= tolerance:
        sys.exit(f"{what}: {got} is not within {tolerance:.3g} of {expected}")


def rate(work, units, at_least=0.3):
    """Units per second of processor time, as plimsoll_bench counts it; for `at_least` seconds after a warm-up."""
    work()
    runs, start = 0, time.process_time()
    while (elapsed := time.process_time() - start) < at_least:
        work()
        runs += 1
    return units * runs / elapsed


def report(**stages):
    print(json.dumps({name.replace("__", "/"): value for name, value in stages.items()}))
