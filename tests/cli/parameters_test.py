"""Laws known from a sample only: parameters drawn, fits weighed, both switched off, and the frailty's mistakes."""
import json
import random
import tomllib
import unittest

from plimsoll_cli import CommandTest, figures_of, rows_of

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

    def tables(self, verb, *options):
        return json.loads(self.plimsoll(verb, "study.toml", *options, "--json").stdout)["tables"]

    def drawn(self, *options):
        return self.tables("run", "-o", "out", "--force", *options)

    def refused(self, *options):
        return self.errors_of("run", "study.toml", "-o", "out", "--force", *options)

    def test_fits_write_errors_and_correlations(self):
        for cell in tomllib.loads((self.folder / "lognormal.toml").read_text())["cells"]:
            for law in cell["laws"]:
                severity = law["fit"]["severity"]
                self.assertEqual(len(severity["standard_errors"]), 2)
                self.assertEqual(len(severity["correlations"]), 1)

    def test_drawn_parameters_raise_the_reserve_and_without_takes_them_away(self):
        self.study('parameters = "drawn"')
        drawn, without = self.drawn(), self.drawn("--without", "parameters")
        self.study("")
        known = self.drawn()
        self.assertEqual(without, known)
        reserves = [figures_of(tables)["deal.2026.reserve"]["value"] for tables in (drawn, known)]
        self.assertGreater(reserves[0], 1.5 * reserves[1], "800 members' errors against 3,000 members' luck")
        self.assertIn("taken as known", self.plimsoll("run", "study.toml", "-o", "out", "--force").stderr)

    def test_the_split_has_a_part_for_them(self):
        self.study('parameters = "drawn"')
        parts = rows_of(self.tables("drivers", "--trials", "1024"), "risk_sources_2026")
        shares = [parts[f"deal.{source}"]["variance"]["value"] for source in ("process", "parameters")]
        self.assertAlmostEqual(sum(shares), 1.0)
        self.assertGreater(shares[1], 0.1)

    def test_fits_share_the_trials_and_are_told_apart(self):
        self.study('[[cost.aco.alternative]]\nfile = "lognormal.toml"\nweight = 0.25')
        rows = rows_of(self.drawn(), "fits_aco_2026")
        trials = {row.rsplit(".fit.", 1)[1]: cells["trials"]["value"] for row, cells in rows.items()}
        self.assertEqual(trials["gamma.toml"] + trials["lognormal.toml"], 2048)
        self.assertLessEqual(abs(trials["lognormal.toml"] - 512), 256, "its share but for a block")
        alone = self.drawn("--without", "cost.aco.alternative")
        self.assertNotIn("fits_aco_2026", [table["id"] for table in alone])

    def test_previews_know_parameters_and_exact_refuses_them(self):
        self.study('parameters = "drawn"')
        members, preview = figures_of(self.drawn()), figures_of(self.drawn("--method", "conditional"))
        name = "deal.2026.settlement.sd"
        error = (members[name]["std_error"] ** 2 + preview[name]["std_error"] ** 2) ** 0.5
        self.assertAlmostEqual(preview[name]["value"], members[name]["value"], delta=4.9 * error)
        self.assertIn("--without parameters", json.dumps(self.refused("--method", "exact")))

    def test_mistakes_are_named(self):
        self.study('[[cost.aco.alternative]]\nfile = "lognormal.toml"\nweight = 0.7\n'
                   '[[cost.aco.alternative]]\nfile = "gamma.toml"\nweight = 0.7')
        self.assertIn("weights sum to 1.4", [error["what"] for error in self.refused()])
        self.study("[cost.aco.frailty]\ncv = 0.5\ncategory_cv = { stay = 1.0 }\n"
                   'correlation = { "stays" = 0.2 }')
        said = [error["what"] for error in self.refused()]
        self.assertIn('did you mean "stays"?', said[0])
        self.assertIn("must name two categories", said[1])
        self.study("[cost.aco.frailty]\ncv = 0.5\ncategory_correlation = 0.3")
        self.assertIn("--method simulate", json.dumps(self.refused("--method", "conditional")))
        self.drawn()


if __name__ == "__main__":
    unittest.main()
