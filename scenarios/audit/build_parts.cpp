#include "audit/build_parts.hpp"

#include <algorithm>

#include "plimsoll/core/version.hpp"

namespace plimsoll {

std::vector<BuildPart> build_parts(ResultsHeader const& a, ResultsHeader const& b) {
  return {{"version", a.version, b.version},
          {"commit", a.commit, b.commit},
          {"compiler", a.compiler, b.compiler},
          {"flags", a.flags, b.flags},
          {"libraries", a.libraries, b.libraries}};
}

std::vector<BuildPart> differing_parts(ResultsHeader const& a, ResultsHeader const& b) {
  std::vector<BuildPart> parts = build_parts(a, b);
  std::erase_if(parts, [](BuildPart const& part) { return part.a == part.b; });
  return parts;
}

ResultsHeader this_build() {
  ResultsHeader header;
  header.version = program_version;
  header.commit = build_commit;
  header.compiler = build_compiler;
  header.flags = build_flags;
  header.libraries = build_libraries;
  return header;
}

bool is_named(ResultsHeader const& header) {
  return header.commit != "unknown" && !header.commit.ends_with("-dirty");
}

}  // namespace plimsoll
