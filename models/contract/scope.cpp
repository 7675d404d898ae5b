#include "plimsoll/models/contract/scope.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/core/nearest.hpp"
#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

using Names = std::vector<std::string>;

bool is_among(std::string const& name, Names const& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What still counts of the categories that are among `names`, or that are not.
Scope counted(Position const& at, Names const& names, bool among) {
  Scope scope = Scope::none();
  for (std::size_t category = 0; category < at.view.categories.size(); ++category)
    if (at.scope.includes(category) && is_among(at.view.categories[category], names) == among)
      scope = scope | Scope::of(category);
  return scope;
}

std::vector<Problem> faults_of_names(Names const& names, bool keeps, PanelView const& view) {
  if (names.empty()) return {term_fault("categories", "names no service line", "", "name at least one")};
  if (!view.single_members)
    return {term_fault("categories", "there are no service lines",
                       "engine panel draws one cost a year, not told apart by service line",
                       "choose engine = \"claims\", or leave the term out and give the cost of what counts")};
  if (view.categories.empty()) return {};  // not known before the cost file is read
  std::vector<Problem> problems;
  for (std::string const& name : names) {
    if (is_among(name, view.categories)) continue;
    std::string const near = nearest(name, view.categories);
    problems.push_back(
        term_fault("categories", fmt::format("there is no service line \"{}\"", name),
                   fmt::format("the cost file has {}", fmt::join(view.categories, ", ")),
                   near.empty() ? "name one of those" : fmt::format("did you mean \"{}\"?", near)));
  }
  bool const all = std::all_of(view.categories.begin(), view.categories.end(),
                               [&](std::string const& name) { return is_among(name, names); });
  if (problems.empty() && all && !keeps)
    problems.push_back(term_fault("categories", "drops every service line", "no cost would count", ""));
  return problems;
}

}  // namespace

Expr apply(ServiceScope const& term, Position const& at) {
  return -at.amount(counted(at, term.categories, false));
}

Expr apply(CarveOut const& term, Position const& at) {
  return -at.amount(counted(at, term.categories, true));
}

void narrow(ServiceScope const& term, Position& at) {
  at.scope = counted(at, term.categories, true);
}

void narrow(CarveOut const& term, Position& at) {
  at.scope = counted(at, term.categories, false);
}

std::vector<Problem> faults_in(ServiceScope const& term, PanelView const& view) {
  return faults_of_names(term.categories, true, view);
}

std::vector<Problem> faults_in(CarveOut const& term, PanelView const& view) {
  return faults_of_names(term.categories, false, view);
}

}  // namespace plimsoll
