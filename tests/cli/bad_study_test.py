"""A study with mistakes: all told at once, each at its line, exit 3, nothing written."""
import json
import unittest

from plimsoll_cli import CommandTest, line_of, study_text

# marker in the text, key path, what the message must say, what it must suggest
SEVEN = [
    ("[run]", "run.seed", "is missing", ""),
    ("percentile = [0.5]", "run.percentile", "is not a key of this table", 'did you mean "percentiles"?'),
    ("enrolment = ", "population.aco.enrolment", "shares sum to 0.9", ""),
    ('dist = "norml"', "cost.aco.trend.dist", "is not a known kind", 'did you mean "normal"?'),
    ("sd = 0.3", "quality.mssp.score", "leaves its range", "clip = true"),
    ('population = "acco"', "contract.basic_e.population", 'no population "acco"', 'did you mean "aco"?'),
    ("rate = 2.0", "contract.basic_e.minimum.rate", "2 is out of range", "did you mean 0.02?"),
]
BAD = study_text(["basic_e"], changes=[
    ("seed = 11\n", "percentile = [0.5]\n"),
    ("members = 300", "members = 300\nenrolment = { aged_nondual = 0.6, disabled = 0.3 }"),
    ('trend = { dist = "normal"', 'trend = { dist = "norml"'),
    ('dist = "beta", mean = 0.82, sd = 0.08', 'dist = "normal", mean = 0.82, sd = 0.3'),
    ('population = "aco"', 'population = "acco"'),
    ("rate = 0.01", "rate = 2.0"),
])


