#include "plimsoll/scenarios/init_mssp.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "plimsoll/models/measure/people.hpp"
#include "published/aco_history.hpp"
#include "published/mssp_track.hpp"

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
  char const *name, *column;
};
constexpr std::array<EnrolmentType, 4> types{
    {{"esrd", "esrd"}, {"disabled", "dis"}, {"aged_dual", "agdu"}, {"aged_nondual", "agnd"}}};

/// Text fit for a comment or between quotes.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 32 || c == 127 || c == '"' || c == '\\'; },
      ' ');
  return text;
}

double rounded(double value, double step) {
  return std::round(value / step) * step;
}

class Writer {
 public:
  Writer(MsspResults const& from, AcoHistory& aco)
      : from_(from),
        aco_(aco),
        track_(mssp_track(aco.text("track"))),
        pack_(newest_pack(track_, aco.year())) {}

  StartedStudy write() {
    choose_types();
    head();
    population();
    cost();
    benchmark();
    contract();
    aco_.raise_faults();
    return {std::move(text_), aco_.year(), pack_.name, std::move(notices_)};
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_ += fmt::format(format, std::forward<Arguments>(arguments)...) + "\n";
  }
  /// Where a value was read.
  std::string source(std::string_view column) const {
    return fmt::format("{}, {}, {}", from_.panel.filename().string(), aco_.year(), column);
  }

  void head();
  void past_savings();
  void population();
  void cost();
  void benchmark();
  void contract();
  void score();
  void minimum();
  void revenue();
  /// Types whose person-years are published and are no small count, in order.
  void choose_types();
  double scatter();

  MsspResults const& from_;
  AcoHistory& aco_;
  MsspTrack const& track_;
  ChosenPack pack_;
  std::vector<EnrolmentType> shown_;
  std::string text_;
  std::vector<std::string> notices_;
};

void Writer::head() {
  line("# {}, {}: {} in {}.", one_line(from_.aco), one_line(aco_.text("aco_name")), track_.title,
       aco_.year());
  line(
      "# Made by plimsoll init mssp from public results. Behind each value stand the file, performance year "
      "and column");
  line("# it was read from; what no column says is marked \"assumption\": put in your own.");
  past_savings();
  line("schema = \"study/1\"\ntitle = \"MSSP {}, {}, from the results of {}\"\n", one_line(from_.aco),
       track_.title, aco_.year());
  line("[purpose]\nintended_use = \"Started from public results, to be completed with own figures\"\n");
  line(
      "[run]\ntrials = 10_000\nseed = 20260715\nengine = \"panel\" # one draw for each enrolment type and "
      "year");
  line("performance_years = [{}]\n", pack_.year);
  line(
      "[reserve]\npolicy = \"percentile\" # assumption: the amount that is enough in 95 of 100 years\nlevel "
      "= 0.95\n");
}

void Writer::past_savings() {
  line("#\n# Its own savings rates (column sav_rate of {}):", from_.panel.filename().string());
  for (std::size_t row : aco_.rows()) {
    auto const rate = aco_.number(row, "sav_rate");
    std::string const id = aco_.text(row, "aco_id");
    if (rate)
      line("#   {}  {:6.2f} %{}", aco_.year_of(row), 100.0 * *rate, id == from_.aco ? "" : "  as " + id);
  }
  if (aco_.year() == 2013)
    line(
        "# The first year of many ACOs was 18 or 21 months long: totals of 2013 are not those of a calendar "
        "year.");
  line("");
}

void Writer::choose_types() {
  for (EnrolmentType const& type : types) {
    auto const people = aco_.number(fmt::format("py_{}", type.column));
    auto const cost = aco_.number(fmt::format("pc_{}", type.column));
    if (people && cost && *people > 0.0 && !is_few(*people)) shown_.push_back(type);
  }
  if (shown_.size() < types.size())
    notices_.push_back(fmt::format(
        "{} enrolment types of few members, or without published figures, are shared out over the others",
        types.size() - shown_.size()));
}

void Writer::population() {
  line("[population.aco]\nmembers = {:.0f} # person-years: {}\n",
       std::max(1.0, std::round(aco_.needed("py_total"))), source("py_total"));
  if (shown_.empty()) return;
  double known = 0.0;
  for (EnrolmentType const& type : shown_) known += *aco_.number(fmt::format("py_{}", type.column));
  line("[population.aco.enrolment] # shares of person-years; mean risk scores beside them are not used here");
  double left = 1.0;
  for (EnrolmentType const& type : shown_) {
    double const share = &type == &shown_.back()
                             ? left
                             : rounded(*aco_.number(fmt::format("py_{}", type.column)) / known, 1e-6);
    left -= share;
    auto const risk = aco_.number(fmt::format("hcc_{}", type.column));
    line("{} = {:.6f} # {}{}", type.name, share, source(fmt::format("py_{}", type.column)),
         risk ? fmt::format("; risk score {} (hcc_{})", *risk, type.column) : "");
  }
  line("");
}

