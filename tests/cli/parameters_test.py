"""Laws known from a sample only: parameters drawn, fits weighed, both switched off, and the frailty's mistakes."""
import json
import random
import tomllib
import unittest

from plimsoll_cli import CommandTest

MAP = """member = "id"
months = { column = "months" }
[[enrolment]]
type = "aged"
[categories]
stays = "stays"
visits = "visits"
"""
STUDY = """schema = "study/1"
[run]
trials = 2048
seed = 3
performance_years = [2026]
[reserve]
policy = "percentile"
level = 0.95
[population.aco]
members = 3000
[cost.aco]
file = "gamma.toml"
{cost}
[benchmark.b]
pbpy = 1400
[[contract]]
id = "deal"
population = "aco"
benchmark = "b"
[[contract.term]]
kind = "gross_savings"
[[contract.term]]
kind = "savings_share"
rate = 0.5
[[contract.term]]
kind = "loss_share"
rate = 0.5
"""


class Parameters(CommandTest):
    def setUp(self):
        super().setUp()
        draw = random.Random(11)
        rows = [f"{i},12,{draw.gammavariate(1.2, 6000) if draw.random() < 0.15 else 0:.2f},"
                f"{draw.lognormvariate(6, 1.0) if draw.random() < 0.8 else 0:.2f}" for i in range(800)]
        self.write("members.csv", "id,months,stays,visits\n" + "\n".join(rows) + "\n")
        self.write("map.toml", MAP)
        for family in ("gamma", "lognormal"):
            self.plimsoll("fit", "members.csv", "--columns", "map.toml", "--year", "2026", "--severity", family, "-o",
                          f"{family}.toml")

    def study(self, cost):
        self.write("study.toml", STUDY.replace("{cost}", cost))

    def run_study(self, *options, ends=0):
        return self.plimsoll("run", "study.toml", "-o", "out", "--force", "--json", *options, ends=ends)

    @staticmethod
    def figures(result):
        return {cell["id"]: cell for table in json.loads(result.stdout)["tables"] for row in table["rows"]
                for cell in row["cells"].values() if isinstance(cell, dict) and "value" in cell}

    def table(self, result, name):
        return {row["id"]: row["cells"] for row in
                next(t for t in json.loads(result.stdout)["tables"] if t["id"] == name)["rows"]}

    def test_fits_write_errors_and_correlations(self):
        for cell in tomllib.loads((self.folder / "lognormal.toml").read_text())["cells"]:
            for law in cell["laws"]:
                severity = law["fit"]["severity"]
                self.assertEqual(len(severity["standard_errors"]), 2)
                self.assertEqual(len(severity["correlations"]), 1)

    def test_drawn_parameters_raise_the_reserve_and_without_takes_them_away(self):
        self.study('parameters = "drawn"')
        drawn, without = self.run_study(), self.run_study("--without", "parameters")
        self.study("")
        known = self.run_study()
        self.assertEqual(json.loads(without.stdout)["tables"], json.loads(known.stdout)["tables"])
        reserves = [self.figures(result)["deal.2026.reserve"]["value"] for result in (drawn, known)]
        self.assertGreater(reserves[0], 1.5 * reserves[1], "800 members' errors against 3,000 members' luck")
        self.assertIn("taken as known", known.stdout + known.stderr)

    def test_the_split_has_a_part_for_them(self):
        self.study('parameters = "drawn"')
        rows = self.plimsoll("drivers", "study.toml", "--trials", "1024", "--json")
        parts = self.table(rows, "risk_sources_2026")
        shares = [parts[f"deal.{source}"]["variance"]["value"] for source in ("process", "parameters")]
        self.assertAlmostEqual(sum(shares), 1.0)
        self.assertGreater(shares[1], 0.1)

    def test_fits_share_the_trials_and_are_told_apart(self):
        self.study('[[cost.aco.alternative]]\nfile = "lognormal.toml"\nweight = 0.25')
        result = self.run_study()
        rows = self.table(result, "fits_aco_2026")
        trials = {row.rsplit(".fit.", 1)[1]: cells["trials"]["value"] for row, cells in rows.items()}
        self.assertEqual(trials["gamma.toml"] + trials["lognormal.toml"], 2048)
        self.assertAlmostEqual(trials["lognormal.toml"] / 2048, 0.25, delta=0.13)
        alone = self.run_study("--without", "cost.aco.alternative")
        self.assertNotIn("fits_aco_2026", alone.stdout)

    def test_previews_know_parameters_and_exact_refuses_them(self):
        self.study('parameters = "drawn"')
        members, preview = self.figures(self.run_study()), self.figures(self.run_study("--method", "conditional"))
        name = "deal.2026.reserve"
        self.assertAlmostEqual(preview[name]["value"] / members[name]["value"], 1.0, delta=0.1)
        refused = self.run_study("--method", "exact", ends=3)
        self.assertIn("--without parameters", refused.stdout)

    def test_mistakes_are_named(self):
        self.study('[[cost.aco.alternative]]\nfile = "lognormal.toml"\nweight = 0.7\n'
                   '[[cost.aco.alternative]]\nfile = "gamma.toml"\nweight = 0.7')
        self.assertIn("weights sum to 1.4", self.run_study(ends=3).stdout)
        self.study("[cost.aco.frailty]\ncv = 0.5\ncategory_cv = { stay = 1.0 }\n"
                   'correlation = { "stays" = 0.2 }')
        said = json.dumps([error["what"] for error in json.loads(self.run_study(ends=3).stdout)["errors"]])
        self.assertIn('did you mean \\"stays\\"?', said)
        self.assertIn("must name two categories", said)
        self.study("[cost.aco.frailty]\ncv = 0.5\ncategory_correlation = 0.3")
        self.assertIn("--method simulate", self.run_study("--method", "conditional", ends=3).stdout)
        self.run_study()


if __name__ == "__main__":
    unittest.main()
