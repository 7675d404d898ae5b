#include <fmt/format.h>

#include <regex>

#include "published/published_settlement.hpp"

namespace plimsoll {
namespace {

constexpr double reach_loss_tolerance = 0.0;  // amounts are published to the cent

/// The table has no year of its own; it is in the name of the file.
std::optional<double> year_in(std::string const& name) {
  std::smatch found;
  std::string const file = std::filesystem::path(name).filename().string();
  if (std::regex_search(file, found, std::regex("(20[0-9][0-9])"))) return std::stod(found[1].str());
  return std::nullopt;
}

std::optional<std::string> programme_of(std::string const& arrangement) {
  if (arrangement == "Global") return "reach/global";
  if (arrangement == "Professional") return "reach/professional";
  return std::nullopt;
}

}  // namespace

std::vector<PublishedSettlement> read_reach_results(ResultsFile& file) {
  file.expect_columns({"Risk Arrangement", "Final Benchmark", "Total Cost of Care", "Net Savings (Loss)"});
  PackFinder packs;
  std::vector<PublishedSettlement> rows;
  for (std::size_t row = 0; row < file.rows(); ++row) {
    PublishedSettlement published;
    published.line = file.line(row);
    auto const year = file.has("py") ? file.number(row, "py") : year_in(file.name());
    published.year = static_cast<int>(year.value_or(0));
    published.id = file.text(row, "ACO ID");
    published.columns = {{"row.benchmark", file.needed(row, "Final Benchmark")},
                         {"row.cost", file.needed(row, "Total Cost of Care")}};
    published.published = file.number(row, "Net Savings (Loss)");
    published.loss_tolerance = reach_loss_tolerance;
    auto const programme = programme_of(file.text(row, "Risk Arrangement"));
    auto const pack = programme ? packs.find(*programme, published.year) : std::nullopt;
    if (!programme && file.has("Risk Arrangement"))
      file.note(row, "Risk Arrangement", "is not a risk arrangement of the model", "Global or Professional");
    else if (programme && !pack)
      file.note(row, "py", fmt::format("no rule pack {} settles the year", *programme),
                "give a column py, or the year in the name of the file");
    published.form.pack = pack.value_or("");
    rows.push_back(std::move(published));
  }
  file.raise_faults();
  return rows;
}

}  // namespace plimsoll
