#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

/// A JSON object as text with one more member at its end, "sha256": that of the text before it. Whoever reads
/// it as JSON need not know.
std::string sealed_json(std::string_view object);

/// Whether the text has such a member and meets it. One bit of a digit makes another number, which JSON lets
/// pass.
bool meets_seal(std::string_view json);

}  // namespace plimsoll
