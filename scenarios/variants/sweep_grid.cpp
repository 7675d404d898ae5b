#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <string_view>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "variants/option.hpp"
#include "variants/sweep_scope.hpp"
#include "variants/variant_trials.hpp"

namespace plimsoll {
namespace {

[[noreturn]] void refuse(std::string const& text) {
  throw InputError(Problem{{"--vary", 0, 0},
                           text,
                           "is no range and no list",
                           "",
                           "write key.path=from:to:points, or key.path=a,b,c"});
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts(1);
  for (char const c : text)
    if (c == at)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

std::optional<double> number_in(std::string const& text) {
  double value = 0.0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::vector<std::string> evenly(std::string const& whole, std::vector<std::string> const& parts) {
  std::optional<double> const from = number_in(parts[0]), to = number_in(parts[1]),
                              points = number_in(parts[2]);
  if (!from || !to || !points || *points < 2.0 || *points > 10'000.0 || *points != static_cast<int>(*points))
    refuse(whole);
  std::vector<std::string> values;
  for (int i = 0; i < static_cast<int>(*points); ++i)  // 12 digits: 0.3, not 0.30000000000000004
    values.push_back(fmt::format("{:.12g}", *from + (*to - *from) * i / (*points - 1.0)));
  return values;
}

/// The points of a grid, the last axis running first.
std::vector<std::vector<std::string>> points_of(std::vector<SweepAxis> const& axes) {
  std::vector<std::vector<std::string>> points{{}};
  for (SweepAxis const& axis : axes) {
    std::vector<std::vector<std::string>> longer;
    for (std::vector<std::string> const& point : points)
      for (std::string const& value : axis.values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    points = std::move(longer);
  }
  return points;
}

/// What is shown of one contract-year at one point.
struct Shown {
  Figure mean, sd, p_owe, reserve, from_study;
};

Shown shown(std::string const& id, Option const& option, Option const& study) {
  return {option.settled().mean(), option.settled().standard_deviation(),
          option.settled().probability_below(0.0), option.reserve().reserve,
          paired_difference(id + ".difference", Unit::dollars, option.settlement(), study.settlement()).mean};
}

Table line_table(ContractYear const& at, SweepAxis const& axis, std::vector<Shown> const& shown) {
  TableBuilder table("grid." + at.id(), fmt::format("{}, {}, by {}", at.contract, at.year, axis.key));
  table.column("value", axis.key, Unit::none, Presentation::text)
      .column("mean", "settlement, mean", Unit::dollars, Presentation::whole_dollars)
      .column("difference", "from the study", Unit::dollars, Presentation::whole_dollars)
      .column("sd", "sd", Unit::dollars, Presentation::whole_dollars)
      .column("p_owe", "P(owe)", Unit::fraction, Presentation::percent)
      .column("reserve", "reserve", Unit::dollars, Presentation::whole_dollars);
  for (std::size_t i = 0; i < shown.size(); ++i)
    table.row(axis.values[i], {axis.values[i], shown[i].mean, shown[i].from_study, shown[i].sd,
                               shown[i].p_owe, shown[i].reserve});
  return table.build();
}

Table square_table(ContractYear const& at, std::vector<SweepAxis> const& axes,
                   std::vector<Shown> const& shown, char const* what, char const* says,
                   Figure Shown::*figure) {
  TableBuilder table(
      fmt::format("grid_{}.{}", what, at.id()),
      fmt::format("{} of {}, {}, by {} and {}", says, at.contract, at.year, axes[0].key, axes[1].key));
  table.column("value", axes[0].key, Unit::none, Presentation::text);
  for (std::string const& value : axes[1].values)
    table.column(value, value, Unit::dollars, Presentation::whole_dollars);
  for (std::size_t i = 0; i < axes[0].values.size(); ++i) {
    std::vector<Cell> cells{axes[0].values[i]};
    for (std::size_t j = 0; j < axes[1].values.size(); ++j)
      cells.emplace_back(shown[i * axes[1].values.size() + j].*figure);
    table.row(axes[0].values[i], std::move(cells));
  }
  table.note(fmt::format("columns are values of {}", axes[1].key));
  return table.build();
}

std::string how_settled(std::size_t points, std::size_t drawn_again) {
  if (drawn_again == 0)
    return fmt::format(
        "{} points settled on one draw of the members; limits on members' years are drawn "
        "exactly, with the study's own",
        points);
  return fmt::format("{} of {} points draw members of their own, on the same random numbers", drawn_again,
                     points);
}

}  // namespace

SweepAxis sweep_axis(std::string const& text) {
  std::size_t const equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) refuse(text);
  SweepAxis axis{text.substr(0, equals), {}};
  std::string const values = text.substr(equals + 1);
  std::vector<std::string> const range = split(values, ':');
  axis.values = range.size() == 3 ? evenly(text, range) : split(values, ',');
  for (std::string const& value : axis.values)
    if (value.empty() || range.size() == 2) refuse(text);
  return axis;
}

std::vector<Table> grid(LoadedStudy loaded, std::vector<SweepAxis> const& axes, SweepSetting const& setting) {
  PLIMSOLL_EXPECT(axes.size() == 1 || axes.size() == 2);
  std::vector<ContractYear> const scope = scope_of(loaded, setting);
  VariantStudy variants(std::move(loaded), {setting.threads, setting.progress});
  std::vector<std::vector<std::string>> const points = points_of(axes);
  std::vector<Bindings> bindings(points.size(), variants.study().loaded.bindings);
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
      bindings[i].set.push_back(axes[axis].key + "=" + points[i][axis]);
  std::vector<std::vector<Shown>> all(scope.size(), std::vector<Shown>(points.size()));
  std::vector<Option> study;  // from the first point on: the draw then has the limits of all
  std::size_t drawn_again = 0;
  variants.run(bindings, [&](VariantTrials const& variant) {
    for (std::size_t at = study.size(); at < scope.size(); ++at)
      study.emplace_back(variants.study().loaded.study, variants.trials(), scope[at].contract,
                         scope[at].year);
    drawn_again += variant.drawn_again ? 1 : 0;
    for (std::size_t at = 0; at < scope.size(); ++at) {
      std::string const id = fmt::format("{}.at.{}", scope[at].id(), fmt::join(points[variant.number], "_"));
      Option const option(variant.loaded.study, variant.trials, scope[at].contract, scope[at].year, id);
      all[at][variant.number] = shown(id, option, study[at]);
    }
  });
  std::vector<Table> tables;
  for (std::size_t at = 0; at < scope.size(); ++at) {
    if (axes.size() == 1) {
      tables.push_back(line_table(scope[at], axes.front(), all[at]));
      continue;
    }
    tables.push_back(square_table(scope[at], axes, all[at], "mean", "Mean settlement", &Shown::mean));
    tables.push_back(square_table(scope[at], axes, all[at], "reserve", "Reserve", &Shown::reserve));
  }
  return noted(std::move(tables), how_settled(points.size(), drawn_again));
}

}  // namespace plimsoll
