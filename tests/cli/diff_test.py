"""`plimsoll diff`: what two runs differ in, which figures moved, and what of it each cause moved."""
import json
import math
import unittest

from plimsoll_cli import COST, DEAL, PACK, CommandTest, figures_of, rows_of, study_text

TEXT = study_text(["enhanced", "basic_e"])


def text_of(cell):
    return cell["text"] if cell else ""


class Diff(CommandTest):
    def setUp(self):
        super().setUp()
        self.run_study(TEXT, "a")

    def diff(self, *options, b="b"):
        told = json.loads(self.plimsoll("diff", "a", b, *options, "--json").stdout)
        self.assertEqual(told["format"], "plimsoll-diff/1")
        return told

    def moves(self, told, figure="enhanced.2026.settlement.mean"):
        """What each cause moved of a figure, by name of the cause."""
        rows = rows_of(told["tables"], "diff.moves").values()
        return {text_of(row["cause"]): row["moved"]["value"] for row in rows if text_of(row["figure"]) == figure}

    def mean(self, output, contract="enhanced"):
        summary = json.loads((self.folder / output / "summary.json").read_text())
        return figures_of(summary["tables"])[f"{contract}.2026.settlement.mean"]["value"]

    def changed(self, told):
        return {text_of(row["key"]): (text_of(row["cause"]), text_of(row["a"]), text_of(row["b"]))
                for row in rows_of(told["tables"], "diff.study").values()}

    def adds_up(self, told, output="b"):
        moves = self.moves(told)
        self.assertAlmostEqual(moves.pop("all"), self.mean(output) - self.mean("a"), places=6)
        self.assertAlmostEqual(math.fsum(moves.values()), self.mean(output) - self.mean("a"), places=6)
        return moves

    def test_equal_runs(self):
        self.run_study(TEXT, "b")
        told = self.diff()
        self.assertEqual((told["same"], told["differs"]), (True, []))
        self.assertIn("no figure moved", told["notes"])

    def test_a_number_of_the_study(self):
        self.run_study(TEXT.replace("pbpy = 8_900", "pbpy = 9_000"), "b")
        told = self.diff()
        self.assertEqual(told["differs"], ["study"])
        self.assertEqual(self.changed(told), {"benchmark.mssp.pbpy": ("study: benchmark", "8900", "9000")})
        self.assertEqual(list(self.adds_up(told)), ["study: benchmark"])
        moved = [row for table in told["tables"] if table["id"].startswith("diff.figures.")
                 for row in rows_of([table], table["id"]).values()]
        row = next(row for row in moved if text_of(row["figure"]) == "enhanced.2026.settlement.mean")
        self.assertEqual((row["a"]["value"], row["b"]["value"]), (self.mean("a"), self.mean("b")))
        self.assertAlmostEqual(row["apart"]["value"] * row["moved"]["std_error"], abs(row["moved"]["value"]), places=4)

    def test_several_causes_are_told_apart(self):
        other = TEXT.replace("pbpy = 8_900", "pbpy = 9_000").replace("mean = 0.02, sd = 0.01", "mean = 0.03, sd = 0.01")
        self.run_study(other, "b", "--seed", "12", "--trials", "700")
        told = self.diff()
        self.assertEqual(told["differs"], ["study", "seed", "trials"])
        moves = self.adds_up(told)
        self.assertEqual(list(moves), ["study: benchmark", "study: experience (cost)", "seed", "number of trials and estimator"])
        # By itself each is worth what a run with it alone says, on the same numbers.
        self.run_study(TEXT.replace("pbpy = 8_900", "pbpy = 9_000"), "alone")
        self.assertAlmostEqual(moves["study: benchmark"], self.mean("alone") - self.mean("a"), places=6)

    def test_a_seed_alone_moves_within_its_error(self):
        self.run_study(TEXT, "b", "--seed", "12")
        told = self.diff()
        self.assertEqual(told["differs"], ["seed"])
        self.assertEqual(list(self.adds_up(told)), ["seed"])
        rows = rows_of(told["tables"], "diff.moves").values()
        moved = next(row["moved"] for row in rows if text_of(row["figure"]) == "enhanced.2026.settlement.mean")
        self.assertLess(abs(moved["value"]), 4.9 * moved["std_error"])

    def test_data_of_another_file(self):
        self.write("cost_b.toml", COST.replace("mean = 3.0", "mean = 3.2"))
        self.run_study(TEXT.replace('file = "cost.toml"', 'file = "cost_b.toml"'), "b")
        told = self.diff()
        self.assertEqual(told["differs"], ["data"])
        self.assertEqual({text_of(row["name"]) for row in rows_of(told["tables"], "diff.data").values()},
                         {"cost.toml", "cost_b.toml"})
        self.assertEqual(list(self.adds_up(told)), ["data (files read)"])

    def test_the_same_bytes_under_another_name_are_the_same_data(self):
        self.write("copy.toml", COST)
        self.run_study(TEXT.replace('file = "cost.toml"', 'file = "copy.toml"'), "b")
        told = self.diff()
        self.assertIn("no figure moved", told["notes"])
        self.assertEqual((told["same"], told["differs"]), (True, []))

    def test_data_that_were_overwritten_cannot_be_exchanged(self):
        self.write("cost.toml", COST.replace("mean = 3.0", "mean = 3.2"))
        self.run_study(TEXT, "b")
        told = self.diff()
        self.assertEqual(told["differs"], ["data"])
        self.assertEqual(list(self.adds_up(told)), ["data (cost.toml, no longer as A read it)"])

    def test_a_rule_pack(self):
        self.write("deal.toml", PACK)
        self.write("other.toml", PACK.replace("rate = 0.5", "rate = 0.6"))
        self.run_study(TEXT + DEAL, "a", "--force")
        self.run_study(TEXT + DEAL.replace("./deal.toml", "./other.toml"), "b")
        told = self.diff()
        self.assertEqual(told["differs"], ["rule_pack"])
        changed = self.changed(told)
        self.assertEqual(changed["contract.deal.savings_share.rate"], ("rule packs", "0.5", "0.6"))
        self.assertEqual({cause for cause, _, _ in changed.values()}, {"rule packs"})
        moves = self.moves(told, "deal.2026.settlement.mean")
        self.assertEqual(list(moves), ["rule packs", "all"])
        self.assertAlmostEqual(moves["all"], self.mean("b", "deal") - self.mean("a", "deal"), places=6)
        self.assertEqual(self.moves(told), {}, "the other contracts did not move")

    def test_a_pack_of_ones_own_that_changed_in_place(self):
        self.write("deal.toml", PACK)
        self.run_study(TEXT + DEAL, "a", "--force")
        self.write("deal.toml", PACK.replace("rate = 0.5", "rate = 0.6"))
        self.run_study(TEXT + DEAL, "b")
        told = self.diff()
        self.assertEqual(told["differs"], ["rule_pack"])
        self.assertEqual(list(self.moves(told, "deal.2026.settlement.mean")),
                         ["rule pack (./deal.toml, no longer as A read it)", "all"])

    def test_words_move_nothing(self):
        self.run_study(TEXT.replace("Small study of the tests", "Another title"), "b")
        told = self.diff()
        self.assertEqual(told["differs"], [])
        self.assertEqual(self.changed(told)["title"][0], "words, which move no figure")

    def test_quick_runs_nothing(self):
        self.run_study(TEXT.replace("pbpy = 8_900", "pbpy = 9_000"), "b")
        told = self.diff("--quick")
        self.assertNotIn("diff.moves", [table["id"] for table in told["tables"]])
        self.assertIn("diff.figures.1", [table["id"] for table in told["tables"]])

    def test_chosen_trials_are_not_split(self):
        self.plimsoll("run", "a.toml", "-o", "b", "--method", "importance", "--trials", "100", "--quiet")
        told = self.diff()
        self.assertIn("method", told["differs"])
        self.assertIn("not split by cause", " ".join(told["notes"]))

    def test_text_is_the_same_as_in_json(self):
        self.run_study(TEXT.replace("pbpy = 8_900", "pbpy = 9_000"), "b")
        done = self.plimsoll("diff", "a", "b")
        for table in self.diff()["tables"]:
            self.assertIn(table["title"], done.stdout)

    def test_no_run_is_1(self):
        self.plimsoll("diff", "a", "nowhere", ends=1)


if __name__ == "__main__":
    unittest.main()
