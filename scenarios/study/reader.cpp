#include "study/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace plimsoll {
namespace {

constexpr double most_outside = 1e-6;  // chance beyond its field's range above which a law is refused
// Sizes within which sums, ratios and fourth powers of a study's numbers stay finite.
constexpr double largest = 1e15, smallest = 1e-60;

std::string described(Range const& range) {
  if (std::isinf(range.high)) return fmt::format("at least {}", range.low);
  if (std::isinf(range.low)) return fmt::format("at most {}", range.high);
  return fmt::format("between {} and {}", range.low, range.high);
}

double chance_outside(Law const& law, Range const& range) {
  double chance = 0.0;
  if (std::isfinite(range.low)) chance += cdf_below(law, range.low);
  if (std::isfinite(range.high)) chance += 1.0 - cdf(law, range.high);
  return chance;
}

}  // namespace

std::vector<Problem> Reader::problems() const {
  std::vector<Problem> ordered;
  auto const identity = [](Problem const& problem) {
    return std::tie(problem.spot.line, problem.spot.column, problem.key, problem.what, problem.spot.file);
  };
  std::set<decltype(identity(problems_.front()))> seen;
  for (Problem const& problem :
       problems_)  // a number several contracts refer to is read, and faulted, for each
    if (seen.insert(identity(problem)).second) ordered.push_back(problem);
  std::stable_sort(ordered.begin(), ordered.end(), [](Problem const& a, Problem const& b) {
    return std::tie(a.spot.file, a.spot.line, a.spot.column) <
           std::tie(b.spot.file, b.spot.line, b.spot.column);
  });
  return ordered;
}

bool Reader::has_noted(std::string const& key) const {
  return std::any_of(problems_.begin(), problems_.end(),
                     [&](Problem const& noted) { return noted.key == key; });
}

void Reader::check_number(Node const& node, KeyPath const& path, Rule const& rule, double x) {
  if (rule.range.contains(x)) return;
  bool const slip = rule.unit == Unit::fraction && std::abs(x) > 1.0 && rule.range.contains(x / 100.0);
  note(
      node, path, fmt::format("{} is out of range", x),
      fmt::format("{}, {}", rule.unit == Unit::none ? "a number" : name_of(rule.unit), described(rule.range)),
      slip ? fmt::format("did you mean {}?", x / 100.0) : std::string{});
}

void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, double& out) {
  double storage = 0.0;
  double const* const x = node.number(storage);
  if (!x) return note(node, path, "must be a number, not " + std::string(kind_of(node)));
  if (*x != 0.0 && !(smallest <= std::abs(*x) && std::abs(*x) <= largest))
    return note(node, path, fmt::format("{} is no number a study means", *x),
                fmt::format("0, or between {:g} and {:g} in size", smallest, largest));
  check_number(node, path, rule, *x);
  out = *x;
}

void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, std::int64_t& out) {
  auto const* const x = std::get_if<std::int64_t>(&node.value);
  if (!x) return note(node, path, "must be a whole number, not " + std::string(kind_of(node)));
  check_number(node, path, rule, static_cast<double>(*x));
  out = *x;
}

void Reader::value(Node const& node, KeyPath const& path, Rule const&, bool& out) {
  auto const* const x = std::get_if<bool>(&node.value);
  if (!x) return note(node, path, "must be true or false, not " + std::string(kind_of(node)));
  out = *x;
}

void Reader::value(Node const& node, KeyPath const& path, Rule const&, std::string& out) {
  auto const* const x = node.text();
  if (!x) return note(node, path, "must be text, not " + std::string(kind_of(node)));
  out = *x;
}

void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, Quantity& out) {
  if (node.text()) return quantity_by_reference(node, path, rule, out);
  if (node.table()) return quantity_of_law(node, path, rule, out);
  std::vector<double> by_year;
  if (NodeArray const* list = node.array()) {
    if (list->empty())
      return note(node, path, "the list by year is empty", "", "give one number per performance year");
    for (Node const& item : *list) value(item, path, rule, by_year.emplace_back());
  } else {
    value(node, path, rule, by_year.emplace_back());
  }
  out = Quantity(path, std::move(by_year));
  seen_.push_back({out, node.spot, path});
}

void Reader::quantity_of_law(Node const& node, KeyPath const& path, Rule const& rule, Quantity& out) {
  Law law;
  std::size_t const faults = problems_.size();
  value(node, path, Rule{}, law);
  double year_correlation = 1.0;
  bool clip = false;
  if (Node const* found = node.table()->find("year_corr"))
    value(*found, path / "year_corr", {Unit::none, unit_interval}, year_correlation);
  if (Node const* found = node.table()->find("clip")) value(*found, path / "clip", Rule{}, clip);
  AssumptionTable said = words_of_law(*node.table(), path);
  if (problems_.size() > faults) return;
  if (std::string const fault = fault_of(law); !fault.empty()) return note(node, path, fault);
  double const outside = chance_outside(law, rule.range);
  if (outside > most_outside && !clip) {
    double const central = mean(law);
    bool const slip =
        rule.unit == Unit::fraction && std::abs(central) > 1.0 && rule.range.contains(central / 100.0);
    return note(node, path, fmt::format("the law leaves its range with chance {:.2g}", outside),
                fmt::format("{}, {}", name_of(rule.unit), described(rule.range)),
                slip ? fmt::format("did you mean a mean of {}?", central / 100.0)
                     : "use a bounded law (beta, pert, triangular, uniform), or write clip = true");
  }
  out = Quantity(Driver{path, law, year_correlation, rule.range, rule.unit});
  seen_.push_back({out, node.spot, path, std::move(said)});
}

AssumptionTable Reader::words_of_law(NodeTable const& law, KeyPath const& path) {
  AssumptionTable said;
  said.key = path.text();
  for_each_field<AssumptionTable>([&](auto const& field) {
    Node const* const found = field.key == "key" ? nullptr : law.find(field.key);
    if (found) value(*found, path / field.key, Rule{}, said.*field.at);
  });
  return said;
}

Node const* Reader::target_of(std::string const& reference, KeyPath const& from, KeyPath& where) const {
  std::vector<std::string> const keys = from.keys();
  for (std::size_t depth = keys.size(); depth-- > 0;) {
    KeyPath scope;
    for (std::size_t i = 0; i < depth; ++i) scope = scope / keys[i];
    where = scope / reference;
    if (where == from) continue;
    if (Node const* found = find(*root_, where)) {
      where = without_list(where);
      return found;
    }
  }
  return nullptr;
}

void Reader::quantity_by_reference(Node const& node, KeyPath const& path, Rule const& rule, Quantity& out) {
  if (formulas_.contains(*node.text())) {
    out = Quantity::reference(KeyPath(*node.text()));
    seen_.push_back({out, node.spot, path});
    return;
  }
  follow(node, path, "number",
         [&](Node const& target, KeyPath const& where) { value(target, where, rule, out); });
}

NodeTable const* Reader::table_at(Node const& node, KeyPath const& path) {
  if (NodeTable const* table = node.table()) return table;
  note(node, path, "must be a table, not " + std::string(kind_of(node)));
  return nullptr;
}

void Reader::refuse_unknown_keys(NodeTable const& table, KeyPath const& path,
                                 std::vector<std::string> const& known) {
  for (auto const& [key, node] : table.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string const near = nearest(key, known);
    note(node, path / key, "is not a key of this table", "",
         near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
}

void Reader::missing(Node const& node, KeyPath const& path, std::string_view says) {
  note(node, path, "is missing", std::string(says), "");
}

}  // namespace plimsoll
