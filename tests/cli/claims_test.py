"""Claims of a folder, end to end: made up, reviewed and fitted. Planted defects are found where they stand, and only there."""
import csv
import gzip
import json
import random
import shutil
import tomllib
import unittest
from collections import defaultdict

from plimsoll_cli import SOURCE, CommandTest, study_text

MEMBERS = 600
OUTPATIENT = ("12", "13", "14", "7", "83", "84", "85", "87", "89")


def rows_of(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


class ClaimsTest(CommandTest):
    def make(self, name, *options):
        self.plimsoll("init", "claims", "--members", MEMBERS, "-o", name, *options)
        return self.folder / name

    def review(self, name, columns="tuva", *options, ends=0):
        done = self.plimsoll("review", name, "--columns", columns, "--rows", "1000", "--json", *options, ends=ends)
        told = json.loads(done.stdout)
        self.assertEqual(told["format"], "plimsoll-review/1")
        return {table["id"]: {row["id"]: row["cells"] for row in table["rows"]} for table in told["tables"]}

    @staticmethod
    def text(cell):
        return cell["text"] if cell else ""

    def found(self, tables):
        """(file, row, check) of every fault and defect."""
        places = set()
        for name, cells in tables["defects"].items():
            if self.text(cells["weight"]) != "note":
                rows = self.text(cells["first"]).split() or ["0"]
                places |= {(self.text(cells["file"]), int(row), name.split(".")[0]) for row in rows}
        return places

    def planted(self, folder):
        return {(row["file"], int(row["row"]), row["check"]) for row in rows_of(folder / "planted.csv")}

    def dollars(self, tables, table, row):
        return round(tables[table][row]["dollars"]["value"], 2)


class Planted(ClaimsTest):
    def test_every_planted_defect_is_found_at_its_row_and_no_other(self):
        for layout, kinds in (("tuva", 18), ("cclf", 15)):
            with self.subTest(layout=layout):
                folder = self.make(layout, "--layout", layout, "--defects")
                planted = self.planted(folder)
                self.assertEqual(len({check for _, _, check in planted}), kinds)
                self.assertEqual(self.found(self.review(layout, layout)), planted)

    def test_a_clean_feed_shows_none(self):
        for layout in ("tuva", "cclf"):
            with self.subTest(layout=layout):
                self.make(layout, "--layout", layout)
                self.assertEqual(self.found(self.review(layout, layout, "--strict")), set())

    def test_another_defect_would_be_found(self):
        """The control of the tests above: a place that is taken out of the key is missed there."""
        folder = self.make("tuva", "--defects")
        planted = self.planted(folder)
        self.assertNotEqual(self.found(self.review("tuva")), planted - {min(planted)})

    def test_strict_is_a_gate_and_names_no_member(self):
        folder = self.make("tuva", "--defects")
        done = self.plimsoll("review", "tuva", "--columns", "tuva", "--strict", ends=3)
        self.assertIn("kinds of defects found", done.stderr)
        self.plimsoll("review", "tuva", "--columns", "tuva")
        keys = {row["person_id"] for row in rows_of(folder / "eligibility.csv")}
        shown = set((done.stdout + done.stderr).split())
        self.assertFalse(keys & shown)

    def test_the_same_seed_makes_the_same_files(self):
        first, second, other = self.make("a", "--defects"), self.make("b", "--defects"), self.make("c", "--seed", "2")
        for path in first.iterdir():
            self.assertEqual(path.read_bytes(), (second / path.name).read_bytes(), path.name)
        self.assertNotEqual((first / "medical_claim.csv").read_bytes(), (other / "medical_claim.csv").read_bytes())

    def test_no_folder_is_written_over_unasked(self):
        self.make("a")
        self.plimsoll("init", "claims", "-o", "a", ends=1)
        self.plimsoll("init", "claims", ends=2)
        self.plimsoll("init", "claims", "--members", "100", "--defects", "-o", "few", ends=3)


class Sums(ClaimsTest):
    def expected(self, folder):
        """Dollars by category, added up here from the rows."""
        sums = defaultdict(int)
        emergency = {row["claim_id"] for row in rows_of(folder / "medical_claim.csv")
                     if row["revenue_center_code"] == "0450"}
        for row in rows_of(folder / "medical_claim.csv"):
            bill, cents = row["bill_type_code"], round(float(row["paid_amount"]) * 100)
            if row["claim_type"] == "professional":
                category = "equipment" if row["hcpcs_code"][0] in "EKL" else "professional"
            elif bill.startswith("11"):
                category = "inpatient"
            elif bill.startswith(OUTPATIENT):
                category = "emergency" if row["claim_id"] in emergency else "outpatient"
            else:
                category = "post_acute"
            sums[category] += cents
        for row in rows_of(folder / "pharmacy_claim.csv"):
            sums["pharmacy"] += round(float(row["paid_amount"]) * 100)
        return {category: cents / 100 for category, cents in sums.items()}

    def test_dollars_by_category_are_those_of_the_rows(self):
        folder = self.make("tuva")
        tables = self.review("tuva")
        expected = self.expected(folder)
        self.assertEqual({name: self.dollars(tables, "categories", name) for name in tables["categories"]}, expected)
        months = sum(cells["professional"]["value"] for cells in tables["months"].values())
        self.assertAlmostEqual(months, expected["professional"], places=2)

    def test_nothing_is_lost(self):
        for layout in ("tuva", "cclf"):
            self.make(layout, "--layout", layout, "--defects")
            told = self.review(layout, layout)["dollars"]
            parts = sum(cells["dollars"]["value"] for name, cells in told.items() if name != "in_files")
            self.assertAlmostEqual(parts, told["in_files"]["dollars"]["value"], places=2)

    def test_cancellations_are_taken_off_and_denied_claims_left_out(self):
        """The same claims in both layouts: CMS sends some again a tenth of a line dearer, and some denied."""
        tuva, cclf = self.make("tuva"), self.make("cclf", "--layout", "cclf")
        there = self.review("tuva")
        here = self.review("cclf", "cclf")
        self.assertIn("denied", here["dollars"])
        for category in ("inpatient", "emergency", "outpatient", "professional", "equipment", "post_acute"):
            claims = here["categories"][category]["claims"]["value"] / there["categories"][category]["claims"]["value"]
            self.assertEqual(claims, 1.0, category)
            ratio = self.dollars(here, "categories", category) / self.dollars(there, "categories", category)
            self.assertGreaterEqual(ratio, 1.0, category)
            self.assertLess(ratio, 1.02, category)
        self.assertEqual(self.text(here["categories"]["part_d_paid_by_beneficiary"]["use"]), "reviewed only")
        self.assertTrue(tuva.exists() and cclf.exists())

    def test_a_prior_feed_is_compared(self):
        folder = self.make("now")
        shutil.copytree(folder, self.folder / "before")
        tables = self.review("now", "tuva", "--prior", "before", "--strict")
        self.assertEqual({cells["change"]["value"] for cells in tables["prior"].values() if cells["change"]}, {0.0})
        path = self.folder / "before" / "medical_claim.csv"
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.split(",")[7].startswith("2025-06")))
        tables = self.review("now", "tuva", "--prior", "before", "--strict", ends=3)
        months = {name.rsplit(".", 1)[1] for name in tables["defects"] if name.startswith("changed_since_prior")}
        self.assertEqual(months, {"2025-06"})


