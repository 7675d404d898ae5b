"""Cash tables of a run, and what a study may not say of cash."""
import json
import unittest

from plimsoll_cli import SOURCE, CommandTest, figures_of

STUDY = """schema = "study/1"
[run]
trials = 1024
seed = 3
engine = "panel"
performance_years = [2027]
[reserve]
policy = "mean"
[population.p]
members = 4_000
[cost.p]
pbpy = 9_000
process_cv = 2.0
year = 2027
[benchmark.b]
pbpy = 9_050
{tables}
[[contract]]
id = "deal"
population = "p"
benchmark = "b"
{settlement}
[[contract.term]]
kind = "gross_savings"
"""


class Cash(CommandTest):
    def study(self, tables="", settlement="[contract.settlement]\nmonths = [12, 18]"):
        self.write("study.toml", STUDY.format(tables=tables, settlement=settlement))

    def tables(self, *options, study="study.toml"):
        out = self.plimsoll("run", str(study), "-o", "out", "--force", "--json", *options).stdout
        return {table["id"]: table for table in json.loads(out)["tables"]}

    def test_calendar_covers_the_window(self):
        self.study()
        rows = [row["id"] for row in self.tables()["cash.calendar"]["rows"]]
        self.assertEqual((rows[0], rows[-1]), ("2027-Q1", "2029-Q2"))

    def test_a_study_that_says_nothing_of_cash_prints_none(self):
        self.study(settlement="")
        self.assertFalse([name for name in self.tables() if name.startswith("cash")])

    def test_funding_shows_its_cost(self):
        self.study('[[investment]]\nname = "systems"\namount = 500_000\n'
                   '[funding]\nkind = "line_of_credit"\nlimit = 600_000\nrate = 0.08\n')
        figures = figures_of([self.tables()["cash.funding"]])
        cost = next(value for key, value in figures.items() if key.startswith("cash.funding.cost.mean"))
        # Half a million from the start at 8 % for 24 to 30 months, where the settlement then pays it back.
        self.assertGreater(cost["value"], 500_000 * 0.08 * 2)

    def test_a_budget_counts_no_upside_before_its_date(self):
        self.study()
        shown = self.plimsoll("run", "study.toml", "-o", "out", "--view", "budget").stdout
        self.assertIn("upside in the budget", shown)
        self.assertNotIn("Cash calendar", shown)
        rows = {row["id"]: row["cells"] for row in self.tables()["cash.budget"]["rows"]}
        self.assertEqual(rows["2027"]["received"]["value"], 0.0)
        self.assertGreater(rows["2027"]["earned"]["value"], 0.0)

    def test_every_fault_is_reported_at_once(self):
        self.study('[cash]\nstart = "2027-05"\n'
                   '[[investment]]\nname = "systems"\nmonth = "soon"\n'
                   '[funding]\nkind = "loan"\nlimit = 1\nrepaid_from = "deel"\n',
                   '[contract.settlement]\nmonths = [2, 1]\n')
        result = self.plimsoll("check", "study.toml", ends=3)
        for part in ("cash.start", "did you mean \"deal\"?", "needs amount or monthly", "\"soon\" is no month",
                     "first and the last month"):
            self.assertIn(part, result.stderr)

    def test_run_out_comes_before_settlement(self):
        self.study(settlement="[contract.settlement]\nmonths = [2, 6]\nrun_out_months = 3\n")
        self.assertIn("months from 3 on", self.plimsoll("check", "study.toml", ends=3).stderr)

    def test_shipped_study_runs_in_every_scenario(self):
        study = SOURCE / "scenarios" / "studies" / "aco-investment.toml"
        base = self.tables("--trials", "2000", study=study)
        self.assertIn("cash.returns", base)
        for scenario in ("no_effect", "late_cheque", "payer_advance"):
            self.assertIn("cash.calendar", self.tables("--trials", "500", "--scenario", scenario, study=study))


if __name__ == "__main__":
    unittest.main()
