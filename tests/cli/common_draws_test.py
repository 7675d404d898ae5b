"""All comparisons run on common random numbers: what is not touched keeps its bytes, trial by trial."""
import math
import unittest

import numpy

from plimsoll_cli import CONTRACTS, COST, CommandTest, study_text

SCENARIO = '\n[scenario.busy]\n"cost.aco.utilization" = 1.1\n[scenario.poor_quality]\n"quality.mssp.score" = 0.3\n'
OTHER_POPULATION = """
[population.alpha]
members = 150
[cost.alpha]
file = "cost.toml"
trend = { dist = "normal", mean = 0.03, sd = 0.02 }
"""
OTHER_CONTRACT = CONTRACTS["enhanced"].replace('id = "enhanced"', 'id = "other"').replace('"aco"', '"alpha"')


class CommonDraws(CommandTest):
    def setUp(self):
        super().setUp()
        self.base = self.run_study(study_text(["basic_e", "enhanced"]), "base")

    def same(self, columns, names):
        self.assertTrue(names)
        for name in names:
            self.assertEqual(columns[name].tobytes(), self.base[name].tobytes(), name)

    def changed(self, columns):
        return {name for name, values in self.base.items()
                if name not in columns or columns[name].tobytes() != values.tobytes()}

    def test_a_contract_more_or_less(self):
        more = self.run_study(study_text(["basic_a", "basic_e", "enhanced"]), "more")
        self.same(more, list(self.base))
        self.assertGreater(set(more), set(self.base))
        less = self.run_study(study_text(["enhanced"]), "less")
        self.same(less, list(less))
        turned = self.run_study(study_text(["enhanced", "basic_e"]), "turned")
        self.same(turned, list(self.base))

    def test_another_population_with_a_driver_and_contract_of_its_own(self):
        text = study_text(["basic_e", "enhanced"]).replace("[benchmark.mssp]", OTHER_POPULATION + "\n[benchmark.mssp]")
        more = self.run_study(text + OTHER_CONTRACT, "more")
        self.same(more, list(self.base))
        self.assertIn("contract/other/settlement", more)
        mine, other = more["panel/aco/spend/total"][:, 0] / 300, more["panel/alpha/spend/total"][:, 0] / 150
        # Populations share no draws but those of common drivers: here none. 4.9 / sqrt(n) bounds the correlation.
        bound = 4.9 / math.sqrt(len(mine))
        self.assertLess(abs(numpy.corrcoef(mine, other)[0, 1]), bound)
        part = more["panel/aco/spend/inpatient"][:, 0]  # negative control: what does share draws is seen
        self.assertGreater(abs(numpy.corrcoef(mine, part)[0, 1]), bound)

    def test_a_scenario_that_is_not_chosen(self):
        self.same(self.run_study(study_text(["basic_e", "enhanced"], more=SCENARIO), "with"), list(self.base))

    def test_a_scenario_changes_what_it_touches(self):
        text = study_text(["basic_e", "enhanced"], more=SCENARIO)
        busy = self.run_study(text, "busy", "--scenario", "busy")
        changed = self.changed(busy)
        untouched = ("draws/cost.aco.trend", "contract/enhanced/benchmark", "contract/enhanced/person_years")
        self.assertFalse(changed & set(untouched))
        self.assertIn("panel/aco/spend/total", changed)
        # More use on the same draws: nobody has less of it, in any trial.
        self.assertTrue((busy["panel/aco/spend/inpatient"] >= self.base["panel/aco/spend/inpatient"]).all())
        poor = self.changed(self.run_study(text, "poor", "--scenario", "poor_quality"))
        self.assertFalse([name for name in poor if not name.startswith(("contract/", "draws/quality"))], poor)
        self.assertIn("contract/enhanced/settlement", poor)

    def test_set_of_a_term_changes_what_follows_it_alone(self):
        text = study_text(["basic_e", "enhanced"])
        set_cap = self.run_study(text, "cap", "--set", "contract.basic_e.loss_cap.revenue=500_000")
        changed = self.changed(set_cap)
        self.assertEqual(changed, {f"contract/basic_e/{name}" for name in ("settlement", "owed", "maximum_owed")})
        self.assertTrue((set_cap["contract/basic_e/owed"] <= self.base["contract/basic_e/owed"]).all())

    def test_set_is_the_same_as_writing_it(self):
        text = study_text(["basic_e", "enhanced"])
        written = self.run_study(text.replace("revenue = 1_000_000", "revenue = 500_000"), "written")
        set_cap = self.run_study(text, "set", "--set", "contract.basic_e.loss_cap.revenue=500_000")
        for name, values in written.items():
            self.assertEqual(values.tobytes(), set_cap[name].tobytes(), name)

    def test_without_a_term(self):
        text = study_text(["basic_e", "enhanced"])
        without = self.run_study(text, "without", "--without", "contract.basic_e.loss_cap")
        changed = self.changed(without)
        self.assertEqual(changed, {f"contract/basic_e/{name}" for name in ("settlement", "owed", "maximum_owed")})
        self.assertTrue((without["contract/basic_e/owed"] >= self.base["contract/basic_e/owed"]).all())

    def test_seed_changes_every_draw(self):
        """Negative control of every test here: equal bytes are no accident."""
        other = self.run_study(study_text(["basic_e", "enhanced"]), "other", "--seed", "12")
        unchanged = set(self.base) - self.changed(other)
        self.assertEqual(unchanged, {"panel/aco/member_months", "contract/basic_e/person_years",
                                     "contract/enhanced/person_years", "contract/basic_e/maximum_owed",
                                     "contract/basic_e/base_ffs", "contract/enhanced/base_ffs"})


