#include "plimsoll/core/pair_key.hpp"

namespace plimsoll {
namespace {

std::string trimmed(std::string_view text) {
  std::size_t const first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

}  // namespace

std::optional<std::pair<std::string, std::string>> pair_of(std::string_view key) {
  std::size_t const tilde = key.find('~');
  if (tilde == std::string_view::npos) return std::nullopt;
  std::pair pair(trimmed(key.substr(0, tilde)), trimmed(key.substr(tilde + 1)));
  if (pair.first.empty() || pair.second.empty() || pair.first == pair.second) return std::nullopt;
  return pair;
}

}  // namespace plimsoll
