"""What a run leaves: results.h5 as h5py reads it, the same bytes again, and figures that can be recomputed from it."""
import json
import math
import unittest
from fractions import Fraction

import h5py
import numpy

from plimsoll_cli import CommandTest, columns_of, study_text

UNITS = {"dollars", "years", "member-months", "fraction", "number"}
CONTRACT_COLUMNS = {"person_years", "benchmark", "expenditure", "base_ffs", "settlement", "upside", "owed", "maximum_owed"}
WILSON_Z = 1.959963984540054  # two-sided 95 % of the normal law


class Layout(CommandTest):
    def setUp(self):
        super().setUp()
        self.text = study_text()
        self.columns = self.run_study(self.text, "out")
        self.file = h5py.File(self.folder / "out" / "results.h5")
        self.addCleanup(self.file.close)

    def test_root_says_where_it_came_from(self):
        root = self.file.attrs
        self.assertEqual((root["format"], root["program"], root["seed"], root["trials"], root["complete"]),
                         ("plimsoll-run", "plimsoll", 11, 500, 1))
        for name in ("version", "commit", "generator"):
            self.assertTrue(root[name], name)
        for name in ("plan_digest", "study_sha256"):
            self.assertRegex(root[name], "^[0-9a-f]{64}$")
        self.assertEqual(self.file["study"][()].decode(), self.text)
        self.assertEqual([role.decode() for role in self.file["inputs/role"]], ["study", "cost"])

    def test_axes_and_units(self):
        axes = self.file["axes"]
        self.assertEqual(axes["trial_count"][()], 500)
        self.assertEqual(axes["year"][:].tolist(), [2026])
        self.assertEqual([name.decode() for name in axes["contract"]], ["basic_a", "basic_e", "enhanced"])
        listed = {name.decode() for name in axes["column/name"]}
        self.assertEqual(listed, set(self.columns))
        for name in listed:
            with self.subTest(column=name):
                data = self.file[name]
                self.assertEqual(data.shape, (500, 1))
                self.assertIn(data.attrs["unit"], UNITS)
                self.assertTrue(data.attrs["says"])
                self.assertEqual(data.attrs["year"].tolist(), [2026])
                self.assertTrue(numpy.isfinite(data[:]).all())

    def test_contract_columns_and_what_binds_them(self):
        for contract in ("basic_a", "basic_e", "enhanced"):
            self.assertEqual(set(self.file["contract"][contract]), CONTRACT_COLUMNS)
            column = {name: self.columns[f"contract/{contract}/{name}"] for name in CONTRACT_COLUMNS}
            settlement = column["settlement"]
            numpy.testing.assert_array_equal(column["upside"], numpy.maximum(settlement, 0))
            numpy.testing.assert_array_equal(column["owed"], numpy.maximum(-settlement, 0))
            self.assertTrue((column["owed"] <= column["maximum_owed"] + 0.005).all())
            numpy.testing.assert_array_equal(column["person_years"], self.columns["panel/aco/member_months"] / 12)
        self.assertTrue((self.columns["contract/basic_a/owed"] == 0).all())
        self.assertTrue((self.columns["contract/enhanced/owed"] > 0).any(), "the study must be able to owe")
        parts = self.columns["panel/aco/spend/inpatient"] + self.columns["panel/aco/spend/professional"]
        numpy.testing.assert_allclose(parts, self.columns["panel/aco/spend/total"], rtol=1e-12)

    def test_no_row_of_any_member(self):
        def check(name, item):
            if isinstance(item, h5py.Dataset):
                self.assertNotIn(300, item.shape, name)

        self.file.visititems(check)


