#include "plimsoll/scenarios/verify_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "audit/build_parts.hpp"
#include "audit/compared_blocks.hpp"
#include "audit/hashed_files.hpp"
#include "audit/remade_figures.hpp"
#include "audit/verify_tables.hpp"
#include "plimsoll/scenarios/finished_run.hpp"
#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/sim/digest.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_numbers_told = 10;
constexpr double most_errors_apart = 4.9;  // two-sided tail 1e-6

/// Blocks to draw again, in order. The choice is the same wherever it is made.
std::vector<std::uint32_t> chosen_blocks(std::uint32_t count, VerifySetting const& setting) {
  std::vector<std::uint32_t> blocks(count);
  std::iota(blocks.begin(), blocks.end(), 0u);
  if (!setting.sample || *setting.sample >= count) return blocks;
  std::mt19937_64 words(setting.sample_seed);
  for (std::size_t i = 0; i < *setting.sample; ++i)
    std::swap(blocks[i], blocks[i + static_cast<std::size_t>(words() % (count - i))]);
  blocks.resize(*setting.sample);
  std::sort(blocks.begin(), blocks.end());
  return blocks;
}

/// Whether two runs of one law may give these: a percentile at an atom has no width of its own, so intervals
/// that meet are enough.
bool is_one_law(MovedFigure const& figure) {
  SummaryFigure const &a = figure.before, &b = figure.after;
  bool const meet = a.low <= b.high && b.low <= a.high;  // false where there is no interval
  return meet || !(std::abs(b.value - a.value) > most_errors_apart * figure.error());
}

class Verifier {
 public:
  explicit Verifier(VerifySetting const& setting) : setting_(setting) {}

  Verification verify() {
    std::optional<ResultsHeader> const header = read_header();
    files_ = hashed_outputs(setting_.folder);
    if (files_.empty()) told_.notes.push_back("no manifest.json: the run's own files were not hashed again");
    if (header) look_at(*header);
    for (HashedFile const& file : files_) tell(file, header);
    if (header && told_.faults.empty() && told_.absent.empty()) draw_again();
    told_.tables = verify_tables(told_, files_);
    return std::move(told_);
  }

 private:
  /// What the run says of itself; nothing, and a fault, where its file is damaged.
  std::optional<ResultsHeader> read_header() {
    fs::path const file = setting_.folder / "results.h5";
    if (!fs::exists(file))
      throw IoError(setting_.folder.string() +
                    " holds no finished run with trials (results.h5); plimsoll run makes one");
    try {
      return read_results(file).header;
    } catch (IoError const& damaged) {
      told_.faults.push_back(damaged.what());
      return std::nullopt;
    }
  }

  void look_at(ResultsHeader const& header) {
    told_.plan_digest = header.plan_digest;
    fs::path const folder = study_folder(header, setting_.inputs);
    for (auto* hashed : {&hashed_inputs, &hashed_rule_packs})
      for (HashedFile& file : (*hashed)(header, folder)) files_.push_back(std::move(file));
    for (BuildPart const& part : differing_parts(header, this_build()))
      told_.build.push_back(
          fmt::format("{}: {} then, {} now", part.name, part.a.empty() ? "not told" : part.a, part.b));
    if (told_.build.empty() && !is_named(header))
      told_.notes.push_back(
          fmt::format("commit {} names no one build: another may have its name", header.commit));
    fs::path const study = study_file(header, setting_.inputs);
    if (fs::is_regular_file(study) && sha256_of_file(study) != sha256_of(header.study_text))
      told_.notes.push_back(study.string() +
                            " has changed since; what is verified is the text the run holds");
  }

  /// A shipped pack may differ with the build: whether that moves a number is seen when trials are drawn.
  void tell(HashedFile const& file, std::optional<ResultsHeader> const& header) {
    std::string const name = file.path.empty() ? file.name : file.path.string();
    bool const of_build = file.role == "rule pack" && file.path.empty() && header && !told_.build.empty();
    if (file.state == FileState::changed && of_build)
      told_.notes.push_back(fmt::format("{} (rule pack): other in this build", name));
    else if (file.state == FileState::changed)
      told_.faults.push_back(fmt::format("{} ({}): changed since the run", name, file.role));
    else if (file.state == FileState::missing)
      told_.absent.push_back({{name, 0, 0},
                              "",
                              "is not there",
                              fmt::format("the run was made from it or left it ({})", file.role),
                              file.role == "output" ? "" : "--inputs names the folder the study stood in"});
  }

