#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/quantity.hpp"

namespace plimsoll {

/// A fault of one term, for its `faults_in`: `field` as in its field table, empty for the term as a whole.
/// Whoever collects the faults puts the term's name before it.
inline Problem term_fault(std::string field, std::string what, std::string why, std::string suggestion) {
  return {{}, std::move(field), std::move(what), std::move(why), std::move(suggestion)};
}

/// A fault unless exactly one of the fields, each with whether it is given, is.
std::vector<Problem> unless_one_given(std::initializer_list<std::pair<std::string_view, bool>> fields);

/// Whether a fixed `low` lies above a fixed `high` in some year; false where either is drawn.
bool above_anywhere(Quantity const& low, Quantity const& high);

}  // namespace plimsoll
