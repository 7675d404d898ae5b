#include "plimsoll/models/cost/uncertain_law.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace plimsoll {
namespace {

using Coordinates = Eigen::VectorXd;

constexpr double slope_step = 1e-5;  // of differences
constexpr double reach = 2.0;        // deviations: with a chance of 1/8 either way the variance is kept
constexpr double no_variance_left = 1e-14;  // of a variance of logarithms

enum class Scale { plain, logarithm, log_odds };

Scale scale_of(Range const& range) {
  if (range.low == 0.0 && range.high == 1.0) return Scale::log_odds;
  return range.low >= 0.0 ? Scale::logarithm : Scale::plain;
}

double unbounded(Scale scale, double x) {
  switch (scale) {
    case Scale::logarithm: return std::log(x);
    case Scale::log_odds: return std::log(x / (1.0 - x));
    case Scale::plain: break;
  }
  return x;
}

double bounded(Scale scale, double t) {
  switch (scale) {
    case Scale::logarithm: return std::exp(t);
    case Scale::log_odds: return 1.0 / (1.0 + std::exp(-t));
    case Scale::plain: break;
  }
  return t;
}

/// d(bounded)/dt at x.
double slope_at(Scale scale, double x) {
  switch (scale) {
    case Scale::logarithm: return x;
    case Scale::log_odds: return x * (1.0 - x);
    case Scale::plain: break;
  }
  return 1.0;
}

/// Calls visit(number, its range) for every number of the law; lists are left out.
template <class Law, class Visit>
void for_each_number(Law& law, Visit const& visit) {
  std::visit(
      [&]<class L>(L& alternative) {
        for_each_field<std::remove_const_t<L>>([&](auto const& field) {
          using V = std::remove_cvref_t<decltype(alternative.*field.at)>;
          if constexpr (std::is_same_v<V, double>) visit(alternative.*field.at, field.range);
        });
      },
      law);
}

template <class Law>
Coordinates coordinates_of(Law const& law) {
  std::vector<double> numbers;
  for_each_number(law,
                  [&](double x, Range const& range) { numbers.push_back(unbounded(scale_of(range), x)); });
  return Eigen::Map<Coordinates>(numbers.data(), static_cast<Eigen::Index>(numbers.size()));
}

template <class Law>
Law law_at(Law law, Coordinates const& at) {
  Eigen::Index i = 0;
  for_each_number(law, [&](double& x, Range const& range) { x = bounded(scale_of(range), at[i++]); });
  return law;
}

/// Covariance of the estimates on unbounded scales.
template <class Law>
Eigen::MatrixXd covariance_of(Law const& law, LawFit const& fit) {
  auto const size = static_cast<Eigen::Index>(fit.standard_errors.size());
  Coordinates deviations(size);
  Eigen::Index i = 0;
  for_each_number(law, [&](double x, Range const& range) {
    deviations[i] = fit.standard_errors[static_cast<std::size_t>(i)] / slope_at(scale_of(range), x);
    ++i;
  });
  Eigen::MatrixXd covariance = deviations.cwiseAbs2().asDiagonal();
  std::size_t pair = 0;
  for (Eigen::Index row = 0; row < size; ++row)
    for (Eigen::Index column = 0; column < row && pair < fit.correlations.size(); ++column)
      covariance(row, column) = covariance(column, row) =
          fit.correlations[pair++] * deviations[row] * deviations[column];
  return covariance;
}

bool is_sound(CountLaw const&) {
  return true;
}
bool is_sound(SeverityLaw const& law) {
  return fault_of(law).empty();
}

template <class Law>
bool can_be_drawn(Law const& law) {
  bool within = true;
  for_each_number(law, [&](double x, Range const& range) {
    within = within && std::isfinite(x) && x >= range.low && x <= range.high;
  });
  return within && is_sound(law) && std::isfinite(mean(law)) && mean(law) > 0.0;
}

CountLaw times_mean(CountLaw const& law, double factor) {
  return scaled(law, factor);
}
SeverityLaw times_mean(SeverityLaw const& law, double factor) {
  return scaled(law, factor);
}

/// How the logarithm of the mean moves with each number.
template <class Law>
Coordinates slopes_of_mean(Law const& law, Coordinates const& at) {
  Coordinates slopes(at.size());
  for (Eigen::Index i = 0; i < at.size(); ++i) {
    Coordinates above = at, below = at;
    above[i] += slope_step;
    below[i] -= slope_step;
    slopes[i] =
        (std::log(mean(law_at(law, above))) - std::log(mean(law_at(law, below)))) / (2.0 * slope_step);
  }
  return slopes;
}

/// Variances of the estimates: of the logarithm of the mean, and along the axes of the shapes.
struct SpreadOfShape {
  double of_mean = 0.0;                 // given the shape
  std::vector<Coordinates> axes;        // one deviation of the shape each, the mean held
  std::vector<double> mean_along_axis;  // by how much one deviation moves the logarithm of the mean
};

template <class Law>
SpreadOfShape spread_of(Law const& law, Coordinates const& at, Eigen::MatrixXd const& covariance) {
  Coordinates const slopes = slopes_of_mean(law, at);
  Coordinates const scaling = (coordinates_of(times_mean(law, std::exp(slope_step))) - at) / slope_step;
  auto const size = at.size();
  Eigen::MatrixXd const shape = Eigen::MatrixXd::Identity(size, size) - scaling * slopes.transpose();
  Eigen::MatrixXd const of_shape = shape * covariance * shape.transpose();
  Coordinates const with_mean = shape * covariance * slopes;
  SpreadOfShape spread;
  spread.of_mean = slopes.dot(covariance * slopes);
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(of_shape);
  for (Eigen::Index i = size - 1; i >= 0; --i) {
    double const variance = solver.eigenvalues()[i];
    if (variance < no_variance_left || 2 * spread.axes.size() + 2 > UncertainLaw<Law>::places) break;
    Coordinates const axis = solver.eigenvectors().col(i);
    double const deviation = std::sqrt(variance), along = with_mean.dot(axis) / deviation;
    spread.axes.push_back(deviation * axis);
    spread.mean_along_axis.push_back(along);
    spread.of_mean -= along * along;
  }
  spread.of_mean = std::max(0.0, spread.of_mean);
  return spread;
}

/// The law this far along an axis, the nearest to it that can be drawn, with the mean that goes with it.
template <class Law>
Law law_along(Law const& law, Coordinates const& at, Coordinates const& axis, double deviations,
              double log_factor) {
  for (double part = deviations; std::abs(part) > 1e-3; part *= 0.75)
    if (Law const near = law_at(law, at + part * axis); can_be_drawn(near))
      return times_mean(near, mean(law) / mean(near) * std::exp(log_factor));
  return times_mean(law, std::exp(log_factor));
}

template <class Law>
UncertainLaw<Law> uncertain(Law const& law, LawFit const& fit, double weight) {
  UncertainLaw<Law> made;
  made.laws = {law};
  Coordinates const at = can_be_drawn(law) ? coordinates_of(law) : Coordinates();
  if (at.size() == 0 || !at.allFinite() || fit.standard_errors.size() != static_cast<std::size_t>(at.size()))
    return made;
  SpreadOfShape const spread = spread_of(law, at, covariance_of(law, fit));
  made.deviation = std::sqrt(weight * spread.of_mean);
  for (std::size_t axis = 0; axis < spread.axes.size(); ++axis)
    for (double side : {reach, -reach}) {
      made.law_of[made.laws.size() - 1] = static_cast<std::uint8_t>(made.laws.size());
      made.laws.push_back(law_along(law, at, spread.axes[axis], side,
                                    side * std::sqrt(weight) * spread.mean_along_axis[axis]));
    }
  double average = 0.0;
  for (std::uint8_t place : made.law_of)
    average += mean(made.laws[place]) / static_cast<double>(UncertainLaw<Law>::places);
  for (Law& one : made.laws) one = times_mean(one, mean(law) / average);
  return made;
}

double weight_of(CategoryLaw const& law) {
  return law.fit && law.fit->credibility ? law.fit->credibility->weight : 1.0;
}

}  // namespace

UncertainLaw<CountLaw> uncertain_count(CategoryLaw const& law) {
  if (!law.fit) return {{law.count}, {}, 0.0};
  return uncertain(law.count, law.fit->count, weight_of(law));
}

UncertainLaw<SeverityLaw> uncertain_severity(CategoryLaw const& law) {
  if (!law.fit) return {{law.severity}, {}, 0.0};
  // The fit's errors are those of the law before its mean was matched or blended.
  double const factor = law.fit->mean_factor;
  UncertainLaw<SeverityLaw> made =
      uncertain(scaled(law.severity, 1.0 / factor), law.fit->severity, weight_of(law));
  if (made.laws.size() == 1) return {{law.severity}, {}, made.deviation};  // to its last digit
  for (SeverityLaw& one : made.laws) one = scaled(one, factor);
  return made;
}

}  // namespace plimsoll
