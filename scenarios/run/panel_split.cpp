#include "run/panel_split.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// One panel's year by enrolment type and category, dollars.
struct YearParts {
  std::size_t categories = 0;
  std::vector<double> amount;  // classes × categories
  std::vector<double> share;   // of a change of the total, classes × categories
  std::vector<double> excess;  // by class
  std::vector<double> months;  // by class

  std::size_t classes() const { return months.size(); }
  TotalLine line(Tally const& tally) const;
};

constexpr double cents_a_dollar = 100.0;

TotalLine YearParts::line(Tally const& tally) const {
  TotalLine line;
  for (std::size_t k = 0; k < classes(); ++k) {
    if (tally.exposure && static_cast<std::size_t>(*tally.exposure) != k) continue;
    if (tally.shape == TallyShape::member_months) line.at_mean += months[k];
    if (tally.shape == TallyShape::excess) line.at_mean += cents_a_dollar * excess[k];
    if (tally.shape != TallyShape::amount) continue;
    for (std::size_t c = 0; c < categories; ++c)
      if (tally.scope.includes(c)) {
        line.at_mean += cents_a_dollar * amount[k * categories + c];
        line.per_dollar += cents_a_dollar * share[k * categories + c];
      }
  }
  return line;
}

YearParts expected_parts(GroupedPanel const& panel, YearFactors const& factors) {
  YearParts parts;
  std::size_t classes = 0;
  for (ExposureClass exposure : panel.class_of_cell)
    classes = std::max(classes, static_cast<std::size_t>(exposure) + 1);
  parts.categories = panel.laws.front().size();
  parts.share.assign(classes * parts.categories, 0.0);
  parts.excess.assign(classes, 0.0);
  for (std::size_t k = 0; k < classes; ++k) {
    std::vector<ExposureClass> const own{static_cast<ExposureClass>(k)};
    parts.months.push_back(member_months(panel, own, factors));
    for (std::size_t c = 0; c < parts.categories; ++c) {
      TotalOf one{std::vector<bool>(parts.categories, false), own};
      one.summed[c] = true;
      parts.amount.push_back(unlimited_moments(panel, one, factors).mean);
    }
  }
  return parts;
}

/// Splits one total over the parts that are in it.
class Splitter {
 public:
  Splitter(SettledTotal const& settled, YearParts& parts) : settled_(settled), parts_(parts) {}

  void split(double mean, Push push) {
    double const whole = sum();
    if (push == Push::classes || push == Push::categories) {
      each([&](std::size_t k, std::size_t c, double& amount) {
        amount *= (push == Push::classes ? k : c) % 2 == 0 ? 1.25 : 0.8;
      });
      double const pushed = sum();
      each([&](std::size_t, std::size_t, double& amount) { amount *= whole / pushed; });
    }
    each([&](std::size_t k, std::size_t c, double& amount) { share(k, c) = amount / whole; });
    if (settled_.cut) cut(whole, whole - mean, push);
  }

 private:
  template <class Visit>
  void each(Visit const& visit) {
    auto const& classes = settled_.of.classes;
    for (std::size_t k = 0; k < parts_.classes(); ++k) {
      if (!classes.empty() &&
          std::find(classes.begin(), classes.end(), static_cast<ExposureClass>(k)) == classes.end())
        continue;
      for (std::size_t c = 0; c < parts_.categories; ++c)
        if (settled_.of.summed[c]) visit(k, c, parts_.amount[k * parts_.categories + c]);
    }
  }
  double sum() {
    double sum = 0.0;
    each([&](std::size_t, std::size_t, double& amount) { sum += amount; });
    return sum;
  }
  double& share(std::size_t k, std::size_t c) { return parts_.share[k * parts_.categories + c]; }

  /// What the limit takes off, by class in proportion to cost; pushed, a class's cost and excess grow alike.
  void cut(double whole, double excess, Push push) {
    each([&](std::size_t k, std::size_t, double& amount) {
      parts_.excess[k] += excess * amount / whole;
      if (push != Push::excess) return;
      double const more = 0.01 * static_cast<double>(k + 1) * amount;
      parts_.excess[k] += more;
      amount += more;
    });
  }

  SettledTotal const& settled_;
  YearParts& parts_;
};

}  // namespace

YearFactors fixed_factors(CompiledStudy const& study, GroupedPanel const& panel, std::size_t year) {
  RunPlan const& plan = study.plan;
  PLIMSOLL_EXPECT(plan.drivers().drivers().empty());
  DriverLanes const none(plan.drivers(), plan.years(), plan.seed(), TrialBlock{0});
  MovedYear const moved = move(panel.moves, none, plan.years())[year];
  return {moved.roster_share[0], moved.frequency[0], moved.unit_cost[0]};
}

std::vector<TotalLine> split_total(CompiledStudy const& study, SettledTotal const& settled, double mean,
                                   Push push) {
  std::size_t const years = study.plan.years().size();
  std::vector<YearParts> parts;  // panel × year
  for (std::size_t panel = 0; panel < study.grouped.size(); ++panel)
    for (std::size_t year = 0; year < years; ++year) {
      GroupedPanel const& grouped = study.grouped[panel];
      parts.push_back(expected_parts(grouped, fixed_factors(study, grouped, year)));
      if (panel == settled.panel && year == settled.year) Splitter(settled, parts.back()).split(mean, push);
    }
  std::vector<TotalLine> lines;
  for (ColumnSource const& source : study.plan.program().columns) {
    auto const* const leaf = std::get_if<TallyColumn>(&source);
    PLIMSOLL_EXPECT(leaf != nullptr);
    std::size_t panel = 0;
    while (study.grouped[panel].panel != leaf->tally.panel) ++panel;
    lines.push_back(parts[panel * years + leaf->year].line(leaf->tally));
  }
  return lines;
}

}  // namespace plimsoll
