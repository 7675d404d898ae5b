#pragma once

#include <map>
#include <vector>

#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/finished_run.hpp"

namespace plimsoll {

/// What is on the books for one performance year in one study: amounts owed by all signed contracts together
/// and the reserve against them.
struct StageYear {
  std::vector<double> owed;  ///< by trial
  ReserveLine line;
  SharedDesign design;
  double cents() const;  ///< of the reserve, whole
};

/// One study on the way from the prior run to this one, by performance year.
using Stage = std::map<int, StageYear>;
Stage stage_of(Study const& study, TrialTable const& trials);

/// The reserve of `to` less that of `from`, in dollars and to the cent. Its error is a jackknife's over
/// groups of blocks that both have, or, where trials differ or are designed, the most it can be.
Figure step_figure(std::string id, StageYear const& from, StageYear const& to);

}  // namespace plimsoll
