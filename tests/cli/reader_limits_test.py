"""Files beyond all measure: refused in words, at their place, within seconds and with little memory."""
import gzip
import resource
import subprocess
import time
import unittest

from plimsoll_cli import CommandTest, study_text

MAP = 'member = "id"\nmonths = { column = "months" }\n[[enrolment]]\ntype = "aged"\n[categories]\ncare = ["care"]\n'
MEMORY = 4 << 30  # bytes of address space
SECONDS = 60
FIT = ["fit", "members.csv", "--columns", "map.toml", "--year", "2025", "-o", "x.toml"]


def no_more_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Limits(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("map.toml", MAP)

    def told(self, *arguments, codes=(3,)):
        """What the command says, which it must do in time and memory."""
        started = time.monotonic()
        sanitized = b"__asan" in open(self.command()[0], "rb").read()
        done = subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, timeout=4 * SECONDS,
                              preexec_fn=None if sanitized else no_more_memory)
        self.assertIn(done.returncode, codes, done.stderr[-1500:])
        self.assertLess(time.monotonic() - started, SECONDS)
        self.assertLess(len(done.stderr), 200_000, "a report of faults must be one that can be read")
        return done.stderr.decode(errors="replace")

    def check_study(self, text, *words, file="study.toml", arguments=("check", "study.toml")):
        self.write(file, text)
        told = self.told(*arguments)
        for word in (file, *words):
            self.assertIn(word, told[:20_000])


class Toml(Limits):
    def test_nesting(self):
        sound = study_text(["basic_e"])
        for title, more, words in (
                ("lists", "x = " + "[" * 100_000, ("nested more than 32 deep",)),
                ("closed lists", "x = " + "[" * 100_000 + "]" * 100_000, ("nested more than 32 deep",)),
                ("tables", "x = " + "{a = " * 50_000, ("nested more than 32 deep",)),
                ("dotted key", "a" + ".a" * 200_000 + " = 1", ("more than 32 parts",)),
                ("quoted parts", '"a b"' + '."a b"' * 100_000 + " = 1", ("more than 32 parts",)),
                ("header", "[a" + ".a" * 100_000 + "]", ("more than 32 parts",)),
                ("both", "".join("x." * 30 + f"y{i} = " + "{a" + ".b" * 30 + " = 1}\n" for i in range(1000)), ())):
            with self.subTest(nesting=title):
                self.check_study(sound + "\n" + more + "\n", *words)

    def test_nesting_within_the_limit_is_read(self):
        """The negative control: what looks like nesting in a string or a comment is none."""
        self.write("study.toml", study_text(["basic_e"]) + "\n# " + "[" * 50 + "." * 50 + "\n")
        self.plimsoll("check", "study.toml")
        text = study_text(["basic_e"], changes=[('title = "Small study of the tests"', 'title = "' + "[." * 60 + '"')])
        self.write("study.toml", text)
        self.plimsoll("check", "study.toml")

    def test_sizes(self):
        sound = study_text(["basic_e"])
        for title, more, words in (
                ("a megabyte key", "k" * (1 << 20) + " = 1", ("more than 1000 characters",)),
                ("a megabyte quoted key", '"' + "k " * (1 << 19) + '" = 1', ("more than 1000 characters",)),
                ("a million lines", "[huge]\n" + "".join(f"k{i} = 1\n" for i in range(1_000_000)), ("more than 500000 values",)),
                ("a million values", "[huge]\nx = [" + "1," * 1_000_000 + "]", ("more than 500000 values",)),
                ("a million comments", "# words\n" * 1_000_000 + "[huge]", ("huge",)),
                ("a hundred thousand unknown keys", "[huge]\n" + "".join(f"k{i} = 1\n" for i in range(100_000)), ("huge",)),
                ("twenty megabytes", "# " + "x" * (20 << 20), ("larger than 16 MiB",))):
            with self.subTest(size=title):
                self.check_study(sound + "\n" + more + "\n", *words)

    def test_very_many_faults_are_told_in_a_report_one_can_read(self):
        self.write("study.toml", study_text(["basic_e"], changes=[("[run]\n", "[run]\n" + "".join(f"k{i} = 1\n" for i in range(5_000)))]))
        told = self.told("check", "study.toml")
        self.assertIn("and 4800 more", told)
        self.assertIn("5000 errors found", told)

    def test_a_file_that_never_ends(self):
        for name in ("/dev/zero", "/dev/urandom"):
            self.told("check", name)
            self.told("run", name, "-o", "x")

    def test_numbers(self):
        """Each number of the study replaced by ones no study means: told, or drawn and settled to numbers that are finite."""
        sound = study_text(["basic_e"])
        places = ["trials = 500", "seed = 11", "level = 0.90", "members = 300", "mean = 0.02, sd = 0.01", "pbpy = 8_900",
                  "rate = 0.01", "revenue = 1_000_000", "performance_years = [2026]"]
        for place in places:
            key = place.split(" = ")[0]
            for number in ("1e308", "-1e308", "9223372036854775807", "-9223372036854775808", "1e-308", "nan", "inf", "-inf", "0", "-1",
                           "99999999999999999999", "0x7fffffffffffffff"):
                with self.subTest(place=place, number=number):
                    new = f"{key} = [{number}]" if place.endswith("]") else f"{key} = {number}"
                    if "sd" in place:
                        new = f"mean = {number}, sd = 0.01"
                    self.write("study.toml", sound.replace(place, new, 1))
                    if key == "trials" and number in ("9223372036854775807", "0x7fffffffffffffff", "1e308"):
                        told = self.told("check", "study.toml", codes=(0, 3))
                        continue
                    told = self.told("run", "study.toml", "-o", "out", "--force", "--quiet", "--threads", "1", codes=(0, 1, 3))
                    self.assertNotIn("defect of plimsoll", told)
                    if told == "":
                        summary = (self.folder / "out/summary.json").read_text()
                        self.assertNotRegex(summary, r'"value": (null|nan|inf|-?\d+(\.\d+)?e\+?[23]\d\d)')
                    else:
                        self.assertRegex(told, "study.toml|error")