class ThreeKindsOfMoney(CommandTest):
    """users.md A, row 51: base FFS, upside and downside in columns of their own; no field mixes them."""

    STUDY = """schema = "study/1"
[run]
trials = 300
seed = 5
engine = "panel"
performance_years = [2026]
[reserve]
policy = "mean"
[quality.own]
score = { dist = "beta", mean = 0.7, sd = 0.1 }
[[contract]]
id = "mips"
[[contract.term]]
kind = "base_revenue"
dollars = 2_000_000
[[contract.term]]
kind = "mips_adjustment"
allowed = 2_000_000
score = "quality.own.score"
threshold = 0.75
rate = 0.09
scaling = 1.0
"""

    def columns_at(self, dollars, name):
        return self.run_study(self.STUDY, name, "--set", f"contract.mips.base_revenue.dollars={dollars}")

    def test_base_revenue_moves_its_own_column_only(self):
        once, twice = self.columns_at(2_000_000, "once"), self.columns_at(4_000_000, "twice")
        moved = {name for name in once if not numpy.array_equal(once[name], twice[name])}
        self.assertEqual(moved, {"contract/mips/base_ffs"})

    def test_upside_and_downside_never_meet(self):
        columns = self.columns_at(2_000_000, "run")
        upside, owed = columns["contract/mips/upside"], columns["contract/mips/owed"]
        self.assertTrue((upside > 0).any() and (owed > 0).any(), "the study must do both")
        self.assertTrue((upside * owed == 0).all())
        self.assertLessEqual(owed.max(), 180_000)  # 9 % of two million, never the two million

    def test_every_table_of_a_run_keeps_them_apart(self):
        self.columns_at(2_000_000, "run")
        summary = json.loads((self.folder / "run" / "summary.json").read_text())
        tables = {table["id"]: table for table in summary["tables"]}
        parts = tables["parts.2026"]["rows"][0]["cells"]
        self.assertEqual(parts["base_ffs"]["value"], 2_000_000)
        checked = 0
        for name, table in tables.items():
            for column in table["columns"]:
                values = [row["cells"][column["id"]] for row in table["rows"]]
                dollars = [cell["value"] for cell in values if cell and cell.get("unit") == "dollars"]
                checked += len(dollars)
                if column["id"] != "base_ffs":
                    self.assertTrue(all(abs(value) <= 180_000 for value in dollars), f"{name}.{column['id']}")
        self.assertGreater(checked, 15)


class SameBytes(CommandTest):
    def test_second_run_threads_and_folder_leave_no_trace(self):
        self.write("study.toml", study_text(changes=[("trials = 500", "trials = 1_500")]))
        for output, threads in (("one", 1), ("two", 2), ("deep/er", 2)):
            self.plimsoll("run", "study.toml", "-o", output, "--threads", threads)
        for name in ("results.h5", "summary.json"):
            first = (self.folder / "one" / name).read_bytes()
            for output in ("two", "deep/er"):
                self.assertEqual((self.folder / output / name).read_bytes(), first, f"{output}/{name}")
        self.plimsoll("run", "study.toml", "-o", "other", "--seed", "12")
        self.assertNotEqual((self.folder / "other" / "results.h5").read_bytes(), first)
        one, other = columns_of(self.folder / "one/results.h5"), columns_of(self.folder / "other/results.h5")
        self.assertFalse((one["panel/aco/spend/total"] == other["panel/aco/spend/total"]).all())


def mean(x):
    return math.fsum(x) / len(x)


def deviation(x):
    middle = mean(x)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in x) / (len(x) - 1))


def percentile(x, level):
    """x_(ceil(p n)), the level as written in decimals."""
    return sorted(x)[math.ceil(Fraction(level) * len(x)) - 1]


def tail_mean(x, level):
    """Rockafellar and Uryasev: v + E[max(0, X - v)] / (1 - p), right where the law has atoms."""
    at_risk = percentile(x, level)
    return at_risk + mean([max(0.0, value - at_risk) for value in x]) / (1 - float(level))


def tail_error(x, level):
    at_risk = percentile(x, level)
    return deviation([max(0.0, value - at_risk) for value in x]) / (1 - float(level)) / math.sqrt(len(x))


def share_error(share, n):
    z2 = WILSON_Z**2
    return math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)


