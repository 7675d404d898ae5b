#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// What makes a settlement uncertain.
enum class RiskSource {
  process,     ///< members' luck: the same laws, another year
  parameters,  ///< the laws themselves, known from a sample only
  trend,       ///< what moves all members' cost and the benchmark it is held against
  membership,  ///< roster and risk scores
  quality,     ///< true rates, and the luck of the patients counted
  terms,       ///< drawn terms of contracts and effects of programmes
};

/// The source a driver belongs to, by the table it is written in.
RiskSource source_of(KeyPath const& driver);

/// How the split is worked out; changes no figure.
struct SplitSetting {
  std::size_t threads = 0;                                             ///< 0 = all
  std::function<void(std::size_t done, std::size_t blocks)> progress;  ///< from any thread, one at a time
};

/// Where the risk of every contract and performance year comes from: its variance and its reserve, split
/// over the sources the study has. Every set of sources is switched on together, the others held at their
/// means, on the same random numbers; a source's part is what it adds, averaged over all orders (Shapley), so
/// parts add up to the whole. Errors are those of a jackknife over groups of trials.
/// docs/theory/risk-sources.md. Throws InputError where `loaded` does not compile or members' means are not
/// known with a limit that is drawn.
std::vector<Table> risk_sources(LoadedStudy const& loaded, SplitSetting const& setting = {});

}  // namespace plimsoll
