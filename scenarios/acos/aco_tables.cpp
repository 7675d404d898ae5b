#include "acos/aco_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include "plimsoll/models/measure/people.hpp"

namespace plimsoll {
namespace {

// What no column of the public files says. docs/guide/from-public-results.md gives the reasons.
constexpr double member_cv = 1.8;          // sd over mean of a member's capped year
constexpr double growth = 0.05;            // of cost and benchmark a year
constexpr double benchmark_sd = 0.012;     // what a benchmark still moves until it is settled
constexpr double least_scatter = 0.008;    // of savings rates beyond chance: what does not shrink with size
constexpr double assumed_scatter = 0.012;  // the same where there are too few years to measure it
constexpr double score_sd = 0.05;
constexpr double surest_score = 0.97;  // above it a score is taken as known
constexpr double assumed_score = 0.80;
constexpr double revenue_share_high = 0.50, revenue_share_low = 0.20;  // of benchmark

struct EnrolmentType {
  char const *name, *people, *cost, *risk;
};
constexpr std::array<EnrolmentType, 4> types{{{"esrd", "py_esrd", "pc_esrd", "hcc_esrd"},
                                              {"disabled", "py_dis", "pc_dis", "hcc_dis"},
                                              {"aged_dual", "py_agdu", "pc_agdu", "hcc_agdu"},
                                              {"aged_nondual", "py_agnd", "pc_agnd", "hcc_agnd"}}};

double rounded(double value, double step) {
  return std::round(value / step) * step;
}

class TablesWriter {
 public:
  TablesWriter(AcoHistory& aco, MsspTrack const& track, ChosenPack const& pack, AcoNames const& names)
      : aco_(aco), track_(track), pack_(pack), names_(names) {}

  AcoTables write() {
    choose_types();
    population();
    cost();
    benchmark();
    contract();
    return {std::move(text_), types.size() - shown_.size()};
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_ += fmt::format(format, std::forward<Arguments>(arguments)...) + "\n";
  }
  /// Where a value was read.
  std::string source(std::string_view column) const {
    return fmt::format("{}, {}, {}", one_line(aco_.file().path().filename().string()), aco_.year(),
                       aco_.file().name_of(column));
  }

  /// Types whose person-years are published and are no small count, in order.
  void choose_types();
  void population();
  double scatter();
  void cost();
  void panel_cost();
  void benchmark();
  void score();
  void minimum();
  void revenue();
  void contract();

