"""What the documents show as the program's output is what it prints.

Usage: output_test.py quick | slow: blocks of `schema`, or those of `run`.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from documents import SOURCE, pages

MARKER = re.compile(r"<!-- output of: plimsoll (\w+)")
REFRESH = SOURCE / "tools" / "refresh_readme.py"


def check(page):
    return subprocess.run(["/usr/bin/python3", REFRESH, "--check", page], capture_output=True, text=True)


class Output(unittest.TestCase):
    speed = "quick"

    def test_blocks_are_what_is_printed(self):
        asked = {page: set(MARKER.findall(page.read_text())) for page in pages()}
        chosen = [page for page, verbs in asked.items() if verbs and ("run" in verbs) == (self.speed == "slow")]
        self.assertTrue(chosen)
        for page in chosen:
            with self.subTest(page=str(page.relative_to(SOURCE))):
                done = check(page)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_changed_figure_is_found(self):
        page = SOURCE / "docs" / "formats" / "column-map.md"
        text = page.read_text()
        self.assertIn("column of the member key", text)
        with tempfile.TemporaryDirectory() as scratch:
            stale = Path(scratch) / "stale.md"
            stale.write_text(text.replace("column of the member key", "column of the members key"))
            done = check(stale)
            self.assertEqual(done.returncode, 1)
            self.assertIn("differs", done.stdout)

    def test_every_kind_of_term_has_its_line_in_the_theory_of_contracts(self):
        done = subprocess.run([os.environ.get("PLIMSOLL_BIN", SOURCE / "build" / "release" / "bin" / "plimsoll"), "schema"],
                              capture_output=True, text=True, check=True)
        kinds = [choice["properties"]["kind"]["const"] for choice in json.loads(done.stdout)["$defs"]["term"]["oneOf"]]
        page = (SOURCE / "docs" / "theory" / "contract.md").read_text()
        self.assertGreater(len(kinds), 50)
        self.assertEqual([kind for kind in kinds if f"`{kind}`" not in page], [])


if __name__ == "__main__":
    Output.speed = sys.argv.pop(1)
    unittest.main()
