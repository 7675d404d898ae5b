#pragma once

#include <vector>

#include "text/node.hpp"

namespace plimsoll {

/// Key paths at which two documents differ, in the order of the first: the nearest table or value that one of
/// them has and the other does not have, or has otherwise. Items of lists are told apart by their names.
std::vector<KeyPath> changed_paths(Node const& from, Node const& to);

}  // namespace plimsoll
