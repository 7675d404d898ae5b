#include "feed/claims.hpp"

#include <algorithm>

#include "feed/patterns.hpp"
#include "feed/table.hpp"

namespace plimsoll {
namespace {

struct BoundPattern {
  std::size_t place;
  std::vector<std::string> const* any;
};

std::vector<BoundPattern> bind(Patterns const& patterns, Wanted& wanted) {
  std::vector<BoundPattern> bound;
  for (auto const& [column, any] : patterns) bound.push_back({wanted.bind(column), &any});
  return bound;
}

bool matches_any(BoundPattern const& pattern, FeedRow const& row) {
  return std::any_of(pattern.any->begin(), pattern.any->end(),
                     [&](std::string const& text) { return matches(text, row.text(pattern.place)); });
}

/// The columns of a claims' row, bound.
struct BoundClaimRow {
  Wanted wanted;
  std::size_t member = 0;
  std::vector<std::size_t> claim, line, service, amount;
  std::optional<std::size_t> end, paid;
  std::vector<BoundPattern> cancel, leave_out;
  std::vector<std::vector<BoundPattern>> rules;

  explicit BoundClaimRow(ClaimsMap const& map) {
    member = wanted.bind(map.member);
    claim = wanted.bind(map.claim);
    line = wanted.bind(map.line);
    service = wanted.bind(map.service_date);
    amount = wanted.bind(map.amount);
    end = wanted.bind(map.end_date);
    paid = wanted.bind(map.paid_date);
    cancel = bind(map.cancel, wanted);
    leave_out = bind(map.leave_out, wanted);
    for (CategoryRule const& rule : map.category) rules.push_back(bind(rule.when, wanted));
  }
};

/// FNV-1a over the parts, each closed by a byte no text holds, then the finaliser of splitmix64.
class Hash {
 public:
  explicit Hash(std::uint64_t seed) : value_(0xcbf29ce484222325u ^ seed) {}
  Hash& add(std::string_view text) {
    for (char const c : text) byte(static_cast<unsigned char>(c));
    byte(0xFF);
    return *this;
  }
  std::uint64_t value() const {
    std::uint64_t x = value_ + 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
  }

 private:
  void byte(unsigned char b) { value_ = (value_ ^ b) * 0x100000001b3u; }
  std::uint64_t value_;
};

/// One table of claims being read.
class Reading {
 public:
  Reading(std::string const& name, ClaimMap const& feed, std::uint16_t table, std::uint16_t first_rule,
          FeedMembers& members, ClaimSums& sums, ClaimSpill& spill, std::optional<PaidScope> const& scope)
      : map_(feed.claims.at(name)),
        bound_(map_),
        space_(map_.space.empty() ? name : map_.space),
        attributed_only_(feed.attributed_only),
        table_(table),
        first_rule_(first_rule),
        members_(members),
        sums_(sums),
        months_(sums.rows[name]),
        spill_(spill),
        scope_(map_.fitted ? scope : std::nullopt) {}

  Wanted const& wanted() const { return bound_.wanted; }
  void enter(std::uint16_t file) { file_ = file; }

  void row(FeedRow const& row) {
    if (!keys_filled(row)) return;
    std::optional<Day> const day = service_day(row);
    std::optional<std::int64_t> cents = row.cents(bound_.amount);
    if (!day || !cents) return;
    bool const takes_back = holds_any(bound_.cancel, row);
    if (takes_back) *cents = -*cents;
    sums_.cents_in_files += *cents;
    std::uint32_t const place = members_.place_of(row.text(bound_.member));
    if (holds_any(bound_.leave_out, row))
      return leave_out(row, Check::denied, bound_.leave_out.front().place, place, *cents);
    if (std::optional<Check> const wrong = outside(members_[place], *day)) {
      bool const of_member = *wrong == Check::cost_without_cover || *wrong == Check::unattributed;
      return leave_out(row, *wrong, of_member ? bound_.member : service_place_, place, *cents);
    }
    Day const paid = check_dates(row, *day, place);
    if (std::optional<Check> const why = out_of_scope(*day, paid)) {
      bool const of_payment = *why == Check::no_paid_date || *day <= scope_->as_of;
      return leave_out(row, *why,
                       *why != Check::before_first_period && of_payment ? *bound_.paid : service_place_,
                       place, *cents);
    }
    if (paid == no_day && bound_.paid) row.note(Check::no_paid_date, *bound_.paid, place, *cents);
    count_month(*day);
    keep(row, *day, paid, *cents, place, takes_back);
  }

 private:
  bool keys_filled(FeedRow const& row) const {
    bool filled = true;
    auto const need = [&](std::size_t place) {
      if (!row.text(place).empty()) return;
      row.note(Check::empty_key, place);
      filled = false;
    };
    need(bound_.member);
    need(bound_.line.front());
    return filled;
  }

  std::optional<Day> service_day(FeedRow const& row) {
    for (std::size_t const place : bound_.service) {
      service_place_ = place;
      std::optional<Day> const day = row.day(place);
      if (!day || *day != no_day) return day;
    }
    service_place_ = bound_.service.front();
    row.note(Check::not_a_date, service_place_);
    return std::nullopt;
  }

