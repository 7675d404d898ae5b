"""Where the risk comes from: the split of variance and reserve."""
import json
import unittest

from plimsoll_cli import CommandTest, columns_of, figures_of, rows_of, study_text


class Drivers(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text(["enhanced", "basic_e"]))

    def split(self, *arguments):
        table = json.loads(self.plimsoll("drivers", "study.toml", "--trials", "1024", *arguments, "--json").stdout)["tables"][0]
        return {row["id"]: row["cells"] for row in table["rows"]}

    def test_parts_add_up_to_what_the_run_says(self):
        rows = self.split()
        run = self.plimsoll("run", "study.toml", "--trials", "1024", "-o", "out", "--json")
        figures = [cell["value"] for cell in figures_of(json.loads(run.stdout)["tables"]).values()]
        for contract in ("enhanced", "basic_e"):
            parts = [rows[f"{contract}.{source}"] for source in ("process", "trend", "quality")]
            self.assertAlmostEqual(sum(part["variance"]["value"] for part in parts), 1.0)
            total = sum(part["reserve"]["value"] for part in parts) + rows[f"{contract}.none"]["reserve"]["value"]
            self.assertAlmostEqual(total, rows[f"{contract}.all"]["reserve"]["value"], places=4)
            self.assertIn(rows[f"{contract}.all"]["reserve"]["value"], figures)

    def test_threads_change_nothing(self):
        self.assertEqual(self.split("--threads", "1"), self.split("--threads", "2"))

    def test_a_source_that_is_fixed_is_gone(self):
        self.assertIn("enhanced.quality", self.split())
        self.assertNotIn("enhanced.quality", self.split("--set", "quality.mssp.score=0.8"))

    def test_service_lines_of_a_run_add_up_to_its_spend(self):
        self.plimsoll("run", "study.toml", "-o", "out", "--quiet")
        tables = json.loads(self.plimsoll("drivers", "out", "--tail", "0.1", "--json").stdout)["tables"]
        rows = rows_of(tables, "result_drivers_2026")
        kept = columns_of(self.folder / "out" / "results.h5")
        settled = kept["contract/enhanced/settlement"][:, 0]
        worst = sorted(range(len(settled)), key=lambda trial: (settled[trial], trial))[:50]
        parts = [name for name in rows if name.startswith("enhanced.") and name != "enhanced.total"]
        self.assertEqual(len(parts), sum(name.startswith("panel/aco/spend/") for name in kept) - 1)
        for column in ("spend", "variance", "deviation", "overrun"):
            self.assertAlmostEqual(sum(rows[part][column]["value"] for part in parts),
                                   rows["enhanced.total"][column]["value"], places=5)
        total = kept["panel/aco/spend/total"][:, 0]
        self.assertAlmostEqual(rows["enhanced.total"]["deviation"]["value"], total.std(ddof=1), places=4)
        self.assertAlmostEqual(rows["enhanced.total"]["overrun"]["value"], total[worst].mean() - total.mean(), places=4)
        self.plimsoll("drivers", "out", "--trials", "1000", ends=2)

    def test_layers_and_the_dearest_members_add_up_too(self):
        self.write("curve.toml", study_text(["enhanced", "basic_e"]).replace("[run]\n", "[run]\nexcess_curve = true\n"))
        self.plimsoll("run", "curve.toml", "-o", "curve", "--quiet")
        tables = json.loads(self.plimsoll("drivers", "curve", "--top", "0.01", "--json").stdout)["tables"]
        whole = rows_of(tables, "result_drivers_2026")["enhanced.total"]
        for table in ("result_layers_2026", "result_top_2026"):
            rows = {name: cells for name, cells in rows_of(tables, table).items() if name.startswith("enhanced.")}
            for column in ("spend", "variance", "deviation", "overrun"):
                total = rows["enhanced.total"][column]["value"]
                self.assertAlmostEqual(sum(cells[column]["value"] for name, cells in rows.items() if name != "enhanced.total"),
                                       total, delta=1e-6 * abs(total) + 1e-9)
                self.assertAlmostEqual(total, whole[column]["value"], delta=1e-6 * abs(total) + 0.01)
        dear = rows_of(tables, "result_top_2026")["enhanced.dearest 1 %"]
        self.assertGreater(dear["variance"]["value"], 2 * dear["spend"]["value"] / whole["spend"]["value"])


if __name__ == "__main__":
    unittest.main()
