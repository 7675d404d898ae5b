"""What a person at a terminal sees: tables in the width there is, sparing colour, shapes; a pipe gets none of it."""
import collections
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

from plimsoll_cli import CommandTest, columns_of, line_of, study_text

ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
BARS = "▁▂▃▄▅▆▇█"
FIGURE = re.compile(r"[\d,]+\.\d+%?|\d{2,}")


def figures(text):
    return collections.Counter(FIGURE.findall(text))


def without_shapes(text):
    """What was shown but for the blocks that only a terminal has."""
    return "\n\n".join(block for block in text.split("\n\n") if not block.startswith("Shape of"))


class AtATerminal(CommandTest):
    def setUp(self):
        super().setUp()
        self.text = study_text()
        self.write("study.toml", self.text)

    def watched(self, *arguments, width=120, ends=0, **environment):
        """Both streams of the command, run at a terminal of that width."""
        screen, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        known = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LC_ALL", "LC_CTYPE")}
        child = subprocess.Popen(self.command(*arguments, "--no-progress"), cwd=self.folder, stdin=subprocess.DEVNULL,
                                 stdout=end, stderr=end,
                                 env={**known, "TERM": "xterm", "LANG": "C.UTF-8", **environment})
        os.close(end)
        told = b""
        while True:
            try:
                more = os.read(screen, 65536)
            except OSError:  # the child has closed its end
                break
            if not more:
                break
            told += more
        os.close(screen)
        self.assertEqual(child.wait(timeout=300), ends, told[-2000:])
        return told.decode().replace("\r\n", "\n")

    def piped(self, *arguments, **environment):
        done = subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, text=True, timeout=300,
                              env={**os.environ, "TERM": "xterm", "LANG": "C.UTF-8", **environment})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_tables_fit_the_terminal_and_lose_no_figure(self):
        plain = self.piped("run", "study.toml", "-o", "piped")
        self.assertGreater(max(map(len, plain.splitlines())), 80, "a table that fits tests nothing")
        rows = {}
        for width in (80, 120, 200):
            with self.subTest(width=width):
                told = ESCAPE.sub("", self.watched("run", "study.toml", "-o", f"at{width}", "--quiet", width=width))
                tables = [line for line in told.splitlines() if line.startswith("  ")]
                self.assertLessEqual(max(map(len, tables)), width)
                self.assertEqual(figures(plain) - figures(told), collections.Counter())
                if width == 200:
                    self.assertEqual(without_shapes(told), plain)
                rows[width] = told.count("\n  basic_e")
        self.assertGreater(rows[80], rows[200], "rows of a block below are not named")

    def test_columns_of_the_environment_go_before_the_size_of_the_terminal(self):
        told = ESCAPE.sub("", self.watched("run", "study.toml", "-o", "run", "--quiet", width=200, COLUMNS="80"))
        self.assertLessEqual(max(len(line) for line in told.splitlines() if line.startswith("  ")), 80)

    def test_a_pipe_is_plain_whatever_the_environment_says(self):
        plain = self.piped("run", "study.toml", "-o", "plain")
        self.assertEqual(self.piped("run", "study.toml", "-o", "narrow", COLUMNS="40"), plain)
        self.assertNotIn("\x1b", plain)
        self.assertNotIn("Shape of", plain)

    def test_colour_is_on_at_a_terminal_and_off_where_it_is_not_wanted(self):
        coloured = self.watched("run", "study.toml", "-o", "run")
        self.assertIn("\x1b[1m", coloured)
        self.assertIn("\x1b[", self.watched("run", "study.toml", "-o", "empty", NO_COLOR=""))
        for name, options, environment in (("option", ["--no-color"], {}), ("variable", [], {"NO_COLOR": "1"}),
                                           ("dumb", [], {"TERM": "dumb"})):
            with self.subTest(off_by=name):
                plain = self.watched("run", "study.toml", "-o", name, *options, **environment)
                self.assertNotIn("\x1b", plain)
                self.assertEqual(plain.replace(f"{name}/", "run/"), ESCAPE.sub("", coloured))  # bears no meaning alone

    def test_shapes_mark_what_many_trials_share(self):
        told = ESCAPE.sub("", self.watched("run", "study.toml", "-o", "run", "--quiet", width=200))
        shape = next(block for block in told.split("\n\n") if block.startswith("Shape of"))
        row = next(line for line in shape.splitlines() if line.startswith("  basic_a"))
        self.assertIn("◆", row)
        self.assertTrue(any(bar in row for bar in BARS), row)
        nothing = columns_of(self.folder / "run" / "results.h5")["contract/basic_a/settlement"][:, 0] == 0.0
        self.assertGreater(nothing.mean(), 0.05, "no atom tests nothing")
        self.assertIn(f"{100 * nothing.mean():.1f}%", row)
        self.assertIn("P1 to P99", shape)

    def test_shapes_are_ascii_where_the_locale_is(self):
        told = self.watched("run", "study.toml", "-o", "run", "--quiet", "--no-color", width=200, LANG="C")
        shape = next(block for block in told.split("\n\n") if block.startswith("Shape of"))
        self.assertTrue(shape.isascii(), shape)
        self.assertIn("|", shape)

    def test_json_at_a_terminal_is_the_same_document(self):
        told = self.watched("run", "study.toml", "-o", "run", "--json", width=40)
        self.assertNotIn("\x1b", told)
        self.assertNotIn("shape", [table["id"] for table in json.loads(told)["tables"]])

    def test_an_error_is_marked_under_the_whole_value(self):
        text = study_text(changes=(('level = 0.90', 'level = 9.25 # of trials'),))
        self.write("wrong.toml", text)
        told = self.watched("check", "wrong.toml", ends=3)
        self.assertIn("\x1b[1;31merror\x1b[0m: ", told)
        lines = ESCAPE.sub("", told).splitlines()
        number = line_of(text, "level = 9.25")
        at = next(i for i, line in enumerate(lines) if line.startswith(f"{number} | "))
        self.assertEqual(lines[at + 1].split("|")[1], " " * 9 + "^^^^")
        self.assertEqual(lines[at - 1], f"  --> wrong.toml:{number}:9")
        self.assertTrue(any("= help: did you mean" in line for line in lines), told)


if __name__ == "__main__":
    unittest.main()
