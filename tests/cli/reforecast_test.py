"""A year in course: positions, completed months, quality, ages, and what changed since the last time."""
import json
import unittest

from plimsoll_cli import CommandTest, figures_of, rows_of, study_text

QUALITY = """
[[quality.mssp.measure]]
name = "control"
denominator = 200
true_rate = { dist = "beta", mean = 0.7, sd = 0.05 }
standard = 0.7
"""
SCORE = ('score = { dist = "beta", mean = 0.82, sd = 0.08 }\n', "")

TO_DATE = """
[reforecast]
seasonality = [1.2, 1.1, 1.1, 1.0, 1.0, 0.9, 0.9, 0.9, 0.9, 1.0, 1.0, 1.0]
stale_after_days = 40

[actual_to_date.aco]
paid_through = "2026-07-31"
paid = [250_000, 240_000, 230_000, 220_000, 200_000, 150_000]
completion = [1.0, 0.99, 0.98, 0.95, 0.9, 0.7]
completion_error = [0.0, 0.002, 0.004, 0.01, 0.02, 0.05]
member_months = [300, 300, 301, 302, 300, 299]

[quality_to_date.mssp]
through = "2026-06-30"
[[quality_to_date.mssp.measure]]
name = "control"
numerator = 90
denominator = 120
"""


def payments(first, last):
    """A list of payments by month incurred and paid, four lags each, as they stand at the end of a month."""
    lines = ["incurred,paid,amount"]
    name = lambda month: f"{month // 12}-{month % 12 + 1:02}"
    for incurred in range(first, last + 1):
        base = 200_000 + 4_000 * (incurred * 7 % 11)
        for lag, share in enumerate((0.4, 0.4, 0.15, 0.05)):
            if incurred + lag <= last:
                wobble = 1 + 0.02 * ((incurred * 5 + lag * 3) % 7 - 3)
                lines.append(f"{name(incurred)},{name(incurred + lag)},{base * share * wobble:.2f}")
    return "\n".join(lines) + "\n"


