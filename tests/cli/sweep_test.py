"""Every input and term moved in turn, grids, and break-evens."""
import json
import unittest

from plimsoll_cli import COST, STUDIES, CommandTest, figures_of, rows_of, study_text

REACH = next(path for path in STUDIES if path.stem == "reach-global-vs-professional")
FIXED = ("--set", "quality.reach.score=1", "--set", "benchmark.reach.update=0", "--set", "cost.aco.trend=0.045",
         "--set", "population.aco.growth=0")
CROSSOVER = ("sweep", REACH, "--solve", "benchmark.reach.pbpy=14000:18000", "--equal", "global,professional", "--trials", "1024")
SIMPLE = ["enhanced", "basic_e"]


class Sweep(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("cost.toml", COST)
        self.write("study.toml", study_text(SIMPLE))

    def tables(self, *arguments):
        return json.loads(self.plimsoll(*arguments, "--json").stdout)["tables"]

    def run_of(self, *options):
        """Mean and reserve of enhanced as a run has them."""
        figures = figures_of(self.tables("run", "study.toml", "-o", "out", "--force", *options))
        return figures["enhanced.2026.settlement.mean"]["value"], figures["enhanced.2026.reserve"]["value"]

    def test_a_tornado_has_a_row_for_every_input_and_term(self):
        tables = self.tables("sweep", "study.toml")
        inputs = rows_of(tables, "tornado.enhanced.2026")
        self.assertEqual(set(inputs), {"cost.aco.trend", "benchmark.mssp.update", "quality.mssp.score"})
        widths = [abs(row["reserve"]["value"]) for row in inputs.values()]
        self.assertEqual(widths, sorted(widths, reverse=True))
        terms = rows_of(tables, "terms.enhanced.2026")
        shown = json.loads(self.plimsoll("contracts", "show", "mssp/enhanced@2026", "--json").stdout)
        names = {row["id"].split(".")[0] for row in shown["rows"]}
        self.assertGreater(len(names), 5)
        note = " ".join(next(table for table in tables if table["id"] == "terms.enhanced.2026")["notes"])
        for name in names:
            self.assertTrue(name in terms or name in note, name)

    def test_bars_are_runs_with_the_number_in_place_of_the_law(self):
        row = rows_of(self.tables("sweep", "study.toml", "--contract", "enhanced"), "tornado.enhanced.2026")
        for key in ("cost.aco.trend", "benchmark.mssp.update"):
            low, high = row[key]["low"]["value"], row[key]["high"]["value"]
            for end, value in (("low", low), ("high", high)):
                mean, reserve = self.run_of("--set", f"{key}={value!r}")
                self.assertAlmostEqual(row[key][f"mean_{end}"]["value"], mean, delta=0.01)
                self.assertAlmostEqual(row[key][f"reserve_{end}"]["value"], reserve, delta=0.01)
        # P10 and P90 of a normal law.
        self.assertAlmostEqual(row["cost.aco.trend"]["low"]["value"], 0.02 - 1.2815515655446004 * 0.01, places=12)
        self.assertAlmostEqual(row["cost.aco.trend"]["high"]["value"], 0.02 + 1.2815515655446004 * 0.01, places=12)

    def test_a_term_left_out_is_a_run_without_it(self):
        row = rows_of(self.tables("sweep", "study.toml", "--contract", "enhanced"), "terms.enhanced.2026")["truncation"]
        mean, reserve = self.run_of("--without", "enhanced.truncation")
        self.assertAlmostEqual(row["mean"]["value"], mean, delta=0.01)
        self.assertAlmostEqual(row["reserve"]["value"], reserve, delta=0.01)

    def test_a_grid_is_the_runs_it_stands_for(self):
        tables = self.tables("sweep", "study.toml", "--contract", "enhanced", "--vary", "enhanced.minimum.rate=0:0.02:3",
                             "--vary", "benchmark.mssp.pbpy=8800,9000")
        means, reserves = rows_of(tables, "grid_mean.enhanced.2026"), rows_of(tables, "grid_reserve.enhanced.2026")
        self.assertEqual(list(means), ["0", "0.01", "0.02"])
        for rate in means:
            for pbpy in ("8800", "9000"):
                mean, reserve = self.run_of("--set", f"enhanced.minimum.rate={rate}", "--set", f"benchmark.mssp.pbpy={pbpy}")
                self.assertAlmostEqual(means[rate][pbpy]["value"], mean, delta=0.01)
                self.assertAlmostEqual(reserves[rate][pbpy]["value"], reserve, delta=0.01)

    def test_limits_on_members_are_drawn_and_members_drawn_again_are_told(self):
        limits = self.tables("sweep", "study.toml", "--contract", "enhanced", "--vary", "enhanced.truncation.limits.aged_nondual=30000,60000")
        row = rows_of(limits, "grid.enhanced.2026")["30000"]
        self.assertAlmostEqual(row["mean"]["value"], self.run_of("--set", "enhanced.truncation.limits.aged_nondual=30000")[0], delta=0.01)
        self.assertIn("drawn exactly", " ".join(limits[0]["notes"]))
        members = self.tables("sweep", "study.toml", "--contract", "enhanced", "--vary", "population.aco.members=300,310")
        self.assertIn("1 of 2 points draw", " ".join(members[0]["notes"]))

    def test_global_overtakes_professional_where_the_arithmetic_says(self):
        row = rows_of(self.tables(*CROSSOVER, *FIXED), "break_even.2026")["certain"]
        self.assertAlmostEqual(row["gross_savings"]["value"], 0.0425 / 0.65, places=6)

    def test_with_drivers_on_the_crossover_has_an_interval(self):
        row = rows_of(self.tables(*CROSSOVER), "break_even.2026")["drawn"]
        self.assertLess(row["low"]["value"], row["value"]["value"])
        self.assertGreater(row["high"]["value"], row["value"]["value"])
        self.assertGreater(row["gross_savings"]["std_error"], 0)
        self.assertAlmostEqual(row["global"]["value"], row["professional"]["value"], delta=1.0)

    def test_the_value_found_makes_a_run_what_was_asked(self):
        found = rows_of(self.tables("sweep", "study.toml", "--solve", "benchmark.mssp.pbpy=8000:11000", "--contract", "enhanced",
                                    "--measure", "reserve", "--target", "50000"), "break_even.2026")["drawn"]
        _, reserve = self.run_of("--set", f"benchmark.mssp.pbpy={found['value']['value']!r}")
        self.assertAlmostEqual(reserve, 50_000, delta=0.5)

    def test_thirty_inputs_in_one_command(self):
        law = '{{ dist = "uniform", low = {}, high = {} }}'
        more = "".join(f"""
[[contract]]
id = "option_{i}"
like = "enhanced"
[contract.minimum]
rate = {law.format(0.001, 0.01 + 0.001 * i)}
[contract.savings_share]
rate = {law.format(0.4, 0.5 + 0.01 * i)}
[contract.sequestration]
rate = {law.format(0.01, 0.02 + 0.001 * i)}
""" for i in range(9))
        self.write("many.toml", study_text(["enhanced"]) + more)
        rows = rows_of(self.tables("sweep", "many.toml", "--contract", "option_3"), "tornado.option_3.2026")
        self.assertEqual(len(rows), 3 + 9 * 3)
        self.assertGreater(abs(rows["contract.option_3.savings_share.rate"]["mean"]["value"]), 0)
        self.assertEqual(rows["contract.option_4.savings_share.rate"]["mean"]["value"], 0)  # another contract's

    def test_without_its_cap_a_contract_has_no_share_of_a_maximum(self):
        table = self.tables("sweep", "study.toml", "--contract", "enhanced", "--set", 'reserve.policy="share_of_maximum"',
                            "--set", "reserve.level=0.5")[-1]
        self.assertIn("no reserve without loss_cap", " ".join(table["notes"]))
        self.assertIn("truncation", [row["id"] for row in table["rows"]])

    def test_a_limit_in_a_break_even_says_that_members_are_drawn(self):
        tables = self.tables("sweep", "study.toml", "--solve", "enhanced.truncation.limits.aged_nondual=10000:200000",
                             "--contract", "enhanced", "--target", "30000")
        self.assertRegex(" ".join(tables[0]["notes"]), r"drawn exactly at every value tried: members drawn \d+ times")

    def test_threads_change_nothing(self):
        for arguments in ((), ("--vary", "enhanced.minimum.rate=0,0.01")):
            self.assertEqual(self.tables("sweep", "study.toml", *arguments, "--threads", "1"),
                             self.tables("sweep", "study.toml", *arguments, "--threads", "2"))

    def test_what_does_not_go_together_is_a_usage_error(self):
        for arguments in (("--equal", "enhanced,basic_e"), ("--solve", "benchmark.mssp.pbpy=1:2"),
                          ("--solve", "benchmark.mssp.pbpy=1:2", "--target", "0"),
                          ("--vary", "a=1,2", "--vary", "b=1,2", "--vary", "c=1,2")):
            self.plimsoll("sweep", "study.toml", *arguments, ends=2)

    def test_what_cannot_be_swept_is_named(self):
        errors = self.errors_of("sweep", "study.toml", "--vary", "enhanced.minimum.rate=0:1")
        self.assertIn("from:to:points", errors[0]["help"])
        errors = self.errors_of("sweep", "study.toml", "--vary", "enhanced.minimum.rte=0,1")
        self.assertIn("rte", errors[0]["key"])
        errors = self.errors_of("sweep", "study.toml", "--solve", "benchmark.mssp.pbpy=8000:8001", "--equal", "enhanced,basic_e")
        self.assertIn("--vary", errors[0]["help"])
        errors = self.errors_of("sweep", "study.toml", "--contract", "enhancd")
        self.assertIn("enhanced", errors[0]["help"])


if __name__ == "__main__":
    unittest.main()
