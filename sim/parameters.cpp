#include "plimsoll/sim/parameters.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

template <class Law>
UncertainPart part_of(std::string const& name, UncertainLaw<Law> const& law) {
  UncertainPart part{named_address(name), law.deviation, law.law_of, {}};
  for (Law const& one : law.laws) part.relative_mean.push_back(mean(one) / mean(law.laws.front()));
  if (law.is_known()) part.relative_mean = {1.0};
  return part;
}

/// Equal but for the last digits.
bool alike(UncertainPart const& a, UncertainPart const& b) {
  auto const near = [](double x, double y) { return std::abs(x - y) <= 1e-9 * std::abs(x); };
  return a.address == b.address && near(a.deviation, b.deviation) && a.law_of == b.law_of &&
         std::equal(a.relative_mean.begin(), a.relative_mean.end(), b.relative_mean.begin(),
                    b.relative_mean.end(), near);
}

std::size_t number_of(UncertainPart part, UncertainParts& parts) {
  auto const known = std::find_if(parts.begin(), parts.end(),
                                  [&](UncertainPart const& other) { return alike(other, part); });
  auto const number = static_cast<std::size_t>(known - parts.begin());
  if (known == parts.end()) parts.push_back(std::move(part));
  return number;
}

}  // namespace

PanelParameters panel_parameters(std::string const& source, CostModel const& model, Roster const& roster,
                                 std::shared_ptr<UncertainParts> const& parts) {
  std::vector<double> exposure(roster.cells.size());
  for (RosterMember const& member : roster.members)
    exposure[member.cell] += member.months / 12.0 * member.score;
  PanelParameters parameters{parts, {}};
  for (std::size_t cell = 0; cell < roster.cells.size(); ++cell) {
    std::vector<CategoryParts>& made = parameters.cells.emplace_back();
    for (CategoryLaw const& law : model.cells[find_cell(model, roster.cells[cell])].laws) {
      auto const name = [&](std::string const& from, char const* part) {
        return "parameters/" + source + "/" + from + "/" + law.category + "/" + part;
      };
      made.push_back(
          {number_of(part_of(name(law.fit ? law.fit->count.from : "", "count"), uncertain_count(law)),
                     *parts),
           number_of(
               part_of(name(law.fit ? law.fit->severity.from : "", "severity"), uncertain_severity(law)),
               *parts),
           moments(law).mean * exposure[cell]});
    }
  }
  return parameters;
}

bool FitShare::has(std::uint32_t trial, bool laws_known) const {
  if (laws_known) return first == 0.0;
  constexpr double golden = 0.61803398874989485;
  auto const block = trial / lane_count;
  double const steps = golden * (static_cast<double>(block) + 0.5);
  double const place = steps - std::floor(steps);
  return place >= first && place < last;
}

ParameterLanes::ParameterLanes(UncertainParts const& parts, Seed seed, TrialBlock block)
    : factors_(parts.size()), laws_(parts.size()) {
  for (std::size_t part = 0; part < parts.size(); ++part) {
    UncertainPart const& drawn = parts[part];
    double const deviation = drawn.deviation;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      Words const words = words_at({seed, drawn.address, Purpose::parameter, any_year}, block.trial(lane), 0);
      double const z = normal_quantile(uniform(words[0], words[1]));
      factors_[part][lane] = std::exp(deviation * z - 0.5 * deviation * deviation);
      laws_[part][lane] = drawn.law_of[words[2] >> 29];
    }
  }
}

PanelShift shift_of(PanelParameters const& parameters, ParameterLanes const& drawn) {
  auto const mean_factor = [&](std::size_t part, std::size_t lane) {
    return drawn.factor(part)[lane] * (*parameters.parts)[part].relative_mean[drawn.law(part)[lane]];
  };
  PanelShift shift{};
  double dollars = 0.0;
  for (std::vector<CategoryParts> const& cell : parameters.cells)
    for (CategoryParts const& category : cell) {
      dollars += category.dollars;
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        double const claims = category.dollars * mean_factor(category.count, lane);
        shift.frequency[lane] += claims;
        shift.unit_cost[lane] += claims * mean_factor(category.amount, lane);
      }
    }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    shift.unit_cost[lane] /= shift.frequency[lane];
    shift.frequency[lane] /= dollars;
  }
  return shift;
}

double shift_deviation(PanelParameters const& parameters) {
  std::vector<double> weights(parameters.parts->size());
  double dollars = 0.0;
  for (std::vector<CategoryParts> const& cell : parameters.cells)
    for (CategoryParts const& category : cell) {
      weights[category.count] += category.dollars;
      weights[category.amount] += category.dollars;
      dollars += category.dollars;
    }
  double variance = 0.0;
  for (std::size_t part = 0; part < weights.size(); ++part) {
    UncertainPart const& drawn = (*parameters.parts)[part];
    double of_part = drawn.deviation * drawn.deviation;
    for (std::uint8_t law : drawn.law_of)
      of_part += std::pow(std::log(drawn.relative_mean[law]), 2) / static_cast<double>(drawn.law_of.size());
    variance += std::pow(weights[part] / dollars, 2) * of_part;
  }
  return std::sqrt(variance);
}

}  // namespace plimsoll
