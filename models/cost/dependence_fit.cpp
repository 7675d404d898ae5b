#include "plimsoll/models/cost/dependence_fit.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>

#include "law_given_frailty.hpp"
#include "linked_moments.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/jackknife.hpp"
#include "score_series.hpp"
#include "simulated_persistence.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t fewest_pairs = 200, simulated_pairs = 30'000;
constexpr double least_year_correlation = 0.2, most_year_correlation = 0.99;
constexpr std::array<std::optional<double>, 4> copulas{std::nullopt, 10.0, 5.0, 3.0};

/// Correlations of scores nearest to `matrix` that can hold together: negative eigenvalues raised.
Eigen::MatrixXd made_possible(Eigen::MatrixXd const& matrix) {
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(matrix);
  if (solver.eigenvalues().minCoeff() > 1e-3) return matrix;
  Eigen::VectorXd const raised = solver.eigenvalues().cwiseMax(1e-3);
  Eigen::MatrixXd const whole =
      solver.eigenvectors() * raised.asDiagonal() * solver.eigenvectors().transpose();
  Eigen::VectorXd const scale = whole.diagonal().cwiseSqrt().cwiseInverse();
  return scale.asDiagonal() * whole * scale.asDiagonal();
}

double rounded(double value) {
  return std::round(value * 1e4) / 1e4;
}

/// What is estimated under one copula.
struct Point {
  std::vector<double> cv;
  Eigen::MatrixXd correlation;
  double year_correlation = 0.0;
};

class Search {
 public:
  Search(LinkedYears const& data, CostModel const& fitted, bool claims, FrailtyFamily family,
         std::optional<double> degrees)
      : data_(data), fitted_(fitted), family_(family), degrees_(degrees), weights_(fitted.cells.size()) {
    auto const count = static_cast<double>(data.pairs().size());
    for (LinkedPair const& pair : data.pairs()) weights_[pair.cell[0]] += 1.0 / count;
    for (std::size_t c = 0; c < fitted.categories.size(); ++c) {
      std::vector<CategoryLaw> laws;
      for (CellLaw const& cell : fitted.cells) laws.push_back(cell.laws[c]);
      series_.emplace_back(family, degrees, laws, weights_, claims);
    }
    repeats_ = static_cast<int>(1 + simulated_pairs / data.pairs().size());
  }

  Point at(double year_correlation, LinkedMoments const& moments) const {
    Point point{{}, Eigen::MatrixXd::Identity(moments.same.rows(), moments.same.rows()), year_correlation};
    std::vector<std::vector<ScoreSeries>> series;
    for (std::size_t c = 0; c < series_.size(); ++c) {
      auto const i = static_cast<Eigen::Index>(c);
      point.cv.push_back(series_[c].cv_of(moments.next(i, i), year_correlation));
      series.push_back(series_[c].at(point.cv.back()));
    }
    for (std::size_t a = 0; a < series.size(); ++a)
      for (std::size_t b = 0; b < a; ++b) {
        if (std::min(point.cv[a], point.cv[b]) <= 0.0) continue;
        auto const i = static_cast<Eigen::Index>(a), j = static_cast<Eigen::Index>(b);
        point.correlation(i, j) = point.correlation(j, i) =
            correlation_of(covariance_series(series[a], series[b], weights_), moments.same(i, j));
      }
    point.correlation = made_possible(point.correlation);
    return point;
  }

  Persistence simulated(Point const& point) const {
    return simulated_persistence(model(point), data_.pairs(), repeats_);
  }

  /// The point whose simulated members have the data's correlation of log cost: false position on the year
  /// correlation.
  Point solve(LinkedMoments const& moments, YearLink link) const {
    if (link == YearLink::categories && series_.size() > 1) return shared(moments);
    auto const gap = [&](double phi) {
      return simulated(at(phi, moments)).log_correlation - moments.log_correlation;
    };
    double low = least_year_correlation, high = most_year_correlation;
    double below = gap(low), above = gap(high);
    if (above <= 0.0) return at(high, moments);
    if (below >= 0.0) return at(low, moments);
    for (int i = 0; i < 12 && high - low > 1e-4; ++i) {
      double const middle = low + (high - low) * std::clamp(-below / (above - below), 0.1, 0.9);
      double const here = gap(middle);
      if (std::abs(here) < 2e-4) return at(middle, moments);
      (here < 0.0 ? low : high) = middle;
      (here < 0.0 ? below : above) = here;
    }
    return at(0.5 * (low + high), moments);
  }

