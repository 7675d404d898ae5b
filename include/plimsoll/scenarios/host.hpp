#pragma once

#include <cstddef>
#include <string>

namespace plimsoll {

/// What kind of machine the program runs on: never which one.
struct HostClass {
  std::string system;        ///< operating system and architecture, e.g. "Debian GNU/Linux 12, x86_64"
  std::string processor;     ///< its model, empty where it has no name
  std::string instructions;  ///< vector instructions the kernels use, in Highway's words
  std::size_t cores = 0;
  std::string libraries;  ///< those bound when the program starts, e.g. "glibc 2.36"
  friend bool operator==(HostClass const&, HostClass const&) = default;
};

HostClass this_host();

}  // namespace plimsoll
