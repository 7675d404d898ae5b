#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "plimsoll/models/contract/ledger.hpp"

namespace plimsoll {
namespace {

using Problems = std::vector<Problem>;

Problem fault(std::string key, std::string what, std::string why, std::string suggestion) {
  return {{}, std::move(key), std::move(what), std::move(why), std::move(suggestion)};
}

/// What the term's own `faults_in` finds, with its name before each key.
void check_term(NamedTerm const& named, PanelView const& view, Problems& problems) {
  auto const own = std::visit(
      [&](auto const& term) -> Problems {
        if constexpr (requires { faults_in(term, view); })
          return faults_in(term, view);
        else
          return {};
      },
      named.term);
  for (Problem problem : own) {
    problem.key = problem.key.empty() ? named.name : named.name + "." + problem.key;
    problems.push_back(std::move(problem));
  }
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

/// A limit on a member's year counts what its scope held: narrowed afterwards, the part above the limit would
/// be taken off twice.
void check_scopes(std::span<NamedTerm const> terms, Problems& problems) {
  NamedTerm const* limit = nullptr;
  for (NamedTerm const& named : terms) {
    if (limit != nullptr && narrows(named.term))
      problems.push_back(fault(
          named.name, fmt::format("{} after {}", clause_of(named.term).kind, clause_of(limit->term).kind),
          "what it drops would be taken off twice where a member is above the limit",
          "move it before " + limit->name));
    if (grain_of(named.term) == Grain::member && !narrows(named.term)) limit = &named;
  }
}

/// What a claimant cap has removed must not be recovered again.
void check_covers(std::span<NamedTerm const> terms, Problems& problems) {
  auto const cap = std::find_if(terms.begin(), terms.end(), [](NamedTerm const& named) {
    return std::holds_alternative<ClaimantCap>(named.term);
  });
  if (cap == terms.end()) return;
  for (NamedTerm const& named : terms)
    if (std::holds_alternative<SpecificStopLoss>(named.term))
      problems.push_back(fault(named.name, "stands beside a claimant cap",
                               "both take off what a member cost above a limit: it would be counted twice",
                               "leave out " + cap->name + " or this term"));
}

bool sets_cost_against_benchmark(Term const& term) {
  return std::holds_alternative<GrossSavings>(term) || std::holds_alternative<MlrCorridor>(term);
}

/// Whether a benchmark changed below it would come too late: a withhold of the benchmark is none of these,
/// its earn-back adds to the benchmark again.
bool uses_up_benchmark(Term const& term) {
  return sets_cost_against_benchmark(term) ||
         (std::holds_alternative<AggregateStopLoss>(term) && needs_benchmark(term));
}

/// Cost and benchmark no longer reach a balance that was made of them.
void check_targets(std::span<NamedTerm const> terms, Problems& problems) {
  NamedTerm const *opened = nullptr, *compared = nullptr;
  for (NamedTerm const& named : terms) {
    Target const target = target_of(named.term);
    NamedTerm const* const too_late = target == Target::cost        ? opened
                                      : target == Target::benchmark ? compared
                                                                    : nullptr;
    if (too_late != nullptr &&
        grain_of(named.term) == Grain::contract)  // the others are out of order already
      problems.push_back(fault(named.name,
                               fmt::format("changes the {} after {} has read it", name_in_study(target),
                                           clause_of(too_late->term).kind),
                               "the settlement would not see it", "move it before " + too_late->name));
    if (compared == nullptr && uses_up_benchmark(named.term)) compared = &named;
    if (opened == nullptr && sets_cost_against_benchmark(named.term)) opened = &named;
  }
}

/// Everything that shares, gates or limits a balance does nothing, silently, before there is one.
void check_opening(std::span<NamedTerm const> terms, Problems& problems) {
  for (NamedTerm const& named : terms) {
    if (opens_balance(named.term)) return;
    if (target_of(named.term) == Target::balance)
      problems.push_back(fault(named.name, "stands before the balance is opened", "it would change nothing",
                               "put gross_savings, or a term that pays by itself, before it"));
  }
}

/// A share of nothing is nothing, silently.
void check_base(std::span<NamedTerm const> terms, Problems& problems) {
  bool counted = false;
  for (NamedTerm const& named : terms) {
    counted = counted || target_of(named.term) == Target::base;
    if (!counted && shares_base(named.term))
      problems.push_back(fault(named.name + ".share_of_base", "no base revenue stands above it",
                               "it would be a share of nothing",
                               "put base_revenue before it, or give dollars"));
  }
}

void check_names(std::span<NamedTerm const> terms, Problems& problems) {
  std::set<std::string_view> names{"rounding"};
  for (NamedTerm const& named : terms)
    if (!names.insert(named.name).second)
      problems.push_back(fault(named.name, "name used twice", "ledger lines are told apart by name",
                               "give one of them another name"));
}

/// A term may read lines that stand above it, of its own contract or of another.
void check_lines_read(std::span<NamedTerm const> terms, std::set<std::string> known, Problems& problems) {
  for (NamedTerm const& named : terms) {
    std::optional<std::string> const line = line_read_by(named.term);
    if (line && !known.contains(*line))
      problems.push_back(fault(named.name + ".of", fmt::format("no line \"{}\" stands above it", *line),
                               "a term reads lines that are already written",
                               known.empty() ? "" : fmt::format("lines above: {}", fmt::join(known, ", "))));
    known.insert(named.name);
  }
}

/// Terms that build a benchmark by enrolment type follow the one that opens it, of which there is one.
void check_build(std::span<NamedTerm const> terms, Problems& problems) {
  bool open = false;
  for (NamedTerm const& named : terms) {
    if (starts_build(named.term)) {
      if (open)
        problems.push_back(fault(named.name, "opens a second benchmark", "the first would be lost",
                                 "leave one of them out"));
      open = true;
    } else if (needs_build(named.term) && !open) {
      problems.push_back(
          fault(named.name, "stands before there is a benchmark by enrolment type",
                fmt::format("{} changes the benchmark of each type", clause_of(named.term).kind),
                "put historical_benchmark before it"));
    }
  }
}

bool reads_members(Expr const& expr) {
  Expr::Node const& node = expr.node();
  return std::holds_alternative<TallyColumn>(node.source) ||
         std::any_of(node.arguments.begin(), node.arguments.end(), reads_members);
}

/// A contract without a population has no members to ask.
void check_members(std::span<NamedTerm const> terms, PanelView view, std::set<std::string> const& outside,
                   Problems& problems) {
  if (!view.without_members) return;
  view.without_members = false;
  Position at;
  at.view = view;
  for (std::string const& name : outside) at.lines.emplace(name, 0.0);
  for (NamedTerm const& named : terms)
    if (reads_members(advance(named, at)))
      problems.push_back(fault(named.name, "needs members", "the contract names no population",
                               "write population = \"...\" in the contract"));
}

}  // namespace

std::vector<Problem> faults_of(std::span<NamedTerm const> terms, PanelView const& view,
                               std::set<std::string> const& outside) {
  Problems problems;
  check_names(terms, problems);
  check_order(terms, problems);
  check_scopes(terms, problems);
  check_covers(terms, problems);
  check_targets(terms, problems);
  check_opening(terms, problems);
  check_base(terms, problems);
  check_lines_read(terms, outside, problems);
  check_build(terms, problems);
  for (NamedTerm const& named : terms) check_term(named, view, problems);
  if (problems.empty()) check_members(terms, view, outside, problems);
  return problems;
}

}  // namespace plimsoll
