#include "feed/netting.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace plimsoll {
namespace {

using Records = std::span<ClaimRecord const>;

/// One netted amount of a member.
struct Netted {
  Month month;
  std::size_t category;
  std::int64_t cents;
  std::int64_t claims;
};

/// The first column a category rule asks, for messages.
std::string first_column_of(ClaimsMap const& map) {
  for (CategoryRule const& rule : map.category)
    if (!rule.when.empty()) return rule.when.rbegin()->first;
  return {};
}

/// What of the map the netting needs, by table and by rule.
struct Rules {
  struct Columns {
    std::string amount, line, rule;
    bool has_cancel = false;
  };
  std::vector<Columns> tables;
  std::vector<std::size_t> category;  ///< of each rule

  Rules(ClaimMap const& map, std::vector<std::string> const& categories) {
    for (auto const& [name, claims] : map.claims) {
      tables.push_back({claims.amount.empty() ? std::string{} : claims.amount.front(), claims.line.front(),
                        first_column_of(claims), !claims.cancel.empty()});
      for (CategoryRule const& rule : claims.category)
        category.push_back(static_cast<std::size_t>(
            std::find(categories.begin(), categories.end(), rule.category) - categories.begin()));
    }
  }
};

class ClaimNetting {
 public:
  ClaimNetting(ClaimMap const& map, std::vector<FileRows> const& files, ClaimSums& sums, DefectBook& defects,
               FeedTotals& totals, YearSums* year, PaidSums* paid)
      : rules_(map, totals.categories),
        files_(files),
        sums_(sums),
        defects_(defects),
        totals_(totals),
        year_(year) {
    if (paid) paid_.emplace(*paid);
  }

  void member(Records records) {
    netted_.clear();
    for (std::size_t begin = 0; begin < records.size();) {
      std::size_t end = begin;
      while (end < records.size() && records[end].claim == records[begin].claim) ++end;
      claim(records.subspan(begin, end - begin));
      begin = end;
    }
    add_up();
  }

 private:
  void claim(Records records) {
    lines_.clear();
    for (ClaimRecord const& record : records) {
      if (record.tells_category_only) continue;
      if (!lines_.empty() && lines_.back().line == record.line)
        leave_out(Check::repeated_line, record, rules_.tables[record.table].line);
      else
        lines_.push_back(record);
    }
    if (lines_.empty()) return;
    check_reversals();
    std::uint16_t const rule = rule_of(records);
    if (rule == ClaimRecord::no_rule) {
      for (ClaimRecord const& record : lines_)
        leave_out(Check::no_category, record, rules_.tables[record.table].rule);
      return;
    }
    net(rules_.category[rule]);
  }

  /// Tables that only tell the category overrule; else the earliest rule of any line.
  static std::uint16_t rule_of(Records records) {
    std::uint16_t told = ClaimRecord::no_rule, own = ClaimRecord::no_rule;
    for (ClaimRecord const& record : records) {
      std::uint16_t& best = record.tells_category_only ? told : own;
      best = std::min(best, record.rule);
    }
    return told != ClaimRecord::no_rule ? told : own;
  }

  /// Each amount taken back is matched with the same amount given; CMS makes a cancellation like its claim.
  void check_reversals() {
    given_.clear();
    for (ClaimRecord const& record : lines_)
      if (record.cents > 0) given_.push_back(record.cents);
    for (ClaimRecord const& record : lines_) {
      if (record.cents >= 0) continue;
      auto const original = std::find(given_.begin(), given_.end(), -record.cents);
      bool const found = original != given_.end();
      if (found) given_.erase(original);
      Rules::Columns const& columns = rules_.tables[record.table];
      if (!found && (record.takes_back || !columns.has_cancel))
        note(Check::reversal_without_original, record, columns.amount);
      else if (!record.takes_back)
        note(Check::negative_amount, record, columns.amount);
    }
  }

