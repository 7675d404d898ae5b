#include "run/run_header.hpp"

#include <fmt/format.h>

#include "compile/method_checks.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "study/used_packs.hpp"
#include "text/node.hpp"

namespace plimsoll {
namespace {

/// Ids of the cells that hold a count of 1 to 10 people.
std::vector<std::string> suppressed_cells(std::vector<Table> const& tables) {
  std::vector<std::string> ids;
  for (Table const& table : tables)
    for (std::size_t row = 0; row < table.rows().size(); ++row)
      for (std::size_t column = 0; column < table.columns().size(); ++column)
        if (std::holds_alternative<Suppressed>(table.rows()[row].cells[column]))
          ids.push_back(table.cell_id(row, column));
  return ids;
}

/// The option that makes a number of `[run]` what it is, where the study says another.
void add_number(LoadedStudy const& loaded, char const* key, std::uint64_t now,
                std::vector<std::string>& options) {
  Node const* const written = find(*loaded.document, KeyPath("run") / key);
  double storage = 0.0;
  double const* const before = written ? written->number(storage) : nullptr;
  if (!before || *before != static_cast<double>(now)) options.push_back(fmt::format("--{} {}", key, now));
}

/// Options that change the study into what was run.
std::vector<std::string> overrides_of(CompiledStudy const& study, RunLength const& length) {
  std::vector<std::string> options;
  if (study.method != RunMethod::simulate)
    options.push_back(fmt::format("--method {}", name_in_study(study.method)));
  if (length.importance) options.push_back(fmt::format("--candidates {}", length.importance->candidates));
  if (length.trials > 0)
    add_number(study.loaded, "trials", length.importance ? length.importance->trials : length.trials,
               options);
  add_number(study.loaded, "seed", study.plan.seed().value, options);
  Bindings const& bindings = study.loaded.bindings;
  if (!bindings.scenario.empty()) options.push_back("--scenario " + bindings.scenario);
  for (std::string const& text : bindings.set) options.push_back("--set " + text);
  for (std::string const& text : bindings.without) options.push_back("--without " + text);
  return options;
}

std::vector<std::string> notices_of(CompiledStudy const& study) {
  std::vector<std::string> notices = study.loaded.notices;
  if (std::string note = estimator_note(study); !note.empty()) notices.push_back("estimator: " + note);
  if (std::string note = method_note(study.method); !note.empty()) notices.push_back("method: " + note);
  Bindings const& bindings = study.loaded.bindings;
  if (!bindings.scenario.empty()) notices.push_back("scenario " + bindings.scenario);
  for (std::string const& text : bindings.set) notices.push_back("set " + text);
  for (std::string const& text : bindings.without) notices.push_back("without " + text);
  return notices;
}

}  // namespace

ResultsHeader run_header(CompiledStudy const& study, RunLength const& length,
                         std::vector<Table> const& tables) {
  ResultsHeader header;
  header.version = program_version;
  header.commit = build_commit;
  header.compiler = build_compiler;
  header.flags = build_flags;
  header.libraries = build_libraries;
  header.seed = study.plan.seed().value;
  header.generator = "Philox4x32-10";
  header.plan_digest = study.digest;
  header.study_text = study.loaded.text;
  header.inputs = study.loaded.inputs;
  header.rule_packs = used_rule_packs(study.loaded);
  header.overrides = overrides_of(study, length);
  header.notices = notices_of(study);
  header.suppressed = suppressed_cells(tables);
  for (ContractTable const& contract : study.loaded.study.contract) header.contracts.push_back(contract.id);
  for (std::size_t year = 0; year < study.plan.years().size(); ++year)
    header.years.push_back(study.plan.years()[year]);
  return header;
}

}  // namespace plimsoll
