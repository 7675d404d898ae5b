#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/key_path.hpp"
#include "plimsoll/core/law.hpp"
#include "plimsoll/core/unit.hpp"

namespace plimsoll {

/// A number drawn once per trial and year, known by the key path it was written under.
struct Driver {
  KeyPath path;
  Law law;
  double year_correlation = 1.0;  ///< of the normal scores of neighbouring years; 1 = one value for all years
  Range clip;  ///< values outside are moved to the nearer end (unbounded unless the study asks)
  Unit unit = Unit::none;
};

/// The years of a study: calendar years whose costs set benchmarks, then the years that are settled.
struct YearAxis {
  std::vector<int> base;
  std::vector<int> performance;
  std::size_t size() const { return base.size() + performance.size(); }
  /// Calendar year by position: base years first.
  int operator[](std::size_t position) const {
    return position < base.size() ? base[position] : performance[position - base.size()];
  }
};

/// A number of the study: fixed, a list by performance year, a driver, or a reference to a number that is
/// computed elsewhere (a quality result, a column of a settlement file). It knows its key path, so whatever
/// uses it reads the same whether it is fixed, drawn, or moved by a scenario.
class Quantity {
 public:
  Quantity() = default;
  Quantity(double value) : by_year_{value} {}  // NOLINT: numbers are quantities
  Quantity(KeyPath path, std::vector<double> by_year)
      : path_(std::move(path)), by_year_(std::move(by_year)) {}
  explicit Quantity(Driver driver)
      : path_(driver.path), by_year_{}, driver_(std::make_shared<Driver const>(std::move(driver))) {}
  /// The number known by `path` where the quantity is used: see Position::value.
  static Quantity reference(KeyPath path) { return Quantity(std::move(path), {}); }

  KeyPath const& path() const { return path_; }
  bool is_driver() const { return driver_ != nullptr; }
  bool is_reference() const { return by_year_.empty() && !is_driver(); }
  bool is_fixed() const { return !by_year_.empty(); }
  /// Requires is_driver().
  Driver const& driver() const { return *driver_; }
  /// Number of years listed: 1 for a fixed number, 0 for a driver or a reference.
  std::size_t years_listed() const { return by_year_.size(); }
  /// The fixed value in performance year number `year` (0 = first); base years read the first. Requires
  /// is_fixed().
  double fixed(std::size_t year = 0) const {
    PLIMSOLL_EXPECT(!by_year_.empty());
    return by_year_[std::min(year, by_year_.size() - 1)];
  }
  /// Fixed value or the law's mean: for previews and reasonableness checks, never for results. Requires
  /// !is_reference().
  double central(std::size_t year = 0) const { return is_driver() ? mean(driver().law) : fixed(year); }

 private:
  KeyPath path_;
  std::vector<double> by_year_{0.0};
  std::shared_ptr<Driver const> driver_;
};

}  // namespace plimsoll
