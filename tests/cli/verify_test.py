"""`plimsoll verify`: a run drawn again is the same to the bit, and whatever is not as it was is found and named."""
import json
import subprocess
import unittest

import h5py
import numpy
from plimsoll_cli import COST, DEAL, PACK, CommandTest, seal_again, study_text


class VerifyCase(CommandTest):
    """A run of three blocks, a file pack among its contracts."""

    def setUp(self):
        super().setUp()
        self.write("deal.toml", PACK)
        self.run_study(study_text(["enhanced"]) + DEAL, "out", "--trials", "600")

    def verify(self, *options, ends=0):
        told = json.loads(self.plimsoll("verify", "out", *options, "--json", ends=ends).stdout)
        self.assertEqual(told["format"], "plimsoll-verify/1")
        self.assertEqual(told["reproduced"], ends == 0)
        return told

    def change_results(self, change):
        """Changes results.h5 as h5py does, checksums and all."""
        with h5py.File(self.folder / "out" / "results.h5", "r+") as file:
            change(file)
        seal_again(self.folder / "out" / "results.h5")

    def without_manifest(self):
        (self.folder / "out" / "manifest.json").unlink()


class SameBuild(VerifyCase):
    def test_a_run_is_the_same_to_the_bit(self):
        before = (self.folder / "out" / "results.h5").read_bytes()
        told = self.verify()
        self.assertEqual((told["reached"], told["blocks"], told["of_blocks"], told["trials"], told["differing"]),
                         ("the same bits", 3, 3, 600, 0))
        self.assertGreater(told["numbers"], 600 * 10)
        self.assertIs(told["same_build"], True)
        self.assertEqual((self.folder / "out" / "results.h5").read_bytes(), before)
        self.assertIn("reproduced: the same bits", self.plimsoll("verify", "out").stdout)
        last = json.loads((self.folder / "out" / "runs.log").read_text().splitlines()[-1])
        self.assertEqual((last["verb"], last["exit_code"]), ("verify", 0))

    def test_a_sample_is_chosen_by_its_seed(self):
        told = self.verify("--sample", "2")
        self.assertEqual((told["blocks"], told["of_blocks"]), (2, 3))
        self.assertEqual(self.verify("--sample", "2"), told)
        self.assertEqual(self.verify("--sample", "99")["blocks"], 3)

    def test_one_number_kept_otherwise(self):
        def flip(file):
            column = file["contract/enhanced/settlement"]
            column[417, 0] = numpy.nextafter(column[417, 0], numpy.inf)
        self.change_results(flip)
        told = self.verify(ends=6)
        self.assertTrue(any("results.h5" in fault for fault in told["faults"]), "the file is not the manifest's")
        self.without_manifest()
        told = self.verify(ends=6)
        named = [fault for fault in told["faults"] if fault.startswith("trial 417, contract/enhanced/settlement 2026")]
        self.assertEqual((len(named), told["differing"]), (1, 1))
        self.assertIn("no manifest.json", " ".join(told["notes"]))
        seen = set()
        for seed in range(12):
            done = subprocess.run(self.command("verify", "out", "--sample", 1, "--sample-seed", seed, "--json"),
                                  cwd=self.folder, capture_output=True, text=True, timeout=60)
            seen.add(json.loads(done.stdout)["differing"])
        self.assertEqual(seen, {0, 1}, "only the block of the trial tells of it")

    def test_one_bit_of_the_file(self):
        results = self.folder / "out" / "results.h5"
        whole = bytearray(results.read_bytes())
        with h5py.File(results) as file:
            data = file["contract/enhanced/settlement"]
            chunk = data.id.get_chunk_info(0)
        whole[chunk.byte_offset + chunk.size // 2] ^= 1
        results.write_bytes(whole)
        told = self.verify(ends=6)
        self.assertTrue(any("results.h5" in fault for fault in told["faults"]))
        self.without_manifest()
        told = self.verify(ends=6)
        self.assertTrue(any("results.h5" in fault for fault in told["faults"]), "checksums of the file itself")

    def test_one_byte_of_an_input(self):
        self.write("cost.toml", COST.replace("mean = 0.2", "mean = 0.3"))
        told = self.verify(ends=6)
        self.assertEqual(told["faults"], ["cost.toml (cost): changed since the run"])
        self.assertEqual(told["reached"], "no trial was drawn again")
        self.write("cost.toml", COST)
        self.verify()

    def test_a_changed_rule_pack(self):
        self.write("deal.toml", PACK.replace("rate = 0.5", "rate = 0.6"))
        self.assertEqual(self.verify(ends=6)["faults"], ["./deal.toml (rule pack): changed since the run"])

    def test_files_that_are_not_there(self):
        (self.folder / "cost.toml").unlink()
        (self.folder / "deal.toml").unlink()
        errors = json.loads(self.plimsoll("verify", "out", "--json", ends=3).stdout)["errors"]
        self.assertEqual([error["file"] for error in errors], ["cost.toml", "./deal.toml"])
        self.write("elsewhere/cost.toml", COST)
        self.write("elsewhere/deal.toml", PACK)
        self.verify("--inputs", "elsewhere")

    def test_a_study_that_was_edited_since_is_no_fault(self):
        self.write("out.toml", study_text(["enhanced"], changes=[("pbpy = 8_900", "pbpy = 9_000")]))
        self.assertIn("out.toml has changed since", " ".join(self.verify()["notes"]))

    def test_a_figure_that_its_trials_do_not_give(self):
        def change(file):
            values = file["summary/figures/value"][:]
            values[numpy.nanargmax(numpy.abs(values))] *= 1.01
            file["summary/figures/value"][:] = values
        self.change_results(change)
        self.without_manifest()
        told = self.verify(ends=6)
        self.assertEqual(len(told["faults"]), 1)
        self.assertRegex(told["faults"][0], "^figure .*: the run kept")

    def test_no_run_is_1(self):
        self.plimsoll("verify", "nowhere", ends=1)

    def test_other_ways_to_draw(self):
        for options in (["--method", "conditional"], ["--set", 'run.estimator="sobol"'],
                        ["--method", "importance", "--trials", "100"], ["--set", "run.excess_curve=true"]):
            with self.subTest(options=options):
                self.plimsoll("run", "out.toml", "-o", "out", "--force", "--quiet", *options)
                self.assertEqual(self.verify()["reached"], "the same bits")

    def test_weights_of_chosen_trials(self):
        self.plimsoll("run", "out.toml", "-o", "out", "--force", "--quiet", "--method", "importance", "--trials", "100")
        self.without_manifest()

        def change(file):
            file["importance/weight"][5] *= 1.01
        self.change_results(change)
        self.assertTrue(any("importance/weight" in fault for fault in self.verify(ends=6)["faults"]))


class AnotherBuild(VerifyCase):
    """The same as if another build had made the run."""

    def setUp(self):
        super().setUp()
        self.without_manifest()

        def rename(file):
            file.attrs["commit"] = "0123456789ab"
        self.change_results(rename)

    def test_rounding_is_allowed_and_told(self):
        def nudge(file):
            column = file["contract/enhanced/settlement"]
            column[:] = column[:] * (1 + 1e-12)
        self.change_results(nudge)
        told = self.verify()
        self.assertIs(told["same_build"], False)
        self.assertIn("0123456789ab", " ".join(told["build_differs_in"]))
        self.assertEqual(told["reached"], "the same within a cent or a part in 10^9")

    def test_more_than_rounding_is_not(self):
        def nudge(file):
            file["contract/enhanced/settlement"][11] += 1.0
        self.change_results(nudge)
        self.assertTrue(any(fault.startswith("trial 11, ") for fault in self.verify(ends=6)["faults"]))

    def another_seed(self, shift):
        """As a build would leave it that draws other words: trials and figures of another seed."""
        self.run_study(study_text(["enhanced"]) + DEAL, "other", "--trials", "600", "--seed", "12")
        with h5py.File(self.folder / "other" / "results.h5") as other:
            def take(file):
                for name in file["axes/column/name"]:
                    file[name.decode()][:] = other[name.decode()][:] * shift
                for name in ("value", "std_error", "low", "high"):
                    file[f"summary/figures/{name}"][:] = other[f"summary/figures/{name}"][:] * shift
            self.change_results(take)

    def test_other_draws_of_the_same_law(self):
        self.another_seed(1.0)
        told = self.verify()
        self.assertIn("other draws of the same law", told["reached"])
        self.assertIn("whether they are of the same law", " ".join(self.verify("--sample", "1", ends=6)["notes"]))

    def test_other_draws_of_another_law(self):
        self.another_seed(1.1)
        told = self.verify(ends=6)
        self.assertTrue(any("standard errors apart" in fault for fault in told["faults"]))


if __name__ == "__main__":
    unittest.main()
