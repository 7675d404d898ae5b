#include "plimsoll/models/cost/reference_panel.hpp"

#include <array>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace plimsoll {
namespace {

constexpr std::size_t field_count = 9;
constexpr double tail_start = 100'000.0, tail_index = 2.2;

/// cell, weight, category, mean, size, family, p1, p2, scale.
std::array<std::string, field_count> split(std::string const& line) {
  std::array<std::string, field_count> fields;
  std::istringstream stream(line);
  for (std::string& field : fields)
    if (!std::getline(stream, field, ',')) throw std::runtime_error("reference panel: a row is too short");
  return fields;
}

CategoryLaw law_of(std::array<std::string, field_count> const& fields) {
  double const mean = std::stod(fields[3]), size = std::stod(fields[4]);
  double const p1 = std::stod(fields[6]), p2 = std::stod(fields[7]), scale = std::stod(fields[8]);
  CountLaw count = PoissonCount{mean};
  if (size > 0.0) count = NegativeBinomialCount{mean, size};
  if (fields[5] == "LN") return {fields[2], count, LognormalSeverity{p1 + std::log(scale), p2}, {}};
  if (fields[5] == "GA") return {fields[2], count, GammaSeverity{p1, p2 * scale}, {}};
  if (fields[5] == "LNP")
    return {fields[2],
            count,
            LognormalParetoSeverity{p1 + std::log(scale), p2, tail_start * scale, tail_index},
            {}};
  throw std::runtime_error("reference panel: unknown family " + fields[5]);
}

}  // namespace

std::vector<std::uint64_t> ReferencePanel::members_by_cell(std::uint64_t members) const {
  std::vector<std::uint64_t> dealt;
  std::uint64_t left = members;
  for (CellShare const& cell : shares) {
    bool const last = dealt.size() + 1 == shares.size();
    auto const own = static_cast<std::uint64_t>(std::nearbyint(cell.share * static_cast<double>(members)));
    dealt.push_back(last ? left : own);
    left -= dealt.back();
  }
  return dealt;
}

std::optional<ReferencePanel> read_reference_panel(std::filesystem::path const& data) {
  std::ifstream file(data / "reference_panel" / "reference_panel.csv");
  if (!file) return {};
  ReferencePanel panel;
  panel.model.year = 2026;
  panel.model.categories = {"0", "1", "2", "3", "4", "5"};
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    auto const fields = split(line);
    if (fields[2] == panel.model.categories.front()) {
      panel.shares.push_back({{"*", "*", fields[0]}, std::stod(fields[1])});
      panel.model.cells.push_back({"*", "*", fields[0], {}, {}});
    }
    panel.model.cells.back().laws.push_back(law_of(fields));
  }
  std::vector<std::string> const wrong = faults(panel.model);
  if (!wrong.empty()) throw std::runtime_error("reference panel: " + wrong.front());
  return panel;
}

}  // namespace plimsoll
