#include "plimsoll/core/errors.hpp"

#include <fmt/format.h>

#include <utility>

namespace plimsoll {
namespace {

std::string join(std::vector<Problem> const& problems) {
  std::string text;
  for (Problem const& problem : problems) {
    if (!text.empty()) text += '\n';
    text += to_text(problem);
  }
  return text;
}

}  // namespace

std::string to_text(Problem const& problem) {
  std::string text;
  if (!problem.spot.file.empty()) {
    text += problem.spot.file;
    if (problem.spot.line > 0) text += fmt::format(":{}", problem.spot.line);
    if (problem.spot.column > 0) text += fmt::format(":{}", problem.spot.column);
    text += ": ";
  }
  if (!problem.key.empty()) text += problem.key + ": ";
  text += problem.what;
  if (!problem.why.empty()) text += " (" + problem.why + ")";
  if (!problem.suggestion.empty()) text += "; " + problem.suggestion;
  return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(join(problems)), problems_(std::move(problems)) {}

InputError::InputError(Problem problem) : InputError(std::vector{std::move(problem)}) {}

void broken_promise(char const* kind, char const* condition, char const* file, int line) {
  throw BrokenPromise(fmt::format("{}:{}: {} {}", file, line, kind, condition));
}

}  // namespace plimsoll
