#!/usr/bin/python3
"""Writes the shipped cost law of Medicare members, scenarios/data/medicare-default.toml, from public data:

levels by enrolment type and category, discharges, visits and SNF stays: MSSP results of performance year 2023 (CMS);
how counts and amounts scatter, how far people differ and keep to it from year to year: MEPS 2012 to 2015, 65 and older
(AHRQ), weighted; the tail of a hospital year: SOA group medical claims of 1991, $150,000 and more.

Run from the top of the checkout, public data by PLIMSOLL_DATA or in ../shared/data:
    tools/make_medicare_default.py > scenarios/data/medicare-default.toml
"""
import csv
import gzip
import math
import os
import sys
from pathlib import Path

DATA = Path(os.environ.get("PLIMSOLL_DATA", "../shared/data"))
YEARS = (12, 13, 14, 15)
TAIL_FROM = 150_000.0  # 1991 dollars of the SOA file
CLAIM_TAIL_FROM = 150_000.0  # 2023 dollars at which one stay's amounts become a Pareto

# key in the file, part of MSSP's names for person-years and for cost
TYPES = (("esrd", "ESRD", "ESRD"), ("disabled", "DIS", "DIS"), ("aged_dual", "AGED_Dual", "AGDU"),
         ("aged_nondual", "AGED_NonDual", "AGND"))
# category: MSSP columns of its cost
COST_COLUMNS = {"inpatient": ("CapAnn_INP_All",), "outpatient": ("CapAnn_OPD",), "professional": ("CapAnn_PB",),
                "post_acute": ("CapAnn_SNF", "CapAnn_HHA"), "hospice": ("CapAnn_HSP",),
                "equipment_transport": ("CapAnn_DME", "CapAnn_AmbPay")}
# MEPS names of count and cost behind each category's scatter
MEPS = {"inpatient": (("ipdis",), ("iptexp",)), "outpatient": (("optotv", "ertot"), ("optexp", "ertexp")),
        "professional": (("obtotv",), ("obvexp",)), "post_acute": (("hhtotd",), ("hhaexp",))}
JUDGED_HOSPICE = (0.025, 1.0)  # stays a member-year, cv of a stay's cost: in none of the files
JUDGED_EQUIPMENT = (1.5, 0.2, 2.0)  # orders a member-year, size, cv of an order's cost: in none of the files


def number(text):
    """Of a published table; nothing where it is blank or suppressed."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def weighted_mean(rows, value, weight):
    pairs = [(number(row[weight]), number(row[value])) for row in rows]
    pairs = [(w, x) for w, x in pairs if w and x is not None]
    return sum(w * x for w, x in pairs) / sum(w for w, _ in pairs)


class Mssp:
    """National means over ACOs, weighted by person-years."""

    def __init__(self):
        with open(DATA / "mssp_puf" / "mssp_py2023_results.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        years = {key: sum(number(row[f"N_AB_Year_{n}_PY"]) or 0.0 for row in rows) for key, n, _ in TYPES}
        self.share = {key: years[key] / sum(years.values()) for key in years}
        self.cost = {key: weighted_mean(rows, f"Per_Capita_Exp_ALL_{c}_PY", f"N_AB_Year_{n}_PY")
                     for key, n, c in TYPES}
        mean = {name: sum(weighted_mean(rows, column, "N_AB_Year_PY") for column in columns)
                for name, columns in COST_COLUMNS.items()}
        self.part = {name: mean[name] / sum(mean.values()) for name in mean}
        self.per_member = {name: weighted_mean(rows, name, "N_AB_Year_PY") / 1000.0
                           for name in ("ADM", "P_SNF_ADM", "P_EM_Total")}


class Meps:
    """Person-years of people of 65 and older, and the two years of those seen twice."""

    def __init__(self):
        self.rows = []  # weight, then count and cost of every category
        self.home_health = [0.0, 0.0]
        seen = {}
        for year in YEARS:
            with gzip.open(DATA / "meps" / f"meps_20{year}_person.csv.gz", "rt", newline="") as file:
                for row in csv.DictReader(file):
                    self.take(row, year, seen)
        self.pairs = [years for years in seen.values() if len(years) == 2]

    def take(self, row, year, seen):
        of = lambda name: max(0.0, float(row[f"{name}{year}"] or 0.0))
        weight = float(row[f"perwt{year}f"] or 0.0)
        if float(row[f"age{year}x"]) < 65 or weight <= 0.0:
            return
        values = [weight]
        for counts, costs in MEPS.values():
            values += [sum(map(of, counts)), sum(map(of, costs))]
        self.rows.append(values)
        self.home_health[0] += weight * (of("hhtotd") > 0)
        self.home_health[1] += weight
        seen.setdefault((row["panel"], row["dupersid"]), []).append(values)

    def mean(self, f):
        return sum(row[0] * f(row) for row in self.rows) / sum(row[0] for row in self.rows)

    def covariance(self, i, j):
        a, b = self.mean(lambda row: row[i]), self.mean(lambda row: row[j])
        return self.mean(lambda row: (row[i] - a) * (row[j] - b))

    def across(self, i, j):
        """Covariance of a value and one of the next year, over the product of means."""
        total = sum(later[0] for _, later in self.pairs)
        mean = lambda f: sum(later[0] * f(first, later) for first, later in self.pairs) / total
        a, b = mean(lambda first, later: first[i]), mean(lambda first, later: later[j])
        return mean(lambda first, later: (first[i] - a) * (later[j] - b)) / (a * b)

    def shared(self, i, j):
        return self.covariance(i, j) / (self.mean(lambda row: row[i]) * self.mean(lambda row: row[j]))


def between(value_of, part):
    """Mean over pairs of the costs of different categories, by their parts of cost: what they share is what people
    differ in."""
    position = {name: 2 + 2 * k for k, name in enumerate(MEPS)}
    pairs = [(a, b) for a in MEPS for b in MEPS if a != b]
    weight = {(a, b): part[a] * part[b] for a, b in pairs}
    return sum(weight[a, b] * value_of(position[a], position[b]) for a, b in pairs) / sum(weight.values())


def tail_index():
    """Hill's estimate."""
    with open(DATA / "soa_large_claims" / "soa_group_medical_1991_claims_ge_25k.csv", newline="") as file:
        sizes = [float(row["size"]) for row in csv.DictReader(file)]
    logs = [math.log(size / TAIL_FROM) for size in sizes if size > TAIL_FROM]
    return len(logs) / sum(logs)


