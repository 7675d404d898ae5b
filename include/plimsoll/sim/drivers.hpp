#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/address.hpp"
#include "plimsoll/core/lanes.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/sim/parameters.hpp"
#include "plimsoll/sim/sobol.hpp"

namespace plimsoll {

/// Rank correlation asked for between two drivers, by key path.
struct RankCorrelation {
  KeyPath a, b;
  double rank = 0.0;  ///< Spearman's
};

/// One independent normal score behind the drivers: the driver it enters first and the year, by position.
struct FreshScore {
  std::size_t driver = 0;
  std::size_t year = 0;
};

/// The drivers of a study with their dependence. Each trial and year, driver i's normal score is row i of L
/// times independent scores, L L' the Pearson correlation 2 sin(pi rank / 6) of a Gaussian copula; a driver's
/// own scores follow a first-order autoregression over the years of the axis. docs/theory/drivers.md.
class DriverPlan {
 public:
  DriverPlan() = default;
  /// Correlations must name drivers of the list. A matrix that is not positive definite is repaired to the
  /// nearest one by clipping eigenvalues, and `notice` says how far entries moved.
  DriverPlan(std::vector<Driver> drivers, std::vector<RankCorrelation> const& correlations);

  std::vector<Driver> const& drivers() const { return drivers_; }
  /// Quantile function of the driver's law, by position.
  LawQuantile const& quantile_of(std::size_t driver) const { return quantiles_[driver]; }
  std::optional<std::size_t> find(KeyPath const& path) const;
  /// Row-major lower triangle factor, drivers × drivers.
  std::vector<double> const& factor() const { return factor_; }
  std::string const& notice() const { return notice_; }

  /// The independent scores of a trial: one a driver, and one for each further year of a driver whose years
  /// are not all one value.
  std::vector<FreshScore> fresh_scores(YearAxis const& years) const;
  /// The same drivers on Sobol points in place of independent draws; `direction` as SobolScores takes it, of
  /// all scores. A point has `further` scores behind those of the drivers, for an engine that takes its luck
  /// from it. Stays as it is where that leaves no score.
  DriverPlan on_sobol_points(Seed seed, YearAxis const& years, std::vector<double> direction = {},
                             std::size_t further = 0) const;
  DriverPlan on_independent_draws() const;
  /// The same drivers with some, by position, at their law's mean in every trial; no other driver moves.
  DriverPlan holding(std::vector<bool> const& held) const;
  /// The same drivers with those that have a value, by position, at it in every trial.
  DriverPlan holding_at(std::vector<std::optional<double>> values) const;
  std::optional<double> held_at(std::size_t driver) const {
    return driver < held_.size() ? held_[driver] : std::nullopt;
  }
  /// The same drivers with the parameters of estimated laws drawn too; nothing takes laws as known.
  DriverPlan drawing(std::shared_ptr<UncertainParts const> parameters) const;
  /// Nothing where laws are taken as known.
  UncertainParts const* parameters() const { return parameters_.get(); }
  /// Nothing where trials are drawn independently.
  SobolScores const* sobol() const { return sobol_.get(); }

 private:
  std::vector<Driver> drivers_;
  std::vector<LawQuantile> quantiles_;
  std::vector<double> factor_;
  std::string notice_;
  std::vector<std::optional<double>> held_;  // empty: none
  std::shared_ptr<SobolScores const> sobol_;
  std::shared_ptr<UncertainParts const> parameters_;
};

/// The fresh scores of one block, in the order of the plan's list.
std::vector<Lanes> draw_fresh_scores(DriverPlan const& plan, YearAxis const& years, Seed seed,
                                     TrialBlock block);

/// Values of every driver for one block: drivers × years of the axis.
class DriverLanes {
 public:
  DriverLanes(DriverPlan const& plan, YearAxis const& years, Seed seed, TrialBlock block);

  Lanes const& at(std::size_t driver, std::size_t year) const { return lanes_[driver * years_ + year]; }
  Lanes const& at(Driver const& driver, std::size_t year) const;
  /// Scores of the trial's point behind those of the drivers; none where it is drawn independently.
  std::vector<Lanes> const& further_scores() const { return further_; }
  /// Parameters of estimated laws; nothing where they are taken as known.
  ParameterLanes const* parameters() const { return parameters_ ? &*parameters_ : nullptr; }

 private:
  DriverPlan const* plan_;
  std::size_t years_;
  std::vector<Lanes> lanes_, further_;
  std::optional<ParameterLanes> parameters_;
};

/// A quantity's values over one block, fixed or drawn, without caring which.
class QuantityLanes {
 public:
  /// `year` is the position on the axis.
  QuantityLanes(Quantity const& quantity, DriverLanes const& drivers, YearAxis const& years,
                std::size_t year);
  double operator[](std::size_t lane) const { return lanes_ ? (*lanes_)[lane] : fixed_; }

 private:
  double fixed_ = 0.0;
  Lanes const* lanes_ = nullptr;
};

}  // namespace plimsoll