  /// The point at which neighbouring years of two categories go together as their years do, times the year
  /// correlation: pairs of categories weighted by their precision.
  Point shared(LinkedMoments const& moments) const {
    double phi = 0.7;
    for (int i = 0; i < 30; ++i) {
      double const next = std::clamp(left_of_shared(at(phi, moments), moments), least_year_correlation,
                                     most_year_correlation);
      if (std::abs(next - phi) < 1e-5) break;
      phi = next;
    }
    return at(phi, moments);
  }

  /// The same with the members of one group left out, one step from the solution.
  Point step(Point const& solved, double slope, std::size_t without) const {
    LinkedMoments const moments = data_.moments(without);
    double const phi = solved.year_correlation;
    double const gap = simulated(at(phi, moments)).log_correlation - moments.log_correlation;
    return at(std::clamp(phi - gap / slope, least_year_correlation, most_year_correlation), moments);
  }
  /// How the simulated correlation of log cost moves with the year correlation.
  double slope(Point const& solved) const {
    LinkedMoments const moments = data_.moments();
    double const high = std::min(most_year_correlation, solved.year_correlation + 0.03), low = high - 0.06;
    return (simulated(at(high, moments)).log_correlation - simulated(at(low, moments)).log_correlation) /
           (high - low);
  }

  CostModel model(Point const& point) const {
    CostModel model = fitted_;
    Frailty& frailty = model.frailty.emplace();
    frailty.family = family_;
    frailty.degrees = degrees_;
    frailty.year_correlation = rounded(point.year_correlation);
    frailty.cv = rounded(*std::max_element(point.cv.begin(), point.cv.end()));
    for (std::size_t c = 0; c < point.cv.size(); ++c) {
      frailty.category_cv[model.categories[c]] = rounded(point.cv[c]);
      FactorLaw const factor = factor_law(family_, rounded(point.cv[c]));
      for (CellLaw& cell : model.cells) cell.laws[c] = given_factor(cell.laws[c], factor).law;
      for (std::size_t d = 0; d < c; ++d)
        frailty.correlation[model.categories[d] + " ~ " + model.categories[c]] =
            rounded(point.correlation(static_cast<Eigen::Index>(c), static_cast<Eigen::Index>(d)));
    }
    return model;
  }
  bool on_bound(std::size_t category, Point const& point) const {
    return point.cv[category] >= series_[category].most();
  }

 private:
  double left_of_shared(Point const& point, LinkedMoments const& moments) const {
    double both = 0.0, square = 0.0;
    for (std::size_t a = 0; a < series_.size(); ++a)
      for (std::size_t b = 0; b < a; ++b) {
        if (std::min(point.cv[a], point.cv[b]) <= 0.0) continue;
        auto const i = static_cast<Eigen::Index>(a), j = static_cast<Eigen::Index>(b);
        CovarianceSeries const series =
            covariance_series(series_[a].at(point.cv[a]), series_[b].at(point.cv[b]), weights_);
        double const weight = series[1] * series[1] / (moments.same(i, i) * moments.same(j, j));
        double const now = correlation_of(series, moments.same(i, j));
        both += weight * now * correlation_of(series, moments.next(i, j));
        square += weight * now * now;
      }
    return square > 0.0 ? both / square : most_year_correlation;
  }

  LinkedYears const& data_;
  CostModel const& fitted_;
  FrailtyFamily family_;
  std::optional<double> degrees_;
  std::vector<double> weights_;  // of cells, by the first of a member's two years
  std::vector<CategorySeries> series_;
  int repeats_ = 1;
};

