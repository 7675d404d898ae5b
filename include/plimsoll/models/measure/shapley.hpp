#pragma once

#include <span>
#include <vector>

namespace plimsoll {

/// Parts of v(all) - v(none), one for each of n sources, that add up to it: a source's part is what it adds
/// to v when it joins those before it, averaged over every order of joining, so no source is first by
/// choice. `value_of_set` has 2^n entries: bit i of the index says whether source i is in. Expects a size
/// that is a power of two. L. S. Shapley (1953), Contributions to the Theory of Games II, 307-317.
std::vector<double> shapley_parts(std::span<double const> value_of_set);

}  // namespace plimsoll
