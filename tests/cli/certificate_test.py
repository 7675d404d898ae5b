"""`plimsoll validate`: the certificate passes, says by how much, and can fail."""
import json
import resource
import unittest

from plimsoll_cli import DATA, CommandTest

# What users.md asks the certificate to list: published numbers to reproduce.
PUBLISHED = {"fair_value.level.gain", "fair_value.level.loss", "fair_value.below.gain", "fair_value.below.loss",
             "fair_value.chance", "fair_value.one_sided", "false_reward.5000", "false_reward.50000", "free_option.500",
             "free_option.60000", "axene.plain", "axene.minimum", "reach.professional", "reach.global"}


PANEL = DATA / "mssp_puf" / "mssp_settlement_panel.csv"


class Certificate(CommandTest):
    def validate(self, *options, ends=0):
        return json.loads(self.plimsoll("validate", *options, "--json", ends=ends).stdout)

    def test_it_passes_and_is_quick(self):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        told = self.validate("--certificate", "certificate.json", *(["--data", DATA] if PANEL.exists() else []))
        took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        self.assertLess(took, 60.0, "seconds of work, whatever else the machine does")
        self.assertEqual(told, json.loads((self.folder / "certificate.json").read_text()))
        self.assertEqual((told["format"], told["passes"], told["failed"]), ("plimsoll-certificate/1", True, 0))
        checks = {check["id"]: check for check in told["checks"]}
        self.assertEqual(len(checks), told["checks_made"], "ids are unique")
        self.assertEqual({check["held_against"] for check in checks.values()}, {"closed_form", "published", "exact_engine"})
        self.assertLessEqual(PUBLISHED, set(checks))
        for check in checks.values():
            with self.subTest(check=check["id"]):
                self.assertAlmostEqual(check["error"], check["got"] - check["expected"])
                self.assertEqual(check["passes"], abs(check["error"]) <= check["tolerance"])
                self.assertTrue(check["what"] and check["source"])
                if check["expected"]:
                    self.assertLess(check["tolerance"], 0.5 * abs(check["expected"]), "a tolerance that sees nothing")
        if not PANEL.exists():
            self.skipTest("public data not found: the rest of the certificate was looked at")
        self.assertEqual((checks["settlements.mssp.rows"]["got"], checks["settlements.mssp.unmatched"]["got"]), (3881, 3))

    def test_a_wrong_expectation_fails(self):
        told = self.validate("--spoil", "axene.plain", ends=1)
        self.assertEqual([one["id"] for one in told["checks"] if not one["passes"]], ["axene.plain"])
        done = self.plimsoll("validate", "--spoil", "sums.1", ends=1)
        for check in told["checks"]:
            self.assertIn(check["id"], done.stdout)
        self.assertIn(f"1 of {len(told['checks'])} checks FAIL", done.stderr)
        self.assertIn("did you mean", self.plimsoll("validate", "--spoil", "owed.p59", ends=3).stderr)

    def test_no_file_is_overwritten(self):
        self.write("kept.json", "mine")
        self.plimsoll("validate", "--certificate", "kept.json", ends=1)
        self.assertEqual((self.folder / "kept.json").read_text(), "mine")

    def test_what_does_not_go_together_is_usage(self):
        for wrong in (["nonsense"], ["settlements"], ["engines"], ["certificate", "file"], ["--gate"], ["--trials", "1000"],
                      ["settlements", "x.csv", "--full"]):
            with self.subTest(options=wrong):
                self.plimsoll("validate", *wrong, ends=2)


if __name__ == "__main__":
    unittest.main()
