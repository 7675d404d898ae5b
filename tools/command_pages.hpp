#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace plimsoll {

/// Shells with completion.
enum class Shell { bash, zsh, fish };

/// A script for the shell that completes verbs, their options, words an option takes, and file names. Made
/// of the same table of options as --help.
std::string completion(CLI::App const& command, Shell shell);

/// The manual page, section 1, in man(7) macros: every verb with its options and examples.
std::string manual_page(CLI::App const& command, std::string_view version);

}  // namespace plimsoll
