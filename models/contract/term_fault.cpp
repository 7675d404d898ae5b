#include "plimsoll/models/contract/term_fault.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plimsoll {

std::vector<Problem> unless_one_given(std::initializer_list<std::pair<std::string_view, bool>> fields) {
  std::vector<std::string_view> all, given;
  for (auto const& [field, is_given] : fields) {
    all.push_back(field);
    if (is_given) given.push_back(field);
  }
  if (given.size() == 1) return {};
  if (given.empty())
    return {term_fault("", "no amount given", "", fmt::format("give one of {}", fmt::join(all, ", ")))};
  return {term_fault(std::string(given.back()), fmt::format("given beside {}", given.front()),
                     "they are two ways to say one amount", "keep one of them")};
}

bool above_anywhere(Quantity const& low, Quantity const& high) {
  if (!low.is_fixed() || !high.is_fixed()) return false;
  std::size_t const years = std::max(low.years_listed(), high.years_listed());
  for (std::size_t year = 0; year < years; ++year)
    if (low.fixed(year) > high.fixed(year)) return true;
  return false;
}

}  // namespace plimsoll
