#include "plimsoll/models/cost/frailty_groups.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/nearest.hpp"
#include "plimsoll/core/pair_key.hpp"

namespace plimsoll {
namespace {

constexpr double nothing_left = 1e-9;

using Categories = std::vector<std::string>;

std::size_t place_of(Categories const& categories, std::string const& category) {
  return static_cast<std::size_t>(std::find(categories.begin(), categories.end(), category) -
                                  categories.begin());
}

/// Correlations of the categories' normal scores.
Eigen::MatrixXd correlations_of(Frailty const& frailty, Categories const& categories) {
  auto const count = static_cast<Eigen::Index>(categories.size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Constant(count, count, frailty.category_correlation);
  matrix.diagonal().setOnes();
  for (auto const& [key, value] : frailty.correlation) {
    auto const pair = pair_of(key);
    if (!pair) continue;
    std::size_t const a = place_of(categories, pair->first), b = place_of(categories, pair->second);
    if (std::max(a, b) >= categories.size()) continue;
    auto const row = static_cast<Eigen::Index>(a), column = static_cast<Eigen::Index>(b);
    matrix(row, column) = matrix(column, row) = value;
  }
  return matrix;
}

/// L with L L' = R, one column for each score a category has that those before it do not determine.
Eigen::MatrixXd loadings_of(Eigen::MatrixXd const& correlations) {
  Eigen::Index const count = correlations.rows();
  Eigen::MatrixXd lower = Eigen::MatrixXd::Zero(count, count);
  std::vector<Eigen::Index> used;
  for (Eigen::Index column = 0; column < count; ++column) {
    double const rest = 1.0 - lower.row(column).squaredNorm();
    if (rest < nothing_left) continue;
    used.push_back(column);
    lower(column, column) = std::sqrt(rest);
    for (Eigen::Index row = column + 1; row < count; ++row)
      lower(row, column) =
          (correlations(row, column) - lower.row(row).dot(lower.row(column))) / lower(column, column);
  }
  Eigen::MatrixXd loadings(count, static_cast<Eigen::Index>(used.size()));
  for (std::size_t i = 0; i < used.size(); ++i)
    loadings.col(static_cast<Eigen::Index>(i)) = lower.col(used[i]);
  return loadings;
}

bool alike(FrailtyGroup const& a, FrailtyGroup const& b) {
  return a.cv == b.cv && std::equal(a.loadings.begin(), a.loadings.end(), b.loadings.begin(),
                                    [](double x, double y) { return std::abs(x - y) < nothing_left; });
}

std::string unknown_category(std::string const& category, Categories const& categories) {
  std::string const near = nearest(category, categories);
  return fmt::format("\"{}\" is no category of the cost law{}", category,
                     near.empty() ? "" : "; did you mean \"" + near + "\"?");
}

}  // namespace

std::vector<std::string> faults(Frailty const& frailty, Categories const& categories) {
  std::vector<std::string> found;
  auto const known = [&](std::string const& category) {
    if (place_of(categories, category) == categories.size())
      found.push_back(unknown_category(category, categories));
  };
  for (auto const& [category, cv] : frailty.category_cv) known(category);
  for (auto const& [key, value] : frailty.correlation) {
    if (auto const pair = pair_of(key)) {
      known(pair->first);
      known(pair->second);
    } else {
      found.push_back(fmt::format("correlation \"{}\" must name two categories: \"a ~ b\"", key));
    }
  }
  if (!found.empty() || categories.empty()) return found;
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(correlations_of(frailty, categories),
                                                              Eigen::EigenvaluesOnly);
  if (double const least = solver.eigenvalues().minCoeff(); least < -1e-8)
    found.push_back(
        fmt::format("correlations of categories cannot hold together (smallest eigenvalue {:.3f}): "
                    "bring them nearer to one another, or to 0",
                    least));
  return found;
}

FrailtyGroups groups_of(Frailty const& frailty, Categories const& categories) {
  Eigen::MatrixXd const loadings = loadings_of(correlations_of(frailty, categories));
  FrailtyGroups result;
  result.scores = static_cast<std::size_t>(loadings.cols());
  for (std::size_t category = 0; category < categories.size(); ++category) {
    FrailtyGroup group{frailty.cv, {}};
    if (auto const own = frailty.category_cv.find(categories[category]); own != frailty.category_cv.end())
      group.cv = own->second;
    Eigen::RowVectorXd const row = loadings.row(static_cast<Eigen::Index>(category));
    group.loadings.assign(row.begin(), row.end());
    auto known = std::find_if(result.groups.begin(), result.groups.end(),
                              [&](FrailtyGroup const& other) { return alike(other, group); });
    if (known == result.groups.end()) known = result.groups.insert(known, std::move(group));
    result.of_category.push_back(static_cast<std::size_t>(known - result.groups.begin()));
  }
  return result;
}

}  // namespace plimsoll
