"""Faulty member files: exit 3, the message names file, row and column and never a value, nothing half-written."""
import gzip
import json
import tomllib
import unittest

from plimsoll_cli import CommandTest, study_text

MAP = """member = "id"
year = "year"
categories.inpatient = ["ip"]
categories.professional = ["pro"]
enrolment = [{ type = "disabled", column = "dis", equals = "Y" }, { type = "aged_nondual" }]
[months]
column = "months"
"""
FIT = ["fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "fitted.toml"]
HEADER = "id,year,months,dis,ip,pro"
SECRET = "740193.28"     # cost found nowhere else
MEMBER = "MBR-Q7X-5501"  # member key found nowhere else


def rows(count=120):
    """Sound rows; the third is that of the member and cost to be kept out of every message."""
    made = [f"m{i},2025,12,{'Y' if i % 4 == 0 else 'N'},{(i % 5 == 0) * (900 + 37 * i)},{100 + 13 * i}"
            for i in range(count)]
    made[2] = f"{MEMBER},2025,12,N,{SECRET},55"
    return made


def csv(lines, header=HEADER):
    return "\n".join([header, *lines, ""])


class BadData(CommandTest):
    STUDY = study_text(["enhanced"], changes=[("members = 300", 'file = "members.csv"\ncolumn_map = "map.toml"')])

    def setUp(self):
        super().setUp()
        self.write("map.toml", MAP)
        self.write("study.toml", self.STUDY)

    def refused(self, data, says, row=None, column=None, more=()):
        """Both verbs refuse the data; only `more` further faults may stand beside the one described."""
        (self.folder / "members.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
        before = self.files()
        for verb in (FIT,
                     ["run", "study.toml", "-o", "out"]):
            with self.subTest(verb=verb[0]):
                errors = self.errors_of(*verb)
                self.assertEqual(len(errors), 1 + len(more), errors)
                self.assertIn(says, errors[0]["what"])
                self.assertTrue(errors[0]["file"].endswith("members.csv"))
                self.assertEqual(errors[0]["line"], row or 0)
                self.assertEqual(errors[0]["key"], column or "")
                told = self.plimsoll(*verb, ends=3)
                self.assertIn("members.csv" + (f":{row}" if row else ""), told.stderr)
                self.assertIn(column or "", told.stderr)
                self.assertEqual(self.files(), before)
                self.keeps_silent(told.stdout + told.stderr + str(errors))

    def keeps_silent(self, text):
        for secret in (SECRET, SECRET.split(".")[0], MEMBER):
            self.assertNotIn(secret, text)

    def changed(self, index, text):
        lines = rows()
        lines[index] = text
        return csv(lines)

    def test_sound_data_are_taken(self):
        """The control of all others: without a fault both verbs end well."""
        self.write("members.csv", csv(rows()))
        done = self.plimsoll(*FIT)
        self.keeps_silent(done.stdout + done.stderr)
        tomllib.loads((self.folder / "fitted.toml").read_text())
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "10")
        for path in [self.folder / "fitted.toml", *(self.folder / "out").iterdir()]:
            held = path.read_bytes()
            self.assertNotIn(MEMBER.encode(), held, path.name)
            self.assertNotIn(SECRET.encode(), held, path.name)

    def test_empty_file(self):
        self.refused("", "the file is empty")

    def test_header_alone(self):
        self.refused(csv([]), "no member with a month of exposure")

    def test_zero_members(self):
        nobody = csv([line.replace(",2025,12,", ",2025,0,") for line in rows()])
        self.refused(nobody, "no member with a month of exposure")

    def test_missing_column(self):
        self.refused(csv(rows(), HEADER.replace("pro", "prof")), "missing column", 1, "pro")

    def test_cell_that_is_no_number(self):
        self.refused(self.changed(2, f"{MEMBER},2025,12,N,${SECRET},55"), "not a number", 4, "ip")
        self.refused(self.changed(2, f"{MEMBER},2025,12,N,,55"), "empty where a number belongs", 4, "ip")
        self.refused(self.changed(2, f'{MEMBER},2025,12,N,"740,193.28",55'), "not a number", 4, "ip")
        self.refused(self.changed(2, f"{MEMBER},2025,12,N,nan,55"), "not a number", 4, "ip")

    def test_months_out_of_range(self):
        self.refused(self.changed(2, f"{MEMBER},2025,13,N,{SECRET},55"), "not a whole number from 0 to 12", 4, "months")

    def test_duplicate_member_year(self):
        self.refused(csv([*rows(), rows()[2]]), "duplicate member-year, first seen in row 4", 122, "id")

    def test_same_member_in_two_years_is_no_duplicate(self):
        self.write("members.csv", csv([*rows(), rows()[2].replace(",2025,", ",2024,")]))
        self.plimsoll(*FIT)

    def test_negative_cost(self):
        data = self.changed(2, f"{MEMBER},2025,12,N,-{SECRET},55")
        self.refused(data, "negative cost of category inpatient", 4, "ip")

    def test_negative_cost_that_is_mapped_is_counted(self):
        lines = rows()
        for i in range(30, 45):
            lines[i] = f"m{i},2025,12,N,-{SECRET},55"
        self.write("members.csv", csv(lines))
        self.write("map.toml", 'negative = "zero"\n' + MAP)
        done = self.plimsoll(*FIT)
        line = next(line for line in done.stdout.splitlines() if "negative inpatient" in line)
        self.assertEqual(line.split()[-1], "15")
        lines[31:45] = rows()[31:45]  # one is left: a count of 1 to 10 people is never shown
        self.write("members.csv", csv(lines))
        done = self.plimsoll(*FIT, "--force")
        line = next(line for line in done.stdout.splitlines() if "negative inpatient" in line)
        self.assertEqual(line.split()[-1], "1-10")
        self.keeps_silent(done.stdout + done.stderr)

    def test_row_of_another_width(self):
        self.refused(self.changed(2, f"{MEMBER},2025,12,N,{SECRET}"), "row has 5 cells, the header has 6", 4)

    def test_quote_never_closed(self):
        self.refused(self.changed(119, f'"{MEMBER},2025,12,N,{SECRET},55'), "never closed", 121)

    def test_truncated_gzip(self):
        whole = gzip.compress(csv(rows(4000)).encode(), mtime=0)
        (self.folder / "members.csv").write_bytes(whole[:len(whole) // 2])
        before = self.files()
        for verb in (FIT,
                     ["run", "study.toml", "-o", "out"]):
            with self.subTest(verb=verb[0]):
                error = self.errors_of(*verb)[-1]
                self.assertIn("the gzip file is truncated", error["what"])
                self.assertGreater(error["line"], 1)
                self.assertEqual(self.files(), before)
        (self.folder / "members.csv").write_bytes(whole)
        self.plimsoll(*FIT)

    def reviewed(self, *options, ends=0):
        done = self.plimsoll("review", "members.csv", "--columns", "map.toml", "--year", "2025", *options, ends=ends)
        self.keeps_silent(done.stdout + done.stderr)
        return done

    def test_a_category_without_a_dollar(self):
        lines = [line.rsplit(",", 1)[0] + ",0" for line in rows()]
        self.write("members.csv", csv(lines))
        for verb in (FIT, [*FIT, "--strict"]):
            errors = self.errors_of(*verb)
            self.assertEqual([(error["key"], error["what"]) for error in errors],
                             [("pro", "category professional has no dollar in any row")])
        self.assertFalse((self.folder / "fitted.toml").exists())
        self.assertIn("category professional has no dollar", self.reviewed("--strict", ends=3).stdout)
        self.write("members.csv", csv([*lines[:-1], rows()[-1]]))  # the control: one dollar is not none
        self.assertNotIn("has no dollar", self.reviewed("--strict").stdout)

    def test_a_cell_of_one_member(self):
        lines = [line.replace(",Y,", ",N,") for line in rows()]
        self.write("members.csv", csv(lines))
        self.assertNotIn("parent cell", self.reviewed().stdout)
        lines[7] = lines[7].replace(",N,", ",Y,")
        self.write("members.csv", csv(lines))
        told = self.reviewed("--strict").stdout  # told, not refused
        line = next(line for line in told.splitlines() if line.strip().startswith("disabled/"))
        self.assertEqual(line.split()[1:], ["1-10", "9"])
        done = self.plimsoll(*FIT)
        self.assertIn("laws of thin cells come from a parent cell", done.stderr)
        fitted = tomllib.loads((self.folder / "fitted.toml").read_text())
        cell = next(cell for cell in fitted["cells"] if cell["enrolment"] == "disabled")
        self.assertNotIn("person_years", cell)
        for law in cell["laws"]:
            self.assertNotIn("disabled", json.dumps(law))

    def test_cost_without_exposure(self):
        self.write("members.csv", self.changed(2, f"{MEMBER},2025,0,N,{SECRET},55"))
        told = self.reviewed("--strict", ends=3).stdout
        line = next(line for line in told.splitlines() if "cost without a month of exposure" in line)
        self.assertEqual(line.split()[-2:], ["4", "months"])
        errors = self.errors_of(*FIT, "--strict")
        self.assertEqual([(error["line"], error["key"]) for error in errors], [(4, "months")])
        self.keeps_silent(str(errors))
        self.plimsoll(*FIT)

    def test_names_of_categories_that_stand_for_something_else(self):
        """`total` is the sum of all; any other name does, that of a line of the tables too."""
        self.write("members.csv", csv(rows()))
        self.write("map.toml", MAP.replace("categories.inpatient", "categories.total"))
        self.assertEqual([error["key"] for error in self.errors_of(*FIT)], ["categories.total"])
        self.write("map.toml", 'negative = "zero"\n' + MAP.replace("categories.inpatient", "categories.kept"))
        self.plimsoll(*FIT)

    def test_every_fault_is_told_at_once(self):
        lines = rows()
        lines[2] = f"{MEMBER},2025,12,N,x{SECRET},y"
        lines[9] = f"{MEMBER},2025,twelve,N,1,1"
        self.refused(csv(lines), "not a number", 4, "ip", more=["pro", "duplicate", "months"])

    def test_missing_file_and_map(self):
        done = self.plimsoll("fit", "none.csv", "--columns", "map.toml", "--year", "2025", ends=3)
        self.assertIn("none.csv", done.stderr)
        self.write("members.csv", csv(rows()))
        done = self.plimsoll("fit", "members.csv", "--columns", "nomap", "--year", "2025", ends=3)
        self.assertIn("nomap", done.stderr)

    def test_a_run_reads_what_a_fit_wrote(self):
        self.write("members.csv", csv(rows()))
        self.plimsoll(*FIT)
        self.write("fit_study.toml", study_text(changes=[('"cost.toml"', '"fitted.toml"')]))
        self.plimsoll("run", "fit_study.toml", "-o", "out", "--trials", "10")
        without_year = [word for word in FIT if word not in ("--year", "2025")]
        self.plimsoll(*without_year, ends=2)  # a cost file must say of which year its dollars are

    def test_fit_replaces_nothing_unasked(self):
        self.write("members.csv", csv(rows()))
        kept = self.write("fitted.toml", "mine")
        done = self.plimsoll(*FIT, ends=1)
        self.assertIn("--force", done.stderr)
        self.assertEqual(kept.read_text(), "mine")
        self.plimsoll(*FIT, "--force")
        self.assertIn('schema = "cost/1"', kept.read_text())


if __name__ == "__main__":
    unittest.main()
