#include "plimsoll/sim/moment_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Polynomial k at node i of n.
double at_node(std::size_t k, std::size_t i, std::size_t n) {
  return std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(i) + 0.5) /
                  static_cast<double>(n));
}

double weight(std::size_t k, std::size_t n) {
  return (k == 0 ? 1.0 : 2.0) / static_cast<double>(n);
}

}  // namespace

FactorAxis::FactorAxis(double low, double high) {
  PLIMSOLL_EXPECT(low > 0.0 && high >= low);
  middle_ = 0.5 * (std::log(low) + std::log(high));
  half_ = 0.5 * (std::log(high) - std::log(low));
  // Moments bend like powers and exponentials of the factor: each node more takes an order off the error.
  constexpr double fewest = 4.0, per_unit = 5.0, most = 14.0;
  auto const count = half_ > 0.0
                         ? static_cast<std::size_t>(std::min(most, fewest + std::ceil(per_unit * half_)))
                         : std::size_t{1};
  for (std::size_t i = 0; i < count; ++i) nodes_.push_back(std::exp(middle_ + half_ * at_node(1, i, count)));
}

std::vector<Lanes> FactorAxis::polynomials(Lanes const& factor) const {
  std::vector<Lanes> values(nodes_.size());
  values[0] = Lanes::filled(1.0);
  if (nodes_.size() == 1) return values;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    values[1][lane] = std::clamp((std::log(factor[lane]) - middle_) / half_, -1.0, 1.0);
  for (std::size_t k = 2; k < values.size(); ++k)
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      values[k][lane] = 2.0 * values[1][lane] * values[k - 1][lane] - values[k - 2][lane];
  return values;
}

MomentTable::MomentTable(FactorAxis frequency, FactorAxis unit_cost,
                         std::vector<std::vector<double>> const& values)
    : frequency_(std::move(frequency)), unit_cost_(std::move(unit_cost)) {
  std::size_t const rows = frequency_.nodes().size(), columns = unit_cost_.nodes().size();
  for (std::vector<double> const& at_nodes : values) {
    PLIMSOLL_EXPECT(at_nodes.size() == rows * columns);
    std::vector<double> coefficients(rows * columns, 0.0);
    for (std::size_t k = 0; k < rows; ++k)
      for (std::size_t l = 0; l < columns; ++l)
        for (std::size_t i = 0; i < rows; ++i)
          for (std::size_t j = 0; j < columns; ++j)
            coefficients[k * columns + l] += weight(k, rows) * weight(l, columns) * at_node(k, i, rows) *
                                             at_node(l, j, columns) * at_nodes[i * columns + j];
    coefficients_.push_back(std::move(coefficients));
  }
}

std::vector<Lanes> MomentTable::at(MovedYear const& moved) const {
  std::vector<Lanes> const rows = frequency_.polynomials(moved.frequency);
  std::vector<Lanes> products = rows;
  if (unit_cost_.nodes().size() > 1) {
    products.clear();
    for (Lanes const& row : rows)
      for (Lanes const& column : unit_cost_.polynomials(moved.unit_cost)) {
        Lanes& product = products.emplace_back();
        for (std::size_t lane = 0; lane < lane_count; ++lane) product[lane] = row[lane] * column[lane];
      }
  }
  std::vector<Lanes> values(coefficients_.size());
  for (std::size_t function = 0; function < values.size(); ++function)
    for (std::size_t term = 0; term < products.size(); ++term) {
      double const coefficient = coefficients_[function][term];
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        values[function][lane] += coefficient * products[term][lane];
    }
  return values;
}

}  // namespace plimsoll
