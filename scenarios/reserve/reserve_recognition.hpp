#pragma once

#include <vector>

#include "plimsoll/models/reserve/recognition.hpp"
#include "summary/money.hpp"

namespace plimsoll {

/// The reading of the rules the study gives for a contract, or the default one.
RecognitionRule recognition_rule(Study const& study, std::string const& contract);

/// Upside of all signed contracts that their rules recognise in one year.
Figure recognised_upside(Study const& study, TrialTable const& trials, int year);

/// Losses to accrue or disclose and upside to recognise, by contract.
std::vector<Table> recognition_tables(Study const& study, TrialTable const& trials, int year,
                                      Money const& money);

/// Premium deficiency of the contracts paid by capitation or premium, by legal entity where the study names
/// them, else one by one. Adds nothing where there is none.
void append_deficiency_table(Study const& study, TrialTable const& trials, int year, Money const& money,
                             std::vector<Table>& tables);

}  // namespace plimsoll
