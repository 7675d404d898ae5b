"""Sums of a member's claims in numpy."""
import numpy as np


def member_sums(counts, amounts):
    """Sum of each member's claims, which stand one after the other; members without claims get 0."""
    sums = np.zeros(counts.size)
    some = counts > 0
    starts = np.cumsum(counts) - counts
    sums[some] = np.add.reduceat(amounts, starts[some])
    return sums
