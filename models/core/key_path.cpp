#include "plimsoll/core/key_path.hpp"

#include <algorithm>

namespace plimsoll {

std::vector<std::string> KeyPath::keys() const {
  std::vector<std::string> keys;
  std::size_t begin = 0;
  while (begin <= text_.size() && !text_.empty()) {
    std::size_t const end = std::min(text_.find('.', begin), text_.size());
    keys.push_back(text_.substr(begin, end - begin));
    begin = end + 1;
  }
  return keys;
}

KeyPath KeyPath::operator/(std::string_view key) const {
  return KeyPath(text_.empty() ? std::string(key) : text_ + '.' + std::string(key));
}

}  // namespace plimsoll
