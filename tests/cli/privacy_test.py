"""Seven members of two hundred: no output of any verb tells that they are seven, by itself or by what is beside it."""
import json
import math
import random
import shutil
import sqlite3
import unittest
import zipfile

import h5py

from outputs import texts_of
from plimsoll_cli import CommandTest, study_text
from recover import Reader

TOTAL, FEW = 200, 7
HEADER = "id,year,months,zip,age,dis,ip,pro"
MAP = """member = "id"
year = "year"
categories.inpatient = ["ip"]
categories.professional = ["pro"]
enrolment = [{ type = "disabled", column = "dis", equals = "Y" }, { type = "aged_nondual" }]
[months]
column = "months"
[age]
column = "age"
bands = [0, 80]
"""
STUDY = study_text(changes=[("members = 300", 'file = "members.csv"\ncolumn_map = "map.toml"')])
# Numbers that stand in every output and are of nobody: places, years, how long a run took, and the rates a payoff is drawn at.
HARMLESS = ("/trial", "/year", "/line", "/seconds", "/points/")


def member(number, age=70, months=12, disabled="N", year=2025):
    """One row; what they cost is drawn from their number."""
    luck = random.Random(number)
    inpatient = round(math.exp(luck.gauss(9.0, 1.0)), 2) if luck.random() < 0.4 else 0
    professional = round(luck.gammavariate(1.2, 2500.0), 2) if luck.random() < 0.9 else 0
    return f"K{number:05d},{year},{months},{10000 + number},{age},{disabled},{inpatient},{professional}"


def csv(rows):
    return "\n".join([HEADER, *rows, ""])


class PrivacyTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("map.toml", MAP)

    def kept(self, name, *arguments, ends=0):
        """Runs a verb and keeps what it printed, standard error too."""
        done = self.plimsoll(*arguments, ends=ends)
        path = self.write(f"told/{name}", done.stdout)
        self.write(f"told/{name}.err.txt", done.stderr)
        return path

    def everything(self, study=STUDY):
        """Takes members.csv through the verbs and gives all files that came of it."""
        fit = ["fit", "members.csv", "--columns", "map.toml", "--year", "2025"]
        self.kept("fit.txt", *fit, "-o", "cost.toml", "--force")
        self.kept("fit.json", *fit, "-o", "cost.toml", "--report", "fit.html", "--json", "--force")
        self.kept("matched.txt", *fit, "-o", "matched.toml", "--mean-matching", "scale", "--force")
        review = ["review", "members.csv", "--columns", "map.toml", "--year", "2025"]
        self.kept("review.txt", *review)
        self.kept("review.json", *review, "--json")
        self.write("study.toml", study)
        self.kept("check.json", "check", "study.toml", "--json")
        self.kept("run.txt", "run", "study.toml", "-o", "out")
        self.kept("run.json", "run", "study.toml", "-o", "out", "--force", "--json")
        self.kept("reserve.json", "reserve", "out", "--json")
        self.kept("explain.txt", "explain", "out", "--trial", "3")
        self.kept("explain.json", "explain", "out", "--trial", "3", "--json")
        self.kept("drivers.json", "drivers", "out", "--json")
        self.kept("verify.txt", "verify", "out")
        self.kept("verify.json", "verify", "out", "--json")
        more = [f"told/{name}.json" for name in ("reserve", "drivers", "fit")]
        self.plimsoll("report", "out", *more, "--force")
        self.plimsoll("report", "out", *more, "--xlsx", "report.xlsx", "--force")
        exported = ["export", "out", "told/fit.json", "told/review.json", "--trials"]
        self.plimsoll(*exported, "-o", "open.sqlite", "--force")
        self.plimsoll(*exported, "-o", "open.json", "--to", "json", "--force")
        self.plimsoll(*exported, "-o", "open", "--to", "csv", "--force")
        own = {"members.csv", "map.toml", "study.toml"}
        return [path for path in sorted(self.folder.rglob("*")) if path.is_file() and path.name not in own]


class SevenOfTwoHundred(PrivacyTest):
    def test_in_a_risk_cell(self):
        ages = [90 if number < FEW else 70 for number in range(TOTAL)]
        self.write("members.csv", csv([member(number, age) for number, age in enumerate(ages)]))
        files = self.everything()
        self.assertGreaterEqual(len({path.suffix for path in files}), 7)  # html, xlsx, json, sqlite, csv, h5, toml, txt
        self.assertEqual(Reader(FEW, TOTAL).findings(files, HARMLESS), [])
        for path in files:
            self.assertNotRegex(texts_of(path), r"K00\d{3}\b", path.name)

    def test_without_a_month_of_exposure(self):
        months = [0 if number < FEW else 12 for number in range(TOTAL)]
        self.write("members.csv", csv([member(number, months=have) for number, have in enumerate(months)]))
        self.assertEqual(Reader(FEW, TOTAL, rest_is_told=True).findings(self.everything(), HARMLESS), [])

    def test_of_an_enrolment_type(self):
        types = ["Y" if number < FEW else "N" for number in range(TOTAL)]
        self.write("members.csv", csv([member(number, disabled=of) for number, of in enumerate(types)]))
        files = self.everything()
        self.assertEqual(Reader(FEW, TOTAL).findings(files, HARMLESS), [])
        self.assertIn("has 1 to 10 members", (self.folder / "told/run.txt.err.txt").read_text())


