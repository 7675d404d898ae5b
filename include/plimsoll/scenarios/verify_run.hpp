#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// How a run is verified.
struct VerifySetting {
  std::filesystem::path folder;
  std::filesystem::path inputs;         ///< where files of the study are; its own folder where empty
  std::optional<std::uint64_t> sample;  ///< blocks of 256 trials to draw again; all where not given
  std::uint64_t sample_seed = 1;        ///< which blocks those are
  std::size_t threads = 0;              ///< 0 = all
  std::function<bool()> stop;           ///< asked between blocks
  std::function<void(std::size_t done, std::size_t blocks)> progress;
};

/// How near a run drawn again comes to what was kept, nearest first.
enum class Closeness {
  bits,      ///< every number is the same to the bit
  rounding,  ///< within a cent or a part in 10^9, as another compiler or library may round
  law,       ///< other draws of the same law: every figure within 4.9 standard errors
  apart,
};

struct Verification {
  bool stopped = false;              ///< not everything that was asked for was drawn again
  std::vector<std::string> faults;   ///< each names what is not as it was
  std::vector<Problem> absent;       ///< files of the run that are not there
  std::vector<std::string> notes;    ///< worth knowing and no fault
  std::vector<std::string> build;    ///< parts of the build that differ; empty where it is the same
  std::optional<Closeness> reached;  ///< nothing where no trial was drawn again
  std::uint64_t trials = 0, blocks = 0, of_blocks = 0;
  std::uint64_t numbers = 0, differing = 0;  ///< compared, and not the same to the bit
  std::string plan_digest, study;
  std::vector<Table> tables;
  bool reproducible() const { return faults.empty() && absent.empty() && !stopped; }
};

/// Hashes the files of a finished run again, draws its trials again from the study text it holds and compares
/// every number, and makes its figures again from the trials kept. Same build: to the bit. Another build:
/// within rounding, or, where it draws other numbers of the same law, within simulation error. Nothing is
/// drawn where a file is not what it was. Throws IoError where there is no finished run.
Verification verify_run(VerifySetting const& setting);

/// "the same bits" and so on.
std::string_view name_of(Closeness closeness);

}  // namespace plimsoll
