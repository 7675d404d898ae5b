"""Contracts and scenarios side by side on the same trials."""
import json
import unittest

from plimsoll_cli import COST, STUDIES, CommandTest, columns_of, figures_of, rows_of, study_text

SCENARIOS = """
[scenario.busy]
"cost.aco.utilization" = 1.1
[scenario.poor_quality]
"quality.mssp.score" = 0.3
"""
GROUPED = [(f'id = "{name}"\n', f'id = "{name}"\nalternative_group = "mssp"\n') for name in ("basic_e", "enhanced")]


class Compare(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("cost.toml", COST)

    def tables(self, *options, text=None):
        self.write("study.toml", text or study_text())
        return json.loads(self.plimsoll("compare", "study.toml", *options, "--json").stdout)["tables"]

    def settlements(self, *options):
        self.plimsoll("run", "study.toml", "-o", "out", "--force", *options)
        return {name.split("/")[1]: values[:, -1] for name, values in columns_of(self.folder / "out" / "results.h5").items()
                if name.endswith("/settlement")}

    def test_differences_are_those_of_the_run_trial_by_trial(self):
        tables = self.tables()
        options, pairs = rows_of(tables, "options.2026"), rows_of(tables, "pairs.2026")
        settled = self.settlements()
        self.assertEqual(set(options), set(settled))
        best = max_of(settled)
        for name, values in settled.items():
            self.assertAlmostEqual(options[name]["mean"]["value"], values.mean(), delta=0.01)
            self.assertAlmostEqual(options[name]["regret"]["value"], (best - values).mean(), delta=0.01)
            self.assertAlmostEqual(options[name]["best"]["value"], (best == values).mean())
            worst = sorted(values)[:len(values) // 20]
            self.assertAlmostEqual(options[name]["tail"]["value"], sum(worst) / len(worst), delta=0.01)
        difference = settled["enhanced"] - settled["basic_e"]
        pair = pairs["enhanced-basic_e"]
        self.assertAlmostEqual(pair["mean"]["value"], difference.mean(), delta=0.01)
        self.assertAlmostEqual(pair["better"]["value"], (difference > 0).mean())
        self.assertAlmostEqual(pair["worse"]["value"], (difference < 0).mean())

    def test_a_paired_difference_knows_more_than_two_runs_would(self):
        tables = self.tables()
        options, pair = rows_of(tables, "options.2026"), rows_of(tables, "pairs.2026")["enhanced-basic_e"]
        apart = sum(options[name]["mean"]["std_error"] ** 2 for name in ("enhanced", "basic_e")) ** 0.5
        self.assertLess(pair["mean"]["std_error"], 0.7 * apart)

    def test_reserves_are_those_of_the_run(self):
        options = rows_of(self.tables(), "options.2026")
        run = json.loads(self.plimsoll("run", "study.toml", "-o", "out", "--json").stdout)["tables"]
        for name in options:
            self.assertEqual(options[name]["reserve"]["value"], figures_of(run)[f"{name}.2026.reserve"]["value"])

    def test_contracts_of_one_group_are_compared_with_each_other(self):
        ids = {table["id"] for table in self.tables(text=study_text(changes=GROUPED))}
        self.assertEqual(ids, {"options.mssp.2026", "pairs.mssp.2026"})

    def test_a_contract_that_is_never_worse_is_named(self):
        free = [('revenue = 1_000_000', 'revenue = 1_000')]  # a cap that takes nearly all that is owed
        pair = rows_of(self.tables(text=study_text(["basic_a", "basic_e"], changes=free)), "pairs.2026")["basic_e-basic_a"]
        self.assertIn("neither", pair["dominates"]["text"])
        more = rows_of(self.tables("--set", "basic_e.savings_share.rate=0.4", text=study_text(
            ["basic_e"], more="") + '\n[[contract]]\nid = "twin"\nlike = "basic_e"\n'), "pairs.2026")["twin-basic_e"]
        self.assertEqual(more["dominates"]["text"], "twin, in every trial")

    def test_scenarios_are_the_runs_they_name(self):
        rows = rows_of(self.tables("--all-scenarios", text=study_text(more=SCENARIOS)), "scenarios.2026")
        self.assertEqual(len(rows), 3 * 3)
        for scenario in ("busy", "poor_quality"):
            for name, values in self.settlements("--scenario", scenario).items():
                self.assertAlmostEqual(rows[f"{name}.{scenario}"]["mean"]["value"], values.mean(), delta=0.01)
        as_it_is = self.settlements()
        shift = self.settlements("--scenario", "busy")["enhanced"] - as_it_is["enhanced"]
        self.assertAlmostEqual(rows["enhanced.busy"]["difference"]["value"], shift.mean(), delta=0.01)
        self.assertLess(rows["enhanced.busy"]["difference"]["std_error"], rows["enhanced.busy"]["mean"]["std_error"])

    def test_what_is_not_there_is_named(self):
        self.write("study.toml", study_text(more=SCENARIOS))
        self.assertIn('did you mean "busy"?', [error["help"] for error in
                                               self.errors_of("compare", "study.toml", "--scenarios", "bussy")])
        self.write("study.toml", study_text())
        self.assertIn("no scenario", self.errors_of("compare", "study.toml", "--all-scenarios")[0]["what"])

    def test_every_shipped_study_can_be_compared(self):
        for study in STUDIES:
            with self.subTest(study=study.name):
                told = json.loads(self.plimsoll("compare", study, "--trials", "512", "--json").stdout)
                self.assertTrue(told["tables"])

    def test_paths_are_the_tracks_they_name_year_by_year(self):
        study = next(path for path in STUDIES if path.stem == "mssp-glide-path")
        def compared(*paths):
            return json.loads(self.plimsoll("compare", study, "--trials", "512", "--paths", ",".join(paths), "--json").stdout)["tables"]
        tables = compared("A-B-E", "E-E-E", "ENH")
        years = [2027, 2028, 2029, 2030, 2031, 2032]
        options = {year: rows_of(tables, f"options.paths.{year}") for year in [*years, "all"]}
        self.assertEqual(set(options["all"]), {"A-B-E", "E-E-E", "ENH"})
        alone = {track: compared(track) for track in ("A", "B", "E")}
        for year, track in zip(years, "ABEEEE"):  # the last level stands for all years after it
            one = rows_of(alone[track], f"options.paths.{year}")[track]
            self.assertEqual(options[year]["A-B-E"]["mean"]["value"], one["mean"]["value"], year)
            self.assertEqual(options[year]["A-B-E"]["reserve"]["value"], one["reserve"]["value"], year)
        self.assertEqual(options[2027]["A-B-E"]["p_owe"]["value"], 0.0)  # one-sided levels owe nothing
        self.assertGreater(options[2029]["A-B-E"]["p_owe"]["value"], 0.0)
        for path in options["all"]:
            total = sum(options[year][path]["mean"]["value"] for year in years)
            self.assertAlmostEqual(options["all"][path]["mean"]["value"], total, delta=0.1)

    def test_a_path_that_is_none_is_refused(self):
        study = next(path for path in STUDIES if path.stem == "mssp-glide-path")
        errors = self.errors_of("compare", study, "--paths", "A-F")
        self.assertIn("no level", errors[0]["what"])
        self.assertIn("glide", self.errors_of("compare", study, "--paths", "A", "--like", "glid")[0]["help"])

    def test_pay_for_performance_owes_nothing(self):
        study = next(path for path in STUDIES if path.stem == "sorso-p4p")
        tables = json.loads(self.plimsoll("compare", study, "--trials", "512", "--json").stdout)["tables"]
        for row in tables[0]["rows"]:
            self.assertEqual(row["cells"]["p_owe"]["value"], 0.0)


def max_of(settled):
    values = list(settled.values())
    best = values[0]
    for other in values[1:]:
        best = best * (best >= other) + other * (other > best)
    return best


if __name__ == "__main__":
    unittest.main()
