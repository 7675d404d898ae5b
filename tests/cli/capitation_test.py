"""Stop-loss cover of the shipped capitation study, taken away one clause at a time on the same draws."""
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


if __name__ == "__main__":
    unittest.main()
