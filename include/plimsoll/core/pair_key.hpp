#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace plimsoll {

/// The two names of a key "a ~ b", as correlations are written; nothing where it is no pair of different
/// names.
std::optional<std::pair<std::string, std::string>> pair_of(std::string_view key);

}  // namespace plimsoll
