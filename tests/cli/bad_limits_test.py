"""Limits, scopes and caps that cannot be meant: refused by check with clause, line and suggestion, exit 3."""
import unittest

from plimsoll_cli import CommandTest, line_of, study_text

DEAL = """
[[contract]]
id = "deal"
population = "aco"
[[contract.term]]
name = "carve_out"
kind = "carve_out"
categories = ["professional"]
[[contract.term]]
name = "stop_loss"
kind = "specific_stop_loss"
attachment = 250_000 # stop-loss
coinsurance = 0.9
[[contract.term]]
name = "premium"
kind = "percent_of_premium"
share = 1
premium_pmpm = 800
[[contract.term]]
name = "corridor"
kind = "mlr_corridor"
target = 0.85
savings_share = 0.5
loss_share = 0.5
floor = 0.75
cap = 0.95
"""


class BadLimits(CommandTest):
    def deal(self, *changes):
        text = study_text(["basic_e"]) + DEAL
        for old, new in changes:
            self.assertEqual(text.count(old), 1, old)
            text = text.replace(old, new)
        self.write("study.toml", text)
        return text

    def told(self, key, what, suggestion, marker, *changes, above=0):
        text = self.deal(*changes)
        errors = self.errors_of("check", "study.toml")
        self.assertEqual([e["key"] for e in errors], [key])
        self.assertIn(what, errors[0]["what"])
        self.assertIn(suggestion, errors[0]["help"])
        self.assertEqual(errors[0]["line"], line_of(text, marker) - above)
        self.assertEqual(errors[0]["file"], "study.toml")

    def test_sound(self):
        self.deal()
        self.plimsoll("check", "study.toml")

    def test_attachment_below_mean_spend(self):
        self.told("contract.deal.stop_loss.attachment", "attachment 250 is below the mean spend",
                  "did you mean 250_000?", "attachment = 250 ", ("attachment = 250_000 ", "attachment = 250 "))

    def test_attachment_below_mean_spend_but_not_a_slip(self):
        self.told("contract.deal.stop_loss.attachment", "below the mean spend", "100_000 to 500_000",
                  "attachment = 2_100", ("attachment = 250_000", "attachment = 2_100"))

    def test_scope_narrows_the_mean(self):
        # Inpatient alone costs about 4,500 a year, all care about 9,000.
        low = ("attachment = 250_000", "attachment = 6_000")
        self.deal(low)
        self.plimsoll("check", "study.toml")
        self.told("contract.deal.stop_loss.attachment", "below the mean spend", "", "attachment = 6_000", low,
                  ('kind = "carve_out"\ncategories = ["professional"]',
                   'kind = "scope"\ncategories = ["inpatient", "professional"]'))

    def test_claimant_cap_below_mean_spend(self):
        self.told("contract.basic_e.truncation.limits.disabled", "limit 200 is below the mean spend",
                  "did you mean 200_000?", "limits.disabled = 200",
                  ('template = "mssp/basic-e@2026"',
                   'template = "mssp/basic-e@2026"\ntruncation.limits.disabled = 200'))

    def test_claimant_cap_below_the_mean_of_its_own_enrolment_type(self):
        relative = [("[run]\n", '[run]\nengine = "panel"\n'),
                    ("members = 300", "members = 300\nenrolment = { aged_nondual = 0.9, esrd = 0.1 }"),
                    ('file = "cost.toml"', "pbpy = 9_000\nprocess_cv = 2 # spread"),
                    ('template = "mssp/basic-e@2026"',
                     'template = "mssp/basic-e@2026"\ntruncation.limits.esrd = 40_000')]
        self.write("study.toml", study_text(["basic_e"], changes=relative))
        self.plimsoll("check", "study.toml")
        text = self.write("study.toml", study_text(["basic_e"], changes=relative).replace(
            "# spread", "\nrelative_cost = { aged_nondual = 1, esrd = 10 }")).read_text()
        errors = self.errors_of("check", "study.toml")
        self.assertEqual([(e["key"], e["line"]) for e in errors],
                         [("contract.basic_e.truncation.limits.esrd", line_of(text, "limits.esrd = 40_000"))])

    def test_cap_below_floor(self):
        self.told("contract.deal.corridor.cap", "below the floor", "swap cap and floor", "cap = 0.70",
                  ("cap = 0.95", "cap = 0.70"))

    def test_unknown_service_line(self):
        self.told("contract.deal.carve_out.categories", 'no service line "profesional"',
                  'did you mean "professional"?', 'categories = ["profesional"]',
                  ('categories = ["professional"]', 'categories = ["profesional"]'))

    def test_scope_after_limit(self):
        scope = '[[contract.term]]\nname = "carve_out"\nkind = "carve_out"\ncategories = ["professional"]\n'
        self.told("contract.deal.carve_out", "carve_out after specific_stop_loss", "move it before stop_loss",
                  'kind = "carve_out"', (scope, ""), ('[[contract.term]]\nname = "premium"',
                                                      scope + '[[contract.term]]\nname = "premium"'), above=2)

    def test_service_lines_need_members(self):
        text = study_text(["basic_e"], changes=[("[run]\n", '[run]\nengine = "panel"\n'),
                                                ('file = "cost.toml"', "pbpy = 9_000\nprocess_cv = 2")]) + DEAL
        self.write("study.toml", text)
        errors = self.errors_of("check", "study.toml")
        self.assertEqual([e["key"] for e in errors], ["contract.deal.carve_out.categories"])
        self.assertIn("engine panel", errors[0]["why"])
        self.assertIn('engine = "claims"', errors[0]["help"])

    def test_capitation_beside_a_benchmark(self):
        self.told("contract.deal.benchmark", "stands beside premium", "leave out one", 'benchmark = "mssp" # twice',
                  ('id = "deal"\n', 'id = "deal"\nbenchmark = "mssp" # twice\n'))


if __name__ == "__main__":
    unittest.main()
