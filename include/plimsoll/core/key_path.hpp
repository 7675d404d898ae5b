#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

/// Address of a number in the study, e.g. `contract.basic_e.loss_cap.share_of_revenue`.
/// Items of a list are addressed by their `id` or `name`, never by position, so adding one renames no other.
class KeyPath {
 public:
  KeyPath() = default;
  explicit KeyPath(std::string text) : text_(std::move(text)) {}

  std::string const& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  /// The keys in order; dots inside a key are not supported by the study format.
  std::vector<std::string> keys() const;
  KeyPath operator/(std::string_view key) const;

  friend auto operator<=>(KeyPath const&, KeyPath const&) = default;

 private:
  std::string text_;
};

}  // namespace plimsoll