def scatter(meps, frailty_variance):
    """By category: size of the count given the frailty, cv of an amount."""
    found = {}
    for k, name in enumerate(MEPS):
        if name == "post_acute":  # its counts are days: those of hospital stays stand in
            continue
        n, x = 1 + 2 * k, 2 + 2 * k
        count, cost = meps.mean(lambda row: row[n]), meps.mean(lambda row: row[x])
        overdispersion = (meps.covariance(n, n) - count) / count**2
        amount = cost / count
        amount_variance = (meps.covariance(x, x) - meps.covariance(n, n) * amount**2) / count
        found[name] = ((1.0 + frailty_variance) / (overdispersion - frailty_variance),
                       math.sqrt(amount_variance) / amount)
    return found


def lognormal(mean, cv):
    sigma = math.sqrt(math.log1p(cv * cv))
    return math.log(mean) - sigma * sigma / 2.0, sigma


def normal_cdf(z):
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def spliced(mean, cv, threshold, index):
    """The lognormal body whose splice with the tail has this mean; its sigma is that of an uncut lognormal."""
    _, sigma = lognormal(mean, cv)

    def spliced_mean(mu):
        z = (math.log(threshold) - mu) / sigma
        above = 1.0 - normal_cdf(z)
        return math.exp(mu + sigma**2 / 2.0) * normal_cdf(z - sigma) + above * threshold * index / (index - 1.0)

    low, high = math.log(mean) - 5.0, math.log(mean) + 1.0
    for _ in range(200):
        middle = (low + high) / 2.0
        low, high = (middle, high) if spliced_mean(middle) < mean else (low, middle)
    return low, sigma


def main():
    mssp, meps, index = Mssp(), Meps(), tail_index()
    frailty_variance, kept = between(meps.shared, mssp.part), between(meps.across, mssp.part)
    found = scatter(meps, frailty_variance)
    home_health = meps.home_health[0] / meps.home_health[1]
    outpatient = meps.mean(lambda row: row[3])
    post_acute = mssp.per_member["P_SNF_ADM"] + home_health
    counts = {"inpatient": (mssp.per_member["ADM"], found["inpatient"]), "outpatient": (outpatient, found["outpatient"]),
              "professional": (mssp.per_member["P_EM_Total"], found["professional"]),
              "post_acute": (post_acute, found["inpatient"]), "hospice": (JUDGED_HOSPICE[0], (None, JUDGED_HOSPICE[1])),
              "equipment_transport": (JUDGED_EQUIPMENT[0], JUDGED_EQUIPMENT[1:])}
    overall = sum(mssp.share[key] * mssp.cost[key] for key in mssp.cost)
    print('schema = "cost/1"\nyear = 2023')
    print('basis = """')
    print("""Made by tools/make_medicare_default.py from public data; fit your own members with plimsoll fit.
Cost by enrolment type, its parts by category, discharges, SNF stays and visits: MSSP results of performance year 2023,
means over ACOs weighted by person-years (truncated cost per person-year). Scatter of counts and amounts, how far people
differ and how much of it stays: MEPS 2012-2015, 65 and older, weighted, by moments; outpatient visits too. Home health:
share of those people with any, scattered as hospital stays are. Tail of a hospital stay: Hill's index of SOA 1991 claims above $150,000. Judged, since no
file holds it: hospice stays and orders of equipment and transport, and that the parts of cost, which are published for all
members together, are the same in every type. Dearer types have more claims and dearer ones, equal parts on the log scale.\"\"\"""")
    print("categories = [" + ", ".join(f'"{name}"' for name in counts) + "]")
    print(f"\n[frailty]\nfamily = \"gamma\"\ncv = {math.sqrt(frailty_variance):.3f}")
    print(f"year_correlation = {kept / frailty_variance:.2f}")
    for key, _, _ in TYPES:
        print(f'\n[[cells]]\nenrolment = "{key}"\nperson_years = {100_000 * mssp.share[key]:.1f}')
        busier = math.sqrt(mssp.cost[key] / overall)
        for name, (base, (size, cv)) in counts.items():
            count = base * busier
            amount = mssp.part[name] * mssp.cost[key] / count
            if name == "hospice":
                law = f'{{ law = "bernoulli", mean = {count:.5f} }}'
            else:
                law = f'{{ law = "negative_binomial", mean = {count:.5f}, size = {size:.4f} }}'
            mu, sigma = lognormal(amount, cv)
            severity = f'{{ law = "lognormal", mu = {mu:.5f}, sigma = {sigma:.5f} }}'
            if name == "inpatient":
                mu, sigma = spliced(amount, cv, CLAIM_TAIL_FROM, index)
                severity = (f'{{ law = "lognormal_pareto", mu = {mu:.5f}, sigma = {sigma:.5f}, '
                            f"threshold = {CLAIM_TAIL_FROM:.0f}, index = {index:.3f} }}")
            print(f'[[cells.laws]]\ncategory = "{name}"\ncount = {law}\nseverity = {severity}')


if __name__ == "__main__":
    sys.exit(main())
