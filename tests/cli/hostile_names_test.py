"""Names nobody meant well: formulas, scripts, terminal sequences, paths. Shown as text wherever they are shown, refused
where they would become names of files or of columns."""
import csv
import json
import os
import pty
import re
import subprocess
import unittest
import zipfile
from html.parser import HTMLParser

from faults import snapshot
from plimsoll_cli import COST, CommandTest, study_text

FORMULAS = ["=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "=cmd|' /C calc'!A0"]
SCRIPT = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>{{part}}"
SCREEN = "\x1b]0;taken\x07\x1b[2J\x1b[31mred\x9b1m\x7f\x08\u202etxt.exe\u2066"
PATHS = ["../up", "/absolute", "a/b", "..", ".", "a\\b", "a\0b", "x" * 300, "tab\tname", "line\nname", "dot.ted", "", "CON/x",
         "\x1b[31m", "name "]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def toml(text):
    """A TOML basic string; control characters escaped, as TOML wants them."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text) + '"'


def titled(title, category="professional"):
    """The small study under another title, and its cost file under another category."""
    study = study_text(["basic_e"], changes=[('title = "Small study of the tests"', f"title = {toml(title)}")])
    return study, COST.replace('"professional"', toml(category))


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.open = [], 0, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


class Formulas(CommandTest):
    """Cells that a spreadsheet would calculate."""

    def cells(self, name):
        with open(self.folder / name, newline="", encoding="utf-8") as file:
            return [cell for row in csv.reader(file) for cell in row]

    def check_text(self, cell):
        start = cell.lstrip(" \t\r\n")[:1]
        self.assertFalse(start in ("=", "+", "@") or cell[:1] in "\t\r\n" and cell, repr(cell))
        if start == "-":
            float(cell)  # a number below zero is one

    def test_csv(self):
        for number, name in enumerate(FORMULAS):
            with self.subTest(name=name):
                study, cost = titled(name, name)
                self.write("study.toml", study)
                self.write("cost.toml", cost)
                run = self.plimsoll_any("run", "study.toml", "-o", f"run{number}", "--quiet")
                if run.returncode == 3:  # not a name of a category at all
                    continue
                self.plimsoll("export", f"run{number}", "--to", "csv", "-o", f"csv{number}", "--quiet")
                cells = [cell for file in (self.folder / f"csv{number}").glob("*.csv") for cell in self.cells(file)]
                self.assertGreater(len(cells), 100)
                for cell in cells:
                    self.check_text(cell)

    def plimsoll_any(self, *arguments):
        done = subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertIn(done.returncode, (0, 3), done.stderr[-2000:])
        return done

    def document(self, name):
        """A document as a verb prints it, whose every text is the name."""
        return json.dumps({"format": "plimsoll-sweep/1", "tables": [
            {"id": "odd", "title": name, "columns": [
                {"id": "label", "name": name, "unit": "number", "presentation": "text"},
                {"id": "amount", "name": name, "unit": "dollars", "presentation": "cents"}],
             "rows": [{"id": name, "cells": {"label": {"id": "x", "text": name},
                                             "amount": {"id": "y", "value": -5.0, "std_error": 0.1, "interval": None,
                                                        "unit": "dollars"}}}],
             "notes": [name]}]})

    def test_a_document_of_another_maker(self):
        self.write("study.toml", study_text(["basic_e"]))
        self.plimsoll("run", "study.toml", "-o", "run", "--quiet")
        for number, name in enumerate([*FORMULAS, SCRIPT, SCREEN, "plain"]):
            with self.subTest(name=name):
                self.write("odd.json", self.document(name))
                self.plimsoll("export", "odd.json", "--to", "csv", "-o", f"csv{number}", "--quiet")
                cells = [cell for file in (self.folder / f"csv{number}").glob("*.csv") for cell in self.cells(file)]
                self.assertTrue(any(name.strip() in cell for cell in cells), "the name is nowhere: nothing is tested")
                for cell in cells:
                    self.check_text(cell)
                self.plimsoll("report", "run", "odd.json", "--xlsx", f"book{number}.xlsx", "--quiet")
                with zipfile.ZipFile(self.folder / f"book{number}.xlsx") as book:
                    texts = book.read("xl/sharedStrings.xml").decode()
                    formulas = [formula for part in book.namelist() if part.startswith("xl/worksheets/sheet")
                                for formula in re.findall(r"<f>(.*?)</f>", book.read(part).decode())]
                    for part in book.namelist():
                        if part.endswith(".xml"):
                            self.assertIsNone(CONTROL.search(book.read(part).decode()), part)
                self.assertNotIn("HYPERLINK", "".join(formulas))
                self.assertNotIn("calc", "".join(formulas))
                for text in re.findall(r"<t[^>]*>(.*?)</t>", texts, re.S):
                    self.assertFalse(text.lstrip()[:1] in ("=", "+", "@"), text)

    def test_a_table_named_like_a_path_or_a_statement(self):
        for name in ("../../up", "/etc/x", 'a"; DROP TABLE about_tables; --', "a b", "x" * 400, ""):
            with self.subTest(name=name):
                text = self.document("plain").replace('"id": "odd"', f'"id": {json.dumps(name)}') \
                    .replace('"label"', json.dumps(name + "_"))
                self.write("inner/odd.json", text)
                outside = snapshot(self.folder)
                for form in ("csv", "sqlite"):
                    done = subprocess.run(self.command("export", "inner/odd.json", "--to", form, "-o", f"inner/{form}", "--force",
                                                       "--quiet"), cwd=self.folder, capture_output=True, text=True)
                    self.assertIn(done.returncode, (0, 1), done.stderr)
                    if done.returncode == 1:
                        self.assertIn(form, done.stderr)
                self.assertEqual({key for key in snapshot(self.folder) if not key.startswith("inner/")},
                                 {key for key in outside if not key.startswith("inner/")})


class Pages(CommandTest):
    """Scripts in names."""

    def test_a_report_holds_it_as_text(self):
        study, cost = titled(SCRIPT, "professional")
        self.write("study.toml", study)
        self.write("cost.toml", cost)
        self.plimsoll("run", "study.toml", "-o", "run", "--quiet")
        self.plimsoll("report", "run", "-o", "page.html", "--quiet")
        page = (self.folder / "page.html").read_text()
        self.assertIn("document.title='taken'", page, "the title is nowhere: nothing is tested")
        self.assertNotIn("<script>document.title='taken'", page)
        self.assertNotIn("<img", page)
        plain = study_text(["basic_e"])
        self.write("study.toml", plain)
        self.plimsoll("run", "study.toml", "-o", "plain", "--quiet")
        self.plimsoll("report", "plain", "-o", "plain.html", "--quiet")
        self.assertEqual([tag for tag, _ in Tags(page).tags], [tag for tag, _ in Tags((self.folder / "plain.html").read_text()).tags])

    def test_a_fit_page_holds_it_as_text(self):
        name = "c</script><script>taken()</script>"
        rows = ["id,months,spend"] + [f"m{i},12,{100 + i * 7 % 900}" for i in range(120)]
        self.write("members.csv", "\n".join(rows) + "\n")
        for category in (name, "plain"):
            self.write("map.toml", 'member = "id"\nmonths = { column = "months" }\n[[enrolment]]\ntype = "aged"\n'
                                   f"[categories]\n{toml(category)} = [\"spend\"]\n")
            done = subprocess.run(self.command("fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "cost.out",
                                               "--report", f"{'hostile' if category == name else 'plain'}.html", "--force", "--quiet"),
                                  cwd=self.folder, capture_output=True, text=True)
            if category == name and done.returncode == 3:
                return  # not a name of a category at all
            self.assertEqual(done.returncode, 0, done.stderr)
        hostile, plain = ((self.folder / f"{kind}.html").read_text() for kind in ("hostile", "plain"))
        self.assertIn("taken()", hostile)
        self.assertEqual([tag for tag, _ in Tags(hostile).tags], [tag for tag, _ in Tags(plain).tags])


class Screens(CommandTest):
    """What a name can do to the screen it is shown on: nothing."""

    def watched(self, *arguments):
        screen, end = pty.openpty()
        child = subprocess.Popen(self.command(*arguments, "--no-progress", "--no-color"), cwd=self.folder,
                                 stdin=subprocess.DEVNULL, stdout=end, stderr=end, env={**os.environ, "TERM": "xterm"})
        os.close(end)
        told = b""
        while True:
            try:
                more = os.read(screen, 65536)
            except OSError:
                break
            if not more:
                break
            told += more
        os.close(screen)
        child.wait()
        return told.decode(errors="replace").replace("\r\n", "\n")

    def check_plain(self, told, holds):
        self.assertIn(holds, told, "the name is nowhere: nothing is tested")
        self.assertIsNone(CONTROL.search(told), repr(told))

    def test_title_of_a_study(self):
        study, cost = titled(SCREEN)
        self.write("study.toml", study)
        self.write("cost.toml", cost)
        self.check_plain(self.watched("run", "study.toml", "-o", "run"), "txt.exe")

    def test_category_of_a_cost_file(self):
        study, cost = titled("plain", SCREEN)
        self.write("study.toml", study)
        self.write("cost.toml", cost)
        self.check_plain(self.watched("run", "study.toml", "-o", "run"), "txt.exe")

    def test_a_key_and_its_line(self):
        self.write("study.toml", study_text(["basic_e"]) + f"\n[{toml(SCREEN)}]\nx = 1\n")
        self.check_plain(self.watched("check", "study.toml"), "txt.exe")

    def test_raw_in_a_line_that_is_quoted(self):
        """TOML takes C1 controls and marks of direction as they are."""
        self.write("study.toml", study_text(["basic_e"]) + "\n[population.b]\nmembers = -1 # \u009b31mred \u202etxt.exe\n")
        self.check_plain(self.watched("check", "study.toml"), "txt.exe")

    def test_name_of_a_file(self):
        name = "no\x1b]0;taken\x07such.toml"
        self.check_plain(self.watched("check", name), "such.toml")
        raw = self.command("check", "x")[:-1] + [b"no\xff\xfesuch.toml"]
        for options in ([], ["--json"]):
            done = subprocess.run([*raw, *options], cwd=self.folder, capture_output=True)
            self.assertEqual(done.returncode, 3, done.stderr)
            (done.stdout + done.stderr).decode()
        json.loads(done.stdout)

    def test_column_of_a_data_file(self):
        self.write("map.toml", 'member = "id"\nmonths = { column = "months" }\n[[enrolment]]\ntype = "aged"\n[categories]\na = ["cost"]\n')
        self.write("members.csv", f"id,months,cos{SCREEN}\n1,12,5\n")
        told = self.watched("fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "x.toml")
        self.assertIsNone(CONTROL.search(told), repr(told))
        self.assertIn("cost", told)


class Paths(CommandTest):
    """Names that become parts of data set names, of key paths, of files."""

    def test_ids_of_contracts_and_populations(self):
        for name in PATHS:
            for old, new in (('id = "basic_e"', f"id = {toml(name)}"), ("[population.aco]", f"[population.{toml(name)}]"),
                             ("[benchmark.mssp]", f"[benchmark.{toml(name)}]"), ("[quality.mssp]", f"[quality.{toml(name)}]")):
                if name == "x" * 300:
                    continue  # long, and plain; see below
                with self.subTest(name=name, of=old):
                    self.write("study.toml", study_text(["basic_e"], changes=[(old, new)]))
                    before = snapshot(self.folder)
                    done = subprocess.run(self.command("run", "study.toml", "-o", "out"), cwd=self.folder, capture_output=True,
                                          text=True, timeout=300)
                    self.assertEqual(done.returncode, 3, done.stderr[-1500:])
                    self.assertEqual(snapshot(self.folder), before)

    def test_a_category_is_part_of_a_data_set_name(self):
        for name in PATHS:
            with self.subTest(name=name):
                study, cost = titled("plain", name)
                self.write("study.toml", study)
                self.write("cost.toml", cost)
                done = subprocess.run(self.command("run", "study.toml", "-o", "out", "--force", "--quiet"), cwd=self.folder,
                                      capture_output=True, text=True, timeout=300)
                self.assertIn(done.returncode, (0, 3), done.stderr[-1500:])
                if done.returncode == 0:
                    self.plimsoll("explain", "out", "--trial", "1", "--quiet")
                else:
                    self.assertIn("cost.toml", done.stderr)

    def test_long_and_reserved_names_are_names(self):
        for name in ("x" * 300, "CON", "nul", "aux-1"):
            with self.subTest(name=name[:9]):
                self.write("study.toml", study_text(["basic_e"], changes=[('id = "basic_e"', f'id = "{name}"')]))
                self.plimsoll("run", "study.toml", "-o", "out", "--force", "--quiet")
                self.plimsoll("export", "out", "--to", "csv", "-o", "open", "--force", "--quiet")
                self.plimsoll("report", "out", "--xlsx", "book.xlsx", "--force", "--quiet")
                self.plimsoll("explain", "out", "--trial", "1", "--quiet")

    def test_names_of_what_is_written(self):
        self.write("study.toml", study_text(["basic_e"]))
        for name, code in (("x" * 300, 1), ("y" * 255, 0), ("z" * 250, 0), ("no/such/folder/x.toml", 0)):
            done = subprocess.run(self.command("init", "commercial", "-o", name, "--quiet", "--force"), cwd=self.folder,
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertEqual([path for path in self.folder.rglob("*.tmp")], [])

    def test_a_template_is_sought_beside_the_study_alone_by_name(self):
        """A path is what its writer wrote; it is read and never written, and a fault names it."""
        for name in ("../../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000):
            self.write("study.toml", study_text(["basic_e"], changes=[('template = "mssp/basic-e@2026"', f"template = {toml(name)}")]))
            told = self.plimsoll("check", "study.toml", ends=3).stderr
            self.assertNotIn("root:", told)


if __name__ == "__main__":
    unittest.main()
