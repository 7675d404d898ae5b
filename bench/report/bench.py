"""Time and size of the report of a large run: 100,000 trials, six contracts, five years.

    /usr/bin/python3 bench/report/bench.py      after make packages-test and make release

The study is the shipped one of the MSSP tracks, over five years and with the engine that draws no member, so that the
time is the report's. Each number is the least of three: other work only adds.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLIMSOLL = os.environ.get("PLIMSOLL_BIN", ROOT / "build/release/bin/plimsoll")
TOOLS = Path(os.environ.get("PLIMSOLL_PAGE_TOOLS", ROOT / "build/page-tools/node_modules"))
TRIALS, TIMES = 100_000, 3


def five_years(text):
    """The study of one year and of members, over five years of a panel."""
    text = re.sub(r"\[cost\.aco\]\n(?:(?!\[).*\n)*", "[cost.aco]\npbpy = 14_600\nprocess_cv = 2.0\n"
                  'trend = { dist = "normal", mean = 0.03, sd = 0.015 }\n\n', text, count=1)
    text = re.sub(r'\[\[assumption\]\]\nkey = "cost\.aco\.file"\n(?:(?!\[).*\n)*', "", text)
    text = text.replace("performance_years = [2026]", 'performance_years = [2027, 2028, 2029, 2030, 2031]\nengine = "panel"')
    return re.sub(r'^template = "(mssp/[a-z-]+)@2026"', r'template_by_year = { 2027 = "\1@2027" }', text, flags=re.M)


def seconds(*words):
    started = time.perf_counter()
    subprocess.run([PLIMSOLL, *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def opened(page):
    done = subprocess.run(["node", ROOT / "bench/report/opens.cjs", page], check=True, capture_output=True, text=True,
                          env={**os.environ, "NODE_PATH": str(TOOLS), "PLIMSOLL_CHROMIUM": shutil.which("chromium")})
    return json.loads(done.stdout)


def main():
    if not (shutil.which("chromium") and shutil.which("node") and (TOOLS / "playwright-core").is_dir()):
        sys.exit("chromium, node or playwright-core is not here: make packages-test")
    with tempfile.TemporaryDirectory() as folder:
        study, run = Path(folder) / "five-years.toml", Path(folder) / "run"
        study.write_text(five_years((ROOT / "scenarios/studies/mssp-tracks.toml").read_text()))
        subprocess.run([PLIMSOLL, "run", study, "-o", run, "--trials", str(TRIALS), "--quiet"], check=True, stdout=subprocess.DEVNULL)
        written = min(seconds("report", run, "--force") for _ in range(TIMES))
        page = run / "report.html"
        seen = [opened(page) for _ in range(TIMES)]
        print("| report of 100,000 trials, 6 contracts, 5 years | least of three |\n|---|---:|")
        print(f"| written, s | {written:.1f} |")
        print(f"| size, MB | {page.stat().st_size / 1e6:.1f} |")
        print(f"| opened and drawn in Chromium, s | {min(one['drawn'] for one in seen) / 1000:.1f} |")
        print(f"| a term moved: first, ms | {min(one['moves'][0] for one in seen):.0f} |")
        print(f"| a term moved: later, median, ms | {min(sorted(one['moves'][1:])[3] for one in seen):.0f} |")


if __name__ == "__main__":
    main()
