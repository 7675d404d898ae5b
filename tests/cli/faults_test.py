"""The fault table: every verb that writes, under every fault injected for real. No result lost, no crash, no silent success.

A fault ends with exit code 1 and words that name the file; what was there keeps its bytes, nothing half-written stands
under the final name or beside it, and the same command without the fault then succeeds.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import time
import unittest
from pathlib import Path
from typing import NamedTuple

import faults
from faults import flipped, no_larger_than, on_a_disk, shimmed, snapshot, spread
from plimsoll_cli import CommandTest, study_text

MAP = """member = "id"
months = { column = "months" }
[[enrolment]]
type = "aged"
[categories]
care = ["care"]
[counts]
care = ["visits"]
"""
TO_DATE = """
[actual_to_date.aco]
paid_through = "2026-07-31"
paid = [250_000, 240_000, 230_000, 220_000, 200_000, 150_000]
completion = [1.0, 0.99, 0.98, 0.95, 0.9, 0.7]
completion_error = [0.0, 0.002, 0.004, 0.01, 0.02, 0.05]
member_months = [300, 300, 301, 302, 300, 299]
"""
FIXED = (('trend = { dist = "normal", mean = 0.02, sd = 0.01 }', "trend = 0.02"),
         ('update = { dist = "normal", mean = 0.0, sd = 0.02 }', "update = 0.0"),
         ('score = { dist = "beta", mean = 0.82, sd = 0.08 }', "score = 0.82"))


class Writer(NamedTuple):
    """A way to write something: its arguments, other ones that write something else, what it writes, and whether
    through the C library's own buffers, whose calls no shim sees."""
    name: str
    first: list
    again: list
    makes: list
    buffered: bool = False
    aside: str = ""  # what the fault is narrowed to; the first of `makes` where empty

    def narrowed(self):
        return self.aside or Path(self.makes[0]).name


