#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/scenarios/certificate.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// Half-width of a two-sided check with tail 1e-6, in standard errors.
inline constexpr double certified_errors = 4.9;

/// Checks of one kind, in the order they are added.
class CheckList {
 public:
  explicit CheckList(CheckKind kind) : kind_(kind) {}
  /// A figure beside a known answer of which so much is open; its own error comes on top.
  void add(std::string id, std::string what, std::string source, double expected, double slack,
           Figure const& got);
  /// The same of an answer without an error.
  void add(std::string id, std::string what, std::string source, double expected, double slack, double got,
           Unit unit);
  std::vector<CertificateCheck> take() { return std::move(checks_); }

 private:
  CheckKind kind_;
  std::vector<CertificateCheck> checks_;
};

/// A study of one contract over one normal year, no file needed: cost of a person-year with this mean and
/// coefficient of variation.
struct NormalDeal {
  int year = 2024;
  int members = 12'000, months = 12;
  double benchmark_pbpy = 10'000.0, cost_pbpy = 10'000.0, process_cv = 0.0;
  std::string contract;  ///< tables below `[[contract]]`: template or terms
  std::uint64_t trials = 1;
  TrialTable simulate(std::size_t threads = 0) const;
};
/// The column of the deal, e.g. "settlement".
std::span<double const> of_deal(TrialTable const& trials, NormalDeal const& deal, char const* what);

std::vector<CertificateCheck> closed_form_checks(CertificateSetting const& setting);
std::vector<CertificateCheck> published_checks(CertificateSetting const& setting);
std::vector<CertificateCheck> engine_checks(CertificateSetting const& setting);

}  // namespace plimsoll
