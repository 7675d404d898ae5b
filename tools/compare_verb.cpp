#include "compare_verb.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/scenarios/compare_study.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode CompareVerb::run(Terminal& terminal) const {
  LoadedStudy loaded = load_study(study, {"", set, without});
  if (trials) loaded.study.run.trials = *trials;
  std::int64_t const drawn = loaded.study.run.trials;
  CompareSetting setting{scenarios, all_scenarios, {}, like, static_cast<std::size_t>(threads), {}};
  std::istringstream list(paths);
  for (std::string path; std::getline(list, path, ',');) setting.paths.push_back(path);
  setting.progress = [&terminal](std::size_t done, std::size_t blocks) {
    terminal.progress(done, blocks, lane_count);
  };
  std::vector<Table> const tables = compare_study(std::move(loaded), setting);
  terminal.end_progress();
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{
        {"format", "plimsoll-compare/1"}, {"study", study}, {"trials", drawn}, {"tables", to_json(tables)}});
  for (Table const& table : tables) terminal.show(table);
  return ExitCode::done;
}

}  // namespace plimsoll
