"""What a run folder survives: a second run, damaged segments, a disk that fills; and what --resume says of another plan."""
import fcntl
import json
import resource
import shutil
import signal
import subprocess
import time
import unittest

from plimsoll_cli import COST, CommandTest, study_text

STUDY = study_text(["enhanced"], changes=[("trials = 500", "trials = 2_560")])
ROOM = 40_000  # bytes: a segment of one block, and no larger file


class Checkpoints(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", STUDY)

    def stopped(self, output, interval=0):
        """A run of which half is drawn: a part is a run that was stopped when it had just these trials."""
        self.plimsoll("run", "study.toml", "-o", output, "--part", "1/2", "--checkpoint", interval, "--threads", "1")
        return sorted((self.folder / output / "parts").rglob("*.h5"))

    def bytes_of(self, output):
        return [(self.folder / output / name).read_bytes() for name in ("results.h5", "summary.json")]

    def test_resume_names_every_difference(self):
        segments = self.stopped("out")
        same = [path.read_bytes() for path in segments]
        self.write("cost.toml", COST.replace("mean = 0.2 }", "mean = 0.25 }"))
        changed = STUDY.replace("pbpy = 8_900", "pbpy = 9_000").replace('title = "Small', 'title = "Another')
        self.write("study.toml", changed)
        found = self.errors_of("run", "study.toml", "-o", "out", "--resume", "--seed", "12",
                               "--set", "contract.enhanced.minimum.rate=0.02")
        self.assertEqual({error["key"] for error in found},
                         {"seed", "cost cost.toml", "benchmark.mssp.pbpy", "contract.enhanced.minimum.rate"})
        for error in found:
            self.assertEqual(error["file"], "out")
            self.assertIn("--force", error["help"])
        pbpy = next(error for error in found if error["key"] == "benchmark.mssp.pbpy")
        self.assertIn("8900 there, 9000 here", pbpy["what"])
        self.assertEqual([path.read_bytes() for path in segments], same)

    def test_a_finished_run_names_its_differences_too(self):
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "256")
        found = self.errors_of("run", "study.toml", "-o", "out", "--resume", "--seed", "12")
        self.assertEqual([error["key"] for error in found], ["seed"])
        found = self.errors_of("run", "study.toml", "-o", "out", "--resume", "--method", "conditional")
        self.assertEqual([error["key"] for error in found], ["method"])

    def test_another_program_is_named(self):
        self.stopped("out")
        card = next((self.folder / "out" / "parts").rglob("plan.json"))
        told = json.loads(card.read_text())
        told.update(plan_digest="f" * 64, commit="another")
        other = card.parent.with_name("f" * 64)
        shutil.move(card.parent, other)
        (other / "plan.json").write_text(json.dumps(told))
        found = self.errors_of("run", "study.toml", "-o", "out", "--resume")
        self.assertEqual([error["key"] for error in found], ["program.commit"])
        self.assertIn("another", found[0]["what"])

    def test_words_and_length_are_no_difference(self):
        self.stopped("out")
        self.write("study.toml", STUDY.replace('title = "Small', 'title = "Another').replace("2_560", "3_000"))
        self.plimsoll("run", "study.toml", "-o", "out", "--resume")
        self.plimsoll("run", "study.toml", "-o", "whole")
        self.assertEqual(self.bytes_of("out"), self.bytes_of("whole"))

    def test_a_stopped_run_may_grow(self):
        self.stopped("out")
        self.plimsoll("run", "study.toml", "-o", "out", "--resume", "--trials", "4000")
        self.plimsoll("run", "study.toml", "-o", "whole", "--trials", "4000")
        self.assertEqual(self.bytes_of("out"), self.bytes_of("whole"))

    def test_the_interval_is_kept(self):
        every, never = self.stopped("every"), self.stopped("never", 3600)
        self.assertEqual((len(every), len(never)), (5, 1))
        for wrong in ("-1", "soon", "100000"):
            self.plimsoll("run", "study.toml", "-o", "out", f"--checkpoint={wrong}", ends=2)

    def test_two_runs_on_one_folder(self):
        first = subprocess.Popen(self.command("run", "study.toml", "-o", "out", "--trials", "4000000", "--threads", "1"),
                                 cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        with first:
            limit = time.monotonic() + 60
            while not list(self.folder.glob("out/parts/*/plan.json")) and first.poll() is None and time.monotonic() < limit:
                time.sleep(0.01)
            for more in (["--resume"], ["--force"], [], ["--seed", "12", "--force"]):
                second = self.plimsoll("run", "study.toml", "-o", "out", *more, ends=1)
                self.assertIn(f"in use by another run (process {first.pid} on ", second.stderr)
            first.send_signal(signal.SIGINT)
            _, messages = first.communicate(timeout=60)
        self.assertEqual(first.returncode, 130, messages)
        self.assertFalse((self.folder / "out" / "run.lock").exists())
        self.plimsoll("run", "study.toml", "-o", "out", "--resume", "--trials", "256")

    def test_a_lock_of_a_killed_run_holds_nobody_up(self):
        (self.folder / "out").mkdir()
        self.write("out/run.lock", "process 1 on elsewhere\n")
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "256")
        self.assertFalse((self.folder / "out" / "run.lock").exists())
        self.write("held/run.lock", "process 4711 on elsewhere\n")
        with open(self.folder / "held" / "run.lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.assertIn("process 4711 on elsewhere", self.plimsoll("run", "study.toml", "-o", "held", ends=1).stderr)

    def test_damaged_segments_end_the_run_and_nothing_is_lost(self):
        self.plimsoll("run", "study.toml", "-o", "whole")
        segments = self.stopped("out")
        self.assertEqual(len(segments), 5)
        for damage in ("cut", "empty", "flip"):
            with self.subTest(damage=damage):
                good = segments[2].read_bytes()
                flipped = bytearray(good)
                flipped[len(good) * 3 // 4] ^= 16
                segments[2].write_bytes({"cut": good[: len(good) // 2], "empty": b"", "flip": bytes(flipped)}[damage])
                others = [path.read_bytes() for path in segments if path != segments[2]]
                done = self.plimsoll("run", "study.toml", "-o", "out", "--resume", ends=1)
                self.assertIn(segments[2].name, done.stderr)
                self.assertEqual([path.read_bytes() for path in segments if path != segments[2]], others)
                segments[2].write_bytes(good)
        segments[2].unlink()
        self.plimsoll("run", "study.toml", "-o", "out", "--resume")
        self.assertEqual(self.bytes_of("out"), self.bytes_of("whole"))

    def run_with_little_room(self, *arguments):
        """Runs the command where no file may grow beyond some bytes: writing fails as on a full disk."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
        return subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, text=True, timeout=300,
                              stdin=subprocess.DEVNULL, preexec_fn=limit, restore_signals=False)

    def test_no_room_for_a_segment(self):
        self.plimsoll("run", "study.toml", "-o", "whole")
        segments = self.stopped("out")
        held = [path.read_bytes() for path in segments]
        self.assertLess(max(map(len, held)), ROOM)
        done = self.run_with_little_room("run", "study.toml", "-o", "out", "--resume", "--checkpoint", "3600", "--threads", "1")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(".h5: cannot write the file", done.stderr)
        self.assertEqual([path.read_bytes() for path in segments], held)
        self.assertEqual([path for path in (self.folder / "out").rglob("*") if path.suffix == ".tmp"], [])
        self.plimsoll("run", "study.toml", "-o", "out", "--resume")
        self.assertEqual(self.bytes_of("out"), self.bytes_of("whole"))

    def test_no_room_for_results_keeps_the_old_ones(self):
        self.plimsoll("run", "study.toml", "-o", "out", "--trials", "300")
        old = self.bytes_of("out")
        done = self.run_with_little_room("run", "study.toml", "-o", "out", "--resume", "--checkpoint", "0", "--threads", "1")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(self.bytes_of("out"), old)
        self.plimsoll("run", "study.toml", "-o", "out", "--resume")
        self.plimsoll("run", "study.toml", "-o", "whole")
        self.assertEqual(self.bytes_of("out"), self.bytes_of("whole"))

    def test_a_disk_that_is_full(self):
        """On a file system of a few pages, in a mount namespace of its own; skipped where none can be made."""
        script = ('mkdir small && mount -t tmpfs -o size=48k none small && '
                  '"$@" -o small/out; code=$?; find small -name "*.tmp"; find small -name "*.h5" | wc -l; exit $code')
        if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode != 0:
            self.skipTest("no mount namespaces here")
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh",
                               *self.command("run", "study.toml", "--checkpoint", "0", "--threads", "1", "--trials", "25600")],
                              cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("No space left on device", done.stderr)
        self.assertRegex(done.stdout, r"^[1-9]\d*\n$")


if __name__ == "__main__":
    unittest.main()
