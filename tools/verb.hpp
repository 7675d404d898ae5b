#pragma once

#include <array>
#include <string>
#include <string_view>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// How the command ends; the numbers are part of its interface.
enum class ExitCode {
  done = 0,
  failure = 1,
  usage = 2,
  invalid = 3,  ///< study or data
  gate = 5,
  not_reproducible = 6,
  interrupted = 130,
};

/// What a verb is called, does, and how it is used.
struct VerbText {
  std::string_view name;
  std::string_view says;
  std::array<std::string_view, 3> examples;
};

/// Options every verb takes.
struct CommonOptions {
  bool json = false;
  bool quiet = false;
  bool no_progress = false;
  bool no_color = false;
  static constexpr auto fields = field_table(
      optional("json", &CommonOptions::json, "print one JSON document on standard output instead of tables"),
      optional("quiet", &CommonOptions::quiet, "print results and errors only"),
      optional("no_progress", &CommonOptions::no_progress, "no progress bar, even on a terminal"),
      optional("no_color", &CommonOptions::no_color, "no colour, even on a terminal; so does NO_COLOR=1"));
};

}  // namespace plimsoll
