#include "plimsoll/models/reserve/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

std::vector<double> distribute(double amount, std::span<double const> shares) {
  double const sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  PLIMSOLL_EXPECT(!shares.empty() && std::abs(sum - 1.0) < 1e-6);
  double const sign = amount < 0.0 ? -1.0 : 1.0;
  std::int64_t const cents = std::llround(std::abs(amount) * 100.0);
  std::vector<std::int64_t> parts;
  std::vector<double> remainders;
  for (double share : shares) {
    double const exact = static_cast<double>(cents) * (share / sum);
    double const whole = std::floor(exact * (1.0 - 1e-15));  // rounding up to the next cent would overspend
    parts.push_back(static_cast<std::int64_t>(whole));
    remainders.push_back(exact - whole);
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  std::int64_t left = cents - std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  for (std::size_t i = 0; left > 0; i = (i + 1) % order.size(), --left) ++parts[order[i]];
  std::vector<double> dollars;
  for (std::int64_t part : parts) dollars.push_back(sign * static_cast<double>(part) / 100.0);
  return dollars;
}

}  // namespace plimsoll
