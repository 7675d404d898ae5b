#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::fuzz {

/// Changes inputs by chance: what a fuzzer does where none is at hand. A function of its seed.
class Changes {
 public:
  Changes(std::vector<std::string> inputs, unsigned seed) : inputs_(std::move(inputs)), draw_(seed) {}

  /// One of the inputs with one to four changes.
  std::string next() {
    std::string text = inputs_[below(inputs_.size())];
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(text);
    return text;
  }

 private:
  static constexpr std::array<std::string_view, 14> odd{
      "-1", "1e999", "nan",  "99999999999999999999",    "0",    "\"",    "[[", "{",
      "\n", ",,,",   "\xff", std::string_view("\0", 1), "=1+1", "../../"};

  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(draw_); }

  /// Where some piece begins, and how long it is.
  std::pair<std::size_t, std::size_t> piece_of(std::string const& text) {
    std::size_t const at = below(text.size());
    return {at, 1 + below(std::min<std::size_t>(64, text.size() - at))};
  }

  void change(std::string& text) {
    if (text.empty()) text = odd[below(odd.size())];
    auto const [at, length] = piece_of(text);
    switch (below(7)) {
      case 0: text[at] = static_cast<char>(text[at] ^ (1 << below(8))); return;
      case 1: text[at] = static_cast<char>(below(256)); return;
      case 2: text.erase(at, length); return;
      case 3: text.insert(below(text.size()), text, at, length); return;
      case 4: text.replace(at, length, odd[below(odd.size())]); return;
      case 5: text.resize(at); return;
      default: {
        std::string const& other = inputs_[below(inputs_.size())];
        if (other.empty()) return;
        auto const [from, taken] = piece_of(other);
        text.replace(at, length, other, from, taken);
      }
    }
  }

  std::vector<std::string> inputs_;
  std::mt19937 draw_;
};

}  // namespace plimsoll::fuzz
