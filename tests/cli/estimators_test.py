"""Fewer trials for the same answer: Sobol points, importance selection, and stopping at a precision."""
import json
import unittest

import h5py

from plimsoll_cli import CommandTest, study_text


class Estimators(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text(["enhanced"]))

    def run_json(self, *arguments):
        return json.loads(self.plimsoll("run", "study.toml", *arguments, "--json").stdout)

    def bytes_of(self, run):
        return (self.folder / run / "results.h5").read_bytes()

    def test_target_error_is_the_run_of_its_length(self):
        told = self.run_json("-o", "target", "--target-error", "20%")
        self.assertTrue(told["target_error"]["met"])
        self.assertEqual(told["target_error"]["trials_needed"], told["trials"])
        self.run_json("-o", "fixed", "--trials", str(told["trials"]))
        self.assertEqual(self.bytes_of("target"), self.bytes_of("fixed"))

    def test_target_error_that_is_not_met_says_so(self):
        done = self.plimsoll("run", "study.toml", "-o", "out", "--target-error", "$1", "--max-trials", "3000")
        self.assertIn("NOT met within 3,000 trials", done.stderr)
        self.assertNotIn("-", done.stderr.split("about ")[1][:3])
        self.assertIn("3000 trials", done.stderr)

    def test_contradictions_are_2(self):
        for wrong in (["--target-error", "0.01", "--trials", "100"], ["--max-trials", "100"], ["--candidates", "9"],
                      ["--method", "importance", "--target-error", "0.01"], ["--method", "magic"]):
            with self.subTest(arguments=wrong):
                self.plimsoll("run", "study.toml", *wrong, ends=2)

    def test_wrong_target_is_3(self):
        self.assertIn("no error to aim at", self.plimsoll("run", "study.toml", "--target-error", "much", ends=3).stderr)

    def test_importance_keeps_weights_and_repeats(self):
        told = self.run_json("-o", "a", "--method", "importance", "--trials", "300", "--candidates", "4096")
        table = {row["id"]: row["cells"] for row in told["tables"][-1]["rows"]}
        self.assertEqual(told["tables"][-1]["id"], "importance")
        self.assertIn("effective", table)
        for table in told["tables"][:-1]:
            self.assertIn("importance selection", " ".join(table["notes"]))
        with h5py.File(self.folder / "a" / "results.h5") as run:
            weights, trials = run["importance/weight"][:, 0], run["importance/trial"][:, 0]
            self.assertEqual(len(weights), told["trials"])
            self.assertTrue(200 < len(weights) < 400)
            self.assertTrue((weights >= 1).all() and (weights <= 4096 / (0.15 * 300) * 1.01).all())
            self.assertTrue((trials[1:] > trials[:-1]).all() and trials[-1] < 4096)
        self.run_json("-o", "b", "--method", "importance", "--trials", "300", "--candidates", "4096", "--threads", "1")
        self.assertEqual(self.bytes_of("a"), self.bytes_of("b"))

    def test_a_chosen_trial_is_the_trial_of_that_number(self):
        self.run_json("-o", "plain", "--trials", "1024")
        self.run_json("-o", "chosen", "--method", "importance", "--trials", "100", "--candidates", "1024")
        with h5py.File(self.folder / "plain" / "results.h5") as plain:
            with h5py.File(self.folder / "chosen" / "results.h5") as chosen:
                numbers = chosen["importance/trial"][:, 0].astype(int)
                path = "contract/enhanced/settlement"
                self.assertTrue((plain[path][:][numbers] == chosen[path][:]).all())

    def test_too_few_candidates_is_3(self):
        self.plimsoll("run", "study.toml", "--method", "importance", "--trials", "300", "--candidates", "200", ends=3)

    def test_sobol_says_so_and_grows(self):
        sobol = ["--set", 'run.estimator="sobol"']
        told = self.run_json("-o", "grown", "--trials", "1024", *sobol)
        self.assertEqual(told["estimator"], "sobol")
        for table in told["tables"]:
            self.assertIn("Sobol", " ".join(table["notes"]))
        self.run_json("-o", "grown", "--trials", "2048", "--resume", *sobol)
        self.run_json("-o", "whole", "--trials", "2048", *sobol)
        self.assertEqual(self.bytes_of("grown"), self.bytes_of("whole"))


if __name__ == "__main__":
    unittest.main()
