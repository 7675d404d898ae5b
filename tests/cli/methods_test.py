"""Figures without drawing members: --method exact and conditional, and engines held against the exact ones."""
import json
import unittest

import h5py

from plimsoll_cli import CommandTest, study_text

FIXED = (('trend = { dist = "normal", mean = 0.02, sd = 0.01 }', "trend = 0.02"),
         ('update = { dist = "normal", mean = 0.0, sd = 0.02 }', "update = 0.0"),
         ('score = { dist = "beta", mean = 0.82, sd = 0.08 }', "score = 0.82"))


def deal(contracts=("basic_a", "basic_e", "enhanced"), changes=FIXED, aged=60_000, disabled=60_000):
    """The small study, its contracts' limits on a member's year as given."""
    limits = f"\ntruncation.limits.aged_nondual = {aged}\ntruncation.limits.disabled = {disabled}\n"
    text = study_text(contracts, changes=changes)
    for name in ("basic-a", "basic-e", "enhanced"):
        text = text.replace(f'template = "mssp/{name}@2026"\n', f'template = "mssp/{name}@2026"{limits}')
    return text


def figures_of(told):
    """Value and standard error of every figure by id."""
    found = {}
    for table in told["tables"]:
        for row in table["rows"]:
            for cell in row["cells"].values():
                if isinstance(cell, dict) and "std_error" in cell:
                    found[cell["id"]] = (cell["value"], cell["std_error"])
    return found


