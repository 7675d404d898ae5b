"""Parts and stopped runs put together: the same bytes as one process, or a refusal that names what differs."""
import json
import random
import shutil
import unittest

from plimsoll_cli import COST, CommandTest, study_text

STUDY = study_text(["enhanced"], changes=[("trials = 500", "trials = 2_700")])  # 10 whole blocks and a part of one


class Merge(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", STUDY)

    def part(self, number, of, output, *more, ends=0):
        return self.plimsoll("run", "study.toml", "--part", f"{number}/{of}", "-o", output, *more, ends=ends)

    def expect_same(self, one, other):
        for name in ("results.h5", "summary.json"):
            self.assertEqual((self.folder / one / name).read_bytes(), (self.folder / other / name).read_bytes(), name)

    def segments(self, output):
        return sorted((self.folder / output / "parts").rglob("*.h5"))

    def test_parts_are_the_run_that_one_process_makes(self):
        self.plimsoll("run", "study.toml", "-o", "whole")
        for number in (3, 1, 2):
            done = self.part(number, 3, f"part-{number}", "--threads", number)
            self.assertEqual(done.stdout, "")
            self.assertIn(f"part {number} of 3: trials ", done.stderr)
            self.assertFalse((self.folder / f"part-{number}" / "results.h5").exists())
        before = [path.read_bytes() for number in (1, 2, 3) for path in self.segments(f"part-{number}")]
        self.plimsoll("merge", "part-2", "part-3", "part-1", "-o", "merged")
        self.expect_same("merged", "whole")
        self.assertFalse((self.folder / "merged" / "parts").exists())
        after = [path.read_bytes() for number in (1, 2, 3) for path in self.segments(f"part-{number}")]
        self.assertEqual(after, before)

    def test_more_parts_than_blocks_and_json(self):
        told = json.loads(self.part(1, 20, "one", "--json").stdout)
        self.assertEqual((told["format"], told["part"], told["of"], told["first_trial"]), ("plimsoll-part/1", 1, 20, None))
        told = json.loads(self.part(20, 20, "twenty", "--json").stdout)
        self.assertEqual((told["first_trial"], told["last_trial"]), (2560, 2699))

    def test_overlaps_are_taken_when_equal(self):
        self.plimsoll("run", "study.toml", "-o", "whole")
        for number, of in ((1, 2), (2, 2), (2, 3)):
            self.part(number, of, f"p{number}-{of}")
        self.plimsoll("merge", "p1-2", "p2-3", "p2-2", "-o", "merged")
        self.expect_same("merged", "whole")

    def test_overlaps_that_differ_are_refused(self):
        """Two folders that claim one plan and hold other numbers: made by giving one run's segments another digest."""
        self.part(1, 2, "one")
        self.part(1, 2, "two", "--seed", "12")
        mine, other = (self.segments(name)[0] for name in ("one", "two"))
        shutil.copy(other, mine)
        done = self.plimsoll("merge", "one", "-o", "merged", ends=1)
        self.assertIn("belongs to another plan", done.stderr)
        self.assertIn(str(mine.relative_to(self.folder)), done.stderr)

    def test_finished_and_stopped_runs_merge_and_grow(self):
        self.plimsoll("run", "study.toml", "-o", "long")
        self.plimsoll("run", "study.toml", "-o", "short", "--trials", "700")
        self.part(2, 3, "middle")
        self.part(3, 3, "end")
        self.part(2, 8, "gap")
        # Blocks 0 and 1 are of the finished run; its third, kept in part, is drawn again.
        self.plimsoll("merge", "short", "middle", "end", "-o", "merged")
        self.expect_same("merged", "long")
        self.plimsoll("run", "study.toml", "-o", "plain", "--trials", "700")
        self.plimsoll("merge", "short", "gap", "-o", "again", "--trials", "700")
        self.expect_same("again", "plain")

    def test_missing_trials_are_named_and_what_there_is_is_kept(self):
        self.plimsoll("run", "study.toml", "-o", "whole")
        self.part(1, 4, "first")
        self.part(3, 4, "third")
        done = self.plimsoll("merge", "first", "third", "-o", "merged", ends=1)
        self.assertIn("trials 512 to 1279, 2048 to 2699", done.stderr)
        self.assertFalse((self.folder / "merged" / "results.h5").exists())
        self.plimsoll("run", "study.toml", "-o", "merged", "--resume")
        self.expect_same("merged", "whole")

    def test_other_plans_are_refused_naming_every_difference(self):
        self.part(1, 2, "one")
        self.part(2, 2, "seed", "--seed", "12")
        self.part(2, 2, "term", "--set", "contract.enhanced.minimum.rate=0.02")
        self.write("cost.toml", COST.replace("mean = 0.2 }", "mean = 0.25 }"))
        self.part(2, 2, "cost", "--method", "conditional")
        found = self.errors_of("merge", "one", "seed", "term", "cost", "nowhere", "-o", "merged")
        told = {(error["file"], error["key"]) for error in found}
        self.assertEqual(told, {("seed", "seed"), ("term", "contract.enhanced.minimum.rate"), ("cost", "method"),
                                ("cost", "cost cost.toml"), ("nowhere", "")})
        rate = next(error for error in found if error["file"] == "term")
        self.assertIn("0.02", rate["what"])
        self.assertIn("0.01", rate["what"])
        self.assertFalse((self.folder / "merged").exists())

    def test_changed_inputs_are_refused(self):
        self.part(1, 2, "one")
        self.part(2, 2, "two")
        self.write("cost.toml", COST.replace("mean = 0.2 }", "mean = 0.25 }"))
        found = self.errors_of("merge", "one", "two", "-o", "merged")
        self.assertEqual([error["key"] for error in found], ["cost cost.toml"])
        self.write("elsewhere/cost.toml", COST)
        self.plimsoll("merge", "one", "two", "-o", "merged", "--inputs", "elsewhere")

    def test_folders_in_use_are_kept(self):
        self.part(1, 2, "one")
        self.part(2, 2, "two")
        self.plimsoll("run", "study.toml", "-o", "kept", "--trials", "300")
        kept = (self.folder / "kept" / "results.h5").read_bytes()
        self.assertIn("--force", self.plimsoll("merge", "one", "two", "-o", "kept", ends=1).stderr)
        self.assertEqual((self.folder / "kept" / "results.h5").read_bytes(), kept)
        self.assertIn("is one of the runs", self.plimsoll("merge", "one", "two", "-o", "one", "--force", ends=3).stderr)
        self.assertTrue(self.segments("one"))
        self.plimsoll("merge", "one", "two", "-o", "kept", "--force")
        self.assertNotEqual((self.folder / "kept" / "results.h5").read_bytes(), kept)

    def test_damaged_segments_are_refused_and_stay(self):
        self.part(1, 1, "one")
        segment = self.segments("one")[0]
        good = segment.read_bytes()
        rng = random.Random(8)
        for damage in ("cut", "flip"):
            with self.subTest(damage=damage):
                at = rng.randrange(len(good) // 2, len(good))
                bad = good[:at] if damage == "cut" else good[:at] + bytes([good[at] ^ 1]) + good[at + 1:]
                segment.write_bytes(bad)
                done = self.plimsoll("merge", "one", "-o", f"merged-{damage}", ends=1)
                self.assertIn(segment.name, done.stderr)
                self.assertEqual(segment.read_bytes(), bad)

    def test_parts_that_cannot_be(self):
        for wrong in ("0/4", "5/4", "4", "1/0", "a/b", "1/4/2", "-1/4", ""):
            if wrong:
                with self.subTest(part=wrong):
                    self.plimsoll("run", "study.toml", f"--part={wrong}", "-o", "out", ends=2)
        for more in (["--target-error", "0.1"], ["--method", "importance"]):
            self.plimsoll("run", "study.toml", "--part", "1/2", "-o", "out", *more, ends=2)
        self.assertFalse((self.folder / "out").exists())

    def test_importance_is_refused(self):
        self.plimsoll("run", "study.toml", "--method", "importance", "--trials", "256", "-o", "chosen", "--candidates", "512")
        self.assertIn("importance", self.plimsoll("merge", "chosen", "-o", "merged", ends=3).stderr)

    def test_sobol_points_merge_too(self):
        self.write("study.toml", STUDY.replace("seed = 11\n", 'seed = 11\nestimator = "sobol"\n'))
        self.plimsoll("run", "study.toml", "-o", "whole", "--trials", "4096")
        for number in (1, 2):
            self.part(number, 2, f"part-{number}", "--trials", "4096")
        self.plimsoll("merge", "part-1", "part-2", "-o", "merged")
        self.expect_same("merged", "whole")


if __name__ == "__main__":
    unittest.main()
