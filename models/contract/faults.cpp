#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "plimsoll/models/contract/ledger.hpp"

namespace plimsoll {
namespace {

using Problems = std::vector<Problem>;

Problem fault(std::string key, std::string what, std::string why, std::string suggestion) {
  return {{}, std::move(key), std::move(what), std::move(why), std::move(suggestion)};
}

template <class T>
void check(T const&, std::string const&, PanelView const&, Problems&) {}

/// A limit for a class the study does not have, while a class of the study has none: most likely one name
/// misspelt.
void check(ClaimantCap const& term, std::string const& name, PanelView const& view, Problems& problems) {
  auto const& classes = view.classes;
  auto const unknown = std::find_if(term.limits.begin(), term.limits.end(), [&](auto const& limit) {
    return std::find(classes.begin(), classes.end(), limit.first) == classes.end();
  });
  auto const uncapped = std::find_if(classes.begin(), classes.end(),
                                     [&](std::string const& label) { return !term.limits.contains(label); });
  if (unknown != term.limits.end() && uncapped != classes.end())
    problems.push_back(
        fault(name + ".limits", fmt::format("no limit for enrolment type \"{}\"", *uncapped),
              fmt::format("there is one for \"{}\", which the study does not have", unknown->first),
              "use the same names for both, or drop the limit that is not used"));
}

template <class Minimum>
void check_minimum(Minimum const& term, std::string const& name, Problems& problems) {
  if (term.rate) return;
  if (term.by_size.empty()) {
    problems.push_back(fault(name + ".rate", "missing", "there is no rate by size to read instead",
                             "give rate, or by_size"));
    return;
  }
  auto const not_ascending = [](TablePoint const& a, TablePoint const& b) { return !(a.at < b.at); };
  if (std::adjacent_find(term.by_size.begin(), term.by_size.end(), not_ascending) != term.by_size.end())
    problems.push_back(fault(name + ".by_size", "points do not ascend",
                             "the rate between two points would not be defined",
                             "order the points by members, each once"));
}
void check(MinimumSavings const& term, std::string const& name, PanelView const&, Problems& problems) {
  check_minimum(term, name, problems);
}
void check(SymmetricMinimum const& term, std::string const& name, PanelView const&, Problems& problems) {
  check_minimum(term, name, problems);
}

void check(QualityLossShare const& term, std::string const& name, PanelView const&, Problems& problems) {
  if (term.floor.is_driver() || term.ceiling.is_driver()) return;
  for (std::size_t year = 0; year < std::max(term.floor.years_listed(), term.ceiling.years_listed()); ++year)
    if (term.floor.fixed(year) > term.ceiling.fixed(year)) {
      problems.push_back(fault(name + ".floor", "above the ceiling", "", "swap floor and ceiling"));
      return;
    }
}

void check(LossCap const& term, std::string const& name, PanelView const&, Problems& problems) {
  if (term.share_of_revenue && !term.revenue)
    problems.push_back(fault(name + ".revenue", "missing", "share_of_revenue is a share of it",
                             "give the participants' Part A and B revenue in dollars"));
  else if (!term.share_of_benchmark && !term.share_of_revenue && !term.dollars)
    problems.push_back(
        fault(name, "no limit given", "", "give share_of_benchmark, share_of_revenue or dollars"));
}

void check_order(std::span<NamedTerm const> terms, Problems& problems) {
  NamedTerm const* coarse = nullptr;
  for (NamedTerm const& named : terms) {
    if (grain_of(named.term) == Grain::contract)
      coarse = &named;
    else if (coarse != nullptr)
      problems.push_back(fault(
          named.name, fmt::format("{} after {}", clause_of(named.term).kind, clause_of(coarse->term).kind),
          "a clause on each member's year cannot follow one on the contract's sums",
          "move it before the first of those"));
  }
}

/// Everything that shares, gates or limits a balance does nothing, silently, before there is one.
void check_opening(std::span<NamedTerm const> terms, Problems& problems) {
  for (NamedTerm const& named : terms) {
    if (std::holds_alternative<GrossSavings>(named.term)) return;
    if (target_of(named.term) == Target::balance)
      problems.push_back(fault(named.name, "stands before the balance is opened", "it would change nothing",
                               "put gross_savings before it"));
  }
}

void check_names(std::span<NamedTerm const> terms, Problems& problems) {
  std::set<std::string_view> names{"rounding"};
  for (NamedTerm const& named : terms)
    if (!names.insert(named.name).second)
      problems.push_back(fault(named.name, "name used twice", "ledger lines are told apart by name",
                               "give one of them another name"));
}

}  // namespace

std::vector<Problem> faults_of(std::span<NamedTerm const> terms, PanelView const& view) {
  Problems problems;
  check_names(terms, problems);
  check_order(terms, problems);
  check_opening(terms, problems);
  for (NamedTerm const& named : terms)
    std::visit([&](auto const& term) { check(term, named.name, view, problems); }, named.term);
  return problems;
}

}  // namespace plimsoll
