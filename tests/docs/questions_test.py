"""The finance office's questions: every query of the page answers from the export, with the numbers that were printed."""
import json
import re
import sqlite3
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from documents import SOURCE  # noqa: E402
from guide_test import Followed  # noqa: E402

PAGE = SOURCE / "docs" / "guide" / "questions.md"


class Questions(Followed):
    @classmethod
    def setUpClass(cls):
        cls.folder, cls.commands, _ = cls.followed(PAGE)
        cls.database = sqlite3.connect(cls.folder / "my" / "questions.sqlite")
        cls.addClassCleanup(cls.database.close)
        cls.queries = re.findall(r"^```sql\n(.*?)^```", PAGE.read_text(), re.S | re.M)

    def answer(self, number):
        """Rows of a query, each by the names of its columns."""
        cursor = self.database.execute(self.queries[number])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor]

    def printed(self, document, table):
        """Cells of a printed table by row."""
        told = json.loads((self.folder / "my" / document).read_text())
        rows = next(one["rows"] for one in told["tables"] if one["id"] == table)
        return {row["id"]: row["cells"] for row in rows}

    def same(self, number, document, table, key, *columns):
        """Every row answered is one printed, number by number."""
        rows, printed = self.answer(number), self.printed(document, table)
        self.assertTrue(rows)
        for row in rows:
            for column in columns:
                cell = printed[row[key]][column]
                self.assertEqual(row[column], cell["value"] if cell and "value" in cell else None, (row[key], column))
        return rows

    def test_every_query_is_one_of_the_nine(self):
        self.assertEqual(len(self.queries), 10)
        self.assertEqual(self.commands, 2)

    def test_1_groups_of_stays_and_the_dearest(self):
        rows = self.same(0, "by_drg.json", "gap", "drg", "gap", "share")
        self.assertEqual(rows, sorted(rows, key=lambda row: -row["gap"]))
        self.same(1, "by_drg.json", "top", "row", "pmpm_before", "pmpm_now", "trend", "share_now")

    def test_2_above_or_below_the_benchmark(self):
        row, = self.same(2, "week2.json", "position.2026", "contract", "point", "p10", "p90", "p_below")
        self.assertEqual(row["point_se"], self.printed("week2.json", "position.2026")["enhanced"]["point"]["std_error"])

    def test_3_service_lines(self):
        rows = self.same(3, "by_category.json", "gap", "category", "gap_dollars", "share", "per_percent")
        parts = sum(row["gap_dollars"] for row in rows if row["category"] != "total")
        whole = next(row["gap_dollars"] for row in rows if row["category"] == "total")
        self.assertAlmostEqual(parts, whole, places=2)

    def test_4_measures(self):
        row, = self.same(4, "result.json", "patients_2026", "measure", "patients", "needed", "misses", "one_more")
        self.assertEqual(row["measure"], "mssp.control")

    def test_5_position_and_age(self):
        row, = self.answer(4 + 1)
        self.assertEqual((row["vintage"], row["age"], row["state"]), ("2026-09-07", 0, "fresh"))

    def test_6_completed_less_paid_is_what_is_not_paid_yet(self):
        rows = self.same(6, "week2.json", "months.aco", "month", "raw", "completed", "ibnr", "expected")
        self.assertEqual(len(rows), 7)
        for row in rows:
            self.assertAlmostEqual(row["not_paid_yet"], row["ibnr"])

    def test_7_quality(self):
        row, = self.same(7, "week2.json", "quality_to_date.2026", "measure", "so_far", "standard", "measured", "p10", "p90", "p_pass")
        self.assertTrue(row["p10"] <= row["measured"] <= row["p90"])

    def test_8_members_who_came_and_went(self):
        rows = self.same(8, "by_category.json", "movement", "part", "members_before", "members_now", "change", "effect")
        parts = {row["part"]: row["effect"] for row in rows}
        self.assertAlmostEqual(sum(parts[name] for name in ("members", "stayers", "joiners", "leavers")), parts["all"], places=2)

    def test_9_what_changed(self):
        rows = {row["step"]: row["change"] for row in self.same(9, "week2.json", "change.enhanced.2026", "step", "change")}
        self.assertEqual(rows["unexplained"], 0.0)

    def test_every_table_and_column_says_what_it_is(self):
        names = {name for name, in self.database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        told = {name for name, in self.database.execute("SELECT table_name FROM about_tables")}
        self.assertEqual(names - {"about_tables", "about_columns"}, told)
        for table in told:
            columns = [row[1] for row in self.database.execute(f"PRAGMA table_info({table})")]
            said = dict(self.database.execute("SELECT column_name, says FROM about_columns WHERE table_name = ?", (table,)))
            self.assertEqual(list(said), columns)
            self.assertTrue(all(said.values()), table)
            create, = self.database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            self.assertEqual(create.count(" -- "), len(columns) + 1)


if __name__ == "__main__":
    unittest.main()
