"""`plimsoll report`: a page that needs nothing else, opened in Debian's Chromium with the network off.

Without Playwright and axe-core (`make packages-test` brings them) or Chromium the page is made and read, not opened.
"""
import json
import os
import random
import re
import shutil
import subprocess
import unittest
from html.parser import HTMLParser
from pathlib import Path

from plimsoll_cli import SOURCE, CommandTest, figures_of

STUDY = SOURCE / "scenarios" / "studies" / "mssp-tracks.toml"
TOOLS = Path(os.environ.get("PLIMSOLL_PAGE_TOOLS", SOURCE / "build" / "page-tools" / "node_modules"))
BROWSER = shutil.which("chromium")
CAN_OPEN = bool(BROWSER and shutil.which("node") and (TOOLS / "playwright-core").is_dir() and (TOOLS / "axe-core").is_dir())
SECTIONS = ("1 Decision", "2 What we may owe and when", "3 Options", "4 Contract pages", "5 In-year", "6 Drivers", "7 Sensitivity",
            "8 Assumptions", "9 Data review", "10 Method and validation", "11 Limitations and uses not supported", "12 Audit")


class Fetches(HTMLParser):
    """What a page would fetch, and its content security policy."""
    def __init__(self, text):
        super().__init__()
        self.fetches, self.policy = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        self.fetches += [value for name, value in attributes.items()
                         if name in ("src", "srcset", "action") or (name == "href" and not value.startswith("#"))]


