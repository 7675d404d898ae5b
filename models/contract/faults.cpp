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

/// Everything that shares, gates or limits a balance does nothing, silently, before there is one.
void check_opening(std::span<NamedTerm const> terms, Problems& problems) {
  for (NamedTerm const& named : terms) {
    if (opens_balance(named.term)) return;
    if (target_of(named.term) == Target::balance)
      problems.push_back(fault(named.name, "stands before the balance is opened", "it would change nothing",
                               "put gross_savings, or a term that pays by itself, before it"));
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
    std::string const line = line_read_by(named.term);
    if (!line.empty() && !known.contains(line))
      problems.push_back(fault(named.name + ".of", fmt::format("no line \"{}\" stands above it", line),
                               "a term reads lines that are already written",
                               known.empty() ? "" : fmt::format("lines above: {}", fmt::join(known, ", "))));
    known.insert(named.name);
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
  check_opening(terms, problems);
  check_lines_read(terms, outside, problems);
  for (NamedTerm const& named : terms) check_term(named, view, problems);
  if (problems.empty()) check_members(terms, view, outside, problems);
  return problems;
}

}  // namespace plimsoll
