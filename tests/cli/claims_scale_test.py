"""Five million rows of claims stream through a review in under 2 GiB, and their dollars are those of a count of our own."""
import json
import resource
import time
import unittest

from plimsoll_cli import CommandTest

GIB = 1 << 30


class Scale(CommandTest):
    def test_five_million_rows_in_two_gib(self):
        self.plimsoll("init", "claims", "--members", "180000", "-o", "big")
        before = time.monotonic()
        told = json.loads(self.plimsoll("review", "big", "--columns", "tuva", "--year", "2025", "--strict", "--json").stdout)
        seconds = time.monotonic() - before
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        tables = {table["id"]: {row["id"]: row["cells"] for row in table["rows"]} for table in told["tables"]}
        rows = sum(tables["files"][name]["rows"]["value"] for name in ("3.medical", "4.pharmacy"))
        print(f"{rows:,.0f} rows of claims in {seconds:.1f} s, peak {peak / (1 << 20):,.0f} MiB")
        self.assertGreaterEqual(rows, 5_000_000)
        self.assertLess(peak, 2 * GIB)
        cents = 0
        for name in ("medical_claim.csv", "pharmacy_claim.csv"):
            with open(self.folder / "big" / name) as file:
                at = next(file).rstrip("\n").split(",").index("paid_amount")
                for line in file:
                    cents += int(line.split(",")[at].replace(".", ""))
        self.assertEqual(round(tables["dollars"]["kept"]["dollars"]["value"] * 100), cents)


if __name__ == "__main__":
    unittest.main()
