"""The national study: every ACO of CMS's published results as a contract of one portfolio, held against the file itself."""
import csv
import json
import math
import re
import shlex
import unittest

import numpy

from plimsoll_cli import DATA, SOURCE, CommandTest, columns_of, figures_of, rows_of

RESULTS = DATA / "mssp_puf" / "mssp_py2023_results.csv"
STUDY = SOURCE / "scenarios" / "studies" / "mssp-national.toml"
COST = SOURCE / "scenarios" / "data" / "medicare-default.toml"
TREND = 1.05  # the study's mean growth of cost and benchmark over its one year
SOME = ("A1001", "A1026", "A5206")  # and the largest and the smallest of the file


def number(cell):
    """A cell of CMS's as a person reads it; nothing where it was not published."""
    cell = cell.strip().replace(",", "").replace("$", "")
    if cell in ("", "*", "-", "."):
        return None
    return float(cell[:-1]) / 100 if cell.endswith("%") else float(cell)


def rows_of_file(path=RESULTS):
    with path.open(newline="", encoding="utf-8-sig") as file:
        return {row["ACO_ID"]: row for row in csv.DictReader(file)}


def setUpModule():
    if not RESULTS.exists():
        raise unittest.SkipTest(f"public data not found: {RESULTS.name}; PLIMSOLL_DATA names the folder of mssp_puf/")


