#include "plimsoll/scenarios/synthetic_feed.hpp"

#include <fmt/format.h>

#include <optional>

#include "feed/planter.hpp"
#include "feed/synthetic_rows.hpp"

namespace plimsoll {
namespace {

/// One claim in fifty of Medicare's Parts A and B is taken back and replaced, one in a hundred denied.
void write_claim(MadePerson const& person, MadeClaim const& claim, RowWriter& writer,
                 std::size_t first_line) {
  SyntheticFile& file = writer.file(claim.kind);
  bool const adjusted = writer.is_cclf() && claim.number % 50 == 3 && claim.kind != MadeKind::pharmacy;
  std::size_t const lines = writer.is_header(claim.kind) ? 1 : claim.lines.size();
  for (std::size_t i = first_line; i < lines; ++i) {
    file.write(writer.line(person, claim, i));
    if (!adjusted) continue;
    file.write(writer.line(person, claim, i, Version::cancellation));
    file.write(writer.line(person, claim, i, Version::adjustment, claim.lines[i].cents / 10));
  }
  if (writer.is_header(claim.kind) && claim.number % 100 == 7) {
    MadeRow denied = writer.line(person, claim, 0);
    set_cell(denied, "CUR_CLM_UNIQ_ID", fmt::format("{:013}", claim.number * 10 + 9));
    set_cell(denied, "CLM_MDCR_NPMT_RSN_CD", "N");
    file.write(denied);
  }
}

void write_members(SyntheticPlan const& plan, RowWriter& writer, std::optional<Planter>& planter) {
  MadeWorld world(plan.year, plan.seed);
  Month const january = month_of(plan.year, 1);
  for (std::int64_t ordinal = 0; ordinal < plan.members; ++ordinal) {
    MadePerson const person = world.person(ordinal);
    if (planter)
      planter->member(person, writer);
    else
      writer.members().write(writer.person(person));
    writer.write_attribution(person, std::max(month_of(person.start), january), month_of(person.end));
    for (MadeClaim const& claim : world.claims(person)) {
      bool const planted = planter && planter->claim(person, claim, writer);
      write_claim(person, claim, writer, planted ? 1 : 0);
      writer.write_beside(person, claim);
    }
  }
}

SyntheticFeed write_files(std::filesystem::path const& folder, SyntheticPlan const& plan) {
  RowWriter writer(folder, plan.layout);
  std::optional<Planter> planter;
  if (plan.defects) planter.emplace(plan.layout, plan.year);
  write_members(plan, writer, planter);
  if (planter) {
    PLIMSOLL_ENSURE(planter->is_done());
    planter->files(writer);
    planter->write_key(folder);
  } else {
    writer.write_control(0);
  }
  SyntheticFeed const written{writer.rows(), planter ? planter->planted() : 0};
  writer.close();
  return written;
}

}  // namespace

SyntheticFeed write_synthetic_feed(std::filesystem::path const& folder, SyntheticPlan const& plan) {
  if (plan.defects && plan.members < fewest_synthetic_members)
    throw InputError(Problem{{},
                             "members",
                             fmt::format("at least {} for a feed with defects", fewest_synthetic_members),
                             "each defect needs a row it fits",
                             ""});
  bool const made = !std::filesystem::exists(folder);
  make_folder(folder);
  try {
    return write_files(folder, plan);
  } catch (...) {
    std::error_code ignored;
    if (made) std::filesystem::remove_all(folder, ignored);  // a feed that lacks files looks like one
    throw;
  }
}

}  // namespace plimsoll
