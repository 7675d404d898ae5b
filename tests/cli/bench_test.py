"""plimsoll bench: every mode timed once its answers are right, one document with --json, bad options refused."""
import json
import unittest

from plimsoll_cli import DATA, CommandTest

MODES = ["claims", "sums", "sums_shocks", "sums_frailty", "sums_scalar"]


class Bench(CommandTest):
    def test_quick_prints_a_row_a_mode_and_names_the_machine(self):
        done = self.plimsoll("bench", "--quick")
        for mode in MODES:
            self.assertRegex(done.stdout, rf"(?m)^ *{mode} +\d")
        self.assertRegex(done.stdout, r"\d+ cores?, vector instructions \S+")
        self.assertIn("Ratios carry over", done.stdout)

    def test_json_is_one_document(self):
        done = self.plimsoll("bench", "--quick", "--json")
        told = json.loads(done.stdout)
        self.assertEqual((told["format"], told["members"]), ("plimsoll-bench/1", 1000))
        self.assertEqual(list(told["nanoseconds"]), MODES)
        for times in told["nanoseconds"].values():
            for cores in ("one_core", "all_cores"):
                self.assertEqual(len(times[cores]), 1)
                self.assertGreater(times[cores][0], 0.0)
        rows = {row["id"]: row["cells"] for row in told["table"]["rows"]}
        self.assertEqual(list(rows), MODES)
        self.assertEqual(rows["claims"]["over_claims"]["value"], 1.0)
        self.assertGreaterEqual(told["cores"], 1)

    def test_the_public_panel_is_drawn_where_it_is_named(self):
        if not (DATA / "reference_panel" / "reference_panel.csv").exists():
            self.skipTest("public data file reference_panel/reference_panel.csv is absent; set PLIMSOLL_DATA")
        self.assertEqual(json.loads(self.plimsoll("bench", "--quick", "--json", "--data", DATA).stdout)["panel"],
                         "reference_panel")

    def test_a_wrong_answer_is_told_before_any_time(self):
        file = DATA / "reference_panel" / "reference_panel.csv"
        if not file.exists():
            self.skipTest("public data file reference_panel/reference_panel.csv is absent; set PLIMSOLL_DATA")
        head, *rows = [line.split(",") for line in file.read_text().splitlines()]
        scale = head.index("scale")
        for row in rows:
            row[scale] = str(float(row[scale]) * 1.5)
        self.write("reference_panel/reference_panel.csv", "\n".join(",".join(row) for row in [head, *rows]) + "\n")
        done = self.plimsoll("bench", "--quick", "--data", self.folder, ends=1)
        self.assertIn("mean of the capped amount", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_bad_options_are_refused(self):
        for options in (("--members", "10"), ("--members", "many"), ("--rounds", "0"), ("--blocks", "0"),
                        ("--trials", "5")):
            with self.subTest(options=options):
                self.assertTrue(self.plimsoll("bench", *options, ends=2).stderr)
        told = self.plimsoll("bench", "--quick", "--data", self.folder / "nowhere", ends=3).stderr
        self.assertIn("there is no such file", told)
        self.assertIn("leave --data out", told)


if __name__ == "__main__":
    unittest.main()
