#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "plimsoll/scenarios/explain.hpp"
#include "plimsoll/scenarios/live_terms.hpp"
#include "redaction/redaction.hpp"

namespace plimsoll {

// Large parts of a page: compressed (zlib, RFC 1950), then base64, for tools/page/live.js to open. Names in
// their texts are replaced as `names` says.

/// The live contracts: a length of 4 bytes, lowest first, JSON of that length, then the trials' columns by
/// byte planes. `of` is the number of trials of the run.
std::string packed_live(LiveContracts const& live, std::uint64_t of, Redaction const& names = {});

/// Explanations of figures and of the trials behind them, by id.
std::string packed_explained(ExplainedRun const& explained, Redaction const& names = {});

/// Bytes that `packed_live` takes for a trial before compression, about.
std::size_t bytes_a_trial(LiveContracts const& live);

}  // namespace plimsoll
