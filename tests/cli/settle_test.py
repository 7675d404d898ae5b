"""plimsoll settle: one settlement from what a year came to, and the payoff by savings rate."""
import json
import unittest

from plimsoll_cli import STUDIES, CommandTest

# users.md A, rows 1 and 2: benchmark $232.2M, minimum 2 %, participant revenue $70M.
STUDY = """schema = "study/1"
[run]
trials = 256
seed = 1
engine = "panel"
performance_years = [2026]
[reserve]
policy = "percentile"
level = 0.9
[population.aco]
members = 20_000
[cost.aco]
pbpy = 11_610
process_cv = 2
[benchmark.mssp]
pbpy = 11_610
[actual.aco]
cost = 227_556_000
[[contract]]
id = "basic_e"
population = "aco"
benchmark = "mssp"
template = "mssp/basic-e@2026"
[contract.quality]
score = 0.80
[contract.minimum]
rate = 0.02
[contract.loss_cap]
revenue = 70_000_000
[[contract]]
id = "enhanced"
like = "basic_e"
template = "mssp/enhanced@2026"
"""
BENCHMARK = 232_200_000.0


class Settle(CommandTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.toml", STUDY)

    def settle(self, *options):
        done = self.plimsoll("settle", self.study, "--json", *options)
        return {table["id"]: table for table in json.loads(done.stdout)["tables"]}

    @staticmethod
    def rows(table):
        return {row["id"]: {name: cell and cell.get("value", cell.get("text")) for name, cell in row["cells"].items()}
                for row in table["rows"]}

    def at(self, rate, *options):
        return self.settle("--set", f"actual.aco.cost={BENCHMARK * (1 - rate):.2f}", *options)

    def after(self, tables, contract, line):
        return self.rows(tables[f"ledger.{contract}.2026"])[line]["after"]

    def test_savings_of_two_percent(self):
        tables = self.at(0.02)
        self.assertEqual(self.after(tables, "basic_e", "savings_share"), 2_322_000.00)
        self.assertEqual(self.after(tables, "enhanced", "savings_share"), 3_483_000.00)
        self.assertEqual(self.after(tables, "basic_e", "rounding"), 2_275_560.00)  # 2 % sequestration

    def test_losses_of_four_and_nine_percent(self):
        for rate, score, basic, enhanced in ((0.04, 0.80, 2_786_400.00, 3_715_200.00),
                                             (0.04, 0.7385, 2_786_400.00, 0.446125 * 0.04 * BENCHMARK),
                                             (0.04, 0.50, 2_786_400.00, 6_966_000.00),
                                             (0.09, 0.80, 5_600_000.00, 8_359_200.00)):
            with self.subTest(rate=rate, score=score):
                rows = self.rows(self.at(-rate, "--set", f"contract.basic_e.quality.score={score}",
                                         "--set", f"contract.enhanced.quality.score={score}")["settled.2026"])
                self.assertEqual(rows["basic_e"]["owed"], basic)
                self.assertAlmostEqual(rows["enhanced"]["owed"], enhanced, places=2)
                self.assertEqual(rows["basic_e"]["upside"], 0)
                self.assertEqual(rows["basic_e"]["base_ffs"], 0)

    def test_every_ledger_adds_up(self):
        for rate in (-0.30, -0.04, -0.01, 0.0, 0.01, 0.04, 0.30):
            tables = self.at(rate)
            for contract in ("basic_e", "enhanced"):
                rows = self.rows(tables[f"ledger.{contract}.2026"])
                lines = [row for row in rows.values() if row["target"] == "balance"]
                self.assertAlmostEqual(sum(row["amount"] for row in lines), lines[-1]["after"], places=6)
                settled = self.rows(tables["settled.2026"])[contract]
                self.assertEqual(settled["upside"] - settled["owed"], lines[-1]["after"])

    def test_the_grid_names_its_kinks(self):
        tables = self.settle("--grid", "--from=-0.15", "--to=0.15", "--step=0.01")
        self.assertEqual(self.rows(tables["payoff.2026"])["-0.09"]["basic_e"], -5_600_000.00)
        kinks = [(row["contract"], row["line"], round(row["rate"], 9))
                 for row in self.rows(tables["kinks.2026"]).values()]
        cap = round(-5_600_000 / 0.30 / BENCHMARK, 9)
        self.assertEqual(kinks, [("basic_e", "loss_cap", cap), ("basic_e", "minimum", -0.02),
                                 ("basic_e", "minimum", 0.02), ("enhanced", "minimum", -0.02),
                                 ("enhanced", "minimum", 0.02)])

    def test_where_contracts_cross(self):
        """A higher minimum costs ENHANCED the savings between 2 and 3 %, which BASIC E is paid for."""
        tables = self.settle("--grid", "--set", "contract.enhanced.minimum.rate=0.03")
        crossings = [(row["pair"], round(row["rate"], 9)) for row in self.rows(tables["crossings.2026"]).values()]
        self.assertIn(("enhanced over basic_e", 0.03), crossings)

    def test_every_shipped_study_settles_and_its_ledgers_add_up(self):
        # A benchmark of drawn base years is known to a run only.
        settled = [study for study in STUDIES if "\nbase_year_weights" not in study.read_text()]
        self.assertGreaterEqual(len(settled), 13)
        for study in settled:
            with self.subTest(study=study.stem):
                tables = json.loads(self.plimsoll("settle", study, "--json").stdout)["tables"]
                ledgers = [table for table in tables if table["id"].startswith("ledger.")]
                self.assertTrue(ledgers)
                for ledger in ledgers:
                    lines = [row for row in self.rows(ledger).values()
                             if row["target"] == "balance" and row["amount"] is not None]
                    self.assertAlmostEqual(sum(row["amount"] for row in lines), lines[-1]["after"], delta=0.001)
                self.plimsoll("settle", study, "--grid", "--step=0.05")

    def test_what_is_missing_is_named_all_at_once(self):
        study = self.write("bare.toml", STUDY.replace("cost = 227_556_000", "enrolment = { esrd = 100 }"))
        done = self.plimsoll("settle", study, ends=3)
        self.assertIn("actual.aco.cost", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_a_wrong_name_gets_a_suggestion(self):
        done = self.plimsoll("settle", self.study, "--contract", "enhance", ends=3)
        self.assertIn('did you mean "enhanced"?', done.stderr)
        self.assertIn("2026", self.plimsoll("settle", self.study, "--year", "2031", ends=3).stderr)
        self.plimsoll("settle", self.study, "--grid", "--from=0.2", "--to=0.1", ends=2)

    def test_no_exposure_is_flagged(self):
        done = self.plimsoll("settle", self.study, "--set", "actual.aco.member_months=0", "--set", "actual.aco.cost=0")
        self.assertIn("no exposure", done.stdout)


if __name__ == "__main__":
    unittest.main()
