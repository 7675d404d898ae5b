#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <variant>
#include <vector>

#include "support/reference_panel.hpp"

namespace plimsoll::bench {

/// Claims of a member-year; negative binomial as Poisson of a gamma mean, since the distributions named so
/// take whole sizes only.
template <class Library>
class PeerCount {
 public:
  explicit PeerCount(CountLaw const& law) : poisson_(std::max(mean(law), smallest)) {
    if (auto const* mixed = std::get_if<NegativeBinomialCount>(&law))
      rate_.emplace(mixed->size, mixed->mean / mixed->size);
  }
  int operator()(typename Library::Engine& engine) {
    if (!rate_) return poisson_(engine);
    return typename Library::Poisson(std::max((*rate_)(engine), smallest))(engine);
  }

 private:
  static constexpr double smallest = std::numeric_limits<double>::min();
  typename Library::Poisson poisson_;
  std::optional<typename Library::Gamma> rate_;
};

/// Lognormal whose part above `start` is drawn again from a Pareto.
template <class Library>
struct PeerSpliced {
  typename Library::Lognormal body;
  typename Library::Uniform uniform;
  double start, exponent;
  double operator()(typename Library::Engine& engine) {
    double const amount = body(engine);
    return amount <= start ? amount : start * std::pow(1.0 - uniform(engine), exponent);
  }
};

/// The reference panel with the distributions of one library, built once: members cell by cell, category by
/// category, claim by claim.
template <class Library>
class PeerPanel {
 public:
  static constexpr std::size_t categories = test::ReferencePanel::category_means.size();

  PeerPanel(test::ReferencePanel const& panel, std::uint64_t members)
      : dealt_(panel.members_by_cell(members)), years_(members) {
    for (CellLaw const& cell : panel.model.cells)
      for (CategoryLaw const& law : cell.laws)
        laws_.push_back({PeerCount<Library>(law.count), amount_of(law.severity)});
  }

  std::uint64_t members() const { return years_.size(); }
  std::vector<double> const& years() const { return years_; }

  /// Draws one category for every member and adds it to the years.
  void add(std::size_t category) {
    double* year = years_.data();
    for (std::size_t cell = 0; cell < dealt_.size(); ++cell) {
      Law& law = laws_[cell * categories + category];
      double* const end = year + dealt_[cell];
      std::visit([&](auto& amount) { add(law.count, amount, year, end); }, law.amount);
      year = end;
    }
  }

  void clear() { std::fill(years_.begin(), years_.end(), 0.0); }

  /// Capped dollars of the panel in one trial.
  double draw() {
    clear();
    for (std::size_t category = 0; category < categories; ++category) add(category);
    return std::accumulate(years_.begin(), years_.end(), 0.0, [](double sum, double year) {
      return sum + std::min(year, test::ReferencePanel::cap);
    });
  }

 private:
  using Amount = std::variant<typename Library::Lognormal, typename Library::Gamma, PeerSpliced<Library>>;
  struct Law {
    PeerCount<Library> count;
    Amount amount;
  };

  static Amount amount_of(SeverityLaw const& law) {
    if (auto const* l = std::get_if<LognormalSeverity>(&law))
      return typename Library::Lognormal(l->mu, l->sigma);
    if (auto const* g = std::get_if<GammaSeverity>(&law)) return typename Library::Gamma(g->shape, g->scale);
    auto const& s = std::get<LognormalParetoSeverity>(law);
    return PeerSpliced<Library>{typename Library::Lognormal(s.mu, s.sigma), typename Library::Uniform(),
                                s.threshold, -1.0 / s.index};
  }

  template <class Severity>
  void add(PeerCount<Library>& count, Severity& amount, double* year, double const* end) {
    for (; year != end; ++year)
      for (int left = count(engine_); left > 0; --left) *year += amount(engine_);
  }

  std::vector<std::uint64_t> dealt_;
  std::vector<double> years_;
  std::vector<Law> laws_;  // cell by cell, category by category
  typename Library::Engine engine_{20260715};
};

}  // namespace plimsoll::bench
