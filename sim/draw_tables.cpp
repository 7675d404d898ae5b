#include "plimsoll/sim/draw_tables.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "make_in_turns.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/member_panel.hpp"
#include "table_set.hpp"

namespace plimsoll {
namespace {

/// Values a quantity takes but for once in ten thousand; what lies outside is drawn all the same, only
/// slower.
constexpr double outlier = 1e-4;
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
  for (ProgramEffect const& effect : moves.effects) {
    Reach const share = reach_of(effect.share);
    reach.low *= std::min(1.0, 1.0 - share.high);
    reach.high *= std::max(1.0, 1.0 - share.low);
  }
  if (moves.movement) {
    Reach const entrants = reach_of(moves.movement->entrant_risk),
                dying = reach_of(moves.movement->death_cost);
    reach.low *= std::min(1.0, entrants.low) * std::min(1.0, dying.low) / 12.0;
    reach.high *= std::max(1.0, entrants.high) * std::max(1.0, dying.high);
  }
  return reach;
}

/// Frailty factors but for the rarest: from 2.5 deviations below the mean to 4 above.
Reach frailty_reach(FrailtyTable const& table) {
  std::int32_t const middle = table.spreads() / 2;
  return {table.factor(-2.5f, middle), table.factor(4.0f, middle)};
}

std::shared_ptr<FrailtyTables const> frailty_tables(Frailty const& frailty,
                                                    std::vector<std::string> const& categories,
                                                    TableShare const& share) {
  FrailtyTables made{groups_of(frailty, categories), {}, static_cast<float>(frailty.year_correlation)};
  auto& tables = made.tables;
  tables.resize(made.groups.groups.size());
  make_in_turns(
      share, tables.size(),
      [&](std::size_t i) {
        Frailty one = frailty;
        one.cv = made.groups.groups[i].cv;
        tables[i] = std::make_shared<FrailtyTable const>(one);
      },
      [&](std::size_t i, BytesOut& out) { tables[i]->tell_parts(out); },
      [&](std::size_t i, BytesIn& in) {
        tables[i] = std::make_shared<FrailtyTable const>(FrailtyTable::from_parts(in));
      });
  return std::make_shared<FrailtyTables const>(std::move(made));
}

Reach times(Reach const& a, Reach const& b) {
  return {a.low * b.low, a.high * b.high};
}

/// Whether any category's members differ.
bool any_differ(Frailty const& frailty) {
  return frailty.cv > 0.0 || std::any_of(frailty.category_cv.begin(), frailty.category_cv.end(),
                                         [](auto const& own) { return own.second > 0.0; });
}

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

/// The laws a category may have in a trial: the estimate first.
struct CategoryChoice {
  std::vector<CountLaw> counts;
  std::vector<SeverityLaw> amounts;
};
/// By cell of the roster, then category.
using PanelChoices = std::vector<std::vector<CategoryChoice>>;
PanelChoices choices_of(MemberPanel const& panel, CostModel const& model) {
  PanelChoices choices;
  for (RiskCell const& cell : panel.roster->cells) {
    std::vector<CategoryChoice>& made = choices.emplace_back();
    for (CategoryLaw const& law : model.cells[find_cell(model, cell)].laws)
      if (panel.parameters)
        made.push_back({uncertain_count(law).laws, uncertain_severity(law).laws});
      else
        made.push_back({{law.count}, {law.severity}});
  }
  return choices;
}

/// Factors on a category's frequency that parameters make, but for the rarest.
Reach parameter_reach(MemberPanel const& panel, std::size_t cell, std::size_t category) {
  if (!panel.parameters) return {1.0, 1.0};
  double const far =
      4.0 * (*panel.parameters->parts)[panel.parameters->cells[cell][category].count].deviation;
  return {std::exp(-far), std::exp(far)};
}

void want_all(TableSet& tables, TabledPanel const& panel, PanelChoices const& choices, AmountDraw amounts) {
  std::vector<Reach> const exposures = exposures_by_cell(panel);
  for (std::size_t cell = 0; cell < exposures.size(); ++cell)
    for (std::size_t category = 0; category < choices[cell].size(); ++category) {
      Reach exposure = times(exposures[cell], parameter_reach(panel.members, cell, category));
      if (panel.frailty)
        exposure = times(exposure, frailty_reach(*panel.frailty->tables[panel.group_of(category)]));
      CategoryChoice const& choice = choices[cell][category];
      std::int32_t claims = 1;
      for (CountLaw const& law : choice.counts)
        claims = std::max(claims, tables.want(law, exposure, amounts));
      for (SeverityLaw const& law : choice.amounts) tables.want(law, claims);
    }
}

/// Seats point into the panel's shared members.
std::vector<Seat> seats_of(MemberPanel const& panel) {
  std::vector<Seat> seats;
  auto const append = [&](std::vector<RosterMember> const& members, bool joiners) {
    for (std::size_t i = 0; i < members.size(); ++i)
      seats.push_back({&members[i], static_cast<double>(i), joiners});
  };
  append(panel.roster->members, false);
  if (panel.joiners) append(*panel.joiners, true);
  std::stable_sort(seats.begin(), seats.end(),
                   [](Seat const& a, Seat const& b) { return a.member->cell < b.member->cell; });
  return seats;
}

CategoryTables tables_of(TableSet const& tables, CategoryChoice const& choice) {
  CountLaw const& count = choice.counts.front();
  CategoryTables made{static_cast<float>(mean(count)), tables.guide(count),
                      tables.amounts(choice.amounts.front())};
  for (std::size_t law = 1; law < choice.counts.size(); ++law)
    made.further_counts.push_back(
        {tables.guide(choice.counts[law]), static_cast<float>(mean(choice.counts[law]) / mean(count))});
  for (std::size_t law = 1; law < choice.amounts.size(); ++law)
    made.further_amounts.push_back(tables.amounts(choice.amounts[law]));
  return made;
}

}  // namespace

