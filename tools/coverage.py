#!/usr/bin/env python3
"""Prints which part of the lines ran, by room, of a build with PLIMSOLL_COVERAGE=ON whose tests have run.

Usage: coverage.py BUILD_FOLDER [--files]   (--files: every file too, least covered first)
"""
import json
import pathlib
import subprocess
import sys

ROOMS = ("core", "models", "sim", "scenarios", "tools")


def measured(build):
    """What gcovr says of each file of the rooms: name -> (lines that ran, lines that could)."""
    source = pathlib.Path(__file__).resolve().parent.parent
    command = ["gcovr", "--root", source, "--json-summary", "-j", "2", "--gcov-ignore-parse-errors"]
    for room in (*ROOMS, "include"):
        command += ["--filter", f"{source}/{room}/"]
    # Threads may lose a count of a branch to each other, of which gcovr warns at length; lines are read all the same.
    try:
        run = subprocess.run([*command, build], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    except FileNotFoundError:
        print("coverage: not reported, for gcovr is not here (Debian: gcovr)")
        sys.exit(0)
    if run.returncode != 0:
        sys.exit(f"coverage: gcovr failed:\n{run.stderr}")
    summary = json.loads(run.stdout)
    return {file["filename"]: (file["line_covered"], file["line_total"]) for file in summary["files"]}


def room_of(name):
    parts = name.split("/")
    if parts[0] == "include":
        return parts[2]
    return "core" if parts[:2] == ["models", "core"] else parts[0]


def line(name, ran, could):
    return f"{name:<60} {ran:>7} of {could:>7} lines {100.0 * ran / could:6.1f} %"


def main(build, *options):
    files = {name: counts for name, counts in measured(build).items() if counts[1]}
    if not files:
        sys.exit(f"coverage: no counts below {build}: build with PLIMSOLL_COVERAGE=ON and run the tests first")
    if "--files" in options:
        for name, counts in sorted(files.items(), key=lambda file: file[1][0] / file[1][1]):
            print(line(name, *counts))
    for room in ROOMS:
        counts = [c for name, c in files.items() if room_of(name) == room]
        if counts:
            print(line(room, sum(c[0] for c in counts), sum(c[1] for c in counts)))
    print(line("all", *(sum(column) for column in zip(*files.values()))))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