class Fits(ClaimsTest):
    FIT = ("--columns", "tuva", "--year", "2025")

    def fitted(self, name, *options):
        self.plimsoll("fit", name, *self.FIT, "-o", f"{name}.toml", *options)
        return (self.folder / f"{name}.toml").read_bytes()

    def test_a_folder_is_fitted_and_its_cost_file_runs(self):
        self.make("tuva")
        cost = tomllib.loads(self.fitted("tuva", "--strict").decode())
        self.assertEqual(cost["categories"], ["emergency", "equipment", "inpatient", "outpatient", "pharmacy",
                                              "post_acute", "professional"])
        everyone = next(cell for cell in cost["cells"] if cell["enrolment"] == "*" and cell.get("age", "*") == "*")
        self.assertAlmostEqual(everyone["person_years"], 570, delta=15)

    def test_a_study_takes_its_members_from_the_folder(self):
        self.make("tuva")
        self.fitted("tuva")
        place = 'file = "tuva"\ncolumn_map = "tuva"\nfile_year = 2025'
        changes = [("members = 300", place), ('"cost.toml"', '"tuva.toml"')]
        self.write("study.toml", study_text(["enhanced"], changes=changes))
        done = self.plimsoll("run", "study.toml", "-o", "out", "--trials", "50")
        self.assertIn("population.aco: 600 members read", done.stderr)
        keys = [row["person_id"].encode() for row in rows_of(self.folder / "tuva" / "eligibility.csv")]
        for path in (self.folder / "out").iterdir():
            held = path.read_bytes()
            self.assertFalse(any(key in held for key in keys), path.name)
        self.write("study.toml", study_text(["enhanced"], changes=[(old, new.replace("\nfile_year = 2025", ""))
                                                                   for old, new in changes]))
        errors = self.errors_of("run", "study.toml", "-o", "other")
        self.assertIn("file_year", errors[0]["what"])
        self.make("bad", "--defects")
        self.write("study.toml", study_text(["enhanced"], changes=[(old, new.replace('file = "tuva"', 'file = "bad"'))
                                                                   for old, new in changes]))
        self.assertGreater(len(self.errors_of("run", "study.toml", "-o", "other")), 3)

    def test_order_of_rows_and_gzip_change_nothing(self):
        folder = self.make("tuva")
        kept = self.fitted("tuva")
        mixed = self.folder / "mixed"
        shutil.copytree(folder, mixed)
        for path in list(mixed.iterdir()):
            header, *lines = path.read_text().splitlines(keepends=True)
            if path.name != "eligibility.csv":
                random.Random(7).shuffle(lines)
            path.unlink()
            with gzip.open(f"{path}.gz", "wt") as file:
                file.writelines([header, *lines])
        self.assertEqual(self.fitted("mixed"), kept)

    def test_faults_stop_a_fit_and_defects_do_so_if_asked(self):
        folder = self.make("tuva", "--defects")
        errors = self.errors_of("fit", "tuva", *self.FIT, "-o", "x.toml")
        self.assertLessEqual({error["file"] for error in errors}, {"medical_claim.csv", "pharmacy_claim.csv"})
        rows = {(row["file"], int(row["row"])) for row in rows_of(folder / "planted.csv")}
        self.assertLessEqual({(error["file"], error["line"]) for error in errors}, rows)
        self.assertFalse((self.folder / "x.toml").exists())
        # Without the rows that cannot be read, only --strict refuses.
        faults = {"unreadable_row", "empty_key", "not_a_date", "not_an_amount", "no_category"}
        for name in ("medical_claim.csv", "pharmacy_claim.csv"):
            bad = {int(row["row"]) for row in rows_of(folder / "planted.csv")
                   if row["file"] == name and row["check"] in faults}
            path = folder / name
            lines = path.read_text().splitlines(keepends=True)
            path.write_text("".join(line for number, line in enumerate(lines, 1) if number not in bad))
        self.plimsoll("fit", "tuva", *self.FIT, "-o", "y.toml", "--strict", ends=3)
        self.plimsoll("fit", "tuva", *self.FIT, "-o", "y.toml")


