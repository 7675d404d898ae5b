#pragma once

#include <string>
#include <utility>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

/// A fault of one term, for its `faults_in`: `field` as in its field table, empty for the term as a whole.
/// Whoever collects the faults puts the term's name before it.
inline Problem term_fault(std::string field, std::string what, std::string why, std::string suggestion) {
  return {{}, std::move(field), std::move(what), std::move(why), std::move(suggestion)};
}

}  // namespace plimsoll
