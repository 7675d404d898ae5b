"""--redact-names: no byte of what is passed on holds a name of the study; ids still refer; numbers are the same."""
import json
import sqlite3

from outputs import numbers_of, page_parts, texts_of
from plimsoll_cli import COST, CommandTest, study_text

NAMES = {"contract": ["lakeside_upside", "lakeside_two_sided", "harbor"], "population": ["lakeside_aco"],
         "type": ["aged_nondual", "disabled"], "benchmark": ["countywide"],
         "person": ["Pat Quimby", "Ines Marlow", "Board of Lakeside Health"],
         "file": ["lakeside_cost.toml", "lakeside_plan.toml", "lakeside_run"],
         "text": ["Lakeside Health, first year", "Whether Lakeside takes downside risk", "Lakeside leaves Harbor County out",
                  "claims of the Harbor warehouse", "Harbor warehouse extract"]}
STUDY = study_text(
    more="""[purpose]
intended_use = "Whether Lakeside takes downside risk"
intended_users = ["Board of Lakeside Health"]
responsible_actuary = "Pat Quimby"
preparer = "Ines Marlow"
information_date = "2026-01-31"
scope = "Lakeside leaves Harbor County out"
reliance = ["claims of the Harbor warehouse"]
[[assumption]]
key = "cost.lakeside_aco.file"
basis = "data"
source = "Harbor warehouse extract"
owner = "Ines Marlow"

""", changes=[("Small study of the tests", "Lakeside Health, first year")])
for old, new in (("[population.aco]", "[population.lakeside_aco]"), ("[cost.aco]", "[cost.lakeside_aco]"), ('"cost.toml"', '"lakeside_cost.toml"'),
                 ('population = "aco"', 'population = "lakeside_aco"'), ("mssp]\npbpy", "countywide]\npbpy"),
                 ("members = 300", "members = 300\nenrolment = { aged_nondual = 0.7, disabled = 0.3 }"),
                 ('benchmark = "mssp"', 'benchmark = "countywide"'), ('id = "basic_a"', 'id = "lakeside_upside"'),
                 ('id = "basic_e"', 'id = "lakeside_two_sided"'), ('id = "enhanced"', 'id = "harbor"')):
    assert old in STUDY, old
    STUDY = STUDY.replace(old, new)


class RedactNames(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("lakeside_cost.toml", COST)
        self.write("lakeside_plan.toml", STUDY)
        self.plimsoll("run", "lakeside_plan.toml", "-o", "lakeside_run", "--quiet")
        self.write("tornado.json", self.plimsoll("sweep", "lakeside_plan.toml", "--trials", "300", "--json").stdout)
        self.write("held.json", self.plimsoll("reserve", "lakeside_run", "--json").stdout)

    def written(self, *options):
        """What each verb writes to be passed on."""
        more = ["tornado.json", "held.json", *options, "--force"]
        self.plimsoll("report", "lakeside_run", *more, "-o", "page.html")
        self.plimsoll("report", "lakeside_run", *more, "--xlsx", "book.xlsx")
        for to, name in (("sqlite", "open.sqlite"), ("json", "open.json"), ("csv", "open")):
            self.plimsoll("export", "lakeside_run", "--trials", *more, "--to", to, "-o", name)
        return [self.folder / name for name in ("page.html", "book.xlsx", "open.sqlite", "open.json")] + sorted(
            (self.folder / "open").glob("*.csv"))

    def test_no_name_is_left_in_any_byte(self):
        plain = self.written()
        held = "\n".join(texts_of(path) for path in plain)
        numbers = {path.name: [value for _, value in numbers_of(path)] for path in plain}
        for kind, names in NAMES.items():
            for name in names:
                self.assertIn(name, held, f"{kind}: the control, with names")
        for path in self.written("--redact-names"):
            text = texts_of(path)
            for kind, names in NAMES.items():
                for name in names:
                    self.assertNotIn(name.lower(), text.lower(), f"{kind} in {path.name}")
            for part in ("lakeside", "harbor", "quimby", "marlow"):
                self.assertNotIn(part, text.lower(), path.name)
            if path.suffix in (".csv", ".sqlite"):
                left = [value for _, value in numbers_of(path)]
                self.assertEqual([value for value in numbers[path.name] if value != int(value)],
                                 [value for value in left if value != int(value)], path.name)

    def test_ids_refer_to_each_other_and_numbers_stay(self):
        def settled():
            with sqlite3.connect(self.folder / "open.sqlite") as database:
                return (database.execute("SELECT row, mean, sd FROM settlement ORDER BY rowid").fetchall(),
                        database.execute("SELECT contract, SUM(settlement) FROM contract_trials GROUP BY contract").fetchall())
        self.written()
        rows, sums = settled()
        self.written("--redact-names")
        others, other_sums = settled()
        self.assertEqual([row[1:] for row in rows], [row[1:] for row in others])
        names = dict(zip((row[0] for row in rows), (row[0] for row in others)))
        self.assertEqual(names, {"lakeside_upside": "contract_1", "lakeside_two_sided": "contract_2", "harbor": "contract_3"})
        self.assertEqual({names[name]: total for name, total in sums}, dict(other_sums))

    def test_a_page_finds_every_figure_under_its_new_id(self):
        self.written("--redact-names")
        parts = page_parts(self.folder / "page.html")
        ids = {cell["id"] for table in parts["data"]["tables"] for row in table["rows"] for cell in row["cells"].values() if cell}
        self.assertTrue(parts["explained"]["figures"])
        self.assertLessEqual(set(parts["explained"]["figures"]), ids)
        self.assertEqual({output["contract"] for output in parts["live"]["outputs"]}, {"contract_1", "contract_2", "contract_3"})
        self.assertEqual([contract["id"] for contract in parts["data"]["study"]["contracts"]], ["contract_1", "contract_2", "contract_3"])
        self.assertIn("settlement.2026", {table["id"] for table in parts["data"]["tables"]})

    def test_a_name_that_is_a_word_of_the_outputs_is_refused(self):
        self.write("other.toml", STUDY.replace('id = "harbor"', 'id = "settlement"'))
        self.plimsoll("run", "other.toml", "-o", "other", "--quiet", "--trials", "20")
        errors = self.errors_of("report", "other", "--redact-names", "-o", "other.html")
        self.assertEqual([error["key"] for error in errors], ["contract settlement"])
        self.assertFalse((self.folder / "other.html").exists())

    def test_documents_alone_know_no_names(self):
        self.plimsoll("export", "held.json", "--redact-names", "-o", "held.sqlite", ends=2)
        self.assertFalse((self.folder / "held.sqlite").exists())


if __name__ == "__main__":
    import unittest
    unittest.main()
