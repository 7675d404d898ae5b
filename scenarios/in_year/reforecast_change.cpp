#include "in_year/reforecast_change.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "in_year/reforecast_folder.hpp"

namespace plimsoll {
namespace {

/// Point estimates after a step.
struct Level {
  char const* id;
  char const* name;  ///< of the step that led here
  std::vector<PointEstimate> points;
};

std::optional<std::int64_t> cents_of(Level const& level, std::string const& contract, int year) {
  for (PointEstimate const& point : level.points)
    if (point.contract == contract && point.year == year) return point.cents;
  return std::nullopt;
}

/// The new study with every benchmark that the old one has as it was there.
LoadedStudy with_benchmarks_of(LoadedStudy const& old, LoadedStudy const& now) {
  LoadedStudy mixed = now;
  auto const is_kept = [&](Driver const& driver) {
    std::string const& path = driver.path.text();
    if (!path.starts_with("benchmark.")) return false;
    std::string const name = path.substr(10, path.find('.', 10) - 10);
    return old.study.benchmark.find(name) != nullptr && now.study.benchmark.find(name) != nullptr;
  };
  mixed.study.benchmark = {};
  for (auto const& [name, table] : now.study.benchmark) {
    BenchmarkTable const* const before = old.study.benchmark.find(name);
    mixed.study.benchmark.add(name, before ? *before : table);
  }
  std::erase_if(mixed.drivers, is_kept);
  std::copy_if(old.drivers.begin(), old.drivers.end(), std::back_inserter(mixed.drivers), is_kept);
  return mixed;
}

/// What was known before, its months as they are known now.
KnownToDate restated(KnownToDate const& before, KnownToDate const& now) {
  KnownToDate known = before;
  for (CostToDate& cost : known.cost)
    for (MonthToDate& month : cost.months)
      for (CostToDate const& later : now.cost) {
        if (later.population != cost.population) continue;
        auto const same = std::find_if(later.months.begin(), later.months.end(),
                                       [&](MonthToDate const& other) { return other.month == month.month; });
        if (same != later.months.end()) month = *same;
      }
  return known;
}

std::vector<Level> levels(LoadedStudy const& loaded, DrawnStudy const& drawn, Reforecast const& now,
                          ReforecastRequest const& request) {
  KeptReforecast const kept = read_kept_reforecast(request.since);
  std::vector<Level> all{{"before", "", kept.points}};
  Bindings const &was = kept.bindings, &is = loaded.bindings;
  bool const same_study = kept.study_text == loaded.text && was.scenario == is.scenario &&
                          was.set == is.set && was.without == is.without;
  constexpr char const* files = "files of the study, trials, seed and program";
  if (same_study)
    all.push_back({"files", files, drawn.points(kept.known)});
  else {
    LoadedStudy old = load_study_text(kept.study_text, kept.study_file, loaded.folder, kept.bindings);
    old.study.run.trials = loaded.study.run.trials;
    old.study.run.seed = loaded.study.run.seed;
    LoadedStudy const mixed = with_benchmarks_of(old, loaded);
    all.push_back({"files", files, DrawnStudy(std::move(old), request.threads).points(kept.known)});
    all.push_back({"study", "rest of the study", DrawnStudy(mixed, request.threads).points(kept.known)});
    all.push_back({"benchmark", "benchmark", drawn.points(kept.known)});
  }
  KnownToDate known = restated(kept.known, now.known);
  all.push_back({"restated", "earlier months as they are known now", drawn.points(known)});
  known.cost = now.known.cost;
  all.push_back({"months", "months new since", drawn.points(known)});
  all.push_back({"quality", "quality measured since", now.points});
  return all;
}

Cell dollars_cell(std::string id, std::int64_t cents) {
  return exact_figure(std::move(id), static_cast<double>(cents) / 100.0, Unit::dollars);
}

}  // namespace

std::vector<Table> change_tables(LoadedStudy const& loaded, DrawnStudy const& drawn, Reforecast const& now,
                                 ReforecastRequest const& request) {
  std::vector<Level> const all = levels(loaded, drawn, now, request);
  std::vector<Table> tables;
  for (PointEstimate const& point : now.points) {
    std::string const id = fmt::format("change.{}.{}", point.contract, point.year);
    TableBuilder table(
        id, fmt::format("Change of the mean settlement of {} for {}, $", point.contract, point.year));
    table.column("step", "step", Unit::none, Presentation::text)
        .column("change", "change", Unit::dollars, Presentation::cents)
        .column("mean", "mean after it", Unit::dollars, Presentation::cents);
    std::optional<std::int64_t> last = cents_of(all.front(), point.contract, point.year);
    if (!last) continue;  // no such contract before
    std::int64_t const before = *last;
    std::int64_t explained = 0;
    table.row("before", {std::string("before"), Empty{}, dollars_cell(id + ".before", before)});
    for (std::size_t i = 1; i < all.size(); ++i) {
      // Where an earlier study has no such contract, the step that brings it is the next.
      std::int64_t const mean = cents_of(all[i], point.contract, point.year).value_or(*last);
      table.row(all[i].id,
                {std::string(all[i].name), dollars_cell(fmt::format("{}.{}", id, all[i].id), mean - *last),
                 dollars_cell(fmt::format("{}.{}.mean", id, all[i].id), mean)});
      explained += mean - *last;
      last = mean;
    }
    table.row("unexplained", {std::string("unexplained"),
                              dollars_cell(id + ".unexplained", point.cents - before - explained), Empty{}});
    table.row("now", {std::string("now"), dollars_cell(id + ".total", point.cents - before),
                      dollars_cell(id + ".now", point.cents)});
    table.note(
        "steps in this order on the same random numbers, to the cent: what one adds is measured after "
        "those above it");
    tables.push_back(table.build());
  }
  return tables;
}

}  // namespace plimsoll
