"""Open tables: the numbers that were printed, in a database, CSV and JSON; every trial; nothing half written."""
import csv
import json
import sqlite3
import unittest

from plimsoll_cli import CommandTest, columns_of, figures_of, study_text


class Export(CommandTest):
    def setUp(self):
        super().setUp()
        self.kept = self.run_study(study_text(["enhanced", "basic_e"]), "out")

    def database(self, *arguments):
        self.plimsoll("export", *arguments, "-o", "out.sqlite", "--force", "--quiet")
        opened = sqlite3.connect(self.folder / "out.sqlite")
        self.addCleanup(opened.close)
        return opened

    def test_every_figure_of_the_run_is_there_with_its_error(self):
        summary = json.loads((self.folder / "out" / "summary.json").read_text())
        held = [row for name, in self.database("out").execute("SELECT table_name FROM about_tables")
                for row in self.rows_of(name)]
        values = {value for row in held for value in row.values() if isinstance(value, float)}
        figures = figures_of(summary["tables"])
        self.assertGreater(len(figures), 60)
        for cell in figures.values():
            self.assertIn(cell["value"], values)
            if cell["std_error"]:
                self.assertIn(cell["std_error"], values)
        settled = next(row for row in self.rows_of("settlement") if row["row"] == "enhanced")
        self.assertEqual((settled["source"], settled["year"]), ("out", 2026))
        self.assertEqual(settled["mean"], figures["enhanced.2026.settlement.mean"]["value"])
        self.assertEqual(settled["mean_se"], figures["enhanced.2026.settlement.mean"]["std_error"])

    def rows_of(self, table):
        opened = sqlite3.connect(self.folder / "out.sqlite")
        opened.row_factory = sqlite3.Row
        rows = [dict(row) for row in opened.execute(f"SELECT * FROM {table}")]
        opened.close()
        return rows

    def test_trials_are_those_of_results_h5(self):
        database = self.database("out", "--trials")
        for contract in ("enhanced", "basic_e"):
            rows = database.execute("SELECT settlement, owed FROM contract_trials WHERE contract = ? AND year = 2026 ORDER BY trial",
                                    (contract,)).fetchall()
            self.assertEqual([row[0] for row in rows], list(self.kept[f"contract/{contract}/settlement"][:, 0]))
            self.assertEqual([row[1] for row in rows], list(self.kept[f"contract/{contract}/owed"][:, 0]))
        drawn = {name for name, in database.execute("SELECT DISTINCT driver FROM driver_draws")}
        self.assertEqual(drawn, {"cost.aco.trend", "benchmark.mssp.update", "quality.mssp.score"})

    def test_csv_and_json_say_the_same(self):
        self.database("out")
        self.plimsoll("export", "out", "--to", "csv", "-o", "open", "--quiet")
        self.plimsoll("export", "out", "--to", "json", "-o", "open.json", "--quiet")
        told = json.loads((self.folder / "open.json").read_text())
        self.assertEqual(told["format"], "plimsoll-export/1")
        self.assertEqual(len(list((self.folder / "open").glob("*.csv"))), len(told["tables"]) + 2)
        for name, table in told["tables"].items():
            held = self.rows_of(name)
            self.assertEqual(table["rows"], held, name)
            with open(self.folder / "open" / f"{name}.csv", newline="") as file:
                for row, other in zip(csv.DictReader(file), held, strict=True):
                    for column, value in other.items():
                        read = float(row[column]) if isinstance(value, (int, float)) else row[column] or None
                        self.assertEqual(read, value, (name, column))

    def test_documents_of_other_verbs_stand_beside_the_run(self):
        for name, arguments in (("reserve.json", ["reserve", "out"]), ("drivers.json", ["drivers", "out"])):
            self.write(name, self.plimsoll(*arguments, "--json").stdout)
        self.database("out", "reserve.json", "drivers.json")
        self.assertEqual({row["source"] for row in self.rows_of("schedule")}, {"reserve"})
        self.assertEqual({row["source"] for row in self.rows_of("result_drivers")}, {"drivers"})
        self.assertEqual({row["source"] for row in self.rows_of("reserve")}, {"out", "reserve"})

    def test_a_column_keeps_its_name_beside_anothers_interval(self):
        self.write("study.toml", study_text())
        self.write("tornado.json", self.plimsoll("sweep", "study.toml", "--trials", "300", "--json").stdout)
        self.plimsoll("export", "tornado.json", "-o", "tornado.sqlite")
        with sqlite3.connect(self.folder / "tornado.sqlite") as database:
            says = dict(database.execute("select column_name, says from about_columns where table_name = 'tornado'"))
        self.assertIn("mean_low", says)
        self.assertIn("mean_low_", says)
        self.assertTrue(says["mean_low_"].startswith("95 % interval of mean"))

    def test_words_and_suppressed_counts_leave_the_number_out(self):
        cells = {"few": {"id": "t/a/few", "suppressed": "1-10", "unit": "members"},
                 "most": {"id": "t/a/most", "text": "no maximum"},
                 "name": {"id": "t/a/name", "text": "=HYPERLINK(\"x\")"}}
        columns = [{"id": key, "name": key, "unit": "", "presentation": "text" if key == "name" else "count"} for key in cells]
        table = {"id": "t.2026", "title": "T", "columns": columns, "rows": [{"id": "a", "cells": cells}], "notes": []}
        self.write("made.json", json.dumps({"tables": [table]}))
        self.database("made.json")
        row, = self.rows_of("t")
        self.assertEqual((row["few"], row["few_note"], row["most"], row["most_note"]), (None, "1-10 people", None, "no maximum"))
        self.plimsoll("export", "made.json", "--to", "csv", "-o", "made")
        text = (self.folder / "made" / "t.csv").read_text()
        self.assertIn("\"'=HYPERLINK(\"\"x\"\")\"", text)

    def test_only_the_tables_asked_for(self):
        told = json.loads(self.plimsoll("export", "out", "--table", "settlement", "--table", "owed", "-o", "few.sqlite", "--json").stdout)
        self.assertEqual(told["tables"], ["settlement", "owed"])
        error, = self.errors_of("export", "out", "--table", "setlement", "-o", "x.sqlite")
        self.assertIn("settlement", error["help"])
        self.assertFalse((self.folder / "x.sqlite").exists())

    def test_nothing_is_replaced_or_half_written(self):
        self.plimsoll("export", "out", "-o", "once.sqlite")
        before = (self.folder / "once.sqlite").read_bytes()
        self.plimsoll("export", "out", "-o", "once.sqlite", ends=1)
        self.assertEqual((self.folder / "once.sqlite").read_bytes(), before)
        self.plimsoll("export", "out", "-o", "nowhere/once.sqlite", ends=1)
        self.errors_of("export", "out.toml", "-o", "x.sqlite")
        self.plimsoll("export", "out", "out", "--trials", "-o", "x.sqlite", ends=2)
        self.assertEqual({path.name for path in self.folder.iterdir() if path.suffix == ".sqlite"}, {"once.sqlite"})

    def test_the_same_run_is_the_same_database(self):
        self.database("out", "--trials")
        first = (self.folder / "out.sqlite").read_bytes()
        self.database("out", "--trials")
        self.assertEqual((self.folder / "out.sqlite").read_bytes(), first)


if __name__ == "__main__":
    unittest.main()
