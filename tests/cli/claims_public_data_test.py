"""Shipped maps against the public layouts and files: CCLF, Tuva, DE-SynPUF, MEPS."""
import csv
import fnmatch
import gzip
import json
import shutil
import sys
import tomllib
import unittest

from plimsoll_cli import DATA, SOURCE, CommandTest

SAMPLE = """about = "Samples of Tuva's core tables, too few persons of which are in both: members are those of the claims"
negative = "zero"
jump = 1.0
[members]
member = "person_id"
cover.month = "claim_start_date"
[members.table]
file = ["tuva_cms_synthetic_claim_lines_sample.csv"]
unused = ["*"]
[attribution]
member = "person_id"
month = "year_month"
[attribution.table]
file = ["tuva_cms_synthetic_member_months_sample.csv"]
unused = ["year_nbr", "*month*", "data_source", "patient_source_key", "payer", "plan", "*risk_score"]
[claims.lines]
member = "person_id"
claim = ["claim_id"]
line = ["claim_id", "claim_line_number"]
service_date = ["claim_line_start_date", "claim_start_date"]
end_date = "claim_line_end_date"
amount = ["paid_amount"]
category = [{ category = "institutional", when = { claim_type = ["institutional"] } }, { category = "professional", when = { claim_type = ["professional"] } }]
[claims.lines.table]
file = ["tuva_cms_synthetic_claim_lines_sample.csv"]
unused = ["*"]
"""


def map_of(name):
    return tomllib.loads((SOURCE / "scenarios" / "columns" / f"{name}.toml").read_text())


def tables_of(document):
    yield document["members"]["table"]
    for name in ("crosswalk", "attribution"):
        if name in document:
            yield document[name]["table"]
    for claims in document["claims"].values():
        yield claims["table"]