class Figures(CommandTest):
    """summary.json against figures computed anew from the columns."""


    def setUp(self):
        super().setUp()
        self.columns = self.run_study(study_text(), "out")
        self.summary = json.loads((self.folder / "out" / "summary.json").read_text())
        self.cells = {f"{table['id']}/{row['id']}/{column}": cell for table in self.summary["tables"]
                      for row in table["rows"] for column, cell in row["cells"].items() if cell and "value" in cell}

    def close(self, name, expected, error=None):
        cell = self.cells[name]
        self.assertTrue(math.isclose(cell["value"], expected, rel_tol=1e-12, abs_tol=1e-9), (cell, expected))
        if error is not None:
            self.assertTrue(math.isclose(cell["std_error"], error, rel_tol=1e-9, abs_tol=1e-12), (cell, error))

    def test_settlement_table(self):
        for contract in ("basic_a", "basic_e", "enhanced"):
            x = self.columns[f"contract/{contract}/settlement"][:, 0].tolist()
            row, n = f"settlement.2026/{contract}", len(x)
            self.close(f"{row}/mean", mean(x), deviation(x) / math.sqrt(n))
            self.close(f"{row}/sd", deviation(x))
            for level in ("0.05", "0.50", "0.95"):
                self.close(f"{row}/p{level}", percentile(x, level))
            for name, share in (("p_owe", sum(v < 0 for v in x) / n), ("p_earn", sum(v > 0 for v in x) / n)):
                self.close(f"{row}/{name}", share, share_error(share, n))
            owing = [v for v in x if v < 0]
            if owing:
                self.close(f"{row}/mean_if_owing", mean(owing), deviation(owing) / math.sqrt(len(owing)))
            self.close(f"{row}/maximum", mean(self.columns[f"contract/{contract}/maximum_owed"][:, 0].tolist()))

    def test_owed_and_reserve_tables(self):
        for contract in ("basic_e", "enhanced"):
            x = self.columns[f"contract/{contract}/owed"][:, 0].tolist()
            row = f"owed.2026/{contract}"
            self.close(f"{row}/mean", mean(x), deviation(x) / math.sqrt(len(x)))
            for level in ("0.75", "0.90", "0.95", "0.99"):
                self.close(f"{row}/p{level}", percentile(x, level))
            for level in ("0.90", "0.95", "0.99"):
                self.close(f"{row}/tvar{level}", tail_mean(x, level), tail_error(x, level))
            held = tail_mean(x, "0.90")  # the policy of the study
            row = f"reserve.2026/{contract}"
            self.close(f"{row}/reserve", held, tail_error(x, "0.90"))
            self.close(f"{row}/best_estimate", mean(x))
            self.close(f"{row}/margin", held - mean(x))
            self.close(f"{row}/deficit", mean([max(0.0, v - held) for v in x]))
            adequacy = sum(v <= self.cells[f"{row}/reserve"]["value"] for v in x) / len(x)
            self.close(f"{row}/adequacy", adequacy, share_error(adequacy, len(x)))

    def test_paired_difference(self):
        first = self.columns["contract/basic_a/settlement"][:, 0]
        x = (self.columns["contract/enhanced/settlement"][:, 0] - first).tolist()
        self.close("difference.2026/enhanced/mean", mean(x), deviation(x) / math.sqrt(len(x)))
        self.close("difference.2026/enhanced/sd", deviation(x))
        counts = {"better": sum(v > 0 for v in x), "equal": sum(v == 0 for v in x), "worse": sum(v < 0 for v in x)}
        for name, count in counts.items():
            self.close(f"difference.2026/enhanced/{name}", count / len(x), share_error(count / len(x), len(x)))

    def test_spend_table(self):
        lives = self.columns["panel/aco/member_months"][:, 0] / 12
        for category in ("inpatient", "professional", "total"):
            x = (self.columns[f"panel/aco/spend/{category}"][:, 0] / lives).tolist()
            self.close(f"spend/aco.{category}/2026", mean(x), deviation(x) / math.sqrt(len(x)))

    def test_every_figure_carries_its_error_and_stands_in_the_file(self):
        with h5py.File(self.folder / "out" / "results.h5") as file:
            kept = file["summary/figures"]
            kept_ids = kept["id"][:]
            by_id = {name.decode(): (value, error) for name, value, error in
                     zip(kept_ids, kept["value"][:], kept["std_error"][:])}
        self.assertEqual(len(by_id), len(kept_ids), "two figures of one id")
        self.assertEqual(set(by_id), {cell["id"] for cell in self.cells.values()})
        self.assertGreater(len(by_id), 50)
        for cell in self.cells.values():
            with self.subTest(figure=cell["id"]):
                self.assertIn("std_error", cell)
                self.assertTrue(cell["unit"])
                value, error = by_id[cell["id"]]
                self.assertEqual(value, cell["value"])
                self.assertTrue(error == cell["std_error"] or (cell["std_error"] is None and math.isnan(error)))
        unknown = [name for name, cell in self.cells.items() if cell["std_error"] is None]
        self.assertTrue(all("/p0.99" in name for name in unknown), unknown)

    def test_a_wrong_formula_would_be_seen(self):
        """Negative control: the interpolated percentile and the mean from VaR on are not what is printed."""
        x = self.columns["contract/enhanced/owed"][:, 0]
        printed = self.cells["owed.2026/enhanced/tvar0.90"]["value"]
        beyond = float(x[x >= percentile(x.tolist(), "0.90")].mean())
        self.assertFalse(math.isclose(printed, beyond, rel_tol=1e-12))
        inner = self.columns["contract/enhanced/settlement"][:, 0]
        self.assertFalse(math.isclose(self.cells["settlement.2026/enhanced/p0.95"]["value"],
                                      float(numpy.quantile(inner, 0.95)), rel_tol=1e-12))


if __name__ == "__main__":
    unittest.main()
