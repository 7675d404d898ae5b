#include "plimsoll/models/cost/year_change.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

double cost_of(MemberYears const& years, std::size_t row) {
  std::span<double const> const costs = years.costs_of(row);
  return std::accumulate(costs.begin(), costs.end(), 0.0);
}

std::unordered_set<std::string_view> keys_of(MemberYears const& years) {
  std::unordered_set<std::string_view> keys;
  for (MemberRecord const& row : years.rows) keys.insert(row.key);
  return keys;
}

/// Members with cost in any of the categories.
std::int64_t members_in(MemberYears const& years, std::vector<std::size_t> const& categories) {
  std::int64_t members = 0;
  for (std::size_t row = 0; row < years.rows.size(); ++row) {
    std::span<double const> const costs = years.costs_of(row);
    members +=
        std::any_of(categories.begin(), categories.end(), [&](std::size_t c) { return costs[c] != 0.0; });
  }
  return members;
}

/// Whether a number of people is one that must not stand alone.
bool too_few(std::int64_t members, std::int64_t fewest) {
  return members > 0 && members < fewest;
}

/// Counts members of categories and puts those with too few together.
class Gaps {
 public:
  Gaps(MemberYears const& before, MemberYears const& now, Pooling const& pooling)
      : before_(before), now_(now), pooling_(pooling) {}

  std::vector<CategoryGap> pooled(std::vector<CategoryGap> gaps) const {
    CategoryGap rest;
    auto const take_all = [&](auto const& which) {
      for (CategoryGap const& gap : gaps)
        if (which(gap)) take(rest, gap);
      std::erase_if(gaps, which);
    };
    for (CategoryGap& gap : gaps) count(gap);
    take_all([&](CategoryGap const& gap) { return !enough(gap); });
    if (!rest.categories.empty() && pooling_.rest)
      take_all([&](CategoryGap const& gap) { return gap.categories.front() == *pooling_.rest; });
    std::stable_sort(gaps.begin(), gaps.end(), [](CategoryGap const& a, CategoryGap const& b) {
      return std::min(a.members_before, a.members_now) > std::min(b.members_before, b.members_now);
    });
    while (!rest.categories.empty() && !enough(rest) && !gaps.empty()) {
      take(rest, gaps.back());
      gaps.pop_back();
    }
    std::stable_sort(gaps.begin(), gaps.end(),
                     [](CategoryGap const& a, CategoryGap const& b) { return a.gap() > b.gap(); });
    if (!rest.categories.empty()) gaps.push_back(std::move(rest));
    return gaps;
  }

 private:
  void count(CategoryGap& gap) const {
    gap.members_before = members_in(before_, gap.categories);
    gap.members_now = members_in(now_, gap.categories);
  }
  bool enough(CategoryGap const& gap) const {
    return !too_few(gap.members_before, pooling_.fewest) && !too_few(gap.members_now, pooling_.fewest);
  }
  void take(CategoryGap& to, CategoryGap const& from) const {
    to.categories.insert(to.categories.end(), from.categories.begin(), from.categories.end());
    to.expected += from.expected;
    to.actual += from.actual;
    count(to);
  }

  MemberYears const& before_;
  MemberYears const& now_;
  Pooling const& pooling_;
};

