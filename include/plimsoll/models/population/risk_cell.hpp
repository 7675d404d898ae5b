#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll {

/// Members who share a cost law: enrolment type × age band × risk band. "*" stands for all of that axis.
struct RiskCell {
  std::string enrolment = "*";
  std::string age = "*";
  std::string risk = "*";

  /// "aged_nondual/65-74/1-2".
  std::string name() const;

  /// The wider cells a law may be taken from, nearest first: (e,a,*), (e,*,*), (*,*,*), without this cell
  /// itself.
  std::vector<RiskCell> parents() const;

  friend auto operator<=>(RiskCell const&, RiskCell const&) = default;
};

/// Names of the bands with ascending lower edges: [0,65,75] gives "0-64", "65-74", "75+"; [0,1,3] gives "0",
/// "1-2", "3+". Edges that are not all whole numbers are printed as they are: [0,0.8] gives "0-0.8", "0.8+".
/// Edges must be finite, not negative and strictly ascending, at least one (else BrokenPromise).
std::vector<std::string> band_names(std::vector<double> const& edges);

/// Index of the band `value` lies in, lower edge included; empty below the first edge.
std::optional<std::size_t> find_band(std::vector<double> const& edges, double value);

/// Whether `edges` are what band_names() asks for.
bool are_band_edges(std::vector<double> const& edges);

}  // namespace plimsoll
