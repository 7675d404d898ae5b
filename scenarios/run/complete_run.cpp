#include "run/complete_run.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "compile/method_checks.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "run/run_header.hpp"

namespace plimsoll {

std::vector<AsideFile> files_beside(RunSetting const& setting, RunOutcome const& outcome,
                                    std::filesystem::path const& results) {
  return setting.beside ? setting.beside(outcome, results) : std::vector<AsideFile>{};
}

void write_run(CompiledStudy const& study, RunSetting const& setting, TrialTable const& trials,
               std::string const& notice, RunOutcome& outcome) {
  outcome.header = run_header(study, {outcome.trials, setting.importance}, outcome.tables);
  if (!notice.empty()) outcome.header.notices.push_back(notice);
  outcome.finished = true;
  outcome.results = setting.folder / "results.h5";
  AsideFile results =
      make_results(outcome.results, outcome.header, trials, figures_of(outcome.tables),
                   setting.use == RunFolderUse::fresh ? Overwrite::refuse : Overwrite::replace);
  std::vector<AsideFile> beside = files_beside(setting, outcome, results.aside());
  std::vector<AsideFile> files;
  files.push_back(std::move(results));
  std::move(beside.begin(), beside.end(), std::back_inserter(files));
  commit_together(files);
}

void complete_run(CompiledStudy const& study, RunSetting const& setting, TrialTable const& trials,
                  RunOutcome& outcome) {
  outcome.trials = trials.trials;
  outcome.tables = noted(noted(run_tables(study, trials, setting.threads), estimator_note(study)),
                         method_note(study.method));
  write_run(study, setting, trials, {}, outcome);
}

std::vector<SummaryFigure> figures_of(std::vector<Table> const& tables) {
  std::vector<SummaryFigure> figures;
  std::set<std::string_view> kept;  // a figure may stand in two tables
  for (Table const& table : tables)
    for (std::size_t row = 0; row < table.rows().size(); ++row)
      for (std::size_t column = 0; column < table.columns().size(); ++column)
        if (auto const* figure = std::get_if<Figure>(&table.rows()[row].cells[column]);
            figure && kept.insert(figure->id).second) {
          SummaryFigure summary{figure->id, figure->value, figure->std_error,
                                not_known,  not_known,     std::string(name_of(figure->unit))};
          if (figure->interval) {
            summary.low = figure->interval->low;
            summary.high = figure->interval->high;
          }
          figures.push_back(std::move(summary));
        }
  return figures;
}

}  // namespace plimsoll
