"""What a run leaves for an auditor: manifest.json, the same in results.h5, report and workbook, and runs.log."""
import hashlib
import json
import shutil
import unittest
import zipfile

import h5py
from plimsoll_cli import COST, DEAL, PACK, SOURCE, CommandTest, study_text

PURPOSE = '[purpose]\npreparer = "the preparer"\nreviewer = "the reviewer"\n'


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def texts(data):
    return [text.decode() for text in data]


class Manifest(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("deal.toml", PACK)
        self.text = study_text(["enhanced"]).replace("[run]", PURPOSE + "[run]") + DEAL
        self.run_study(self.text, "out", "--seed", "5", "--trials", "300", "--set", "quality.mssp.score=0.5",
                       "--threads", "2")
        self.manifest = json.loads((self.folder / "out" / "manifest.json").read_text())
        self.told = self.manifest["run"]

    def test_it_says_where_the_run_came_from(self):
        self.assertEqual(self.manifest["format"], "plimsoll-manifest/1")
        self.assertEqual((self.told["seed"], self.told["trials"], self.told["generator"], self.told["method"],
                          self.told["estimator"], self.told["complete"]),
                         (5, 300, "Philox4x32-10", "simulate", "plain", True))
        for key in ("program", "version", "commit", "compiler", "flags", "libraries"):
            self.assertTrue(self.told[key], key)
        self.assertIn("-ffp-contract=off", self.told["flags"])
        self.assertEqual(self.told["study"], {"file": "out.toml", "text": self.text,
                                              "sha256": hashlib.sha256(self.text.encode()).hexdigest()})
        self.assertEqual((self.told["preparer"], self.told["reviewer"]), ("the preparer", "the reviewer"))
        self.assertEqual(self.told["overrides"],
                         ["--trials 300", "--seed 5", "--set quality.mssp.score=0.5"])
        self.assertTrue(self.told["warnings"])
        self.assertEqual(self.told["suppressed"], [])

    def test_inputs_and_rule_packs_have_their_hashes(self):
        cost = next(one for one in self.told["inputs"] if one["role"] == "cost")
        self.assertEqual(cost, {"role": "cost", "path": "cost.toml", "bytes": len(COST), "rows": None,
                                "first": "2025", "last": "2025", "sha256": sha256(self.folder / "cost.toml")})
        packs = {pack["name"]: pack for pack in self.told["rule_packs"]}
        self.assertEqual(packs["./deal.toml"]["sha256"], sha256(self.folder / "deal.toml"))
        self.assertEqual((packs["./deal.toml"]["shipped"], packs["./deal.toml"]["years"]), (False, "2026"))
        shipped = packs["mssp/enhanced@2026"]
        self.assertTrue(shipped["shipped"])
        self.assertEqual(shipped["sha256"], sha256(SOURCE / "scenarios" / "rulepacks" / "mssp" / "enhanced@2026.toml"))
        self.assertIn("mssp/enhanced@2024", packs, "packs it is like are part of it")

    def test_where_it_was_made_moves_no_figure(self):
        made = self.manifest["made"]
        self.assertEqual((made["threads"], made["moves_a_figure"]), (2, False))
        for key in ("system", "instructions", "cores", "libraries"):
            self.assertTrue(made[key], key)
        self.assertEqual([file["file"] for file in self.manifest["outputs"]], ["results.h5", "summary.json"])
        for file in self.manifest["outputs"]:
            self.assertEqual(file["sha256"], sha256(self.folder / "out" / file["file"]))
        self.assertIsNone(self.manifest["prior_run"])
        self.plimsoll("run", "out.toml", "-o", "one", "--seed", "5", "--trials", "300", "--set", "quality.mssp.score=0.5",
                      "--threads", "1", "--quiet")
        other = json.loads((self.folder / "one" / "manifest.json").read_text())
        self.assertEqual(other["made"]["threads"], 1)
        self.assertEqual((other["run"], other["outputs"]), (self.told, self.manifest["outputs"]))

    def test_results_hold_all_of_it_that_is_of_the_run(self):
        with h5py.File(self.folder / "out" / "results.h5") as file:
            for key in ("program", "version", "commit", "compiler", "flags", "libraries", "generator", "seed",
                        "trials", "plan_digest"):
                self.assertEqual(file.attrs[key], self.told[key], key)
            for key in ("role", "path", "sha256"):
                self.assertEqual(texts(file["inputs"][key]), [one[key] for one in self.told["inputs"]])
            for key in ("first", "last"):
                self.assertEqual(texts(file["inputs"][key]), [one[key] or "" for one in self.told["inputs"]])
            self.assertEqual(file["inputs/rows"][:].tolist(), [one["rows"] or 0 for one in self.told["inputs"]])
            for key in ("name", "title", "years", "sha256"):
                self.assertEqual(texts(file["rule_packs"][key]), [one[key] for one in self.told["rule_packs"]])
            self.assertEqual(texts(file["overrides"]), self.told["overrides"])
            self.assertEqual(texts(file["notices"]), self.told["warnings"])
            self.assertEqual(len(file["summary/suppressed"]), 0)
            self.assertEqual(file["study"][()].decode(), self.told["study"]["text"])
            everything = []
            file.visit(everything.append)
        self.assertFalse([name for name in everything if "thread" in name or "host" in name])

    def test_rows_and_years_of_a_member_file(self):
        rows = ["m,year,months,er"] + [f"k{i},2025,12,{100 + i}" for i in range(40)]
        self.write("members.csv", "\n".join(rows) + "\n")
        members = ('members = 300', 'file = "members.csv"\nfile_year = 2025\ncolumns = { member = "m", year = "year", '
                   'months = { column = "months" }, enrolment = [{ type = "aged_nondual" }], categories = { er = ["er"] } }')
        self.run_study(study_text(["enhanced"], changes=[members]), "with_file")
        told = json.loads((self.folder / "with_file" / "manifest.json").read_text())["run"]["inputs"]
        file = next(one for one in told if one["role"] == "members")
        self.assertEqual((file["rows"], file["first"], file["last"]), (40, "2025", "2025"))
        self.write("members.csv", "\n".join(rows[:6]) + "\n")
        self.write("with_few.toml", study_text(["enhanced"], changes=[members]))
        self.assertEqual([error["key"] for error in self.errors_of("run", "with_few.toml", "-o", "with_few")], ["population.aco.file"])
        self.assertFalse((self.folder / "with_few").exists(), "five rows tell of five people")

    def test_report_and_workbook_show_the_same(self):
        self.plimsoll("report", "out", "--quiet")
        page = (self.folder / "out" / "report.html").read_text()
        for text in (self.told["compiler"], self.told["rule_packs"][0]["sha256"], "the reviewer", "audit.suppressed"):
            self.assertIn(text, page)
        done = self.plimsoll("report", "out", "--xlsx", "out.xlsx", "--quiet")
        self.assertEqual(done.stderr, "")
        with zipfile.ZipFile(self.folder / "out.xlsx") as book:
            strings = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
        for text in (self.told["compiler"], self.told["rule_packs"][0]["sha256"], "the reviewer"):
            self.assertIn(text, strings)

    def test_a_run_that_draws_nothing_has_one_too(self):
        text = study_text(["enhanced"], changes=[('trend = { dist = "normal", mean = 0.02, sd = 0.01 }', "trend = 0.02"),
                                                 ('update = { dist = "normal", mean = 0.0, sd = 0.02 }', "update = 0.0"),
                                                 ('score = { dist = "beta", mean = 0.82, sd = 0.08 }', "score = 0.82")])
        self.write("fixed.toml", text)
        self.plimsoll("run", "fixed.toml", "-o", "exact", "--method", "exact", "--quiet")
        told = json.loads((self.folder / "exact" / "manifest.json").read_text())
        self.assertEqual((told["run"]["method"], told["run"]["trials"]), ("exact", 0))
        self.assertEqual([file["file"] for file in told["outputs"]], ["summary.json"])

    def test_a_roll_forward_names_the_prior_run(self):
        self.run_study(study_text(["enhanced"]), "before")
        self.run_study(study_text(["enhanced"], changes=[("pbpy = 8_900", "pbpy = 9_000")]), "after")
        self.plimsoll("reserve", "after", "--prior", "before", "--quiet")
        told = json.loads((self.folder / "after" / "manifest.json").read_text())["prior_run"]
        self.assertEqual(told["folder"], "before")
        self.assertEqual(told["results_sha256"], sha256(self.folder / "before" / "results.h5"))


class RunLog(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text(["enhanced"]))
        self.log = self.folder / "out" / "runs.log"

    def lines(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def test_every_run_adds_a_line_and_changes_none(self):
        self.plimsoll("run", "study.toml", "-o", "out", "--threads", "2", "--quiet")
        first = self.log.read_text()
        self.plimsoll("run", "study.toml", "-o", "out", "--quiet", ends=1)
        self.plimsoll("run", "study.toml", "-o", "out", "--seed", "12", "--trials", "300", "--force", "--quiet")
        self.assertTrue(self.log.read_text().startswith(first))
        lines = self.lines()
        self.assertEqual([(line["verb"], line["outcome"], line["exit_code"], line["trials"]) for line in lines],
                         [("run", "finished", 0, 500), ("run", "failed", 1, 500), ("run", "finished", 0, 300)])
        self.assertEqual(lines[0]["threads"], 2)
        for line in lines:
            self.assertRegex(line["when"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            for key in ("version", "commit", "host", "plan_digest"):
                self.assertTrue(line[key], key)

    def test_a_study_that_does_not_hold_is_logged_where_runs_are(self):
        self.write("bad.toml", "no study")
        self.plimsoll("run", "bad.toml", "-o", "out", ends=3)
        self.assertFalse((self.folder / "out").exists())
        self.plimsoll("run", "study.toml", "-o", "out", "--quiet")
        self.plimsoll("run", "bad.toml", "-o", "out", ends=3)
        self.assertEqual([line["exit_code"] for line in self.lines()], [0, 3])

    def test_a_log_that_cannot_be_written_warns_and_nothing_else(self):
        self.log.mkdir(parents=True)
        done = self.plimsoll("run", "study.toml", "-o", "out")
        self.assertIn("warning: out/runs.log", done.stderr)
        self.assertTrue((self.folder / "out" / "results.h5").exists())
        shutil.rmtree(self.folder / "out")
        plain = self.plimsoll("run", "study.toml", "-o", "out")
        self.assertEqual(done.stdout, plain.stdout)
        self.assertNotIn("warning", plain.stderr)


if __name__ == "__main__":
    unittest.main()
