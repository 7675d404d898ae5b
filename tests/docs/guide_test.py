"""The guides work as written: their files are saved, their commands run, in a copy of the checkout.

In a page, `<!-- save as: PATH -->` stands before a block to save and `<!-- run -->` or `<!-- run: ends CODE -->` before an sh
block to run. Indented blocks show output: each line must be printed by the commands above it.
"""
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from documents import SOURCE

GUIDE = SOURCE / "docs" / "guide" / "first-study.md"
VALIDATE = SOURCE / "docs" / "guide" / "validate-settlements.md"
CLAIMS = SOURCE / "docs" / "guide" / "from-claims.md"
RESERVE = SOURCE / "docs" / "guide" / "hold-a-reserve.md"
NEWCOMER = SOURCE / "docs" / "guide" / "from-nothing-to-a-report.md"
AUDIT = SOURCE / "docs" / "guide" / "verify-and-audit.md"
CLUSTER = SOURCE / "docs" / "guide" / "cluster.md"
SETTLE = SOURCE / "docs" / "guide" / "settle-and-compare.md"
STEP = re.compile(r"<!-- save as: (?P<path>\S+) -->\n```\w+\n(?P<text>.*?)^```"
                  r"|<!-- run(?:: ends (?P<ends>\d+))? -->\n```sh\n(?P<command>.*?)^```"
                  r"|(?P<shown>(?:^    \S[^\n]*\n)+)", re.S | re.M)
NEEDED = ("scenarios", "tools")


def copy_of_checkout(folder):
    """The folders a reader's commands touch, and the command where `make demo` builds it."""
    for name in NEEDED:
        shutil.copytree(SOURCE / name, folder / name)
    bin_folder = folder / "build" / "release" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "plimsoll").symlink_to(Path(os.environ["PLIMSOLL_BIN"]).resolve())


class Followed(unittest.TestCase):
    """Follows a page as its reader would."""

    @classmethod
    def followed(cls, page):
        """A page's commands run in a copy of the checkout: the folder, how many there were, what they printed."""
        scratch = tempfile.TemporaryDirectory(prefix="plimsoll-guide-")
        cls.addClassCleanup(scratch.cleanup)
        folder = Path(scratch.name)
        copy_of_checkout(folder)
        return folder, *cls.follow(page.read_text(), folder)

    @classmethod
    def follow(cls, text, folder):
        environment = dict(os.environ)
        commands, printed = 0, ""
        for step in STEP.finditer(text):
            if step["path"]:
                (folder / step["path"]).write_text(step["text"])
            elif step["shown"]:
                for line in step["shown"].splitlines():
                    assert line[4:].rstrip() in printed, f"shown but not printed: {line.strip()}"
            else:
                commands += 1
                printed += cls.run_commands(step, folder, environment)
        return commands, printed

    @staticmethod
    def run_commands(step, folder, environment):
        """Runs one block; what it exports holds for the blocks below."""
        kept = folder / "environment"
        script = f"set -e\n{step['command']}\nenv -0 > {kept}\n"
        done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=600)
        told = f"{step['command']}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert done.returncode == int(step["ends"] or 0), told
        if kept.exists():
            environment.update(pair.split("=", 1) for pair in kept.read_text().split("\0") if "=" in pair)
        return done.stdout + done.stderr


class Guide(Followed):
    def test_every_command_works_as_written(self):
        folder, commands, printed = self.followed(GUIDE)
        self.assertGreaterEqual(commands, 9)
        self.assertIn("Reserve to hold for 2026", printed)
        for run in ("base", "minimum", "busy", "uncapped", "long"):
            self.assertTrue((folder / "my" / "runs" / run / "results.h5").is_file(), run)

    def test_from_nothing_to_a_report(self):
        folder, commands, _ = self.followed(NEWCOMER)
        self.assertEqual(commands, 9)
        page = (folder / "my" / "run" / "report.html").read_text()
        self.assertIn("plimsoll-report/1", page)
        self.assertIn('"verb":"sweep"', page)
        self.assertTrue((folder / "my" / "run.sqlite").is_file())

    def test_settle_and_compare(self):
        _, commands, printed = self.followed(SETTLE)
        self.assertEqual(commands, 7)
        self.assertIn("Where the payoff of 2026 bends or jumps", printed)
        self.assertIn("What each difference is worth for 2026", printed)

    def test_cluster(self):
        folder, commands, _ = self.followed(CLUSTER)
        self.assertEqual(commands, 2)
        self.assertTrue((folder / "my" / "whole" / "results.h5").is_file())

    def test_hold_a_reserve(self):
        _, commands, printed = self.followed(RESERVE)
        self.assertEqual(commands, 6)
        self.assertIn("Age of what is known on 2026-09-05", printed)

    def test_verify_and_audit(self):
        folder, commands, printed = self.followed(AUDIT)
        self.assertEqual(commands, 7)
        self.assertIn("checks pass", printed)
        self.assertTrue((folder / "my" / "certificate.json").is_file())

    def test_claims(self):
        folder, commands, printed = self.followed(CLAIMS)
        self.assertEqual(commands, 6)
        self.assertIn("no defect found", printed)
        self.assertTrue((folder / "fitted.toml").is_file())
        self.assertTrue((folder / "triangle.csv").is_file())

    def test_published_settlements(self):
        _, commands, printed = self.followed(VALIDATE)
        self.assertEqual(commands, 2)
        self.assertIn("mssp/basic-e@2023", printed)

    def test_a_broken_command_is_found(self):
        with tempfile.TemporaryDirectory() as scratch:
            for text in ["<!-- run -->\n```sh\nfalse\n```\n", "<!-- run: ends 3 -->\n```sh\ntrue\n```\n",
                         "<!-- run -->\n```sh\necho 1.23\n```\n\n    1.24\n"]:
                with self.assertRaises(AssertionError):
                    self.follow(text, Path(scratch))


if __name__ == "__main__":
    unittest.main()
