"""Where a number comes from: one trial's ledger drawn again, and the formula of every printed figure."""
import json
import unittest

import h5py
from plimsoll_cli import STUDIES, CommandTest, seal_again, study_text


class Explain(CommandTest):
    def setUp(self):
        super().setUp()
        self.kept = self.run_study(study_text(["enhanced", "basic_e"]), "out")

    def explain(self, *arguments):
        told = json.loads(self.plimsoll("explain", "out", *arguments, "--json").stdout)
        self.assertEqual(told["format"], "plimsoll-explain/1")
        return told

    def ledger(self, told, contract, trial):
        return next(table for table in told["tables"] if table["id"] == f"explain.ledger.{contract}.2026.{trial}")["rows"]

    def settlement(self, contract):
        return self.kept[f"contract/{contract}/settlement"][:, 0]

    def test_the_ledger_ends_in_the_settlement_kept_to_the_bit(self):
        for contract in ("enhanced", "basic_e"):
            for trial in (0, 255, 256, 499):
                rows = self.ledger(self.explain("--trial", trial, "--contract", contract), contract, trial)
                self.assertEqual(rows[-1]["cells"]["after"]["value"], self.settlement(contract)[trial])

    def test_balances_run_on_from_line_to_line(self):
        rows = self.ledger(self.explain("--trial", "7"), "enhanced", 7)
        running = {"balance": 0.0}
        for row in rows:
            cells = row["cells"]
            target = cells["target"]["text"]
            if cells["amount"] is None:
                running[target] = cells["after"]["value"]
                continue
            self.assertAlmostEqual(running[target] + cells["amount"]["value"], cells["after"]["value"], places=4)
            running[target] = cells["after"]["value"]
        self.assertAlmostEqual(next(row for row in rows if row["id"] == "gross_savings")["cells"]["amount"]["value"],
                               running["benchmark"] - running["cost"], places=4)

    def test_a_quantile_is_the_trial_of_that_rank(self):
        values = sorted(self.settlement("enhanced"))
        for level, rank in ((0.05, 25), (0.5, 250), (0.95, 475)):
            told = self.explain("--quantile", level, "--contract", "enhanced")
            trial = list(self.settlement("enhanced")).index(values[rank - 1])
            self.assertTrue(told["title"].startswith(f"Trial {trial} of enhanced for 2026"), told["title"])

    def test_sentences_say_what_a_line_reads_and_where_it_stands(self):
        told = self.explain("--quantile", "0.02", "--contract", "basic_e")
        text = "\n".join(told["sentences"])
        owes = self.settlement("basic_e")
        trial = int(told["title"].split()[1])
        share = 100.0 * sum(owes > owes[trial]) / len(owes)
        self.assertIn(f"We owe more than in {share:.1f} % of all trials.", text)
        self.assertIn("fixed, contract.basic_e.", text)
        self.assertIn("drawn, quality.mssp.score", text)
        draws = next(table for table in told["tables"] if table["id"] == "explain.draws")["rows"]
        self.assertEqual({row["id"] for row in draws},
                         {"cost.aco.trend", "benchmark.mssp.update", "quality.mssp.score"})

    def test_text_is_the_same_as_in_json(self):
        told = self.explain("--trial", "3")
        text = self.plimsoll("explain", "out", "--trial", "3").stdout
        for sentence in [told["title"], *told["sentences"]]:
            self.assertIn(sentence, text)

    def test_a_figure_is_told_by_its_id_and_by_its_cell(self):
        told = self.explain("--figure", "enhanced.2026.settlement.mean")
        self.assertEqual(told, self.explain("--figure", "settlement.2026/enhanced/mean"))
        text = " ".join(told["sentences"])
        self.assertIn("the mean over trials of the settlement", text)
        self.assertIn("contract/enhanced/settlement", text)
        self.assertIn("500 trials, seed 11", text)
        self.assertEqual(sum(table["id"].startswith("explain.ledger.enhanced") for table in told["tables"]), 2)

    def test_an_unknown_figure_or_trial_is_refused_with_the_nearest(self):
        errors = self.errors_of("explain", "out", "--figure", "enhanced.2026.settlement.mea")
        self.assertIn("enhanced.2026.settlement.mean", errors[0]["help"])
        self.errors_of("explain", "out", "--trial", "500")
        self.errors_of("explain", "out", "--trial", "1", "--contract", "enhansed")
        for wrong in ([], ["--trial", "1", "--quantile", "0.5"], ["--quantile", "1"], ["--figures", "--year", "2026"]):
            self.plimsoll("explain", "out", *wrong, ends=2)

    def test_what_changed_since_is_refused(self):
        cost = self.folder / "cost.toml"
        text = cost.read_text()
        cost.write_text(text.replace("mean = 5.0", "mean = 5.1"))
        told = self.plimsoll("explain", "out", "--trial", "1", ends=6).stderr
        self.assertIn("changed since the run", told)
        cost.unlink()
        self.errors_of("explain", "out", "--trial", "1")
        self.write("elsewhere/cost.toml", text)
        self.explain("--trial", "1", "--inputs", "elsewhere")

    def test_a_number_kept_otherwise_is_found_out(self):
        with h5py.File(self.folder / "out" / "results.h5", "r+") as file:
            file["contract/enhanced/settlement"][1] += 0.01
        seal_again(self.folder / "out" / "results.h5")
        self.assertIn("contract/enhanced/settlement", self.plimsoll("explain", "out", "--trial", "1", ends=6).stderr)
        self.explain("--trial", "2")

    def test_bindings_and_seed_of_the_run_are_its_own(self):
        self.plimsoll("run", "out.toml", "-o", "other", "--seed", "5", "--trials", "300", "--set",
                      "quality.mssp.score=0.5", "--quiet")
        told = json.loads(self.plimsoll("explain", "other", "--trial", "299", "--json").stdout)
        self.assertIn("50 % (fixed, quality.mssp.score", " ".join(told["sentences"]))

    def test_other_methods(self):
        for options in (["--method", "conditional"], ["--set", 'run.estimator="sobol"']):
            self.plimsoll("run", "out.toml", "-o", "way", "--force", "--quiet", *options)
            self.plimsoll("explain", "way", "--trial", "300", "--quiet")
        self.plimsoll("run", "out.toml", "-o", "chosen", "--method", "importance", "--trials", "100", "--quiet")
        self.plimsoll("explain", "chosen", "--quantile", "0.05", "--quiet")


class EveryFigure(CommandTest):
    """Every figure of every shipped study leads to a formula."""

    def test_all_of_them(self):
        for study in STUDIES:
            with self.subTest(study=study.name):
                self.plimsoll("run", study, "--trials", "32", "-o", study.stem, "--quiet", "--force")
                listed = json.loads(self.plimsoll("explain", study.stem, "--figures",
                                                  "--json").stdout)["tables"][0]["rows"]
                summary = json.loads((self.folder / study.stem / "summary.json").read_text())
                printed = [cell["id"] for table in summary["tables"] for row in table["rows"]
                           for cell in row["cells"].values() if cell and "std_error" in cell]
                self.assertEqual(sorted(row["cells"]["id"]["text"] for row in listed), sorted(printed))
                for row in listed:
                    formula = row["cells"]["formula"]["text"]
                    self.assertRegex(formula, r"^It is the ", row["id"])
                    self.assertNotRegex(formula, "worked out from|of the table", row["id"])


if __name__ == "__main__":
    unittest.main()