class National(CommandTest):
    @classmethod
    def setUpClass(cls):
        cls.rows = rows_of_file()
        by_size = sorted(cls.rows, key=lambda aco: number(cls.rows[aco]["N_AB_Year_PY"]))
        cls.acos = [aco for aco in (*SOME, by_size[0], by_size[-1]) if aco in cls.rows]

    def bound(self, path=RESULTS):
        return "--set", f'published.results="{path}"'

    def run_some(self, output, acos, *options, results=RESULTS, trials=512):
        self.plimsoll("run", STUDY, *self.bound(results), "--set", f"published.acos={json.dumps(list(acos))}", "--trials",
                      trials, "-o", output, "--quiet", *options)
        return columns_of(self.folder / output / "results.h5")

    def off(self, sample, expected):
        """Distance of a sample's mean from what is expected, in its standard errors."""
        return abs(sample.mean() - expected) / (sample.std(ddof=1) / math.sqrt(len(sample)))

    def test_every_aco_of_the_year_is_a_contract_and_the_portfolio_is_their_sum(self):
        # By enrolment type, which is seconds; member by member it is minutes (docs/performance.md), and some ACOs are below.
        told = self.plimsoll("run", STUDY, *self.bound(), "--set", 'run.engine="panel"', "--trials", "64", "-o", "out")
        self.assertLess(len(told.stdout.splitlines()), 400, "tables of hundreds of rows are cut at the terminal")
        self.assertIn("are not shown", told.stdout)
        columns = columns_of(self.folder / "out" / "results.h5")
        self.assertEqual({name.split("/")[1] for name in columns if name.startswith("contract/")}, set(self.rows))
        years = {aco: columns[f"contract/{aco}/person_years"][:, 0] for aco in self.rows}
        for aco, row in self.rows.items():
            self.assertEqual(len(set(years[aco])), 1, aco)
            # Each of four types has whole months.
            self.assertAlmostEqual(years[aco][0], number(row["N_AB_Year_PY"]), delta=4 / 24, msg=aco)
        tables = json.loads((self.folder / "out" / "summary.json").read_text())["tables"]
        settled = rows_of(tables, "settlement.2024")
        self.assertEqual(set(settled), set(self.rows))
        figures = figures_of(tables)
        for what in ("settlement", "upside", "owed", "benchmark", "expenditure"):
            together = sum(columns[f"contract/{aco}/{what}"][:, 0] for aco in settled)
            self.assertEqual(len(together), 64)
            self.assertTrue(math.isclose(figures[f"together.2024.{what}.mean"]["value"], together.mean(), rel_tol=1e-9), what)
            cells = rows_of(tables, "together.2024")[what]
            self.assertAlmostEqual(cells["p50"]["value"], numpy.sort(together)[31], delta=1e-6 * abs(together).max())
        self.assertFalse(any(table["id"].startswith("difference") for table in tables), "ACOs are no choices")
        largest = max(self.rows, key=lambda aco: number(self.rows[aco]["N_AB_Year_PY"]))
        self.assertEqual(next(iter(settled)), largest, "the largest first")

    def test_numbers_are_those_of_the_file(self):
        columns = self.run_some("out", self.acos, "--set", "published.trend=0.05", "--set", "published.update=0.05",
                                "--set", "correlation={}")
        for aco in self.acos:
            row = self.rows[aco]
            with self.subTest(aco=aco):
                lives = columns[f"contract/{aco}/person_years"][:, 0]
                cost = columns[f"contract/{aco}/expenditure"][:, 0] / lives
                benchmark = columns[f"contract/{aco}/benchmark"][:, 0] / lives
                published = number(row["Per_Capita_Exp_TOTAL_PY"])
                self.assertLess(self.off(cost, TREND * published), 4.9)
                shift = 1.01 if lives[0] > 10_000 else 1.05
                self.assertGreater(self.off(cost, shift * TREND * published), 4.9, "a shift must be seen")
                self.assertLess(self.off(benchmark, TREND * number(row["UpdatedBnchmk"])), 4.9)
                self.assertGreater(self.off(benchmark, 1.01 * TREND * number(row["UpdatedBnchmk"])), 4.9)
                score = columns.get(f"draws/contract.{aco}.quality.score")
                if score is not None:
                    self.assertLess(self.off(score[:, 0], number(row["QualScore"])), 4.9)

    def test_a_cell_that_is_changed_moves_its_aco_and_no_other(self):
        changed, aco = self.folder / "changed.csv", self.acos[0]
        cost = self.rows[aco]["Per_Capita_Exp_TOTAL_PY"]
        text = RESULTS.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        line = next(index for index, row in enumerate(text) if row.startswith(aco + ","))
        self.assertEqual(text[line].count(f",{cost},"), 1)
        text[line] = text[line].replace(f",{cost},", f",{round(1.1 * number(cost))},")
        changed.write_text("".join(text))
        one, other = (self.run_some(name, self.acos, results=path) for name, path in (("one", RESULTS), ("other", changed)))
        for name in self.acos:
            spend = [columns[f"contract/{name}/expenditure"] for columns in (one, other)]
            if name != aco:
                numpy.testing.assert_array_equal(*spend)
            else:
                numpy.testing.assert_allclose(spend[1] / spend[0], round(1.1 * number(cost)) / number(cost), rtol=1e-6)

    def test_an_aco_is_drawn_the_same_alone_and_among_others(self):
        alone, among = self.run_some("alone", self.acos[:1]), self.run_some("among", self.acos)
        name = f"contract/{self.acos[0]}/settlement"
        numpy.testing.assert_array_equal(alone[name], among[name])

    def test_the_other_verbs_take_it(self):
        self.run_some("out", self.acos[:2], trials=256)
        self.plimsoll("verify", "out")
        self.plimsoll("report", "out")
        self.plimsoll("export", "out", "--to", "csv", "-o", "tables")
        self.plimsoll("explain", "out", "--figure", "together.2024.settlement.mean")
        actual = ", ".join(f"{aco} = {{ cost = {number(self.rows[aco]['ABtotExp']):.0f} }}" for aco in self.acos[:2])
        self.plimsoll("settle", STUDY, *self.bound(), "--set", f"published.acos={json.dumps(self.acos[:2])}",
                      "--set", f"actual={{ {actual} }}")
        self.plimsoll("reserve", "out")

    def test_commands_of_the_guide_work_as_written(self):
        guide = (SOURCE / "docs" / "guide" / "from-public-results.md").read_text()
        commands = re.findall(r"^plimsoll (.+mssp-national.+)$", guide, re.M)
        self.assertEqual(len(commands), 2)
        for command in commands:
            words = shlex.split(command.replace("../../mssp_py2023_results.csv", str(RESULTS)).replace(
                "scenarios/studies/mssp-national.toml", str(STUDY)))
            few = ("--set", f"published.acos={json.dumps(self.acos[:1])}", *(("--trials", "64") if words[0] == "run" else ()))
            self.plimsoll(*words, *few)

    def test_without_the_file_the_study_says_what_to_bind(self):
        errors = self.errors_of("check", STUDY, "--set", 'published.results="nowhere.csv"')
        self.assertEqual([error["key"] for error in errors], ["published.results"])
        self.assertIn("--set", errors[0]["help"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
