#pragma once

#include <cstdint>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"

namespace plimsoll {

/// Where the words of each category stand in the pages of a member's year. Fixed by the cost model, so that
/// no driver, scenario or trial moves them.
///
/// Page 0 holds the frailty's word, one byte for each of the first four rare categories, and the first
/// frequent category; every further page two frequent categories, each a word for the count and a word for
/// the amount. A rare category's byte is the beginning of its count's word: most members stop there, and only
/// those whose byte leaves a claim possible draw the rest from the category's own pages. Numbers are part of
/// the format.
class PagePlan {
 public:
  struct Slot {
    bool rare = false;
    std::uint32_t page = 0;
    std::uint32_t word = 0;  ///< of the count; the amount's is the next. Rare: of the byte
    int byte = 0;            ///< rare only; 0 is the highest
  };

  /// Categories whose largest mean over the cells is below 0.25 are rare where `share_words`; hurdles and all
  /// others have words of their own.
  PagePlan(CostModel const& model, bool share_words);
  PagePlan() = default;

  std::vector<Slot> const& slots() const { return slots_; }  ///< by category
  /// Pages 0 … pages() - 1 hold the frequent categories.
  std::uint32_t pages() const { return pages_; }
  /// Word of a category's own page 0 with the further bits of its first amount.
  static constexpr std::size_t own_further = 2;
  /// The category's own page number k < 2^17.
  static constexpr std::uint32_t own_page(std::size_t category, std::uint32_t k) {
    return static_cast<std::uint32_t>(category + 1) << 17 | k;
  }

 private:
  std::vector<Slot> slots_;
  std::uint32_t pages_ = 1;
};

}  // namespace plimsoll
