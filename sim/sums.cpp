#include "plimsoll/sim/sums.hpp"

#include <algorithm>
#include <cmath>

#include "category_draw.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Pages of a category's own: page 0 holds the rest of a rare count's word, a rare amount's word, and the
/// further bits of an amount; page k > 0 the word and further bits of another part of a sum of many claims.
constexpr std::size_t own_count = 0, own_amount = 1;

/// Draws a member's year, category by category.
class SumsDraw {
 public:
  SumsDraw(TabledPanel const& panel, DrawnMemberYears const& members)
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
      if (slot.rare)
        draw_rare(tables[category], category, slot, cents[category]);
      else
        draw_frequent(tables[category], category, slot, cents[category]);
    }
  }

 private:
  void draw_frequent(CategoryTables const& tables, std::size_t category, PagePlan::Slot const& slot,
                     Lanes& cents) {
    category_.draw_counts(pages_[slot.page][slot.word], counts_);
    LanesOf<std::uint32_t> const& words = pages_[slot.page][slot.word + 1];
    UnitPrice const price = category_.price_of(tables.amounts);
    auto const further = [&](std::size_t lane) {
      return words_at(at_, members_.trials()[lane], PagePlan::own_page(category, 0))[PagePlan::own_further];
    };
    draw_sums(*tables.amounts.sums, counts_, words, price, lane_count, cents, further_);
    for (std::size_t i = 0; i < further_.size; ++i) {
      std::uint32_t const lane = further_.lane[i], trial = members_.trials()[lane];
      cents[lane] = whole_cents(*tables.amounts.sums, category, trial, counts_[lane], words[lane],
                                further(lane), price.at(lane));
    }
    for (std::size_t law = 0; law < further_laws(tables); ++law)
      draw_again(tables.further_amounts[law], category_.amount_laws()->further[law], category,
                 {counts_, words, price.by_lane, members_.trials()}, further, cents);
  }

  /// Most members have no claim and stop at their byte; the others are drawn from pages of the category's
  /// own.
  void draw_rare(CategoryTables const& tables, std::size_t category, PagePlan::Slot const& slot,
                 Lanes& cents) {
    cents.fill(0.0);
    category_.any_below(any_);
    LanesOf<std::uint32_t> const& shared = rare_words(slot);
    list_possible(any_, shared, slot.byte, possible_);
    if (possible_.size == 0) return;
    pick(members_.trials(), possible_, trials_);
    draw_words(at_, PagePlan::own_page(category, 0), trials_, possible_.size, own_);
    for (std::size_t i = 0; i < possible_.size; ++i)
      own_[own_count][i] = join_words(shared[possible_.lane[i]], slot.byte, own_[own_count][i]);
    category_.draw_counts(possible_, own_[own_count], counts_);
    UnitPrice const price = category_.price_of(tables.amounts);
    for (std::size_t i = 0; i < possible_.size; ++i) price_[i] = price.by_lane[possible_.lane[i]];
    auto const further = [&](std::size_t i) { return own_[PagePlan::own_further][i]; };
    draw_sums(*tables.amounts.sums, counts_, own_[own_amount], {price.cents, price_}, possible_.size, drawn_,
              further_);
    for (std::size_t k = 0; k < further_.size; ++k) {
      std::uint32_t const i = further_.lane[k];
      if (i < possible_.size)
        drawn_[i] = whole_cents(*tables.amounts.sums, category, trials_[i], counts_[i], own_[own_amount][i],
                                further(i), price.cents * price_[i]);
    }
    for (std::size_t law = 0; law < further_laws(tables); ++law) {
      list_of_law(static_cast<std::uint8_t>(law + 1));
      draw_again(tables.further_amounts[law], places_, category, {counts_, own_[own_amount], price_, trials_},
                 further, drawn_);
    }
    for (std::size_t i = 0; i < possible_.size; ++i) cents[possible_.lane[i]] = drawn_[i];
  }

  /// Laws of the amounts beside the estimate that trials have.
  std::size_t further_laws(CategoryTables const& tables) const {
    return category_.amount_laws() ? tables.further_amounts.size() : 0;
  }

  /// What a sum is drawn from, by place.
  struct Places {
    CountLanes const& counts;
    LanesOf<std::uint32_t> const& words;
    Lanes const& price;
    TrialLanes const& trials;
  };

  /// Draws the sums at the places listed again, of another law. `further(place)`: the word behind the first.
  template <class Further>
  void draw_again(AmountTable const& amounts, LaneList const& list, std::size_t category,
                  Places const& places, Further const& further, Lanes& cents) {
    for (std::size_t i = 0; i < list.size; ++i) {
      std::uint32_t const place = list.lane[i];
      again_counts_[i] = places.counts[place];
      again_words_[i] = places.words[place];
      again_price_[i] = places.price[place];
    }
    draw_sums(*amounts.sums, again_counts_, again_words_, {amounts.cents_per_unit, again_price_}, list.size,
              again_, further_);
    for (std::size_t k = 0; k < further_.size; ++k) {
      std::uint32_t const i = further_.lane[k];
      if (i < list.size)
        again_[i] =
            whole_cents(*amounts.sums, category, places.trials[list.lane[i]], again_counts_[i],
                        again_words_[i], further(list.lane[i]), amounts.cents_per_unit * again_price_[i]);
    }
    for (std::size_t i = 0; i < list.size; ++i) cents[list.lane[i]] = again_[i];
  }

  /// Places of the possible lanes whose amounts have this law.
  void list_of_law(std::uint8_t law) {
    std::array<std::uint8_t, lane_count> const& law_of = category_.amount_laws()->law;
    places_.size = 0;
    for (std::size_t i = 0; i < possible_.size; ++i)
      if (law_of[possible_.lane[i]] == law) places_.lane[places_.size++] = static_cast<std::uint32_t>(i);
  }

  LanesOf<std::uint32_t> const& rare_words(PagePlan::Slot const& slot) {
    if (slot.page == 0) return pages_[0][slot.word];
    draw_words(at_, slot.page, members_.trials(), lane_count, rare_page_);
    return rare_page_[slot.word];
  }

  /// A sum of more claims than the table has is made of several.
  double whole_cents(SumTable const& table, std::size_t category, std::uint32_t trial, std::int32_t claims,
                     std::uint32_t word, std::uint32_t further, double cents_per_unit) const {
    std::int32_t left = std::min(claims, table.most());
    double units = table(left, word, further);
    left = claims - left;
    for (std::uint32_t page = 1; left > 0; ++page) {
      std::int32_t const part = std::min(left, table.most());
      Words const words = words_at(at_, trial, PagePlan::own_page(category, page));
      units += table(part, words[0], words[1]);
      left -= part;
    }
    return std::nearbyint(units * cents_per_unit);
  }

  TabledPanel const& panel_;
  DrawnMemberYears const& members_;
  WordAddress at_;
  std::vector<WordLanes> pages_;
  WordLanes own_, rare_page_;
  CategoryDraw category_;
  CountLanes counts_;
  LanesOf<std::uint32_t> any_;
  TrialLanes trials_;
  Lanes price_, drawn_;  // of the possible lanes, side by side
  LaneList further_, possible_, places_;
  // Places drawn again, side by side; whole vectors are read, so the rest is counts too.
  CountLanes again_counts_{};
  LanesOf<std::uint32_t> again_words_{};
  Lanes again_price_{}, again_{};
};

}  // namespace

Experience draw(Sums const& engine, TallyPlan const& plan, DriverLanes const& drivers, YearAxis const& years,
                Seed seed, TrialBlock block) {
  Experience experience(plan.tallies().size(), years.size());
  for (TabledPanel const& panel : engine.panels) {
    DrawnMemberYears members(panel, plan, drivers, years, seed, block, experience);
    SumsDraw sums(panel, members);
    members.for_each([&](MemberYear const& member, std::vector<Lanes>& cents) { sums.draw(member, cents); });
  }
  return experience;
}

}  // namespace plimsoll