class SevenMistakes(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("bad.toml", BAD)
        self.before = self.files()

    def test_each_is_told_once_at_its_line(self):
        for verb in (["check", "bad.toml"], ["run", "bad.toml", "-o", "out"]):
            with self.subTest(verb=verb[0]):
                errors = self.errors_of(*verb)
                self.assertEqual([(e["line"], e["key"]) for e in errors],
                                 [(line_of(BAD, marker), key) for marker, key, _, _ in SEVEN])
                for error, (_, key, what, suggestion) in zip(errors, SEVEN):
                    self.assertIn(what, error["what"], key)
                    self.assertIn(suggestion, error["help"], key)
                    self.assertEqual(error["file"], "bad.toml")
                    self.assertGreater(error["column"], 0, key)
                self.assertEqual(self.files(), self.before)

    def test_the_person_reads_the_same(self):
        done = self.plimsoll("run", "bad.toml", "-o", "out", ends=3)
        self.assertEqual(done.stdout, "")
        for marker, key, what, suggestion in SEVEN:
            self.assertIn(f"bad.toml:{line_of(BAD, marker)}:", done.stderr)
            for text in (key, what, suggestion):
                self.assertIn(text, done.stderr)
        self.assertTrue(done.stderr.endswith("7 errors found\n"))
        self.assertEqual(self.files(), self.before)

    def test_the_same_study_without_them_is_sound(self):
        self.write("good.toml", study_text(["basic_e"]))
        self.plimsoll("check", "good.toml")


class OneMistake(CommandTest):
    """Tells a study's one mistake: the line's marker, the key path, what is said, what is suggested."""

    def told(self, text, marker, key, what, suggestion="", options=()):
        self.write("study.toml", text)
        before = self.files()
        errors = self.errors_of("run", "study.toml", "-o", "out", *options)
        self.assertEqual([e["key"] for e in errors], [key])
        self.assertIn(what, errors[0]["what"])
        self.assertIn(suggestion, errors[0]["help"])
        if marker:
            self.assertEqual(errors[0]["line"], line_of(text, marker))
        self.assertEqual(self.files(), before)
        return errors[0]


class FaultyStudies(OneMistake):
    def test_syntax_stops_at_its_first_fault(self):
        text = study_text(changes=[("trials = 500", "trials = = 500"), ("seed = 11", "seed = ]")])
        self.write("study.toml", text)
        errors = self.errors_of("check", "study.toml")
        self.assertEqual([e["line"] for e in errors], [line_of(text, "trials = = 500")])

    def test_unknown_rule_pack(self):
        self.told(study_text(["enhanced"], changes=[("mssp/enhanced@2026", "mssp/enhansed@2026")]), "template =",
                  "contract.enhanced.template", "no rule pack", 'did you mean "mssp/enhanced@2026"?')

    def test_pack_outside_its_dates(self):
        error = self.told(study_text(["enhanced"], changes=[("mssp/enhanced@2026", "mssp/enhanced@2024")]),
                          "template =", "contract.enhanced.template", "does not cover performance year 2026")
        self.assertIn("mssp/enhanced@2026", error["help"])

    def test_revenue_of_a_loss_cap_by_revenue(self):
        text = study_text(["basic_e"], changes=[("[contract.loss_cap]\nrevenue = 1_000_000\n", "")])
        error = self.told(text, "template =", "contract.basic_e.loss_cap.revenue", "")
        self.assertIn("revenue", json.dumps(error))

    def test_overlapping_bands(self):
        bands = "savings = [[0, 1.0], [0.35, 0.5], [0.25, 0.1]]"
        text = study_text(["enhanced"], changes=[
            ("mssp/enhanced@2026", "reach/global@2026"), ("[contract.minimum]\nrate = 0.01\n", ""),
            ("[contract.quality]", f"[contract.corridor]\n{bands}\n[contract.earn_back]")])
        error = self.told(text, "savings =", "contract.enhanced.corridor.savings",
                          "bands 2 (from 0.35) and 3 (from 0.25) overlap", "order the bands")
        self.assertIn("a band ends where the next begins", json.dumps(error))

    def test_withhold_that_is_not_there(self):
        text = study_text(["enhanced"], changes=[
            ("mssp/enhanced@2026", "reach/global@2026"), ("[contract.minimum]\nrate = 0.01\n", ""),
            ("[contract.quality]", '[contract.earn_back]\nof = "withheld"')])
        self.told(text, "of =", "contract.enhanced.earn_back.of", 'no line "withheld" stands above it')

    def test_correlation_of_no_driver(self):
        text = study_text(more='\n[correlation]\n"cost.aco.trend ~ benchmark.mssp.updat" = 0.5\n')
        error = self.told(text, None, "correlation", "benchmark.mssp.updat", 'did you mean "benchmark.mssp.update"?')
        self.assertIn(error["line"], (line_of(text, "[correlation]"), line_of(text, "~")))

    def test_list_by_year_of_the_wrong_length(self):
        text = study_text(changes=[("pbpy = 8_900", "pbpy = [8_900, 9_000, 9_100]")])
        self.told(text, "pbpy =", "benchmark.mssp.pbpy", "3 numbers for 1 performance year")

    def test_a_reserve_policy_is_never_a_default(self):
        without = study_text(changes=[('[reserve]\npolicy = "tvar"\nlevel = 0.90\n', "")])
        self.told(without, None, "reserve", "is missing")
        no_policy = study_text(changes=[('policy = "tvar"\n', "")])
        self.told(no_policy, "[reserve]", "reserve.policy", "is missing")
        no_level = study_text(changes=[("level = 0.90\n", "")])
        self.told(no_level, "[reserve]", "reserve", "needs a level")
        percent = study_text(changes=[("level = 0.90", "level = 9.0")])
        self.told(percent, "level = 9.0", "reserve.level", "does not suit", "did you mean 0.09?")

    def test_law_wholly_out_of_range(self):
        text = study_text(changes=[('dist = "beta", mean = 0.82, sd = 0.08', 'dist = "uniform", low = 70, high = 90')])
        self.told(text, 'dist = "uniform"', "quality.mssp.score", "leaves its range", "did you mean a mean of 0.8?")

    def test_nobody_covered(self):
        text = study_text(changes=[("members = 300", "members = 0")])
        self.told(text, "members =", "population.aco.members", "0 is out of range")

    def test_law_of_impossible_figures(self):
        text = study_text(changes=[('dist = "beta", mean = 0.82, sd = 0.08', 'dist = "beta", mean = 0.5, sd = 0.6')])
        self.told(text, 'dist = "beta"', "quality.mssp.score", "")

    def test_like_of_no_contract(self):
        text = study_text(["enhanced"], changes=[('id = "enhanced"', 'id = "enhanced"\nlike = "basic_z"')])
        self.told(text, "like =", "contract.enhanced.like", "names no contract above this one")

    def test_two_contracts_of_one_id(self):
        text = study_text(["basic_e", "enhanced"], changes=[('id = "enhanced"', 'id = "basic_e"')])
        self.told(text, None, "contract.basic_e.id", "another contract")

    def test_newer_form_of_study(self):
        text = study_text(changes=[('schema = "study/1"', 'schema = "study/2"')])
        self.told(text, "schema =", "schema", "reads study/1")

    def test_missing_and_faulty_cost_file(self):
        self.told(study_text(changes=[('file = "cost.toml"', 'file = "none.toml"')]), None, "", "cannot be read")
        self.write("cost.toml", 'schema = "cost/1"\ncategories = []\ncels = []\n')
        self.write("study.toml", study_text())
        errors = self.errors_of("check", "study.toml")
        self.assertTrue(any(e["line"] == 3 and "cels" in e["key"] for e in errors), errors)
        self.assertTrue(all(e["file"].endswith("cost.toml") for e in errors), errors)


class FaultyBindings(OneMistake):
    SCENARIO = '\n[scenario.high]\n"cost.aco.utilization" = 1.1\n'

    def test_bad_value_and_key(self):
        text = study_text()
        for given, key, what in [
                ("contract.basic_e.minimum.rate=2.0", "contract.basic_e.minimum.rate", "out of range"),
                ("contract.basic_e.minimum.rte=0.02", "contract.basic_e.minimum.rte", "not a key"),
                ("contract.basic_z.minimum.rate=0.02", "contract.basic_z.minimum.rate", "names nothing in the study"),
                ("run.trials=many", "run.trials=many", "not TOML"),
                ('run.trials="many"', "run.trials", "must be a whole number"),
                ("run.trials", "run.trials", "must be written key.path=value"),
        ]:
            with self.subTest(set=given):
                error = self.told(text, None, key, what, options=["--set", given])
                self.assertEqual(error["file"], "--set")

    def test_slip_is_caught_in_a_binding_too(self):
        self.told(study_text(), None, "contract.basic_e.minimum.rate", "out of range", "did you mean 0.02?",
                  options=["--set", "contract.basic_e.minimum.rate=2.0"])

    def test_unknown_scenario_and_without(self):
        text = study_text(more=self.SCENARIO)
        self.told(text, None, "hihg", "is not a scenario", "high", options=["--scenario", "hihg"])
        self.told(text, None, "contract.basic_e.los_cap", "names nothing", options=["--without",
                                                                                    "contract.basic_e.los_cap"])
        self.plimsoll("check", "study.toml", "--scenario", "high")

    def test_fault_within_a_scenario_is_found_by_check_of_it(self):
        text = study_text(more='\n[scenario.high]\n"cost.aco.utilisation" = 1.1\n')
        error = self.told(text, "cost.aco.utilisation", "cost.aco.utilisation", "not a key", "utilization",
                          options=["--scenario", "high"])
        self.assertEqual(error["file"], "study.toml")


if __name__ == "__main__":
    unittest.main()
