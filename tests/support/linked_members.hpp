#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "plimsoll/core/pair_key.hpp"
#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll::test {

/// Draws members of two neighbouring years from a cost model with frailty, by Boost's laws and generators:
/// nothing of the engine, nor of the estimator, but the severity's quantile. Poisson, negative binomial and
/// hurdle counts.
class LinkedMembers {
 public:
  explicit LinkedMembers(CostModel const& model, std::uint64_t seed = 5)
      : model_(model), frailty_(*model.frailty), random_(seed) {
    auto const count = static_cast<Eigen::Index>(model.categories.size());
    Eigen::MatrixXd correlations = Eigen::MatrixXd::Constant(count, count, frailty_.category_correlation);
    correlations.diagonal().setOnes();
    for (auto const& [key, value] : frailty_.correlation) {
      auto const pair = pair_of(key);
      correlations(place(pair->first), place(pair->second)) = value;
      correlations(place(pair->second), place(pair->first)) = value;
    }
    root_ = correlations.llt().matrixL();
  }

  /// Adds one member to both years, of these cells of the years' lists, which are cells of the model.
  void add(std::string const& key, std::array<MemberYears*, 2> years, std::array<std::uint32_t, 2> cells,
           std::array<int, 2> months) {
    Eigen::VectorXd scores = normals();
    double spread = 1.0;
    if (frailty_.degrees)
      spread = std::sqrt(*frailty_.degrees /
                         (2.0 * boost::random::gamma_distribution<>(0.5 * *frailty_.degrees)(random_)));
    double const phi = frailty_.year_correlation;
    for (std::size_t year = 0; year < 2; ++year) {
      if (year == 1) scores = phi * scores + std::sqrt(1.0 - phi * phi) * normals();
      Eigen::VectorXd const joint = spread * (root_ * scores);
      MemberYears& to = *years[year];
      to.rows.push_back({key, cells[year], static_cast<std::uint8_t>(months[year]), 1.0});
      CellLaw const& cell = model_.cells[find_cell(model_, to.cells[cells[year]])];
      for (std::size_t c = 0; c < cell.laws.size(); ++c)
        draw(cell.laws[c], months[year] / 12.0 * factor(c, joint[static_cast<Eigen::Index>(c)]), to);
    }
  }

 private:
  Eigen::Index place(std::string const& category) const {
    return std::find(model_.categories.begin(), model_.categories.end(), category) -
           model_.categories.begin();
  }
  double uniform() { return std::clamp(boost::random::uniform_01<>()(random_), 1e-15, 1.0 - 1e-15); }
  Eigen::VectorXd normals() {
    boost::random::normal_distribution<> law;
    return Eigen::VectorXd::NullaryExpr(root_.rows(), [&] { return law(random_); });
  }
  double factor(std::size_t category, double score) const {
    auto const own = frailty_.category_cv.find(model_.categories[category]);
    double const cv = own == frailty_.category_cv.end() ? frailty_.cv : own->second;
    if (cv <= 0.0) return 1.0;
    boost::math::normal_distribution<> const normal;
    bool const t = frailty_.degrees.has_value();
    boost::math::students_t_distribution<> const law(frailty_.degrees.value_or(1.0));
    double const tail = std::max(
        1e-300, t ? cdf(complement(law, std::abs(score))) : cdf(complement(normal, std::abs(score))));
    if (frailty_.family == FrailtyFamily::lognormal) {
      double const square = std::log1p(cv * cv);
      double const z = std::copysign(quantile(complement(normal, tail)), score);
      return std::exp(std::sqrt(square) * z - 0.5 * square);
    }
    double const shape = 1.0 / (cv * cv);
    boost::math::gamma_distribution<> const gamma(shape, 1.0 / shape);
    return score < 0.0 ? quantile(gamma, tail) : quantile(complement(gamma, tail));
  }
  std::int64_t claims(CountLaw const& law, double mean) {
    if (auto const* nb = std::get_if<NegativeBinomialCount>(&law))
      mean *= boost::random::gamma_distribution<>(nb->size, 1.0 / nb->size)(random_);
    if (std::holds_alternative<BernoulliCount>(law)) return uniform() < mean ? 1 : 0;
    return mean > 1e-12 ? boost::random::poisson_distribution<std::int64_t>(mean)(random_) : 0;
  }
  void draw(CategoryLaw const& law, double exposure, MemberYears& to) {
    double const mean = plimsoll::mean(law.count) * exposure;
    bool const hurdle = std::holds_alternative<BernoulliCount>(law.count);
    std::int64_t const n = claims(law.count, mean);
    double dollars = 0.0;
    for (std::int64_t i = 0; i < n; ++i) dollars += quantile(law.severity, uniform());
    to.costs.push_back(hurdle ? dollars * std::max(1.0, mean) : dollars);
    if (!hurdle) to.counts.push_back(n);
  }

  CostModel const& model_;
  Frailty const& frailty_;
  boost::random::mt19937_64 random_;
  Eigen::MatrixXd root_;
};

}  // namespace plimsoll::test