/// A point as the list of its numbers: cvs, correlations, year correlation.
std::vector<double> numbers_of(Point const& point) {
  std::vector<double> numbers = point.cv;
  for (Eigen::Index c = 0; c < point.correlation.rows(); ++c)
    for (Eigen::Index d = 0; d < c; ++d) numbers.push_back(point.correlation(c, d));
  numbers.push_back(point.year_correlation);
  return numbers;
}
std::vector<std::string> names_of(std::vector<std::string> const& categories) {
  std::vector<std::string> names;
  for (std::string const& category : categories) names.push_back("cv " + category);
  for (std::size_t c = 0; c < categories.size(); ++c)
    for (std::size_t d = 0; d < c; ++d)
      names.push_back(fmt::format("correlation {} ~ {}", categories[d], categories[c]));
  names.emplace_back("year correlation");
  return names;
}

/// Standard errors by leaving out one group of members after the other (Efron and Stein 1981).
std::vector<DependenceEstimate> with_errors(Search const& search, Point const& solved,
                                            std::vector<std::string> const& categories) {
  double const slope = std::max(0.05, search.slope(solved));
  std::vector<double> const at = numbers_of(solved);
  std::vector<std::vector<double>> without_each(at.size());
  for (std::size_t group = 0; group < LinkedYears::groups; ++group) {
    std::vector<double> const one = numbers_of(search.step(solved, slope, group));
    for (std::size_t i = 0; i < at.size(); ++i) without_each[i].push_back(one[i]);
  }
  std::vector<std::string> const names = names_of(categories);
  std::vector<DependenceEstimate> estimates;
  for (std::size_t i = 0; i < at.size(); ++i)
    estimates.push_back({names[i], at[i], jackknife_error(without_each[i])});
  return estimates;
}

void note_bounds(Search const& search, Point const& solved, DependenceFit& fit) {
  for (std::size_t c = 0; c < solved.cv.size(); ++c)
    if (search.on_bound(c, solved))
      fit.notices.push_back(fmt::format(
          "{}: its laws cannot give up more variance than a factor of cv {:.2f} brings; the data have more "
          "that goes from year to year",
          fit.model.categories[c], solved.cv[c]));
  if (solved.year_correlation >= most_year_correlation || solved.year_correlation <= least_year_correlation)
    fit.notices.push_back(fmt::format(
        "year correlation is held at {:.2f}: simulated members have a correlation of log cost of "
        "{:.3f}, the data {:.3f}",
        solved.year_correlation, search.simulated(solved).log_correlation, fit.observed.log_correlation));
}

}  // namespace

DependenceFit fit_dependence(std::vector<MemberYears const*> const& years, CostModel const& fitted,
                             DependencePlan const& plan) {
  PLIMSOLL_EXPECT(years.size() >= 2 && !fitted.frailty);
  for (MemberYears const* year : years) PLIMSOLL_EXPECT(year->categories == fitted.categories);
  LinkedYears const data(years, fitted);
  DependenceFit fit;
  fit.observed = data.observed();
  fit.pairs = static_cast<std::int64_t>(data.pairs().size());
  if (data.pairs().size() < fewest_pairs)
    throw ModelError(
        fmt::format("fewer than {} members are in two neighbouring years: too few to say how a "
                    "member's years go together",
                    fewest_pairs));
  LinkedMoments const moments = data.moments();
  std::optional<Search> chosen;
  Point solved;
  double smallest = 0.0;
  for (std::optional<double> const& degrees : copulas) {
    Search search(data, fitted, years.front()->has_counts(), plan.family, degrees);
    Point const point = search.solve(moments, plan.year_link);
    fit.tried.push_back({degrees, point.year_correlation, search.simulated(point), false});
    double const gap = std::abs(fit.tried.back().simulated.staying - fit.observed.staying) +
                       std::abs(fit.tried.back().simulated.log_correlation - fit.observed.log_correlation);
    if (chosen && gap >= smallest) continue;
    smallest = gap;
    solved = point;
    chosen.emplace(std::move(search));
    for (CopulaTried& tried : fit.tried) tried.chosen = tried.degrees == degrees;
  }
  fit.model = chosen->model(solved);
  fit.estimates = with_errors(*chosen, solved, fitted.categories);
  note_bounds(*chosen, solved, fit);
  return fit;
}

}  // namespace plimsoll
