#pragma once

#include <string>
#include <vector>

namespace plimsoll {

/// Changes to a study before it is read. All of them bind key paths: there is one way to change a number.
struct Bindings {
  std::string scenario;          ///< name of a `[scenario.NAME]` overlay, or empty
  std::vector<std::string> set;  ///< `key.path=value`, the value as in TOML
  std::vector<std::string>
      without;  ///< key paths to remove: a term, a programme, `correlation` for all of them
};

}  // namespace plimsoll
