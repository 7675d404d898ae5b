"""Survey weights of a member file: MEPS by its weights gives the means AHRQ publishes, and the effective number is told."""
import csv
import gzip
import json
import unittest

from plimsoll_cli import COST, DATA, CommandTest, study_text

FILES = {year: DATA / "meps" / f"meps_{year}_person.csv.gz" for year in (2012, 2013, 2014, 2015)}
PUBLISHED = {2012: 4_309, 2013: 4_436, 2014: 4_708, 2015: 4_978}  # dollars a person, AHRQ, as the data's README gives them


def map_text(year, weighted=True, left_out=True):
    two = year % 100
    return (f'member = "dupersid"\nmonths.always = 12\ncategories.all = ["totexp{two}"]\n'
            + (f'weight = "perwt{two}f"\n' if weighted else "")
            + (f'leave_out = {{ perwt{two}f = ["0", "0.0*"] }}\n' if left_out else ""))


class Survey(CommandTest):
    def setUp(self):
        super().setUp()
        if not all(path.exists() for path in FILES.values()):
            raise unittest.SkipTest("public data not found: meps; PLIMSOLL_DATA names the folder of meps/")

    def fitted(self, year, **options):
        self.write("map.toml", map_text(year, **options))
        told = json.loads(self.plimsoll("fit", FILES[year], "--columns", "map.toml", "--year", year, "-o", "out.toml",
                                        "--force", "--json").stdout)
        means = next(table for table in told["tables"] if table["id"] == "means")
        return next(row for row in means["rows"] if row["id"] == "total")["cells"]["data"]["value"], told["notices"]

    def test_weighted_means_are_those_published(self):
        for year, published in PUBLISHED.items():
            with self.subTest(year=year):
                mean, notices = self.fitted(year)
                self.assertLess(abs(mean - published), 0.5)
                plain, _ = self.fitted(year, weighted=False)
                self.assertGreater(abs(plain - published), 100)  # the control: rows that count alike
                self.assertTrue(any("of equal weight" in notice for notice in notices))
                self.assertTrue(any("not shown beside their data" in notice for notice in notices))

    def test_the_effective_number(self):
        total = squares = rows = 0.0
        with gzip.open(FILES[2014], "rt", newline="") as file:
            for row in csv.DictReader(file):
                weight = float(row["perwt14f"])
                total, squares, rows = total + weight, squares + weight ** 2, rows + (weight > 0)
        _, notices = self.fitted(2014)
        says = f"weights: the {rows:.0f} rows tell as much as {total ** 2 / squares:.0f} of equal weight"
        self.assertTrue(any(notice.startswith(says) for notice in notices), notices)

    def test_a_weight_of_nothing_is_a_fault_unless_left_out(self):
        self.write("map.toml", map_text(2014, left_out=False))
        errors = self.errors_of("fit", FILES[2014], "--columns", "map.toml", "--year", 2014, "-o", "out.toml")
        self.assertTrue(all(error["key"] == "perwt14f" for error in errors[:50]))
        self.assertIn("a weight must be above 0", errors[0]["what"])
        self.assertGreater(errors[0]["line"], 1)


class Elsewhere(CommandTest):
    MAP = ('member = "id"\nweight = "w"\ncategories.inpatient = ["ip"]\ncategories.professional = ["pro"]\n'
           'months.always = 12\nenrolment = [{ type = "aged_nondual" }]\n')

    def setUp(self):
        super().setUp()
        self.write("map.toml", self.MAP)
        self.write("members.csv", "id,w,ip,pro\n" + "".join(
            f"m{i},{1 + i % 4},{(i % 5 == 0) * (900 + 37 * i)},{100 + 13 * i}\n" for i in range(120)))

    def test_a_population_takes_every_row_for_one_member_and_says_so(self):
        self.write("study.toml", study_text(["enhanced"], changes=[
            ("members = 300", 'file = "members.csv"\ncolumn_map = "map.toml"')]))
        done = self.plimsoll("run", "study.toml", "-o", "out", "--trials", "10")
        self.assertIn("population.aco: the weights of the column map are not used", done.stderr)

    def test_credibility_refuses_weights(self):
        self.write("manual.toml", COST)
        fit = ["fit", "members.csv", "--columns", "map.toml", "--year", "2025"]
        self.plimsoll(*fit, "-o", "out.toml")
        errors = self.errors_of(*fit, "-o", "blended.toml", "--manual", "manual.toml")
        self.assertEqual([error["key"] for error in errors], ["weight"])
        self.assertFalse((self.folder / "blended.toml").exists())


if __name__ == "__main__":
    unittest.main()
