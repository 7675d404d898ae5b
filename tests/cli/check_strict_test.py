"""check --strict refuses what a final report refuses, all of it at once; the register says where inputs come from."""
import json
import unittest

from plimsoll_cli import STUDIES, CommandTest, line_of, rows_of, study_text

PURPOSE = """[purpose]
intended_use = "election"
intended_users = "CFO"
responsible_actuary = "A. Actuary"
information_date = 2026-06-30
[run]"""
JUDGED = ', basis = "judgment", owner = "A. Actuary", date = 2026-06-30 }'
FILE = '\n[[assumption]]\nkey = "cost.aco.file"\nbasis = "data"\nsource = "claims of 2025"\n'
LAWS = (("sd = 0.01 }", "sd = 0.01" + JUDGED), ("sd = 0.02 }", "sd = 0.02" + JUDGED), ("sd = 0.08 }", "sd = 0.08" + JUDGED))


def sourced(contracts=("basic_e",)):
    return study_text(contracts, changes=(("[run]", PURPOSE), *LAWS)) + FILE


class CheckStrict(CommandTest):
    def test_all_that_stands_against_a_final_report_is_told_at_once(self):
        text = study_text(("basic_e",))
        self.write("study.toml", text)
        errors = {error["key"]: error for error in self.errors_of("check", "study.toml", "--strict")}
        self.assertEqual(set(errors), {"purpose.intended_use", "purpose.intended_users", "purpose.responsible_actuary",
                                       "purpose.information_date", "cost.aco.trend", "benchmark.mssp.update",
                                       "quality.mssp.score", "cost.aco.file"})
        self.assertEqual(errors["benchmark.mssp.update"]["line"], line_of(text, "sd = 0.02"))
        self.assertTrue(all(error["file"] == "study.toml" and error["help"] for error in errors.values()))

    def test_a_sourced_study_passes_and_shows_its_register(self):
        self.write("study.toml", sourced())
        done = self.plimsoll("check", "study.toml", "--strict")
        for shown in ("Assumptions", "claims of 2025", "A. Actuary", "normal, mean 2 %, sd 1 %"):
            self.assertIn(shown, done.stdout)
        self.assertNotIn("against a final report", done.stderr)

    def test_one_blank_is_one_fault(self):
        self.write("study.toml", sourced().replace('"A. Actuary"\ninformation', '"  "\ninformation'))
        self.assertEqual([error["key"] for error in self.errors_of("check", "study.toml", "--strict")],
                         ["purpose.responsible_actuary"])

    def test_without_strict_a_draft_is_good_and_says_so(self):
        self.write("study.toml", study_text(("basic_e",)))
        self.assertIn("8 things stand against a final report", self.plimsoll("check", "study.toml").stderr)
        told = json.loads(self.plimsoll("check", "study.toml", "--json").stdout)
        self.assertFalse(told["final"])
        self.assertEqual(len(told["against_final"]), 8)
        rows = rows_of(told["tables"], "assumptions")
        self.assertEqual(rows["cost.aco.trend"]["basis"]["text"], "")
        self.assertIn("CFR", rows["contract.basic_e.template"]["source"]["text"])

    def test_words_move_no_trial_and_no_digest(self):
        plain = self.run_study(study_text(("basic_e",)), "plain")
        worded = self.run_study(sourced(), "worded")
        other = self.run_study(study_text(("basic_e",), changes=(("sd = 0.02 }", "sd = 0.021 }"),)), "other")
        self.assertEqual(plain.keys(), worded.keys())
        self.assertTrue(all((plain[name] == worded[name]).all() for name in plain))
        self.assertFalse(all((plain[name] == other[name]).all() for name in plain))
        digests = [json.loads((self.folder / name / "summary.json").read_text())["plan_digest"]
                   for name in ("plain", "worded", "other")]
        self.assertEqual(digests[0], digests[1])
        self.assertNotEqual(digests[0], digests[2])

    def test_the_shipped_study_waits_for_a_name_only(self):
        shipped = next(study for study in STUDIES if study.stem == "mssp-tracks")
        errors = self.errors_of("check", shipped, "--strict")
        self.assertEqual([error["key"] for error in errors], ["purpose.responsible_actuary"])
        self.plimsoll("check", shipped, "--strict", "--set", 'purpose.responsible_actuary="A. Actuary"')


if __name__ == "__main__":
    unittest.main()
