"""plimsoll init mssp: a study of a real ACO from public results, which runs as it is written.

A small results file of our own serves all cases; where the public files are, ACOs of every year and track are started too.
"""
import csv
import json
import re
import tomllib
import unittest

from plimsoll_cli import ALL_STUDIES, STUDIES, DATA, SOURCE, CommandTest

PANEL = DATA / "mssp_puf" / "mssp_settlement_panel.csv"
COLUMNS = ("py,aco_id,aco_name,track,n_ab,py_total,py_esrd,py_dis,py_agdu,py_agnd,pc_esrd,pc_dis,pc_agdu,pc_agnd,pc_total,"
           "hcc_esrd,hcc_dis,hcc_agdu,hcc_agnd,updated_bnchmk,abtot_bnchmk,sav_rate,msr,qual_score,met_alt_qps,rev_exp_cat")
ROWS = [
    "2021,A1001,\"First \"\"Best\"\" ACO, LLC\",B,10200,10000,100,900,800,8200,80000,12000,18000,10000,11300,1,1,1,1,11500,"
    "115000000,0.0174,0.03,0.9,,High Revenue",
    "2023,A1001,\"First \"\"Best\"\" ACO, LLC\",E,10400,10000,100,900,800,8200,82000,13000,19000,11000,12300,1,1.1,1,0.98,12500,"
    "125000000,0.016,0.01,0.85,0,Low Revenue",
    "2017,A67373,First ACO,1,9000,9000,90,800,700,7410,70000,11000,16000,9000,10300,1,1,1,1,10200,91800000,-0.0098,0.031,"
    "0.95,,",
    "2023,A1002,Small types,EN,8000,7800,7,,500,7000,90000,,20000,10500,11900,1,,1,1,12000,93600000,0.0083,0.0228,1,1,",
]


