"""Several processes on one run, by MPI: the same bytes as one, and a run that can be resumed when one of them dies.

Environment, beside that of plimsoll_cli: PLIMSOLL_MPI, ON where the command is built with it, and
PLIMSOLL_SHUFFLED_RANKS, the program that deals blocks in an order of chance.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from plimsoll_cli import CommandTest, study_text

STUDY = study_text(["basic_e", "enhanced"], changes=[("trials = 500", "trials = 5_000")])
LONG = "4000000"  # trials of a run that is never finished
# mpirun as root is refused without these; shared memory without copies between processes needs a right containers lack.
JOB = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_btl_vader_single_copy_mechanism": "none",
       "OMPI_MCA_rmaps_base_oversubscribe": "1", "OMPI_MCA_hwloc_base_binding_policy": "none",
       "OMPI_MCA_plm_rsh_agent": "/bin/false"}


class Ranks(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("study.toml", STUDY)

    def job(self, ranks, *command, **more):
        return subprocess.Popen(["mpirun", "-n", str(ranks), *map(str, command)], cwd=self.folder, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**os.environ, **JOB}, **more)

    def run_job(self, ranks, *command, ends=0):
        with self.job(ranks, *command) as job:
            told, messages = job.communicate(timeout=300)
        if job.returncode != ends:
            self.fail(f"{ranks} ranks of {' '.join(map(str, command))}: ended {job.returncode}, not {ends}\n{told}\n{messages}")
        return told, messages

    def bytes_of(self, output, names=("results.h5", "summary.json")):
        return [(self.folder / output / name).read_bytes() for name in names]

    def test_ranks_and_threads_change_nothing(self):
        self.plimsoll("run", "study.toml", "-o", "alone")
        whole = self.bytes_of("alone")
        for ranks in (1, 2, 4):
            for threads in (1, 2):
                with self.subTest(ranks=ranks, threads=threads):
                    output = f"r{ranks}t{threads}"
                    shown, _ = self.run_job(ranks, *self.command("run", "study.toml", "-o", output, "--threads", threads,
                                                                 "--checkpoint", "0"))
                    self.assertEqual(self.bytes_of(output), whole)
                    self.assertEqual(shown.count("Reserve to hold for 2026"), 1, "one process speaks")
                    self.assertEqual(sorted(path.name for path in (self.folder / output).iterdir()),
                                     ["manifest.json", "results.h5", "runs.log", "summary.json"])

    def test_blocks_in_any_order(self):
        self.plimsoll("run", "study.toml", "-o", "alone")
        # Written without the tables of figures that hang on bindings of the command line: all the same file.
        for ranks, threads, seed in ((1, 2, 5), (2, 1, 6), (4, 2, 7), (2, 2, 8)):
            with self.subTest(ranks=ranks, threads=threads):
                output = f"shuffled-{ranks}-{threads}"
                self.run_job(ranks, os.environ["PLIMSOLL_SHUFFLED_RANKS"], "study.toml", output, threads, seed)
                self.assertEqual(self.bytes_of(output, ["results.h5"]), self.bytes_of("alone", ["results.h5"]))

    def test_every_rank_draws(self):
        with self.job(2, *self.command("run", "study.toml", "-o", "out", "--threads", "1", "--trials", LONG, "--checkpoint", "0")) as job:
            pids = self.started(job, 2)
            time.sleep(1.0)
            used = [self.work_of(pid) for pid in pids]
            job.send_signal(signal.SIGTERM)
            job.communicate(timeout=60)
        self.assertGreater(min(used), 0.1 * max(used), used)

    def work_of(self, pid):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def started(self, job, ranks):
        """The processes of a job that draws, in order of rank."""
        limit = time.monotonic() + 120
        while time.monotonic() < limit and job.poll() is None:
            if list(self.folder.glob("out/parts/*/*.h5")):
                break
            time.sleep(0.02)
        children = Path(f"/proc/{job.pid}/task/{job.pid}/children").read_text().split()
        ranked = {}
        for pid in children:
            words = dict(word.split("=", 1) for word in Path(f"/proc/{pid}/environ").read_text().split("\0") if "=" in word)
            if "OMPI_COMM_WORLD_RANK" in words:
                ranked[int(words["OMPI_COMM_WORLD_RANK"])] = int(pid)
        self.assertEqual(len(ranked), ranks, "the job did not start")
        return [ranked[rank] for rank in range(ranks)]

    def held(self):
        """Trials that the stopped run has on disk."""
        names = [path.stem.split("-") for path in self.folder.glob("out/parts/*/*.h5")]
        return sum(int(last) + 1 - int(first) for first, last in names)

    def test_a_rank_that_dies_leaves_a_run_to_resume(self):
        for victim, resumed_by in ((2, 1), (0, 2)):
            with self.subTest(victim=victim):
                shutil.rmtree(self.folder / "out", ignore_errors=True)
                with self.job(3, *self.command("run", "study.toml", "-o", "out", "--threads", "1", "--trials", LONG,
                                               "--checkpoint", "0.2")) as job:
                    pids = self.started(job, 3)
                    time.sleep(0.7)
                    os.kill(pids[victim], signal.SIGKILL)
                    job.communicate(timeout=120)
                self.assertNotEqual(job.returncode, 0)
                held = self.held()
                self.assertGreater(held, 0)
                trials = max(256 * 12, held // 2 // 256 * 256)  # some of it drawn, some perhaps not
                resume = self.command("run", "study.toml", "-o", "out", "--resume", "--trials", trials + 100)
                if resumed_by == 1:
                    self.plimsoll(*resume[1:])
                else:
                    self.run_job(resumed_by, *resume)
                self.plimsoll("run", "study.toml", "-o", f"whole-{victim}", "--trials", trials + 100)
                self.assertEqual(self.bytes_of("out"), self.bytes_of(f"whole-{victim}"))

    def test_an_interrupt_stops_all(self):
        with self.job(2, *self.command("run", "study.toml", "-o", "out", "--threads", "1", "--trials", LONG)) as job:
            limit = time.monotonic() + 60
            while not list(self.folder.glob("out/parts/*/plan.json")) and time.monotonic() < limit:
                time.sleep(0.02)
            time.sleep(0.7)
            job.send_signal(signal.SIGINT)
            job.communicate(timeout=60)
        self.assertNotEqual(job.returncode, 0)
        self.assertGreater(self.held(), 0)
        self.plimsoll("run", "study.toml", "-o", "out", "--resume", "--trials", "2000")

    def test_one_speaks(self):
        self.write("bad.toml", STUDY.replace("members = 300", "members = -3"))
        _, messages = self.run_job(3, *self.command("run", "bad.toml", "-o", "out"), ends=3)
        self.assertEqual(messages.count("bad.toml:"), 1, messages)
        _, messages = self.run_job(3, *self.command("run", "study.toml", "-o", "out", "--resume", "--force"), ends=2)
        self.assertEqual(messages.count("contradict"), 1, messages)
        told, _ = self.run_job(3, *self.command("run", "study.toml", "-o", "out", "--json"))
        self.assertEqual(json.loads(told), json.loads((self.folder / "out" / "summary.json").read_text()))

    def test_one_that_cannot_write_ends_all(self):
        """Rank 1 may write no file as long as a segment is: the run ends, and is resumed."""
        limited = 'if [ "$OMPI_COMM_WORLD_RANK" = 1 ]; then trap "" XFSZ; ulimit -f 1; fi; exec "$@"'
        _, messages = self.run_job(2, "sh", "-c", limited, "sh", *self.command(
            "run", "study.toml", "-o", "out", "--threads", "1", "--trials", "200000", "--checkpoint", "0.1"), ends=1)
        self.assertEqual(messages.count("cannot write the file"), 1, messages)
        self.plimsoll("run", "study.toml", "-o", "out", "--resume", "--trials", "3000")
        self.plimsoll("run", "study.toml", "-o", "whole", "--trials", "3000")
        self.assertEqual(self.bytes_of("out"), self.bytes_of("whole"))

    def test_methods_estimators_and_parts(self):
        for name, more in (("importance", ["--method", "importance", "--trials", "512", "--candidates", "2048"]),
                           ("conditional", ["--method", "conditional"]),
                           ("target", ["--target-error", "0.1", "--max-trials", "20000"])):
            with self.subTest(method=name):
                self.plimsoll("run", "study.toml", "-o", f"{name}-1", *more)
                self.run_job(2, *self.command("run", "study.toml", "-o", f"{name}-2", *more))
                self.assertEqual(self.bytes_of(f"{name}-1"), self.bytes_of(f"{name}-2"))
        self.plimsoll("run", "study.toml", "-o", "whole")
        for number in (1, 2):
            self.run_job(2, *self.command("run", "study.toml", "-o", f"part-{number}", "--part", f"{number}/2"))
        self.plimsoll("merge", "part-1", "part-2", "-o", "merged")
        self.assertEqual(self.bytes_of("merged"), self.bytes_of("whole"))

    def test_negative_control_another_seed_is_another_file(self):
        for seed in (11, 12):
            self.run_job(2, *self.command("run", "study.toml", "-o", f"seed-{seed}", "--seed", seed))
        self.assertNotEqual(self.bytes_of("seed-11"), self.bytes_of("seed-12"))


class WithoutMpi(CommandTest):
    def test_several_processes_are_refused(self):
        self.write("study.toml", STUDY)
        done = subprocess.run(self.command("run", "study.toml", "-o", "out"), cwd=self.folder, capture_output=True, text=True,
                              env={**os.environ, "OMPI_COMM_WORLD_SIZE": "4"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("built without MPI", done.stderr)


if __name__ == "__main__":
    if os.environ.get("PLIMSOLL_MPI", "OFF").upper() in ("ON", "1", "TRUE", "YES"):
        del WithoutMpi
        unittest.main()
    else:
        del Ranks
        if not unittest.main(exit=False).result.wasSuccessful():
            sys.exit(1)
        print("tests of several processes are skipped: this plimsoll has no MPI")