class OneMemberMore(CommandTest):
    """A member more adds that member's cost and changes nobody else's."""

    MEMBERS = 1000
    ONE_CELL = COST[:COST.rindex("[[cells]]\nenrolment")]

    def setUp(self):
        super().setUp()
        self.write("cost.toml", self.ONE_CELL)

    def spend(self, members, output):
        text = study_text(["enhanced"], changes=[("members = 300", f"members = {members}")])
        text = text.replace('trend = { dist = "normal", mean = 0.02, sd = 0.01 }', "trend = 0.0")
        text = text.replace("performance_years = [2026]", "performance_years = [2025]").replace("@2026", "@2024")
        return self.run_study(text, output)

    def test_the_difference_is_one_member(self):
        fewer, more = self.spend(self.MEMBERS, "fewer"), self.spend(self.MEMBERS + 1, "more")
        self.assertTrue((more["panel/aco/member_months"] - fewer["panel/aco/member_months"] == 12).all())
        added = numpy.rint(100 * (more["panel/aco/spend/inpatient"] - fewer["panel/aco/spend/inpatient"])[:, 0]) / 100
        self.assertTrue((added >= 0).all(), "someone else's cost changed")
        trials = len(added)
        chance = 0.2  # of a year with an inpatient amount, in the cost file
        used = (added > 0).mean()
        self.assertLess(abs(used - chance), 4.9 * math.sqrt(chance * (1 - chance) / trials))
        # Amounts of the one member are lognormal(9, 1): their logarithm has mean 9 and sd 1.
        self.assertLess(abs(numpy.log(added[added > 0]).mean() - 9.0), 4.9 / math.sqrt((added > 0).sum()))

    def test_a_population_drawn_anew_would_be_seen(self):
        """Negative control: with another seed the same subtraction is negative about half the time."""
        fewer = self.spend(self.MEMBERS, "fewer")
        text = (self.folder / "fewer.toml").read_text()
        other = self.run_study(text, "other", "--seed", "12")
        added = (other["panel/aco/spend/inpatient"] - fewer["panel/aco/spend/inpatient"])[:, 0]
        self.assertGreater((added < 0).mean(), 0.3)


class MemberFile(CommandTest):
    MAP = """member = "id"
months.column = "months"
enrolment = [{ type = "disabled", column = "dis", equals = "Y" }, { type = "aged_nondual" }]
categories.inpatient = ["ip"]
categories.professional = ["pro"]
"""
    TEXT = study_text(["enhanced"], changes=[("members = 300", 'file = "members.csv"\ncolumn_map = "map.toml"')])

    def columns(self, rows, output):
        self.write("map.toml", self.MAP)
        self.write("members.csv", "\n".join(["id,months,dis,ip,pro", *rows, ""]))
        return self.run_study(self.TEXT, output)

    def test_order_of_rows_does_not_matter(self):
        rows = [f"m{i},{12 - i % 3},{'Y' if i % 4 == 0 else 'N'},0,{i}" for i in range(200)]
        forward, backward = self.columns(rows, "forward"), self.columns(rows[::-1], "backward")
        for name, values in forward.items():
            self.assertEqual(values.tobytes(), backward[name].tobytes(), name)
        without_one = self.columns(rows[:77] + rows[78:], "without_one")
        fallen = numpy.rint(100 * (forward["panel/aco/spend/inpatient"] - without_one["panel/aco/spend/inpatient"]))
        self.assertTrue((fallen >= 0).all())
        self.assertLess((fallen > 0).mean(), 0.5)


if __name__ == "__main__":
    unittest.main()
