#include "plimsoll/sim/draw_tables.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <span>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/count_chances.hpp"
#include "plimsoll/models/cost/unit_law.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll {
namespace {

/// Values a quantity takes but for once in ten thousand; what lies outside is drawn all the same, only
/// slower.
constexpr double outlier = 1e-4;
/// Sums of more claims than one in a thousand of the busiest members has are made of several.
constexpr double rare_count = 1e-3;

/// Whole numbers that hold a law's every digit: equal keys are equal laws.
using Key = std::vector<double>;

struct Reach {
  double low = std::numeric_limits<double>::infinity(), high = 0.0;
  void take(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

Reach reach_of(Quantity const& quantity) {
  Reach reach;
  if (quantity.is_driver()) {
    LawQuantile const law(quantity.driver().law);
    Range const clip = quantity.driver().clip;
    reach.take(std::clamp(law(outlier), clip.low, clip.high));
    reach.take(std::clamp(law(1.0 - outlier), clip.low, clip.high));
  } else {
    for (std::size_t year = 0; year < quantity.years_listed(); ++year) reach.take(quantity.fixed(year));
  }
  return reach;
}

/// Factors on frequency a panel's members meet, beside their own months, score and frailty.
Reach frequency_reach(PanelMoves const& moves) {
  Reach const score = reach_of(moves.score), utilization = reach_of(moves.utilization);
  Reach reach{score.low * utilization.low, score.high * utilization.high};
  for (Quantity const& effect : moves.effects) {
    Reach const share = reach_of(effect);
    reach.low *= std::min(1.0, 1.0 - share.high);
    reach.high *= std::max(1.0, 1.0 - share.low);
  }
  return reach;
}

/// Frailty factors but for the rarest: from 2.5 deviations below the mean to 4 above.
Reach frailty_reach(FrailtyTable const& table) {
  std::int32_t const middle = table.spreads() / 2;
  return {table.factor(-2.5f, middle), table.factor(4.0f, middle)};
}

std::shared_ptr<FrailtyTables const> frailty_tables(Frailty const& frailty,
                                                    std::vector<std::string> const& categories) {
  FrailtyTables tables{groups_of(frailty, categories), {}, static_cast<float>(frailty.year_correlation)};
  for (FrailtyGroup const& group : tables.groups.groups) {
    Frailty one = frailty;
    one.cv = group.cv;
    tables.tables.push_back(std::make_shared<FrailtyTable const>(one));
  }
  return std::make_shared<FrailtyTables const>(std::move(tables));
}

/// Whether any category's members differ.
bool any_differ(Frailty const& frailty) {
  return frailty.cv > 0.0 || std::any_of(frailty.category_cv.begin(), frailty.category_cv.end(),
                                         [](auto const& own) { return own.second > 0.0; });
}

/// All but the mean, which moves.
Key count_key(CountLaw const& law) {
  Key key = parameters(law);
  key.front() = static_cast<double>(law.index());
  return key;
}

Key severity_key(SeverityLaw const& law) {
  Key key{static_cast<double>(law.index())};
  for (double const number : parameters(law)) key.push_back(number);
  return key;
}

std::vector<CategoryLaw> const& laws_of(CostModel const& model, RiskCell const& cell) {
  return model.cells[find_cell(model, cell)].laws;
}

/// The tables of all panels, each wanted once and then made.
class TableSet {
 public:
  void want(CategoryLaw const& law, Reach const& exposure, AmountDraw amounts) {
    double const most_mean = mean(law.count) * exposure.high;
    std::int32_t claims = 1;
    if (!std::holds_alternative<BernoulliCount>(law.count) && most_mean > 0.0) {
      Guide& guide = guides_[count_key(law.count)];
      guide.law = law.count;
      guide.means.take(std::max(mean(law.count) * exposure.low, most_mean * 1e-4));
      guide.means.take(most_mean);
      if (amounts == AmountDraw::one_sum) claims = usual_claims(law.count, most_mean);
    }
    UnitLaw const unit = unit_of(law.severity);
    Sum& sum = sums_[severity_key(unit.law)];
    sum.law = unit.law;
    sum.most = std::max(sum.most, claims);
  }

  void make() {
    std::vector<Guide*> guides;
    std::vector<Sum*> sums;
    for (auto& [key, guide] : guides_) guides.push_back(&guide);
    for (auto& [key, sum] : sums_) sums.push_back(&sum);
    oneapi::tbb::parallel_for(std::size_t{0}, guides.size() + sums.size(), [&](std::size_t i) {
      if (i < sums.size()) {
        sums[i]->table = std::make_shared<SumTable const>(sums[i]->law, sums[i]->most);
      } else {
        Guide& guide = *guides[i - sums.size()];
        guide.table = std::make_shared<CountGuide const>(guide.law, guide.means.low, guide.means.high);
      }
    });
  }

  CategoryTables get(CategoryLaw const& law) const {
    UnitLaw const unit = unit_of(law.severity);
    CategoryTables tables;
    tables.mean = static_cast<float>(mean(law.count));
    tables.sums = sums_.at(severity_key(unit.law)).table;
    tables.cents_per_unit = unit.scale * 100.0;
    if (std::holds_alternative<BernoulliCount>(law.count)) return tables;
    auto const guide = guides_.find(count_key(law.count));
    // A category nobody uses has no guide of its own: any does, at mean 0.
    tables.guide = guide != guides_.end() ? guide->second.table
                                          : std::make_shared<CountGuide const>(law.count, 1.0, 1.0);
    return tables;
  }

 private:
  struct Guide {
    CountLaw law;
    Reach means;
    std::shared_ptr<CountGuide const> table;
  };
  struct Sum {
    SeverityLaw law;
    std::int32_t most = 1;
    std::shared_ptr<SumTable const> table;
  };

  static std::int32_t usual_claims(CountLaw const& law, double mean) {
    CountChances const chances(law, mean);
    double chance = chances.none(), above = 1.0 - chance;
    std::int32_t claims = 0;
    while (claims < SumTable::most_claims && (above > rare_count || claims < mean)) {
      chance = chances.next(chance, claims++);
      above -= chance;
    }
    return std::max(claims, 1);
  }

  std::map<Key, Guide> guides_;
  std::map<Key, Sum> sums_;
};

/// Member-years of frequency in each cell of a panel, drivers included.
std::vector<Reach> exposures_by_cell(TabledPanel const& panel) {
  Reach const frequency = frequency_reach(panel.members.moves);
  std::vector<Reach> exposures(panel.members.roster->cells.size());
  for (RosterMember const& member : panel.members.roster->members) {
    double const weight = member.months / 12.0 * member.score;
    exposures[member.cell].take(weight * frequency.low);
    exposures[member.cell].take(weight * frequency.high);
  }
  return exposures;
}

void want_all(TableSet& tables, TabledPanel const& panel, CostModel const& model, AmountDraw amounts) {
  std::vector<Reach> const exposures = exposures_by_cell(panel);
  for (std::size_t cell = 0; cell < exposures.size(); ++cell) {
    std::vector<CategoryLaw> const& laws = laws_of(model, panel.members.roster->cells[cell]);
    for (std::size_t category = 0; category < laws.size(); ++category) {
      Reach exposure = exposures[cell];
      if (panel.frailty) {
        Reach const factors = frailty_reach(*panel.frailty->tables[panel.group_of(category)]);
        exposure = {exposure.low * factors.low, exposure.high * factors.high};
      }
      tables.want(laws[category], exposure, amounts);
    }
  }
}

}  // namespace

std::vector<TabledPanel> make_tables(std::vector<MemberPanel> panels, std::vector<CostModel> const& models,
                                     AmountDraw amounts) {
  PLIMSOLL_EXPECT(panels.size() == models.size());
  std::vector<TabledPanel> tabled;
  TableSet tables;
  for (std::size_t i = 0; i < panels.size(); ++i) {
    TabledPanel panel{std::move(panels[i]), PagePlan(models[i], amounts == AmountDraw::one_sum), {}, {}};
    if (panel.members.frailty && any_differ(*panel.members.frailty))
      panel.frailty = frailty_tables(*panel.members.frailty, models[i].categories);
    want_all(tables, panel, models[i], amounts);
    tabled.push_back(std::move(panel));
  }
  tables.make();
  for (std::size_t i = 0; i < tabled.size(); ++i)
    for (RiskCell const& cell : tabled[i].members.roster->cells) {
      CellTables& made = tabled[i].cells.emplace_back();
      for (CategoryLaw const& law : laws_of(models[i], cell)) made.push_back(tables.get(law));
    }
  return tabled;
}

std::string digest_of(std::vector<TabledPanel> const& panels) {
  Digest digest;
  std::set<void const*> seen;  // cells share tables: each is read once
  for (TabledPanel const& panel : panels) {
    if (panel.frailty)
      for (std::size_t group = 0; group < panel.frailty->tables.size(); ++group)
        digest.add(std::as_bytes(std::span(panel.frailty->groups.groups[group].loadings)))
            .add(std::as_bytes(panel.frailty->tables[group]->all_factors()));
    for (CellTables const& cell : panel.cells)
      for (CategoryTables const& category : cell) {
        if (category.guide && seen.insert(category.guide.get()).second)
          digest.add(std::as_bytes(category.guide->all_bins()));
        if (seen.insert(category.sums.get()).second)
          digest.add(std::as_bytes(category.sums->all_bins()))
              .add(std::as_bytes(category.sums->all_outer_bins()));
        digest.add(std::as_bytes(std::span(&category.cents_per_unit, 1)));
      }
  }
  return digest.hex();
}

}  // namespace plimsoll
