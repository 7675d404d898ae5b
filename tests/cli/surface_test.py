"""What the command says of itself: help, version, rule packs, schema; and which words go where."""
import json
import re
import shutil
import subprocess
import tomllib
import unittest

from plimsoll_cli import ALL_STUDIES, COST, SOURCE, STUDIES, CommandTest, study_text

VERBS = ("init", "check", "run", "merge", "compare", "sweep", "drivers", "explain", "reforecast", "reserve", "report", "export", "settle", "fit", "review", "contracts", "verify", "diff", "validate", "schema", "bench", "unpaid")
PACKS = sorted(f"{path.parent.name}/{path.stem}" for path in (SOURCE / "scenarios" / "rulepacks").rglob("*.toml"))
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # escapes, carriage returns, bells


class Surface(CommandTest):
    def test_version(self):
        done = self.plimsoll("--version")
        self.assertRegex(done.stdout, r"^plimsoll \d+\.\d+\.\d+ ")
        self.assertEqual(done.stderr, "")

    def test_help_of_every_verb_has_three_examples(self):
        overview = self.plimsoll("--help").stdout
        for verb in VERBS:
            with self.subTest(verb=verb):
                self.assertRegex(overview, rf"(?m)^  {verb} +\S")
                text = self.plimsoll(verb, "--help").stdout
                examples = text.split("Examples:")[1].strip().splitlines()
                self.assertEqual(len(examples), 3)
                for example in examples:
                    words = example.split()
                    self.assertEqual(words[:2], ["plimsoll", verb])
                    for word in words:
                        if word.startswith("--"):
                            self.assertIn(word.split("=")[0] + " ", text.split("Examples:")[0].replace("\n", " "))
                for option in ("--json", "--quiet", "--no-progress", "--no-color"):
                    self.assertIn(option, text)
        listed = set(re.findall(r"(?m)^  (\w+) +\S", overview.split("Subcommands:")[1]))
        self.assertEqual(listed, set(VERBS), "a new verb belongs in this test")

    def completed(self, *words):
        """What bash offers behind these words, the last of which is being written."""
        script = ('source <("$PLIMSOLL_BIN" --completion bash)\n'
                  f'COMP_WORDS=(plimsoll {" ".join(words)}); COMP_CWORD={len(words)}; _plimsoll; printf "%s\\n" "${{COMPREPLY[@]}}"')
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return set(done.stdout.split())

    def test_shells_complete_verbs_options_words_and_files(self):
        self.assertEqual(self.completed("re"), {verb for verb in VERBS if verb.startswith("re")})
        self.assertIn("--gate", self.completed("reserve", "--g"))
        self.assertEqual(self.completed("export", "--to", "c"), {"csv"})
        self.write("study.toml", "")
        self.assertEqual(self.completed("run", "stu"), {"study.toml"})
        for shell in ("zsh", "fish"):
            text = self.plimsoll("--completion", shell).stdout
            for verb in VERBS:
                self.assertRegex(text, rf"\b{verb}\b")
        self.plimsoll("--completion", "tcsh", ends=2)

    def test_the_manual_page_has_every_verb_and_option(self):
        page = self.plimsoll("--manual").stdout
        self.assertTrue(page.startswith(".TH PLIMSOLL 1"))
        for verb in VERBS:
            self.assertIn(f"\n.SH {verb}\n", page)
            for option in re.findall(r"^  (?:-\w,)?(--[\w-]+)", self.plimsoll(verb, "--help").stdout, re.M):
                self.assertIn(option.replace("-", "\\-"), page)
        if shutil.which("groff"):
            done = subprocess.run(["groff", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("plimsoll export runs/june", done.stdout)

    def test_examples_of_rule_packs_and_schema_work_as_printed(self):
        for verb in ("contracts", "schema"):
            for example in self.plimsoll(verb, "--help").stdout.split("Examples:")[1].strip().splitlines():
                words = example.split(">")[0].split()[1:]
                if not any(word.startswith("./") for word in words):
                    with self.subTest(example=example):
                        self.assertTrue(self.plimsoll(*words).stdout)

    def test_contracts_list_names_every_pack(self):
        self.assertEqual(len(PACKS), len(set(PACKS)))
        text = self.plimsoll("contracts", "list").stdout
        table = json.loads(self.plimsoll("contracts", "list", "--json").stdout)
        self.assertEqual(sorted(row["id"] for row in table["rows"]), PACKS)
        for pack in PACKS:
            self.assertIn(pack, text)

    def test_contracts_show_gives_every_value_its_source(self):
        for pack in PACKS:
            with self.subTest(pack=pack):
                rows = json.loads(self.plimsoll("contracts", "show", pack, "--json").stdout)["rows"]
                self.assertGreater(len(rows), 3)
                for row in rows:
                    cells = row["cells"]
                    value = cells["value"] and cells["value"].get("text", "")
                    if value and "contract" not in value:
                        self.assertTrue(cells["cites"] and cells["cites"]["text"], f"{pack} {row['id']}: {value}")

    def test_contracts_show_of_a_deal_of_ones_own(self):
        self.write("deal.toml", 'schema = "rulepack/1"\ntitle = "Half and half"\nperformance_years = [2026]\n'
                                '[[term]]\nkind = "gross_savings"\n[[term]]\nkind = "savings_share"\nrate = 0.5\n')
        self.assertIn("savings_share", self.plimsoll("contracts", "show", "./deal.toml").stdout)
        told = self.plimsoll("contracts", "show", "mssp/enhansed@2026", ends=3).stderr
        self.assertIn('did you mean "mssp/enhanced@2026"?', told)


class Schema(CommandTest):
    def setUp(self):
        super().setUp()
        self.schema = json.loads(self.plimsoll("schema").stdout)

    def keys_are_known(self, document):
        for key, value in document.items():
            self.assertIn(key, self.schema["properties"])
            inner = self.schema["properties"][key]
            if inner.get("additionalProperties") is False:
                for name in value:
                    self.assertIn(name, inner["properties"], key)
        for key in self.schema["required"]:
            self.assertIn(key, document)

    def test_every_shipped_study_is_within_it(self):
        self.assertTrue(ALL_STUDIES)
        for study in ALL_STUDIES:
            with self.subTest(study=study.name):
                self.keys_are_known(tomllib.loads(study.read_text()))
        self.keys_are_known(tomllib.loads(study_text()))
        with self.assertRaises(AssertionError):
            self.keys_are_known(tomllib.loads(study_text(changes=[("[reserve]", "[reserves]")])))

    def test_references_lead_somewhere(self):
        text = json.dumps(self.schema)
        found = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', text))
        self.assertTrue(found)
        self.assertLessEqual(found, set(self.schema["$defs"]))

    def test_studies_satisfy_it(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        validator = jsonschema.Draft202012Validator(self.schema)
        for study in ALL_STUDIES:
            with self.subTest(study=study.name):
                document = json.loads(json.dumps(tomllib.loads(study.read_text()), default=str))
                self.assertEqual([error.message for error in validator.iter_errors(document)], [])

    def test_markdown_of_every_file(self):
        for file in ("study", "cost", "columns", "claims"):
            text = self.plimsoll("schema", "--markdown", file).stdout
            self.assertGreater(text.count("\n|"), 5, file)
        self.plimsoll("schema", "--markdown", "nonsense", ends=2)


class WordsAndPlaces(CommandTest):
    """Results on standard output, messages on standard error, no control characters where no terminal is."""

    def setUp(self):
        super().setUp()
        self.write("study.toml", study_text())

    def test_run(self):
        done = self.plimsoll("run", "study.toml", "-o", "out")
        self.assertIn("Settlement for 2026", done.stdout)
        self.assertIn("Reserve to hold for 2026", done.stdout)
        self.assertIn("500 trials, seed 11", done.stderr)
        self.assertIn("notice: ", done.stderr)
        self.assertNotIn("notice: ", done.stdout)
        self.assertNotRegex(done.stdout, CONTROL)
        self.assertNotRegex(done.stderr, CONTROL)

    def test_quiet_silences_messages_and_keeps_results(self):
        loud = self.plimsoll("run", "study.toml", "-o", "loud")
        quiet = self.plimsoll("run", "study.toml", "-o", "quiet", "--quiet")
        self.assertEqual((quiet.stdout, quiet.stderr), (loud.stdout, ""))
        self.assertIn("error", self.plimsoll("run", "study.toml", "-o", "quiet", "--quiet", ends=1).stderr)

    def test_json_is_one_document_and_the_summary_itself(self):
        done = self.plimsoll("run", "study.toml", "-o", "out", "--json")
        self.assertEqual(json.loads(done.stdout), json.loads((self.folder / "out" / "summary.json").read_text()))
        self.assertEqual(done.stderr, "")

    def test_check(self):
        done = self.plimsoll("check", "study.toml")
        self.assertRegex(done.stdout, r"^study\.toml: no error\..*contracts")
        told = json.loads(self.plimsoll("check", "study.toml", "--json").stdout)
        self.assertIs(told["valid"], True)
        self.assertRegex(told["plan_digest"], "^[0-9a-f]{64}$")
        self.assertEqual(self.files(), ["cost.toml", "study.toml"])

    def test_a_cost_file_of_ones_own_is_read_where_the_study_stands(self):
        self.write("deep/cost.toml", COST)
        self.write("deep/study.toml", study_text())
        (self.folder / "cost.toml").unlink()
        self.plimsoll("run", "deep/study.toml", "-o", "out", "--trials", "10")


class ShippedStudies(CommandTest):
    def test_each_is_sound_and_runs(self):
        self.assertTrue(STUDIES)
        for study in STUDIES:
            with self.subTest(study=study.name):
                self.plimsoll("check", study)
                done = self.plimsoll("run", study, "--trials", "256", "-o", study.stem)
                self.assertIn("Reserve to hold", done.stdout)
                self.assertTrue((self.folder / study.stem / "results.h5").exists())
                for scenario in tomllib.loads(study.read_text()).get("scenario", {}):
                    self.plimsoll("check", study, "--scenario", scenario)


if __name__ == "__main__":
    unittest.main()
