"""Running the plimsoll command in a folder of its own, and studies to run it on.

Environment: PLIMSOLL_BIN (the command), PLIMSOLL_SOURCE_DIR (the checkout), PLIMSOLL_DATA (public data; by default
../shared/data beside the checkout).
"""
import hashlib
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import h5py

SOURCE = Path(os.environ.get("PLIMSOLL_SOURCE_DIR", Path(__file__).resolve().parents[2]))
DATA = Path(os.environ.get("PLIMSOLL_DATA", SOURCE.parent / "shared" / "data"))
ALL_STUDIES = sorted((SOURCE / "scenarios" / "studies").glob("*.toml"))
# A study of published results needs CMS's file, which does not ship: tests/cli/national_test.py runs it.
STUDIES = [study for study in ALL_STUDIES if "\n[published]" not in study.read_text()]

# Two cells whose means differ, one law of each kind: small enough for a run of a tenth of a second.
COST = """schema = "cost/1"
year = 2025
categories = ["inpatient", "professional"]
[[cells]]
enrolment = "aged_nondual"
person_years = 700.0
[[cells.laws]]
category = "inpatient"
count = { law = "bernoulli", mean = 0.2 }
severity = { law = "lognormal", mu = 9.0, sigma = 1.0 }
[[cells.laws]]
category = "professional"
count = { law = "negative_binomial", mean = 3.0, size = 1.5 }
severity = { law = "gamma", shape = 1.2, scale = 1000.0 }
[[cells]]
enrolment = "disabled"
person_years = 300.0
[[cells.laws]]
category = "inpatient"
count = { law = "poisson", mean = 0.4 }
severity = { law = "lognormal", mu = 9.3, sigma = 1.1 }
[[cells.laws]]
category = "professional"
count = { law = "poisson", mean = 5.0 }
severity = { law = "gamma", shape = 0.9, scale = 1500.0 }
"""

HEAD = """schema = "study/1"
title = "Small study of the tests"

[run]
trials = 500
seed = 11
performance_years = [2026]

[reserve]
policy = "tvar"
level = 0.90

[population.aco]
members = 300

[cost.aco]
file = "cost.toml"
trend = { dist = "normal", mean = 0.02, sd = 0.01 }

[benchmark.mssp]
pbpy = 8_900
update = { dist = "normal", mean = 0.0, sd = 0.02 }

[quality.mssp]
score = { dist = "beta", mean = 0.82, sd = 0.08 }
"""

CONTRACTS = {
    "basic_a": """
[[contract]]
id = "basic_a"
population = "aco"
benchmark = "mssp"
template = "mssp/basic-a@2026"
[contract.quality]
score = "quality.mssp.score"
""",
    "basic_e": """
[[contract]]
id = "basic_e"
population = "aco"
benchmark = "mssp"
template = "mssp/basic-e@2026"
[contract.quality]
score = "quality.mssp.score"
[contract.minimum]
rate = 0.01
[contract.loss_cap]
revenue = 1_000_000
""",
    "enhanced": """
[[contract]]
id = "enhanced"
population = "aco"
benchmark = "mssp"
template = "mssp/enhanced@2026"
[contract.quality]
score = "quality.mssp.score"
[contract.minimum]
rate = 0.01
""",
}

# A rule pack that stands beside the study, and a contract made of it.
PACK = """schema = "rulepack/1"
title = "Half of it"
performance_years = [2026]
[[term]]
kind = "gross_savings"
[[term]]
kind = "savings_share"
rate = 0.5
"""
DEAL = """
[[contract]]
id = "deal"
population = "aco"
benchmark = "mssp"
template = "./deal.toml"
"""


def study_text(contracts=("basic_a", "basic_e", "enhanced"), more="", changes=()):
    """The small study with these contracts; `changes` are pairs of text to be replaced, each found exactly once."""
    text = HEAD + more + "".join(CONTRACTS[name] for name in contracts)
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times in the study: {old}"
        text = text.replace(old, new)
    return text


def line_of(text, marker):
    """Line, from 1, of the only line that holds the marker."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if marker in line]
    assert len(lines) == 1, f"marker {marker!r} stands on lines {lines}"
    return lines[0]


def columns_of(results):
    """Every column of a run by its path, shape (trials, years)."""
    found = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset) and name.split("/")[0] in ("contract", "panel", "draws", "quality"):
            found[name] = item[()]

    with h5py.File(results) as file:
        file.visititems(keep)
    return found


def seal_again(path):
    """Seals results.h5 after a change from outside: what a test looks for is not the seal."""
    data = path.read_bytes()
    mark = b"plimsoll-sha256:"
    data = data[:data.rindex(mark)] if mark in data[-81:] else data
    path.write_bytes(data + mark + hashlib.sha256(data).hexdigest().encode() + b"\n")


def figures_of(tables):
    """Every figure of tables told as JSON, by its id."""
    return {cell["id"]: cell for table in tables for row in table["rows"] for cell in row["cells"].values()
            if isinstance(cell, dict) and "value" in cell}


def rows_of(tables, name):
    """The rows of one of the tables, by their ids."""
    return {row["id"]: row["cells"] for row in next(table for table in tables if table["id"] == name)["rows"]}


class CommandTest(unittest.TestCase):
    """A test with a folder of its own, where the small study and its cost file stand."""
    patience = 300  # seconds a command may take

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="plimsoll-cli-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        self.write("cost.toml", COST)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def command(self, *arguments):
        return [os.environ["PLIMSOLL_BIN"], *(str(argument) for argument in arguments)]

    def plimsoll(self, *arguments, ends=0):
        """Runs the command in the folder and checks how it ends."""
        done = subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, text=True, timeout=self.patience,
                              stdin=subprocess.DEVNULL)
        if done.returncode != ends:
            self.fail(f"plimsoll {' '.join(map(str, arguments))}: ended {done.returncode}, not {ends}\n"
                      f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return done

    def run_study(self, text, output, *options):
        """Runs a study's text and gives the columns of the run."""
        study = self.write(f"{output}.toml", text)
        self.plimsoll("run", study.name, "-o", output, "--quiet", *options)
        return columns_of(self.folder / output / "results.h5")

    def errors_of(self, *arguments):
        """The faults a command tells as JSON."""
        told = json.loads(self.plimsoll(*arguments, "--json", ends=3).stdout)
        self.assertEqual(told["format"], "plimsoll-errors/1")
        return told["errors"]

    def files(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))
