#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/kept_draw.hpp"

namespace plimsoll {

/// How variants are run; changes no figure.
struct VariantSetting {
  std::size_t threads = 0;                                             ///< 0 = all
  std::function<void(std::size_t done, std::size_t blocks)> progress;  ///< of draws; from any thread
};

// Columns that variants have beside contract_trial_columns: cost that counts against the benchmark, and the
// benchmark the contract names, before any term; the second only where it names one.
inline constexpr char const* expenditure_column = "expenditure";
inline constexpr char const* opening_column = "opening_benchmark";

/// Settlements under one variant of a study.
struct VariantTrials {
  std::size_t number;  ///< in the list of variants
  LoadedStudy const& loaded;
  TrialTable const& trials;  ///< the columns above of every contract and performance year
  bool drawn_again;          ///< members or laws of drivers are other ones: same random numbers, new draw
};

/// A study whose variants are settled on one set of trials.
///
/// A variant that moves what comes after the draw (terms, benchmarks, scores, a driver held at a number) is
/// settled on the members' years drawn for the study, to the cent what a run of its own would give. A limit
/// on members' years that nobody asked for before is drawn with those there were, exactly. Whatever moves
/// members, costs or the law of a driver is drawn again from the same random addresses.
class VariantStudy {
 public:
  /// Expects a study that draws members or panels, on plain trials.
  explicit VariantStudy(LoadedStudy loaded, VariantSetting setting = {});

  CompiledStudy const& study() const { return study_; }
  /// The study as it is. Asked for after `run`, it takes no draw of its own.
  TrialTable const& trials();
  /// The study with drivers held at values, by position in its list.
  TrialTable holding(std::vector<std::optional<double>> const& values);
  /// Whether holding the driver moves the members.
  bool moves_members(Driver const& driver) const;
  using Visit = std::function<void(VariantTrials const&)>;
  /// Hears of a variant with faults; without it they are thrown.
  using Refuse = std::function<void(std::size_t number, InputError const&)>;
  /// Calls `visit` once for each variant, in no order. Each is the study's text under bindings of its own.
  void run(std::vector<Bindings> const& variants, Visit const& visit, Refuse const& refuse = {});
  /// One variant with nothing uncertain: members without luck, drivers at their means, rates as they are
  /// expected. One trial; nothing where members' means are not known under its limits.
  std::optional<TrialTable> expected(Bindings const& bindings);
  /// Draws made so far, that of the study included.
  std::size_t draws() const { return kept_.draws() + drawn_apart_; }

 private:
  struct Read;
  Read read(std::size_t number, Bindings const& bindings) const;
  void settle(std::vector<Read> const& shared, Visit const& visit);
  void draw_again(Read const& read, Visit const& visit);
  /// The plan that settles these formulas on the study's draw.
  RunPlan plan_of(std::vector<NamedExpr> const& formulas) const;
  void keep(std::vector<RunPlan> const& plans);

  CompiledStudy study_;
  VariantSetting setting_;
  RunPlan contracts_;  ///< of the study as it is
  KeptDraw kept_;
  std::optional<TrialTable> trials_;
  std::optional<Engine> expected_;  ///< of the study as it is
  std::size_t drawn_apart_ = 0;     ///< of other members, or with drivers held
};

}  // namespace plimsoll
