#!/usr/bin/python3
"""Writes what plimsoll prints between the markers of the documents, so that they show real output.

A block runs from `<!-- output of: plimsoll ARGUMENTS -->` to `<!-- end of output -->` and holds standard output of that
command, run from the top of the checkout. Prose comes as it is, everything else as a text block.
Usage: tools/refresh_readme.py [--check] [FILE ...]   (README.md when no file is named)
Environment: PLIMSOLL_BIN, the command to run; build/release/bin/plimsoll when not set.
--check changes nothing and exits 1 where a block differs.
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(<!-- output of: plimsoll (?P<arguments>[^>]*?) -->\n)(?P<body>.*?)(<!-- end of output -->)", re.S)


def printed(arguments):
    """Standard output of the command; a run goes to a folder that is thrown away."""
    words = shlex.split(arguments)
    with tempfile.TemporaryDirectory(prefix="plimsoll-docs-") as scratch:
        if words[0] == "run":
            words += ["--output", f"{scratch}/run", "--quiet"]
        command = os.environ.get("PLIMSOLL_BIN", str(ROOT / "build/release/bin/plimsoll"))
        done = subprocess.run([command, *words], cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        sys.exit(f"plimsoll {arguments} ended {done.returncode}\n{done.stderr}")
    return done.stdout


def body_of(arguments):
    text = printed(arguments).rstrip("\n") + "\n"
    return text if "--markdown" in arguments else f"```text\n$ plimsoll {arguments}\n{text}```\n"


def refreshed(text):
    return BLOCK.sub(lambda block: block[1] + body_of(block["arguments"]) + block[4], text)


def main(arguments):
    check = "--check" in arguments
    files = [Path(name) for name in arguments if name != "--check"] or [ROOT / "README.md"]
    stale = []
    for file in files:
        text = file.read_text()
        if not BLOCK.search(text):
            sys.exit(f"{file}: no block to fill")
        new = refreshed(text)
        if new == text:
            continue
        stale.append(file)
        if not check:
            file.write_text(new)
    for file in stale:
        print(f"{file}: " + ("differs from what plimsoll prints; tools/refresh_readme.py mends it" if check else "refreshed"))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