/// Standard deviation of own savings rates less what chance explains: the sd of a drawn factor on cost.
double Writer::scatter() {
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

void Writer::cost() {
  line("[cost.aco]\npbpy = {} # {}", aco_.needed("pc_total"), source("pc_total"));
  line("year = {}", aco_.year());
  line("trend = {} # assumption: growth of cost a year, and of the benchmark below", growth);
  line(
      "process_cv = {} # assumption: sd over mean of one member's capped year (the table of minimum savings "
      "rates fits 2.15, noise of base years included)",
      member_cv);
  line("utilization = {{ dist = \"normal\", mean = 1.0, sd = {}, basis = \"{}\" }}", scatter(),
       aco_.rows().size() < 3 ? "assumption: fewer than three years to measure it"
                              : "own savings rates above, less chance; at least 0.008");
  line("");
  if (shown_.empty()) return;
  line("[cost.aco.relative_cost] # mean cost by enrolment type; together they keep pbpy");
  for (EnrolmentType const& type : shown_)
    line("{} = {} # {}", type.name, *aco_.number(fmt::format("pc_{}", type.column)),
         source(fmt::format("pc_{}", type.column)));
  line("");
}

void Writer::benchmark() {
  auto const published = aco_.number("updated_bnchmk");
  double const people = aco_.needed("py_total");
  line("[benchmark.mssp]");
  if (published)
    line("pbpy = {} # {}", *published, source("updated_bnchmk"));
  else
    line("pbpy = {:.2f} # {}", aco_.needed("abtot_bnchmk") / people, source("abtot_bnchmk / py_total"));
  double grown = 1.0;
  for (int year = aco_.year(); year < pack_.year; ++year) grown *= 1.0 + growth;
  line(
      "update = {{ dist = \"normal\", mean = {:.6f}, sd = {}, basis = \"assumption: {} years of growth, and "
      "what it moves until settlement\" }}\n",
      grown - 1.0, benchmark_sd, std::max(0, pack_.year - aco_.year()));
}

void Writer::score() {
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

void Writer::minimum() {
  auto const rate = aco_.number("msr");
  double const steps = rate ? *rate / 0.005 : 0.5;
  bool const elected =
      track_.two_sided && rate && *rate <= 0.02 && std::abs(steps - std::round(steps)) < 1e-9;
  line("[contract.minimum]");
  if (elected)
    line("rate = {} # elected: {}", *rate, source("msr"));
  else
    line("size = {:.0f} # rate by size: {}{}", aco_.needed("n_ab"), source("n_ab"),
         rate ? fmt::format("; it was {} (msr)", *rate) : "");
}

void Writer::revenue() {
  if (!track_.limited_by_revenue) return;
  std::string const category = aco_.text("rev_exp_cat");
  double const share = category.starts_with("Low") ? revenue_share_low : revenue_share_high;
  double const benchmark = aco_.needed("abtot_bnchmk");
  line("[contract.loss_cap]\nrevenue = {:.0f} # assumption: {} of benchmark; {}",
       rounded(share * benchmark, 1000.0), share,
       category.empty() ? "the file does not say whether revenue is high or low"
                        : one_line(category) + ": " + source("rev_exp_cat"));
}

void Writer::contract() {
  line("[[contract]]\nid = \"mssp\"\npopulation = \"aco\"\nbenchmark = \"mssp\"");
  line("template = \"{}\" # {}: {}", pack_.name, track_.title, source("track"));
  line("without = [\"truncation\"] # published costs are cut at the limits already");
  score();
  minimum();
  revenue();
  bool const basic = std::string_view(track_.pack).starts_with("mssp/basic");
  if (basic && aco_.text("rev_exp_cat").starts_with("Low"))
    line(
        "# Low revenue: an agreement that began in 2024 or later has a right to this.\n# [[contract.term]]\n"
        "# kind = \"low_revenue_relief\"\n# after = \"minimum\"\n# size = {:.0f} # {}",
        aco_.needed("n_ab"), source("n_ab"));
  line("\n[scenario.quality_miss]\n\"contract.mssp.quality.score\" = 0.40");
}

}  // namespace

StartedStudy start_mssp_study(MsspResults const& from) {
  AcoHistory aco(from);
  return Writer(from, aco).write();
}

}  // namespace plimsoll
