#include "feed/defects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plimsoll {
namespace {

constexpr auto fault = Weight::fault;
constexpr auto defect = Weight::defect;
constexpr auto told = Weight::note;

// In the order of Check.
constexpr std::array<CheckText, 37> texts{{
    {"unreadable_row", "row of another width or length than the layout", "left out", fault},
    {"shifted_field", "field does not hold what its layout says", "left out", fault},
    {"empty_key", "key is empty", "left out", fault},
    {"not_a_date", "is no date, yyyy-mm-dd", "left out", fault},
    {"not_an_amount", "is no amount in plain digits", "left out", fault},
    {"no_category", "no category rule of the map holds", "left out", fault},
    {"negative_total", "category total of a member's year is below 0", "refused", fault},
    {"age_out_of_range", "birth after the year, over 130 years before it, or below the first band",
     "left out", fault},
    {"no_enrolment", "no enrolment rule of the map holds", "left out", fault},
    {"unmapped_column", "column is neither mapped nor named as unused", "not read", defect},
    {"record_count", "records differ from those of the control file", "read as it is", defect},
    {"cover_ends_before_start", "cover ends before it starts", "row covers nothing", defect},
    {"repeated_cover", "same member and cover given twice", "counted once", defect},
    {"overlapping_cover", "covers of one member overlap", "months counted once", defect},
    {"attributed_outside_cover", "month attributed in which the member is not covered", "told only", defect},
    {"repeated_line", "claim line given twice", "first one counts", defect},
    {"reversal_without_original", "takes back what was never given", "counted as it is", defect},
    {"negative_amount", "amount below 0", "counted as it is", defect},
    {"service_before_birth", "service before birth", "left out", defect},
    {"service_after_death", "service after death", "left out", defect},
    {"cost_without_cover", "cost of a member the members' table does not know", "left out", defect},
    {"service_outside_cover", "service on a day without cover", "left out", defect},
    {"end_before_start", "service ends before it starts", "first day counts", defect},
    {"paid_before_service", "paid before the service", "counted as it is", defect},
    {"no_paid_date", "date of payment is empty", "in no triangle", defect},
    {"empty_category", "category without a dollar", "told only", defect},
    {"month_without_claims", "month without a claim amid months with claims", "told only", defect},
    {"membership_jump", "members change from the month before by more than the map's jump", "told only",
     defect},
    {"changed_since_prior", "differs from the prior feed by more than the map's jump", "told only", defect},
    {"gap_in_cover", "cover stops and starts again", "months as covered", told},
    {"negative_to_zero", "category total of a member's year is below 0", "set to 0", told},
    {"denied", "a rule leave_out of the map holds", "left out", told},
    {"not_attributed", "member with cover, and no month attributed", "counted", told},
    {"unattributed", "no month of the member's year is attributed, which the map asks for", "left out", told},
    {"before_first_period", "service before the first period of the triangle", "left out", told},
    {"after_valuation", "service or payment after the valuation date", "left out", told},
    {"thin_cell", "risk cell of 1 to 10 members: its laws come from a parent cell", "kept", told},
}};
static_assert(texts.size() == static_cast<std::size_t>(Check::thin_cell) + 1);

// A fault or a defect is mended row by row. A note tells what people are: where they are few, whoever counted
// its rows would have their number, so the first stands for all.
std::string row_list(Weight weight, DefectBook::Found const& found) {
  if (found.first.empty()) return {};
  if (weight == Weight::note && is_few(static_cast<double>(found.rows)))
    return fmt::format("{} …", found.first.front());
  std::string text;
  for (std::uint32_t const row : found.first) text += fmt::format("{}{}", text.empty() ? "" : " ", row);
  if (static_cast<std::size_t>(found.rows) > found.first.size()) text += " …";
  return text;
}

bool is_of_people(Check check) {
  return check != Check::unmapped_column && check != Check::record_count;
}

// As few rows as people: their number would be that of the people.
Cell row_count(Check check, DefectBook::Found const& found) {
  bool const few = is_of_people(check) && !found.first.empty() && is_few(static_cast<double>(found.rows));
  if (few && !std::cmp_greater_equal(found.members.size(), fewest_shown)) return Suppressed{};
  return exact_figure("", static_cast<double>(found.rows), Unit::count);
}

Cell member_count(DefectBook::Found const& found) {
  return found.members.empty() ? Cell(Empty{}) : people_cell(found.members.size());
}

}  // namespace

CheckText const& text_of(Check check) {
  return texts[static_cast<std::size_t>(check)];
}

void DefectBook::note(Check check, std::string const& file, std::string const& column, std::uint32_t line,
                      std::uint32_t member, std::int64_t cents) {
  Found& found = found_[{check, file, column}];
  ++found.rows;
  found.cents += cents;
  if (member != nobody) found.members.insert(member);
  if (line == 0) return;
  auto const at = std::upper_bound(found.first.begin(), found.first.end(), line);
  if (found.first.size() == rows_shown_ && at == found.first.end()) return;
  found.first.insert(at, line);
  if (found.first.size() > rows_shown_) found.first.pop_back();
}

std::int64_t DefectBook::rows_of(Weight weight) const {
  std::int64_t rows = 0;
  for (auto const& [place, found] : found_)
    if (text_of(place.check).weight == weight) rows += found.rows;
  return rows;
}

std::vector<Problem> DefectBook::problems(Weight weight) const {
  std::vector<Problem> all;
  for (auto const& [place, found] : found_) {
    if (text_of(place.check).weight > weight) continue;
    Problem problem;
    problem.spot = {place.file, found.first.empty() ? 0 : found.first.front(), 0};
    problem.key = place.column;
    problem.what = text_of(place.check).says;
    if (found.first.size() > 1) problem.why = "rows " + row_list(text_of(place.check).weight, found);
    problem.suggestion = "plimsoll review shows all that was found";
    all.push_back(std::move(problem));
  }
  return all;
}

Table DefectBook::table() const {
  TableBuilder table("defects", "What the review found");
  table.column("check", "check", Unit::none, Presentation::text)
      .column("weight", "weight", Unit::none, Presentation::text)
      .column("file", "file", Unit::none, Presentation::text)
      .column("column", "column", Unit::none, Presentation::text)
      .column("rows", "rows", Unit::count, Presentation::count)
      .column("members", "members", Unit::members, Presentation::count)
      .column("first", "first rows", Unit::none, Presentation::text)
      .column("done", "what was done", Unit::none, Presentation::text);
  constexpr std::array<char const*, 3> weights{"fault", "defect", "note"};
  for (auto const& [place, found] : found_) {
    CheckText const& text = text_of(place.check);
    table.row(fmt::format("{}.{}.{}", text.id, place.file, place.column),
              {std::string(text.says), weights[static_cast<std::size_t>(text.weight)], place.file,
               place.column, row_count(place.check, found), member_count(found), row_list(text.weight, found),
               std::string(text.done)});
  }
  return table.build();
}

}  // namespace plimsoll