class ReportTest(CommandTest):
    TRIALS = 2000

    def made(self, *options):
        """A run, what other verbs say of the study, and the report of all of it."""
        self.plimsoll("run", STUDY, "-o", "run", "--trials", str(self.TRIALS))
        documents = []
        for name, words in {"tornado": ["sweep", STUDY, "--trials", "500"],
                            "grid": ["sweep", STUDY, "--vary", "enhanced.savings_share.rate=0.4,0.6,0.75",
                                     "--vary", "enhanced.loss_cap.share_of_benchmark=0.05,0.1,0.15", "--trials", "500"],
                            "compare": ["compare", STUDY, "--trials", "500"], "drivers": ["drivers", "run"]}.items():
            self.write(f"{name}.json", self.plimsoll(*words, "--json").stdout)
            documents.append(f"{name}.json")
        documents.append(self.fitted())
        self.plimsoll("report", "run", *documents, *options)
        return (self.folder / "run" / "report.html").read_text()


    def fitted(self):
        """Laws of 600 members drawn here, as a document."""
        draw = random.Random(20260801)
        amounts = [draw.lognormvariate(8.0, 1.2) if draw.random() < 0.7 else 0.0 for _ in range(600)]
        self.write("members.csv", "id,months,care\n" + "".join(f"m{i},12,{amount:.2f}\n" for i, amount in enumerate(amounts)))
        self.write("map.toml", 'member = "id"\nmonths = { column = "months" }\n[categories]\ncare = ["care"]\n')
        told = self.plimsoll("fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "fitted.toml", "--json")
        self.write("fit.json", told.stdout)
        return "fit.json"


class Report(ReportTest):
    def test_it_needs_nothing_else_and_replaces_nothing_unasked(self):
        text = self.made()
        page = Fetches(text)
        self.assertEqual(page.fetches, [])
        self.assertTrue(page.policy.startswith("default-src 'none'"))
        self.assertNotIn("{{", text.split("<script")[0])
        self.assertIn("report.html is there already; --force replaces it", self.plimsoll("report", "run", ends=1).stderr)
        self.plimsoll("report", "run", "--force", "-o", "again.html")
        self.plimsoll("report", "run", "--force")
        self.assertEqual((self.folder / "again.html").read_bytes(), (self.folder / "run" / "report.html").read_bytes())

    def test_trials_in_groups_move_no_terms(self):
        self.plimsoll("run", STUDY, "-o", "run", "--trials", "2048", "--set", "run.estimator=\"sobol\"")
        said = self.plimsoll("report", "run").stdout
        self.assertIn("drawn in groups", said)
        text = (self.folder / "run" / "report.html").read_text()
        self.assertIn('<script id="live" type="text/plain"></script>', text)

    def test_every_document_that_is_none_is_told(self):
        self.plimsoll("run", STUDY, "-o", "run", "--trials", "300")
        self.write("one.json", "[1, 2]")
        self.write("two.json", "{}")
        said = self.plimsoll("report", "run", "one.json", "two.json", "none.json", ends=3).stderr
        for name in ("one.json", "two.json", "none.json"):
            self.assertIn(name, said)

    def test_what_is_no_document_is_told(self):
        self.plimsoll("run", STUDY, "-o", "run", "--trials", "300")
        self.write("other.json", "[1, 2]")
        said = self.plimsoll("report", "run", "other.json", ends=3).stderr
        self.assertIn("other.json", said)
        self.assertIn("holds no tables", said)
        self.assertFalse((self.folder / "run" / "report.html").exists())
        self.plimsoll("report", "none", ends=1)


@unittest.skipUnless(CAN_OPEN, "chromium, node, playwright-core or axe-core is not installed (make packages-test): the page is not opened")
class ReportOpened(ReportTest):
    def opened(self, moves):
        self.write("moves.json", json.dumps(moves))
        shots = os.environ.get("PLIMSOLL_PAGE_SHOTS")
        done = subprocess.run(["node", SOURCE / "tests/page/report_page.cjs", "run/report.html", "moves.json", *([shots] if shots else [])],
                              cwd=self.folder, capture_output=True, text=True, timeout=300,
                              env={**os.environ, "NODE_PATH": str(TOOLS), "PLIMSOLL_CHROMIUM": BROWSER, "HOME": str(self.folder)})
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_the_page_as_a_reader_meets_it(self):
        self.made()
        share = {"contract": "enhanced", "key": "contract.enhanced.savings_share.rate", "shown": "60"}
        cap = {"contract": "enhanced", "key": "contract.enhanced.loss_cap.share_of_benchmark", "shown": "0.5"}
        told = self.opened([share, cap])
        with self.subTest("no error, no network"):
            self.assertEqual(told["errors"], [])
            self.assertEqual([url for url in told["requests"] if not url.startswith("file:")], [])
            self.assertLess(told["opened_in"], 10.0)
        with self.subTest("sections"):
            self.assertEqual(tuple(told["sections"]), SECTIONS)
            for wrong in ("NaN", "undefined", "Infinity", "[object"):
                self.assertNotIn(wrong, told["text"])
        with self.subTest("every chart has marks, words and a table"):
            self.assertEqual(told["laws"], 1)
            titles = [figure["title"] for figure in told["figures"]]
            self.assertTrue(any("fitted density" in title for title in titles), titles)
            self.assertGreaterEqual(len(told["figures"]), 8)
            for figure in told["figures"]:
                self.assertGreater(figure["marks"], 3, figure)
                self.assertGreater(len(figure["alt"]), 40, figure)
                self.assertEqual(figure["role"], "img", figure)
                self.assertGreater(figure["rows"], 0, figure)
        with self.subTest("axe finds nothing serious, light or dark"):
            self.assertEqual(told["serious"], [])
            self.assertEqual(told["serious_dark"], [])
            self.assertLess(sum(map(int, re.findall(r"\d+", told["dark"])[:3])), 200)
        with self.subTest("by keyboard"):
            keyboard = told["keyboard"]
            self.assertEqual(keyboard["skip"], "skip")
            self.assertTrue(keyboard["closed"])
            self.assertGreater(keyboard["slid"], 5)
            self.assertEqual(keyboard["problems"], [])
        with self.subTest("paper"):
            self.assertIn(told["pdf_pages"], range(6, 40))
        for move, value in ((share, 0.60), (cap, 0.005)):
            with self.subTest("moved", key=move["key"]):
                self.same_as_the_engine(told["moves"][[share, cap].index(move)], move["key"], value)

    def same_as_the_engine(self, moved, key, value):
        """Every figure settled again is the one a run under that term prints, with its error."""
        self.plimsoll("run", STUDY, "-o", "moved", "--trials", str(self.TRIALS), "--set", f"{key}={value}", "--force")
        printed = figures_of(json.loads((self.folder / "moved" / "summary.json").read_text())["tables"])
        printed |= figures_of(json.loads(self.plimsoll("reserve", "moved", "--json").stdout)["tables"])
        studied = figures_of(json.loads((self.folder / "run" / "summary.json").read_text())["tables"])
        self.assertLess(moved["took"], 1000.0, "milliseconds: a move that hangs; how fast it is on a quiet machine, cli.report_live asks of the evaluator")
        self.assertGreater(moved["payoff"], 0)
        self.assertEqual(moved["left"], 0, "nothing stays moved once the study's terms are back")
        again = moved["again"]
        for needed in ("enhanced.2026.settlement.mean", "enhanced.2026.settlement.probability_below_0", "enhanced.2026.reserve"):
            self.assertIn(needed, again)
        compared = [id for id in again if id in printed]
        self.assertGreater(len(compared), 20)
        for id in compared:
            self.assertAlmostEqual(again[id]["value"], printed[id]["value"], delta=0.005, msg=id)
            if printed[id]["std_error"] is not None:
                self.assertAlmostEqual(again[id]["std_error"], printed[id]["std_error"], delta=1e-6 * max(1.0, abs(printed[id]["std_error"])), msg=id)
        self.assertNotAlmostEqual(printed["enhanced.2026.settlement.mean"]["value"], studied["enhanced.2026.settlement.mean"]["value"], delta=1.0)

    def test_the_dialog_says_what_explain_says(self):
        self.made()
        told = self.opened([])["keyboard"]
        said = json.loads(self.plimsoll("explain", "run", "--figure", told["id"], "--json").stdout)
        for sentence in said["sentences"][:4]:
            self.assertIn(sentence, told["text"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