class Csv(Limits):
    def refused(self, content, *words, arguments=FIT):
        name = next(argument for argument in arguments if argument.endswith(".csv"))
        (self.folder / name).write_bytes(content)
        told = self.told(*arguments)
        for word in (name, *words):
            self.assertIn(word, told)

    def test_a_cell_without_end(self):
        self.refused(b"id,months,care\n1,12,5\n2,12,\"" + b"x" * (3 << 20), "longer than 1 MiB", "never closed")
        self.refused(b"id,months,care\n" + b"x" * (30 << 20), "longer than 1 MiB")

    def test_columns_without_end(self):
        self.refused(b"id,months,care" + b",x" * 3_000_000 + b"\n", "more than 100000 cells")
        self.refused(b"id,months,care\n1,12,5" + b"," * 3_000_000 + b"\n", "more than 100000 cells")

    def test_a_packed_file_of_nothing(self):
        """Three hundred megabytes in a few hundred kilobytes."""
        packed = gzip.compress(b"id,months,care\n1,12,5\n") + gzip.compress(b"x" * (300 << 20))
        self.refused(packed, "longer than 1 MiB")

    def test_numbers(self):
        for number in ("1e308", "-1e308", "1e400", "nan", "inf", "0x10", "99999999999999999999", "1,5", "--1", "1e-400", ""):
            with self.subTest(number=number):
                (self.folder / "members.csv").write_text("id,months,care\n" + "".join(f"m{i},12,5\n" for i in range(60)) +
                                                         f'x,12,"{number}"\n')
                told = self.told(*FIT, "--force", codes=(0, 3))
                if told and "notice" not in told:
                    self.assertIn("members.csv:62", told)
                    if number:
                        self.assertNotIn(f"{number} is", told)

    def test_triangles(self):
        arguments = ["unpaid", "triangle.csv"]
        for text, words in (("month" + ",0" * 200_000 + "\n", "more than 100000 cells"), ("month,0,1\nJan,1e308,1e308\nFeb,1,\n", ""),
                            ("month,0,1\nJan,nan,inf\nFeb,1,\n", ""), ("", "empty"), ("\n\n\n", "")):
            with self.subTest(text=text[:30]):
                self.refused(text.encode(), words, arguments=arguments)

    def test_claims_in_one_line(self):
        self.plimsoll("init", "claims", "--members", "20", "--layout", "cclf", "-o", "feed", "--quiet")
        path = self.folder / "feed/CCLF1.txt"
        path.write_bytes(path.read_bytes() + b"x" * (30 << 20))
        self.assertIn("longer than 1 MiB", self.told("review", "feed", "--columns", "cclf"))


if __name__ == "__main__":
    unittest.main()