/// Puts layer `at` together with the one below it, or the lowest with the one above.
void join(std::vector<CostLayer>& layers, std::size_t at) {
  std::size_t const into = at == 0 ? 1 : at - 1;
  CostLayer& to = layers[into];
  CostLayer const& from = layers[at];
  to.from = std::min(to.from, from.from);
  to.to = std::max(to.to, from.to);
  to.members_within += from.members_within;
  to.members_cost += from.members_cost;
  to.cost += from.cost;
  layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

void GroupYear::add(MemberYears const& years, std::size_t row) {
  ++members;
  months += years.rows[row].months;
  cost += cost_of(years, row);
}

GroupYear operator+(GroupYear a, GroupYear const& b) {
  a.members += b.members;
  a.months += b.months;
  a.cost += b.cost;
  return a;
}

GroupYear whole_year(MemberYears const& years) {
  GroupYear all;
  for (std::size_t row = 0; row < years.rows.size(); ++row) all.add(years, row);
  return all;
}

MemberChange member_change(MemberYears const& before, MemberYears const& now) {
  auto const were = keys_of(before), are = keys_of(now);
  MemberChange change;
  for (std::size_t row = 0; row < before.rows.size(); ++row)
    (are.contains(before.rows[row].key) ? change.stayers_before : change.leavers).add(before, row);
  for (std::size_t row = 0; row < now.rows.size(); ++row)
    (were.contains(now.rows[row].key) ? change.stayers_now : change.joiners).add(now, row);
  return change;
}

CostChange cost_change(MemberChange const& change) {
  GroupYear const before = change.before(), now = change.now();
  auto const months = static_cast<double>(now.months);
  CostChange parts;
  parts.members = (months - static_cast<double>(before.months)) * before.pmpm();
  if (change.stayers_before.months == 0 || change.stayers_now.months == 0) {
    parts.joiners = months * (now.pmpm() - before.pmpm());
    return parts;
  }
  parts.stayers = months * (change.stayers_now.pmpm() - change.stayers_before.pmpm());
  parts.joiners = months * (now.pmpm() - change.stayers_now.pmpm());
  parts.leavers = -months * (before.pmpm() - change.stayers_before.pmpm());
  return parts;
}

std::vector<CategoryGap> category_gaps(MemberYears const& before, MemberYears const& now, double trend,
                                       Pooling const& pooling) {
  PLIMSOLL_EXPECT(before.categories == now.categories);
  double const months_before = static_cast<double>(whole_year(before).months);
  PLIMSOLL_EXPECT(months_before > 0.0);
  double const months = static_cast<double>(whole_year(now).months);
  std::vector<CategoryGap> gaps(now.categories.size());
  for (std::size_t c = 0; c < gaps.size(); ++c) gaps[c].categories = {c};
  for (std::size_t row = 0; row < before.rows.size(); ++row)
    for (std::size_t c = 0; c < gaps.size(); ++c) gaps[c].expected += before.costs_of(row)[c];
  for (std::size_t row = 0; row < now.rows.size(); ++row)
    for (std::size_t c = 0; c < gaps.size(); ++c) gaps[c].actual += now.costs_of(row)[c];
  for (CategoryGap& gap : gaps) gap.expected *= (1.0 + trend) * months / months_before;
  return Gaps(before, now, pooling).pooled(std::move(gaps));
}

std::vector<CostLayer> cost_layers(MemberYears const& years, std::span<double const> limits,
                                   std::int64_t fewest) {
  PLIMSOLL_EXPECT(std::is_sorted(limits.begin(), limits.end()) && (limits.empty() || limits.front() > 0.0));
  std::vector<CostLayer> layers(limits.size() + 1);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    layers[i].from = i == 0 ? 0.0 : limits[i - 1];
    layers[i].to = i < limits.size() ? limits[i] : std::numeric_limits<double>::infinity();
  }
  for (std::size_t row = 0; row < years.rows.size(); ++row) {
    double const cost = cost_of(years, row);
    for (CostLayer& layer : layers) {
      if (cost > layer.from) layer.cost += std::min(cost, layer.to) - layer.from;
      bool const within = (cost > layer.from || layer.from == 0.0) && cost <= layer.to;
      if (within) ++layer.members_within;
      if (within) layer.members_cost += cost;
    }
  }
  for (std::size_t i = layers.size(); i-- > 0 && layers.size() > 1;)
    if (too_few(layers[i].members_within, fewest)) join(layers, i);
  while (layers.size() > 1 && too_few(layers.front().members_within, fewest)) join(layers, 0);
  return layers;
}

TopMembers top_members(MemberYears const& years, double share) {
  PLIMSOLL_EXPECT(share > 0.0 && share < 1.0);
  std::vector<double> costs(years.rows.size());
  for (std::size_t row = 0; row < costs.size(); ++row) costs[row] = cost_of(years, row);
  std::vector<std::size_t> order(costs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });
  auto const count = static_cast<std::size_t>(std::ceil(share * static_cast<double>(costs.size()) - 1e-9));
  TopMembers result;
  for (std::size_t i = 0; i < order.size(); ++i)
    (i < count ? result.top : result.others).add(years, order[i]);
  result.rows.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count));
  std::sort(result.rows.begin(), result.rows.end());
  return result;
}

Staying staying(MemberYears const& before, std::span<std::size_t const> rows, MemberYears const& now,
                std::span<std::size_t const> rows_now) {
  auto const covered = keys_of(now);
  std::unordered_set<std::string_view> top;
  for (std::size_t row : rows_now) top.insert(now.rows[row].key);
  Staying result;
  for (std::size_t row : rows) {
    result.covered += covered.contains(before.rows[row].key);
    result.still += top.contains(before.rows[row].key);
  }
  return result;
}

}  // namespace plimsoll
