"""The reference panel as the numpy peer takes it, and what is known about it (README of the public data)."""
import csv
import os
from pathlib import Path

import numpy as np

CAP = 150_000.0
TAIL_START, TAIL_INDEX = 100_000.0, 2.2
CATEGORY_MEANS = (1174.123, 1054.091, 247.013, 631.121, 633.780, 500.406)  # dollars per member-year, uncapped
CATEGORY_DEVIATIONS = (9_907.0, 2_579.0, 842.4, 759.5, 1_117.0, 2_622.0)  # of one member's year, from the laws
CAPPED_MEAN = 4_207.98
CAPPED_DEVIATION = 2_439_447.0 / np.sqrt(100_000)  # of one member's capped year


def read_rows():
    """Rows of the file by category; None where PLIMSOLL_DATA (else shared/data beside the checkout) lacks it."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    file = Path(os.environ.get("PLIMSOLL_DATA", beside)) / "reference_panel" / "reference_panel.csv"
    if not file.exists():
        return None
    with file.open() as lines:
        rows = list(csv.DictReader(lines))
    return [[row for row in rows if row["cat"] == name] for name in "012345"]


def members_of_cells(rows, members):
    """Members per cell: the weight's share rounded, the last cell takes the rest."""
    count = [round(float(row["weight"]) * members) for row in rows]
    return np.array([*count[:-1], members - sum(count[:-1])])


def laws_of_members(categories, members, trials):
    """By category: family, severity parameters, size, and mean and scale by member, repeated for `trials` trials."""
    dealt = members_of_cells(categories[0], members)
    laws = []
    for rows in categories:
        # The cells of a category differ in frequency and scale only.
        assert len({(row["family"], row["p1"], row["p2"], row["r"]) for row in rows}) == 1
        by_member = {key: np.tile(np.repeat([float(row[key]) for row in rows], dealt), trials)
                     for key in ("mean", "scale")}
        first = rows[0]
        laws.append((first["family"], float(first["p1"]), float(first["p2"]), float(first["r"]), by_member["mean"],
                     by_member["scale"]))
    return laws
