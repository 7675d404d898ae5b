"""plimsoll validate settlements on a small file of our own: every rule of a year by hand, faults, exits, --json."""
import json
import unittest

from plimsoll_cli import CommandTest

HEADER = ("py,aco_id,track,current_start_date,six_month,n_ab,abtot_bnchmk,abtot_exp,msr,qual_score,met_qps,met_alt_qps,"
          "guardrail,rev_exp_cat,dis_adj,rev_loss_limit,earn_save_loss")
B = 100_000_000


def row(py, track, savings, paid, start="01/01/2022", six=0, n=7500, msr="", score=0.9, qps="", alt="", guard="",
        revenue="High Revenue", relief=0, limit="", name="X1", benchmark=B):
    """One ACO with a benchmark of 100 million unless said otherwise."""
    return (f"{py},{name},{track},{start},{six},{n},{benchmark},{benchmark - savings},{msr},{score},{qps},{alt},{guard},"
            f"{revenue},{relief},{limit},{paid}")


# What a rule pays, worked by hand: year, track, savings, published.
SOUND = [
    # Track 1: half times quality, 2 % sequestered; 7,500 members need 3.3 %.
    row(2015, "1", 4_000_000, 1_764_000),
    row(2015, "1", 3_200_000, 0),
    row(2015, "1", 3_300_000, 1_455_300),
    row(2016, "1", 4_000_000, 1_960_000, start="1/1/16 00:00", score=""),  # first year: complete reporting alone
    row(2016, "1", 4_000_000, 0, start="1/1/2015", score=""),              # later year without a score
    row(2018, "1", 4_000_000, 0, score=0.45, qps=0),
    row(2015, "1", 30_000_000, 10_000_000, score=1.0),                     # cap of 10 %, after sequestration
    # Tracks 2 and 3: one less the final sharing rate, 60 % or 75 % at most, also where quality is not met.
    row(2014, "2", -4_000_000, -1_840_000, msr=0.02),
    row(2018, "3", -4_000_000, -3_000_000, msr=0.01, score=0.45, qps=0),
    row(2018, "3", -900_000, 0, msr=0.01),
    row(2018, "1+", -4_000_000, -1_200_000, msr=0.01),
    # A half year gives relief for the calendar year; nothing is sequestered in 2019.
    row(2019, "1+", -4_000_000, -1_150_000, msr=0.01, six=1, relief=-100_000),
    row(2019, "3", 4_000_000, 2_700_000, msr=0.01),
    # The public health emergency: nothing is owed from 2020 to 2022.
    row(2020, "E", -9_000_000, 0, msr=0.01),
    row(2022, "EN", -9_000_000, 0, msr=0.01),
    # From 2021 the whole share at the standard, by flag, or by the score where there is no flag.
    row(2021, "B", 4_000_000, 1_568_000, score=0.7, qps=1),
    row(2022, "E", 4_000_000, 1_960_000, msr=0, score=0.71),
    row(2022, "E", 4_000_000, 0, msr=0, score=0.70),
    row(2023, "EN", -4_000_000, -1_300_000, msr=0, score=0.9, qps=1, relief=-300_000),
    row(2023, "EN", -4_000_000, -2_200_000, msr=0, score=0.6, qps=0, alt=1),
    row(2023, "EN", 4_000_000, 1_764_000, msr=0, score=0.6, qps=0, alt=1),
    # 2024: half for low-revenue ACOs below the minimum in agreements from 2024; the guardrail.
    row(2024, "A", 2_100_000, 411_600, start="01/01/2024", score=0.9, qps=1, revenue="Low Revenue"),
    row(2024, "A", 2_100_000, 0, start="01/01/2023", qps=1, revenue="Low Revenue"),
    row(2024, "A", 2_100_000, 0, start="01/01/2024", qps=1),
    row(2024, "A", 2_100_000, 0, start="01/01/2024", qps=1, revenue="Low Revenue", n=4999),
    row(2024, "E", -4_000_000, 0, msr=0.01, start="01/01/2024", qps=1, guard=1),
    row(2024, "E", 0, 0, msr=0, qps=1),
]