class Refused(PrivacyTest):
    """What could be told of few people alone is not run."""

    def refused(self, rows, key, changes=()):
        self.write("members.csv", csv(rows))
        text = STUDY
        for old, new in changes:
            text = text.replace(old, new)
        self.write("study.toml", text)
        errors = self.errors_of("run", "study.toml", "-o", "out")
        self.assertEqual({error["key"] for error in errors}, {key})
        self.assertFalse((self.folder / "out" / "results.h5").exists())

    def test_a_file_of_few(self):
        self.refused([member(number) for number in range(FEW)], "population.aco.file")

    def test_contracts_on_few_and_on_all_but_few(self):
        rows = [member(number, disabled="Y" if number < FEW else "N") for number in range(TOTAL)]
        for types in (["disabled"], ["aged_nondual"]):
            self.refused(rows, "contract.enhanced.enrolment",
                         [('id = "enhanced"', f'id = "enhanced"\nenrolment = {json.dumps(types)}')])

    def test_months_by_type_that_few_have(self):
        rows = [member(number, disabled="Y" if number < FEW else "N") for number in range(TOTAL)]
        self.refused(rows, "run.excess_curve", [("[run]\n", "[run]\nexcess_curve = true\n")])

    def test_a_population_of_enough_is_run(self):
        """The control: the same study of eleven members of each type is not refused."""
        self.write("members.csv", csv([member(number, disabled="Y" if number < 11 else "N") for number in range(22)]))
        self.write("study.toml", STUDY.replace('id = "enhanced"', 'id = "enhanced"\nenrolment = ["disabled"]'))
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "10")


class TheReaderFinds(PrivacyTest):
    """Controls: the same reader of outputs that tell it, one for every way and every kind of file."""

    def found(self, name, text=None):
        path = self.folder / name if text is None else self.write(name, text)
        return Reader(FEW, TOTAL).findings([path], HARMLESS)

    def test_the_number_and_its_months(self):
        for number in (FEW, 12 * FEW):
            self.assertTrue(self.found("a.json", json.dumps({"tables": [{"rows": [{"cells": {"members": {"value": number}}}]}]})))
            self.assertTrue(self.found("a.csv", f"cell,members\r\naged,{number}\r\n"))
            self.assertTrue(self.found("a.txt", f"notice: {number} members left out\n"))
            self.assertTrue(self.found("a.toml", f"person_years = {number}.0\n"))
        self.assertFalse(self.found("a.txt", "notice: 1 to 10 members left out\n"))

    def test_whole_and_rest(self):
        self.assertTrue(self.found("a.txt", "200 rows, 193 kept\n"))
        self.assertFalse(self.found("a.txt", "200 rows, 1-10 left out\n"))

    def test_shares(self):
        for share in (FEW / TOTAL, 100.0 * (TOTAL - FEW) / TOTAL, 50 / 193):
            self.assertTrue(self.found("a.json", json.dumps({"share": share})), share)
        self.assertFalse(self.found("a.json", json.dumps({"share": 0.26})))

    def test_database_results_workbook_and_page(self):
        with sqlite3.connect(self.folder / "a.sqlite") as database:
            database.execute("CREATE TABLE cells (name TEXT, members REAL)")
            database.execute("INSERT INTO cells VALUES ('aged', 7.0)")
        self.assertTrue(self.found("a.sqlite"))
        with h5py.File(self.folder / "a.h5", "w") as file:
            file["panel/aco/member_months"] = [[84.0], [84.0]]
        self.assertTrue(self.found("a.h5"))
        sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B3"><v>7</v></c></worksheet>'
        with zipfile.ZipFile(self.folder / "a.xlsx", "w") as book:
            book.writestr("xl/sharedStrings.xml", "<sst/>")
            book.writestr("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                                             '<sheet name="Data review"/></workbook>')
            book.writestr("xl/worksheets/sheet1.xml", sheet)
        self.assertTrue(self.found("a.xlsx"))
        self.assertTrue(self.found("a.html", '<script id="data" type="application/json">{"members": 7}</script>'))

    def cost_file(self, p, **fit):
        lines = ['categories = ["inpatient"]']
        for age, mean in (("*", (193 * p + 7 * 0.5) / 200), ("0-79", p), ("80+", 0.5)):
            lines += ["[[cells]]", f'age = "{age}"', "[[cells.laws]]", 'category = "inpatient"',
                      f'count = {{ law = "bernoulli", mean = {mean!r} }}', 'severity = { law = "gamma", shape = 1.0, scale = 9000.0 }']
            if age == "*" and "data_mean" in fit:
                lines.append(f"[cells.laws.fit]\ndata_mean = {9000.0 * mean!r}")
            if age == "0-79" and "log_likelihood" in fit:
                lines.append(f"[cells.laws.fit.count]\nlog_likelihood = {fit['log_likelihood']!r}")
        return self.found("a.toml", "\n".join(lines) + "\n")

    def test_laws(self):
        p = 0.31
        self.assertFalse(self.cost_file(p))
        self.assertTrue(self.cost_file(p, log_likelihood=193 * (p * math.log(p) + (1 - p) * math.log(1 - p))))
        self.assertTrue(self.cost_file(p, data_mean=True))
        self.assertTrue(self.cost_file(61 / 193))

    def test_a_true_output_with_a_count_put_back(self):
        rows = [member(number, 90 if number < FEW else 70) for number in range(TOTAL)]
        self.write("members.csv", csv(rows))
        path = self.kept("review.json", "review", "members.csv", "--columns", "map.toml", "--year", "2025", "--json")
        self.assertEqual(Reader(FEW, TOTAL).findings([path], HARMLESS), [])
        told = path.read_text()
        self.assertIn('"suppressed"', told)
        path.write_text(told.replace('"suppressed": "1-10"', '"value": 7').replace('"suppressed":"1-10"', '"value":7'))
        self.assertTrue(Reader(FEW, TOTAL).findings([path], HARMLESS))
        shutil.rmtree(self.folder / "told")


if __name__ == "__main__":
    unittest.main()
