#include "kernels.hpp"

#include <benchmark/benchmark.h>

#include <memory>

#include "answer.hpp"
#include "plimsoll/models/cost/amount_lanes.hpp"
#include "plimsoll/scenarios/reference_work.hpp"

namespace plimsoll::bench {
namespace {

constexpr WordAddress address{Seed{7}, {123'456'789}, Purpose::claims, 2026};
constexpr std::uint64_t members = 10'000;

std::vector<TabledPanel> tabled(ReferencePanel const& panel, DrawMode mode) {
  ReferenceWork const work = make_reference_work(panel, false, mode, members, lane_count);
  if (auto const* claims = std::get_if<Claims>(&work.plan.engine())) return claims->panels;
  return std::get<Sums>(work.plan.engine()).panels;
}

using Laws = std::vector<CategoryTables const*>;

/// Categories of the middle cell that are frequent, or rare.
Laws laws_of(TabledPanel const& panel, bool rare) {
  Laws found;
  CellTables const& cell = panel.cells[panel.cells.size() / 2];
  for (std::size_t category = 0; category < cell.size(); ++category)
    if (panel.pages.slots()[category].rare == rare) found.push_back(&cell[category]);
  return found;
}

/// Counts by page, of the laws in turn, as the kernels of amounts take them.
std::vector<CountLanes> counts_by_page(KernelInputs const& in, Laws const& laws) {
  std::vector<CountLanes> drawn(kernel_pages);
  for (std::size_t page = 0; page < kernel_pages; ++page) {
    CategoryTables const& law = *laws[page % laws.size()];
    draw_counts(*law.guide, law.mean, in.words[page][0], lane_count, drawn[page]);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      check_answer("kernel, count", drawn[page][lane], (*law.guide)(law.mean, in.words[page][0][lane]), 0.0);
  }
  return drawn;
}

/// What one kernel writes to; each has its own.
struct Room {
  WordLanes words;
  CountLanes counts, left;
  std::vector<MeanLanes> means;
  MeanLanes scores, factors;
  Lanes units{}, cents{}, limit{};
  std::vector<Lanes> by_category;
  LanesOf<std::uint32_t> any;
  LaneList lanes, further;
};

Kernel words(KernelInputs const& in) {
  check_answer("kernel, words", in.words[1][2][3], words_at(address, in.trials[3], 1)[2], 0.0);
  return {"page_of_words", &KernelNeeds::pages, [&in, room = std::make_shared<Room>()](std::size_t page) {
            draw_words(address, static_cast<std::uint32_t>(page), in.trials, lane_count, room->words);
            benchmark::DoNotOptimize(room->words);
          }};
}

Kernel counts_at_one_mean(KernelInputs const& in) {
  return {"counts_at_one_mean", &KernelNeeds::counts,
          [&in, laws = laws_of(in.sums.front(), false), room = std::make_shared<Room>()](std::size_t page) {
            CategoryTables const& law = *laws[page % laws.size()];
            draw_counts(*law.guide, law.mean, in.words[page][0], lane_count, room->counts);
            benchmark::DoNotOptimize(room->counts);
          }};
}

Kernel counts_at_a_mean_each(KernelInputs const& in) {
  auto const room = std::make_shared<Room>();
  Laws const laws = laws_of(in.sums.front(), false);
  for (CategoryTables const* law : laws) room->means.emplace_back().fill(law->mean);
  return {"counts_at_a_mean_each", nullptr, [&in, laws, room](std::size_t page) {
            std::size_t const i = page % laws.size();
            draw_counts(*laws[i]->guide, room->means[i], in.words[page][0], lane_count, room->counts);
            benchmark::DoNotOptimize(room->counts);
          }};
}

Kernel one_sum(KernelInputs const& in) {
  Laws const laws = laws_of(in.sums.front(), false);
  return {"one_sum", &KernelNeeds::sums,
          [&in, laws, counts = counts_by_page(in, laws), room = std::make_shared<Room>()](std::size_t page) {
            CategoryTables const& law = *laws[page % laws.size()];
            draw_sums(*law.amounts.sums, counts[page], in.words[page][1],
                      {law.amounts.cents_per_unit, in.price}, lane_count, room->cents, room->further);
            benchmark::DoNotOptimize(room->cents);
          }};
}

Kernel first_amounts(KernelInputs const& in) {
  Laws const laws = laws_of(in.claims.front(), false);
  return {"first_amounts", &KernelNeeds::first_amounts,
          [&in, laws, counts = counts_by_page(in, laws), room = std::make_shared<Room>()](std::size_t page) {
            draw_first_amounts(*laws[page % laws.size()]->amounts.sums, counts[page], in.words[page][1],
                               room->units, room->further);
            benchmark::DoNotOptimize(room->units);
          }};
}

Kernel list_of_more(KernelInputs const& in) {
  return {"list_of_more", &KernelNeeds::lists_of_more,
          [counts = counts_by_page(in, laws_of(in.claims.front(), false)),
           room = std::make_shared<Room>()](std::size_t page) {
            list_more(counts[page], room->lanes, room->left);
            benchmark::DoNotOptimize(room->left);
          }};
}

/// Four more amounts in every lane, and what is left of them after: more than can run out here.
Kernel four_amounts(KernelInputs const& in) {
  auto const room = std::make_shared<Room>();
  room->counts.fill(1 << 30);
  list_more(room->counts, room->lanes, room->left);
  return {"four_amounts", &KernelNeeds::four_amounts,
          [&in, laws = laws_of(in.claims.front(), false), room](std::size_t page) {
            add_amounts(*laws[page % laws.size()]->amounts.sums, room->lanes, room->left, in.words[page],
                        room->units, room->further);
            take_four(room->lanes, room->left);
            benchmark::DoNotOptimize(room->units);
          }};
}

Kernel price(KernelInputs const& in) {
  auto const room = std::make_shared<Room>();
  room->units.fill(12.5);
  return {"price", &KernelNeeds::prices, [&in, room](std::size_t) {
            price_units(room->units, {100.0, in.price}, room->cents);
            benchmark::DoNotOptimize(room->cents);
          }};
}

Kernel rare_list(KernelInputs const& in) {
  return {"rare_list", &KernelNeeds::rare_lists,
          [&in, laws = laws_of(in.sums.front(), true), room = std::make_shared<Room>()](std::size_t page) {
            CategoryTables const& law = *laws[page % laws.size()];
            room->any.fill(law.guide->any_below(law.mean));
            list_possible(room->any, in.words[page][1], static_cast<int>(page % 4), room->lanes);
            benchmark::DoNotOptimize(room->lanes);
          }};
}

/// Score and factor from one word.
Kernel frailty(KernelInputs const& in) {
  return {"frailty", nullptr, [&in, room = std::make_shared<Room>()](std::size_t page) {
            draw_scores(in.frailty, in.words[page][0], room->scores);
            frailty_factors(in.frailty, room->scores, room->factors);
            benchmark::DoNotOptimize(room->factors);
          }};
}

/// Categories added up, the panel's total added to, and the lanes above the cap found: few are.
Kernel tally(KernelInputs const& in) {
  auto const room = std::make_shared<Room>();
  room->by_category.resize(in.sums.front().cells.front().size());
  for (Lanes& lanes : room->by_category) lanes.fill(70'000.0);
  room->limit.fill(ReferencePanel::cap * 100.0);
  return {"tally", &KernelNeeds::tallies, [room](std::size_t) {
            sum_lanes(room->by_category, room->cents);
            for (std::size_t lane = 0; lane < lane_count; ++lane) room->units[lane] += room->cents[lane];
            list_above(room->cents, room->limit, room->lanes);
            benchmark::DoNotOptimize(room->units);
          }};
}

}  // namespace

KernelInputs::KernelInputs(ReferencePanel const& panel)
    : claims(tabled(panel, DrawMode::claims)),
      sums(tabled(panel, DrawMode::sums)),
      claims_need(needs_of(claims.front(), panel.model, AmountDraw::each_claim)),
      sums_need(needs_of(sums.front(), panel.model, AmountDraw::one_sum)),
      trials(trials_of({})) {
  for (std::uint32_t page = 0; page < kernel_pages; ++page)
    draw_words(address, page, trials, lane_count, words[page]);
  price.fill(1.0);
}

std::vector<Kernel> kernels(KernelInputs const& in) {
  return {words(in),
          counts_at_one_mean(in),
          counts_at_a_mean_each(in),
          one_sum(in),
          first_amounts(in),
          list_of_more(in),
          four_amounts(in),
          price(in),
          rare_list(in),
          frailty(in),
          tally(in)};
}

}  // namespace plimsoll::bench
