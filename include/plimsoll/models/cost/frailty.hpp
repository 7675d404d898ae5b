#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

enum class FrailtyFamily { gamma, lognormal };
template <>
struct Names<FrailtyFamily> {
  static constexpr std::array<std::pair<std::string_view, FrailtyFamily>, 2> pairs{
      {{"gamma", FrailtyFamily::gamma}, {"lognormal", FrailtyFamily::lognormal}}};
};

/// A member's own factor on frequency, of mean 1 and carried over the years: what the risk cell does not know
/// about them. Vaupel, Manton and Stallard 1979. By default one factor for all categories; else every
/// category has its own, joined by a copula of normal scores, or of t scores, whose divisor is the member's
/// for all categories and years. docs/theory/dependence.md.
struct Frailty {
  FrailtyFamily family = FrailtyFamily::gamma;
  double cv = 0.0;
  double year_correlation = 1.0;
  std::map<std::string, double> category_cv = {};
  double category_correlation = 1.0;
  std::map<std::string, double> correlation = {};
  std::optional<double> degrees = {};  ///< of freedom of a t copula; normal copula without
  static constexpr auto fields = field_table(
      optional("family", &Frailty::family, "law of the factor: gamma or lognormal"),
      required("cv", &Frailty::cv, Unit::none, Range{0.0, 5.0},
               "standard deviation of the factor, whose mean is 1"),
      optional("year_correlation", &Frailty::year_correlation, Unit::none, unit_interval,
               "of the factor's normal score between neighbouring years; 1 = a member keeps the factor"),
      optional("category_cv", &Frailty::category_cv, Unit::none, Range{0.0, 5.0},
               "by category, in place of cv"),
      optional("category_correlation", &Frailty::category_correlation, Unit::none, Range{-1.0, 1.0},
               "of the normal scores of any two categories; 1 = one factor for all"),
      optional("correlation", &Frailty::correlation, Unit::none, Range{-1.0, 1.0},
               "the same of two categories, written \"inpatient ~ pharmacy\""),
      optional("degrees", &Frailty::degrees, Unit::none, Range{1.0, 200.0},
               "degrees of freedom of a t copula of categories and years, which ties extremes the closer the "
               "fewer they are; a normal copula when not given"));
  friend bool operator==(Frailty const&, Frailty const&) = default;
};

}  // namespace plimsoll
