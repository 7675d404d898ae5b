"""`plimsoll fit --report`: a page that needs nothing else, holds the document of --json and no small number of people.

Where chromium is installed the page is also opened in it, the network cut off: no message of an error, a drawing for
every chart, and paper.
"""
import json
import random
import re
import shutil
import subprocess
import unittest
from html.parser import HTMLParser

from plimsoll_cli import CommandTest

MAP = """member = "id"
months = { column = "months" }
[[enrolment]]
type = "disabled"
column = "kind"
equals = "d"
[[enrolment]]
type = "aged"
[categories]
care = ["care"]
drugs = ["drugs"]
"""
MAP_WITH_COUNTS = MAP + """[counts]
care = ["visits"]
drugs = ["scripts"]
"""
BROWSER = shutil.which("chromium")


def claims_of_a_member(draw, mean):
    """Claims of a member whose own rate is gamma distributed."""
    rate, n, time = draw.gammavariate(1.2, mean / 1.2), 0, draw.expovariate(1.0)
    while time < rate:
        n, time = n + 1, time + draw.expovariate(1.0)
    return n


class Parts(HTMLParser):
    """Text by element id, what a page would fetch, and every tag's attributes."""
    def __init__(self, text):
        super().__init__()
        self.text, self.fetches, self.tags, self.open = {}, [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        self.open = attributes.get("id")
        self.fetches += [value for name, value in attributes.items()
                         if name in ("src", "srcset", "action", "data") or (name == "href" and not value.startswith("#"))]

    def handle_data(self, data):
        if self.open:
            self.text[self.open] = self.text.get(self.open, "") + data


class PageTest(CommandTest):
    def setUp(self):
        super().setUp()
        asked = subprocess.run(self.command("fit", "none.csv", "--columns", "none.toml", "--year", "2025", "--report", "fit.html"),
                               cwd=self.folder, capture_output=True, text=True, timeout=60)
        if "without the chart library" in asked.stderr:
            self.skipTest("this plimsoll was built without D3 (Debian: node-d3)")
        draw = random.Random(3)
        rows = []
        for i in range(3000):
            kind = "d" if i < 40 else "a"  # 40 members: too thin for laws of their own
            visits, scripts = claims_of_a_member(draw, 0.8), claims_of_a_member(draw, 2.5)
            care = sum(draw.lognormvariate(6, 1.1) for _ in range(visits))
            drugs = sum(draw.gammavariate(0.7, 120) for _ in range(scripts))
            rows.append(f"m{i},12,{kind},{care:.2f},{drugs:.2f},{visits},{scripts}")
        self.write("members.csv", "id,months,kind,care,drugs,visits,scripts\n" + "\n".join(rows) + "\n")
        self.write("map.toml", MAP)
        self.write("counts.toml", MAP_WITH_COUNTS)

    def fit(self, *options, columns="map.toml", ends=0):
        return self.plimsoll("fit", "members.csv", "--columns", columns, "--year", "2025", "-o", "fitted.toml", *options,
                             ends=ends)

    def page(self, *options, **more):
        told = self.fit("--report", "fit.html", "--force", "--json", *options, **more)
        text = (self.folder / "fit.html").read_text()
        return text, json.loads(Parts(text).text["data"]), json.loads(told.stdout)


class FitPage(PageTest):
    def test_the_page_holds_the_document_of_json_less_the_paths(self):
        _, held, told = self.page()
        self.assertEqual(told.pop("report"), "fit.html")
        self.assertEqual(told.pop("output"), "fitted.toml")
        self.assertEqual(held, told)
        self.assertEqual(held["format"], "plimsoll-fit/1")
        self.assertEqual(held["data"], "members.csv")
        self.assertEqual({(law["cell"], law["category"]) for law in held["laws"]},
                         {(cell, category) for cell in ("*/*/*", "aged/*/*") for category in ("care", "drugs")})
        self.assertEqual([(one["cell"], one["count_from"]) for one in held["borrowed"]], [("disabled/*/*", "*/*/*")] * 2)

    def test_it_needs_nothing_else(self):
        text, _, _ = self.page()
        parts = Parts(text)
        self.assertEqual(parts.fetches, [])
        policy = next(a["content"] for tag, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy")
        self.assertTrue(policy.startswith("default-src 'none'"))
        self.assertNotIn("{{", text.split("<script")[0])

    def test_the_cost_file_is_the_same_with_and_without(self):
        self.page()
        with_page = (self.folder / "fitted.toml").read_bytes()
        self.fit("--force")
        self.assertEqual((self.folder / "fitted.toml").read_bytes(), with_page)

    def test_nothing_is_replaced_unasked(self):
        self.write("fit.html", "mine")
        said = self.fit("--report", "fit.html", ends=1).stderr
        self.assertIn("fit.html is there already; --force replaces it", said)
        self.assertFalse((self.folder / "fitted.toml").exists())

    def test_no_figure_is_of_ten_people_or_fewer(self):
        for columns in ("map.toml", "counts.toml"):
            _, held, _ = self.page(columns=columns)
            for law in held["laws"]:
                members, years = law["severity"]["sample"], law["count"]["sample"]
                self.assertEqual(sum(one["members"] for one in law["bins"]), members)
                self.assertGreaterEqual(min(one["members"] for one in law["bins"]), 11)
                self.assertLessEqual(len(law["quantiles"]), members // 11)
                self.assertLessEqual(len(law["excess"]), members // 11)
                for row in law["tail"]:
                    self.assertGreaterEqual(members * (1 - row["level"]), 11 - 1e-6)
                for one in law["counts"]:
                    elevens = one["data"] * years / 11
                    self.assertAlmostEqual(elevens, round(elevens), delta=1e-3)
                    self.assertGreater(elevens, 0.9)

    def test_a_law_that_is_true_looks_so_and_a_wrong_one_does_not(self):
        def worst(document, category):
            law = next(one for one in document["laws"] if (one["cell"], one["category"]) == ("*/*/*", category))
            return max(abs(p["fitted"] - p["data"]) / p["std_error"] for p in law["excess"])
        _, true, _ = self.page("--severity", "gamma", columns="counts.toml")
        self.assertLess(worst(true, "drugs"), 4.9)
        self.assertGreater(worst(self.page("--severity", "lognormal", columns="counts.toml")[1], "drugs"), 4.9)

    def test_text_of_the_data_is_text_in_the_page(self):
        self.write("counts.toml", MAP_WITH_COUNTS.replace('type = "aged"', 'type = "<!--<script>aged"'))
        text, held, _ = self.page(columns="counts.toml")
        self.assertNotIn("<!--<script>", text)
        self.assertIn("<!--<script>aged/*/*", {law["cell"] for law in held["laws"]})


@unittest.skipUnless(BROWSER, "chromium is not installed (Debian: chromium): the page is not opened")
class FitPageOpened(PageTest):
    def browse(self, *options):
        done = subprocess.run(
            [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder}/profile",
             "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=10000", *options,
             (self.folder / "fit.html").as_uri()], capture_output=True, text=True, timeout=180, stdin=subprocess.DEVNULL)
        self.assertEqual(re.findall(r".*CONSOLE.*", done.stderr), [])
        return done.stdout

    def test_every_chart_is_drawn_with_its_words_and_its_table(self):
        for columns in ("map.toml", "counts.toml"):
            self.page(columns=columns)
            drawn = self.browse("--dump-dom")
            opened = drawn.split('<script id="data"')[0]
            figures = re.findall(r"<figure>.*?</figure>", opened, re.S)
            self.assertEqual(len(figures), 8, "four charts of all members in two categories")
            for figure in figures:
                self.assertIn('role="img"', figure)
                self.assertRegex(figure, r"<desc id=\"[\w-]+\">[^<]{40,}</desc>")
                self.assertIn("<table>", figure)
                self.assertGreater(len(re.findall(r"<(?:rect|circle|path)\b", figure)), 5)
            for wrong in ("NaN", "undefined", "Infinity"):
                self.assertNotIn(wrong, opened)
            self.assertIn("disabled · all · all", opened)

    def test_it_prints(self):
        self.page()
        self.browse("--no-pdf-header-footer", f"--print-to-pdf={self.folder}/fit.pdf")
        pdf = (self.folder / "fit.pdf").read_bytes()
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.assertIn(len(re.findall(rb"/Type\s*/Page\b", pdf)), range(2, 12))


if __name__ == "__main__":
    unittest.main(verbosity=2)
