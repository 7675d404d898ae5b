#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// What is billed for a patient and month.
enum class FeeCode : std::uint8_t {
  apcm,   ///< advanced primary care management, G0556 to G0558
  ccm,    ///< chronic care management, 99490 and its kin
  pcm,    ///< principal care management, 99424 to 99427
  tcm,    ///< transitional care management, 99495 and 99496
  other,  ///< excludes nothing
};
template <>
struct Names<FeeCode> {
  static constexpr std::array<std::pair<std::string_view, FeeCode>, 5> pairs{{{"apcm", FeeCode::apcm},
                                                                              {"ccm", FeeCode::ccm},
                                                                              {"pcm", FeeCode::pcm},
                                                                              {"tcm", FeeCode::tcm},
                                                                              {"other", FeeCode::other}}};
};

/// Rule that two fees are not paid for one patient and month.
inline constexpr std::string_view exclusive_fees_source =
    "CY2025 physician fee schedule final rule, APCM (G0556-G0558) [K]: from practice, not read";
/// Whether that rule names the two: APCM is paid once, and not beside CCM, PCM or TCM.
bool exclude_each_other(FeeCode a, FeeCode b);

/// A monthly fee, from the members it is for to what is allowed.
struct FeeStream {
  std::optional<Quantity> members;
  Quantity eligible = 1.0;
  Quantity enrolled;
  Quantity billed = 1.0;
  Quantity fee;
  Quantity denial = 0.0;
  static constexpr bool shared = true;  ///< text in its place is the key path of another
  static constexpr auto fields = field_table(
      optional("members", &FeeStream::members, Unit::members, not_negative,
               "members in every month of the year; those of the population when not given"),
      optional("eligible", &FeeStream::eligible, Unit::fraction, unit_interval, "share of members eligible"),
      required("enrolled", &FeeStream::enrolled, Unit::fraction, unit_interval,
               "share of eligible members enrolled"),
      optional("billed", &FeeStream::billed, Unit::fraction, unit_interval,
               "share of enrolled months that are billed"),
      required("fee", &FeeStream::fee, Unit::dollars_pmpm, not_negative, "allowed amount of a billed month"),
      optional("denial", &FeeStream::denial, Unit::fraction, unit_interval, "share of billed months denied"));
};
/// Allowed dollars: member months · eligible · enrolled · billed · fee · (1 - denial).
Expr allowed(FeeStream const& stream, Position const& at);

/// Care-management fees as collected: the payer's part after sequestration, and coinsurance.
struct CareManagementFee {
  FeeCode code = FeeCode::other;
  std::string patients;
  FeeStream stream;
  Quantity payer_share = 0.80;
  Quantity sequestration = 0.02;
  Quantity coinsurance_collected;
  static constexpr Clause clause{"care_management_fee",
                                 "Pays a monthly fee for enrolled members, as far as it is collected.",
                                 "Medicare physician fee schedule"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool opens_balance = true;
  static constexpr auto fields =
      field_table(required("code", &CareManagementFee::code, "what is billed"),
                  optional("patients", &CareManagementFee::patients,
                           "label of the group billed; none stands for every member of the population"),
                  required("stream", &CareManagementFee::stream, "the fee and who is billed"),
                  optional("payer_share", &CareManagementFee::payer_share, Unit::fraction, unit_interval,
                           "share of the allowed amount the payer pays; the rest is coinsurance"),
                  optional("sequestration", &CareManagementFee::sequestration, Unit::fraction, unit_interval,
                           "share of the payer's part withheld by law"),
                  required("coinsurance_collected", &CareManagementFee::coinsurance_collected, Unit::fraction,
                           unit_interval, "share of coinsurance that is collected"));
};
/// Line: allowed · (payer_share · (1 - sequestration) + (1 - payer_share) · coinsurance_collected).
Expr apply(CareManagementFee const& term, Position const& at);

/// Fees are expenditure of the same members: the payer's part counts against the benchmark.
struct CountedFees {
  FeeStream stream;
  Quantity payer_share = 0.80;
  Quantity benchmark_includes = 0.0;
  static constexpr Clause clause{"counted_fees", "Counts the payer's part of care-management fees as cost.",
                                 "42 CFR 425.605(a)"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("stream", &CountedFees::stream, "the fee, mostly by the key path of another contract's"),
      optional("payer_share", &CountedFees::payer_share, Unit::fraction, unit_interval,
               "share of the allowed amount the payer pays; sequestration is added back"),
      optional("benchmark_includes", &CountedFees::benchmark_includes, Unit::fraction, unit_interval,
               "share of the fees the benchmark already holds, from its base years and region"));
};
/// Line: allowed · payer_share · (1 - benchmark_includes).
Expr apply(CountedFees const& term, Position const& at);

}  // namespace plimsoll
