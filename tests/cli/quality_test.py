"""Quality measures from a shipped study to its tables and columns, and the words for what is written wrong."""
import json
import unittest

from plimsoll_cli import SOURCE, CommandTest, columns_of, line_of

SORSO = (SOURCE / "scenarios" / "studies" / "sorso-p4p.toml").read_text()
MEASURES = ("hba1c_control", "blood_pressure_control", "readmissions", "avoidable_emergency")


class Sorso(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", SORSO)

    def run_sorso(self, output, *options):
        self.plimsoll("run", "study.toml", "-o", output, "--quiet", "--trials", "4000", *options)
        summary = json.loads((self.folder / output / "summary.json").read_text())
        return columns_of(self.folder / output / "results.h5"), {table["id"]: table for table in summary["tables"]}

    def test_tables_say_how_measures_come_out(self):
        columns, tables = self.run_sorso("out")
        rows = {row["id"]: row["cells"] for row in tables["quality.2026"]["rows"]}
        self.assertEqual(set(rows), {f"sorso.{name}" for name in (*MEASURES, "all", "score")})
        for name in MEASURES:
            passed = columns[f"quality/sorso/{name}/passed"][:, 0]
            told = rows[f"sorso.{name}"]
            self.assertAlmostEqual(told["p_pass"]["value"], passed.mean(), places=12)
            self.assertGreater(told["p_pass"]["std_error"], 0.0)
            self.assertGreater(told["measured"]["std_error"], 0.0)
            self.assertEqual(told["true_rate"]["std_error"], 0.0)  # given, not drawn
            self.assertLess(abs(passed.mean() - 0.8), 4.9 * told["p_pass"]["std_error"])
        every = sum(columns[f"quality/sorso/{name}/passed"][:, 0] for name in MEASURES) == 4
        self.assertEqual(rows["sorso.all"]["p_pass"]["value"], every.mean())
        paid = columns["contract/bonus/settlement"][:, 0]
        self.assertTrue((paid[~every] == 0).all())
        self.assertEqual(set(paid), {0.0, 160_000.0})

    def test_revenue_already_earned_is_never_shown_as_exposure(self):
        columns, tables = self.run_sorso("out")
        self.assertTrue((columns["contract/bonus/base_ffs"] == 3_200_000).all())
        for table in tables.values():
            if table["id"].startswith(("settlement", "owed", "reserve", "difference")):
                for row in table["rows"]:
                    for cell in row["cells"].values():
                        if isinstance(cell, dict) and "value" in cell:
                            self.assertLessEqual(abs(cell["value"]), 160_000, row)
        owe = tables["settlement.2026"]["rows"][0]["cells"]["p_owe"]["value"]
        self.assertEqual(owe, 0.0)

    def test_threads_and_order_leave_no_trace(self):
        self.run_sorso("one", "--threads", "1")
        self.run_sorso("two", "--threads", "2")
        self.assertEqual((self.folder / "one" / "results.h5").read_bytes(),
                         (self.folder / "two" / "results.h5").read_bytes())

    def test_a_missing_file_lowers_measured_quality_in_every_trial(self):
        whole, _ = self.run_sorso("whole")
        missing, _ = self.run_sorso("missing", "--scenario", "missing_file")
        rate = "quality/sorso/hba1c_control/rate"
        self.assertTrue((missing[rate] < whole[rate]).all())
        for name in MEASURES[1:]:
            rate = f"quality/sorso/{name}/rate"
            self.assertEqual(missing[rate].tobytes(), whole[rate].tobytes())

    def settle(self, *options):
        told = json.loads(self.plimsoll("settle", "study.toml", "--json", *options).stdout)
        return {table["id"]: {row["id"]: row["cells"] for row in table["rows"]} for table in told["tables"]}

    def test_settles_from_actual_rates_and_shows_what_each_level_is_worth(self):
        actual = [option for name in MEASURES for option in ("--set", f"quality.sorso.{name}.actual=0.5")]
        cost = ("--set", "actual.panel.cost=41_376_000")  # 431.00 per member-month: +2.619 %
        passing = {"hba1c_control": 0.70, "blood_pressure_control": 0.65, "readmissions": 0.15, "avoidable_emergency": 0.22}
        met = [option for name, rate in passing.items() for option in ("--set", f"quality.sorso.{name}.actual={rate}")]
        tables = self.settle(*cost, *met)
        self.assertEqual(tables["settled.2026"]["bonus"]["upside"]["value"], 160_000.0)
        self.assertEqual(tables["settled.2026"]["bonus"]["base_ffs"]["value"], 3_200_000.0)
        self.assertEqual(self.settle(*cost, *actual)["settled.2026"]["bonus"]["upside"]["value"], 0.0)
        missed = self.settle(*cost, *met, "--set", "quality.sorso.readmissions.actual=0.1501")["settled.2026"]
        self.assertEqual((missed["bonus"]["upside"]["value"], missed["three_of_four"]["upside"]["value"]), (0.0, 160_000.0))
        levels = tables["ladder.bonus"]
        self.assertEqual([levels[f"quality.{count}"]["dollars"]["value"] for count in range(5)], [0, 0, 0, 0, 160_000])
        for ladder in ("ladder.bonus", "ladder.three_of_four"):
            self.assertEqual(sum(cells["marginal"]["value"] for cells in tables[ladder].values()), 160_000.0)

    def test_rates_that_are_not_given_are_taken_at_their_mean_and_told(self):
        done = self.plimsoll("settle", "study.toml")
        for name in MEASURES:
            self.assertIn(f"quality.sorso.{name}: no actual rate given", done.stderr)

    def test_a_result_is_for_contracts_alone(self):
        wrong = SORSO.replace("process_cv = 2.3", 'process_cv = 2.3\ntrend = "quality.sorso.score"')
        self.write("wrong.toml", wrong)
        (error,) = self.errors_of("check", "wrong.toml")
        self.assertEqual(error["key"], "cost.panel.trend")
        self.assertEqual(error["line"], line_of(wrong, 'trend = "quality'))
        self.assertIn("only terms of contracts", error["help"])


if __name__ == "__main__":
    unittest.main()
