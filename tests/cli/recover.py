"""A reader who wants the number of few people in a group, and has every output: subtraction, shares, months, the
parameters of laws, their likelihood, and means that are sums over groups."""
import math
import tomllib
from fractions import Fraction

from outputs import numbers_of


class Reader:
    """Looks for `few` of `total` people, who all have 12 months. `told` is what may be known of the rest."""

    def __init__(self, few, total, rest_is_told=False):
        self.few, self.rest, self.total = few, total - few, total
        self.rest_is_told = rest_is_told

    def findings(self, paths, harmless=()):
        numbers = [(where, value) for path in paths for where, value in numbers_of(path)
                   if not any(mark in where for mark in harmless)]
        found = self.by_itself(numbers) + self.by_subtraction(numbers) + self.by_share(numbers)
        for path in paths:
            if path.suffix == ".toml":
                found += self.by_laws(path)
        return found

    def by_itself(self, numbers):
        return [f"{where} is {value:g}" for where, value in numbers if value in (self.few, 12.0 * self.few)]

    def by_subtraction(self, numbers):
        """The whole and what is left of it, wherever they stand; in people or in months."""
        found = []
        for unit in (1.0, 12.0):
            whole = [where for where, value in numbers if value == unit * self.total]
            rest = [where for where, value in numbers if value == unit * self.rest]
            if rest and (whole or not self.rest_is_told):
                found.append(f"{rest[0]} is the rest" + (f", {whole[0]} the whole" if whole else ""))
        return found

    def by_share(self, numbers):
        """A share of few, or a number with so many digits that it tells what it was divided by."""
        shares = [100.0 * share for share in (self.few / self.total, self.rest / self.total, self.few / self.rest)]
        shares += [share / 100.0 for share in shares]
        found = []
        for where, value in numbers:
            if any(math.isclose(value, share, rel_tol=1e-9) for share in shares):
                found.append(f"{where} is a share, {value:g}")
            elif not self.rest_is_told and self.divided_by_rest(value):
                found.append(f"{where} is so many {self.rest}ths, {value!r}")
        return found

    def divided_by_rest(self, value):
        if not 0.0 < abs(value) < 50.0 or value == round(value, 4):
            return False
        near = Fraction(value).limit_denominator(self.total)
        return near.denominator == self.rest and abs(float(near) - value) < 1e-12

    def by_laws(self, path):
        """From a cost file: how many a likelihood is of, and how many a cell has whose mean is part of a sum."""
        model = tomllib.loads(path.read_text())
        found = []
        for cell in model.get("cells", []):
            for law in cell["laws"]:
                fit, p = law.get("fit", {}).get("count", {}), law["count"].get("mean", 0.0)
                if law["count"]["law"] != "bernoulli" or "log_likelihood" not in fit or not 0.0 < p < 1.0:
                    continue
                size = fit["log_likelihood"] / (p * math.log(p) + (1.0 - p) * math.log(1.0 - p))
                if abs(size - self.few) < 0.01 or (abs(size - self.rest) < 0.01 and not self.rest_is_told):
                    found.append(f"{path.name}: log-likelihood of {law['category']} is of {size:.3f} people")
        return found + self.by_sums(model, path)

    def by_sums(self, model, path):
        """Two groups make up all: a mean of the whole, in a category, is a weighting of theirs."""
        parts = [cell for cell in model.get("cells", []) if cell.get("age", "*") != "*"]
        whole = [cell for cell in model.get("cells", []) if cell.get("age", "*") == "*"]
        found = []
        for category in range(len(model.get("categories", []))) if len(parts) == 2 and whole else ():
            means = [mean_of(cell["laws"][category]) for cell in parts]
            data = whole[0]["laws"][category].get("fit", {}).get("data_mean")
            if data is None or math.isclose(*means):
                continue
            share = (data - means[0]) / (means[1] - means[0])
            for people in (share * self.total, (1.0 - share) * self.total):
                if abs(people - self.few) < 0.05:
                    found.append(f"{path.name}: means of {category} are those of {people:.3f} people")
        return found


def mean_of(law):
    severity, count = law["severity"], law["count"]["mean"]
    if severity["law"] == "lognormal":
        return count * math.exp(severity["mu"] + severity["sigma"] ** 2 / 2.0)
    if severity["law"] == "gamma":
        return count * severity["shape"] * severity["scale"]
    raise ValueError(severity["law"])
