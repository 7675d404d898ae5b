#include "plimsoll/sim/claims.hpp"

#include <algorithm>

#include "category_draw.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// A category's own pages: word 2 of page 0 has the further bits of the first amount, page k > 0 four
/// amounts, and page most_pages + k their further bits.
constexpr std::uint32_t most_pages = 1u << 16;

/// Draws a member's year, claim by claim.
class ClaimsDraw {
 public:
  ClaimsDraw(TabledPanel const& panel, DrawnMemberYears const& members)
      : panel_(panel), members_(members), pages_(panel.pages.pages()) {}

  void draw(MemberYear const& member, std::vector<Lanes>& cents) {
    at_ = member.at;
    pages_[0] = *member.first_page;
    for (std::uint32_t page = 1; page < pages_.size(); ++page)
      draw_words(at_, page, members_.trials(), lane_count, pages_[page]);
    CellTables const& tables = panel_.cells[member.cell];
    Lanes const& unit_cost = members_.moved(member.year).unit_cost;
    for (std::size_t category = 0; category < tables.size(); ++category) {
      category_.enter(tables[category], member, category, panel_.group_of(category), unit_cost);
      PagePlan::Slot const& slot = panel_.pages.slots()[category];
      category_.draw_counts(pages_[slot.page][slot.word], counts_);
      draw_amounts(tables[category].amounts, category, pages_[slot.page][slot.word + 1], counts_,
                   cents[category]);
      if (!category_.amount_laws()) continue;
      for (std::size_t law = 0; law < tables[category].further_amounts.size(); ++law)
        draw_further(tables[category].further_amounts[law], category_.amount_laws()->further[law], category,
                     pages_[slot.page][slot.word + 1], cents[category]);
    }
  }

 private:
  void draw_amounts(AmountTable const& amounts, std::size_t category, LanesOf<std::uint32_t> const& words,
                    CountLanes const& counts, Lanes& cents) {
    draw_first(*amounts.sums, category, words, counts);
    draw_others(*amounts.sums, category, counts);
    price_units(units_, category_.price_of(amounts), cents);
  }

  /// Draws the lanes listed again, of another law.
  void draw_further(AmountTable const& amounts, LaneList const& lanes, std::size_t category,
                    LanesOf<std::uint32_t> const& words, Lanes& cents) {
    listed_.fill(0);
    for (std::size_t i = 0; i < lanes.size; ++i) listed_[lanes.lane[i]] = counts_[lanes.lane[i]];
    draw_amounts(amounts, category, words, listed_, drawn_);
    for (std::size_t i = 0; i < lanes.size; ++i) cents[lanes.lane[i]] = drawn_[lanes.lane[i]];
  }

  void draw_first(SumTable const& table, std::size_t category, LanesOf<std::uint32_t> const& words,
                  CountLanes const& counts) {
    draw_first_amounts(table, counts, words, units_, further_);
    for (std::size_t i = 0; i < further_.size; ++i) {
      std::uint32_t const lane = further_.lane[i];
      Words const own = words_at(at_, members_.trials()[lane], PagePlan::own_page(category, 0));
      units_[lane] = static_cast<double>(table(1, words[lane], own[PagePlan::own_further]));
    }
  }

  /// Claims after the first, four to a page, for the lanes that still have some.
  void draw_others(SumTable const& table, std::size_t category, CountLanes const& counts) {
    list_more(counts, lanes_, left_);
    for (std::uint32_t page = 1; lanes_.size > 0; ++page) {
      PLIMSOLL_EXPECT(page < most_pages);
      pick(members_.trials(), lanes_, trials_);
      draw_words(at_, PagePlan::own_page(category, page), trials_, lanes_.size, page_);
      add_amounts(table, lanes_, left_, page_, units_, further_);
      for (std::size_t k = 0; k < further_.size; ++k) add_one_by_one(table, category, page, further_.lane[k]);
      take_four(lanes_, left_);
    }
  }

  void add_one_by_one(SumTable const& table, std::size_t category, std::uint32_t page, std::size_t place) {
    Words const more = words_at(at_, trials_[place], PagePlan::own_page(category, most_pages + page));
    double sum = 0.0;
    for (std::int32_t word = 0; word < std::min(left_[place], 4); ++word)
      sum += static_cast<double>(table(1, page_[word][place], more[word]));
    units_[lanes_.lane[place]] += sum;
  }

  TabledPanel const& panel_;
  DrawnMemberYears const& members_;
  WordAddress at_;
  std::vector<WordLanes> pages_;
  WordLanes page_;
  CategoryDraw category_;
  CountLanes counts_, listed_;
  Lanes units_, drawn_;
  // Lanes with claims left, side by side.
  LaneList lanes_, further_;
  TrialLanes trials_;
  CountLanes left_;
};

}  // namespace

Experience draw(Claims const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block) {
  Experience experience(plan.tallies().size(), years.size());
  for (TabledPanel const& panel : engine.panels) {
    DrawnMemberYears members(panel, plan, drivers, years, seed, block, experience);
    ClaimsDraw claims(panel, members);
    members.for_each(
        [&](MemberYear const& member, std::vector<Lanes>& cents) { claims.draw(member, cents); });
  }
  return experience;
}

}  // namespace plimsoll