  void net(std::size_t category) {
    std::int64_t sum = 0, of_year = 0;
    ClaimRecord const& first =
        *std::min_element(lines_.begin(), lines_.end(),
                          [](ClaimRecord const& a, ClaimRecord const& b) { return a.day < b.day; });
    for (ClaimRecord const& record : lines_) {
      sum += record.cents;
      if (year_ && year_of(record.day) == year_->year) of_year += record.cents;
      netted_.push_back({month_of(record.day), category, record.cents, 0});
      if (paid_ && category < totals_.fitted) paid_->add(category, record.day, record.paid, record.cents);
    }
    if (sum > 0) netted_.push_back({month_of(first.day), category, 0, 1});
    if (!year_ || category >= totals_.fitted) return;
    std::size_t const at = first.member * totals_.fitted + category;
    year_->cents[at] += of_year;
    year_->counts[at] += of_year > 0 ? 1 : 0;
  }

  void add_up() {
    if (paid_) paid_->close_member();
    totals_.members += netted_.empty() ? 0 : 1;
    std::sort(netted_.begin(), netted_.end(), [](Netted const& a, Netted const& b) {
      return std::tie(a.category, a.month) < std::tie(b.category, b.month);
    });
    for (std::size_t begin = 0; begin < netted_.size();) {
      Netted const& group = netted_[begin];
      CostCell& all = totals_.by_category[group.category];
      if (begin == 0 || netted_[begin - 1].category != group.category) ++all.members;
      std::vector<CostCell>& month = totals_.by_month[group.month];
      month.resize(totals_.categories.size());
      CostCell& cell = month[group.category];
      ++cell.members;
      std::size_t end = begin;
      for (; end < netted_.size() && netted_[end].month == group.month &&
             netted_[end].category == group.category;
           ++end) {
        for (CostCell* sum : {&all, &cell}) {
          sum->cents += netted_[end].cents;
          sum->claims += netted_[end].claims;
        }
        totals_.kept_cents += netted_[end].cents;
      }
      begin = end;
    }
  }

  void note(Check check, ClaimRecord const& record, std::string const& column) {
    defects_.note(check, files_[record.file].file, column, record.row, record.member, record.cents);
  }

  void leave_out(Check check, ClaimRecord const& record, std::string const& column) {
    note(check, record, column);
    LeftOut& left = sums_.left_out[check];
    left.cents += record.cents;
    ++left.rows;
    left.members.insert(record.member);
  }

  Rules rules_;
  std::vector<FileRows> const& files_;
  ClaimSums& sums_;
  DefectBook& defects_;
  FeedTotals& totals_;
  YearSums* year_;
  std::optional<PaidCollector> paid_;
  std::vector<ClaimRecord> lines_;
  std::vector<std::int64_t> given_;
  std::vector<Netted> netted_;
};

}  // namespace

FeedTotals net_claims(ClaimSpill& spill, ClaimMap const& map, FeedMembers const& members,
                      std::vector<FileRows> const& files, ClaimSums& sums, DefectBook& defects,
                      YearSums* year, PaidSums* paid) {
  FeedTotals totals;
  totals.categories = fitted_categories(map);
  totals.fitted = totals.categories.size();
  for (std::string& category : reviewed_categories(map)) totals.categories.push_back(std::move(category));
  totals.by_category.resize(totals.categories.size());
  if (paid) paid->by_category.resize(totals.fitted);
  if (year) {
    year->cents.assign(members.list().size() * totals.fitted, 0);
    year->counts.assign(members.list().size() * totals.fitted, 0);
  }
  ClaimNetting netting(map, files, sums, defects, totals, year, paid);
  for (std::size_t part = 0; part < ClaimSpill::parts; ++part) {
    std::vector<ClaimRecord> const records = spill.part(part);
    for (std::size_t begin = 0; begin < records.size();) {
      std::size_t end = begin;
      while (end < records.size() && records[end].member == records[begin].member) ++end;
      netting.member(Records(records).subspan(begin, end - begin));
      begin = end;
    }
  }
  return totals;
}

}  // namespace plimsoll
