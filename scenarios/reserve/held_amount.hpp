#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// Something a reserve is held for: one contract, or all that would be signed together.
struct Holder {
  std::string id;            ///< contract id, or `together`
  std::string name;          ///< as printed
  std::vector<double> owed;  ///< by trial, for one performance year
  ReserveLine line;          ///< by the study's policy
};

inline constexpr char const* together = "portfolio";

/// Every contract in the order of the study, then all signed contracts together where they are two or more.
std::vector<Holder> holders(Study const& study, TrialTable const& trials, int year);

/// The holder whose reserve is on the books: all signed contracts together, or the only one signed.
Holder signed_holder(Study const& study, TrialTable const& trials, int year);

/// factor * figure, error and interval with it.
Figure scaled(Figure const& figure, double factor, std::string id, Unit unit = Unit::dollars);

}  // namespace plimsoll