RUN = ["run", "study.toml", "--trials", "300", "-o", "out"]
WRITERS = [
    Writer("run", RUN, [*RUN, "--seed", "12"], ["out/results.h5", "out/summary.json"]),
    Writer("summary", RUN, [*RUN, "--seed", "12"], ["out/summary.json", "out/results.h5"]),
    Writer("exact", ["run", "fixed.toml", "--method", "exact", "-o", "exact"],
           ["run", "fixed.toml", "--method", "exact", "-o", "exact", "--set", "cost.aco.trend=0.03"],
           ["exact/summary.json"]),
    Writer("fit", ["fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "fitted.toml"],
           ["fit", "members.csv", "--columns", "map.toml", "--year", "2024", "-o", "fitted.toml"], ["fitted.toml"]),
    Writer("fit page", ["fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "f.toml", "--report", "fit.html"],
           ["fit", "members.csv", "--columns", "map.toml", "--year", "2024", "-o", "f.toml", "--report", "fit.html"],
           ["fit.html"]),
    Writer("report", ["report", "kept", "-o", "page.html"], ["report", "kept", "--view", "board", "-o", "page.html"],
           ["page.html"]),
    Writer("workbook", ["report", "kept", "--xlsx", "book.xlsx"], ["report", "kept", "doc.json", "--xlsx", "book.xlsx"],
           ["book.xlsx"]),
    Writer("export sqlite", ["export", "kept", "-o", "open.sqlite"], ["export", "kept", "--trials", "-o", "open.sqlite"],
           ["open.sqlite"]),
    Writer("export csv", ["export", "kept", "--to", "csv", "-o", "open"],
           ["export", "kept", "doc.json", "--to", "csv", "-o", "open"], ["open/reserve.csv", "open/settlement.csv"]),
    Writer("export json", ["export", "kept", "--to", "json", "-o", "open.json"],
           ["export", "kept", "--trials", "--to", "json", "-o", "open.json"], ["open.json"]),
    Writer("init template", ["init", "commercial", "-o", "deal.toml"], ["init", "capitation", "-o", "deal.toml"],
           ["deal.toml", "commercial-illustration.toml"]),
    Writer("init claims", ["init", "claims", "--members", "150", "-o", "feed"],
           ["init", "claims", "--members", "150", "--seed", "5", "-o", "feed"], ["feed/medical_claim.csv"], True, "feed"),
    Writer("reforecast", ["reforecast", "year.toml", "--as-of", "2026-06-30", "-o", "week"],
           ["reforecast", "year.toml", "--as-of", "2026-07-31", "-o", "week"], ["week/reforecast.json"]),
    Writer("unpaid", ["unpaid", "payments.csv", "--valuation", "2026-05", "--save", "triangle.csv"],
           ["unpaid", "payments.csv", "--valuation", "2026-06", "--save", "triangle.csv"], ["triangle.csv"]),
]
SHIM_FAULTS = ["write=ENOSPC:0", "write=ENOSPC:100", "write=EIO:0", "fsync=EIO", "close=EDQUOT", "rename=EIO", "open=EACCES"]
BUFFERED = ["fsync=EIO", "rename=EIO"]  # calls that are made on such a file all the same


def members(seed):
    draw = random.Random(seed)
    rows = ["id,year,months,care,visits"]
    for i in range(260):
        visits = min(9, int(draw.expovariate(0.5)))
        rows.append(f"m{i},2025,12,{visits * draw.lognormvariate(6, 1):.2f},{visits}")
    return "\n".join(rows) + "\n"


class FaultTable(CommandTest):
    prepared = None  # what every test starts from, made once

    def setUp(self):
        super().setUp()
        if FaultTable.prepared is None:
            self.prepare()
            FaultTable.prepared = snapshot(self.folder)
        self.lay_out()

    def lay_out(self):
        """The folder as it was prepared."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, data in FaultTable.prepared.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def prepare(self):
        self.write("study.toml", study_text())
        self.write("fixed.toml", study_text(["basic_e"], changes=FIXED))
        self.write("year.toml", study_text(["basic_e"]) + TO_DATE)
        self.write("members.csv", members(1))
        self.write("map.toml", MAP)
        self.write("payments.csv", "incurred,paid,amount\n" + "".join(
            f"2026-{i:02}-15,2026-{i + lag:02}-01,{100 // (lag + 1) + i * (lag + 1)}\n"
            for i in range(1, 6) for lag in range(0, 6 - i)))
        self.plimsoll("run", "study.toml", "--trials", "300", "-o", "kept", "--quiet")
        self.write("doc.json", self.plimsoll("reserve", "kept", "--json").stdout)

    def check_refused(self, writer, inject, names=None):
        """The writer under a fault, where nothing is yet and where something is; then without it."""
        for arguments, there in ((writer.first, False), ([*writer.again, "--force"], True)):
            if there:
                self.plimsoll(*writer.first, "--force", "--quiet")
            before = snapshot(self.folder)
            done = inject(self.command(*arguments, "--quiet"))
            told = done.stderr.decode(errors="replace")
            self.assertEqual(done.returncode, 1, f"{writer.name}, something there: {there}\n{told[-2000:]}")
            named = [names or writer.narrowed(), *(Path(name).name for name in writer.makes)]
            self.assertTrue(any(name in told for name in named), told)
            self.assertEqual(told.count("error: "), 1, told)
            after = snapshot(self.folder)
            self.assertEqual({name for name in after if after[name] != before.get(name)}, set(), told)
            self.assertEqual(set(before) - set(after), set(), told)
        self.plimsoll(*writer.again, "--force", "--quiet")
        for name in writer.makes:
            self.assertTrue((self.folder / name).is_file(), name)

    def each(self, title, check, writers=WRITERS):
        for writer in writers:
            with self.subTest(fault=title, writer=writer.name):
                self.lay_out()
                check(writer)


needs_shim = unittest.skipUnless(faults.SHIM, "PLIMSOLL_FAULT_SHIM names no shim")


@needs_shim
class CallsThatFail(FaultTable):
    def test_each_call_that_fails(self):
        for fault in SHIM_FAULTS:
            def check(writer):
                if writer.buffered and fault not in BUFFERED:
                    return
                if writer.name == "export sqlite" and fault == "close=EDQUOT":
                    return  # the database library closes; its bytes are synced by then
                at = writer.narrowed()
                self.check_refused(writer, lambda command: faults.run(command, self.folder, env=shimmed(fault, at)))

            self.each(fault, check)

    def test_short_writes_change_no_byte(self):
        def check(writer):
            self.plimsoll(*writer.first, "--quiet")
            whole = [(self.folder / name).read_bytes() for name in writer.makes]
            self.lay_out()
            done = faults.run(self.command(*writer.first, "--quiet"), self.folder,
                              env=shimmed("write=short", self.folder))
            self.assertEqual(done.returncode, 0, done.stderr[-2000:])
            self.assertEqual([(self.folder / name).read_bytes() for name in writer.makes], whole)

        self.each("write=short", check, [w for w in WRITERS if w.name not in ("report", "fit page", "summary")])

    def test_a_clock_that_jumps_changes_no_byte(self):
        def check(writer):
            self.plimsoll(*writer.first, "--quiet")
            whole = [(self.folder / name).read_bytes() for name in writer.makes]
            self.lay_out()
            done = faults.run(self.command(*writer.first, "--quiet"), self.folder, env=shimmed("clock=jump"))
            self.assertEqual(done.returncode, 0, done.stderr[-2000:])
            self.assertEqual([(self.folder / name).read_bytes() for name in writer.makes], whole)

        self.each("clock=jump", check)

    def test_killed_before_it_has_its_name(self):
        def check(writer):
            self.plimsoll(*writer.first, "--quiet")
            before = snapshot(self.folder)
            done = faults.run(self.command(*writer.again, "--force", "--quiet"), self.folder,
                              env=shimmed("rename=KILL", writer.narrowed()))
            self.assertEqual(done.returncode, -signal.SIGKILL, done.stderr[-2000:])
            after = snapshot(self.folder)
            kept = {name: data for name, data in after.items() if not name.split("/")[-1].startswith(".")}
            if writer.name == "summary":  # results.h5 has its name by then; the pair is told apart below
                kept["out/results.h5"] = before["out/results.h5"]
            if writer.name == "init template":  # the cost file it names has its name by then, and harms nobody
                kept.pop("medicare-illustration.toml")
            self.assertEqual(kept, before)
            self.plimsoll(*writer.again, "--force", "--quiet")
            self.assertEqual([name for name in snapshot(self.folder) if name.split("/")[-1].startswith(".")], [])

        self.each("rename=KILL", check)

    def test_an_input_that_cannot_be_read_to_its_end(self):
        for name, arguments in (("study.toml", ["check", "study.toml"]), ("cost.toml", ["run", "study.toml", "-o", "x"]),
                                ("members.csv", ["fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "x.toml"]),
                                ("map.toml", ["fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "x.toml"]),
                                ("payments.csv", ["unpaid", "payments.csv", "--valuation", "2026-05"]),
                                ("summary.json", ["export", "kept", "-o", "x.json", "--to", "json"])):
            for fault in ("read=EIO:0", "read=EIO:40"):
                with self.subTest(input=name, fault=fault):
                    before = snapshot(self.folder)
                    done = faults.run(self.command(*arguments), self.folder, env=shimmed(fault, self.folder / "kept" / name if
                                      name == "summary.json" else self.folder / name))
                    self.assertIn(done.returncode, (1, 3), done.stderr[-2000:])
                    self.assertIn(name, done.stderr.decode())
                    self.assertEqual(snapshot(self.folder), before)

    def test_short_reads_change_nothing(self):
        for arguments in (["check", "study.toml"], ["unpaid", "payments.csv", "--valuation", "2026-05"]):
            plain = self.plimsoll(*arguments)
            done = faults.run(self.command(*arguments), self.folder, env=shimmed("read=short", self.folder), text=True)
            self.assertEqual((done.returncode, done.stdout), (0, plain.stdout), done.stderr)


class Disks(FaultTable):
    def test_a_full_disk(self):
        if not faults.can_mount():
            self.skipTest("this machine lets no process mount a disk of its own; the limit on file sizes stands in")
        def check(writer):
            names = {"init claims": "feed", "init template": "-illustration.toml", "run": "out", "summary": "out", "export csv": "open"}.get(writer.name)
            self.check_refused(writer, lambda command: on_a_disk(command, self.folder, "full"), names)

        self.each("full disk", check)

    def test_a_disk_that_takes_nothing(self):
        if not faults.can_mount():
            self.skipTest("this machine lets no process mount a disk of its own")
        def check(writer):
            names = {"init claims": "feed", "init template": "-illustration.toml", "run": "out", "summary": "out", "exact": "exact", "export csv": "open",
                     "reforecast": "week"}.get(writer.name)
            self.check_refused(writer, lambda command: on_a_disk(command, self.folder, "readonly"), names)

        self.each("read-only folder", check)

    def test_a_file_that_may_not_grow(self):
        def check(writer):
            names = {"init claims": "feed", "init template": "-illustration.toml", "run": "out", "summary": "out", "export csv": "open", "workbook": "workbook"}.get(writer.name)
            self.check_refused(writer, lambda command: faults.run(command, self.folder, preexec_fn=no_larger_than(40)), names)

        self.each("limit on file sizes", check)

    def test_a_full_folder_of_temporary_files(self):
        if not faults.can_mount():
            self.skipTest("this machine lets no process mount a disk of its own")
        script = ('mount -t tmpfs -o size=256k tmpfs "$1" && dd if=/dev/zero of="$1/filler" bs=4k count="$2" 2>/dev/null; '
                  'export TMPDIR="$1"; shift 2; exec "$@"')
        self.plimsoll("init", "claims", "--members", "300", "-o", "feed", "--quiet")
        for blocks in (64, 63, 62, 60, 56, 50, 40, 30, 20):
            for name, arguments in (("book.xlsx", ["report", "kept", "--xlsx", "book.xlsx"]),
                                    ("fitted.toml", ["fit", "feed", "--columns", "tuva", "--year", "2025", "-o", "fitted.toml"])):
                with self.subTest(blocks_taken=blocks, writes=name):
                    place = self.folder / "temporary"
                    place.mkdir(exist_ok=True)
                    done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", str(place), str(blocks),
                                           *self.command(*arguments, "--force", "--quiet")], cwd=self.folder, capture_output=True)
                    told = done.stderr.decode()
                    if done.returncode == 0:
                        whole = (self.folder / name).read_bytes()
                        self.plimsoll(*arguments, "--force", "--quiet")
                        self.assertEqual((self.folder / name).read_bytes(), whole, "a silent success")
                    else:
                        self.assertEqual(done.returncode, 1, told)
                        self.assertRegex(told, "workbook|temporary")
                        self.assertFalse((self.folder / name).exists())
                    (self.folder / name).unlink(missing_ok=True)


class Places(FaultTable):
    def test_a_folder_in_the_place_of_a_file(self):
        def check(writer):
            target = self.folder / writer.makes[0]
            target.mkdir(parents=True)
            (target / "mine").write_text("kept")
            before = snapshot(self.folder)
            done = faults.run(self.command(*writer.first, "--force", "--quiet"), self.folder)
            self.assertEqual(done.returncode, 1, done.stderr[-2000:])
            self.assertIn(writer.makes[0], done.stderr.decode())
            self.assertEqual(snapshot(self.folder), before)

        self.each("folder in the place of the file", check)

    def test_a_pipe_in_the_place_of_a_file_stays_one(self):
        """As root a rename would put a file in the place of /dev/null."""
        def check(writer):
            target = self.folder / writer.makes[0]
            target.parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(target)
            done = faults.run(self.command(*writer.first, "--force", "--quiet"), self.folder)
            self.assertEqual(done.returncode, 1, done.stderr[-2000:])
            self.assertTrue(target.is_fifo())
            target.unlink()

        self.each("device in the place of the file", check)

    def test_a_folder_in_the_place_of_an_input(self):
        (self.folder / "folder").mkdir()
        for arguments in (["check", "folder"], ["run", "study.toml", "-o", "x", "--set", 'cost.aco.file="folder"'],
                          ["fit", "members.csv", "--columns", "folder", "--year", "2025", "-o", "x.toml"],
                          ["unpaid", "folder", "--valuation", "2026-05"], ["explain", "folder", "--trial", "1"],
                          ["export", "folder", "-o", "x.sqlite"], ["reserve", "folder"], ["report", "folder"],
                          ["reforecast", "year.toml", "--as-of", "2026-06-30", "--since", "folder"],
                          ["contracts", "show", "folder"]):
            with self.subTest(arguments=arguments):
                before = snapshot(self.folder)
                done = faults.run(self.command(*arguments), self.folder)
                self.assertIn(done.returncode, (1, 3), done.stderr[-2000:])
                self.assertIn("folder", done.stderr.decode())
                self.assertEqual(snapshot(self.folder), before)
        # A folder is one of claims, for which this map is none.
        done = faults.run(self.command("fit", "folder", "--columns", "map.toml", "--year", "2025", "-o", "x.toml"), self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn("tables of claims by name", done.stderr.decode())

    def test_results_that_are_a_folder(self):
        shutil.move(self.folder / "kept/results.h5", self.folder / "elsewhere")
        (self.folder / "kept/results.h5").mkdir()
        for arguments in (["explain", "kept", "--trial", "1"], ["reserve", "kept"], ["report", "kept", "-o", "x.html"]):
            done = faults.run(self.command(*arguments), self.folder)
            self.assertEqual(done.returncode, 1, done.stderr[-2000:])
            self.assertIn("results.h5", done.stderr.decode())


READS_A_RUN = [["explain", "kept", "--trial", "1"], ["reserve", "kept"], ["report", "kept", "-o", "x.html"],
               ["report", "kept", "--xlsx", "x.xlsx"], ["export", "kept", "--trials", "-o", "x.sqlite"],
               ["drivers", "kept"], ["run", "study.toml", "--trials", "600", "-o", "kept", "--resume"]]


class Damaged(FaultTable):
    def check_told(self, arguments, name, codes=(1,)):
        before = snapshot(self.folder)
        done = faults.run(self.command(*arguments), self.folder)
        told = done.stderr.decode(errors="replace")
        self.assertIn(done.returncode, codes, told[-2000:])
        self.assertIn(name, told)
        self.assertEqual(snapshot(self.folder), before)

    def test_results_cut_anywhere(self):
        whole = (self.folder / "kept/results.h5").read_bytes()
        for size in sorted({0, 1, 7, 8, 96, 512, 2048, len(whole) // 2, len(whole) - 200, len(whole) - 82, len(whole) - 81,
                            len(whole) - 80, len(whole) - 1}):
            with self.subTest(size=size):
                (self.folder / "kept/results.h5").write_bytes(whole[:size])
                self.check_told(READS_A_RUN[0], "results.h5")
        (self.folder / "kept/results.h5").write_bytes(whole + b"more")
        self.check_told(READS_A_RUN[0], "results.h5")

    def test_every_reader_refuses_results_cut(self):
        whole = (self.folder / "kept/results.h5").read_bytes()
        (self.folder / "kept/results.h5").write_bytes(whole[:len(whole) // 2])
        for arguments in READS_A_RUN:
            with self.subTest(verb=arguments):
                self.check_told(arguments, "results.h5")

    def test_results_with_one_bit_turned(self):
        whole = (self.folder / "kept/results.h5").read_bytes()
        for at in spread(len(whole), 120):
            with self.subTest(at=at):
                (self.folder / "kept/results.h5").write_bytes(flipped(whole, at, at % 8))
                self.check_told(["export", "kept", "--trials", "--to", "json", "-o", "x.json"], "results.h5")
        (self.folder / "kept/results.h5").write_bytes(whole)
        self.plimsoll("export", "kept", "--trials", "--to", "json", "-o", "x.json")

    def test_a_summary_with_one_bit_turned_or_cut(self):
        whole = (self.folder / "kept/summary.json").read_bytes()
        damaged = [flipped(whole, at, at % 7) for at in spread(len(whole), 120)]
        damaged += [whole[:size] for size in (0, 1, len(whole) // 2, len(whole) - 70, len(whole) - 1)]
        for number, data in enumerate(damaged):
            with self.subTest(number=number):
                (self.folder / "kept/summary.json").write_bytes(data)
                self.check_told(["export", "kept", "--to", "json", "-o", "x.json"], "summary.json", (3,))
        (self.folder / "kept/summary.json").write_bytes(whole)
        self.plimsoll("export", "kept", "--to", "json", "-o", "x.json")

    def test_a_kept_reforecast_with_one_bit_turned_or_cut(self):
        self.plimsoll("reforecast", "year.toml", "--as-of", "2026-06-30", "-o", "week", "--quiet")
        since = ["reforecast", "year.toml", "--as-of", "2026-07-31", "--since", "week"]
        self.plimsoll(*since, "--quiet")
        path = self.folder / "week/reforecast.json"
        whole = path.read_bytes()
        for data in [flipped(whole, at, at % 7) for at in spread(len(whole), 25)] + [b"", whole[:len(whole) // 2], whole[:-1]]:
            path.write_bytes(data)
            self.check_told(since, "reforecast.json")

    def test_documents_of_other_makers(self):
        for text in ("", "{", "[]", "null", "7", '{"tables": 5}', '{"tables": [5]}', '{"tables": [{}]}', "[" * 100_000, '{"tables": [], "deep": ' + "[" * 200_000 + "]" * 200_000 + "}",
                     '{"format": 5, "tables": []}', '{"laws": 1}', "\x00", '{"tables": [{"id": "a", "title": "t", "columns": [1],'
                     ' "rows": [], "notes": []}]}', '{"tables": [{"id": "a", "title": "t", "columns": [], "rows": [{"id": "r", '
                     '"cells": {"x": {"value": "y"}}}], "notes": []}]}'):
            with self.subTest(text=text[:60]):
                self.write("odd.json", text)
                done = faults.run(self.command("export", "odd.json", "-o", "x.json", "--to", "json"), self.folder)
                self.assertIn(done.returncode, (0, 3), done.stderr[-500:])
                if done.returncode == 3:
                    self.assertIn("odd.json", done.stderr.decode())
                (self.folder / "x.json").unlink(missing_ok=True)


class Killed(FaultTable):
    """A run that is killed keeps what it finished, and what was there before."""

    def killed(self, *options):
        """A run of many trials, killed once it has kept some."""
        command = self.command("run", "study.toml", "--threads", "1", "--trials", "400000", "-o", "out", "--no-progress", *options)
        for _ in range(20):
            with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
                until = time.monotonic() + 60
                while not (self.folder / "out/parts").exists() and child.poll() is None and time.monotonic() < until:
                    time.sleep(0.01)
                time.sleep(0.3)
                child.kill()
            if child.returncode == -signal.SIGKILL:
                return
        self.fail("no run could be killed")

    def test_an_earlier_result_stays_and_the_next_run_is_whole(self):
        self.plimsoll(*RUN, "--quiet")
        before = snapshot(self.folder)
        self.killed("--force", "--seed", "12")
        self.assertEqual(snapshot(self.folder), before)
        self.plimsoll(*RUN, "--force", "--quiet")
        self.assertEqual(snapshot(self.folder), before)
        self.assertFalse((self.folder / "out/parts").exists())

    def test_killed_and_resumed_is_as_never_killed(self):
        self.killed()
        self.plimsoll("run", "study.toml", "--trials", "2000", "-o", "out", "--resume", "--quiet")
        self.plimsoll("run", "study.toml", "--trials", "2000", "-o", "whole", "--quiet")
        for name in ("results.h5", "summary.json"):
            self.assertEqual((self.folder / "out" / name).read_bytes(), (self.folder / "whole" / name).read_bytes())

    @needs_shim
    def test_a_pair_that_does_not_belong_together_is_run_again(self):
        """Killed between the two names: results.h5 is of the new run. --resume makes the pair whole."""
        self.plimsoll(*RUN, "--quiet")
        again = [*RUN, "--seed", "12"]
        done = faults.run(self.command(*again, "--force", "--quiet"), self.folder, env=shimmed("rename=KILL", "summary.json"))
        self.assertEqual(done.returncode, -signal.SIGKILL)
        self.plimsoll(*again, "--resume", "--quiet")
        self.plimsoll("run", "study.toml", "--trials", "300", "--seed", "12", "-o", "whole", "--quiet")
        for name in ("results.h5", "summary.json"):
            self.assertEqual((self.folder / "out" / name).read_bytes(), (self.folder / "whole" / name).read_bytes())

    @needs_shim
    def test_a_damaged_part_is_told_and_not_used(self):
        """A run stopped by a full disk when its results were to be written keeps its trials."""
        done = faults.run(self.command(*RUN), self.folder, env=shimmed("write=ENOSPC:0", "results.h5"))
        self.assertEqual(done.returncode, 1)
        part, = (self.folder / "out/parts").rglob("*.h5")
        whole = part.read_bytes()
        for at in spread(len(whole), 12):
            part.write_bytes(flipped(whole, at))
            told = self.plimsoll(*RUN, "--resume", ends=1).stderr
            self.assertIn(part.name, told)
        part.write_bytes(whole)
        self.plimsoll(*RUN, "--resume", "--quiet")
        self.plimsoll("run", "study.toml", "--trials", "300", "-o", "whole", "--quiet")
        self.assertEqual((self.folder / "out/results.h5").read_bytes(), (self.folder / "whole/results.h5").read_bytes())


PRINTERS = [["check", "study.toml"], ["run", "study.toml", "--trials", "300", "-o", "printed", "--force"],
            ["compare", "study.toml", "--trials", "256"], ["sweep", "study.toml", "--trials", "256", "--contract", "enhanced"],
            ["drivers", "kept"], ["explain", "kept", "--trial", "1"], ["reserve", "kept"],
            ["reforecast", "year.toml", "--as-of", "2026-06-30"], ["report", "kept", "-o", "x.html", "--force"],
            ["export", "kept", "-o", "x.sqlite", "--force"], ["contracts", "list"], ["contracts", "show", "mssp/enhanced@2026"],
            ["schema"], ["schema", "--markdown", "study"], ["unpaid", "payments.csv", "--valuation", "2026-05"],
            ["fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "x.toml", "--force"],
            ["review", "members.csv", "--columns", "map.toml"], ["init", "--list"], ["settle", "settled.toml"],
            ["validate", "engines", "fixed.toml", "--trials", "1000"]]  # bench prints by the same two calls, after a minute
WORDS = [["--help"], ["--version"], ["--manual"], ["--completion", "bash"], ["run", "--help"]]


class Printed(FaultTable):
    """Standard output that takes nothing: no verb ends as if it had been read."""

    def setUp(self):
        super().setUp()
        self.write("settled.toml", study_text(["basic_e"], more="\n[actual.aco]\ncost = 2_500_000\n"))

    def all(self):
        return [*WORDS, *PRINTERS, *([*arguments, "--json"] for arguments in PRINTERS if arguments[0] != "schema")]

    def check_told(self, done, arguments):
        told = done.stderr.decode(errors="replace")
        self.assertEqual(done.returncode, 1, f"{arguments}\n{told[-1500:]}")
        self.assertIn("standard output cannot be written", told)

    def test_a_full_device(self):
        for arguments in self.all():
            with self.subTest(arguments=arguments), open("/dev/full", "w") as full:
                self.check_told(faults.run(self.command(*arguments), self.folder, capture_output=False, stdout=full,
                                           stderr=subprocess.PIPE), arguments)

    def test_a_pipe_nobody_reads(self):
        for arguments in self.all():
            with self.subTest(arguments=arguments):
                reader, writer = os.pipe()
                os.close(reader)
                done = faults.run(self.command(*arguments), self.folder, capture_output=False, stdout=writer,
                                  stderr=subprocess.PIPE)
                os.close(writer)
                self.check_told(done, arguments)

    def test_a_closed_standard_output(self):
        """What is opened next must not take its number: tables would go into results.h5."""
        self.plimsoll("run", "study.toml", "--trials", "300", "-o", "whole", "--quiet")
        for closed in ([1], [1, 2], [0, 1, 2]):
            with self.subTest(closed=closed):
                done = subprocess.run(self.command("run", "study.toml", "--trials", "300", "-o", "out", "--force"),
                                      cwd=self.folder, preexec_fn=lambda: [os.close(number) for number in closed])
                self.assertEqual(done.returncode, 1)
                for name in ("results.h5", "summary.json"):
                    self.assertEqual((self.folder / "out" / name).read_bytes(), (self.folder / "whole" / name).read_bytes())

    def test_standard_error_that_takes_nothing_stops_no_run(self):
        with open("/dev/full", "w") as full:
            done = faults.run(self.command("run", "study.toml", "--trials", "300", "-o", "out"), self.folder,
                              capture_output=False, stdout=subprocess.PIPE, stderr=full)
        self.assertEqual(done.returncode, 0)
        with open("/dev/full", "w") as full:
            done = faults.run(self.command("run", "none.toml", "-o", "x", "--json"), self.folder, capture_output=False,
                              stdout=full, stderr=full)
        self.assertEqual(done.returncode, 3)

    def test_a_log_that_cannot_be_kept_is_told(self):
        (self.folder / "out").mkdir()
        (self.folder / "out/runs.log").mkdir()
        done = faults.run(self.command(*RUN, "--quiet"), self.folder)
        self.assertEqual(done.returncode, 0)  # what the run wrote is whole
        self.assertIn("runs.log", done.stderr.decode())
        json.loads((self.folder / "out/summary.json").read_text())


if __name__ == "__main__":
    unittest.main()
