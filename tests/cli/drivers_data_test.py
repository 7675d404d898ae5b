"""What moved the cost of members from one year to the next, out of claims and member files; no small count gets out."""
import csv
import json
import unittest

from plimsoll_cli import CommandTest, rows_of

BEFORE, NOW = 800, 764  # members of 2024 and 2025
JOIN = 40  # of those of 2025


class History(CommandTest):
    def setUp(self):
        super().setUp()
        self.folder_of_claims("claims", rare=3)

    def folder_of_claims(self, name, rare, join=JOIN):
        """$9 of gap a member-month: $6 of DRG 871, $2 of DRG 470, $1 of what has no DRG; `rare` members with DRG 999."""
        self.months = {2024: 12 * BEFORE, 2025: 12 * NOW}
        of_year = {2024: range(BEFORE), 2025: range(BEFORE - NOW + join, BEFORE + join)}
        spans, claims = {}, []
        for year, members in of_year.items():
            for member in members:
                first, _ = spans.get(member, (f"{year}-01-01", None))
                spans[member] = (first, f"{year}-12-31")
            members = list(members)
            for drg, pmpm, count in (("871", 10 if year == 2024 else 16, 12), ("470", 20 if year == 2024 else 22, 24)):
                for member in members[-count:]:
                    claims.append((member, year, drg, pmpm * self.months[year] / count, "institutional", "111"))
            each = 360 if year == 2024 else 372
            lost = 0
            if year == 2025:
                for member in members[100:100 + rare]:
                    claims.append((member, year, "999", float(NOW), "institutional", "111"))
                lost = rare
            for member in members:
                claims.append((member, year, "", float(each - lost), "professional", ""))
        self.write_table(f"{name}/eligibility.csv", "person_id,birth_date,death_date,enrollment_start_date,enrollment_end_date,payer_type,"
                         "medicare_status_code,dual_status_code",
                         [(f"m{member:05}", "1950-03-01", "", first, last, "medicare", "10", "")
                          for member, (first, last) in spans.items()])
        self.write_table(f"{name}/medical_claim.csv", "person_id,claim_id,claim_line_number,claim_line_start_date,claim_start_date,"
                         "claim_line_end_date,paid_date,paid_amount,claim_type,bill_type_code,revenue_center_code,hcpcs_code,drg_code",
                         [(f"m{member:05}", f"c{i}", 1, f"{year}-05-03", f"{year}-05-03", f"{year}-05-04", f"{year}-06-01",
                           f"{amount:.2f}", kind, bill, "", "", drg)
                          for i, (member, year, drg, amount, kind, bill) in enumerate(claims)])

    def write_table(self, name, header, rows):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows([header.split(","), *rows])

    def tables(self, *options, data="claims", columns="tuva"):
        done = self.plimsoll("drivers", data, "--columns", columns, "--year", "2025", *options, "--json")
        told = json.loads(done.stdout)
        self.assertEqual(told["format"], "plimsoll-history-drivers/1")
        return told["tables"]

    def test_the_drg_behind_the_gap_stands_first(self):
        tables = self.tables("--by", "drg")
        rows = rows_of(tables, "gap")
        first = next(iter(rows))
        self.assertEqual(first, "871")
        self.assertAlmostEqual(rows["871"]["gap"]["value"], 6.0)
        self.assertAlmostEqual(rows["871"]["share"]["value"], 6 / 9)
        self.assertAlmostEqual(rows["total"]["gap"]["value"], 9.0)
        self.assertAlmostEqual(rows["871"]["per_percent"]["value"], 0.16 * self.months[2025])
        for column in ("expected", "actual", "gap", "share", "gap_dollars"):
            parts = sum(cells[column]["value"] for name, cells in rows.items() if name != "total")
            self.assertAlmostEqual(parts, rows["total"][column]["value"], places=6)
        self.assertEqual(rows, rows_of(self.tables("--by", "drg_code"), "gap"))

    def test_trend_moves_what_was_expected(self):
        rows = rows_of(self.tables("--by", "drg", "--trend", "0.05"), "gap")
        self.assertAlmostEqual(rows["871"]["expected"]["value"], 10.5)

    def test_a_few_members_with_a_drg_stand_in_all_other(self):
        text = json.dumps(self.tables("--by", "drg"))
        self.assertNotIn('"999"', text)
        self.folder_of_claims("many", rare=11)
        self.assertIn("999", rows_of(self.tables("--by", "drg", data="many"), "gap"))

    def test_no_person_is_a_row(self):
        done = self.plimsoll("drivers", "claims", "--columns", "tuva", "--year", "2025", "--by", "bill_type_code")
        self.assertNotIn("m00", done.stdout)
        self.assertIn("is a column of no table", self.plimsoll("drivers", "claims", "--columns", "tuva", "--year", "2025", "--by",
                                                               "no_such", ends=3).stderr)

    def test_members_and_their_effect_are_apart_from_trend(self):
        rows = rows_of(self.tables(), "movement")
        whole = rows["all"]
        self.assertAlmostEqual(whole["change"]["value"], -0.045)
        self.assertEqual((whole["members_before"]["value"], whole["members_now"]["value"]), (BEFORE, NOW))
        self.assertAlmostEqual(rows["members"]["effect"]["value"], (self.months[2025] - self.months[2024]) * 60.0)
        self.assertEqual(rows["joiners"]["members_now"]["value"], JOIN)
        self.assertEqual(rows["leavers"]["members_before"]["value"], BEFORE - NOW + JOIN)
        parts = sum(rows[name]["effect"]["value"] for name in ("members", "stayers", "joiners", "leavers"))
        self.assertAlmostEqual(parts, whole["effect"]["value"], places=4)
        self.assertAlmostEqual(whole["effect"]["value"], 69.0 * self.months[2025] - 60.0 * self.months[2024], places=4)

    def test_few_joiners_are_told_with_all(self):
        self.folder_of_claims("quiet", rare=0, join=7)
        tables = self.tables(data="quiet")
        rows = rows_of(tables, "movement")
        self.assertEqual(set(rows), {"members", "cost", "all"})
        self.assertAlmostEqual(rows["members"]["effect"]["value"] + rows["cost"]["effect"]["value"], rows["all"]["effect"]["value"])

    def test_layers_and_limits_add_up(self):
        tables = self.tables("--limit", "10000", "--limit", "5000", "--limit", "900000", "--limit", "500")
        layers = rows_of(tables, "layers")
        self.assertAlmostEqual(sum(cells["cost"]["value"] for name, cells in layers.items() if name != "all"),
                               layers["all"]["cost"]["value"], places=4)
        cuts = rows_of(tables, "truncation")
        for name in ("10000", "5000", "900000"):
            cells = cuts[name]
            self.assertAlmostEqual(cells["above"]["value"] + cells["below"]["value"], cells["total"]["value"], places=4)
        one = 22 * self.months[2025] / 24 + 369
        both = 16 * self.months[2025] / 12 + one
        self.assertAlmostEqual(cuts["10000"]["above"]["value"], 12 * (both - 10_000), delta=0.1)
        self.assertAlmostEqual(cuts["5000"]["above"]["value"], 12 * (both + one - 10_000), delta=0.1)
        self.assertEqual((cuts["10000"]["members"]["value"], cuts["5000"]["members"]["value"]), (12, 24))
        self.assertAlmostEqual(cuts["900000"]["above"]["value"], 0.0)
        self.assertNotIn("value", cuts["500"]["above"])  # three members lie between it and 5,000

    def test_the_dearest(self):
        rows = rows_of(self.tables("--top", "0.05"), "top")
        self.assertEqual(rows["top"]["members_now"]["value"], 39)
        self.assertAlmostEqual(rows["top"]["share_now"]["value"] + rows["others"]["share_now"]["value"], 1.0)
        self.assertAlmostEqual(rows["top"]["trend_pmpm"]["value"] + rows["others"]["trend_pmpm"]["value"],
                               rows["all"]["trend_pmpm"]["value"])
        self.assertNotIn("top", rows_of(self.tables("--top", "0.01"), "top"))  # 8 members

    def test_usage(self):
        self.plimsoll("drivers", "claims", "--columns", "tuva", ends=2)
        self.assertIn("holds no member", self.errors_of("drivers", "claims", "--columns", "tuva", "--year", "2031")[0]["what"])
        self.write_table("members.csv", "id,year,cost", [(i, year, 100 + i) for year in (2024, 2025) for i in range(60)])
        self.write("map.toml", 'member = "id"\nyear = "year"\n[months]\nalways = 12\n[categories]\nall = ["cost"]\n')
        few = [(i, year, 100 + i) for year in (2024, 2025) for i in range(7)]
        self.write_table("few.csv", "id,year,cost", few)
        told = [error["what"] for error in self.errors_of("drivers", "few.csv", "--columns", "map.toml", "--year", "2025")]
        self.assertEqual(told, ["holds 10 members or fewer in 2024", "holds 10 members or fewer in 2025"])
        error, = self.errors_of("drivers", "members.csv", "--columns", "map.toml", "--year", "2025", "--by", "drg")
        self.assertEqual((error["key"], error["what"]), ("drg", "needs claims"))
        rows = rows_of(self.tables(data="members.csv", columns="map.toml"), "movement")
        self.assertEqual(rows["stayers"]["members_now"]["value"], 60)


if __name__ == "__main__":
    unittest.main()
