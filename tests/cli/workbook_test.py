"""The workbook of a run: what it holds, that it calculates, agrees with the engine, and says so when it does not."""
import json
import random
import re
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

from office import Office, find_office
from plimsoll_cli import SOURCE, COST, CommandTest, study_text

SHEETS = ["Cover", "Decision", "Options", "Reserve", "Roll-forward", "Cash (monthly)", "Contracts", "Payoff", "Payoff workings",
          "Percentiles", "Tornado", "Drivers", "Quality", "Attribution", "Assumptions", "Data review", "Trials", "Checks", "Audit"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RATES = [round(-0.15 + 0.01 * i, 9) for i in range(31)]
ACTUAL = "[actual.aco]\ncost = 2_600_000\n"


def sheet_texts(path):
    """Of every sheet: its texts and its formulas."""
    with zipfile.ZipFile(path) as book:
        shared = ["".join(t.text or "" for t in item.iter(MAIN + "t"))
                  for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        found = {}
        for number, name in enumerate(names, 1):
            root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            cells = list(root.iter(MAIN + "c"))
            found[name] = ([shared[int(cell.find(MAIN + "v").text)] for cell in cells if cell.get("t") == "s"],
                           [cell.find(MAIN + "f").text for cell in cells if cell.find(MAIN + "f") is not None])
    return found


class WorkbookTest(CommandTest):
    def workbook(self, run, *more, name="report.xlsx"):
        self.plimsoll("report", run, *more, "--xlsx", name, "--force", "--quiet")
        return self.folder / name

    def small(self, *contracts, output="out", more=ACTUAL, changes=()):
        text = study_text(contracts or ("basic_e", "basic_a", "enhanced"), more=more, changes=changes)
        self.run_study(text, output, "--force")
        return output


class Written(WorkbookTest):
    def test_sheets_names_charts_and_nothing_that_runs_or_reaches_out(self):
        path = self.workbook(self.small())
        with zipfile.ZipFile(path) as book:
            files = book.namelist()
            text = book.read("xl/workbook.xml").decode()
            linked = "".join(book.read(name).decode() for name in files if name.endswith(".rels"))
            panes = [name for name in files if name.startswith("xl/worksheets/sheet") and b'state="frozen"' in book.read(name)]
        self.assertEqual(list(sheet_texts(path)), SHEETS)
        self.assertFalse([name for name in files if "externalLink" in name or "vbaProject" in name])
        self.assertNotIn('TargetMode="External"', linked)
        self.assertGreaterEqual(len([name for name in files if name.startswith("xl/charts/chart")]), 2)
        self.assertGreaterEqual(len(panes), 8)
        self.assertEqual(text.count("_xlnm.Print_Area"), len(SHEETS))
        for name in ("all_checks", "terms_changed", "payoff_basic_e", "trial_contract_basic_e_settlement_2026",
                     "contract_basic_e_loss_cap_revenue"):
            self.assertIn(f'name="{name}"', text)

    def test_what_is_absent_says_what_makes_it(self):
        texts = {name: " ".join(found[0]) for name, found in sheet_texts(self.workbook(self.small())).items()}
        self.assertIn("plimsoll sweep STUDY", texts["Tornado"])
        self.assertIn("plimsoll drivers DATA", texts["Attribution"])
        self.assertIn("plimsoll review DATA", texts["Data review"])
        self.assertNotIn("Not here", texts["Reserve"])
        document = self.folder / "tornado.json"
        document.write_text(self.plimsoll("sweep", "out.toml", "--trials", "512", "--json").stdout)
        filled = " ".join(sheet_texts(self.workbook("out", document))["Tornado"][0])
        self.assertNotIn("Not here", filled)
        self.assertIn("benchmark.mssp.update", filled)

    def test_same_bytes_and_no_overwrite(self):
        run = self.small()
        first = self.workbook(run, name="a.xlsx").read_bytes()
        self.assertEqual(first, self.workbook(run, name="b.xlsx").read_bytes())
        (self.folder / "c.xlsx").write_bytes(b"kept")
        told = self.plimsoll("report", run, "--xlsx", "c.xlsx", ends=1)
        self.assertIn("--force", told.stderr)
        self.assertEqual((self.folder / "c.xlsx").read_bytes(), b"kept")
        self.plimsoll("report", run, "--xlsx", "c.xlsx", "--force")
        self.assertEqual((self.folder / "c.xlsx").read_bytes(), first)
        self.assertFalse([name for name in self.files() if name.startswith(".")])

    def test_text_of_the_user_is_never_a_formula(self):
        cost = COST.replace('"inpatient"', '"=1+1"').replace('"professional"', '"@SUM(A1)"')
        self.write("cost.toml", cost)
        title = 'title = "+cmd|\' /C calc\'!A0"\n[purpose]\nintended_use = "-2+3"\nresponsible_actuary = "=HYPERLINK(1)"\n'
        run = self.small(changes=[('title = "Small study of the tests"\n', title)])
        found = sheet_texts(self.workbook(run))
        texts = [text for sheet, _ in found.values() for text in sheet]
        for bad in ("+cmd|' /C calc'!A0", "-2+3", "=HYPERLINK(1)"):
            self.assertIn("'" + bad, texts)
        self.assertFalse([text for text in texts if re.match(r"[=+\-@\t\r]", text)])
        formulas = " ".join(formula for _, sheet in found.values() for formula in sheet)
        for bad in ("HYPERLINK", "cmd", "@SUM"):
            self.assertNotIn(bad, formulas)

    def test_a_suppressed_count_stays_suppressed(self):
        column = {"id": "n", "name": "members", "unit": "members", "presentation": "count"}
        name = {"id": "cell", "name": "cell", "unit": "", "presentation": "text"}
        cells = [{"cell": {"id": "a", "text": "few"}, "n": {"id": "t/a/n", "suppressed": "1-10", "unit": "members"}},
                 {"cell": {"id": "b", "text": "many"},
                  "n": {"id": "t/b/n", "value": 193, "std_error": 0.0, "interval": None, "unit": "members"}}]
        table = {"id": "thin_cells", "title": "Cells", "columns": [name, column], "notes": [],
                 "rows": [{"id": row["cell"]["text"], "cells": row} for row in cells]}
        self.write("few.json", json.dumps({"format": "plimsoll-review/1", "tables": [table]}))
        texts, formulas = sheet_texts(self.workbook(self.small(), "few.json"))["Data review"]
        self.assertIn("1-10", texts)
        self.assertIn("many", texts)
        self.assertEqual(formulas, [])

    def test_a_document_without_tables_is_refused(self):
        self.write("none.json", "{}")
        told = self.errors_of("report", self.small(), "none.json", "--xlsx", "no.xlsx")
        self.assertIn("holds no tables", told[0]["what"])
        self.assertNotIn("no.xlsx", self.files())


@unittest.skipUnless(find_office(), "skipped: LibreOffice with UNO is not here (Debian: libreoffice-calc-nogui, python3-uno)")
class Calculated(WorkbookTest):
    def setUp(self):
        super().setUp()
        self.office = Office(self.folder)
        self.office.__enter__()
        self.addCleanup(self.office.__exit__)

    def test_all_checks_hold_until_a_trial_or_a_figure_is_changed(self):
        run = self.small()
        held = self.folder / "held.json"
        held.write_text(self.plimsoll("reserve", run, "--json").stdout)
        book = self.office.open(self.workbook(run, held))
        checks = book.checks()
        self.assertGreater(len(checks), 15)
        self.assertEqual([says for says, holds in checks.items() if holds is not True], [])
        self.assertEqual(book.named("all_checks").getCellByPosition(0, 0).getValue(), 1.0)
        figures = self.engine(run)
        options = next(row for row in book.rows("Options") if row[0] == "enhanced")
        self.assertAlmostEqual(options[2] / figures["mean"], 1.0, places=9)
        self.assertEqual(options[11], figures["p0.50"])
        # Negative control: one trial is no longer what was drawn.
        cell = book.named("trial_contract_enhanced_settlement_2026").getCellByPosition(0, 7)
        cell.setValue(cell.getValue() + 1.0)
        book.calculate()
        broken = [says for says, holds in book.checks().items() if holds is not True]
        self.assertTrue(any(says.startswith("Options: enhanced 2026 equals the engine") for says in broken), broken)
        self.assertTrue(any(says.startswith("Trials: enhanced") for says in broken), broken)
        self.assertFalse(any(says.startswith("Options: basic_e 2026") for says in broken), broken)
        self.assertEqual(book.named("all_checks").getCellByPosition(0, 0).getValue(), 0.0)

    def engine(self, run):
        tables = json.loads((self.folder / run / "summary.json").read_text())["tables"]
        rows = next(table for table in tables if table["id"] == "settlement.2026")["rows"]
        cells = next(row["cells"] for row in rows if row["id"] == "enhanced")
        return {name: cell["value"] for name, cell in cells.items() if isinstance(cell, dict) and "value" in cell}

    def test_payoff_is_the_engines_at_terms_typed_in(self):
        settings = 0
        for name in ("mssp-tracks", "reach-global-vs-professional"):
            study = self.write(f"{name}.toml", (SOURCE / "scenarios/studies" / f"{name}.toml").read_text()
                               .replace("../data/", f"{SOURCE}/scenarios/data/"))
            self.plimsoll("run", study.name, "-o", name, "--trials", "256", "--quiet")
            book = self.office.open(self.workbook(name, name=f"{name}.xlsx"))
            self.assertEqual([says for says, holds in book.checks().items() if holds is not True], [])
            settings += self.try_terms(book, study, 25)
            book.close()
        self.assertEqual(settings, 50)

    def try_terms(self, book, study, wanted):
        """Settings of one to three numbers of a contract, typed in and bound by --set; those the study refuses are passed over."""
        luck = random.Random(20260715)
        rows = {i: row for i, row in enumerate(book.rows("Payoff")) if str(row[1]).startswith("contract.")}
        contracts = sorted({row[0] for row in rows.values() if row[0] != "several"})
        unmoved = {contract: self.settled(study, contract, []) for contract in contracts}
        done, moved, changed = 0, 0, set()
        for _ in range(6 * wanted):
            if done == wanted:
                break
            contract = luck.choice(contracts)
            own = [i for i, row in rows.items() if row[0] == contract and row[2] != 0.0]
            values = {i: float(f"{rows[i][2] * luck.uniform(0.4, 1.2):.6g}")
                      for i in luck.sample(own, min(len(own), luck.randint(1, 3)))}
            engine = self.settled(study, contract, self.bound(rows, values))
            if engine is None:
                continue
            for i, value in values.items():
                book.cell("Payoff", i, 2).setValue(value)  # what reads it is calculated again at once, as for a reader
            shown = [line[0] for line in book.named(f"payoff_{contract}").getDataArray()]
            for rate, ours, theirs in zip(RATES, shown, engine, strict=True):
                self.assertLessEqual(abs(ours - theirs), 0.0101, (contract, self.bound(rows, values), rate))
            self.assertEqual(book.named("terms_changed").getCellByPosition(0, 0).getValue(), len(values))
            moved += engine != unmoved[contract]
            changed |= {rows[i][1] for i in values}
            for i in values:
                book.cell("Payoff", i, 2).setValue(rows[i][2])
            done += 1
        self.assertGreater(moved, wanted // 2, "terms that move nothing show nothing")
        self.assertGreater(len(changed), 10, changed)
        return done

    def bound(self, rows, values):
        """The same numbers as --set writes them: a table inside a term is written as a whole."""
        entry = re.compile(r"(.+)\.(\d+)\.(at|value)")
        bound, tables = [], set()
        for i, value in values.items():
            part = entry.fullmatch(rows[i][1])
            if part:
                tables.add(part[1])
            else:
                bound.append(f"--set={rows[i][1]}={value!r}")
        for table in sorted(tables):
            points = {}
            for i, row in rows.items():
                part = entry.fullmatch(row[1])
                if part and part[1] == table:
                    points[int(part[2]), part[3]] = values.get(i, row[2])
            last = max(number for number, _ in points)
            bound.append(f"--set={table}={[[points[n, 'at'], points[n, 'value']] for n in range(1, last + 1)]}")
        return bound

    def settled(self, study, contract, bound):
        """The engine's payoff by rate; None where the study does not hold together with these terms."""
        done = self.try_plimsoll("settle", study.name, "--grid", "--contract", contract, *bound, "--json")
        if done.returncode == 3:
            return None
        self.assertEqual(done.returncode, 0, done.stderr)
        table = next(table for table in json.loads(done.stdout)["tables"] if table["id"] == "payoff.2026")
        return [row["cells"][contract]["value"] for row in table["rows"]]

    def try_plimsoll(self, *arguments):
        return subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, text=True, timeout=300)


if __name__ == "__main__":
    unittest.main()
