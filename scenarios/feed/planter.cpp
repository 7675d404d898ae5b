#include "feed/planter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll {
namespace {

constexpr int of_each = 3;
constexpr int members_between = 13, claims_between = 11;

std::vector<Check> repeated(std::vector<Check> const& checks) {
  std::vector<Check> all;
  for (int i = 0; i < of_each; ++i) all.insert(all.end(), checks.begin(), checks.end());
  return all;
}

std::vector<Check> claim_checks(FeedLayout layout) {
  std::vector<Check> checks{Check::repeated_line,
                            Check::reversal_without_original,
                            Check::negative_amount,
                            Check::service_before_birth,
                            Check::service_after_death,
                            Check::service_outside_cover,
                            Check::cost_without_cover,
                            Check::no_category,
                            Check::end_before_start,
                            Check::unreadable_row,
                            Check::empty_key};
  if (layout == FeedLayout::cclf)
    checks.push_back(Check::shifted_field);
  else
    checks.insert(checks.end(), {Check::not_a_date, Check::not_an_amount, Check::paid_before_service});
  return repeated(checks);
}

std::vector<Check> member_checks(FeedLayout layout) {
  std::vector<Check> checks{Check::repeated_cover, Check::overlapping_cover};
  if (layout == FeedLayout::tuva) {
    checks.push_back(Check::cover_ends_before_start);
    checks.push_back(Check::attributed_outside_cover);
  }
  return repeated(checks);
}

}  // namespace

Planter::Planter(FeedLayout layout, int year)
    : layout_(layout), year_(year), waiting_(claim_checks(layout)), waiting_members_(member_checks(layout)) {}

void Planter::keep(SyntheticFile const& file, std::uint32_t row, std::string_view column, Check check) {
  key_.push_back({file.name(), std::string(column), row, check});
}

void Planter::member(MadePerson const& person, RowWriter& writer) {
  SyntheticFile& file = writer.members();
  file.write(writer.person(person));
  if (++members_ % members_between != 0 || waiting_members_.empty()) return;
  Check const check = waiting_members_.back();
  waiting_members_.pop_back();
  std::string_view const key = writer.columns(MadeKind::professional).member;
  MadePerson other = person;
  switch (check) {
    case Check::overlapping_cover: other.start = person.start + 15; break;
    case Check::cover_ends_before_start:
      other.key = fmt::format("T{:010}", members_);
      other.end = other.start - 1;
      return keep(file, file.write(writer.person(other)), "enrollment_end_date", check);
    case Check::attributed_outside_cover:
      keep(writer.attribution(), writer.write_attribution(person, month_of(person.end) + 2), "year_month",
           check);
      return;
    default: break;
  }
  keep(file, file.write(writer.person(other)), key, check);
}

bool Planter::fits(Check check, MadePerson const& person, MadeClaim const& claim) const {
  bool const is_drug = claim.kind == MadeKind::pharmacy;
  switch (check) {
    case Check::service_after_death: return person.death != no_day;
    case Check::service_outside_cover:
      return year_of(person.start) == year_ && person.start - person.birth > 365;
    case Check::no_category:
      return !is_drug && (claim.lines.size() == 1 || layout_ == FeedLayout::cclf) &&
             claim.kind == MadeKind::equipment;
    case Check::end_before_start: return !is_drug;
    case Check::reversal_without_original:
    case Check::negative_amount: return claim.lines.size() == 1;
    default: return true;
  }
}

bool Planter::claim(MadePerson const& person, MadeClaim const& claim, RowWriter& writer) {
  if (++claims_ % claims_between != 0) return false;
  auto const found =
      std::find_if(waiting_.begin(), waiting_.end(), [&](Check check) { return fits(check, person, claim); });
  if (found == waiting_.end()) return false;
  Check const check = *found;
  waiting_.erase(found);
  MadeRow row = writer.line(person, claim, 0);
  switch (check) {
    case Check::repeated_line:
    case Check::reversal_without_original:
    case Check::negative_amount: plant_beside(check, std::move(row), person, claim, writer); break;
    default: plant_in(check, std::move(row), person, claim, writer);
  }
  return true;
}

/// A second row beside a sound one.
void Planter::plant_beside(Check check, MadeRow row, MadePerson const& person, MadeClaim const& claim,
                           RowWriter& writer) {
  SyntheticFile& file = writer.file(claim.kind);
  RowWriter::Columns const columns = writer.columns(claim.kind);
  file.write(row);
  if (check == Check::repeated_line) return keep(file, file.write(row), columns.line, check);
  bool const unmatched = check == Check::reversal_without_original;
  std::int64_t const cents = claim.lines[0].cents + (unmatched ? 100 : 0);
  if (writer.is_cclf()) {
    Version const version = unmatched ? Version::cancellation : Version::adjustment;
    row = writer.line(person, claim, 0, version, unmatched ? 100 : -2 * claim.lines[0].cents);
  } else {
    set_cell(row, "claim_line_number", "90");
    set_cell(row, columns.amount, fmt::format("-{}.{:02}", cents / 100, cents % 100));
  }
  keep(file, file.write(row), columns.amount, check);
}

/// A defect in the row itself.
void Planter::plant_in(Check check, MadeRow row, MadePerson const& person, MadeClaim const& claim,
                       RowWriter& writer) {
  SyntheticFile& file = writer.file(claim.kind);
  RowWriter::Columns const columns = writer.columns(claim.kind);
  std::string_view column = columns.service;
  auto const on = [&](Day day) { set_cell(row, columns.service, day_text(day)); };
  switch (check) {
    case Check::service_before_birth: on(person.birth - 30); break;
    case Check::service_after_death: on(person.death + 10); break;
    case Check::service_outside_cover: on(person.start - 20); break;
    case Check::not_a_date: set_cell(row, columns.service, fmt::format("{}-13-40", year_)); break;
    case Check::cost_without_cover:
    case Check::empty_key:
      set_cell(row, columns.member, check == Check::empty_key ? "" : fmt::format("U{:010}", claims_));
      column = columns.member;
      break;
    case Check::no_category:
      set_cell(row, columns.type, writer.is_cclf() ? "99" : "undetermined");
      column = columns.type;
      break;
    case Check::end_before_start:
      set_cell(row, columns.end, day_text(claim.day - 1));
      column = columns.end;
      break;
    case Check::paid_before_service:
      set_cell(row, columns.paid, day_text(claim.day - 1));
      column = columns.paid;
      break;
    case Check::not_an_amount:
      set_cell(row, columns.amount, "n/a");
      column = columns.amount;
      break;
    default: break;
  }
  std::string text = file.text_of(row);
  if (check == Check::unreadable_row) {
    text.erase(writer.is_cclf() ? text.size() - 5 : text.rfind(','));
    column = "";
  }
  if (check == Check::shifted_field) {
    text.erase(5, 1);
    text += ' ';
    column = "";
  }
  keep(file, file.write_text(std::move(text)), column, check);
}

void Planter::files(RowWriter& writer) {
  if (writer.is_cclf()) {
    writer.write_control(1);
    key_.push_back({"CCLF0.txt", "CCLF6", 5, Check::record_count});
  }
}

void Planter::write_key(std::filesystem::path const& folder) const {
  SyntheticFile file(folder, "planted.csv", std::vector<std::string>{"file", "row", "column", "check"});
  for (Planted const& at : key_)
    file.write({{"file", at.file},
                {"row", std::to_string(at.row)},
                {"column", at.column},
                {"check", std::string(text_of(at.check).id)}});
  file.close();
  file.commit();
}

}  // namespace plimsoll
