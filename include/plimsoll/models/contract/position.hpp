#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/contract/expr.hpp"

namespace plimsoll {

/// Which running amount of a position a term's line is added to.
enum class Target {
  cost,
  benchmark,
  base,     ///< revenue that is ours whatever the year brings (base FFS): never part of the settlement
  balance,  ///< becomes the settlement
};
template <>
struct Names<Target> {
  static constexpr std::array<std::pair<std::string_view, Target>, 4> pairs{{{"cost", Target::cost},
                                                                             {"benchmark", Target::benchmark},
                                                                             {"base", Target::base},
                                                                             {"balance", Target::balance}}};
};

/// What a term looks at: each member's year, or the contract's sums. It only coarsens along a contract.
enum class Grain { member, contract };

/// Scores and tests as drawn, or at the end that is worst or best for us: contract maxima need the ends.
enum class Outcome { drawn, worst, best };

/// Where a contract's exposure comes from, for leaves that need the members.
struct PanelView {
  PanelId panel{};
  std::vector<std::string> classes{};  ///< enrolment types by ExposureClass
  std::vector<std::string>
      categories{};  ///< service lines by position in the cost model; empty if not told apart
  std::vector<ExposureClass> only{};  ///< enrolment types the contract covers; empty = all
  bool single_members = true;         ///< false: totals are drawn by class, and limits act on nobody
  bool without_members = false;       ///< a contract of fees or scores alone: it has no population
  Attribution attribution = Attribution::prospective;  ///< members it counts
};

/// Whether a contract with this view covers the class.
bool covers(PanelView const& view, ExposureClass exposure);

/// A benchmark made by enrolment type, between the terms that build it: dollars per beneficiary-year, one
/// entry per type.
struct ClassBenchmark {
  std::vector<std::string> classes;
  std::vector<Expr> base_person_years;  ///< of the last base year: weights of adjustments
  std::vector<Expr> national;           ///< of assignable beneficiaries in the last base year
  std::vector<Expr> historical;         ///< before adjustments
  std::vector<Expr> adjusted;           ///< after adjustments, before update and risk
  std::vector<Expr> per_capita;         ///< as it stands
  std::vector<Expr>
      two_way;  ///< the same with the update blended of two growth rates only; for the guardrail
};

/// Where a contract stands when a term is applied: formulas for cost, benchmark, base revenue and balance in
/// one settlement year, in dollars. A term adds its line to one of the four.
struct Position {
  Expr cost = 0.0;
  Expr benchmark = 0.0;
  Expr base = 0.0;     ///< base FFS
  Expr balance = 0.0;  ///< positive = paid to us
  PanelView view;
  std::size_t year = 0;              ///< position on the year axis
  std::size_t performance_year = 0;  ///< entry of lists by year
  std::optional<Expr>
      months;  ///< member months where no panel is drawn: published settlements bring their own
  Scope scope = Scope::all();           ///< categories that still count
  std::optional<ClassBenchmark> build;  ///< set while benchmark terms work by enrolment type
  Outcome outcome = Outcome::drawn;     ///< of scores and tests
  std::optional<Expr> volume = {};      ///< of services over the usual, where it is not 1
  std::map<std::string, Expr> lines;    ///< lines so far by term name; of contracts above as `id.term`
  std::shared_ptr<std::map<std::string, Expr> const>
      formulas;  ///< what references mean, by key path; others are named columns

  Expr& running(Target target);
  /// A term's quantity in this year.
  Expr value(Quantity const& quantity) const;
  /// A score, rate or test result of ours, 0 to 1: as drawn, or 0 or 1 where the worst or best is asked for.
  Expr score(Quantity const& quantity) const;
  /// The line of an earlier term. Requires that there is one.
  Expr line(std::string const& name) const;

  /// Member months of the contract's classes, or of one class (always the panel's).
  Expr member_months(std::optional<ExposureClass> exposure = {}) const;
  Expr person_years() const { return member_months() / 12.0; }
  Expr person_years(std::string const& enrolment) const;
  /// Dollars that members, or those of one class, spent above `limit` dollars per member-year in the scope.
  Expr excess(ExposureClass exposure, Quantity const& limit) const;
  /// The same over all classes the contract covers.
  Expr excess(Quantity const& limit, LimitBasis basis = LimitBasis::annualised) const;
  /// Dollars spent by the contract's members in `categories`, or in all.
  Expr amount(Scope categories = Scope::all()) const;

 private:
  /// A tally summed over the classes the contract covers.
  Expr sum_of(TallyShape shape, Scope categories, std::optional<Quantity> const& limit = {},
              LimitBasis basis = LimitBasis::annualised) const;
};

/// Dollars of a benchmark by enrolment type: sum of per capita times person-years of the settled year.
Expr total(ClassBenchmark const& build, Position const& at);

}  // namespace plimsoll
