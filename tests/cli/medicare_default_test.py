"""The shipped Medicare cost law is what its script makes of the public data, byte for byte."""
import subprocess
import unittest

from plimsoll_cli import DATA, SOURCE


class MedicareDefault(unittest.TestCase):
    def test_the_file_is_what_its_script_writes(self):
        if not (DATA / "meps" / "meps_2014_person.csv.gz").exists():
            self.skipTest(f"no public data in {DATA}: set PLIMSOLL_DATA")
        made = subprocess.run([SOURCE / "tools" / "make_medicare_default.py"], capture_output=True, text=True,
                              env={"PLIMSOLL_DATA": str(DATA)}, check=True).stdout
        self.assertEqual(made, (SOURCE / "scenarios" / "data" / "medicare-default.toml").read_text())


if __name__ == "__main__":
    unittest.main()
