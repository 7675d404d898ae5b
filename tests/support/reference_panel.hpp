#pragma once

#include "plimsoll/models/cost/reference_panel.hpp"
#include "support/public_data.hpp"

namespace plimsoll::test {

using plimsoll::ReferencePanel;

/// Empty where the public data lack the file.
inline std::optional<ReferencePanel> read_reference_panel() {
  return plimsoll::read_reference_panel(public_data());
}

}  // namespace plimsoll::test