class Exact(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", deal())

    def run_json(self, *arguments, study="study.toml", **keywords):
        return json.loads(self.plimsoll("run", study, *arguments, "--json", **keywords).stdout)

    def refused(self, study, *arguments):
        self.write("refused.toml", study)
        errors = self.errors_of("run", "refused.toml", "-o", "refused", "--method", "exact", *arguments)
        return " ".join(f"{error.get('key', '')} {error['what']} {error.get('why', '')} "
                        f"{error.get('help', '')}" for error in errors)

    def test_simulation_agrees_with_exact(self):
        exact = self.run_json("-o", "exact", "--method", "exact")
        self.assertEqual((exact["method"], exact["trials"]), ("exact", 0))
        for table in exact["tables"]:
            self.assertIn("nothing is drawn", " ".join(table["notes"]))
        drawn = figures_of(self.run_json("-o", "drawn", "--trials", "20000"))
        told = figures_of(exact)
        self.assertEqual(set(told), set(drawn))
        compared = 0
        for name, (value, error) in told.items():
            self.assertEqual(error, 0.0, name)
            if drawn[name][1]:
                compared += 1
                self.assertLess(abs(value - drawn[name][0]), 4.9 * drawn[name][1] + 1.0, name)
        self.assertGreater(compared, 30)

    def test_a_limit_is_part_of_the_total(self):
        self.write("wide.toml", deal(aged=500_000, disabled=500_000))
        cut = figures_of(self.run_json("-o", "cut", "--method", "exact"))
        wide = figures_of(self.run_json("-o", "wide", "--method", "exact", study="wide.toml"))
        name = "enhanced.2026.expenditure_pbpy.mean"
        self.assertGreater(wide[name][0], cut[name][0] + 10.0)

    def test_limits_by_enrolment_type_make_one_total(self):
        self.write("types.toml", deal(["enhanced"], disabled=90_000))
        told = figures_of(self.run_json("-o", "exact", "--method", "exact", study="types.toml"))
        drawn = figures_of(self.run_json("-o", "drawn", "--trials", "20000", study="types.toml"))
        for name in ("enhanced.2026.settlement.mean", "enhanced.2026.settlement.sd", "enhanced.2026.owed.mean"):
            self.assertLess(abs(told[name][0] - drawn[name][0]), 4.9 * drawn[name][1], name)

    def test_nothing_but_the_summary_is_written_and_it_repeats(self):
        first = self.run_json("-o", "a", "--method", "exact")
        self.assertEqual(sorted(path.name for path in (self.folder / "a").iterdir()),
                         ["manifest.json", "runs.log", "summary.json"])
        self.assertEqual(first, self.run_json("-o", "b", "--method", "exact", "--threads", "1"))

    def test_a_finished_run_is_kept(self):
        self.run_json("-o", "out", "--trials", "256")
        self.plimsoll("run", "study.toml", "-o", "out", "--method", "exact", ends=1)
        self.run_json("-o", "out", "--method", "exact", "--force")
        self.assertFalse((self.folder / "out" / "results.h5").exists())

    def test_drawn_drivers_are_refused_by_name(self):
        told = self.refused(deal(changes=()))
        for driver in ("cost.aco.trend", "benchmark.mssp.update", "quality.mssp.score"):
            self.assertIn(driver, told)
        self.assertIn("--set cost.aco.trend=0.02", told)

    def test_two_years_and_limits_that_differ_are_refused(self):
        years = (("performance_years = [2026]", "performance_years = [2024, 2025]"),)
        both = deal(["enhanced"], changes=(*FIXED, *years)).replace("enhanced@2026", "enhanced@2024")
        self.assertIn("one random total", self.refused(both))
        twice = deal(["basic_a", "enhanced"]).replace("aged_nondual = 60000", "aged_nondual = 70000", 1)
        self.assertIn("limits differ", self.refused(twice))

    def test_a_settlement_of_one_enrolment_type_of_two_is_refused(self):
        part = deal(["basic_a", "enhanced"]).replace('id = "enhanced"', 'id = "enhanced"\nenrolment = ["aged_nondual"]')
        self.assertIn("splits over enrolment types", self.refused(part))

    def test_what_does_not_go_together_is_2(self):
        for wrong in (["--trials", "9"], ["--target-error", "0.1"], ["--resume"]):
            self.plimsoll("run", "study.toml", "--method", "exact", *wrong, ends=2)


class Conditional(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text(["enhanced"]))

    def run_json(self, *arguments):
        return json.loads(self.plimsoll("run", "study.toml", *arguments, "--json").stdout)

    def test_says_so_everywhere_and_comes_near(self):
        told = self.run_json("-o", "preview", "--method", "conditional", "--trials", "5000")
        for table in told["tables"]:
            self.assertIn("conditional preview", " ".join(table["notes"]))
        drawn = self.run_json("-o", "drawn", "--trials", "5000")
        name = "enhanced.2026.settlement.mean"
        preview, members = figures_of(told)[name], figures_of(drawn)[name]
        self.assertLess(abs(preview[0] - members[0]), 4.9 * (preview[1] + members[1]))
        with h5py.File(self.folder / "preview" / "results.h5") as run:
            self.assertIn("conditional preview", " ".join(str(notice) for notice in run["notices"][:]))

    def test_sobol_points_move_luck_too(self):
        errors = {}
        for estimator in ("plain", "sobol"):
            told = self.run_json("-o", estimator, "--method", "conditional", "--trials", "8192", "--set",
                                 f'run.estimator="{estimator}"')
            errors[estimator] = figures_of(told)["enhanced.2026.settlement.mean"]
        self.assertIn("luck of every panel-year", " ".join(told["tables"][0]["notes"]))
        self.assertLess(3 * errors["sobol"][1], errors["plain"][1])
        self.assertLess(abs(errors["sobol"][0] - errors["plain"][0]), 4.9 * (errors["sobol"][1] + errors["plain"][1]))

    def test_segments_never_mix(self):
        preview = self.run_json("-o", "out", "--method", "conditional", "--trials", "256")
        drawn = self.run_json("-o", "other", "--trials", "256")
        self.assertNotEqual(preview["plan_digest"], drawn["plan_digest"])
        told = self.plimsoll("run", "study.toml", "-o", "out", "--trials", "512", "--resume", ends=3).stderr
        self.assertIn("another plan", told)

    def test_a_longer_preview_continues(self):
        self.run_json("-o", "grown", "--method", "conditional", "--trials", "512")
        self.run_json("-o", "grown", "--method", "conditional", "--trials", "1024", "--resume")
        self.run_json("-o", "whole", "--method", "conditional", "--trials", "1024", "--threads", "1")
        self.assertEqual((self.folder / "grown" / "results.h5").read_bytes(),
                         (self.folder / "whole" / "results.h5").read_bytes())

    def test_an_engine_without_members_is_refused(self):
        panel = study_text(["enhanced"], changes=(('seed = 11\n', 'seed = 11\nengine = "panel"\n'),
                                                  ('file = "cost.toml"\n', "pbpy = 9_000\nprocess_cv = 2.0\n")))
        self.write("panel.toml", panel)
        for method in ("conditional", "exact"):
            told = self.plimsoll("run", "panel.toml", "--method", method, ends=3).stderr
            self.assertIn("does not go with --method " + method, told)


class Engines(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", deal(["enhanced"], changes=()))

    def test_engines_agree(self):
        told = json.loads(self.plimsoll("validate", "engines", "study.toml", "--trials", "4000", "--json").stdout)
        self.assertEqual((told["trials"], told["differ"], told["compared"]), (4000, 0, 24))
        cells = [row["cells"] for row in told["tables"][0]["rows"]]
        self.assertEqual({cell["engine"]["text"] for cell in cells}, {"sums", "claims"})

    def test_verdict_is_printed(self):
        done = self.plimsoll("validate", "engines", "study.toml", "--trials", "1000")
        self.assertIn("agree with the exact distribution", done.stderr)
        self.assertIn("TVaR99.5", done.stdout)

    def test_what_does_not_go_together_is_2(self):
        self.plimsoll("validate", "engines", "study.toml", "--gate", ends=2)
        self.plimsoll("validate", "settlements", "study.toml", "--trials", "1000", ends=2)


if __name__ == "__main__":
    unittest.main()
