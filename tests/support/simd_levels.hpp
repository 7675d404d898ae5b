#pragma once

#include <gtest/gtest.h>

#include <string>

#include "plimsoll/core/simd.hpp"

namespace plimsoll::test {

/// Runs a test body at every width of vector instructions the machine has.
template <class Body>
void at_every_simd_level(Body const& body) {
  for (auto const& [name, level] : Names<SimdLevel>::pairs) {
    SimdLimit const limit(level);
    SCOPED_TRACE(std::string(name) + ", in use " + simd_in_use());
    body();
  }
}

}  // namespace plimsoll::test
