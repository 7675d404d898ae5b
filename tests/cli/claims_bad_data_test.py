"""Faulty claims: each named by file, row, column and rule, nothing lost, no value shown."""
import json
import unittest

from plimsoll_cli import CommandTest

SECRET = "740193.28"      # amount found nowhere else
MEMBER = "MBR-Q7X-5501"   # member key found nowhere else


class BadClaims(CommandTest):
    def setUp(self):
        super().setUp()
        self.plimsoll("init", "claims", "--members", "600", "-o", "tuva")
        self.plimsoll("init", "claims", "--members", "600", "--layout", "cclf", "-o", "cclf")

    def change(self, name, row, edit):
        """Edits one line of a file, numbered as an editor shows it; row None: every line but the first."""
        path = self.folder / name
        lines = path.read_text().splitlines()
        for i in range(1 if row is None else row - 1, len(lines) if row is None else row):
            lines[i] = edit(lines[i])
        path.write_text("\n".join(lines) + "\n")

    def cell(self, name, row, column, value):
        header = (self.folder / name).read_text().split("\n", 1)[0].split(",")

        def edit(line):
            cells = line.split(",")
            cells[header.index(column)] = value
            return ",".join(cells)
        self.change(name, row, edit)

    def defects(self, folder, columns, *options, ends=0):
        done = self.plimsoll("review", folder, "--columns", columns, "--json", *options, ends=ends)
        for secret in (SECRET, SECRET.split(".")[0], MEMBER):
            self.assertNotIn(secret, done.stdout + done.stderr)
        table = next(table for table in json.loads(done.stdout)["tables"] if table["id"] == "defects")
        told = {}
        for row in table["rows"]:
            cells = {key: cell.get("text", "") if cell else "" for key, cell in row["cells"].items() if key != "rows"}
            told[row["id"].split(".")[0], cells["file"], cells["column"]] = cells["first"]
        return told

    def refused(self, folder, columns, file, row, column, says):
        """A fit refuses the fault, and shows file, row, column and rule."""
        errors = self.errors_of("fit", folder, "--columns", columns, "--year", "2025", "-o", "x.toml")
        self.assertEqual([(error["file"], error["line"], error["key"]) for error in errors], [(file, row, column)])
        self.assertIn(says, errors[0]["what"])
        self.assertFalse((self.folder / "x.toml").exists())

    def test_a_shifted_field_of_cclf(self):
        self.change("cclf/CCLF1.txt", 7, lambda line: line[:41] + " " + line[41:-1])
        self.refused("cclf", "cclf", "CCLF1.txt", 7, "CLM_FROM_DT", "does not hold what its layout says")
        self.change("cclf/CCLF1.txt", 7, lambda line: line[:60])
        self.refused("cclf", "cclf", "CCLF1.txt", 7, "", "another width or length")

    def test_every_line_shifted_is_one_thing_told(self):
        self.change("cclf/CCLF5.txt", None, lambda line: " " + line[:-1])
        told = self.defects("cclf", "cclf")
        self.assertEqual([key for key in told if key[0] == "shifted_field"], [("shifted_field", "CCLF5.txt", "CLM_FROM_DT")])
        self.assertEqual(told["shifted_field", "CCLF5.txt", "CLM_FROM_DT"], "2 3 4 5 6 …")

    def test_an_unmapped_column(self):
        path = self.folder / "tuva" / "medical_claim.csv"
        header, *rows = path.read_text().splitlines()
        path.write_text("\n".join([header + ",copay", *(row + ",0" for row in rows)]) + "\n")
        told = self.defects("tuva", "tuva", "--strict", ends=3)
        self.assertEqual(told, {("unmapped_column", "medical_claim.csv", "copay"): "1"})

    def test_a_missing_column(self):
        self.change("tuva/medical_claim.csv", 1, lambda line: line.replace("bill_type_code", "bill_type_cod"))
        errors = self.errors_of("review", "tuva", "--columns", "tuva")
        self.assertEqual([(error["line"], error["key"], error["help"]) for error in errors],
                         [(1, "bill_type_code", "did you mean bill_type_cod?")])

    def test_service_before_birth_and_cost_without_cover(self):
        self.cell("tuva/medical_claim.csv", 9, "claim_line_start_date", "1901-01-01")
        self.cell("tuva/medical_claim.csv", 30, "person_id", MEMBER)
        self.cell("tuva/medical_claim.csv", 30, "paid_amount", SECRET)
        told = self.defects("tuva", "tuva", "--strict", ends=3)
        self.assertEqual(told, {("service_before_birth", "medical_claim.csv", "claim_line_start_date"): "9",
                                ("cost_without_cover", "medical_claim.csv", "person_id"): "30"})

    def test_birth_dates_that_cannot_be(self):
        self.cell("tuva/eligibility.csv", 4, "birth_date", "2026-03-01")
        told = self.defects("tuva", "tuva", "--year", "2025", "--strict", ends=3)
        self.assertEqual(told["age_out_of_range", "eligibility.csv", "birth_date"], "4")
        self.refused("tuva", "tuva", "eligibility.csv", 4, "birth_date", "birth after the year")

    def test_dates_and_amounts_that_are_none(self):
        self.cell("tuva/medical_claim.csv", 12, "claim_line_start_date", "02/30/2025")
        self.refused("tuva", "tuva", "medical_claim.csv", 12, "claim_line_start_date", "no date")
        self.cell("tuva/medical_claim.csv", 12, "claim_line_start_date", "2025-03-03")
        self.cell("tuva/medical_claim.csv", 12, "paid_amount", f"${SECRET}")
        self.refused("tuva", "tuva", "medical_claim.csv", 12, "paid_amount", "no amount")

    def test_a_claim_no_rule_knows(self):
        self.cell("tuva/medical_claim.csv", None, "claim_type", "dental")
        told = self.defects("tuva", "tuva")
        self.assertIn(("no_category", "medical_claim.csv", "claim_type"), told)

    def test_a_category_without_a_dollar(self):
        self.cell("tuva/pharmacy_claim.csv", None, "paid_amount", "0")
        told = self.defects("tuva", "tuva", "--strict", ends=3)
        self.assertEqual(told, {("empty_category", "", "pharmacy"): ""})
        errors = self.errors_of("fit", "tuva", "--columns", "tuva", "--year", "2025", "-o", "x.toml")
        self.assertEqual([(error["key"], error["what"]) for error in errors],
                         [("pharmacy", "category pharmacy has no dollar in any row")])
        errors = self.errors_of("fit", "tuva", "--columns", "tuva", "--year", "2025", "-o", "x.toml", "--strict")
        self.assertEqual([error["key"] for error in errors], ["pharmacy"])

    def test_a_cell_of_one_member(self):
        self.cell("tuva/eligibility.csv", None, "medicare_status_code", "10")
        self.cell("tuva/eligibility.csv", 3, "medicare_status_code", "31")
        told = self.defects("tuva", "tuva", "--year", "2025", "--strict")
        cell = next(key for key in told if key[0] == "thin_cell" and key[2].startswith("esrd/"))
        self.assertEqual((cell[1], told[cell]), ("eligibility.csv", "3 …"))
        done = self.plimsoll("review", "tuva", "--columns", "tuva", "--year", "2025")
        line = next(line for line in done.stdout.splitlines() if "esrd/" in line)
        self.assertEqual(line.count("1-10"), 2)

    def test_months_attributed_outside_cover(self):
        self.cell("tuva/provider_attribution.csv", 8, "year_month", "203001")
        told = self.defects("tuva", "tuva", "--strict", ends=3)
        self.assertEqual(told, {("attributed_outside_cover", "provider_attribution.csv", "year_month"): "8"})

    def test_records_the_control_file_counts_otherwise(self):
        path = self.folder / "cclf" / "CCLF6.txt"
        path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
        told = self.defects("cclf", "cclf", "--strict", ends=3)
        self.assertEqual({key: rows for key, rows in told.items() if key[0] != "denied"},
                         {("record_count", "CCLF0.txt", "CCLF6"): "5"})

    def test_nothing_to_read(self):
        (self.folder / "empty").mkdir()
        for verb in (["review", "empty"], ["fit", "empty", "--year", "2025"]):
            errors = self.errors_of(*verb, "--columns", "tuva")
            self.assertEqual(errors[0]["key"], "members.table.file")
        (self.folder / "tuva" / "medical_claim.csv").unlink()
        (self.folder / "tuva" / "pharmacy_claim.csv").unlink()
        self.assertEqual(self.errors_of("review", "tuva", "--columns", "tuva")[0]["key"], "claims")

    def test_a_map_with_faults_names_them_all(self):
        self.write("map.toml", 'negative = "ignore"\n[members]\nmember = "id"\ncover.start = ["a"]\n[members.table]\nfile = []\n'
                               '[claims.c]\nmember = "id"\nclaim = ["c"]\nline = ["l"]\nservice_date = ["d"]\n'
                               '[claims.c.table]\nfile = ["c.csv"]\nlayout = ["1-2 money X"]\n')
        keys = {error["key"] for error in self.errors_of("review", "tuva", "--columns", "map.toml")}
        self.assertEqual(keys, {"members.table.file", "claims.c.table.layout[0]", "claims.c.category", "negative", "claims"})

    def test_a_member_file_is_reviewed_as_well(self):
        self.write("members.csv", "id,months,ip\na,12,5\nb,13,1\n" + "".join(f"m{i},12,{i}\n" for i in range(40)))
        self.write("map.toml", 'member = "id"\ncategories.inpatient = ["ip"]\nmonths.column = "months"\n')
        done = self.plimsoll("review", "members.csv", "--columns", "map.toml", "--strict", ends=3)
        line = next(line for line in done.stdout.splitlines() if "months" in line and " 3 " in line)
        self.assertIn("not a whole number from 0 to 12", line)
        self.write("members.csv", "id,months,ip\n" + "".join(f"m{i},12,{i}\n" for i in range(40)))
        done = self.plimsoll("review", "members.csv", "--columns", "map.toml", "--strict")
        self.assertIn("no defect found", done.stderr)


if __name__ == "__main__":
    unittest.main()