def columns_named(value):
    """Every text of a part of a map that is not the files, layout or unused columns."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "when" or key in ("cancel", "leave_out"):
                yield from inner
            elif key not in ("table", "about", "type", "equals", "category", "space"):
                yield from columns_named(inner)
            elif key == "category" and isinstance(inner, list):
                yield from columns_named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from columns_named(inner)
    elif isinstance(value, str):
        yield value


class Layouts(unittest.TestCase):
    def test_cclf_is_the_layout_cms_published(self):
        path = DATA / "cclf" / "cclf_layouts_v36.csv"
        if not path.exists():
            self.skipTest(f"public data not found: {path}")
        published = {}
        with open(path, newline="") as file:
            for row in csv.DictReader(file):
                published.setdefault(row["file"], []).append(
                    (f"{row['start']}-{row['end']}", row["field_label"].replace("…", "").strip(), row["format"]))
        for table in tables_of(map_of("cclf")):
            name = table["file"][0].rstrip("*")
            fields = [line.split() for line in table["layout"]]
            self.assertEqual([(field[0], field[2]) for field in fields], [field[:2] for field in published[name]], name)
            for (_, kind, label), (_, _, picture) in zip(fields, published[name]):
                if picture.startswith("YYYY"):
                    self.assertEqual(kind, "date", label)
                elif picture.startswith("-9"):
                    self.assertEqual(kind, "amount", label)

    def test_tuva_names_every_column_of_the_layer_once(self):
        path = DATA / "tuva" / "tuva_input_layer_columns.csv"
        if not path.exists():
            self.skipTest(f"public data not found: {path}")
        with open(path, newline="") as file:
            rows = list(csv.reader(file))[1:]
        document = map_of("tuva")
        parts = {"eligibility": document["members"], "provider_attribution": document["attribution"],
                 "medical_claim": document["claims"]["medical"], "pharmacy_claim": document["claims"]["pharmacy"]}
        for name, part in parts.items():
            layer = {row[1] for row in rows if row[0] == name}
            read = set(columns_named(part))
            self.assertLessEqual(read, layer, name)
            for column in layer - read:
                self.assertTrue(any(fnmatch.fnmatchcase(column, pattern) for pattern in part["table"]["unused"]), column)
            for column in read:
                self.assertFalse(any(fnmatch.fnmatchcase(column, pattern) for pattern in part["table"]["unused"]), column)


class PublicFiles(CommandTest):
    def data(self, *names):
        for name in names:
            if not (DATA / name).exists():
                self.skipTest(f"public data not found: {DATA / name}")
        return [DATA / name for name in names]

    def tables(self, *arguments):
        told = json.loads(self.plimsoll("review", *arguments, "--json").stdout)["tables"]
        return {table["id"]: {row["id"]: row["cells"] for row in table["rows"]} for table in told}

    def test_samples_of_tuva_tables(self):
        paths = self.data("tuva/tuva_cms_synthetic_claim_lines_sample.csv",
                          "tuva/tuva_cms_synthetic_member_months_sample.csv")
        (self.folder / "sample").mkdir()
        for path in paths:
            shutil.copy(path, self.folder / "sample")
        self.write("map.toml", SAMPLE)
        tables = self.tables("sample", "--columns", "map.toml")
        with open(paths[0], newline="") as file:
            paid = sum(round(float(row["paid_amount"]) * 100) for row in csv.DictReader(file) if row["paid_amount"]) / 100
        self.assertAlmostEqual(tables["dollars"]["in_files"]["dollars"]["value"], paid, places=2)
        self.assertEqual(tables["files"]["3.lines"]["rows"]["value"], 2000)
        self.assertEqual(tables["files"]["2.attribution"]["rows"]["value"], 2000)

    def test_desynpuf_inpatient_claims(self):
        paths = self.data("desynpuf/desynpuf_beneficiary_summary_2008_2010.csv.gz",
                          "desynpuf/desynpuf_inpatient_claims_2008_2010.csv.gz")
        (self.folder / "ds").mkdir()
        for path in paths:
            (self.folder / "ds" / path.name).symlink_to(path)
        tables = self.tables("ds", "--columns", "desynpuf_claims", "--year", "2008")
        amounts = ("CLM_PMT_AMT", "NCH_BENE_IP_DDCTBL_AMT", "NCH_BENE_PTA_COINSRNC_LBLTY_AM",
                   "NCH_BENE_BLOOD_DDCTBL_LBLTY_AM")
        with gzip.open(paths[1], "rt", newline="") as file:
            total = sum(float(row[name] or 0) for row in csv.DictReader(file) for name in amounts)
        self.assertAlmostEqual(tables["dollars"]["in_files"]["dollars"]["value"], total, places=2)
        with gzip.open(paths[0], "rt", newline="") as file:
            months = [max(0, min(int(row["BENE_HI_CVRAGE_TOT_MONS"]), int(row["BENE_SMI_CVRAGE_TOT_MONS"]))
                          - int(row["BENE_HMO_CVRAGE_TOT_MONS"])) for row in csv.DictReader(file) if row["YEAR"] == "2008"]
        self.assertEqual(tables["totals"]["kept_months"]["value"]["value"], sum(months))
        self.assertEqual(tables["totals"]["kept"]["value"]["value"],
                         sum(month > 0 for month in months))

    def test_meps_presets_fit(self):
        for year in (2012, 2013, 2014, 2015):
            [path] = self.data(f"meps/meps_{year}_person.csv.gz")
            with self.subTest(year=year):
                done = self.plimsoll("fit", path, "--columns", f"meps_{year}", "--year", year, "-o", f"m{year}.toml")
                self.assertIn("left out by the map", done.stdout)
                cost = tomllib.loads((self.folder / f"m{year}.toml").read_text())
                self.assertEqual({cell["enrolment"] for cell in cost["cells"]} - {"*"},
                                 {"medicare", "medicaid", "private", "uninsured", "other_public"})


if __name__ == "__main__":
    if not DATA.exists():
        print(f"public data not found: {DATA}")
        sys.exit(0)
    unittest.main()
