#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/models/cash/month_axis.hpp"

namespace plimsoll {

/// What a payment is. Positive amounts are paid to us.
enum class FlowKind : std::uint8_t {
  base_ffs,       ///< revenue that is ours whatever the year brings
  capitation,     ///< in advance, where claims are ours to pay
  claims,         ///< of the members capitation is paid for
  monthly,        ///< fees and own costs of contracts, paid in the course of the year
  provisional,    ///< first part of a settlement
  settlement,     ///< rest of it
  program_fees,   ///< revenue of programmes outside contracts
  program_costs,  ///< of running programmes
  investment,
};
inline constexpr std::array<std::pair<FlowKind, std::string_view>, 9> flow_kinds{
    {{FlowKind::base_ffs, "base FFS"},
     {FlowKind::capitation, "capitation"},
     {FlowKind::claims, "claims we pay"},
     {FlowKind::monthly, "monthly fees and own costs of contracts"},
     {FlowKind::provisional, "provisional settlements"},
     {FlowKind::settlement, "final settlements"},
     {FlowKind::program_fees, "programme fees"},
     {FlowKind::program_costs, "programme costs"},
     {FlowKind::investment, "investments"}}};

/// Dated flows of one trial: points of a month axis by kind, in whole cents.
class Calendar {
 public:
  explicit Calendar(std::size_t points) : points_(points), flows_(flow_kinds.size() * points, 0) {}

  std::size_t points() const { return points_; }
  Cents at(FlowKind kind, std::size_t point) const { return flows_[index(kind, point)]; }
  /// Expects point < points().
  void add(FlowKind kind, std::size_t point, Cents amount) { flows_[index(kind, point)] += amount; }
  /// Adds another calendar of as many points.
  void add(Calendar const& other);
  /// Less another calendar of as many points.
  void subtract(Calendar const& other);
  /// Over all points.
  Cents total(FlowKind kind) const;
  Cents total() const;
  /// All kinds, by point.
  std::vector<Cents> net() const;

 private:
  std::size_t index(FlowKind kind, std::size_t point) const;
  std::size_t points_;
  std::vector<Cents> flows_;  // by kind, then point
};

/// Opening cash and all flows up to each point.
std::vector<Cents> running_balance(std::span<Cents const> net, Cents opening);

/// Where a balance is at its least; the first such point.
struct LowPoint {
  Cents balance = 0;
  std::size_t point = 0;
};
/// Expects at least one point.
LowPoint low_point(std::span<Cents const> balance);

/// Value at point 0 of flows in cents, in dollars: sum of amount (1 + i)^(-t / 12), t the point and i the
/// effective yearly rate. Expects i > -1.
double present_value(std::span<Cents const> net, double yearly_rate);

/// What came back over what was put in, less one: -1 where nothing came back. Expects invested > 0.
double return_on_investment(Cents returned, Cents invested);

}  // namespace plimsoll
