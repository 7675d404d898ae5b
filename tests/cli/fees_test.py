"""Fees that exclude each other on one patient-month, and overlaps between contracts: what `check` refuses and where."""
import unittest

from plimsoll_cli import CommandTest, line_of

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
