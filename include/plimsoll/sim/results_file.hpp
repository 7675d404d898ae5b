#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "plimsoll/sim/aside_file.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// A file the run was made from.
struct InputFile {
  std::string role;  ///< what it was used as, e.g. "members", "fit", "rule pack"
  std::string path;  ///< as the study writes it
  std::uint64_t bytes = 0;
  std::string sha256;
  std::uint64_t rows = 0;  ///< of data; 0 where none were counted, or so few that they may tell of people
  std::string first = {};  ///< year, month or day its data begin and end; empty where they have no date
  std::string last = {};
  friend bool operator==(InputFile const&, InputFile const&) = default;
};

/// A rule pack that a contract of the run was made of, itself or through another pack.
struct UsedRulePack {
  std::string name;
  std::string title;
  std::string years;        ///< performance years it may settle, e.g. "2026" or "2019-2023"
  bool shipped = false;     ///< part of the program; else a file from the study's folder
  std::string sha256 = {};  ///< of its text
  friend bool operator==(UsedRulePack const&, UsedRulePack const&) = default;
};

/// Where a run came from. Nothing in it may depend on clock, host or thread count: equal runs are equal
/// files.
struct ResultsHeader {
  std::string program = "plimsoll";
  std::string version;
  std::string commit;    ///< source revision
  std::string compiler;  ///< what the program was compiled with, with which options, against what: as
  std::string flags;     ///< core/version.hpp has them
  std::string libraries;
  std::uint64_t seed = 0;
  std::string generator;    ///< random generator, e.g. "Philox4x32-10"
  std::string plan_digest;  ///< of everything that moves a number, run length excepted
  std::string study_text;
  std::vector<InputFile> inputs;
  std::vector<UsedRulePack> rule_packs;
  std::vector<std::string> overrides;   ///< what the command line changed of the study, e.g. "--seed 5"
  std::vector<std::string> notices;     ///< what the user was told about this run
  std::vector<std::string> suppressed;  ///< ids of the cells of its tables that hold 1 to 10 people
  std::vector<std::string> contracts;   ///< contract ids in order of the study
  std::vector<int> years;               ///< calendar years of the run
  bool complete = true;                 ///< all trials asked for are in
  friend bool operator==(ResultsHeader const&, ResultsHeader const&) = default;
};

/// One summary row: an estimate with its standard error or its interval, NaN where there is none.
struct SummaryFigure {
  std::string id;
  double value = std::numeric_limits<double>::quiet_NaN();
  double std_error = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
  std::string unit;
};

struct Results {
  ResultsHeader header;
  TrialTable table;
  std::vector<SummaryFigure> figures;
};

/// Makes the file of a finished run, ready to be committed: HDF5, layout `plimsoll-run` 2.0 of
/// docs/formats/results.md. The bytes are a function of the arguments alone. Expects a table with trials,
/// column names that are valid and not reserved, no name twice in a year, and one unit and description per
/// name. Throws IoError when it cannot be written or, with `refuse`, is there.
AsideFile make_results(std::filesystem::path const& path, ResultsHeader const& header,
                       TrialTable const& table, std::vector<SummaryFigure> const& figures,
                       Overwrite overwrite);

/// Makes it and commits it.
void write_results(std::filesystem::path const& path, ResultsHeader const& header, TrialTable const& table,
                   std::vector<SummaryFigure> const& figures, Overwrite overwrite = Overwrite::refuse);

/// Reads it back, columns in their first order. Throws IoError naming the file when it is no such file, is of
/// another major version, is damaged, or its study text does not meet its hash.
Results read_results(std::filesystem::path const& path);

}  // namespace plimsoll
