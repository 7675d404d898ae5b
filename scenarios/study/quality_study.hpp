#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/models/contract/quality_measure.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/drivers.hpp"
#include "text/node.hpp"

namespace plimsoll {

// Quality tables with measures: what contracts may refer to, and what becomes of it.

/// Key paths of all results the document's measures have, before anything is read.
std::set<std::string> quality_result_names(Node const& document);
/// The measure a result belongs to where the table leaves it out for its denominator, else empty.
std::string left_out_of(Study const& study, KeyPath const& result);

/// Everything wrong with a table beyond the ranges of its fields.
std::vector<Problem> faults_of(std::string const& name, QualityTable const& table);

/// Rank correlations between the true rates of each table's measures, where they are drawn.
std::vector<RankCorrelation> quality_correlations(Study const& study);

/// What in the tables has no effect.
std::vector<std::string> quality_notices(Study const& study);

/// Measures of a table that count.
MeasureSet measures_of(std::string const& name, QualityTable const& table);
/// Formulas of all results in the position's year, by key path.
std::map<std::string, Expr> quality_results(Study const& study, Position const& at);

/// Adds what a run keeps of measures: measured rates, passes and scores of the performance years.
void append_quality(Study const& study, YearAxis const& years, std::vector<NamedExpr>& formulas);
/// Name of such a column: of a measure, or of the table where `measure` is empty.
std::string quality_column(std::string const& table, std::string const& measure, std::string const& what);

}  // namespace plimsoll
