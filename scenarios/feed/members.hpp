#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "feed/defects.hpp"
#include "plimsoll/scenarios/claim_map.hpp"
#include "text/dates.hpp"

namespace plimsoll {

/// Rows of one file of the feed.
struct FileRows {
  std::string table, file;
  std::int64_t rows = 0;
};

/// Days a row of the members' table covers; `months` is below 0 where the calendar tells them.
struct CoverSpan {
  Day first = 0, last = 0;
  std::uint32_t line = 0;
  std::uint16_t file = 0;
  std::int8_t months = -1;
};

struct FeedMember {
  std::string key;  ///< never written anywhere
  Day birth = no_day, death = no_day;
  std::vector<CoverSpan> spans;          ///< ascending, without overlap, once the table is read
  std::vector<std::int16_t> attributed;  ///< years with a month attributed
  std::string enrolment = "*";
  Day asked = no_day;      ///< start of the row the enrolment type comes from
  std::uint32_t line = 0;  ///< first row; 0: unknown to the members' table
  std::uint16_t file = 0;

  bool known() const { return line > 0; }
  bool covers(Day day) const;
  bool is_attributed(int year) const;
  /// Whole months of the year with a day of cover, or as many as the table says.
  int months_in(int year) const;
};

/// Members of a feed by their place. Memory is that of the members.
class FeedMembers {
 public:
  std::uint32_t place_of(std::string_view key);
  std::vector<FeedMember>& list() { return list_; }
  std::vector<FeedMember> const& list() const { return list_; }
  FeedMember& operator[](std::uint32_t place) { return list_[place]; }
  FeedMember const& operator[](std::uint32_t place) const { return list_[place]; }
  void rename(std::string from, std::string to) { now_[std::move(from)] = std::move(to); }

 private:
  std::vector<FeedMember> list_;
  std::unordered_map<std::string, std::uint32_t> places_;
  std::unordered_map<std::string, std::string> now_;
};

/// Reads the crosswalk, the members and their cover, in memory bounded by members. `year`: that of the ages
/// and enrolment types, where members are to be fitted. InputError where there is no file of members.
FeedMembers read_members(std::filesystem::path const& folder, ClaimMap const& map, std::optional<int> year,
                         DefectBook& defects, std::vector<FileRows>& files);

/// Reads the months attributed, and notes those in which the member is not covered. False where there is no
/// file of them. InputError where there is none and only what is attributed counts.
bool read_attribution(std::filesystem::path const& folder, ClaimMap const& map, FeedMembers& members,
                      DefectBook& defects, std::vector<FileRows>& files);

}  // namespace plimsoll
