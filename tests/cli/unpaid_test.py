"""`plimsoll unpaid`: from a triangle or a list of payments to tables and JSON, and faults told with exit 3."""
import json
import unittest

from plimsoll_cli import CommandTest

MATRIX = "month,0,1,2,3\nJan,400,820,940,960\nFeb,420,850,965,\nMar,410,835,,\nApr,430,,,\n"


class Unpaid(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("triangle.csv", MATRIX)

    def figure(self, document, table, row, column):
        rows = next(t for t in document["tables"] if t["id"] == table)["rows"]
        return next(r for r in rows if r["id"] == row)["cells"][column]

    def test_worked_example(self):
        done = json.loads(self.plimsoll("unpaid", "triangle.csv", "--tail", "1.005", "--a-priori", "Apr=97.5x10",
                                        "--margin-share", "0.1", "--json").stdout)
        self.assertEqual(done["format"], "plimsoll-unpaid/1")
        self.assertAlmostEqual(self.figure(done, "unpaid", "total", "chain_ladder")["value"], 768.21, delta=0.005)
        self.assertAlmostEqual(self.figure(done, "unpaid", "total", "unpaid")["value"], 738.99, delta=0.005)
        self.assertGreater(self.figure(done, "unpaid", "total", "unpaid")["std_error"], 0.0)
        self.assertIsNone(self.figure(done, "unpaid", "Apr", "unpaid")["std_error"])
        self.assertAlmostEqual(self.figure(done, "liability", "with_margin", "dollars")["value"], 812.89, delta=0.005)
        self.assertEqual(len(done["notices"]), 1)

    def test_tables_for_people(self):
        done = self.plimsoll("unpaid", "triangle.csv", "--margin-level", "0.75")
        for words in ("2.0366", "Unpaid claims by period incurred", "margin to percentile 0.75", "±"):
            self.assertIn(words, done.stdout)
        self.assertNotIn("margin", self.plimsoll("unpaid", "triangle.csv").stdout.replace("the margin apart", ""))

    def test_list_of_payments(self):
        self.write("payments.csv", "incurred,paid,amount\n" + "".join(
            f"2026-{i:02}-15,2026-{i + lag:02}-01,{100 // (lag + 1) + i * (lag + 1)}\n"
            for i in range(1, 6) for lag in range(0, 6 - i)))
        done = json.loads(self.plimsoll("unpaid", "payments.csv", "--valuation", "2026-05", "--json").stdout)
        self.assertGreater(self.figure(done, "unpaid", "2026-05", "unpaid")["value"], 0.0)

    def test_faults_all_at_once(self):
        self.write("triangle.csv", MATRIX.replace("850", "350").replace("430", "-430"))
        told = self.plimsoll("unpaid", "triangle.csv", ends=3).stderr
        for words in ("triangle.csv:3", "period Feb, lag 1", "falls", "triangle.csv:5", "period Apr, lag 0", "negative"):
            self.assertIn(words, told)
        self.plimsoll("unpaid", "nowhere.csv", ends=3)

    def test_usage(self):
        self.plimsoll("unpaid", "triangle.csv", "--margin-share", "0.1", "--margin-level", "0.9", ends=2)
        self.plimsoll("unpaid", "triangle.csv", "--margin-level", "1", ends=2)
        self.plimsoll("unpaid", "triangle.csv", "--tail", "0.9", ends=2)
        self.assertIn("names no period", self.plimsoll("unpaid", "triangle.csv", "--a-priori", "May=1x1", ends=3).stderr)


if __name__ == "__main__":
    unittest.main()
