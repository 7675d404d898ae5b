#pragma once

#include <span>
#include <vector>

namespace plimsoll {

/// Splits an amount in whole cents by shares so that the parts add up to it: every part is its share cut to
/// cents, and the cents left over go one each to the largest remainders, the first listed where they tie
/// (largest remainder method; A. Hamilton, 1792). A negative amount is split as its opposite. Expects shares
/// that are not negative and sum to 1, and an amount below 2^53 cents.
std::vector<double> distribute(double amount, std::span<double const> shares);

}  // namespace plimsoll
