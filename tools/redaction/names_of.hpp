#pragma once

#include <filesystem>
#include <vector>

#include "plimsoll/scenarios/finished_run.hpp"
#include "read_document.hpp"
#include "redaction/redaction.hpp"

namespace plimsoll {

/// The names of a run's study: contracts, populations and enrolment types, and all else that it names of its
/// own; whoever made it, its files, and what it says in its own words.
void add_names(LoadedStudy const& study, ResultsHeader const& header, Redaction& names);
/// Names in documents of other verbs, that a study does not hold: cells and files of a fit or a review.
void add_names(std::vector<NamedDocument> const& documents, Redaction& names);
/// A path given on the command line: as it is, and made whole.
void add_path(std::filesystem::path const& path, Redaction& names);

/// Throws InputError with every name that cannot be told from a word of the outputs.
void expect_replaceable(Redaction const& names);

/// The documents under neutral names, their own too: source_1, source_2.
std::vector<NamedDocument> covered(std::vector<NamedDocument> documents, Redaction const& names);

}  // namespace plimsoll
