#pragma once

#include <cstdlib>
#include <filesystem>

namespace plimsoll::test {

/// The folder of public data: PLIMSOLL_DATA, else `shared/data` beside the checkout.
inline std::filesystem::path public_data() {
  if (char const* given = std::getenv("PLIMSOLL_DATA")) return given;
  return std::filesystem::path(PLIMSOLL_SOURCE_DIR).parent_path() / "shared" / "data";
}

}  // namespace plimsoll::test

/// Skips the test, saying how to run it, where the public file `relative` is absent.
#define PLIMSOLL_NEEDS_DATA(relative)                                         \
  if (!std::filesystem::exists(::plimsoll::test::public_data() / (relative))) \
  GTEST_SKIP() << "public data file " << (relative) << " is absent; set PLIMSOLL_DATA to its folder"