  void draw_again() {
    OpenedRun const run = open_run(setting_.folder, setting_.inputs);
    told_.study = run.study.loaded.file;
    RunPlan plan = run.study.plan;
    if (auto const chosen = run.results.table.column("importance/trial"))
      plan = plan.of_trials({chosen->begin(), chosen->end()});
    ComparedBlocks compared(run, plan);
    std::uint32_t const count = blocks_for(run.results.table.trials);
    std::vector<std::uint32_t> const blocks = chosen_blocks(count, setting_);
    told_.of_blocks = count;
    bool const whole = blocks.size() == count;
    TrialTable drawn =
        empty_trials(plan.columns(), whole && !told_.build.empty() ? run.results.table.trials : 0);
    std::mutex mutex;
    told_.stopped = !execute(plan, blocks, {setting_.threads, setting_.stop, [&](TrialRows const& rows) {
                                              compared.compare(rows);
                                              if (drawn.trials > 0) put_rows(drawn, rows);
                                              std::lock_guard const lock(mutex);
                                              if (setting_.progress)
                                                setting_.progress(++told_.blocks, blocks.size());
                                              else
                                                ++told_.blocks;
                                            }});
    judge(run, plan, compared, drawn);
  }

  void judge(OpenedRun const& run, RunPlan const& plan, ComparedBlocks const& compared,
             TrialTable const& drawn) {
    told_.trials = compared.trials();
    told_.numbers = compared.numbers();
    told_.differing = compared.differing();
    for (std::string const& column : compared.unmatched())
      told_.faults.push_back(column + ": the study does not lead to this column, or the run lacks it");
    bool const others = 2 * compared.other_draws() > compared.trials();
    told_.reached = compared.differing() == 0         ? Closeness::bits
                    : compared.beyond_rounding() == 0 ? Closeness::rounding
                    : others                          ? Closeness::law
                                                      : Closeness::apart;
    if (told_.reached == Closeness::law) compare_laws(run, drawn);
    if (told_.reached == Closeness::apart || (told_.build.empty() && told_.reached != Closeness::bits))
      tell_numbers(run, plan, compared);
    if (!told_.stopped) check_figures(run);
  }

  void tell_numbers(OpenedRun const& run, RunPlan const& plan, ComparedBlocks const& compared) {
    std::vector<DifferingNumber> const first = compared.first(most_numbers_told);
    for (DifferingNumber const& number : first) {
      ColumnInfo const& column = plan.columns()[number.column];
      std::string const year = column.year > 0 ? fmt::format(" {}", column.year) : "";
      told_.faults.push_back(fmt::format("trial {}, {}{}: the run kept {}, drawn again it is {}",
                                         trial_of_row(run, number.row), column.name, year, number.kept,
                                         number.drawn));
    }
    if (compared.differing() > first.size())
      told_.faults.push_back(fmt::format("{} more numbers differ", compared.differing() - first.size()));
  }

  /// Another build that draws other numbers: figures must agree as those of two runs of one law do.
  void compare_laws(OpenedRun const& run, TrialTable const& drawn) {
    if (drawn.trials == 0 || told_.stopped || told_.build.empty()) {
      told_.reached = Closeness::apart;
      if (!told_.build.empty())
        told_.notes.push_back(
            "this build draws other numbers: whether they are of the same law is seen when all blocks are "
            "drawn");
      return;
    }
    for (MovedFigure const& figure :
         moved_figures(run.results.figures, remade_figures(run, drawn, setting_.threads)))
      if (!is_one_law(figure)) {
        told_.reached = Closeness::apart;
        told_.faults.push_back(
            fmt::format("figure {}: {} in the run, {} by this build: {:.1f} standard errors apart", figure.id,
                        figure.before.value, figure.after.value,
                        std::abs(figure.after.value - figure.before.value) / figure.error()));
      }
  }

  /// What the run printed must be what its trials give.
  void check_figures(OpenedRun const& run) {
    bool const chosen = run.method == RunMethod::importance;
    std::vector<SummaryFigure> const remade = chosen
                                                  ? rechosen_figures(run, setting_.threads, told_.faults)
                                                  : remade_figures(run, run.results.table, setting_.threads);
    std::size_t others = 0;
    for (MovedFigure const& figure : moved_figures(run.results.figures, remade)) {
      Unit const unit = figure.unit == name_of(Unit::dollars) ? Unit::dollars : Unit::none;
      if (!told_.build.empty() && is_rounding(figure.before.value, figure.after.value, unit)) continue;
      if (++others <= most_numbers_told)
        told_.faults.push_back(fmt::format(
            "figure {}: the run kept {} with error {}, its trials give {} with error {}", figure.id,
            figure.before.value, figure.before.std_error, figure.after.value, figure.after.std_error));
    }
    if (others > most_numbers_told)
      told_.faults.push_back(
          fmt::format("{} more figures are not what the trials give", others - most_numbers_told));
  }

  VerifySetting const& setting_;
  Verification told_;
  std::vector<HashedFile> files_;
};

}  // namespace

Verification verify_run(VerifySetting const& setting) {
  return Verifier(setting).verify();
}

}  // namespace plimsoll
