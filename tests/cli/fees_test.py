"""Fees that exclude each other on one patient-month, and overlaps between contracts: what `check` refuses and where."""
import json
import unittest

import numpy

from plimsoll_cli import SOURCE, CommandTest, columns_of, line_of

HEAD = """schema = "study/1"
[run]
trials = 100
seed = 3
engine = "panel"
performance_years = [2026]
[reserve]
policy = "mean"
[population.aco]
members = 1_000
[population.other]
members = 1_000
[cost.aco]
pbpy = 10_000
process_cv = 2.0
[cost.other]
pbpy = 10_000
process_cv = 2.0
"""
LEVELS = "".join(f"[contract.level_{level}]\nstream.enrolled = 0.3\ncoinsurance_collected = 0.9\n" for level in (1, 2, 3))
APCM = '[[contract]]\nid = "apcm"\npopulation = "aco"\ntemplate = "care-management/apcm@2026"\n' + LEVELS
CCM = ('[[contract]]\nid = "ccm"\npopulation = "aco"\ntemplate = "care-management/ccm@2026"\n'
       '[contract.fee]\nstream.enrolled = 0.3\ncoinsurance_collected = 0.9\n')


class Fees(CommandTest):
    def faults(self, text):
        self.write("study.toml", text)
        return self.errors_of("check", "study.toml")

    def sound(self, text):
        self.write("study.toml", text)
        self.plimsoll("check", "study.toml", ends=0)

    def test_apcm_and_ccm_on_one_patient_month(self):
        text = HEAD + APCM + CCM
        errors = self.faults(text)
        self.assertEqual([error["key"] for error in errors], ["contract.ccm.fee"])
        for level in (1, 2, 3):
            self.assertIn(f"contract.apcm.level_{level} (apcm)", errors[0]["what"])
        self.assertIn("physician fee schedule", errors[0]["why"])
        self.assertIn("patients", errors[0]["help"])
        self.assertEqual(errors[0]["line"], line_of(text, 'template = "care-management/ccm@2026"'))

    def test_in_one_contract(self):
        second = ('[[contract.term]]\nname = "ccm"\nkind = "care_management_fee"\ncode = "ccm"\npatients = "level_2"\n'
                  'stream = { enrolled = 0.3, fee = 66 }\ncoinsurance_collected = 0.9\n')
        errors = self.faults(HEAD + APCM + second)
        self.assertEqual([error["key"] for error in errors], ["contract.apcm.ccm"])
        self.assertIn("contract.apcm.level_2", errors[0]["what"])

    def test_what_is_no_conflict(self):
        self.sound(HEAD + APCM)
        self.sound(HEAD + APCM + CCM.replace('population = "aco"', 'population = "other"'))
        self.sound(HEAD + APCM + CCM.replace('coinsurance', 'patients = "specialty"\ncoinsurance'))
        group = 'alternative_group = "fees"\ntemplate'
        self.sound(HEAD + APCM.replace("template", group) + CCM.replace("template", group))

    def test_a_part_read_from_another_contract(self):
        counted = ('[benchmark.b]\npbpy = 10_100\n[[contract]]\nid = "shared"\npopulation = "aco"\nbenchmark = "b"\n'
                   '[[contract.term]]\nkind = "counted_fees"\nstream = "contract.ccm.fee.stream"\n'
                   '[[contract.term]]\nkind = "gross_savings"\n')
        self.sound(HEAD + CCM + counted)
        errors = self.faults(HEAD + CCM + counted.replace("ccm.fee", "ccm.fees"))
        self.assertEqual([error["key"] for error in errors], ["contract.shared.counted_fees.stream"])
        self.assertIn("which is not given", errors[0]["what"])


