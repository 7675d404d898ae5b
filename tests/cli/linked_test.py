"""`plimsoll fit --linked`: a frailty estimated from two years of the same members, written into the cost file."""
import json
import random
import tomllib
import unittest

from plimsoll_cli import CommandTest

MAP = """member = "id"
year = "year"
months = { column = "months" }
[categories]
care = "care"
drugs = "drugs"
"""
MEMBERS = 3000


class Linked(CommandTest):
    def setUp(self):
        super().setUp()
        draw = random.Random(11)
        rows = []
        for member in range(MEMBERS):
            own = draw.gauss(0, 0.8)
            for year in (2024, 2025):
                care, drugs = (draw.lognormvariate(level + own, 0.8) if draw.random() < 0.8 else 0.0
                               for level in (7, 6))
                rows.append(f"{member},{year},12,{care:.2f},{drugs:.2f}")
        draw.shuffle(rows)
        self.write("members.csv", "id,year,months,care,drugs\n" + "\n".join(rows) + "\n")
        self.write("map.toml", MAP)

    def fit(self, *options, ends=0):
        return self.plimsoll("fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "fitted.toml",
                             "--force", *options, ends=ends)

    def test_the_frailty_is_written_and_its_errors_printed(self):
        document = json.loads(self.fit("--linked", "members.csv", "--linked-year", "2024", "--json").stdout)
        tables = {table["id"]: table for table in document["tables"]}
        self.assertEqual([row["id"] for row in tables["dependence"]["rows"]],
                         ["cv care", "cv drugs", "correlation care ~ drugs", "year correlation"])
        self.assertIn("copulas", tables)
        frailty = tomllib.loads((self.folder / "fitted.toml").read_text())["frailty"]
        self.assertGreater(frailty["category_cv"]["care"], 0.3)
        self.assertGreater(frailty["correlation"]["care ~ drugs"], 0.5)  # one factor for both
        self.assertGreater(frailty["year_correlation"], 0.6)  # that stays

    def test_years_that_are_no_neighbours_are_refused(self):
        told = self.fit("--linked", "members.csv", "--linked-year", "2022", ends=3).stderr
        self.assertIn("not a neighbour", told)

    def test_without_the_same_members_there_is_no_frailty(self):
        text = (self.folder / "members.csv").read_text().splitlines()
        strangers = [text[0]] + [f"x{line}" for line in text[1:] if ",2024," in line]
        self.write("strangers.csv", "\n".join(strangers) + "\n")
        told = self.fit("--linked", "strangers.csv", "--linked-year", "2024", ends=1).stderr
        self.assertIn("fewer than 200 members", told)


if __name__ == "__main__":
    unittest.main()