  static bool holds_any(std::vector<BoundPattern> const& patterns, FeedRow const& row) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](BoundPattern const& pattern) { return matches_any(pattern, row); });
  }

  std::optional<Check> outside(FeedMember const& member, Day day) const {
    if (!member.known()) return Check::cost_without_cover;
    if (member.birth != no_day && day < member.birth) return Check::service_before_birth;
    if (member.death != no_day && day > member.death) return Check::service_after_death;
    if (!member.covers(day)) return Check::service_outside_cover;
    bool const counts = !attributed_only_ || member.is_attributed(year_of(day));
    return counts ? std::nullopt : std::optional(Check::unattributed);
  }

  void leave_out(FeedRow const& row, Check check, std::size_t at, std::uint32_t place, std::int64_t cents) {
    if (bound_.amount.empty()) return;  // a row without dollars loses nothing
    row.note(check, at, place, cents);
    LeftOut& left = sums_.left_out[check];
    left.cents += cents;
    ++left.rows;
    left.members.insert(place);
  }

  /// The day of payment, or no_day.
  Day check_dates(FeedRow const& row, Day day, std::uint32_t place) const {
    auto const date = [&](std::optional<std::size_t> at, Check before) {
      if (!at) return no_day;
      Day const other = row.day(*at).value_or(no_day);
      if (other != no_day && other < day) row.note(before, *at, place);
      return other;
    };
    date(bound_.end, Check::end_before_start);
    return date(bound_.paid, Check::paid_before_service);
  }

  /// Why a row is in no triangle. A table without amounts has no payments, and stays.
  std::optional<Check> out_of_scope(Day day, Day paid) const {
    if (!scope_ || bound_.amount.empty()) return std::nullopt;
    if (paid == no_day) return Check::no_paid_date;
    if (day < scope_->since) return Check::before_first_period;
    return day > scope_->as_of || paid > scope_->as_of ? std::optional(Check::after_valuation) : std::nullopt;
  }

  void count_month(Day day) {
    if (bound_.amount.empty()) return;
    Month const month = month_of(day);
    bool const first = sums_.last < sums_.first;
    sums_.first = first ? month : std::min(sums_.first, month);
    sums_.last = first ? month : std::max(sums_.last, month);
    ++months_[month];
  }

  void keep(FeedRow const& row, Day day, Day paid, std::int64_t cents, std::uint32_t place, bool takes_back) {
    Hash claim(0), line(1);
    claim.add(space_);
    for (std::size_t const at : bound_.claim) claim.add(row.text(at));
    line.add(std::to_string(table_));
    for (std::size_t const at : bound_.line) line.add(row.text(at));
    ClaimRecord record{claim.value(), line.value(), cents, place, row.line(), day, paid, file_};
    record.table = table_;
    record.takes_back = takes_back;
    record.tells_category_only = bound_.amount.empty();
    for (std::size_t i = 0; i < bound_.rules.size(); ++i)
      if (std::all_of(bound_.rules[i].begin(), bound_.rules[i].end(),
                      [&](BoundPattern const& pattern) { return matches_any(pattern, row); })) {
        record.rule = static_cast<std::uint16_t>(first_rule_ + i);
        break;
      }
    spill_.add(record);
  }

  ClaimsMap const& map_;
  BoundClaimRow bound_;
  std::string space_;
  bool attributed_only_;
  std::uint16_t table_, first_rule_, file_ = 0;
  std::size_t service_place_ = 0;
  FeedMembers& members_;
  ClaimSums& sums_;
  std::map<Month, std::int64_t>& months_;
  ClaimSpill& spill_;
  std::optional<PaidScope> scope_;
};

}  // namespace

ClaimSums read_claims(std::filesystem::path const& folder, ClaimMap const& map, FeedMembers& members,
                      DefectBook& defects, std::vector<FileRows>& files, ClaimSpill& spill,
                      std::optional<PaidScope> const& paid) {
  ClaimSums sums;
  std::uint16_t table = 0, rule = 0;
  bool any = false;
  for (auto const& [name, claims] : map.claims) {
    Reading reading(name, map, table++, rule, members, sums, spill, paid);
    rule = static_cast<std::uint16_t>(rule + claims.category.size());
    std::vector<std::filesystem::path> const paths = files_of(folder, claims.table.file);
    if (paths.empty()) files.push_back({name, "", 0});
    for (std::filesystem::path const& path : paths) {
      any = true;
      reading.enter(static_cast<std::uint16_t>(files.size()));
      std::int64_t const rows = stream_table(path, claims.table, reading.wanted(), defects,
                                             [&](FeedRow const& row) { reading.row(row); });
      files.push_back({name, path.filename().string(), rows});
    }
  }
  if (!any)
    throw InputError(Problem{{folder.string(), 0, 0},
                             "claims",
                             "no file of claims in the folder",
                             "sought: " + map.claims.begin()->second.table.file.front(),
                             "name it in the map"});
  return sums;
}

}  // namespace plimsoll
