#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/unit.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// What an answer is held against.
enum class CheckKind { closed_form, published, exact_engine };
template <>
struct Names<CheckKind> {
  static constexpr std::array<std::pair<std::string_view, CheckKind>, 3> pairs{
      {{"closed_form", CheckKind::closed_form},
       {"published", CheckKind::published},
       {"exact_engine", CheckKind::exact_engine}}};
};

/// One answer of this program beside the known one.
struct CertificateCheck {
  std::string id;
  CheckKind kind = CheckKind::closed_form;
  std::string what;
  std::string source;  ///< where the known answer is from
  Unit unit = Unit::none;
  double expected = 0.0, got = 0.0;
  double tolerance = 0.0;  ///< what was printed of the answer, and 4.9 standard errors of what was drawn
  double error() const { return got - expected; }
  bool passes() const;  ///< false for an answer that is no number
};

/// How much is checked.
struct CertificateSetting {
  bool full = false;                          ///< ten times the trials, and larger panels
  std::optional<std::filesystem::path> data;  ///< folder of public data, to settle what CMS published
  std::size_t threads = 0;
  std::function<void(std::string const&)> told;  ///< hears of every part
};

/// Every check of the certificate: closed forms, published numbers, engines beside the exact distribution.
std::vector<CertificateCheck> certify(CertificateSetting const& setting);

/// Moves the known answer of a check by three tolerances and a cent, so that it must fail: what shows that a
/// certificate can. Throws InputError where there is no check of that id.
void spoil(std::vector<CertificateCheck>& checks, std::string const& id);

Table certificate_table(std::vector<CertificateCheck> const& checks);

}  // namespace plimsoll