  AcoHistory& aco_;
  MsspTrack const& track_;
  ChosenPack const& pack_;
  AcoNames const& names_;
  std::vector<EnrolmentType> shown_;
  std::string text_;
};

void TablesWriter::choose_types() {
  for (EnrolmentType const& type : types) {
    auto const people = aco_.number(type.people), cost = aco_.number(type.cost);
    if (people && cost && *people > 0.0 && !is_few(*people)) shown_.push_back(type);
  }
}

void TablesWriter::population() {
  line("[population.{}]\nmembers = {:.0f} # person-years: {}\n", names_.population,
       std::max(1.0, std::round(aco_.needed("py_total"))), source("py_total"));
  if (shown_.empty()) return;
  double known = 0.0;
  for (EnrolmentType const& type : shown_) known += *aco_.number(type.people);
  line("[population.{}.enrolment] # shares of person-years; mean risk scores beside them are not used here",
       names_.population);
  double left = 1.0;
  for (EnrolmentType const& type : shown_) {
    double const share = &type == &shown_.back() ? left : rounded(*aco_.number(type.people) / known, 1e-6);
    left -= share;
    auto const risk = aco_.number(type.risk);
    line("{} = {:.6f} # {}{}", type.name, share, source(type.people),
         risk ? fmt::format("; risk score {} ({})", *risk, aco_.file().name_of(type.risk)) : "");
  }
  line("");
}

/// Standard deviation of own savings rates less what chance explains: the sd of a drawn factor on cost.
double TablesWriter::scatter() {
  std::vector<double> rates;
  for (std::size_t row : aco_.rows())
    if (auto const rate = aco_.number(row, "sav_rate")) rates.push_back(*rate);
  if (rates.size() < 3) return assumed_scatter;
  double const count = static_cast<double>(rates.size());
  double const mean = std::accumulate(rates.begin(), rates.end(), 0.0) / count;
  double squares = 0.0;
  for (double rate : rates) squares += (rate - mean) * (rate - mean);
  double const chance = member_cv * member_cv / std::max(1.0, aco_.needed("py_total"));
  return std::max(least_scatter, rounded(std::sqrt(std::max(0.0, squares / (count - 1.0) - chance)), 1e-4));
}

void TablesWriter::cost() {
  line("[cost.{}]\npbpy = {} # {}", names_.population, aco_.needed("pc_total"), source("pc_total"));
  line("year = {}", aco_.year());
  if (names_.trend.empty())
    line("trend = {} # assumption: growth of cost a year, and of the benchmark below", growth);
  else
    line("trend = \"{}\"", names_.trend);
  if (!names_.cost_file.empty())
    line("file = \"{}\"", one_line(names_.cost_file));
  else
    line(
        "process_cv = {} # assumption: sd over mean of one member's capped year (the table of minimum "
        "savings rates fits 2.15, noise of base years included)",
        member_cv);
  line("utilization = {{ dist = \"normal\", mean = 1.0, sd = {}, basis = \"{}\" }}", scatter(),
       aco_.rows().size() < 3 ? "assumption: fewer than three years to measure it"
                              : "own savings rates above, less chance; at least 0.008");
  line("");
  if (names_.cost_file.empty()) panel_cost();
}

void TablesWriter::panel_cost() {
  if (shown_.empty()) return;
  line("[cost.{}.relative_cost] # mean cost by enrolment type; together they keep pbpy", names_.population);
  for (EnrolmentType const& type : shown_)
    line("{} = {} # {}", type.name, *aco_.number(type.cost), source(type.cost));
  line("");
}

/// Its own move until settlement is on the update, or, where that is shared, on the amount.
void TablesWriter::benchmark() {
  auto const published = aco_.number("updated_bnchmk");
  double const people = aco_.needed("py_total");
  std::string const amount = published
                                 ? fmt::format("{}", *published)
                                 : fmt::format("{:.2f}", aco_.needed("abtot_bnchmk") / std::max(1.0, people));
  std::string const from = source(published ? "updated_bnchmk" : "abtot_bnchmk") +
                           (published ? "" : fmt::format(" / {}", aco_.file().name_of("py_total")));
  line("[benchmark.{}]", names_.benchmark);
  if (!names_.update.empty()) {
    line(
        "pbpy = {{ dist = \"lognormal\", mean = {}, sd = {:.2f}, source = \"{}\", basis = \"assumption: what "
        "it moves until settlement beside all others\" }}",
        amount, benchmark_sd * std::stod(amount), from);
    return line("update = \"{}\"\n", names_.update);
  }
  line("pbpy = {} # {}", amount, from);
  double grown = 1.0;
  for (int year = aco_.year(); year < pack_.year; ++year) grown *= 1.0 + growth;
  line(
      "update = {{ dist = \"normal\", mean = {:.6f}, sd = {}, basis = \"assumption: {} years of growth, and "
      "what it moves until settlement\" }}\n",
      grown - 1.0, benchmark_sd, std::max(0, pack_.year - aco_.year()));
}

void TablesWriter::score() {
  auto const score = aco_.number("qual_score");
  line("[contract.quality]");
  if (!score)
    line("score = {} # assumption: none was published", assumed_score);
  else if (*score <= 1.0 - surest_score || *score >= surest_score)
    line("score = {} # {}", *score, source("qual_score"));
  else
    line("score = {{ dist = \"beta\", mean = {}, sd = {}, source = \"{}\" }} # sd: assumption", *score,
         score_sd, source("qual_score"));
  if (aco_.number("met_alt_qps").value_or(0.0) == 1.0) line("alternative = 1 # {}", source("met_alt_qps"));
}

void TablesWriter::minimum() {
  auto const rate = aco_.number("msr");
  double const steps = rate ? *rate / 0.005 : 0.5;
  bool const elected =
      track_.two_sided && rate && *rate <= 0.02 && std::abs(steps - std::round(steps)) < 1e-9;
  line("[contract.minimum]");
  if (elected)
    line("rate = {} # elected: {}", *rate, source("msr"));
  else
    line("size = {:.0f} # rate by size: {}{}", aco_.needed("n_ab"), source("n_ab"),
         rate ? fmt::format("; it was {} ({})", *rate, aco_.file().name_of("msr")) : "");
}

void TablesWriter::revenue() {
  if (!track_.limited_by_revenue) return;
  std::string const category = aco_.text("rev_exp_cat");
  double const share = category.starts_with("Low") ? revenue_share_low : revenue_share_high;
  double const benchmark = aco_.needed("abtot_bnchmk");
  line("[contract.loss_cap]\nrevenue = {:.0f} # assumption: {} of benchmark; {}",
       rounded(share * benchmark, 1000.0), share,
       category.empty() ? "the file does not say whether revenue is high or low"
                        : one_line(category) + ": " + source("rev_exp_cat"));
}

void TablesWriter::contract() {
  line("[[contract]]\nid = \"{}\"\npopulation = \"{}\"\nbenchmark = \"{}\"", names_.contract,
       names_.population, names_.benchmark);
  line("template = \"{}\" # {}: {}", pack_.name, track_.title, source("track"));
  line("without = [\"truncation\"] # published costs are cut at the limits already");
  score();
  minimum();
  revenue();
  bool const basic = std::string_view(track_.pack).starts_with("mssp/basic");
  if (names_.ready_to_change && basic && aco_.text("rev_exp_cat").starts_with("Low"))
    line(
        "# Low revenue: an agreement that began in 2024 or later has a right to this.\n# [[contract.term]]\n"
        "# kind = \"low_revenue_relief\"\n# after = \"minimum\"\n# size = {:.0f} # {}",
        aco_.needed("n_ab"), source("n_ab"));
}

}  // namespace

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 32 || c == 127 || c == '"' || c == '\\'; },
      ' ');
  return text;
}

AcoTables aco_tables(AcoHistory& aco, MsspTrack const& track, ChosenPack const& pack, AcoNames const& names) {
  return TablesWriter(aco, track, pack, names).write();
}

}  // namespace plimsoll
