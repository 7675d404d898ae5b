"""Triangles from a folder of claims: their cells against sums taken here, and what they predict against what was paid."""
import csv
import json
import tomllib
import unittest
from collections import defaultdict

from plimsoll_cli import SOURCE, CommandTest

MEMBERS = 1500
PERIODS = {"month": 1, "quarter": 3, "year": 12}


def month_of(day):
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def cents_of(text):
    return round(float(text) * 100)


class Payment:
    """One row as an accountant would book it."""

    def __init__(self, category, service, paid, cents):
        self.category, self.service, self.paid, self.cents = category, service, paid, cents


def category_of(row, emergency):
    if row["claim_type"] == "professional":
        return "equipment" if row["hcpcs_code"][0] in "EKL" else "professional"
    if row["bill_type_code"].startswith("11"):
        return "inpatient"
    if row["bill_type_code"].startswith("13"):
        return "emergency" if row["claim_id"] in emergency else "outpatient"
    return "post_acute"


def tuva_payments(folder):
    with open(folder / "medical_claim.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    emergency = {row["claim_id"] for row in rows if row["revenue_center_code"] == "0450"}
    payments = [Payment(category_of(row, emergency), row["claim_line_start_date"], row["paid_date"],
                        cents_of(row["paid_amount"])) for row in rows]
    with open(folder / "pharmacy_claim.csv", newline="") as file:
        payments += [Payment("pharmacy", row["dispensing_date"], row["paid_date"], cents_of(row["paid_amount"]))
                     for row in csv.DictReader(file)]
    return payments


def cclf_payments(folder):
    """What Medicare paid; what is taken back is booked at the day it is taken back."""
    claims = tomllib.loads((SOURCE / "scenarios" / "columns" / "cclf.toml").read_text())["claims"]
    payments = []
    for table, file in (("part_a", "CCLF1.txt"), ("part_b", "CCLF5.txt"), ("equipment", "CCLF6.txt")):
        places = {}
        for field in claims[table]["table"]["layout"]:
            place, _, name = field.split()
            first, last = map(int, place.split("-"))
            places[name] = slice(first - 1, last)
        for line in (folder / file).read_text().splitlines():
            cell = {name: line[place].strip() for name, place in places.items()}
            if cell.get("CLM_MDCR_NPMT_RSN_CD"):
                continue
            sign = -1 if cell["CLM_ADJSMT_TYPE_CD"] == "1" else 1
            amount = cell["CLM_PMT_AMT"] if table == "part_a" else cell["CLM_LINE_CVRD_PD_AMT"]
            service = cell["CLM_FROM_DT"] if table == "part_a" else cell["CLM_LINE_FROM_DT"]
            payments.append(Payment(table, service, cell["CLM_EFCTV_DT"], sign * cents_of(amount)))
    return payments


def triangle_of(payments, as_of, period="month"):
    """Cents paid so far, by period incurred and lag."""
    months = PERIODS[period]
    kept = [p for p in payments if p.paid <= as_of and p.service <= as_of]
    first, last = min(month_of(p.service) // months for p in kept), month_of(as_of) // months
    rows = [[0] * (last - i + 1) for i in range(first, last + 1)]
    for p in kept:
        incurred = month_of(p.service) // months
        rows[incurred - first][max(0, month_of(p.paid) // months - incurred)] += p.cents
    for row in rows:
        for lag in range(1, len(row)):
            row[lag] += row[lag - 1]
    return rows


class ClaimsUnpaid(CommandTest):
    def make(self, layout="tuva", *options):
        self.plimsoll("init", "claims", "--members", MEMBERS, "--layout", layout, "-o", layout, *options)
        return self.folder / layout

    def unpaid(self, *arguments):
        return json.loads(self.plimsoll("unpaid", *arguments, "--json").stdout)

    def table(self, document, name):
        rows = next(table for table in document["tables"] if table["id"] == name)["rows"]
        return {row["id"]: row["cells"] for row in rows}

    def saved(self, name="triangle.csv"):
        with open(self.folder / name, newline="") as file:
            header, *rows = csv.reader(file)
        self.assertEqual(header, ["period", *(str(lag) for lag in range(len(header) - 1))])
        return [row[0] for row in rows], [[cents_of(cell) for cell in row[1:] if cell] for row in rows]

    def change(self, name, edit):
        """Every row of a file, as a dictionary, through `edit(number of the row from 2, row)`."""
        path = self.folder / name
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows, 2):
            edit(number, row)
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


class Cells(ClaimsUnpaid):
    def test_cells_are_the_sums_of_the_rows(self):
        payments = tuva_payments(self.make())
        for period, names, as_of in (("month", ["2025-01", "2025-12"], "2025-12-31"),
                                     ("quarter", ["2025-Q1", "2025-Q4"], "2025-12-31")):
            with self.subTest(period=period):
                self.plimsoll("unpaid", "tuva", "--columns", "tuva", "--as-of", as_of, "--period", period, "--save",
                              "triangle.csv", "--force")
                periods, rows = self.saved()
                self.assertEqual([periods[0], periods[-1]], names)
                self.assertEqual(rows, triangle_of(payments, as_of, period))

    def test_a_category_alone(self):
        payments = [p for p in tuva_payments(self.make()) if p.category == "pharmacy"]
        told = self.unpaid("tuva", "--columns", "tuva", "--as-of", "2025-10-31", "--category", "pharmacy", "--save",
                           "triangle.csv")
        self.assertEqual(self.saved()[1], triangle_of(payments, "2025-10-31"))
        self.assertNotIn("categories", {table["id"] for table in told["tables"]})
        whole = self.table(self.unpaid("tuva", "--columns", "tuva", "--as-of", "2025-10-31"), "categories")["pharmacy"]
        alone = self.table(told, "unpaid")["total"]["chain_ladder"]
        for part in ("value", "std_error", "interval"):
            self.assertEqual(whole["unpaid"][part], alone[part])

    def test_what_is_taken_back_stands_in_the_month_it_is_taken_back(self):
        payments = cclf_payments(self.make("cclf"))
        self.plimsoll("unpaid", "cclf", "--columns", "cclf", "--as-of", "2025-12-31", "--save", "triangle.csv")
        rows = self.saved()[1]
        self.assertEqual(rows, triangle_of(payments, "2025-12-31"))
        self.assertLess(sum(p.cents < 0 for p in payments), len(payments) / 20)
        # The control: without what was taken back the cells are others.
        self.assertNotEqual(rows, triangle_of([p for p in payments if p.cents > 0], "2025-12-31"))

    def test_paid_before_the_service_counts_at_lag_0_and_falls_are_told(self):
        folder = self.make()

        def edit(number, row):
            if row["claim_line_start_date"].startswith("2025-03") and number % 40 == 0:
                row["paid_date"] = "2025-01-15"
            if row["claim_line_start_date"].startswith("2025-02") and row["paid_date"].startswith("2025-04"):
                row["paid_amount"] = "-" + row["paid_amount"]
        self.change("tuva/medical_claim.csv", edit)
        payments = tuva_payments(folder)
        self.assertGreater(sum(p.paid < p.service for p in payments), 10)
        told = self.unpaid("tuva", "--columns", "tuva", "--as-of", "2025-12-31", "--save", "triangle.csv")
        rows = self.saved()[1]
        self.assertEqual(rows, triangle_of(payments, "2025-12-31"))
        self.assertLess(rows[1][2], rows[1][1])
        self.assertTrue(any("more was taken back than paid in 1 cell" in notice and "period 2025-02, lag 2" in notice
                            for notice in told["notices"]), told["notices"])
        self.assertTrue(any("defects" in notice for notice in told["notices"]))
        self.plimsoll("unpaid", "tuva", "--columns", "tuva", "--as-of", "2025-12-31", "--strict", ends=3)

    def test_since_leaves_out_what_was_incurred_before(self):
        payments = [p for p in tuva_payments(self.make()) if p.service >= "2025-04-01"]
        self.plimsoll("unpaid", "tuva", "--columns", "tuva", "--as-of", "2025-12-31", "--since", "2025-04", "--save",
                      "triangle.csv")
        self.assertEqual(self.saved()[1], triangle_of(payments, "2025-12-31"))


class Totals(ClaimsUnpaid):
    def dollars(self, document):
        return {name: round(cells["dollars"]["value"] * 100) for name, cells in self.table(document, "dollars").items()}

    def test_dollars_are_those_of_the_review(self):
        self.make()

        def blank(number, row):
            if number % 97 == 0:
                row["paid_date"] = ""
        self.change("tuva/medical_claim.csv", blank)
        review = json.loads(self.plimsoll("review", "tuva", "--columns", "tuva", "--json").stdout)
        reviewed = self.dollars(review)
        told = self.unpaid("tuva", "--columns", "tuva", "--as-of", "2025-11-30", "--save", "triangle.csv")
        dollars = self.dollars(told)
        self.assertEqual(dollars["in_files"], reviewed["in_files"])
        self.assertEqual(dollars["kept"] + dollars["no_paid_date"] + dollars["after_valuation"], reviewed["kept"])
        self.assertEqual(dollars["kept"], sum(row[-1] for row in self.saved()[1]))
        self.assertEqual(dollars["kept"], round(self.table(told, "unpaid")["total"]["paid"]["value"] * 100))
        categories = self.table(told, "categories")
        self.assertEqual(dollars["kept"], sum(round(cells["paid"]["value"] * 100) for cells in categories.values()))

    def test_rows_without_a_date_of_payment_are_counted_and_named(self):
        self.make()
        rows = set()

        def blank(number, row):
            if number % 97 == 0:
                row["paid_date"] = ""
                rows.add(number)
        self.change("tuva/medical_claim.csv", blank)
        told = self.unpaid("tuva", "--columns", "tuva", "--as-of", "2025-12-31")
        self.assertEqual(self.table(told, "dollars")["no_paid_date"]["rows"]["value"], len(rows))
        self.assertTrue(any("without a date of payment" in notice for notice in told["notices"]))
        errors = self.errors_of("unpaid", "tuva", "--columns", "tuva", "--as-of", "2025-12-31", "--strict")
        self.assertEqual([(error["file"], error["line"], error["key"]) for error in errors],
                         [("medical_claim.csv", min(rows), "paid_date")])
        self.assertIn("date of payment is empty", errors[0]["what"])

    def test_rows_that_cannot_be_read_stop_it(self):
        self.make()

        def spoil(number, row):
            if number == 30:
                row["paid_date"] = "2025-02-31"
        self.change("tuva/medical_claim.csv", spoil)
        errors = self.errors_of("unpaid", "tuva", "--columns", "tuva", "--as-of", "2025-12-31", "--save", "t.csv")
        self.assertEqual([(error["file"], error["line"], error["key"]) for error in errors],
                         [("medical_claim.csv", 30, "paid_date")])
        self.assertFalse((self.folder / "t.csv").exists())


class Forecast(ClaimsUnpaid):
    def test_the_cut_triangle_predicts_what_was_paid_later(self):
        payments = tuva_payments(self.make())
        for as_of in ("2025-06-30", "2025-09-30", "2025-12-31"):
            for category in (None, "professional", "pharmacy"):
                with self.subTest(as_of=as_of, category=category):
                    mine = [p for p in payments if category in (None, p.category) and p.service <= as_of]
                    later = sum(p.cents for p in mine if p.paid > as_of) / 100
                    alone = ["--category", category] if category else []
                    told = self.unpaid("tuva", "--columns", "tuva", "--as-of", as_of, *alone)
                    total = self.table(told, "unpaid")["total"]
                    found, error = total["chain_ladder"]["value"], total["chain_ladder"]["std_error"]
                    self.assertLess(abs(found - later), 4.9 * error)
                    self.assertEqual(round(total["paid"]["value"] * 100), sum(p.cents for p in mine if p.paid <= as_of))
                    if category:  # the control: that nothing is left to pay, or twice as much, is refuted
                        self.assertGreater(later, 4.9 * error)
                        self.assertGreater(2 * found - later, 4.9 * error)

    def test_the_last_month_paid_is_the_valuation_unless_given(self):
        payments = tuva_payments(self.make())
        last = max(p.paid for p in payments)[:7]
        told = self.unpaid("tuva", "--columns", "tuva", "--save", "triangle.csv")
        self.assertIn(f"valued at the end of {last}", told["notices"][0])
        periods, rows = self.saved()
        self.assertEqual((periods[0], periods[-1]), ("2025-01", "2025-12"))
        self.assertEqual(sum(row[-1] for row in rows), sum(p.cents for p in payments))

    def test_the_saved_triangle_gives_the_same_answer(self):
        self.make()
        there = self.unpaid("tuva", "--columns", "tuva", "--as-of", "2025-12-31", "--save", "triangle.csv")
        here = self.unpaid("triangle.csv")
        self.assertEqual(self.table(there, "unpaid"), self.table(here, "unpaid"))


class Refused(ClaimsUnpaid):
    def keys(self, *arguments):
        return {error["key"]: error["what"] for error in self.errors_of("unpaid", *arguments)}

    def test_options_that_do_not_fit(self):
        self.make()
        self.assertEqual(set(self.keys("tuva", "--valuation", "2025-12", "--incremental")),
                         {"columns", "valuation", "incremental"})
        self.write("triangle.csv", "p,0,1,2,3\na,4,8,9,9\nb,4,8,9,\nc,4,8,,\nd,4,,,\n")
        self.assertEqual(set(self.keys("triangle.csv", "--columns", "tuva", "--as-of", "2025-12-31", "--strict",
                                       "--since", "2025-01", "--category", "x", "--period", "year")),
                         {"columns", "as-of", "strict", "since", "category", "period"})
        tuva = ("tuva", "--columns", "tuva")
        self.assertIn("does not end a month", self.keys(*tuva, "--as-of", "2025-12-15")["as-of"])
        self.assertIn("does not end a quarter", self.keys(*tuva, "--as-of", "2025-11-30", "--period", "quarter")["as-of"])
        self.assertIn("is not a date", self.keys(*tuva, "--as-of", "2025-12-32")["as-of"])
        self.assertIn("does not begin a quarter", self.keys(*tuva, "--since", "2025-02", "--period", "quarter")["since"])
        self.assertIn("none of those fitted", self.keys(*tuva, "--as-of", "2025-12-31", "--category", "dental")["category"])
        self.assertIn("no payment by the valuation date", self.keys(*tuva, "--as-of", "2019-12-31")[""])
        self.plimsoll("unpaid", *tuva, "--as-of", "2025-12-31", "--save", "triangle.csv", ends=1)

    def test_a_map_without_dates_of_payment(self):
        self.make()
        self.assertEqual(set(self.keys("tuva", "--columns", "desynpuf_claims")),
                         {"claims.carrier.paid_date", "claims.inpatient.paid_date", "claims.outpatient.paid_date"})

    def test_few_members_are_not_shown(self):
        self.plimsoll("init", "claims", "--members", "12", "-o", "few")
        told = self.keys("few", "--columns", "tuva", "--as-of", "2025-12-31")
        self.assertTrue(all("1 to 10 members" in what for what in told.values()), told)
        self.assertTrue(all(key.startswith("period 2025-") for key in told), told)


if __name__ == "__main__":
    unittest.main()
