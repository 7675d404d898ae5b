"""Capitation end to end: stop-loss taken away clause by clause on the same draws, and a year settled from actuals."""
import json
import unittest

from plimsoll_cli import STUDIES, CommandTest, columns_of

STUDY = next(study for study in STUDIES if study.stem == "capitation-stop-loss")


class StopLoss(CommandTest):
    def columns(self, output, *options):
        self.plimsoll("run", STUDY, "--trials", "256", "-o", output, "--quiet", *options)
        return columns_of(self.folder / output / "results.h5")

    def test_without_a_cover_every_trial_costs_as_much_or_more(self):
        whole = self.columns("whole")
        for term in ("specific_stop_loss", "aggregate_stop_loss"):
            with self.subTest(term=term):
                less = self.columns(term, "--without", f"covered.{term}")
                cost = "contract/covered/expenditure"
                self.assertTrue((less[cost] >= whole[cost]).all())
                self.assertTrue((less[cost] > whole[cost]).any())
                premium = less["contract/covered/settlement"] <= whole["contract/covered/settlement"]
                self.assertTrue(premium.all(), "what the cover costs is still paid")
                for kept in ("contract/bare/settlement", "contract/professional/settlement"):
                    self.assertTrue((less[kept] == whole[kept]).all(), kept)

    def test_capitation_is_the_same_in_every_trial(self):
        benchmark = self.columns("run")["contract/covered/benchmark"]
        self.assertEqual(benchmark.min(), benchmark.max())


# contracts.md 4.4: 5,000 members, 85 % of 1,100 PMPM, three claimants above an attachment of 200,000.
SECTION_4_4 = """schema = "study/1"
[run]
trials = 256
seed = 1
performance_years = [2026]
[reserve]
policy = "mean"
[population.ma]
members = 5_000
[cost.ma]
file = "cost.toml"
[actual.ma]
member_months = 60_000
cost = 51_000_000
claimants = [{ amount = 410_000 }, { amount = 285_000 }, { amount = 220_000, months = 3 }]
[[contract]]
id = "deal"
population = "ma"
template = "capitation/percent-of-premium@2026"
premium = { share = 0.85, premium_pmpm = 1_100 }
specific_stop_loss.attachment = 200_000
aggregate_stop_loss.expected_share_of_benchmark = 0.90
stop_loss_premium.pmpm = 22
administration.share_of_benchmark = 0.06
"""


class SettledFromActuals(CommandTest):
    def settled(self, *options):
        self.write("deal.toml", SECTION_4_4)
        told = json.loads(self.plimsoll("settle", "deal.toml", "--json", *options).stdout)
        table = next(table for table in told["tables"] if table["id"] == "ledger.deal.2026")
        lines = {row["id"]: row["cells"] for row in table["rows"]}
        return {name: cells["amount"]["value"] for name, cells in lines.items() if cells["amount"]}, \
            lines["rounding"]["after"]["value"]

    def test_margin(self):
        lines, settlement = self.settled()
        self.assertAlmostEqual(lines["specific_stop_loss"], -283_500.00, places=6)
        self.assertEqual(settlement, 697_500.00)

    def test_stress(self):
        lines, settlement = self.settled("--set", "actual.ma.cost=58_800_000")
        self.assertAlmostEqual(lines["aggregate_stop_loss"], -4_951_800.00, places=6)
        self.assertEqual(settlement, -2_150_700.00)


if __name__ == "__main__":
    unittest.main()