class Init(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("panel.csv", "\n".join([COLUMNS, *ROWS]) + "\n")

    def init(self, *arguments, ends=0):
        return self.plimsoll("init", "mssp", "--panel", "panel.csv", *arguments, ends=ends)

    def study(self, name="study.toml"):
        return tomllib.loads((self.folder / name).read_text())

    def test_runs_as_it_is_written(self):
        self.init("--aco", "A1001")
        self.plimsoll("check", "study.toml")
        done = self.plimsoll("run", "study.toml", "--trials", "256", "-o", "out")
        self.assertIn("Reserve to hold", done.stdout)
        self.plimsoll("check", "study.toml", "--scenario", "quality_miss")

    def test_values_are_those_of_the_row(self):
        self.init("--aco", "A1001")
        study = self.study()
        self.assertEqual(study["population"]["aco"]["members"], 10000)
        self.assertEqual(study["population"]["aco"]["enrolment"],
                         {"esrd": 0.01, "disabled": 0.09, "aged_dual": 0.08, "aged_nondual": 0.82})
        self.assertEqual(study["cost"]["aco"]["relative_cost"],
                         {"esrd": 82000, "disabled": 13000, "aged_dual": 19000, "aged_nondual": 11000})
        self.assertEqual(study["cost"]["aco"]["pbpy"], 12300)
        self.assertEqual(study["benchmark"]["mssp"]["pbpy"], 12500)
        contract = study["contract"][0]
        self.assertRegex(contract["template"], r"^mssp/basic-e@20\d\d$")
        self.assertEqual(contract["minimum"], {"rate": 0.01})
        self.assertEqual(contract["quality"]["score"]["mean"], 0.85)

    def test_every_value_names_its_source_or_is_an_assumption(self):
        self.init("--aco", "A1001")
        text = (self.folder / "study.toml").read_text()
        for column in ("py_total", "py_esrd", "pc_agnd", "pc_total", "updated_bnchmk", "qual_score", "msr", "track",
                       "rev_exp_cat"):
            self.assertIn(f"panel.csv, 2023, {column}", text)
        self.assertIn("risk score 1.1 (hcc_dis)", text)
        section = text[text.index("[population.aco]"):text.index("[scenario")]
        plain = {"id", "population", "benchmark", "year"}
        for line in section.splitlines():
            key = line.split(" = ")[0]
            if " = " in line and not line.startswith("#") and key not in plain:
                self.assertRegex(line, r"panel\.csv, 2023|assumption|own savings|published", line)

    def test_own_savings_rates_under_every_id(self):
        self.write("aco_id_crosswalk.csv", "ACO_ID,ACO.First.Agreement.Start.Date,ACO_NUM\nA1001,7/1/12,A67373\n")
        self.init("--aco", "A1001")
        text = (self.folder / "study.toml").read_text()
        self.assertRegex(text, r"2017 +-0\.98 % +as A67373")
        self.assertRegex(text, r"2021 +1\.74 %\n")
        self.assertRegex(text, r"2023 +1\.60 %\n")
        self.init("--aco", "A67373", "--year", "2017", "-o", "old.toml")
        self.assertRegex(self.study("old.toml")["contract"][0]["template"], "^mssp/track-1@")

    def test_what_came_later_is_not_used(self):
        self.init("--aco", "A1001", "--year", "2021")
        self.assertNotIn("2023", (self.folder / "study.toml").read_text())

    def test_one_sided_and_rates_by_size_read_the_assigned_members(self):
        self.init("--aco", "A1001", "--year", "2021")
        self.assertEqual(self.study()["contract"][0]["minimum"], {"size": 10200})
        self.init("--aco", "A1002", "-o", "by_size.toml")
        self.assertEqual(self.study("by_size.toml")["contract"][0]["minimum"], {"size": 8000})

    def test_small_counts_are_never_written(self):
        told = json.loads(self.init("--aco", "A1002", "--json").stdout)
        self.assertTrue(told["notices"])
        study = self.study()
        self.assertEqual(set(study["population"]["aco"]["enrolment"]), {"aged_dual", "aged_nondual"})
        self.assertEqual(study["population"]["aco"]["members"], 7800)
        self.assertNotIn("py_esrd", (self.folder / "study.toml").read_text())
        self.assertEqual(study["contract"][0]["quality"], {"score": 1, "alternative": 1})
        self.plimsoll("run", "study.toml", "--trials", "64", "-o", "out")

    def test_unknown_ids_and_years(self):
        error, = json.loads(self.init("--aco", "A1003", "--json", ends=3).stdout)["errors"]
        self.assertIn("A1001", error["help"])
        self.assertIn("A1002", error["help"])
        error, = json.loads(self.init("--aco", "A1001", "--year", "2022", "--json", ends=3).stdout)["errors"]
        self.assertIn("2021, 2023", error["help"])
        self.assertNotIn("study.toml", self.files())

    def test_never_overwrites_unless_forced(self):
        self.write("study.toml", "mine")
        self.init("--aco", "A1001", ends=1)
        self.assertEqual((self.folder / "study.toml").read_text(), "mine")
        self.init("--aco", "A1001", "--force")
        self.study()

    def test_commands_of_the_guide_work_as_written(self):
        self.write("mssp_settlement_panel.csv", "\n".join([COLUMNS, *ROWS]) + "\n")
        guide = (SOURCE / "docs" / "guide" / "from-public-results.md").read_text()
        # Those of the national study need CMS's file: national_test.py runs them.
        commands = [line for line in re.findall(r"^plimsoll (.+)$", guide, re.M) if "mssp-national" not in line]
        self.assertEqual(len(commands), 2)
        for command in commands:
            self.plimsoll(*command.split())

    def test_other_programmes_and_files(self):
        self.assertIn("is no template", self.plimsoll("init", "medicaid-aco", ends=3).stderr)
        self.write("other.csv", "a,b\n1,2\n")
        told = self.plimsoll("init", "mssp", "--aco", "A1001", "--panel", "other.csv", ends=3).stderr
        self.assertIn("aco_id", told)
        self.write("panel.csv", "\n".join([COLUMNS, ROWS[1].replace("12500,", "twelve,")]) + "\n")
        self.assertIn("updated_bnchmk", self.init("--aco", "A1001", ends=3).stderr)


class Templates(CommandTest):
    def test_every_shipped_study_starts_one_that_passes_unedited(self):
        listed = json.loads(self.plimsoll("init", "--list", "--json").stdout)["tables"][0]["rows"]
        self.assertEqual({row["id"] for row in listed}, {study.stem for study in ALL_STUDIES})
        for study in STUDIES:
            with self.subTest(study=study.stem):
                told = json.loads(self.plimsoll("init", study.stem, "-o", f"{study.stem}/study.toml", "--json").stdout)
                for file in told["files"]:
                    self.assertTrue((self.folder / file).is_file(), file)
                self.plimsoll("check", f"{study.stem}/study.toml")
                self.assertEqual(told["files"][0], f"{study.stem}/study.toml")

    def test_a_word_is_enough_where_it_names_one(self):
        for word, name in (("commercial", "commercial-shared-savings"), ("reach", "reach-global-vs-professional"),
                           ("p4p", "sorso-p4p"), ("bundle", "joint-replacement-bundle"), ("portfolio", "portfolio-nine-medicaid")):
            told = json.loads(self.plimsoll("init", word, "-o", f"{word}/study.toml", "--json").stdout)
            self.assertEqual(told["template"], name)
        self.assertIn("mssp-tracks", self.errors_of("init", "mssp-")[0]["why"])
        self.assertIn("pcmh", self.errors_of("init", "pchm")[0]["help"])

    def test_what_was_started_runs_as_the_shipped_study_does(self):
        self.plimsoll("init", "mssp-tracks", "-o", "study.toml")
        shipped = next(study for study in STUDIES if study.stem == "mssp-tracks")
        tables = [json.loads(self.plimsoll("run", study, "--trials", "256", "-o", f"out{i}", "--json").stdout)["tables"]
                  for i, study in enumerate(("study.toml", shipped))]
        self.assertEqual(*tables)

    def test_never_overwrites_unless_forced(self):
        self.plimsoll("init", "commercial", "-o", "study.toml")
        before = self.files()
        self.plimsoll("init", "reach", "-o", "study.toml", ends=1)
        (self.folder / "study.toml").unlink()
        self.plimsoll("init", "commercial", "-o", "study.toml", ends=1)  # its cost file is there
        self.assertFalse((self.folder / "study.toml").exists())
        self.plimsoll("init", "commercial", "-o", "study.toml", "--force")
        self.assertEqual(self.files(), before)
        self.plimsoll("init", ends=2)


class PublicFiles(CommandTest):
    """Every 160th row of the public panel and the first of each track and year: started, checked; some run."""

    def rows(self):
        with PANEL.open() as file:
            rows = list(csv.DictReader(file))
        firsts = {}
        for row in rows:
            firsts.setdefault((row["py"], row["track"]), row)
        return list(firsts.values()), rows[::160]

    @unittest.skipUnless(PANEL.exists(), "public data not found")
    def test_studies_of_every_track_and_year_run(self):
        firsts, others = self.rows()
        for number, row in enumerate(firsts + others):
            with self.subTest(aco=row["aco_id"], year=row["py"], track=row["track"]):
                name = f"{row['aco_id']}-{row['py']}.toml"
                self.plimsoll("init", "mssp", "--aco", row["aco_id"], "--panel", PANEL, "--year", row["py"], "-o", name,
                              "--force")
                self.plimsoll("check", name)
                if number % 8 == 0:
                    self.plimsoll("run", name, "--trials", "64", "-o", "out", "--force", "--quiet")
                self.savings_are_those_published(name, row)

    def savings_are_those_published(self, name, row):
        """Cost and benchmark of the study give the published savings rate, to the dollar the file rounds them to."""
        study = tomllib.loads((self.folder / name).read_text())
        cost, benchmark = study["cost"]["aco"]["pbpy"], study["benchmark"]["mssp"]["pbpy"]
        self.assertAlmostEqual(1 - cost / benchmark, float(row["sav_rate"]), delta=2.0 / benchmark)
        self.assertFalse(re.search(r"members = ([1-9]|10)\b", (self.folder / name).read_text()))


if __name__ == "__main__":
    unittest.main()
