"""Real input: CMS DE-SynPUF 2008 fitted, and the fit run, against means taken here from the file itself."""
import csv
import gzip
import json
import math
import tomllib
import unittest

import numpy

from plimsoll_cli import DATA, CommandTest, columns_of

SUMMARY = DATA / "desynpuf" / "desynpuf_beneficiary_summary_2008_2010.csv.gz"
CATEGORIES = {"inpatient": ("MEDREIMB_IP", "BENRES_IP", "PPPYMT_IP"),
              "outpatient": ("MEDREIMB_OP", "BENRES_OP", "PPPYMT_OP"),
              "carrier": ("MEDREIMB_CAR", "BENRES_CAR", "PPPYMT_CAR")}
MEMBERS, TRIALS = 20_000, 256

STUDY = f"""schema = "study/1"
[run]
trials = {TRIALS}
seed = 5
performance_years = [2008]
[reserve]
policy = "mean"
[population.medicare]
members = {MEMBERS}
[cost.medicare]
file = "fitted.toml"
[benchmark.level]
pbpy = 5_700
[[contract]]
id = "half"
population = "medicare"
benchmark = "level"
[[contract.term]]
kind = "gross_savings"
[[contract.term]]
kind = "savings_share"
rate = 0.5
[[contract.term]]
kind = "upside_only"
"""


def setUpModule():
    if not SUMMARY.exists():
        raise unittest.SkipTest(f"public data not found: {SUMMARY.name}; PLIMSOLL_DATA names the folder of desynpuf/")


def data_of_2008():
    """Cost per member-year and count of negative totals, by category: read here, not by the program."""
    dollars, years = dict.fromkeys(CATEGORIES, 0.0), 0.0
    negative = dict.fromkeys(CATEGORIES, 0)
    with gzip.open(SUMMARY, "rt", newline="") as file:
        for row in csv.DictReader(file):
            if row["YEAR"] != "2008":
                continue
            months = min(int(row["BENE_HI_CVRAGE_TOT_MONS"]), int(row["BENE_SMI_CVRAGE_TOT_MONS"]))
            months = max(0, months - int(row["BENE_HMO_CVRAGE_TOT_MONS"]))
            for category, columns in CATEGORIES.items():
                total = sum(float(row[column]) for column in columns)
                negative[category] += total < 0
                dollars[category] += max(0.0, total) if months else 0.0
            years += months / 12
    return {category: total / years for category, total in dollars.items()}, negative


def mean_of(law):
    """Mean claims or mean amount of a law of the cost file."""
    match law["law"]:
        case "bernoulli" | "poisson" | "negative_binomial":
            return law["mean"]
        case "lognormal":
            return math.exp(law["mu"] + law["sigma"] ** 2 / 2)
        case "gamma":
            return law["shape"] * law["scale"]
    raise AssertionError(law)


def key_of(cell):
    return tuple(cell.get(axis, "*") for axis in ("enrolment", "age", "risk"))


def mix_of(cells):
    """Exposure of the cells that are no parent of another; withheld ones share what their nearest parent has left."""
    exposure = {key_of(cell): cell["person_years"] for cell in cells if "person_years" in cell}
    parents = {parent for cell in cells for parent in parents_of(key_of(cell))}
    leaves = [key_of(cell) for cell in cells if key_of(cell) not in parents]
    mix = {key: exposure[key] for key in leaves if key in exposure}
    withheld = {}
    for key in leaves:
        if key not in exposure:
            depth, nearest = next((depth, p) for depth, p in enumerate(parents_of(key)) if p in exposure)
            withheld.setdefault((depth, nearest), []).append(key)
    for (_, parent), keys in sorted(withheld.items()):
        rest = exposure[parent] - sum(known for key, known in mix.items() if parent in parents_of(key))
        mix.update(dict.fromkeys(keys, rest / len(keys)))
    return mix


def parents_of(key):
    """Nearest first: risk, then age, then enrolment is given up."""
    enrolment, age, _ = key
    wider = [(enrolment, age, "*"), (enrolment, "*", "*"), ("*", "*", "*")]
    return [parent for index, parent in enumerate(wider) if parent != key and parent not in wider[:index]]


def expected_means(cost_file, members):
    """Mean cost per member-year by category of so many members, dealt each to the cell furthest behind its share."""
    laws = {key_of(cell): cell["laws"] for cell in cost_file["cells"]}
    mix = mix_of(cost_file["cells"])
    shares = numpy.array(list(mix.values())) / sum(mix.values())
    dealt = numpy.zeros(len(shares))
    for member in range(1, members + 1):
        dealt[numpy.argmax(shares * member - dealt)] += 1
    means = dict.fromkeys(CATEGORIES, 0.0)
    for key, count in zip(mix, dealt):
        for law in laws[key]:
            means[law["category"]] += count / members * mean_of(law["count"]) * mean_of(law["severity"])
    return means


