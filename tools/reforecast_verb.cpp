#include "reforecast_verb.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/reforecast.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode ReforecastVerb::run(Terminal& terminal) const {
  if (!output.empty() && !force && std::filesystem::exists(std::filesystem::path(output) / "reforecast.json"))
    throw IoError(output + " keeps a re-forecast already; --force replaces it");
  LoadedStudy const loaded = load_study(study, {scenario, set, without});
  ReforecastRequest request{as_of, since, {}, static_cast<std::size_t>(threads)};
  if (trials) request.trials = static_cast<std::uint64_t>(*trials);
  Reforecast const result = reforecast(loaded, request);
  if (!output.empty()) keep_reforecast(output, loaded, result, force);
  if (terminal.json()) {
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-reforecast/1"},
                                          {"study", study},
                                          {"as_of", result.known.as_of},
                                          {"trials", result.trials.trials},
                                          {"notices", result.notices},
                                          {"tables", to_json(result.tables)}});
    return ExitCode::done;
  }
  for (std::string const& notice : result.notices) terminal.say("notice: " + notice);
  for (Table const& table : result.tables) terminal.show(table);
  return ExitCode::done;
}

}  // namespace plimsoll
