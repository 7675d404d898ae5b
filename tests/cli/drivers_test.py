"""Where the risk comes from: the split of variance and reserve."""
import json
import unittest

from plimsoll_cli import CommandTest, figures_of, study_text


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


if __name__ == "__main__":
    unittest.main()
