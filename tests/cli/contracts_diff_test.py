"""plimsoll contracts diff: what two contracts differ in, and what each difference is worth (users.md A, row 58)."""
import json
import unittest

from plimsoll_cli import CommandTest, study_text


class ContractsDiff(CommandTest):
    def diff(self, *arguments):
        tables = json.loads(self.plimsoll("contracts", "diff", *arguments, "--json").stdout)["tables"]
        return {table["id"]: {row["id"]: row["cells"] for row in table["rows"]} for table in tables}

    def test_two_packs_differ_in_these_terms(self):
        terms = self.diff("mssp/basic-d@2026", "mssp/basic-e@2026")["terms"]
        self.assertEqual({name: (cells["from"]["text"], cells["to"]["text"]) for name, cells in terms.items()},
                         {"loss_cap.share_of_benchmark": ("0.02", "0.04"),
                          "loss_cap.share_of_revenue": ("0.04", "0.08")})

    def test_a_pack_does_not_differ_from_itself(self):
        tables = self.diff("mssp/enhanced@2026", "mssp/enhanced@2026")
        self.assertEqual(tables, {"terms": {}})

    def test_another_kind_is_said(self):
        terms = self.diff("mssp/basic-e@2026", "mssp/enhanced@2026")["terms"]
        self.assertEqual(terms["loss_share.kind"]["to"]["text"], "quality_loss_share")

    def test_steps_add_up_to_the_whole_difference(self):
        study = self.write("study.toml", study_text())
        tables = self.diff("basic_e", "enhanced", "--study", study)
        worth = tables["worth.2026"]
        steps = [cells for name, cells in worth.items() if name.startswith("step.")]
        for what in ("difference", "owed_difference"):
            self.assertAlmostEqual(sum(cells[what]["value"] for cells in steps), worth["to"][what]["value"], places=4)
        self.assertAlmostEqual(worth["from"]["settlement"]["value"] + worth["to"]["difference"]["value"],
                               worth["to"]["settlement"]["value"], places=4)
        self.assertEqual({cells["step"]["text"].removeprefix("then ") for cells in steps},
                         {name.split(".")[0] for name in tables["terms"]})

    def test_contracts_are_settled_as_in_a_run(self):
        study = self.write("study.toml", study_text())
        worth = self.diff("basic_e", "enhanced", "--study", study)["worth.2026"]
        columns = self.run_study(study_text(), "run")
        for row, contract in (("from", "basic_e"), ("to", "enhanced")):
            self.assertAlmostEqual(worth[row]["settlement"]["value"],
                                   columns[f"contract/{contract}/settlement"].mean(), places=4)

    def test_packs_are_put_into_a_contract_of_the_study(self):
        study = self.write("study.toml", study_text())
        in_study = self.diff("mssp/basic-d@2026", "mssp/basic-e@2026", "--study", study, "--contract", "basic_e")
        self.assertIn("loss_cap", in_study["worth.2026"]["step.1"]["step"]["text"])
        self.assertGreaterEqual(in_study["worth.2026"]["to"]["owed_difference"]["value"], 0)  # twice the cap

    def test_list_by_a_part_of_the_names(self):
        rows = json.loads(self.plimsoll("contracts", "list", "reach/", "--json").stdout)["rows"]
        self.assertGreater(len(rows), 3)
        self.assertTrue(all(row["id"].startswith("reach/") for row in rows))

    def test_wrong_names_get_a_suggestion(self):
        study = self.write("study.toml", study_text())
        self.assertIn("mssp/enhanced@2026", self.plimsoll("contracts", "diff", "mssp/basic-e@2026",
                                                          "mssp/enhance@2026", ends=3).stderr)
        self.assertIn('"enhanced"', self.plimsoll("contracts", "diff", "basic_e", "enhancd", "--study", study,
                                                  ends=3).stderr)
        self.plimsoll("contracts", "diff", "mssp/basic-e@2026", ends=2)


if __name__ == "__main__":
    unittest.main()
