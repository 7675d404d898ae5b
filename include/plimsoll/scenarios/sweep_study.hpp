#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// Which contract-years are shown; trials and threads change no meaning.
struct SweepSetting {
  std::string contract;     ///< id; empty = all
  std::optional<int> year;  ///< performance year; all when not given
  std::size_t threads = 0;  ///< 0 = all
  std::function<void(std::size_t done, std::size_t blocks)> progress;  ///< of draws; from any thread
};

/// Every uncertain input of the study in turn at the 10th and the 90th percentile of its law, the others
/// drawn as ever, and every term of a contract left out: what each does to the mean settlement and to the
/// reserve, on the same trials, the widest first. Inputs that move members are drawn again from the same
/// addresses, all else is settled on one draw. docs/theory/sweeps.md.
std::vector<Table> tornado(LoadedStudy loaded, SweepSetting const& setting = {});

/// A number of the study and the values it takes.
struct SweepAxis {
  std::string key;                  ///< key path, or one under `contract` without that word
  std::vector<std::string> values;  ///< as TOML writes them
};

/// `key=from:to:points`, evenly spaced, or `key=a,b,c`. Throws InputError where it is neither.
SweepAxis sweep_axis(std::string const& text);

/// The study at every value of one axis, or at every pair of two. Expects one or two axes.
std::vector<Table> grid(LoadedStudy loaded, std::vector<SweepAxis> const& axes,
                        SweepSetting const& setting = {});

/// What of a contract is brought to a number, or made equal in two.
enum class SolvedMeasure {
  mean,     ///< of the settlement
  reserve,  ///< by the study's policy
  p_owe,    ///< chance of owing
  p_loss    ///< chance of owing more than `max_loss`
};
template <>
struct Names<SolvedMeasure> {
  static constexpr std::array<std::pair<std::string_view, SolvedMeasure>, 4> pairs{
      {{"mean", SolvedMeasure::mean},
       {"reserve", SolvedMeasure::reserve},
       {"p_owe", SolvedMeasure::p_owe},
       {"p_loss", SolvedMeasure::p_loss}}};
};

/// The question of a break-even.
struct BreakEven {
  std::string key;  ///< of the number looked for
  double low = 0.0, high = 0.0;
  SolvedMeasure measure = SolvedMeasure::mean;
  std::vector<std::string> contracts;  ///< two to be made equal, or one to be brought to `target`
  double target = 0.0;
  double max_loss = 0.0;  ///< dollars, of p_loss
};

/// The least value of the key between low and high that answers the question, with the error that simulation
/// leaves in it (jackknife over groups of trials), and beside it the answer where nothing is uncertain.
/// Throws InputError where the measure crosses its target nowhere between the two.
std::vector<Table> break_even(LoadedStudy loaded, BreakEven const& question,
                              SweepSetting const& setting = {});

}  // namespace plimsoll
