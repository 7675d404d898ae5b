#include "table_set.hpp"

#include "make_in_turns.hpp"
#include "plimsoll/models/cost/count_chances.hpp"
#include "plimsoll/models/cost/unit_law.hpp"

namespace plimsoll {
namespace {

/// Sums of more claims than one in a thousand of the busiest members has are made of several.
constexpr double rare_count = 1e-3;

std::int32_t usual_claims(CountLaw const& law, double mean) {
  CountChances const chances(law, mean);
  double chance = chances.none(), above = 1.0 - chance;
  std::int32_t claims = 0;
  while (claims < SumTable::most_claims && (above > rare_count || claims < mean)) {
    chance = chances.next(chance, claims++);
    above -= chance;
  }
  return std::max(claims, 1);
}

}  // namespace

/// All but the mean, which moves.
TableSet::Key TableSet::key_of(CountLaw const& law) {
  Key key = parameters(law);
  key.front() = static_cast<double>(law.index());
  return key;
}

TableSet::Key TableSet::key_of(SeverityLaw const& law) {
  Key key{static_cast<double>(law.index())};
  for (double const number : parameters(law)) key.push_back(number);
  return key;
}

std::int32_t TableSet::want(CountLaw const& law, Reach const& exposure, AmountDraw amounts) {
  double const most_mean = mean(law) * exposure.high;
  if (std::holds_alternative<BernoulliCount>(law) || !(most_mean > 0.0)) return 1;
  Guide& guide = guides_[key_of(law)];
  guide.law = law;
  guide.means.take(std::max(mean(law) * exposure.low, most_mean * 1e-4));
  guide.means.take(most_mean);
  return amounts == AmountDraw::one_sum ? usual_claims(law, most_mean) : 1;
}

void TableSet::want(SeverityLaw const& law, std::int32_t claims) {
  UnitLaw const unit = unit_of(law);
  Sum& sum = sums_[key_of(unit.law)];
  sum.law = unit.law;
  sum.most = std::max(sum.most, claims);
}

void TableSet::make(TableShare const& share) {
  std::vector<Guide*> guides;
  std::vector<Sum*> sums;
  for (auto& [key, guide] : guides_) guides.push_back(&guide);
  for (auto& [key, sum] : sums_) sums.push_back(&sum);
  auto const of_sum = [&](std::size_t i) { return i < sums.size(); };
  auto const guide_at = [&](std::size_t i) -> Guide& { return *guides[i - sums.size()]; };
  make_in_turns(
      share, sums.size() + guides.size(),
      [&](std::size_t i) {
        if (of_sum(i)) {
          sums[i]->table = std::make_shared<SumTable const>(sums[i]->law, sums[i]->most);
        } else {
          Guide& guide = guide_at(i);
          guide.table = std::make_shared<CountGuide const>(guide.law, guide.means.low, guide.means.high);
        }
      },
      [&](std::size_t i, BytesOut& out) {
        of_sum(i) ? sums[i]->table->tell_parts(out) : guide_at(i).table->tell_parts(out);
      },
      [&](std::size_t i, BytesIn& in) {
        if (of_sum(i))
          sums[i]->table = std::make_shared<SumTable const>(SumTable::from_parts(in));
        else
          guide_at(i).table = std::make_shared<CountGuide const>(CountGuide::from_parts(guide_at(i).law, in));
      });
}

std::shared_ptr<CountGuide const> TableSet::guide(CountLaw const& law) const {
  if (std::holds_alternative<BernoulliCount>(law)) return {};
  auto const guide = guides_.find(key_of(law));
  // A category nobody uses has no guide of its own: any does, at mean 0.
  return guide != guides_.end() ? guide->second.table : std::make_shared<CountGuide const>(law, 1.0, 1.0);
}

AmountTable TableSet::amounts(SeverityLaw const& law) const {
  UnitLaw const unit = unit_of(law);
  return {sums_.at(key_of(unit.law)).table, unit.scale * 100.0};
}

}  // namespace plimsoll
