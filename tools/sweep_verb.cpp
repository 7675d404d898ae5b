#include "sweep_verb.hpp"

#include <nlohmann/json.hpp>

#include "plimsoll/core/lanes.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

/// What the options contradict; empty where they go together.
std::string contradiction(SweepVerb const& verb) {
  if (verb.solve.empty() && (!verb.equal.empty() || verb.target || verb.max_loss))
    return "--equal, --target and --max-loss go with --solve";
  if (verb.vary.size() > 2) return "--vary takes one key or two";
  if (verb.solve.empty()) return {};
  if (!verb.vary.empty()) return "--solve and --vary are two questions: ask one at a time";
  if (verb.equal.empty() == !verb.target) return "--solve needs --equal id,id, or --contract and --target";
  if (verb.target && verb.contract.empty()) return "--target needs the --contract it is of";
  if ((verb.measure == SolvedMeasure::p_loss) != verb.max_loss.has_value())
    return "--measure p_loss and --max-loss go together";
  return {};
}

/// `a,b` and `a:b` in two.
std::pair<std::string, std::string> halves(std::string const& text, char at) {
  std::size_t const place = text.find(at);
  if (place == std::string::npos) return {text, {}};
  return {text.substr(0, place), text.substr(place + 1)};
}

BreakEven question_of(SweepVerb const& verb) {
  SweepAxis const ends = sweep_axis(halves(verb.solve, ':').first + "," + halves(verb.solve, ':').second);
  BreakEven question{
      ends.key, 0.0, 0.0, verb.measure, {}, verb.target.value_or(0.0), verb.max_loss.value_or(0.0)};
  try {
    question.low = std::stod(ends.values.at(0));
    question.high = std::stod(ends.values.at(1));
  } catch (std::logic_error const&) {
    throw InputError(Problem{{"--solve", 0, 0}, verb.solve, "is no range", "", "write key.path=low:high"});
  }
  auto const [first, second] = halves(verb.equal, ',');
  question.contracts = verb.equal.empty() ? std::vector{verb.contract} : std::vector{first, second};
  return question;
}

}  // namespace

ExitCode SweepVerb::run(Terminal& terminal) const {
  if (std::string const wrong = contradiction(*this); !wrong.empty()) {
    terminal.complain(wrong);
    return ExitCode::usage;
  }
  LoadedStudy loaded = load_study(study, {scenario, set, without});
  if (trials) loaded.study.run.trials = *trials;
  std::int64_t const drawn = loaded.study.run.trials;
  SweepSetting setting{contract, {}, static_cast<std::size_t>(threads), {}};
  if (year) setting.year = static_cast<int>(*year);
  setting.progress = [&terminal](std::size_t done, std::size_t blocks) {
    terminal.progress(done, blocks, lane_count);
  };
  std::vector<SweepAxis> axes;
  for (std::string const& varied : vary) axes.push_back(sweep_axis(varied));
  std::vector<Table> const tables = !solve.empty()
                                        ? break_even(std::move(loaded), question_of(*this), setting)
                                    : axes.empty() ? tornado(std::move(loaded), setting)
                                                   : grid(std::move(loaded), axes, setting);
  terminal.end_progress();
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{
        {"format", "plimsoll-sweep/1"}, {"study", study}, {"trials", drawn}, {"tables", to_json(tables)}});
  for (Table const& table : tables) terminal.show(table);
  return ExitCode::done;
}

}  // namespace plimsoll
