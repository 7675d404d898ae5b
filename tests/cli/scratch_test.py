"""What is written on the way is the owner's alone and gone at the end, however that comes; no member is in it."""
import os
import re
import shutil
import signal
import stat
import subprocess
import time
import unittest

from plimsoll_cli import CommandTest, study_text

STRACE = shutil.which("strace")
OPENED = re.compile(r'(openat|mkdir|mkdirat)\((?:AT_FDCWD, )?"([^"]*)", ?([^)]*)\)\s*= (-?\d+)')


class Scratch(CommandTest):
    def setUp(self):
        super().setUp()
        self.scratch = self.folder / "scratch"
        self.scratch.mkdir()
        os.environ["TMPDIR"] = str(self.scratch)
        self.addCleanup(os.environ.pop, "TMPDIR")
        self.mask = os.umask(0o022)
        self.addCleanup(os.umask, self.mask)

    def verbs(self):
        """Those that write anything on the way."""
        self.plimsoll("init", "claims", "--members", "300", "-o", "claims", "--quiet")
        self.run_study(study_text(), "out")
        return [["fit", "claims", "--columns", "tuva", "--year", "2025", "-o", "fitted.toml", "--force"],
                ["review", "claims", "--columns", "tuva"],
                ["run", "out.toml", "-o", "out", "--force"],
                ["report", "out", "--force"], ["report", "out", "--xlsx", "book.xlsx", "--force"],
                ["export", "out", "--trials", "-o", "open.sqlite", "--force"],
                ["export", "out", "--to", "csv", "-o", "open", "--force"]]

    def test_nothing_is_left(self):
        for verb in self.verbs():
            with self.subTest(verb=verb[:1] + verb[2:4]):
                self.plimsoll(*verb)
                self.assertEqual(list(self.scratch.iterdir()), [])
                self.assertEqual([path for path in self.folder.rglob(".*")], [])

    def test_finished_files_have_the_mode_of_any_other(self):
        for verb in self.verbs():
            self.plimsoll(*verb)
        for name in ("fitted.toml", "out/results.h5", "out/report.html", "book.xlsx", "open.sqlite"):
            self.assertEqual(stat.S_IMODE((self.folder / name).stat().st_mode), 0o644, name)

    @unittest.skipUnless(STRACE, "strace is not installed: modes of scratch are not watched")
    def test_scratch_is_the_owners_alone(self):
        seen = 0
        for verb in self.verbs():
            done = subprocess.run([STRACE, "-f", "-e", "trace=openat,mkdir,mkdirat,fchmod", *self.command(*verb)], cwd=self.folder,
                                  capture_output=True, text=True, timeout=300)
            self.assertEqual(done.returncode, 0, done.stderr[-2000:])
            lines = done.stderr.splitlines()
            for number, line in enumerate(lines):
                found = OPENED.search(line)
                if not found or found[4].startswith("-"):
                    continue
                call, path, how, descriptor = found.groups()
                here = str(self.scratch) in path or "/.plimsoll-" in path or path.startswith(".plimsoll-") or "/." in path or path.startswith(".")
                made = call != "openat" or "O_CREAT" in how or "O_TMPFILE" in how
                if not here or not made or path in (".", ".."):
                    continue
                seen += 1
                held = "/.plimsoll-" in path or path.startswith(".plimsoll-")  # inside a folder of the owner's alone
                narrow = how.rstrip().endswith(("0600", "0700"))
                then = any(f"fchmod({descriptor}, 0600)" in later for later in lines[number:number + 12])
                self.assertTrue(held or narrow or then, line)
        self.assertGreater(seen, 5)

    def stopped(self, verb, number):
        """Starts a verb and ends it by a signal as soon as something of it is on disk."""
        before = set(self.folder.rglob("*"))
        process = subprocess.Popen(self.command(*verb), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen = False
        for _ in range(4000):
            seen = bool(set(self.folder.rglob("*")) - before)
            if seen or process.poll() is not None:
                break
            time.sleep(0.001)
        process.send_signal(number)
        process.wait(timeout=60)
        return seen, set(self.folder.rglob("*")) - before

    def test_a_signal_leaves_nothing_behind(self):
        self.run_study(study_text(changes=[("trials = 500", "trials = 20000")]), "out")
        met = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for verb in (["report", "out", "--xlsx", "book.xlsx"], ["export", "out", "--trials", "-o", "open.sqlite"]):
                seen, left = self.stopped(verb, number)
                met += seen
                self.assertEqual({path for path in left if path.name.startswith(".") or self.scratch in path.parents}, set(), verb[0])
                for path in left:
                    path.unlink()
        self.assertGreater(met, 0, "no scratch was ever seen: the test shows nothing")

    def test_a_kill_is_what_leaves_something(self):
        """The control: SIGKILL cannot be met, so the test above sees what is left behind."""
        self.run_study(study_text(changes=[("trials = 500", "trials = 20000")]), "out")
        for _ in range(5):
            seen, left = self.stopped(["report", "out", "--xlsx", "book.xlsx"], signal.SIGKILL)
            hidden = [path for path in left if path.name.startswith(".plimsoll-")]
            if hidden:
                for path in hidden:
                    self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o700)
                return
            for path in left:
                path.unlink()
        self.skipTest("the verb was always done before it was killed")


if __name__ == "__main__":
    unittest.main()
