"""plimsoll settle on a built benchmark: worked example M1 of the contract reference (1.6), from history to payment."""
import json
import unittest

from plimsoll_cli import SOURCE, CommandTest

STUDY = SOURCE / "scenarios" / "studies" / "mssp-benchmark-build.toml"
PERSON_YEARS = (120, 1_200, 960, 9_720)


class BenchmarkBuild(CommandTest):
    def settle(self, *options):
        done = self.plimsoll("settle", STUDY, "--json", *options)
        return {table["id"]: {row["id"]: {name: cell and cell.get("value", cell.get("text"))
                                          for name, cell in row["cells"].items()} for row in table["rows"]}
                for table in json.loads(done.stdout)["tables"]}

    def test_every_step_of_the_example(self):
        steps = self.settle()["ledger.basic_e.2024"]
        history = sum(n * x for n, x in zip(PERSON_YEARS, (88_116.67, 12_918.67, 18_740.00, 11_310.83)))
        self.assertAlmostEqual(steps["historical_benchmark"]["after"], history, delta=0.005 * 12_000)
        adjustment = sum(n * x for n, x in zip(PERSON_YEARS, (941.67, 340.67, 530.00, 294.59)))
        self.assertAlmostEqual(steps["regional_adjustment"]["amount"], adjustment, delta=0.005 * 12_000)
        self.assertEqual(steps["prior_savings_adjustment"]["amount"], 0)
        self.assertAlmostEqual(steps["aggregate_risk_adjustment"]["after"], 170_321_417.55, places=2)
        self.assertAlmostEqual(steps["gross_savings"]["after"], 5_790_977.55, places=2)
        self.assertEqual(steps["guardrail"]["amount"], 0)
        self.assertEqual(steps["rounding"]["after"], 2_837_579.00)

    def test_payments_of_both_levels(self):
        settled = self.settle()["settled.2024"]
        self.assertEqual(settled["basic_e"]["upside"], 2_837_579.00)
        self.assertEqual(settled["enhanced"]["upside"], 4_256_368.50)
        alternative = self.settle("--set", "contract.basic_e.quality.score=0.62",
                                  "--set", "contract.basic_e.quality.alternative=1")["settled.2024"]
        self.assertEqual(alternative["basic_e"]["upside"], 1_759_298.98)

    def test_a_base_year_is_bound_by_its_number(self):
        steps = self.settle("--set", "contract.basic_e.historical_benchmark.cost.esrd.3=90_000")["ledger.basic_e.2024"]
        base = self.settle()["ledger.basic_e.2024"]
        moved = steps["historical_benchmark"]["after"] - base["historical_benchmark"]["after"]
        self.assertAlmostEqual(moved, 120 * 2_000 / 3, places=4)

    def test_an_election_the_guardrail_reads(self):
        told = self.plimsoll("check", STUDY, "--without", "contract.basic_e.minimum", ends=3).stderr
        self.assertIn('refers to "minimum.rate"', told)


if __name__ == "__main__":
    unittest.main()
