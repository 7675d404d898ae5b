#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/population/roster.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// The cells and shares of a population: from its own tables, else as the cost file was fitted.
std::vector<CellShare> cell_shares(PopulationTable const& population, CostModel const* model,
                                   std::string const& name, std::vector<std::string>& notices);

/// Roster of a population given as aggregates, `growth_room` times its base size.
Roster aggregate_roster(std::string const& name, PopulationTable const& population,
                        std::vector<CellShare> const& shares, double growth_room);

/// So many members who join in the course of a year, with cells and scores as evenly of the roster as they
/// go.
std::vector<RosterMember> joining_members(std::string const& name, Roster const& roster, std::size_t count);

/// Roster from the population's member file or folder of claims; what reading did goes to the notices, the
/// files to the inputs.
Roster file_roster(std::string const& name, PopulationTable const& population, LoadedStudy& loaded);

/// Mean cost per beneficiary-year of a roster by the cost model's laws, in its dollars; above 0 even
/// where nobody costs, as it is divided by.
double mean_cost(Roster const& roster, CostModel const& model);

/// A file named in a study, as an input of the run.
InputFile input_file(std::string role, std::string const& named, std::filesystem::path const& path);

}  // namespace plimsoll
