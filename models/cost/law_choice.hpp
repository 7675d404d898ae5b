#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/fit_choices.hpp"

namespace plimsoll {

/// Whose law is fitted.
struct LawPlace {
  std::string cell, category;
  std::string what() const;  ///< as errors and notices begin
};

/// One family tried; `note` says why there is no fit, or what became of it.
struct Tried {
  std::string family;
  LawFit fit;
  bool chosen = false;
  std::string note;
};

struct ChosenCount {
  CountLaw law;
  LawFit fit;
  std::vector<Tried> tried;
};
/// Without counts a hurdle. ModelError where the family asked for, or every one, cannot be fitted.
ChosenCount choose_count(CountChoice choice, bool has_counts, CountSample const& sample,
                         LawPlace const& place);

struct ChosenSeverity {
  SeverityLaw law;
  LawFit fit;
  std::vector<Tried> tried;
};
/// From totals of n claims each. ModelError where the family asked for cannot be fitted to them, or the
/// criterion has no measure.
ChosenSeverity choose_severity(SeverityChoice choice, std::vector<Amount> const& sample,
                               LawPlace const& place);

/// How the choice is made, as an addition to its name; empty for a family.
std::string_view described(SeverityChoice choice);

}  // namespace plimsoll