class Validate(CommandTest):
    def validate(self, rows, *options, ends=0, header=HEADER):
        self.write("panel.csv", "\n".join([header, *rows, ""]))
        return self.plimsoll("validate", "settlements", "panel.csv", *options, ends=ends)

    def counts(self, rows):
        found = json.loads(self.validate(rows, "--json").stdout)
        return found["matched"], found["explained"], found["unmatched"]

    def test_every_rule_of_a_year(self):
        for line in SOUND:
            with self.subTest(row=line):
                self.assertEqual(self.counts([line]), (1, 0, 0))

    def test_lanes_do_not_mix(self):
        many = SOUND * 20  # more rows of a form than lanes of a block
        self.assertEqual(self.counts(many), (len(many), 0, 0))

    def test_gate(self):
        wrong = row(2015, "1", 4_000_000, 1_764_500)
        self.validate(SOUND, "--gate")
        self.validate([*SOUND, wrong], ends=0)
        self.validate([*SOUND, wrong], "--gate", ends=5)

    def test_a_reason_must_be_in_the_data(self):
        owes_less = dict(py=2023, track="E", savings=-6_000_000, paid=-500_000, msr=0.01, qps=1)
        self.assertEqual(self.counts([row(**owes_less, revenue="Low Revenue")]), (0, 1, 0))
        self.assertEqual(self.counts([row(**owes_less, revenue="Low Revenue", limit=0)]), (0, 0, 1))
        self.assertEqual(self.counts([row(**owes_less, revenue="High Revenue")]), (0, 0, 1))
        owes_less["paid"] = -2_500_000  # more than the formula is never explained by a limit
        self.assertEqual(self.counts([row(**owes_less, revenue="Low Revenue")]), (0, 0, 1))
        self.assertEqual(self.counts([row(2023, "E", -6_000_000, 0, msr=0.01, qps=1, relief=-100_000)]), (0, 1, 0))

    def test_mismatches_are_listed(self):
        shown = self.validate([row(2015, "1", 4_000_000, 0, name="A0042")]).stdout
        self.assertIn("A0042", shown)
        self.assertIn("1,764,000", shown)
        self.assertIn("mssp/track-1@2013", shown)

    def test_columns_a_year_does_not_have_may_be_missing(self):
        keep = [0, 2, 5, 6, 7, 9, 16]
        header = ",".join(HEADER.split(",")[i] for i in keep)
        lines = [",".join(SOUND[0].split(",")[i] for i in keep)]
        self.validate(lines, "--gate", header=header)

    def test_all_faults_at_once(self):
        bad = [row(2015, "9", 4_000_000, 0), row(2015, "1", 4_000_000, 0, n="many"), row(2031, "1", 4_000_000, 0)]
        errors = self.validate(bad, ends=3).stderr
        for says in ("track", "is not a track", "n_ab", "not a number", "no rule pack mssp/track-1 settles 2031"):
            self.assertIn(says, errors)

    def test_missing_columns_and_other_files(self):
        errors = self.validate(["2015,1"], ends=3, header="py,track").stderr
        for column in ("n_ab", "abtot_bnchmk", "abtot_exp", "earn_save_loss"):
            self.assertIn(column, errors)
        self.assertIn("neither an MSSP", self.validate(["1,2"], ends=3, header="a,b").stderr)
        self.plimsoll("validate", "settlements", "absent.csv", ends=3)
        self.plimsoll("validate", "reserves", "panel.csv", ends=2)

    def test_reach_table(self):
        self.write("reach_py2023.csv", "\n".join([
            "ACO ID,Risk Arrangement,Net Savings (Loss),Final Benchmark,Total Cost of Care",
            'D1,Global,"$ 27,930,000.00","$ 100,000,000.00","$ 68,000,000.00"',
            'D2,Professional,"$ (2,500,000.00)","$ 100,000,000.00","$ 105,000,000.00"',
            'D3,Global,,"$ 100,000,000.00","$ 90,000,000.00"', ""]))
        found = json.loads(self.plimsoll("validate", "settlements", "reach_py2023.csv", "--json").stdout)
        self.assertEqual((found["matched"], found["explained"], found["unmatched"]), (2, 0, 1))


if __name__ == "__main__":
    unittest.main()
