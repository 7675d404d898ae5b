"""`plimsoll fit --manual`: means blended with a manual rate, weights printed and written into the cost file."""
import json
import random
import tomllib
import unittest

from plimsoll_cli import CommandTest

MAP = """member = "id"
months = { column = "months" }
[[enrolment]]
type = "disabled"
column = "kind"
equals = "d"
[[enrolment]]
type = "aged"
[categories]
care = "care"
"""
MANUAL = """schema = "cost/1"
year = 2025
categories = ["care"]
[[cells]]
[[cells.laws]]
category = "care"
count = { law = "bernoulli", mean = 0.5 }
severity = { law = "gamma", shape = 1.0, scale = 2400.0 }
"""


class Credibility(CommandTest):
    def setUp(self):
        super().setUp()
        draw = random.Random(7)
        rows = [f"{i},12,{'d' if i % 10 == 0 else 'a'},{draw.gammavariate(1.5, 900) if i % 2 else 0.0:.2f}"
                for i in range(2000)]
        rows += [f"f{i},12,d,{draw.gammavariate(1.5, 1800):.2f}" for i in range(100)]
        self.write("members.csv", "id,months,kind,care\n" + "\n".join(rows) + "\n")
        self.write("map.toml", MAP)
        self.write("manual.toml", MANUAL)

    def fit(self, *options, ends=0):
        return self.plimsoll("fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "fitted.toml",
                             "--force", *options, ends=ends)

    def table(self, document, name):
        return {row["id"]: row["cells"] for row in next(t for t in document["tables"] if t["id"] == name)["rows"]}

    def test_weights_are_printed_and_written(self):
        for method in ("limited_fluctuation", "buhlmann_straub"):
            with self.subTest(method=method):
                document = json.loads(self.fit("--manual", "manual.toml", "--credibility", method, "--json").stdout)
                rows = self.table(document, "credibility")
                weights = {}
                for cell in tomllib.loads((self.folder / "fitted.toml").read_text())["cells"]:
                    fit = cell["laws"][0]["fit"]
                    name = f"{cell.get('enrolment', '*')}/*/*.care"
                    weight, own = fit["credibility"]["weight"], fit["data_mean"]
                    blended = weight * own + (1 - weight) * 1200.0
                    self.assertAlmostEqual(fit["fitted_mean"], blended, places=6)
                    self.assertEqual(rows[name]["weight"]["value"], weight)
                    weights[name] = weight
                self.assertTrue(all(0 < weight < 1 for weight in weights.values()))
                self.assertGreater(weights["aged/*/*.care"], weights["disabled/*/*.care"])
                self.assertEqual("structure" in [t["id"] for t in document["tables"]], method == "buhlmann_straub")
        self.assertIn("weight of own", self.fit("--manual", "manual.toml").stdout)

    def test_a_weaker_standard_gives_more_weight(self):
        weights = [self.table(json.loads(self.fit("--manual", "manual.toml", "--full-credibility-precision", precision,
                                                  "--json").stdout), "credibility")["*/*/*.care"]["weight"]["value"]
                   for precision in ("0.05", "0.10")]
        self.assertAlmostEqual(weights[1], min(1.0, 2 * weights[0]), places=9)

    def test_a_blended_file_is_a_cost_file(self):
        self.fit("--manual", "manual.toml")
        self.write("manual.toml", (self.folder / "fitted.toml").read_text())
        self.fit("--manual", "manual.toml")

    def test_without_a_manual_nothing_is_blended(self):
        document = json.loads(self.fit("--json").stdout)
        self.assertNotIn("credibility", [t["id"] for t in document["tables"]])
        self.assertNotIn("credibility", (self.folder / "fitted.toml").read_text())

    def test_a_manual_that_does_not_fit_is_refused(self):
        self.write("manual.toml", MANUAL.replace("2025", "2024").replace('"care"', '"cure"'))
        told = self.fit("--manual", "manual.toml", ends=3).stderr
        self.assertIn("dollars of 2024", told)
        self.assertIn('no category "care"', told)


if __name__ == "__main__":
    unittest.main()
