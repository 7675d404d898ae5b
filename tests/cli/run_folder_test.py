"""How a run ends: exit codes, folders in use, a stop by signal, and going on from it."""
import json
import shutil
import signal
import subprocess
import time
import unittest

from plimsoll_cli import CommandTest, study_text

LONG = study_text(["enhanced"], changes=[("members = 300", "members = 1_000")])


class ExitCodes(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text(["enhanced"]))

    def test_usage_is_2(self):
        for wrong in (["run", "study.toml", "--treads", "2"], ["run"], [], ["runn", "study.toml"], ["fit", "x.csv"],
                      ["run", "study.toml", "--trials", "0"], ["run", "study.toml", "--trials", "many"],
                      ["run", "study.toml", "--resume", "--force"], ["contracts", "explain"], ["contracts", "show"],
                      ["run", "study.toml", "one-too-many"],
                      ["fit", "x.csv", "--columns", "m", "--year", "2025", "--severity", "weibul"],
                      ["fit", "x.csv", "--columns", "m"]):
            with self.subTest(arguments=wrong):
                before = self.files()
                done = self.plimsoll(*wrong, ends=2)
                self.assertEqual(done.stdout, "")
                self.assertNotEqual(done.stderr, "")
                self.assertEqual(self.files(), before)

    def test_study_that_is_not_there_is_3(self):
        self.assertIn("none.toml", self.plimsoll("run", "none.toml", ends=3).stderr)

    def test_output_that_is_a_file_is_1(self):
        kept = self.write("out", "mine")
        self.assertIn("out", self.plimsoll("run", "study.toml", "-o", "out", ends=1).stderr)
        self.assertEqual(kept.read_text(), "mine")

    def test_folder_in_use_is_1_and_kept(self):
        self.plimsoll("run", "study.toml", "-o", "out")
        results = self.folder / "out" / "results.h5"
        first = results.read_bytes()
        done = self.plimsoll("run", "study.toml", "-o", "out", "--seed", "12", ends=1)
        self.assertIn("--force", done.stderr)
        self.assertEqual(results.read_bytes(), first)
        self.plimsoll("run", "study.toml", "-o", "out", "--seed", "12", "--force")
        self.assertNotEqual(results.read_bytes(), first)
        self.plimsoll("run", "study.toml", "-o", "out", "--force")
        self.assertEqual(results.read_bytes(), first)

    def test_failure_as_json(self):
        self.write("out", "mine")
        told = json.loads(self.plimsoll("run", "study.toml", "-o", "out", "--json", ends=1).stdout)
        self.assertEqual((told["format"], len(told["errors"])), ("plimsoll-errors/1", 1))

    def test_resume_in_an_empty_folder_just_runs(self):
        (self.folder / "empty").mkdir()
        self.plimsoll("run", "study.toml", "-o", "empty", "--resume")
        self.plimsoll("run", "study.toml", "-o", "fresh")
        empty, fresh = (self.folder / name / "results.h5" for name in ("empty", "fresh"))
        self.assertEqual(empty.read_bytes(), fresh.read_bytes())


class Stopped(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", LONG)

    def start_and_stop(self, which, output):
        """Stops a run in the middle; where it is over too soon, one ten times as long. Gives what it told."""
        for self.trials in (8_000, 80_000, 800_000):
            run = subprocess.Popen(self.command("run", "study.toml", "-o", output, "--threads", "1", "--force",
                                                "--trials", self.trials), cwd=self.folder, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            with run:
                limit = time.monotonic() + 60
                while not (self.folder / output / "parts").exists() and run.poll() is None and time.monotonic() < limit:
                    time.sleep(0.01)
                time.sleep(0.5)
                run.send_signal(which)
                told, messages = run.communicate(timeout=60)
            if run.returncode != 0:
                return run.returncode, told, messages
            shutil.rmtree(self.folder / output)
        self.fail("no run was long enough to be stopped")

    def test_interrupt_keeps_what_is_done_and_resume_finishes(self):
        code, told, messages = self.start_and_stop(signal.SIGINT, "out")
        self.assertEqual((code, told), (130, ""))
        self.assertIn("--resume", messages)
        parts = [path for path in (self.folder / "out" / "parts").rglob("*.h5")]
        self.assertTrue(parts, "no finished trials were kept")
        self.assertFalse((self.folder / "out" / "results.h5").exists())
        self.assertFalse([path for path in (self.folder / "out").rglob("*.tmp")])

        self.assertIn("--resume", self.plimsoll("run", "study.toml", "-o", "out", ends=1).stderr)
        other = self.plimsoll("run", "study.toml", "-o", "out", "--resume", "--seed", "12", ends=3)
        self.assertIn("another plan", other.stderr)
        self.assertIn("out", other.stderr)
        self.assertEqual(parts, [path for path in (self.folder / "out" / "parts").rglob("*.h5")])

        self.plimsoll("run", "study.toml", "-o", "out", "--resume", "--trials", self.trials)
        self.assertFalse((self.folder / "out" / "parts").exists())
        self.plimsoll("run", "study.toml", "-o", "whole", "--threads", "2", "--trials", self.trials)
        for name in ("results.h5", "summary.json"):
            resumed, whole = (self.folder / folder / name for folder in ("out", "whole"))
            self.assertEqual(resumed.read_bytes(), whole.read_bytes(), name)

    def test_resume_makes_a_finished_run_longer(self):
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "300")
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "700", "--resume")
        self.plimsoll("run", "study.toml", "-o", "whole", "--trials", "700")
        grown, whole = (self.folder / folder / "results.h5" for folder in ("out", "whole"))
        self.assertEqual(grown.read_bytes(), whole.read_bytes())
        shorter = self.plimsoll("run", "study.toml", "-o", "out", "--trials", "300", "--resume", ends=1)
        self.assertIn("already holds 700 trials", shorter.stderr)
        self.assertEqual(grown.read_bytes(), whole.read_bytes())

    def test_termination_is_as_clean(self):
        code, told, messages = self.start_and_stop(signal.SIGTERM, "out")
        self.assertEqual((code, told), (130, ""))
        self.assertIn("--resume", messages)
        self.assertTrue(list((self.folder / "out" / "parts").rglob("*.h5")))
        self.plimsoll("run", "study.toml", "-o", "out", "--force", "--trials", "256")
        self.assertFalse((self.folder / "out" / "parts").exists())

    def test_a_longer_run_keeps_the_trials_of_a_shorter_one(self):
        first = self.run_study(LONG, "short", "--trials", "300")
        longer = self.run_study(LONG, "long", "--trials", "600")
        for name, values in first.items():
            self.assertTrue((longer[name][:300] == values).all(), name)


if __name__ == "__main__":
    unittest.main()
