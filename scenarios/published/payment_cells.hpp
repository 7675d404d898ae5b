#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace plimsoll {

/// A finite decimal number, nothing else around it.
std::optional<double> dollars_of(std::string_view cell);

/// Whole cents of "1234.5" or "-0.07": at most two decimals, no rounding.
std::optional<std::int64_t> cents_of(std::string_view cell);

/// year · 12 + (month - 1) of "2026-04", "202604", "2026-04-17" or "20260417"; years 1900 to 2199.
std::optional<int> month_of(std::string_view cell);

}  // namespace plimsoll
