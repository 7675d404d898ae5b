#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll {

/// Values by name, in the order of the study: `[population.aco]`, `[cost.aco]`, `[scenario.shock]`.
template <class T>
class Named {
 public:
  T const* find(std::string_view name) const {
    for (auto const& [key, value] : items_)
      if (key == name) return &value;
    return nullptr;
  }
  void add(std::string name, T value) { items_.emplace_back(std::move(name), std::move(value)); }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (auto const& item : items_) names.push_back(item.first);
    return names;
  }
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<std::pair<std::string, T>> items_;
};

}  // namespace plimsoll
