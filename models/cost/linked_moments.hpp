#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "plimsoll/models/cost/dependence_fit.hpp"

namespace plimsoll {

/// A member seen in two neighbouring years.
struct LinkedPair {
  std::size_t set = 0;  ///< which two years
  std::array<std::uint32_t, 2> row{};
  std::array<std::size_t, 2> cell{};  ///< of the cost model
  std::array<double, 2> exposure{};
  std::size_t group = 0;  ///< of the jackknife
};

/// Covariances of relative frequency, by category: of a row with itself, and of a member's year with the
/// next.
struct LinkedMoments {
  Eigen::MatrixXd same, next;
  double log_correlation = 0.0;
};

/// Share of the dearest 5 % of each set's first totals who are of the dearest 5 % of the second, and the
/// correlation of logarithms of members with cost in both.
Persistence persistence_of(std::vector<double> const& first, std::vector<double> const& second,
                           std::vector<LinkedPair> const& pairs);

/// Member-years linked by key, with sums ready by jackknife group. A member's years are all of one group,
/// told by the hash of the key.
class LinkedYears {
 public:
  static constexpr std::size_t groups = 20;
  LinkedYears(std::vector<MemberYears const*> const& years, CostModel const& fitted);

  std::vector<LinkedPair> const& pairs() const { return pairs_; }
  Persistence const& observed() const { return observed_; }
  LinkedMoments moments(std::optional<std::size_t> without = std::nullopt) const;

 private:
  struct Sums {
    Eigen::MatrixXd same, next;
    double rows = 0.0, pairs = 0.0;
    std::array<double, 6> logs{};  ///< number, x, y, xx, yy, xy of ln totals
    void add(Sums const& other);
  };
  void add_rows(MemberYears const& year, Eigen::MatrixXd const& relative);
  void link(std::size_t set, MemberYears const& first, MemberYears const& second, CostModel const& fitted);

  std::vector<Sums> sums_;
  std::vector<LinkedPair> pairs_;
  std::vector<Eigen::MatrixXd> relative_;  ///< by year: rows × categories, mean 0
  Persistence observed_;
};

}  // namespace plimsoll
