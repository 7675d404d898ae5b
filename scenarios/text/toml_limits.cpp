#include "text/toml_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Goes through a text once, past strings and comments, and counts.
class LimitScan {
 public:
  LimitScan(std::string_view text, std::string const& file) : text_(text), file_(file) {}

  void run() {
    while (at_ < text_.size()) {
      char const c = text_[at_];
      if (c == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (c == '"' || c == '\'')
        pass_string(c);
      else
        step(c);
    }
  }

 private:
  void step(char c) {
    if (c == '[' || c == '{') {
      if (++depth_ > TomlLimits::depth)
        refuse(fmt::format("lists and tables are nested more than {} deep", TomlLimits::depth));
    } else if ((c == ']' || c == '}') && depth_ > 0) {
      --depth_;
    } else if (c == '=' || c == ',') {
      if (++values_ > TomlLimits::values) refuse(fmt::format("more than {} values", TomlLimits::values));
    } else if (c == '.') {
      if (++dots_ >= TomlLimits::key_parts)
        refuse(fmt::format("a key of more than {} parts", TomlLimits::key_parts));
    }
    if (std::string_view("[]{}=,\n").find(c) != std::string_view::npos) dots_ = 0;
    ++at_;
  }

  /// One that never ends takes the rest of its line, or of the file; the parser says so.
  void pass_string(char quote) {
    std::string const three(3, quote);
    bool const long_one = text_.substr(at_).starts_with(three);
    at_ += long_one ? 3 : 1;
    while (at_ < text_.size()) {
      if (long_one ? text_.substr(at_).starts_with(three) : text_[at_] == quote || text_[at_] == '\n') break;
      at_ += text_[at_] == '\\' && quote == '"' ? 2 : 1;
    }
    at_ = std::min(at_ + (long_one ? 3 : 1), text_.size());
  }

  [[noreturn]] void refuse(std::string what) const {
    std::string_view const before = text_.substr(0, at_);
    std::size_t const line_start = before.rfind('\n') + 1;  // npos + 1 is the start of the file
    SourceSpot const spot{file_,
                          static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n')),
                          static_cast<std::uint32_t>(1 + at_ - line_start)};
    throw InputError(Problem{spot, "", std::move(what), "no study needs that many", "is it the right file?"});
  }

  std::string_view text_;
  std::string const& file_;
  std::size_t at_ = 0, depth_ = 0, values_ = 0, dots_ = 0;
};

}  // namespace

void expect_within_limits(std::string const& text, std::string const& file) {
  if (text.size() > TomlLimits::bytes)
    throw InputError(Problem{{file, 0, 0},
                             "",
                             fmt::format("is larger than {} MiB", TomlLimits::bytes >> 20),
                             "no study needs that much",
                             "is it the right file?"});
  LimitScan(text, file).run();
}

}  // namespace plimsoll
