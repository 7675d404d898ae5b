"""Trials kept with [run] excess_curve, settled again under other terms and limits."""
import json
import unittest

from plimsoll_cli import CommandTest, figures_of, study_text

KEEP = ["--set", "run.excess_curve=true"]
CAP = "contract.enhanced.truncation.limits.aged_nondual"


class KeptTrials(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text(["enhanced", "basic_e"]))

    def tables(self, *arguments):
        return json.loads(self.plimsoll(*arguments, "--json").stdout)["tables"]

    def test_the_same_study_comes_to_the_same_figures(self):
        drawn = self.tables("run", "study.toml", "-o", "kept", *KEEP)
        again = self.tables("settle", "study.toml", "--run", "kept")
        self.assertEqual(figures_of(again), figures_of(drawn))
        self.assertNotIn("lie between", json.dumps(again))

    def test_keeping_moves_no_figure(self):
        self.assertEqual(figures_of(self.tables("run", "study.toml", "-o", "kept", *KEEP)),
                         figures_of(self.tables("run", "study.toml", "-o", "plain")))

    def test_terms_without_a_limit_are_settled_as_if_drawn(self):
        self.plimsoll("run", "study.toml", "-o", "kept", *KEEP)
        other = ["--set", "contract.enhanced.minimum.rate=0.02", "--set", "benchmark.mssp.pbpy=9100"]
        self.assertEqual(figures_of(self.tables("settle", "study.toml", "--run", "kept", *other)),
                         figures_of(self.tables("run", "study.toml", "-o", "drawn", *other)))

    def test_a_limit_between_those_kept_is_held_by_the_interval(self):
        self.plimsoll("run", "study.toml", "-o", "kept", *KEEP)
        changed = ["--set", f"{CAP}=31313"]
        read = self.tables("settle", "study.toml", "--run", "kept", *changed)
        drawn = figures_of(self.tables("run", "study.toml", "-o", "drawn", *changed))
        before = figures_of(self.tables("settle", "study.toml", "--run", "kept"))
        self.assertIn("lie between those kept", json.dumps(read))
        moved = 0
        for name, figure in figures_of(read).items():
            if figure["interval"] is None:
                continue
            low, high = figure["interval"]
            self.assertLessEqual(low, drawn[name]["value"], name)
            self.assertGreaterEqual(high, drawn[name]["value"], name)
            moved += not low <= before[name]["value"] <= high
        self.assertGreater(moved, 0, "the limit before the change is told from the one after it")

    def test_a_run_of_other_members_is_refused(self):
        self.plimsoll("run", "study.toml", "-o", "kept", *KEEP)
        for other, says in ((["--set", "run.seed=4"], "another seed"),
                            (["--set", "population.aco.members=1001"], "members or their costs"),
                            (["--set", "cost.aco.trend=0.01"], "drawn again differ"),
                            (["--set", "run.performance_years=[2031]"], "other years")):
            with self.subTest(other=other):
                done = self.plimsoll("settle", "study.toml", "--run", "kept", *other, ends=3)
                self.assertIn(says, done.stderr)

    def test_what_was_not_kept_is_named(self):
        self.plimsoll("run", "study.toml", "-o", "plain")
        self.assertIn("keeps no trials", self.plimsoll("settle", "study.toml", "--run", "plain", ends=3).stderr)
        self.plimsoll("settle", "study.toml", "--run", "nowhere", ends=1)
        self.plimsoll("settle", "study.toml", "--run", "plain", "--grid", ends=2)

    def test_engines_and_methods_without_members_keep_none(self):
        done = self.plimsoll("check", "study.toml", *KEEP, "--set", 'run.estimator="sobol"', ends=3)
        self.assertIn("run.excess_curve", done.stderr)
        done = self.plimsoll("run", "study.toml", "-o", "preview", *KEEP, "--method", "conditional")
        self.assertIn("keeps none", done.stderr)


if __name__ == "__main__":
    unittest.main()