class Reforecast(CommandTest):
    def setUp(self):
        super().setUp()
        self.study = study_text(["enhanced", "basic_e"], more=QUALITY, changes=[SCORE]) + TO_DATE
        self.write("study.toml", self.study)

    def tables(self, date, *options, study="study.toml"):
        done = self.plimsoll("reforecast", study, "--as-of", date, *options, "--json")
        return json.loads(done.stdout)["tables"]

    def test_before_the_year_it_is_the_run(self):
        run = self.plimsoll("run", "study.toml", "-o", "out", "--json")
        figures = figures_of(json.loads(run.stdout)["tables"])
        told = figures_of([table for table in self.tables("2026-01-01") if table["id"].startswith("settlement")])
        self.assertGreater(len(told), 10)
        for name, cell in told.items():
            self.assertEqual(cell, figures[name])

    def test_a_position_by_contract_with_its_age(self):
        tables = self.tables("2026-08-31")
        rows = rows_of(tables, "position.2026")
        self.assertEqual(tables[0]["id"], "position.2026")
        self.assertEqual(set(rows), {"enhanced", "basic_e"})
        for cells in rows.values():
            self.assertLessEqual(cells["p10"]["value"], cells["point"]["value"])
            self.assertLessEqual(cells["point"]["value"], cells["p90"]["value"])
            self.assertGreater(cells["point"]["std_error"], 0.0)
            self.assertTrue(0.0 <= cells["p_below"]["value"] <= 1.0)
            self.assertEqual(cells["vintage"]["text"], "2026-07-31")
            self.assertEqual(cells["age"]["value"], 31)
            self.assertEqual(cells["state"]["text"], "fresh")

    def test_a_stale_source_is_marked(self):
        rows = rows_of(self.tables("2026-08-31"), "sources")
        self.assertEqual(rows["quality_to_date.mssp"]["state"]["text"], "STALE")
        self.assertEqual(rows["quality_to_date.mssp"]["age"]["value"], 62)
        self.assertEqual(rows["actual_to_date.aco"]["state"]["text"], "fresh")
        self.assertIn("STALE", self.plimsoll("reforecast", "study.toml", "--as-of", "2026-12-01").stdout)

    def test_completed_less_paid_is_ibnr(self):
        rows = rows_of(self.tables("2026-07-31"), "months.aco")
        self.assertEqual(len(rows), 6)
        for cells in rows.values():
            self.assertAlmostEqual(cells["completed"]["value"] - cells["raw"]["value"], cells["ibnr"]["value"])
        june = rows["2026-06"]
        self.assertAlmostEqual(june["raw"]["value"], 150_000 / 299)
        self.assertAlmostEqual(june["completed"]["value"], 150_000 / 0.7 / 299)

    def test_what_was_seen_narrows_the_year(self):
        def width(date):
            cells = rows_of(self.tables(date), "trend.2026")["enhanced"]
            return cells["p90"]["value"] - cells["p10"]["value"]
        self.assertLess(width("2026-07-31"), 0.9 * width("2026-01-01"))

    def test_any_date_is_valid(self):
        text = self.study.replace("performance_years = [2026]", "performance_years = [2026, 2027]")
        for track in ("enhanced", "basic-e"):
            text = text.replace(f'template = "mssp/{track}@2026"',
                                f'template_by_year = {{ 2026 = "mssp/{track}@2026", 2027 = "mssp/{track}@2027" }}')
        self.write("two.toml", text)
        for date in ("2025-12-31", "2026-01-01", "2026-06-30", "2026-12-31", "2027-06-30"):
            self.assertIn("position.2027", {table["id"] for table in self.tables(date, study="two.toml")})

    def test_quality_is_decided_when_no_month_remains(self):
        over = self.study.replace('through = "2026-06-30"', 'through = "2026-12-31"')
        for numerator, chance in ((84, 1.0), (83, 0.0)):
            self.write("over.toml", over.replace("numerator = 90", f"numerator = {numerator}"))
            row = rows_of(self.tables("2027-01-31", study="over.toml"), "quality_to_date.2026")["mssp.control"]
            self.assertEqual(row["p_pass"]["value"], chance)
        row = rows_of(self.tables("2026-07-31"), "quality_to_date.2026")["mssp.control"]
        self.assertTrue(0.0 < row["p_pass"]["value"] < 1.0)
        self.assertEqual(row["so_far"]["value"], 0.75)

    def test_two_weeks_reconcile(self):
        self.plimsoll("reforecast", "study.toml", "--as-of", "2026-07-31", "-o", "week1", "--quiet")
        later = self.study.replace('paid_through = "2026-07-31"', 'paid_through = "2026-08-07"').replace(
            "200_000, 150_000]", "204_000, 170_000]").replace("0.9, 0.7]", "0.92, 0.8]").replace(
            "numerator = 90\ndenominator = 120", "numerator = 92\ndenominator = 122")
        self.write("later.toml", later)
        tables = self.tables("2026-08-07", "--since", "week1", study="later.toml")
        for contract in ("enhanced", "basic_e"):
            rows = rows_of(tables, f"change.{contract}.2026")
            self.assertEqual(rows["unexplained"]["change"]["value"], 0.0)
            steps = sum(cells["change"]["value"] for name, cells in rows.items()
                        if name not in ("before", "unexplained", "now"))
            self.assertAlmostEqual(steps, rows["now"]["change"]["value"], places=6)
            self.assertEqual(rows["files"]["change"]["value"], 0.0)
            self.assertNotEqual(rows["now"]["change"]["value"], 0.0)

    def test_payments_are_cut_to_the_date(self):
        lists = TO_DATE[TO_DATE.index("[actual_to_date.aco]"):TO_DATE.index("[quality_to_date.mssp]")]
        text = self.study.replace(lists, '[actual_to_date.aco]\npayments = "paid.csv"\n\n')
        self.write("paid.toml", text)
        self.write("paid.csv", payments(2025 * 12, 2026 * 12 + 8))
        late = self.tables("2026-07-10", study="paid.toml")
        self.write("paid.csv", payments(2025 * 12, 2026 * 12 + 5))
        self.assertEqual(late, self.tables("2026-07-10", study="paid.toml"))
        rows = rows_of(late, "months.aco")
        self.assertEqual(list(rows), [f"2026-0{month}" for month in range(1, 7)])
        self.assertIn("no", rows["2026-06"]["used"]["text"])
        self.assertEqual(rows["2026-05"]["used"]["text"], "yes")
        self.assertGreater(rows["2026-05"]["error"]["value"], 0.0)

    def test_a_closed_year_with_its_claimants_is_known(self):
        whole = [200_000 + 1_000 * month for month in range(12)]
        year = self.study[:self.study.index("[actual_to_date.aco]")] + f"""
[actual_to_date.aco]
paid_through = "2026-12-31"
paid = {whole}
member_months = {[300] * 12}
claimants = [{{ amount = 400_000, enrolment = "aged_nondual" }}]
"""
        self.write("closed.toml", year)
        rows = rows_of(self.tables("2027-01-31", study="closed.toml"), "trend.2026")
        told = rows["enhanced"]
        self.assertEqual(told["p10"]["value"], told["p90"]["value"])
        limit = 178_229  # of mssp/enhanced@2026, aged without Medicaid
        self.assertAlmostEqual(told["forecast"]["value"], (sum(whole) - (400_000 - limit)) / 3600, places=2)

    def test_a_folder_of_claims_tells_more_each_month(self):
        self.plimsoll("init", "claims", "--members", "600", "-o", "feed", "--quiet")
        self.plimsoll("fit", "feed", "--columns", "tuva", "--year", "2025", "-o", "fitted.toml", "--quiet")
        self.write("feed.toml", """schema = "study/1"
run = { trials = 512, seed = 3, performance_years = [2025] }
reserve = { policy = "percentile", level = 0.9 }
population.aco = { file = "feed", column_map = "tuva", file_year = 2025 }
cost.aco = { file = "fitted.toml", trend = { dist = "normal", mean = 0.0, sd = 0.02 } }
benchmark.own = { pbpy = 8_000 }
actual_to_date.aco = { claims = "feed", column_map = "tuva", tail = 1.02 }
[[contract]]
id = "deal"
population = "aco"
benchmark = "own"
[[contract.term]]
kind = "gross_savings"
""")
        widths = []
        for date, months in (("2025-01-01", 0), ("2025-06-30", 6), ("2025-11-30", 11)):
            tables = self.tables(date, study="feed.toml")
            trend = rows_of(tables, "trend.2025")["deal"]
            widths.append(trend["p90"]["value"] - trend["p10"]["value"])
            if not months:
                continue
            rows = rows_of(tables, "months.aco")
            self.assertEqual(list(rows), [f"2025-{month:02}" for month in range(1, months + 1)])
            for cells in rows.values():
                self.assertAlmostEqual(cells["completed"]["value"] - cells["raw"]["value"], cells["ibnr"]["value"])
                self.assertLess(cells["completion"]["value"], 0.981)
            self.assertEqual(rows_of(tables, "sources")["actual_to_date.aco"]["date"]["text"], date)
        self.assertLess(widths[1], widths[0])
        self.assertLess(widths[2], 0.6 * widths[0])

    def test_threads_change_nothing_and_folders_are_not_overwritten(self):
        self.assertEqual(self.tables("2026-07-31", "--threads", "1"), self.tables("2026-07-31", "--threads", "2"))
        self.plimsoll("reforecast", "study.toml", "--as-of", "2026-07-31", "-o", "kept", "--quiet")
        self.plimsoll("reforecast", "study.toml", "--as-of", "2026-07-31", "-o", "kept", "--quiet", ends=1)
        self.plimsoll("reforecast", "study.toml", "--as-of", "2026-07-31", "-o", "kept", "--quiet", "--force")

    def test_faults_name_their_lines(self):
        self.plimsoll("reforecast", "study.toml", "--as-of", "July", ends=3)
        self.write("bad.toml", self.study.replace('"2026-07-31"', '"soon"').replace("numerator = 90", "numerator = 190"))
        keys = {error["key"] for error in self.errors_of("check", "bad.toml")}
        self.assertEqual(keys, {"actual_to_date.aco.paid_through", "quality_to_date.mssp.control.numerator"})


if __name__ == "__main__":
    unittest.main()
