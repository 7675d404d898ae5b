"""Members who come and go: whom each attribution counts, churn, counting and coding errors as drivers."""
import json
import unittest

from plimsoll_cli import CommandTest, figures_of

COST = """schema = "cost/1"
year = 2026
categories = ["care"]
[[cells]]
[[cells.laws]]
category = "care"
count = { law = "poisson", mean = 2.0 }
severity = { law = "gamma", shape = 1.0, scale = 500.0 }
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
members = 2000
{population}
[cost.aco]
file = "cost.toml"
[benchmark.b]
pbpy = 1000
[[contract]]
id = "first"
population = "aco"
benchmark = "b"
{first}
[[contract.term]]
kind = "gross_savings"
[[contract]]
id = "second"
population = "aco"
benchmark = "b"
{second}
[[contract.term]]
kind = "gross_savings"
"""
MOVEMENT = "[population.aco.movement]\nchurn = {churn}\ndeaths = 0.04\nentrant_risk = 0.8\ndeath_cost = 4.0"


class MembersMove(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("cost.toml", COST)

    def study(self, population="", first="", second=""):
        self.write("study.toml", STUDY.format(population=population, first=first, second=second))
        return ("run", "study.toml", "-o", "out", "--force")

    def figures(self, *parts, options=()):
        return figures_of(json.loads(self.plimsoll(*self.study(*parts), *options, "--json").stdout)["tables"])

    def near(self, figure, expected):
        self.assertAlmostEqual(figure["value"], expected, delta=4.9 * figure["std_error"] + 1e-9)

    def test_both_attributions_of_one_population(self):
        found = self.figures(MOVEMENT.format(churn=0.1), 'attribution = "prospective"', 'attribution = "retrospective"')
        dying = 0.04 * 6.5 / 12
        self.near(found["first.2026.members.person_years.mean"], 2000 * (0.96 + dying))
        self.near(found["second.2026.members.person_years.mean"], 2000 * (0.86 + dying + 0.14))
        self.near(found["first.2026.members.expenditure.mean"], 2e6 * (0.96 + 4 * dying))
        self.near(found["second.2026.members.expenditure.mean"], 2e6 * (0.86 + 4 * dying + 0.14 * 0.8))
        paired = found["second-first.2026.mean"]
        apart = 1000 * 2000 * 0.04 + (2e6 * (0.96 + 4 * dying) - 2e6 * (0.86 + 4 * dying + 0.14 * 0.8))
        self.near(paired, apart)

    def test_growth_brings_members_of_another_risk(self):
        """8,000 members at 1.00 and 2,000 that growth adds at 1.80 are 10,000 at 1.16."""
        grown = 'growth = 0.25\n[population.aco.movement]\nchurn = 0.0\ndeaths = 0.0\nentrant_risk = 1.8'
        text = STUDY.format(population=grown, first="", second="").replace("members = 2000", "members = 6400")
        self.write("study.toml", text.replace("performance_years = [2026]", "performance_years = [2025, 2026]"))
        told = self.plimsoll("run", "study.toml", "-o", "out", "--trials", "256", "--json")
        found = figures_of(json.loads(told.stdout)["tables"])
        self.near(found["first.2025.members.person_years.mean"], 8_000)
        self.near(found["first.2026.members.person_years.mean"], 10_000)
        self.near(found["first.2026.members.pbpy.mean"], 1_160)

    def test_a_point_of_retention_moves_member_months(self):
        enrolled = 'attribution = "enrolled"'
        months = [self.figures(f"{enrolled}\n" + MOVEMENT.format(churn=churn))["first.2026.members.person_years.mean"]
                  for churn in (0.10, 0.09)]
        # Each point of churn: a leaver's 5.5 months lost, a joiner's 6.5 won.
        self.assertAlmostEqual(months[0]["value"] - months[1]["value"], 2000 * 0.01 / 12, delta=0.5)

    def test_counting_one_per_cent_too_many_moves_the_settlement_by_one_per_cent(self):
        deal = [self.figures(f"count_error = {error}", options=("--set", "benchmark.b.pbpy=1100"))
                ["first.2026.settlement.mean"]["value"] for error in (0.0, 0.01)]
        self.assertAlmostEqual(deal[1] / deal[0], 1.01, delta=0.004)

    def test_the_tornado_has_them(self):
        self.write("study.toml", STUDY.format(
            population='count_error = { dist = "normal", mean = 0.0, sd = 0.02 }\n' + MOVEMENT.format(
                churn='{ dist = "pert", low = 0.05, mode = 0.1, high = 0.2 }'), first="", second=""))
        rows = next(table["rows"] for table in json.loads(self.plimsoll(
            "drivers", "study.toml", "--trials", "1024", "--json").stdout)["tables"])
        self.assertIn("first.membership", [row["id"] for row in rows])

    def test_mistakes_are_named(self):
        errors = self.errors_of(*self.study("", 'attribution = "enrolled"'))
        self.assertEqual([(error["key"], error["what"]) for error in errors],
                         [("contract.first.attribution", "has no effect")])
        errors = self.errors_of(*self.study(MOVEMENT.format(churn=0.1), 'attribution = "enrolled"'))
        self.assertIn("enrolled goes with no other", errors[0]["what"])
        both = self.study(MOVEMENT.format(churn=0.1), 'attribution = "prospective"', 'attribution = "retrospective"')
        self.assertIn("one of them at a time", self.plimsoll(*both, "--method", "conditional", ends=1).stderr)


if __name__ == "__main__":
    unittest.main()
