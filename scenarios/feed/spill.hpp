#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "text/dates.hpp"

namespace plimsoll {

/// One row of claims, without a key: numbers only.
struct ClaimRecord {
  static constexpr std::uint16_t no_rule = 0xFFFF;
  std::uint64_t claim = 0;  ///< hash of what names the claim
  std::uint64_t line = 0;   ///< hash of what names the row
  std::int64_t cents = 0;   ///< reversals are negative
  std::uint32_t member = 0, row = 0;
  Day day = 0;
  Day paid = no_day;
  std::uint16_t file = 0;        ///< index of the files read
  std::uint16_t rule = no_rule;  ///< earliest category rule that holds, over all tables in order
  std::uint16_t table = 0;       ///< index of the claims table
  bool takes_back = false;       ///< a reversal by the map's rule
  bool tells_category_only = false;
};

/// Keeps claim records in temporary files, split by member, so that each part fits in memory and holds every
/// row of its members. The files have no name and go with the process. IoError where they cannot be written.
class ClaimSpill {
 public:
  static constexpr std::size_t parts = 64;
  ClaimSpill();
  void add(ClaimRecord const& record);
  /// The records of a part, ordered by member, claim, line, file and row.
  std::vector<ClaimRecord> part(std::size_t index);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::vector<std::unique_ptr<std::FILE, Close>> files_;
  std::vector<std::size_t> sizes_;
};

}  // namespace plimsoll