class Shown(CommandTest):
    def test_parts_of_a_term_are_shown_field_by_field(self):
        rows = {row["id"]: row["cells"] for row in
                json.loads(self.plimsoll("contracts", "show", "care-management/ccm@2026", "--json").stdout)["rows"]}
        fee = rows["fee.stream.fee"]
        self.assertEqual((fee["value"]["text"], fee["unit"]["text"]), ("66", "dollars per member-month"))
        self.assertIn("2026", fee["cites"]["text"])
        self.assertEqual(rows["fee.stream.enrolled"]["value"]["text"], "given by the contract")
        self.assertEqual(rows["fee.code"]["value"]["text"], "ccm")

    def test_parts_have_tables_of_their_own_in_the_documents(self):
        text = self.plimsoll("schema", "--markdown", "study").stdout
        self.assertIn('### `kind = "counted_fees"`, `stream`', text)


class ShippedStudies(CommandTest):
    def test_run_and_settle(self):
        for name, scenarios in (("joint-replacement-bundle", ("more_post_acute", "quality_miss")),
                                ("apcm-program", ("no_effect", "low_enrolment")),
                                ("pcmh", ("volume_shock", "quality_miss"))):
            study = SOURCE / "scenarios" / "studies" / f"{name}.toml"
            with self.subTest(study=name):
                self.plimsoll("run", study, "--set", "run.trials=256", "-o", name, "--quiet")
                self.assertTrue(self.plimsoll("settle", study).stdout)
                for scenario in scenarios:
                    self.plimsoll("check", study, "--scenario", scenario)

    def test_tracks_keep_their_limits(self):
        study = SOURCE / "scenarios" / "studies" / "joint-replacement-bundle.toml"
        self.plimsoll("run", study, "--set", "run.trials=2048", "--scenario", "more_post_acute", "-o", "out", "--quiet")
        columns = columns_of(self.folder / "out" / "results.h5")
        for track, gain, loss in (("track_1", 0.10, 0.0), ("track_2", 0.05, 0.05), ("track_3", 0.20, 0.20)):
            settled, targets = (columns[f"contract/{track}/{what}"] for what in ("settlement", "benchmark"))
            self.assertTrue((settled <= gain * targets + 0.005).all(), track)
            self.assertTrue((-settled <= loss * targets + 0.005).all(), track)
        self.assertTrue((columns["contract/track_3/owed"] > 0).any())

    def test_fees_are_cost_of_the_shared_savings(self):
        study = SOURCE / "scenarios" / "studies" / "apcm-program.toml"
        self.plimsoll("run", study, "--set", "run.trials=512", "-o", "out", "--quiet")
        columns = columns_of(self.folder / "out" / "results.h5")
        counted = (columns["contract/mssp/expenditure"] - columns["contract/mssp_fees_forgotten/expenditure"]).ravel()
        enrolled = columns["draws/contract.apcm.level_1.stream.enrolled"].ravel()
        fees = 144_000 * enrolled * (0.25 * 16 + 0.40 * 54 + 0.08 * 117)
        numpy.testing.assert_allclose(counted, fees * 0.80 * 0.90, rtol=1e-9)


class Overlaps(CommandTest):
    GIVER = ('[benchmark.b]\npbpy = 10_100\n[[contract]]\nid = "bundle"\npopulation = "other"\nbenchmark = "b"\n'
             '[[contract.term]]\nkind = "gross_savings"\n[[contract.term]]\nkind = "overlap_out"\nshare = 0.4\n')

    @staticmethod
    def taker(name, of):
        return (f'[[contract]]\nid = "{name}"\npopulation = "aco"\nbenchmark = "b"\n[[contract.term]]\n'
                f'kind = "gross_savings"\n[[contract.term]]\nkind = "overlap_in"\nof = "{of}" # {name}\n')

    def keys(self, text):
        self.write("study.toml", text)
        return [(error["key"], error["line"]) for error in self.errors_of("check", "study.toml")]

    def test_a_dollar_is_taken_once(self):
        text = HEAD + self.GIVER + self.taker("one", "bundle.overlap_out") + self.taker("two", "bundle.overlap_out")
        self.assertEqual(self.keys(text), [("contract.two.overlap_in.of", line_of(text, "# two"))])

    def test_only_what_was_given(self):
        text = HEAD + self.GIVER + self.taker("one", "bundle.gross_savings")
        self.assertEqual(self.keys(text), [("contract.one.overlap_in.of", line_of(text, "# one"))])


if __name__ == "__main__":
    unittest.main()
