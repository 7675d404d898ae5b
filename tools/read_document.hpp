#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

namespace plimsoll {

/// A document that a verb printed with --json, or summary.json of a run. Throws InputError where it holds no
/// tables and is no fit.
nlohmann::ordered_json read_document(std::filesystem::path const& path);

}  // namespace plimsoll
