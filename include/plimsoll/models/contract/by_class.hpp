#pragma once

#include <map>
#include <string>
#include <vector>

#include "plimsoll/core/quantity.hpp"

namespace plimsoll {

/// A number for each enrolment type. Types the study does not have are passed over.
using ByClass = std::map<std::string, Quantity>;
/// A list for each enrolment type: one number for each base year, the oldest first.
using ListByClass = std::map<std::string, std::vector<Quantity>>;

}  // namespace plimsoll
