"""Runs killed with SIGKILL at random moments, also while they write, and resumed: the same file as one never killed.

Environment: PLIMSOLL_KILL_RUNS, how many runs are killed (50); PLIMSOLL_KILL_WORK, seconds of processor
time in each (1; continuous integration takes 20, `make kill-test` 120). PLIMSOLL_KILL_SEED chooses the moments (8).
"""
import os
import random
import signal
import subprocess
import sys
import time
import unittest

from plimsoll_cli import CommandTest, study_text

RUNS = int(os.environ.get("PLIMSOLL_KILL_RUNS", "50"))
WORK = float(os.environ.get("PLIMSOLL_KILL_WORK", "1"))
SEED = int(os.environ.get("PLIMSOLL_KILL_SEED", "8"))
THREADS = 2
INTERVAL = max(0.1, WORK / 20)  # seconds between checkpoints
TICKS = os.sysconf("SC_CLK_TCK")


def work_of(process):
    """Seconds of processor time a live process has had."""
    try:
        with open(f"/proc/{process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return None


class Killed(CommandTest):
    patience = max(300, 20 * WORK)  # on a machine that has other things to do

    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text(["enhanced"], changes=[("members = 300", "members = 2_000")]))

    def start(self, output, *more):
        return subprocess.Popen(self.command("run", "study.toml", "-o", output, "--trials", self.trials, "--threads", THREADS,
                                             "--checkpoint", INTERVAL, "--quiet", *more), cwd=self.folder, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def used(self, blocks):
        """Seconds of processor time of an undisturbed run."""
        before = sum(os.times()[2:4])
        self.plimsoll("run", "study.toml", "-o", f"measure-{blocks}", "--trials", blocks * 256, "--threads", THREADS, "--quiet")
        return sum(os.times()[2:4]) - before

    def measure(self):
        """Finds trials that are WORK seconds of work, and runs them undisturbed. Gives work and work of one block."""
        first, blocks = self.used(10), 40
        while (more := self.used(blocks) - first) < WORK / 4:  # less is lost in what a busy machine adds to either
            blocks *= 2
        block = more / (blocks - 10)
        self.trials = max(40, round(WORK / block)) * 256 - 100
        self.plimsoll("run", "study.toml", "-o", "whole", "--trials", self.trials, "--threads", THREADS)
        return block

    def held(self, output):
        """What the run has put safely on disk: its segments, when it began to draw, and whether it is finished."""
        folder = self.folder / output
        found = {path.name for path in folder.glob("parts/*/*.h5")} | {path.name for path in folder.glob("results.h5")}
        try:
            return found | {path.stat().st_mtime_ns for path in folder.glob("parts/*/plan.json")}
        except FileNotFoundError:
            return found

    def draws(self, held):
        """Whether the run that holds this has begun to draw and has not drawn all yet."""
        trials = [name[:-3].split("-") for name in held if isinstance(name, str) and name != "results.h5"]
        done = sum(int(last) + 1 - int(first) for first, last in trials)
        return "results.h5" not in held and done < self.trials

    def writes(self, output):
        """Whether a file is half-written right now."""
        folder = self.folder / output
        return any(folder.glob("parts/*/.*.tmp")) or any(folder.glob(".*.tmp"))

    def run_until(self, output, until, while_writing, *more):
        """Kills a run after `until` seconds of work, or at the first half-written file then. Gives the work that no
        checkpoint holds, or None where the run was over before, and whether a file was left half-written."""
        at_start = self.held(output)
        run = self.start(output, *more)
        held, work_then, work = at_start, 0.0, 0.0
        while run.poll() is None:
            found, now = self.held(output), work_of(run)
            if now is None:
                continue
            work = now
            if found != held:
                held, work_then = found, work
            if work >= until and (not while_writing or self.writes(output) or work >= until + 2 * THREADS * INTERVAL):
                run.send_signal(signal.SIGKILL)
                break
            if not while_writing or work < until:
                time.sleep(0.002)
        _, messages = run.communicate(timeout=self.patience)
        if run.returncode == -signal.SIGKILL:
            drew = self.held(output) == held and held != at_start and self.draws(held)
            return (work - work_then if drew else 0.0), self.writes(output)
        self.assertEqual(run.returncode, 0, messages)
        return None, False

    def test_every_resumed_run_is_the_run(self):
        block = self.measure()
        whole = {name: (self.folder / "whole" / name).read_bytes() for name in ("results.h5", "summary.json", "manifest.json")}
        rng = random.Random(SEED)
        lost, kills, torn, same = [], 0, 0, 0
        for number in range(RUNS):
            output, more = f"run-{number}", []
            for _ in range(rng.choice((1, 2))):
                repeated, half = self.run_until(output, rng.uniform(0.02, 1.0) * WORK, rng.random() < 0.5, *more)
                if repeated is None:
                    break
                kills, torn = kills + 1, torn + half
                lost.append(repeated)
                more = ["--resume"]
            self.plimsoll("run", "study.toml", "-o", output, "--trials", self.trials, "--threads", THREADS, "--quiet", "--resume")
            found = {name: (self.folder / output / name).read_bytes() for name in whole}
            same += found == whole
            self.assertEqual(found == whole, True, f"run {number} differs from the one never killed")
            left = [path for path in (self.folder / output).rglob("*") if path.name not in (*whole, "runs.log")]
            self.assertEqual(left, [], "something was left beside the results")
            print(f"run {number + 1} of {RUNS}: identical", file=sys.stderr, flush=True)  # an hour is long to watch nothing
        # A thread is at most one block into its work when the others' blocks are kept, and a look takes a moment.
        allowed = THREADS * (INTERVAL + 2 * block) + 4 / TICKS + 0.05
        print(f"{RUNS} runs of {WORK:g} s of work, {kills} kills, {torn} in the middle of a write: {same} of {RUNS} identical; "
              f"at most {max(lost):.2f} s of work repeated, {allowed:.2f} allowed at a checkpoint every {INTERVAL:g} s")
        self.assertGreaterEqual(kills, RUNS * 3 // 4)
        self.assertLessEqual(max(lost), allowed)

    def test_negative_control_another_seed_is_another_file(self):
        self.trials = 2_560
        for output, seed in (("one", 11), ("two", 12)):
            self.plimsoll("run", "study.toml", "-o", output, "--trials", self.trials, "--seed", seed)
        one, two = ((self.folder / output / "results.h5").read_bytes() for output in ("one", "two"))
        self.assertNotEqual(one, two)


if __name__ == "__main__":
    unittest.main()
