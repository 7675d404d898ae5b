#pragma once

#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/by_class.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// The number of a type, or `otherwise` if there is none.
Expr value_of(ByClass const& numbers, std::string const& enrolment, Position const& at);
Expr value_of(ByClass const& numbers, std::string const& enrolment, Position const& at, double otherwise);

/// Sum over types of amount times weight.
Expr weighted_sum(std::vector<Expr> const& amounts, std::vector<Expr> const& weights);

/// Mean over types by person-years of the last base year; 0 where there were none.
Expr base_mean(ClassBenchmark const& build, std::vector<Expr> const& amounts);

/// Sets the adjustment of each type, in place of what earlier adjustments added.
void adjust(ClassBenchmark& build, std::size_t type, Expr const& adjustment);
/// What the adjustments so far add to a type.
Expr adjustment_of(ClassBenchmark const& build, std::size_t type);

/// A fault for each type that the contract covers and the term has no number for.
template <class Map>
void require_classes(PanelView const& view, char const* field, Map const& given,
                     std::vector<Problem>& problems);

}  // namespace plimsoll
