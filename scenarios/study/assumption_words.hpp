#pragma once

#include <vector>

#include "plimsoll/scenarios/assumption_table.hpp"
#include "study/reader.hpp"

namespace plimsoll {

// Words on where numbers come from: read with the study, looked at by nobody who computes.

/// Notes every `[[assumption]]` whose key names nothing in the document. Asked before anything is bound: a
/// term left out of one run is still an assumption of its study.
void check_assumption_keys(Node const& document, std::vector<Problem>& problems);

/// What laws and `[[assumption]]` say, each key once. What is said twice, and dates that are none, are noted.
std::vector<AssumptionTable> assumption_words(Reader& reader, std::vector<AssumptionTable> const& listed,
                                              Node const& document);

/// Takes out of a document what moves no figure: `[[assumption]]`, the words beside laws, citations of terms.
void erase_words(Node& document);

}  // namespace plimsoll
