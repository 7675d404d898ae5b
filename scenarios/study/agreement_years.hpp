#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plimsoll/models/contract/agreement.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// The agreements of a table in a study.
AgreementPeriods periods_of(AgreementTable const& agreement, RunTable const& run);

/// Weights of the base years of a performance year under an agreement, the oldest first: those of the
/// benchmark, or of renewals. None where the benchmark is given and not made of base years.
std::span<double const> base_weights(AgreementTable const& agreement, BenchmarkTable const& benchmark,
                                     RunTable const& run, int year);

/// Faults of agreements and of the contracts that name them; a spot for each key is for the caller to find.
std::vector<Problem> agreement_faults(Study const& study);

/// Whether the benchmark's base years are those of agreements, not all that are drawn.
bool under_agreements_only(Study const& study, std::string const& benchmark);

}  // namespace plimsoll
