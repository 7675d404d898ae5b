#include <fmt/format.h>

#include <cmath>

#include "checks/certificate_parts.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "plimsoll/scenarios/validate_settlements.hpp"

namespace plimsoll {
namespace {

/// A contract of terms alone, the settlement being what is saved.
std::string const whole_savings = "[[contract.term]]\nkind = \"gross_savings\"\n";

std::string one_sided(double minimum, double share) {
  return whole_savings + fmt::format(
                             "[[contract.term]]\nkind = \"minimum_savings\"\nrate = {}\n"
                             "[[contract.term]]\nkind = \"upside_only\"\n"
                             "[[contract.term]]\nkind = \"savings_share\"\nrate = {}\n",
                             minimum, share);
}

std::string mssp(char const* pack, std::string const& terms) {
  return fmt::format("template = \"{}\"\n[contract.quality]\nscore = 0.8\n{}", pack, terms);
}

/// A deal whose cost per person has this sd at that many members.
NormalDeal deal_with(int members, double cost, double sd, std::string contract, bool full) {
  NormalDeal deal;
  deal.members = members;
  deal.cost_pbpy = cost;
  deal.process_cv = sd * std::sqrt(static_cast<double>(members)) / cost;
  deal.contract = std::move(contract);
  deal.trials = full ? 2'000'000 : 200'000;
  return deal;
}

/// A figure of a sample in dollars a person.
Figure per_person(Figure const& figure, int members) {
  return normal_figure(figure.id, figure.value / members, figure.std_error / members, Unit::dollars);
}

/// What a calculator of fair value prints of one person-year of $10,000.
void fair_value(CertificateSetting const& setting, CheckList& list) {
  constexpr int members = 1'000;
  std::string const source = "Buckhead FMV calculator";
  auto const sides = [&](std::string const& id, double cost, double sd, double gain, double loss) {
    NormalDeal const deal = deal_with(members, cost, sd, whole_savings, setting.full);
    TrialTable const trials = deal.simulate(setting.threads);
    auto const mean = [&](char const* what) {
      return per_person(Sample(what, Unit::dollars, of_deal(trials, deal, what)).mean(), members);
    };
    list.add(id + ".gain", fmt::format("two-sided, cost {:.0f}: mean gain a person", cost), source, gain, 1.0,
             mean("upside"));
    list.add(id + ".loss", fmt::format("two-sided, cost {:.0f}: mean loss a person", cost), source, loss, 1.0,
             mean("owed"));
    return Sample("owed", Unit::dollars, of_deal(trials, deal, "owed")).probability_above(0.0);
  };
  sides("fair_value.level", 10'000.0, 451.0, 180.0, 180.0);
  Figure const chance = sides("fair_value.below", 9'800.0, 446.0, 295.0, 95.0);
  list.add("fair_value.chance", "two-sided, cost 9800: chance of a loss", source, 0.327, 0.0005, chance);
  NormalDeal const deal = deal_with(members, 10'000.0, 451.0, one_sided(0.02, 0.5), setting.full);
  TrialTable const trials = deal.simulate(setting.threads);
  list.add(
      "fair_value.one_sided", "one-sided, half, 2 % minimum: mean payment a person", source, 80.0, 2.0,
      per_person(Sample("settlement", Unit::dollars, of_deal(trials, deal, "settlement")).mean(), members));
}

double noise_of_medicare(int members) {
  return 10'000.0 * 2.15 / std::sqrt(static_cast<double>(members));
}

/// How often luck alone is paid: the minimum savings rate by size was made for that.
void false_rewards(CertificateSetting const& setting, CheckList& list) {
  struct Gate {
    int members;
    double published, slack;
  };
  for (Gate const& gate : {Gate{5'000, 0.10, 0.01}, Gate{20'000, 0.05, 0.005}, Gate{50'000, 0.01, 0.003}}) {
    NormalDeal const deal = deal_with(gate.members, 10'000.0, noise_of_medicare(gate.members),
                                      mssp("mssp/basic-a@2024", ""), setting.full);
    TrialTable const trials = deal.simulate(setting.threads);
    list.add(fmt::format("false_reward.{}", gate.members),
             fmt::format("one-sided MSR, {} lives: chance of a reward for luck", gate.members),
             "CMS-1345-P, table of minimum savings rates", gate.published, gate.slack,
             Sample("settlement", Unit::dollars, of_deal(trials, deal, "settlement")).probability_above(0.0));
  }
}

/// How often luck alone is paid or penalised beyond 2 % either way.
void two_sided_band(CertificateSetting const& setting, CheckList& list) {
  struct Band {
    int members;
    double reward, penalty, slack;
  };
  for (Band const& band : {Band{5'000, 0.24, 0.26, 0.016}, Band{50'000, 0.02, 0.02, 0.005}}) {
    NormalDeal const deal =
        deal_with(band.members, 10'000.0, noise_of_medicare(band.members),
                  mssp("mssp/enhanced@2024", "[contract.minimum]\nrate = 0.02\n"), setting.full);
    TrialTable const trials = deal.simulate(setting.threads);
    Sample const settled("settlement", Unit::dollars, of_deal(trials, deal, "settlement"));
    std::string const source = "DeLia, Hoover and Cantor (2012)";
    list.add(fmt::format("two_sided.reward.{}", band.members),
             fmt::format("two-sided 2 %, {} lives: chance of a reward for luck", band.members), source,
             band.reward, band.slack, settled.probability_above(0.0));
    list.add(fmt::format("two_sided.penalty.{}", band.members), "the same: chance of a penalty", source,
             band.penalty, band.slack, settled.probability_below(0.0));
  }
}

/// A share of savings without a minimum is an option that costs nothing.
void free_option(CertificateSetting const& setting, CheckList& list) {
  struct Size {
    int members;
    double noise, published, slack;
  };
  for (Size const& size : {Size{500, 3.48, 0.031, 0.003}, Size{60'000, 3.68, 0.003, 0.0005}}) {
    double const sd = 10'000.0 * size.noise / std::sqrt(static_cast<double>(size.members));
    NormalDeal const deal = deal_with(size.members, 10'000.0, sd, one_sided(0.0, 0.5), setting.full);
    TrialTable const trials = deal.simulate(setting.threads);
    Figure const paid = Sample("settlement", Unit::dollars, of_deal(trials, deal, "settlement")).mean();
    double const cost = 10'000.0 * size.members;
    list.add(fmt::format("free_option.{}", size.members),
             fmt::format("half of savings, no effect, {} lives: payment over cost", size.members),
             "Friedberg et al. (2013), Am J Managed Care 19(8)", size.published, size.slack,
             normal_figure("share", paid.value / cost, paid.std_error / cost, Unit::fraction));
  }
}

double settled_once(NormalDeal const& deal) {
  TrialTable const trials = deal.simulate();
  return of_deal(trials, deal, "settlement").front();
}

/// Worked examples without luck, to the cent.
void worked_examples(CheckList& list) {
  NormalDeal axene;
  axene.members = 12'500;
  axene.months = 10;
  axene.benchmark_pbpy = 500.0 * 12;
  axene.cost_pbpy = 495.50 * 12;
  for (auto const& [minimum, paid] : {std::pair{0.0, 281'250.0}, std::pair{0.01, 0.0}}) {
    axene.contract = one_sided(minimum, 0.5);
    list.add(minimum > 0.0 ? "axene.minimum" : "axene.plain",
             fmt::format("$500.00 target, $495.50 actual, 125,000 months, half, minimum {:.0f} %",
                         100.0 * minimum),
             "Axene Health Partners", paid, 0.001, settled_once(axene), Unit::dollars);
  }
  NormalDeal reach;
  reach.year = 2025;
  reach.members = 10'000;
  reach.cost_pbpy = 9'300.0;
  struct Corridor {
    char const *id, *pack;
    double paid;
  };
  for (Corridor const& one : {Corridor{"reach.professional", "reach/professional@2023", 3.2e6},
                              Corridor{"reach.global", "reach/global@2025", 3.5e6}}) {
    reach.contract = fmt::format(
        "template = \"{}\"\n[contract.earn_back]\nscore = 1.0\n[contract.sequestration]\nrate = 0.0\n",
        one.pack);
    list.add(one.id, fmt::format("{}: 7 % saved of $100M", one.pack), "Pearl Health, REACH corridors",
             one.paid, 0.001, settled_once(reach), Unit::dollars);
  }
}

/// The triangle of Taylor and Ashe (1983), the classic of the field.
void taylor_ashe(CheckList& list) {
  std::vector<std::vector<double>> const paid{
      {357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463},
      {352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085},
      {290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315},
      {310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268},
      {443160, 1136350, 2128333, 2897821, 3402672, 3873311},
      {396132, 1333217, 2180715, 2985752, 3691712},
      {440832, 1288463, 2419861, 3483130},
      {359480, 1421128, 2864498},
      {376686, 1363294},
      {344014}};
  std::vector<PaidRow> rows;
  for (std::size_t i = 0; i < paid.size(); ++i) {
    rows.push_back({std::to_string(i + 1), {paid[i].begin(), paid[i].end()}, {}});
    rows.back().paid.resize(paid.front().size());
  }
  PaidTriangle const triangle = PaidTriangle::from_cumulative(std::move(rows));
  UnpaidClaims const claims = chain_ladder(triangle, develop(triangle));
  list.add("taylor_ashe.reserve", "chain ladder on the triangle of Taylor and Ashe: reserve",
           "England and Verrall (2002)", 18'680'856.0, 0.5, claims.unpaid(), Unit::dollars);
  list.add("taylor_ashe.error", "the same: standard error of the reserve", "Mack (1993)", 2'447'095.0, 0.5,
           claims.error.total(), Unit::dollars);
}

/// Every settlement of the public files by our terms: how many are not as published.
void public_settlements(CertificateSetting const& setting, CheckList& list) {
  struct File {
    char const *id, *path;
    double rows, unmatched;
  };
  for (File const& file : {File{"mssp", "mssp_puf/mssp_settlement_panel.csv", 3881.0, 3.0},
                           File{"reach", "cmmi_results/aco_reach_py2023_results.csv", 132.0, 1.0}}) {
    std::filesystem::path const path = *setting.data / file.path;
    if (!std::filesystem::exists(path)) continue;
    std::vector<SettledRow> const rows = validate_settlements(path);
    std::string const id = std::string("settlements.") + file.id;
    list.add(id + ".rows", "published settlements read", "CMS public use files", file.rows, 0.0,
             static_cast<double>(rows.size()), Unit::count);
    list.add(id + ".unmatched", "of these, neither matched nor explained", "CMS public use files",
             file.unmatched, 0.0, static_cast<double>(count_of(rows, Agreement::unmatched)), Unit::count);
  }
}

}  // namespace

std::vector<CertificateCheck> published_checks(CertificateSetting const& setting) {
  CheckList list(CheckKind::published);
  fair_value(setting, list);
  false_rewards(setting, list);
  two_sided_band(setting, list);
  free_option(setting, list);
  worked_examples(list);
  taylor_ashe(list);
  if (setting.data) public_settlements(setting, list);
  return list.take();
}

}  // namespace plimsoll
