#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "plimsoll/models/cost/compound_year.hpp"
#include "plimsoll/sim/conditional.hpp"
#include "plimsoll/sim/member_groups.hpp"

namespace plimsoll {

/// A PanelSum with its limit of the year looked up, in dollars.
struct LimitedSum {
  PanelSum::Shape shape = PanelSum::Shape::amount;
  std::vector<bool> summed;  ///< by category
  bool counts = true;        ///< whether members of the class at hand are in it
  double limit = 0.0;
  LimitBasis basis = LimitBasis::annualised;
};

/// Moments of what one member adds to each sum, in dollars of the cost laws.
struct SumMoments {
  explicit SumMoments(std::size_t sums) : mean(sums), covariance(sums * sums), third(sums) {}
  void add(SumMoments const& other, double members);
  std::vector<double> mean, covariance, third;  ///< third: central
};

/// Moments for the members of one group at any exposure.
class MemberMoments {
 public:
  /// `unit_costs`: factors on the cost per claim to prepare for. ModelError where a variance is infinite.
  MemberMoments(std::vector<CategoryLaw> laws, int months, std::vector<LimitedSum> sums,
                std::vector<double> unit_costs);

  /// One entry per unit cost, for a member whose exposure follows the law given.
  std::vector<SumMoments> at(WeightedNodes const& exposure) const;

 private:
  /// A member's year on the lattice of its scope's limits.
  struct CutYear {
    YearLaw law;
    std::vector<double> added_variance;  // by category
  };
  /// A sum that a limit cuts, at one unit cost.
  struct Cut {
    double limit = 0.0;
    LimitedYear year;
    std::vector<double> with_category;  // E[cost of the category · sum]
  };
  /// Years of one scope: how its limited sums are distributed, and its skewness without a limit.
  struct Lattices {
    std::vector<bool> summed;
    std::optional<CompoundYear> limited, whole;
  };
  /// First two moments of the categories without a limit.
  struct Categories {
    std::vector<double> mean, product;  // product: E[a · b], categories × categories
  };
  double limit_of(LimitedSum const& sum, double unit_cost) const;
  Lattices const& lattices_of(std::vector<bool> const& summed) const;
  Categories categories_at(WeightedNodes const& exposure) const;
  double sum_over(Categories const& categories, std::vector<bool> const& a, std::vector<bool> const& b) const;
  Cut cut_at(CutYear const& cut_year, LimitedSum const& sum, double limit,
             Categories const& categories) const;
  static double mean_of_cut(LimitedSum const& sum, Cut const& cut);
  double product(std::size_t a, std::size_t b, std::vector<Cut> const& cuts,
                 Categories const& categories) const;
  double product_across_scopes(std::size_t a, std::size_t b, std::vector<Cut> const& cuts,
                               Categories const& categories) const;
  void fill(SumMoments& moments, std::vector<Cut> const& cuts, std::vector<double> const& thirds,
            Categories const& categories) const;

  std::vector<CategoryLaw> laws_;
  int months_;
  std::vector<LimitedSum> sums_;
  std::vector<double> unit_costs_;
  std::vector<Lattices> lattices_;
};

}  // namespace plimsoll
