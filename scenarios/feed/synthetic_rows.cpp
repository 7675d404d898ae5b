#include "feed/synthetic_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plimsoll/scenarios/claim_map.hpp"

namespace plimsoll {
namespace {

std::string dollars(std::int64_t cents) {
  return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
}

std::string day_or_blank(Day day) {
  return day == no_day ? std::string{} : day_text(day);
}

// In the order of MadeKind.
constexpr std::array<char const*, 7> bill_types{"111", "211", "131", "131", "", "", ""};
constexpr std::array<char const*, 7> claim_types{"60", "20", "40", "40", "71", "82", "01"};

/// Groups of frequent hospital stays (MS-DRG), dealt to stays in turn.
constexpr std::array<char const*, 12> stay_groups{"871", "291", "470", "193", "690", "392",
                                                  "189", "065", "683", "194", "603", "885"};

std::string group_of(MadeClaim const& claim) {
  return claim.kind == MadeKind::inpatient ? stay_groups[claim.number % stay_groups.size()] : "";
}

enum CclfFile { cclf8, cclf1, cclf2, cclf5, cclf6, cclf7 };
enum TuvaFile { eligibility, medical, pharmacy };

std::vector<FixedField> layout_of(TableMap const& table) {
  std::vector<Problem> problems;
  return fixed_layout(table.layout, "layout", problems);
}

}  // namespace

void set_cell(MadeRow& row, std::string_view column, std::string cell) {
  auto const found = std::find_if(row.begin(), row.end(), [&](auto const& at) { return at.first == column; });
  if (found != row.end())
    found->second = std::move(cell);
  else
    row.emplace_back(column, std::move(cell));
}

RowWriter::RowWriter(std::filesystem::path const& folder, FeedLayout layout)
    : folder_(folder), layout_(layout) {
  if (is_cclf()) {
    ClaimMap const map = read_claim_map("cclf", {});
    files_.emplace_back(folder, "CCLF8.txt", layout_of(map.members.table));
    for (auto const& [name, table] : {std::pair{"CCLF1.txt", "part_a"},
                                      {"CCLF2.txt", "part_a_lines"},
                                      {"CCLF5.txt", "part_b"},
                                      {"CCLF6.txt", "equipment"},
                                      {"CCLF7.txt", "part_d"}})
      files_.emplace_back(folder, name, layout_of(map.claims.at(table).table));
    return;
  }
  using Names = std::vector<std::string>;
  files_.emplace_back(folder, "eligibility.csv",
                      Names{"person_id", "member_id", "birth_date", "death_date", "enrollment_start_date",
                            "enrollment_end_date", "payer", "payer_type", "plan", "dual_status_code",
                            "medicare_status_code", "data_source"});
  files_.emplace_back(
      folder, "medical_claim.csv",
      Names{"claim_id", "claim_line_number", "claim_type", "person_id", "member_id", "claim_start_date",
            "claim_end_date", "claim_line_start_date", "claim_line_end_date", "place_of_service_code",
            "bill_type_code", "drg_code", "revenue_center_code", "hcpcs_code", "paid_date", "paid_amount",
            "allowed_amount", "data_source"});
  files_.emplace_back(folder, "pharmacy_claim.csv",
                      Names{"claim_id", "claim_line_number", "person_id", "member_id", "dispensing_date",
                            "days_supply", "paid_date", "paid_amount", "allowed_amount", "data_source"});
  files_.emplace_back(folder, "provider_attribution.csv",
                      Names{"person_id", "member_id", "year_month", "payer", "payer_attributed_provider"});
}

MadeRow RowWriter::person(MadePerson const& p) const {
  if (is_cclf())
    return {{"BENE_MBI_ID", p.key},
            {"BENE_DOB", day_text(p.birth)},
            {"BENE_DEATH_DT", day_or_blank(p.death)},
            {"BENE_MDCR_STUS_CD", p.status},
            {"BENE_DUAL_STUS_CD", p.dual},
            {"BENE_PART_A_ENRLMT_BGN_DT", day_text(p.start)},
            {"BENE_PART_B_ENRLMT_BGN_DT", day_text(p.start)}};
  return {{"person_id", p.key},
          {"member_id", p.key},
          {"birth_date", day_text(p.birth)},
          {"death_date", day_or_blank(p.death)},
          {"enrollment_start_date", day_text(p.start)},
          {"enrollment_end_date", day_text(p.end)},
          {"payer", "medicare"},
          {"payer_type", "medicare"},
          {"plan", "medicare"},
          {"dual_status_code", p.dual},
          {"medicare_status_code", p.status},
          {"data_source", "synthetic"}};
}

MadeRow RowWriter::line(MadePerson const& person, MadeClaim const& claim, std::size_t line, Version version,
                        std::int64_t add_cents) const {
  std::int64_t cents = claim.lines[line].cents;
  if (is_header(claim.kind)) {
    cents = 0;
    for (MadeLine const& part : claim.lines) cents += part.cents;
  }
  return is_cclf() ? cclf_line(person, claim, line, version, cents + add_cents)
                   : tuva_line(person, claim, line, cents + add_cents);
}

MadeRow RowWriter::tuva_line(MadePerson const& person, MadeClaim const& claim, std::size_t line,
                             std::int64_t cents) const {
  std::string id = fmt::format("C{:09}", claim.number), number = std::to_string(line + 1);
  if (claim.kind == MadeKind::pharmacy)
    return {{"claim_id", id},
            {"claim_line_number", number},
            {"person_id", person.key},
            {"member_id", person.key},
            {"dispensing_date", day_text(claim.day)},
            {"days_supply", "30"},
            {"paid_date", day_text(claim.paid)},
            {"paid_amount", dollars(cents)},
            {"allowed_amount", dollars(cents + cents / 5)},
            {"data_source", "synthetic"}};
  std::string const bill = bill_types[static_cast<std::size_t>(claim.kind)];
  return {{"claim_id", id},
          {"claim_line_number", number},
          {"claim_type", bill.empty() ? "professional" : "institutional"},
          {"person_id", person.key},
          {"member_id", person.key},
          {"claim_start_date", day_text(claim.day)},
          {"claim_end_date", day_text(claim.end)},
          {"claim_line_start_date", day_text(claim.day)},
          {"claim_line_end_date", day_text(claim.end)},
          {"place_of_service_code", bill.empty() ? "11" : ""},
          {"bill_type_code", bill},
          {"drg_code", group_of(claim)},
          {"revenue_center_code", bill.empty() ? "" : claim.lines[line].revenue},
          {"hcpcs_code", claim.lines[line].hcpcs},
          {"paid_date", day_text(claim.paid)},
          {"paid_amount", dollars(cents)},
          {"allowed_amount", dollars(cents + cents / 5)},
          {"data_source", "synthetic"}};
}

MadeRow RowWriter::cclf_line(MadePerson const& person, MadeClaim const& claim, std::size_t line,
                             Version version, std::int64_t cents) const {
  auto const step = static_cast<std::uint64_t>(version);
  MadeRow row{{"CUR_CLM_UNIQ_ID", fmt::format("{:013}", claim.number * 10 + step)},
              {"BENE_MBI_ID", person.key},
              {"CLM_TYPE_CD", claim_types[static_cast<std::size_t>(claim.kind)]},
              {"CLM_ADJSMT_TYPE_CD", std::to_string(step)},
              {"CLM_EFCTV_DT", day_text(claim.paid + 30 * static_cast<Day>(step))}};
  auto const add = [&](std::string_view column, std::string cell) {
    row.emplace_back(column, std::move(cell));
  };
  if (claim.kind == MadeKind::pharmacy) {
    add("CLM_LINE_FROM_DT", day_text(claim.day));
    add("CLM_SRVC_PRVDR_GNRC_ID_NUM", fmt::format("{:020}", claim.number % 50));
    add("CLM_LINE_RX_SRVC_RFRNC_NUM", fmt::format("{:012}", claim.number));
    add("CLM_LINE_BENE_PMT_AMT", dollars(cents));
    return row;
  }
  if (claim.kind == MadeKind::inpatient) add("DGNS_DRG_CD", group_of(claim));
  add("CLM_FROM_DT", day_text(claim.day));
  add("CLM_THRU_DT", day_text(claim.end));
  if (is_header(claim.kind)) {
    add("PRVDR_OSCAR_NUM", fmt::format("{:06}", claim.number % 1'000'000));
    add("CLM_PMT_AMT", dollars(cents));
    return row;
  }
  add("CLM_LINE_NUM", fmt::format("{:010}", line + 1));
  add("CLM_LINE_FROM_DT", day_text(claim.day));
  add("CLM_LINE_THRU_DT", day_text(claim.end));
  add("CLM_LINE_HCPCS_CD", claim.lines[line].hcpcs);
  add("CLM_LINE_CVRD_PD_AMT", dollars(cents));
  add("CLM_PRCSG_IND_CD", "A");
  add("CLM_CARR_PMT_DNL_CD", "1");
  add("CLM_CNTL_NUM", fmt::format("{:040}", claim.number));
  return row;
}

void RowWriter::write_beside(MadePerson const& person, MadeClaim const& claim) {
  if (!is_cclf() || !is_header(claim.kind)) return;
  for (std::size_t i = 0; i < claim.lines.size(); ++i)
    files_[cclf2].write({{"CUR_CLM_UNIQ_ID", fmt::format("{:013}", claim.number * 10)},
                         {"CLM_LINE_NUM", fmt::format("{:010}", i + 1)},
                         {"BENE_MBI_ID", person.key},
                         {"CLM_TYPE_CD", claim_types[static_cast<std::size_t>(claim.kind)]},
                         {"CLM_LINE_PROD_REV_CTR_CD", claim.lines[i].revenue},
                         {"PRVDR_OSCAR_NUM", fmt::format("{:06}", claim.number % 1'000'000)},
                         {"CLM_FROM_DT", day_text(claim.day)},
                         {"CLM_THRU_DT", day_text(claim.end)},
                         {"CLM_LINE_CVRD_PD_AMT", dollars(claim.lines[i].cents)}});
}

std::uint32_t RowWriter::write_attribution(MadePerson const& person, Month month) {
  return attribution().write({{"person_id", person.key},
                              {"member_id", person.key},
                              {"year_month", fmt::format("{:04}{:02}", month / 12, month % 12 + 1)},
                              {"payer", "medicare"},
                              {"payer_attributed_provider", "P1"}});
}

void RowWriter::write_attribution(MadePerson const& person, Month from, Month to) {
  if (is_cclf()) return;
  for (Month month = from; month <= to; ++month) write_attribution(person, month);
}

void RowWriter::write_control(std::int64_t off) {
  if (!is_cclf()) return;
  SyntheticFile control(folder_, "CCLF0.txt",
                        std::vector<FixedField>{{"LINE", 0, 69, FixedField::Format::text}});
  for (SyntheticFile const& file : files_) {
    std::string const name = file.name().substr(0, 5);
    control.write_text(fmt::format("{:<13}|{:<20}|{:>20}|{:>13}", name, "made up",
                                   file.rows() + (name == "CCLF6" ? off : 0), file.width()));
  }
  control.close();
  control.commit();
}

void RowWriter::close() {
  for (SyntheticFile& file : files_) file.close();
  for (SyntheticFile& file : files_) file.commit();
}

bool RowWriter::is_header(MadeKind kind) const {
  return is_cclf() && kind <= MadeKind::outpatient;
}

SyntheticFile& RowWriter::file(MadeKind kind) {
  if (!is_cclf()) return files_[kind == MadeKind::pharmacy ? pharmacy : medical];
  return files_[is_header(kind)                  ? cclf1
                : kind == MadeKind::professional ? cclf5
                : kind == MadeKind::equipment    ? cclf6
                                                 : cclf7];
}

RowWriter::Columns RowWriter::columns(MadeKind kind) const {
  if (!is_cclf())
    return kind == MadeKind::pharmacy
               ? Columns{"person_id", "claim_id", "dispensing_date", "", "paid_date", "paid_amount", ""}
               : Columns{"person_id",           "claim_id",  "claim_line_start_date",
                         "claim_line_end_date", "paid_date", "paid_amount",
                         "claim_type"};
  Columns columns{"BENE_MBI_ID", "CUR_CLM_UNIQ_ID", "CLM_LINE_FROM_DT", "CLM_LINE_THRU_DT", "", "",
                  "CLM_TYPE_CD"};
  columns.amount = kind == MadeKind::pharmacy ? "CLM_LINE_BENE_PMT_AMT" : "CLM_LINE_CVRD_PD_AMT";
  if (kind == MadeKind::pharmacy) columns.end = "";
  if (!is_header(kind)) return columns;
  columns.service = "CLM_FROM_DT";
  columns.end = "CLM_THRU_DT";
  columns.amount = "CLM_PMT_AMT";
  return columns;
}

std::int64_t RowWriter::rows() const {
  std::int64_t rows = 0;
  for (SyntheticFile const& file : files_) rows += file.rows();
  return rows;
}

}  // namespace plimsoll
