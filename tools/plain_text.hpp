#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

/// Text that a spreadsheet takes for text, in whatever way it is read: a quote stands before what would begin
/// a formula.
std::string never_formula(std::string text);

/// Text as a terminal may show it: every control character but tab and line end, every mark that turns the
/// direction of writing, and every byte that is no UTF-8 is shown as U+FFFD, one for one.
std::string printable(std::string_view text);

/// The same on one line: tabs and line ends are blanks.
std::string printable_line(std::string_view text);

}  // namespace plimsoll
