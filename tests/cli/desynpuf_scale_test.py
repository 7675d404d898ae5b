"""118,190 person-years of CMS DE-SynPUF are fitted in little more time than they are read in, and in bounded memory.

Processor time is compared with that of a review, which reads the same rows and fits nothing, so that a busy machine does not
matter. The figures are printed.
"""
import csv
import gzip
import resource
import tomllib
import unittest

from plimsoll_cli import DATA, SOURCE, CommandTest

SUMMARY = DATA / "desynpuf" / "desynpuf_beneficiary_summary_2008_2010.csv.gz"
MIB = 1 << 20


def setUpModule():
    if not SUMMARY.exists():
        raise unittest.SkipTest(f"public data not found: {SUMMARY.name}; PLIMSOLL_DATA names the folder of desynpuf/")


class Scale(CommandTest):
    def setUp(self):
        """The three years as members of one, each with all its months: no row is left out."""
        super().setUp()
        with gzip.open(SUMMARY, "rt", newline="") as file, open(self.folder / "all.csv", "w", newline="") as out:
            rows, writer = csv.reader(file), csv.writer(out, lineterminator="\n")
            header = next(rows)
            writer.writerow(header)
            year, key = header.index("YEAR"), header.index("DESYNPUF_ID")
            self.rows = 0
            for row in rows:
                row[key], row[year] = row[key] + row[year], "2010"
                writer.writerow(row)
                self.rows += 1
        text = (SOURCE / "scenarios" / "columns" / "desynpuf.toml").read_text()
        before, after = text.split("[months]\n")
        self.write("map.toml", before + "[months]\nalways = 12\n[age]" + after.split("[age]")[1])

    def measured(self, *arguments):
        """Processor seconds of the command, and the most memory any command of this process has used."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.plimsoll(*arguments)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss * 1024

    def test_a_fit_takes_seconds_and_bounded_memory(self):
        data = ("all.csv", "--columns", "map.toml", "--year", "2010")
        reading, _ = self.measured("review", *data)
        fitting, peak = self.measured("fit", *data, "-o", "fitted.toml")
        print(f"{self.rows:,} person-years: read in {reading:.2f} s, fitted in {fitting:.2f} s of processor time, "
              f"peak {peak / MIB:,.0f} MiB")
        self.assertGreater(self.rows, 118_000)
        everyone = next(cell for cell in tomllib.loads((self.folder / "fitted.toml").read_text())["cells"]
                        if cell["enrolment"] == "*" and cell.get("age", "*") == "*" and cell.get("risk", "*") == "*")
        self.assertEqual(everyone["person_years"], self.rows)
        self.assertLess(fitting, 10 * reading)
        self.assertLess(peak, 512 * MIB)


if __name__ == "__main__":
    unittest.main()