class DeSynPuf(CommandTest):
    def fit(self, *options):
        told = self.plimsoll("fit", SUMMARY, "--columns", "desynpuf", "--year", "2008", "-o", "fitted.toml", "--force",
                             "--json", *options)
        report = json.loads(told.stdout)
        tables = {table["id"]: {row["id"]: row["cells"] for row in table["rows"]} for table in report["tables"]}
        return tables, tomllib.loads((self.folder / "fitted.toml").read_text()), report["notices"]

    def simulated(self, study=STUDY):
        """Cost per member-year by category, a value per trial."""
        self.write("study.toml", study)
        self.plimsoll("run", "study.toml", "-o", "out", "--force")
        columns = columns_of(self.folder / "out" / "results.h5")
        years = columns["panel/medicare/member_months"][:, 0] / 12
        return {category: columns[f"panel/medicare/spend/{category}"][:, 0] / years for category in CATEGORIES}

    def off(self, sample, expected):
        """Distance of a sample's mean from what is expected, in its standard errors."""
        return abs(sample.mean() - expected) / (sample.std(ddof=1) / math.sqrt(len(sample)))

    def test_means_flags_and_counts_as_the_file_has_them(self):
        tables, _, notices = self.fit()
        data, negative = data_of_2008()
        for category, mean in data.items():
            cells = tables["means"][category]
            self.assertTrue(math.isclose(cells["data"]["value"], mean, rel_tol=1e-9), (category, cells["data"], mean))
            off = cells["fitted"]["value"] / mean - 1
            self.assertTrue(math.isclose(cells["off"]["value"], off, abs_tol=1e-9))
            self.assertEqual(cells["flag"] is not None, abs(off) > 0.02, category)
            self.assertEqual(any(notice.startswith(f"{category}: fitted mean") and "mean-matching" in notice
                                 for notice in notices), abs(off) > 0.02, category)
            counted = tables["read"][f"negative.{category}"]["rows"]
            self.assertEqual(counted.get("suppressed") == "1-10", 1 <= negative[category] <= 10)
            if not 1 <= negative[category] <= 10:
                self.assertEqual(counted["value"], negative[category])

    def test_a_plain_lognormal_overshoots_and_is_flagged(self):
        tables, _, _ = self.fit("--severity", "lognormal")
        off = {category: tables["means"][category]["off"]["value"] for category in CATEGORIES}
        self.assertTrue(any(value > 0.1 for value in off.values()), off)
        for category, value in off.items():
            self.assertEqual(tables["means"][category]["flag"] is not None, abs(value) > 0.02)

    def test_mean_matching_makes_them_equal(self):
        tables, _, _ = self.fit("--mean-matching", "scale")
        for category, mean in data_of_2008()[0].items():
            cells = tables["means"][category]
            fitted = cells["fitted"]["value"]
            self.assertTrue(math.isclose(fitted, mean, rel_tol=1e-6), (category, fitted, mean))
            self.assertIsNone(cells["flag"])

    def test_simulated_means_are_those_fitted(self):
        tables, cost_file, _ = self.fit()
        expected, simulated = expected_means(cost_file, MEMBERS), self.simulated()
        for category, sample in simulated.items():
            with self.subTest(category=category):
                fitted = tables["means"][category]["fitted"]["value"]
                self.assertLess(abs(expected[category] / fitted - 1), 0.01, "the mix is not that of the data")
                self.assertLess(self.off(sample, expected[category]), 4.9)
                self.assertGreater(self.off(sample, 1.03 * expected[category]), 4.9, "a shift of 3 % must be seen")

    def test_cells_withheld_for_being_small_are_still_in_the_mix(self):
        tables, cost_file, notices = self.fit()
        total = next(cell["person_years"] for cell in cost_file["cells"] if key_of(cell) == ("*", "*", "*"))
        mix = mix_of(cost_file["cells"])
        self.assertTrue(any("person_years" not in cell for cell in cost_file["cells"]), "no cell of this file is small")
        self.assertTrue(math.isclose(sum(mix.values()), total, rel_tol=1e-9))
        expected = expected_means(cost_file, 20_000)
        for category, mean in expected.items():  # left out, they would shift outpatient by 1.6 %
            self.assertLess(abs(mean / tables["means"][category]["fitted"]["value"] - 1), 0.004, category)

    def test_simulated_means_follow_mean_matching(self):
        _, cost_file, _ = self.fit("--mean-matching", "scale")
        expected, simulated = expected_means(cost_file, MEMBERS), self.simulated()
        for category, sample in simulated.items():
            self.assertLess(self.off(sample, expected[category]), 4.9, category)

    def test_the_members_of_the_file_spend_as_they_did(self):
        self.fit("--mean-matching", "scale")
        source = f'file = "{SUMMARY}"\ncolumn_map = "desynpuf"\nfile_year = 2008'
        simulated = self.simulated(STUDY.replace(f"members = {MEMBERS}", source))
        for category, mean in data_of_2008()[0].items():
            self.assertLess(self.off(simulated[category], mean), 4.9, category)
            self.assertGreater(self.off(simulated[category], 1.03 * mean), 4.9, category)

    def test_nothing_of_a_member_is_kept(self):
        self.fit()
        self.write("study.toml", STUDY)
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "10")
        with gzip.open(SUMMARY, "rt", newline="") as file:
            keys = [row["DESYNPUF_ID"].encode() for _, row in zip(range(200), csv.DictReader(file))]
        for path in [self.folder / "fitted.toml", *(self.folder / "out").iterdir()]:
            held = path.read_bytes()
            self.assertFalse([key for key in keys if key in held], path.name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