std::vector<TabledPanel> make_tables(std::vector<MemberPanel> panels, std::vector<CostModel> const& models,
                                     AmountDraw amounts, TableShare const& share) {
  PLIMSOLL_EXPECT(panels.size() == models.size());
  std::vector<TabledPanel> tabled;
  std::vector<PanelChoices> choices;
  TableSet tables;
  auto const frailty_of = [&](std::size_t i) {  // equal ones share their tables: panels may be hundreds
    for (std::size_t made = 0; made < tabled.size(); ++made)
      if (tabled[made].frailty && tabled[made].members.frailty == panels[i].frailty &&
          models[made].categories == models[i].categories)
        return tabled[made].frailty;
    return frailty_tables(*panels[i].frailty, models[i].categories, share);
  };
  for (std::size_t i = 0; i < panels.size(); ++i) {
    bool const differ = panels[i].frailty && any_differ(*panels[i].frailty);
    std::shared_ptr<FrailtyTables const> const frailty = differ ? frailty_of(i) : nullptr;
    TabledPanel panel{std::move(panels[i]), PagePlan(models[i], amounts == AmountDraw::one_sum), {}, {}, {}};
    panel.seats = seats_of(panel.members);
    panel.frailty = frailty;
    choices.push_back(choices_of(panel.members, models[i]));
    want_all(tables, panel, choices.back(), amounts);
    tabled.push_back(std::move(panel));
  }
  tables.make(share);
  for (std::size_t i = 0; i < tabled.size(); ++i)
    for (std::vector<CategoryChoice> const& cell : choices[i]) {
      CellTables& made = tabled[i].cells.emplace_back();
      for (CategoryChoice const& choice : cell) made.push_back(tables_of(tables, choice));
    }
  return tabled;
}

namespace {

/// Adds tables to a digest; cells share them, so each is read once.
class TableDigest {
 public:
  void add(CategoryTables const& category) {
    add(category.guide);
    add(category.amounts);
    for (CountTable const& count : category.further_counts) {
      add(count.guide);
      digest_.add(std::as_bytes(std::span(&count.relative_mean, 1)));
    }
    for (AmountTable const& amounts : category.further_amounts) add(amounts);
  }
  Digest& digest() { return digest_; }

 private:
  void add(std::shared_ptr<CountGuide const> const& guide) {
    if (guide && seen_.insert(guide.get()).second) digest_.add(std::as_bytes(guide->all_bins()));
  }
  void add(AmountTable const& amounts) {
    if (seen_.insert(amounts.sums.get()).second)
      digest_.add(std::as_bytes(amounts.sums->all_bins())).add(std::as_bytes(amounts.sums->all_outer_bins()));
    digest_.add(std::as_bytes(std::span(&amounts.cents_per_unit, 1)));
  }

  Digest digest_;
  std::set<void const*> seen_;
};

}  // namespace

std::string digest_of(std::vector<TabledPanel> const& panels) {
  TableDigest tables;
  for (TabledPanel const& panel : panels) {
    if (panel.frailty)
      for (std::size_t group = 0; group < panel.frailty->tables.size(); ++group)
        tables.digest()
            .add(std::as_bytes(std::span(panel.frailty->groups.groups[group].loadings)))
            .add(std::as_bytes(panel.frailty->tables[group]->all_factors()));
    if (panel.members.parameters)
      for (UncertainPart const& part : *panel.members.parameters->parts)
        tables.digest().add(std::as_bytes(std::span(&part.deviation, 1)));
    for (CellTables const& cell : panel.cells)
      for (CategoryTables const& category : cell) tables.add(category);
  }
  return tables.digest().hex();
}

}  // namespace plimsoll