class Attribution(ClaimsTest):
    def without(self, folder, keys):
        """Takes their rows out of the months attributed."""
        path = folder / "provider_attribution.csv"
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if line.split(",")[0] not in keys))

    def test_members_not_attributed_are_counted_or_left_out(self):
        folder = self.make("tuva")
        eligible = rows_of(folder / "eligibility.csv")
        gone = {row["person_id"] for row in eligible[:40]}
        sums = self.review("tuva", "tuva", "--year", "2025")
        self.without(folder, gone)
        told = self.review("tuva", "tuva", "--year", "2025", "--strict")
        note = told["defects"]["not_attributed.eligibility.csv.person_id"]
        self.assertEqual((note["members"]["value"], self.text(note["weight"])), (40, "note"))
        self.assertEqual(told["dollars"], sums["dollars"])
        text = (SOURCE / "scenarios" / "columns" / "tuva.toml").read_text()
        self.write("only.toml", text.replace("attributed_only = false", "attributed_only = true"))
        told = self.review("tuva", "only.toml", "--year", "2025", "--strict")
        cents = sum(round(float(row["paid_amount"]) * 100)
                    for name in ("medical_claim.csv", "pharmacy_claim.csv") for row in rows_of(folder / name)
                    if row["person_id"] in gone)
        self.assertEqual(self.dollars(told, "dollars", "unattributed"), cents / 100)
        self.assertAlmostEqual(self.dollars(told, "dollars", "kept") + cents / 100,
                               self.dollars(sums, "dollars", "kept"), places=2)
        self.assertEqual(told["totals"]["unattributed"]["value"]["value"], 40)
        self.assertEqual(told["totals"]["kept"]["value"]["value"], sums["totals"]["kept"]["value"]["value"] - 40)

    def test_few_members_not_attributed_are_not_told_by_subtraction(self):
        folder = self.make("tuva")
        self.without(folder, {row["person_id"] for row in rows_of(folder / "eligibility.csv")[:3]})
        text = (SOURCE / "scenarios" / "columns" / "tuva.toml").read_text()
        self.write("only.toml", text.replace("attributed_only = false", "attributed_only = true"))
        totals = self.review("tuva", "only.toml", "--year", "2025")["totals"]
        self.assertNotIn("value", totals["unattributed"]["value"])
        self.assertNotIn("value", totals["members"]["value"])

    def test_only_what_is_attributed_needs_the_file(self):
        folder = self.make("tuva")
        (folder / "provider_attribution.csv").unlink()
        self.assertNotIn("not_attributed", " ".join(self.review("tuva")["defects"]))
        text = (SOURCE / "scenarios" / "columns" / "tuva.toml").read_text()
        self.write("only.toml", text.replace("attributed_only = false", "attributed_only = true"))
        for verb in (["review", "tuva"], ["fit", "tuva", "--year", "2025", "-o", "x.toml"]):
            self.assertEqual(self.errors_of(*verb, "--columns", "only.toml")[0]["key"], "attribution.table.file")


if __name__ == "__main__":
    unittest.main()
