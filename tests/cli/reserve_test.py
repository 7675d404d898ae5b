"""What to hold: the reserve of a finished run, its gate, and the roll-forward from an earlier run."""
import json
import unittest

from plimsoll_cli import CommandTest, figures_of, rows_of, study_text

TABLES = """
[portfolio.options]
mssp = "enhanced"

[tolerance]
max_loss = 1_000
probability = 0.01

[[participant]]
name = "hospital"
share = 0.35

[[participant]]
name = "physicians"
share = 0.65

[[trigger]]
figure = "enhanced.2026.adequacy"
below = 0.0
tell = "the board"
"""


def with_groups(text):
    return text.replace('population = "aco"\nbenchmark', 'population = "aco"\nalternative_group = "mssp"\nbenchmark')


class Reserve(CommandTest):
    def setUp(self):
        super().setUp()
        self.text = with_groups(study_text(["basic_e", "enhanced"], more=TABLES))
        self.run_study(self.text, "now")

    def reserve(self, *arguments, ends=0):
        return json.loads(self.plimsoll("reserve", *arguments, "--json", ends=ends).stdout)

    def test_its_reserve_is_the_runs(self):
        told = self.reserve("now")
        self.assertEqual(told["format"], "plimsoll-reserve/1")
        kept = figures_of(json.loads((self.folder / "now" / "summary.json").read_text())["tables"])
        for contract in ("basic_e", "enhanced"):
            self.assertEqual(rows_of(told["tables"], "reserve.2026")[f"holder.{contract}"]["reserve"]["value"],
                             kept[f"{contract}.2026.reserve"]["value"])
        # One of the group is signed, so there is no portfolio, and the books hold enhanced.
        self.assertNotIn("holder.portfolio", rows_of(told["tables"], "reserve.2026"))
        self.assertAlmostEqual(rows_of(told["tables"], "schedule")["2026q4"]["closing"]["value"],
                               kept["enhanced.2026.reserve"]["value"], places=2)

    def test_base_revenue_upside_and_what_we_owe_never_meet(self):
        names = {key for table in self.reserve("now")["tables"] for row in table["rows"] for key in row["cells"]}
        self.assertFalse({"net", "blended", "total_revenue"} & names)

    def test_participants_add_up_to_the_cent(self):
        rows = rows_of(self.reserve("now")["tables"], "participants.2026")
        for what in ("upside", "owed", "reserve"):
            cents = [round(rows[row][what]["value"] * 100) for row in ("participant.hospital", "participant.physicians")]
            self.assertEqual(sum(cents), round(rows["all"][what]["value"] * 100))

    def test_gate(self):
        self.assertTrue(self.reserve("now")["tripped"])
        self.assertEqual(len(self.reserve("now", "--gate", ends=5)["tripped"]), 1)
        self.run_study(self.text.replace("max_loss = 1_000", "max_loss = 1e9"), "calm")
        self.assertEqual(self.reserve("calm", "--gate")["tripped"], [])

    def test_a_run_of_bindings_is_read_with_them(self):
        self.run_study(self.text, "bound", "--set", "reserve.level=0.95", "--trials", "300")
        told = self.reserve("bound")
        self.assertEqual(told["trials"], 300)
        title = next(table["title"] for table in told["tables"] if table["id"] == "reserve.2026")
        self.assertIn("tvar 0.95", title)

    def test_sobol_and_chosen_trials(self):
        self.run_study(self.text, "sobol", "--set", 'run.estimator="sobol"', "--trials", "4096")
        kept = figures_of(json.loads((self.folder / "sobol" / "summary.json").read_text())["tables"])
        figure = rows_of(self.reserve("sobol")["tables"], "reserve.2026")["holder.enhanced"]["reserve"]
        self.assertEqual(figure["value"], kept["enhanced.2026.reserve"]["value"])
        self.assertEqual(figure["std_error"], kept["enhanced.2026.reserve"]["std_error"])
        self.run_study(self.text, "chosen", "--method", "importance")
        told = self.reserve("chosen")
        self.assertIn("importance", " ".join(told["notices"]))

    def test_old_information_is_told(self):
        dated = self.text.replace("[run]", '[purpose]\ninformation_date = 2026-01-31\n[run]', 1)
        self.run_study(dated, "dated")
        self.assertEqual(self.reserve("dated", "--as-of=2026-03-31")["notices"], [])
        self.assertIn("older than a quarter", self.reserve("dated", "--as-of=2026-06-30")["notices"][0])
        self.plimsoll("reserve", "dated", "--as-of=June", ends=3)

    def test_roll_forward(self):
        self.run_study(self.text.replace("pbpy = 8_900", "pbpy = 9_000"), "later")
        rows = rows_of(self.reserve("later", "--prior", "now")["tables"], "roll_forward")
        cents = {row: round(cells["2026"]["value"] * 100) for row, cells in rows.items()}
        closing = cents.pop("closing")
        self.assertEqual(sum(cents.values()), closing)
        self.assertNotEqual(cents["benchmark"], 0)
        self.assertEqual({row for row, amount in cents.items() if amount}, {"opening", "benchmark"})

    def test_a_changed_cost_file_shares_the_row_of_the_model_version(self):
        cost = (self.folder / "cost.toml").read_text()
        self.write("cost.toml", cost.replace("mean = 0.4", "mean = 0.5"))
        self.run_study(self.text, "later")
        table = next(table for table in self.reserve("later", "--prior", "now")["tables"] if table["id"] == "roll_forward")
        rows = {row["id"]: row["cells"]["2026"]["value"] for row in table["rows"]}
        self.assertIn("model_version_and_experience", rows)
        self.assertNotEqual(rows["model_version_and_experience"], 0)
        self.assertIn("cost.toml", " ".join(table["notes"]))

    def test_no_run_no_reserve(self):
        self.assertIn("no finished run", self.plimsoll("reserve", "nowhere", ends=1).stderr)


if __name__ == "__main__":
    unittest.main()
