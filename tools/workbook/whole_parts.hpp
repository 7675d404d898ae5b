#pragma once

#include <string_view>

namespace plimsoll {

/// Throws IoError where a part of a workbook does not end as it began: the library makes its parts in files
/// it never asks whether they took what was written, and packs what is there.
void expect_whole_parts(std::string_view workbook);

}  // namespace plimsoll
