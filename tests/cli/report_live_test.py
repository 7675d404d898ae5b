"""The terms a report's page moves: its evaluator settles every shipped study as the engine does, to the cent.

Run outside a browser, by Node. The trials of a second run with the term set are the answer it must give.
"""
import json
import shutil
import subprocess
import unittest

import h5py

from plimsoll_cli import SOURCE, STUDIES, CommandTest

NODE = shutil.which("node")
TRIALS = 300
RATES = [round(-0.15 + 0.01 * i, 9) for i in range(31)]


def settlements(results):
    """Trials of every contract-year of a run, by "contract/year"."""
    with h5py.File(results) as file:
        return {f"{contract}/{year}": group["settlement"][:, i].tolist()
                for contract, group in file["contract"].items() for i, year in enumerate(group["settlement"].attrs["year"])}


@unittest.skipUnless(NODE, "node is not installed: the page's evaluator is not run")
class LiveTerms(CommandTest):
    def live(self, run, moves):
        self.write("moves.json", json.dumps(moves))
        done = subprocess.run([NODE, SOURCE / "tests/page/live_settles.cjs", SOURCE / "tools/page/live.js", f"{run}/report.html",
                               "moves.json"], cwd=self.folder, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def run_of(self, study, name, *options):
        self.plimsoll("run", study, "-o", name, "--trials", str(TRIALS), *options)
        return settlements(self.folder / name / "results.h5")

    def compare(self, told, engine, what):
        self.assertEqual(set(told), set(engine))
        for place, trials in engine.items():
            worst = max(abs(a - b) for a, b in zip(told[place]["settlement"], trials, strict=True))
            self.assertLess(worst, 0.005, f"{what}: {place}")

    def test_every_shipped_study_settles_as_the_engine(self):
        for study in STUDIES:
            with self.subTest(study=study.stem):
                name = study.stem
                engine = self.run_of(study, name)
                self.plimsoll("report", name)
                base = self.live(name, [[]])
                self.compare(base["settled"][0]["settled"], engine, name)
                self.moved(study, name, [term for term in base["terms"] if term["key"] not in base["limits"]])
                self.limits_moved(study, name, base["limits"])

    def limits_moved(self, study, name, limits):
        """A limit on members' years: to the cent where its excess is carried, else within what is said to be open."""
        for key, points in list(limits.items())[:1]:
            for value in (points[-2], round(0.5 * (points[0] + points[1]))):
                told = self.live(name, [[{"key": key, "value": value}]])["settled"][0]
                engine = self.run_of(study, f"{name}-limit", "--force", "--set", f"{key}={value!r}")
                most = told["left_open"]["most"]
                self.assertEqual(most == 0.0, value in points, key)
                for place, trials in engine.items():
                    worst = max(abs(a - b) for a, b in zip(told["settled"][place]["settlement"], trials, strict=True))
                    self.assertLess(worst, most + 0.02, f"{key} at {value}: {place}")

    def test_limits_of_members_move(self):
        """Claimant caps and specific stop-loss are among the terms, and do move the settlement."""
        study = next(path for path in STUDIES if path.stem == "capitation-stop-loss")
        engine = self.run_of(study, "run")
        self.plimsoll("report", "run")
        limits = self.live("run", [])["limits"]
        self.assertTrue(any("specific_stop_loss" in key for key in limits), limits)
        key, points = next(iter(limits.items()))
        told = self.live("run", [[{"key": key, "value": points[0]}]])["settled"][0]["settled"]
        self.assertGreater(max(abs(a - b) for place in engine for a, b in zip(told[place]["settlement"], engine[place])), 1.0)

    def moved(self, study, name, terms):
        """The first settable number of up to three contracts, moved by a tenth."""
        chosen = {}
        for term in terms:
            last = term["key"].split(".")[-1]
            if term["unit"] in ("fraction", "dollars") and term["values"][0] > 0 and last not in ("at", "value") and not last.isdigit():
                chosen.setdefault(term["contract"], term)
        for term in list(chosen.values())[:2]:
            value = 0.9 * term["values"][0]
            told = self.live(name, [[{"key": term["key"], "value": value}]])["settled"][0]["settled"]
            self.compare(told, self.run_of(study, f"{name}-moved", "--force", "--set", f"{term['key']}={value!r}"), term["key"])

    def test_a_wrong_number_is_seen(self):
        """The comparison above can fail: the same trials under other terms are not the engine's."""
        study = next(path for path in STUDIES if path.stem == "mssp-tracks")
        engine = self.run_of(study, "run")
        self.plimsoll("report", "run")
        term = next(one for one in self.live("run", [])["terms"] if one["unit"] == "fraction" and 0 < one["values"][0] < 0.8 and "share" in one["key"])
        told = self.live("run", [[{"key": term["key"], "value": 0.5 * term["values"][0]}]])["settled"][0]["settled"]
        self.assertGreater(max(abs(a - b) for place in engine for a, b in zip(told[place]["settlement"], engine[place])), 1.0)

    def test_payoffs_are_those_of_settle(self):
        study = next(path for path in STUDIES if path.stem == "mssp-tracks")
        self.run_of(study, "run")
        self.plimsoll("report", "run")
        terms = self.live("run", [])["terms"]
        key = next(one["key"] for one in terms if one["contract"] == "enhanced" and one["unit"] == "fraction" and "share" in one["key"])
        for move in ([], [{"key": key, "value": 0.55}]):
            told = self.live("run", [move])["settled"][0]["settled"]
            sets = [word for one in move for word in ("--set", f"{one['key']}={one['value']!r}")]
            tables = json.loads(self.plimsoll("settle", study, "--grid", "--json", *sets).stdout)["tables"]
            grid = next(table for table in tables if table["id"].startswith("payoff."))
            year = grid["id"].split(".")[1]
            for column in grid["columns"][1:]:
                printed = [row["cells"][column["id"]]["value"] for row in grid["rows"]]
                for rate, ours, theirs in zip(RATES, told[f"{column['id']}/{year}"]["payoff"], printed, strict=True):
                    self.assertAlmostEqual(ours, theirs, delta=0.005, msg=f"{column['id']} at {rate}")
            kinks = next(table for table in tables if table["id"].startswith("kinks."))
            for contract in {row["cells"]["contract"]["text"] for row in kinks["rows"]}:
                printed = [(row["cells"]["rate"]["value"], row["cells"]["line"]["text"]) for row in kinks["rows"] if row["cells"]["contract"]["text"] == contract]
                ours = [(kink["rate"], kink["line"]) for kink in told[f"{contract}/{year}"]["kinks"]]
                self.assertEqual([line for _, line in ours], [line for _, line in printed])
                for (a, _), (b, _) in zip(ours, printed):
                    self.assertAlmostEqual(a, b, delta=1e-9)

    def test_a_move_takes_less_than_a_tenth_of_a_second_at_twenty_thousand_trials(self):
        study = next(path for path in STUDIES if path.stem == "mssp-tracks")
        self.plimsoll("run", study, "-o", "long", "--trials", "20000")
        self.plimsoll("report", "long")
        told = self.live("long", [])
        self.assertEqual(told["trials"], 20000)
        term = next(one for one in told["terms"] if one["unit"] == "fraction" and "share" in one["key"])
        moves = [[{"key": term["key"], "value": term["values"][0] * (0.9 + 0.01 * i)}] for i in range(7)]
        took = [one["took"] for one in self.live("long", moves)["settled"]]
        self.assertLess(min(took), 100.0, "milliseconds, the payoff and its kinks included; the least of them, as other work only adds")

    def test_explanations_are_those_of_explain(self):
        study = next(path for path in STUDIES if path.stem == "mssp-tracks")
        self.run_of(study, "run")
        self.plimsoll("report", "run")
        explained = self.live("run", [])["explained"]
        listed = json.loads(self.plimsoll("explain", "run", "--figures", "--json").stdout)["tables"][0]
        self.assertEqual(set(explained["figures"]), {row["cells"]["id"]["text"] for row in listed["rows"]})
        for figure in ("enhanced.2026.settlement.mean", "enhanced.2026.owed.percentile_0.95"):
            said = json.loads(self.plimsoll("explain", "run", "--figure", figure, "--json").stdout)
            told = explained["figures"][figure]
            shown = [explained["trials"][trial["trial"]] for trial in told["trials"]]
            sentences = list(told["sentences"])
            for trial, one in zip(told["trials"], shown):
                sentences += [f"{trial['lead']} {one['title']}", *one["sentences"]]
            self.assertEqual(said["title"], told["title"])
            self.assertEqual(said["sentences"], sentences)
            ledgers = {table["id"]: table for one in shown for table in one["tables"]}
            for table in said["tables"]:
                self.assertEqual(ledgers[table["id"]], table)


if __name__ == "__main__":
    unittest.main(verbosity=2)
