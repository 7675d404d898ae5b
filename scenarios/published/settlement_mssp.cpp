#include <fmt/format.h>

#include <cmath>

#include "published/published_settlement.hpp"

namespace plimsoll {
namespace {

constexpr double loss_tolerance = 3e-4;
constexpr double no_score_meets = 2.0;  // scores end at 1

struct Level {
  std::string_view track, pack;
  bool one_sided, basic;
};
constexpr Level levels[] = {{"1", "mssp/track-1", true, false},  {"1+", "mssp/track-1-plus", false, false},
                            {"2", "mssp/track-2", false, false}, {"3", "mssp/track-3", false, false},
                            {"A", "mssp/basic-a", true, true},   {"B", "mssp/basic-b", true, true},
                            {"C", "mssp/basic-c", false, true},  {"D", "mssp/basic-d", false, true},
                            {"E", "mssp/basic-e", false, true},  {"EN", "mssp/enhanced", false, false}};

Level const* level_of(std::string_view track) {
  for (Level const& level : levels)
    if (level.track == track) return &level;
  return nullptr;
}

constexpr char const* relief = R"(
[[term]]
name = "loss_relief"
kind = "loss_relief"
before = "sequestration"
dollars = "row.relief"
)";
constexpr char const* low_revenue_relief = R"(
[[term]]
name = "low_revenue_relief"
kind = "low_revenue_relief"
after = "minimum"
size = "row.low_revenue_members"
)";
constexpr int first_relief_agreement = 2024;  // 42 CFR 425.605(h)

/// Year of a date as CMS writes it: 07/01/2012, 7/1/12, "1/1/16 00:00", 2024-01-01.
std::optional<int> year_of(std::string const& date) {
  std::size_t const slash = date.rfind('/');
  std::string const digits = slash == std::string::npos ? date.substr(0, 4) : date.substr(slash + 1, 4);
  int year = 0;
  std::size_t count = 0;
  for (char const c : digits) {
    if (c < '0' || c > '9') break;
    year = 10 * year + (c - '0');
    ++count;
  }
  if (count == 2) return 2000 + year;
  return count == 4 ? std::optional(year) : std::nullopt;
}

/// One row of the panel; every cell it looks at is named here.
class PanelRow {
 public:
  PanelRow(ResultsFile& file, std::size_t row, PackFinder& packs) : file_(file), row_(row), packs_(packs) {}

  std::optional<PublishedSettlement> read() {
    Level const* const level = level_of(file_.text(row_, "track"));
    if (!level && file_.has("track"))
      file_.note(row_, "track", "is not a track of the programme", "one of 1, 1+, 2, 3, A to E, EN");
    published_.line = file_.line(row_);
    published_.year = static_cast<int>(file_.needed(row_, "py"));
    published_.id = file_.text(row_, "aco_id");
    published_.loss_tolerance = loss_tolerance;
    published_.published = file_.number(row_, "earn_save_loss").value_or(0.0);
    if (!level) return std::nullopt;
    published_.one_sided = level->one_sided;
    if (auto const pack = packs_.find(std::string(level->pack), published_.year))
      published_.form.pack = *pack;
    else if (published_.year > 0)
      file_.note(row_, "py", fmt::format("no rule pack {} settles {}", level->pack, published_.year));
    published_.form.changes = relief;
    started_ = year_of(file_.text(row_, "current_start_date"));
    read_totals();
    read_minimum(*level);
    read_quality();
    read_losses(*level);
    return std::move(published_);
  }

 private:
  double& column(char const* name) { return published_.columns[name]; }
  bool flagged(char const* name) { return file_.number(row_, name).value_or(0.0) > 0.0; }
  bool low_revenue() const { return file_.text(row_, "rev_exp_cat").starts_with("Low"); }
  void bind(char const* term, char const* field, char const* to) {
    published_.form.bindings.push_back({term, field, to});
  }

  void read_totals() {
    column("row.benchmark") = file_.needed(row_, "abtot_bnchmk");
    column("row.cost") = file_.needed(row_, "abtot_exp");
    if (!flagged("guardrail")) return;
    // The guardrail leaves neither savings nor losses, or losses on a benchmark that is not published.
    column("row.cost") = column("row.benchmark");
    published_.reasons.insert(Reason::guardrail);
  }

  void read_minimum(Level const& level) {
    double const assigned = file_.needed(row_, "n_ab");
    column("row.assigned") = assigned;
    bind("minimum", "size", "row.assigned");
    if (auto const elected = level.one_sided ? std::nullopt : file_.number(row_, "msr")) {
      column("row.minimum_rate") = *elected;
      bind("minimum", "rate", "row.minimum_rate");
    }
    if (!level.basic || published_.year < first_relief_agreement) return;
    bool const entitled = low_revenue() && started_.value_or(0) >= first_relief_agreement;
    column("row.low_revenue_members") = entitled ? assigned : 0.0;
    published_.form.changes += low_revenue_relief;
  }

  void read_quality() {
    std::optional<double> const score = file_.number(row_, "qual_score");
    bool const reporting_only = started_.value_or(published_.year) >= published_.year;
    column("row.score") = score.value_or(reporting_only ? 1.0 : 0.0);
    column("row.alternative") = flagged("met_alt_qps") ? 1.0 : 0.0;
    bind("quality", "score", "row.score");
    bind("quality", "alternative", "row.alternative");
    std::optional<double> const met = file_.number(row_, "met_qps");
    if (!met) return;  // the pack's own standard decides
    column("row.standard") = *met > 0.0 ? 0.0 : no_score_meets;
    bind("quality", "standard", "row.standard");
    bind("quality", "minimum", "row.standard");
  }

  void read_losses(Level const& level) {
    // Of a half year the file gives the benchmark and expenditure halved, the relief for the calendar year.
    double const published_relief = std::abs(file_.number(row_, "dis_adj").value_or(0.0));
    column("row.relief") = flagged("six_month") ? published_relief / 2.0 : published_relief;
    if (published_relief > 0.0) published_.reasons.insert(Reason::losses_waived);
    std::optional<double> const limited_by_revenue = file_.number(row_, "rev_loss_limit");
    bool const revenue_limit = level.pack == "mssp/track-1-plus" || (level.basic && !level.one_sided);
    if (revenue_limit && low_revenue() && limited_by_revenue.value_or(1.0) > 0.0)
      published_.reasons.insert(Reason::revenue_not_published);
  }

  ResultsFile& file_;
  std::size_t row_;
  PackFinder& packs_;
  std::optional<int> started_;
  PublishedSettlement published_;
};

}  // namespace

std::vector<PublishedSettlement> read_mssp_panel(ResultsFile& file) {
  file.expect_columns({"py", "track", "n_ab", "abtot_bnchmk", "abtot_exp", "earn_save_loss"});
  PackFinder packs;
  std::vector<PublishedSettlement> rows;
  for (std::size_t row = 0; row < file.rows(); ++row)
    if (auto published = PanelRow(file, row, packs).read()) rows.push_back(std::move(*published));
  file.raise_faults();
  return rows;
}

}  // namespace plimsoll
