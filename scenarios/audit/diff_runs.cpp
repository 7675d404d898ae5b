#include "plimsoll/scenarios/diff_runs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "audit/build_parts.hpp"
#include "audit/diff_steps.hpp"
#include "audit/diff_tables.hpp"
#include "audit/hashed_files.hpp"
#include "run/run_document.hpp"

namespace plimsoll {
namespace {

/// A run with all that is told of it.
struct DiffSide {
  FinishedRun run;
  Manifest beside;  ///< what manifest.json says, if it is there
};

DiffSide side_of(std::filesystem::path const& folder) {
  DiffSide side{read_finished_run(folder), {}};
  side.beside.header.plan_digest = side.run.results.header.plan_digest;
  read_beside(folder, side.beside);
  return side;
}

std::string joined(std::vector<std::string> const& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::vector<std::string> names_of(std::vector<BuildPart> const& parts) {
  std::vector<std::string> names;
  for (BuildPart const& part : parts) names.push_back(part.name);
  return names;
}

/// What stands between a run as it was kept and this program; empty where nothing does.
std::string between(DiffSide const& side, char const* which) {
  std::vector<std::string> parts;
  ResultsHeader const& header = side.run.results.header;
  if (auto const differing = differing_parts(header, this_build()); !differing.empty())
    parts.push_back(fmt::format("build of {} ({})", which, joined(names_of(differing))));
  for (std::string const& file : lost_inputs(side.run))
    parts.push_back(fmt::format("data ({}, no longer as {} read it)", file, which));
  for (HashedFile const& pack : hashed_rule_packs(header, side.run.loaded.folder))
    if (pack.state != FileState::same)
      parts.push_back(fmt::format("rule pack ({}, no longer as {} read it)", pack.name, which));
  return fmt::format("{}", fmt::join(parts, "; "));
}

DiffCause counted(char const* id, char const* name, std::size_t count, char const* what) {
  return {id, name, count > 0, count > 0 ? fmt::format("{} {} differ, listed below", count, what) : "", ""};
}

DiffCause told_cause(char const* id, char const* name, std::string a, std::string b) {
  bool const differs = a != b;
  return {id, name, differs, std::move(a), std::move(b)};
}

std::string libraries_at_start(DiffSide const& side) {
  return side.beside.made ? side.beside.made->host.libraries : std::string{};
}

/// Build and libraries; those bound at start are known only from manifest.json.
std::vector<DiffCause> build_causes(DiffSide const& a, DiffSide const& b) {
  std::vector<DiffCause> causes;
  auto const build = [](ResultsHeader const& header) {
    return fmt::format("{}, {}, {}, {}", header.version, header.commit, header.compiler, header.flags);
  };
  ResultsHeader const &from = a.run.results.header, &to = b.run.results.header;
  causes.push_back(told_cause("build", "build", build(from), build(to)));
  std::string before = libraries_at_start(a), after = libraries_at_start(b);
  if (before.empty() || after.empty()) before = after = "";
  causes.push_back(told_cause("library", "libraries", from.libraries + (before.empty() ? "" : "; " + before),
                              to.libraries + (after.empty() ? "" : "; " + after)));
  return causes;
}

std::size_t count_of(std::vector<RunChange> const& changes, std::string_view cause) {
  return static_cast<std::size_t>(std::count_if(
      changes.begin(), changes.end(), [&](RunChange const& change) { return change.cause == cause; }));
}

/// Key paths that are of no cause told by itself.
std::size_t count_of_study(std::vector<RunChange> const& changes) {
  std::size_t others = 0;
  for (char const* cause : {"words", "seed", "trials", "rule_pack", "data"})
    others += count_of(changes, cause);
  return changes.size() - others;
}

/// A cause of hashed files and of key paths that choose among them.
DiffCause hashed_cause(char const* id, char const* name, std::vector<HashedPair> const& pairs,
                       std::vector<RunChange> const& changes, char const* what) {
  return pairs.empty() ? counted(id, name, count_of(changes, id), "key paths")
                       : counted(id, name, pairs.size(), what);
}

std::string length_text(DiffSide const& side) {
  return fmt::format("{}, {}", side.run.results.table.trials,
                     name_in_study(side.run.loaded.study.run.estimator));
}

std::vector<DiffCause> causes_of(DiffSide const& a, DiffSide const& b, std::vector<RunChange> const& changes,
                                 std::vector<HashedPair> const& data, std::vector<HashedPair> const& packs) {
  std::vector<DiffCause> causes{counted("study", "study", count_of_study(changes), "key paths"),
                                hashed_cause("data", "data", data, changes, "files"),
                                hashed_cause("rule_pack", "rule packs", packs, changes, "packs")};
  causes.push_back(told_cause("seed", "seed", std::to_string(a.run.results.header.seed),
                              std::to_string(b.run.results.header.seed)));
  causes.push_back(told_cause("trials", "trials and estimator", length_text(a), length_text(b)));
  causes.push_back(told_cause("method", "method", std::string(name_in_study(a.run.method)),
                              std::string(name_in_study(b.run.method))));
  for (DiffCause& cause : build_causes(a, b)) causes.push_back(std::move(cause));
  return causes;
}

/// Figures that only one of the runs has.
void note_unmatched(DiffSide const& a, DiffSide const& b, std::vector<std::string>& notes) {
  auto const only = [](Results const& mine, Results const& other) {
    std::vector<std::string_view> known;
    for (SummaryFigure const& figure : other.figures) known.push_back(figure.id);
    std::sort(known.begin(), known.end());
    return std::count_if(mine.figures.begin(), mine.figures.end(), [&](SummaryFigure const& figure) {
      return !std::binary_search(known.begin(), known.end(), std::string_view(figure.id));
    });
  };
  auto const in_a = only(a.run.results, b.run.results), in_b = only(b.run.results, a.run.results);
  if (in_a > 0) notes.push_back(fmt::format("{} figures are in A alone", in_a));
  if (in_b > 0) notes.push_back(fmt::format("{} figures are in B alone", in_b));
}

}  // namespace

RunDiff diff_runs(DiffSetting const& setting) {
  DiffSide const a = side_of(setting.a), b = side_of(setting.b);
  RunSide const from{a.run, run_document(a.run)}, to{b.run, run_document(b.run)};
  std::vector<RunChange> const changes = run_changes(from, to);
  ResultsHeader const &header_a = a.run.results.header, &header_b = b.run.results.header;
  std::vector<HashedPair> const data = differing_things(inputs_of(header_a), inputs_of(header_b));
  std::vector<HashedPair> const packs = differing_things(packs_of(header_a), packs_of(header_b));
  std::vector<DiffCause> const causes = causes_of(a, b, changes, data, packs);
  std::vector<MovedFigure> const moved = moved_figures(a.run.results.figures, b.run.results.figures);
  RunDiff told;
  for (DiffCause const& cause : causes)
    if (cause.differs) told.causes.push_back(cause.id);
  told.same = told.causes.empty() && moved.empty();
  told.tables.push_back(causes_table(causes));
  if (!changes.empty()) told.tables.push_back(changes_table(changes));
  if (!data.empty()) told.tables.push_back(things_table("diff.data", "Input files that differ", data));
  if (!packs.empty()) told.tables.push_back(things_table("diff.rule_packs", "Rule packs that differ", packs));
  for (Table& table : figures_tables(moved)) told.tables.push_back(std::move(table));
  note_unmatched(a, b, told.notes);
  if (moved.empty()) told.notes.push_back("no figure moved");
  if (!setting.rerun || moved.empty()) return told;
  DiffSteps steps =
      diff_steps(from, to, changes, between(a, "A"), between(b, "B"), setting.threads, setting.told);
  for (Table& table : steps.tables) told.tables.push_back(std::move(table));
  for (std::string& note : steps.notes) told.notes.push_back(std::move(note));
  return told;
}

}  // namespace plimsoll
