#include "plimsoll/models/cash/calendar.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

std::size_t Calendar::index(FlowKind kind, std::size_t point) const {
  PLIMSOLL_EXPECT(point < points_);
  return static_cast<std::size_t>(kind) * points_ + point;
}

void Calendar::add(Calendar const& other) {
  PLIMSOLL_EXPECT(other.points_ == points_);
  for (std::size_t i = 0; i < flows_.size(); ++i) flows_[i] += other.flows_[i];
}

void Calendar::subtract(Calendar const& other) {
  PLIMSOLL_EXPECT(other.points_ == points_);
  for (std::size_t i = 0; i < flows_.size(); ++i) flows_[i] -= other.flows_[i];
}

Cents Calendar::total(FlowKind kind) const {
  auto const first = flows_.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(kind) * points_);
  return std::accumulate(first, first + static_cast<std::ptrdiff_t>(points_), Cents{0});
}

Cents Calendar::total() const {
  return std::accumulate(flows_.begin(), flows_.end(), Cents{0});
}

std::vector<Cents> Calendar::net() const {
  std::vector<Cents> net(points_, 0);
  for (std::size_t i = 0; i < flows_.size(); ++i) net[i % points_] += flows_[i];
  return net;
}

std::vector<Cents> running_balance(std::span<Cents const> net, Cents opening) {
  std::vector<Cents> balance;
  for (Cents const flow : net) balance.push_back(opening += flow);
  return balance;
}

LowPoint low_point(std::span<Cents const> balance) {
  PLIMSOLL_EXPECT(!balance.empty());
  auto const least = std::min_element(balance.begin(), balance.end());
  return {*least, static_cast<std::size_t>(least - balance.begin())};
}

double present_value(std::span<Cents const> net, double yearly_rate) {
  PLIMSOLL_EXPECT(yearly_rate > -1.0);
  double value = 0.0;
  for (std::size_t point = 0; point < net.size(); ++point)
    if (net[point] != 0)
      value +=
          static_cast<double>(net[point]) * std::pow(1.0 + yearly_rate, -static_cast<double>(point) / 12.0);
  return value / 100.0;
}

double return_on_investment(Cents returned, Cents invested) {
  PLIMSOLL_EXPECT(invested > 0);
  return static_cast<double>(returned) / static_cast<double>(invested) - 1.0;
}

}  // namespace plimsoll
