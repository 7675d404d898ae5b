#include "cash/cash_sample.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {
namespace {

double dollars(Cents cents) {
  return static_cast<double>(cents) / 100.0;
}

std::string period_name(std::chrono::year_month month, CashPeriod period) {
  int const year = static_cast<int>(month.year());
  if (period == CashPeriod::year) return std::to_string(year);
  if (period == CashPeriod::month) return to_text(month);
  return fmt::format("{}-Q{}", year, (static_cast<unsigned>(month.month()) - 1) / 3 + 1);
}

class SampleMaker {
 public:
  SampleMaker(Study const& study, CashFlows const& flows, std::size_t trials)
      : study_(study), flows_(flows), rate_(discount_rate(study)) {
    CashPeriod const period = study.cash ? study.cash->period : CashPeriod::quarter;
    opening_ = study.cash ? to_cents(study.cash->opening) : 0;
    if (study.funding) funding_ = funding_of(*study.funding);
    sample_.funded = funding_.has_value();
    ByTrial const empty(trials);
    MonthAxis const& months = flows.months();
    for (std::size_t point = 0; point < months.points(); ++point) {
      std::chrono::year_month const month = months.month_at(std::max<std::size_t>(point, 1));
      std::string name = period_name(month, period);
      if (sample_.periods.empty() || sample_.periods.back().name != name)
        sample_.periods.push_back({std::move(name), empty, empty, empty});
      period_of_.push_back(sample_.periods.size() - 1);
      int const year = static_cast<int>(month.year());
      if (sample_.budget.empty() || sample_.budget.back().year != year)
        sample_.budget.push_back({year, empty, empty, empty, empty});
      year_of_.push_back(sample_.budget.size() - 1);
    }
    for (std::size_t kind = 0; kind < flow_kinds.size(); ++kind)
      sample_.kinds[kind] = {flow_kinds[kind].first, false, empty, empty};
    for (ByTrial* column :
         {&sample_.present, &sample_.before.balance, &sample_.before.point, &sample_.after.balance,
          &sample_.after.point, &sample_.cost, &sample_.most_owed, &sample_.owed_at_end})
      *column = empty;
  }

  void follow(std::size_t trial) {
    Calendar const calendar = flows_.calendar(trial);
    std::vector<Cents> const net = calendar.net();
    kinds(trial, calendar);
    sample_.present[trial] = present_value(net, rate_);
    std::vector<Cents> balance = running_balance(net, opening_);
    take(low_point(balance), trial, sample_.before);
    std::vector<Cents> debt(net.size(), 0);
    if (funding_) {
      FundedPath path = fund(net, flows_.repaying(trial, study_.funding->repaid_from), opening_, *funding_);
      take(low_point(path.balance), trial, sample_.after);
      sample_.cost[trial] = dollars(path.cost());
      sample_.most_owed[trial] = dollars(*std::max_element(path.debt.begin(), path.debt.end()));
      sample_.owed_at_end[trial] = dollars(path.debt.back());
      balance = std::move(path.balance);
      debt = std::move(path.debt);
    }
    periods(trial, net, balance, debt);
    budget(trial, calendar);
  }

  CashSample finish() {
    for (KindCash& kind : sample_.kinds)
      kind.any = std::any_of(kind.total.begin(), kind.total.end(), [](double x) { return x != 0.0; });
    return std::move(sample_);
  }

 private:
  static void take(LowPoint const& low, std::size_t trial, LowCash& out) {
    out.balance[trial] = dollars(low.balance);
    out.point[trial] = static_cast<double>(low.point);
  }

  void kinds(std::size_t trial, Calendar const& calendar) {
    for (KindCash& kind : sample_.kinds) {
      std::vector<Cents> of_kind;
      for (std::size_t point = 0; point < calendar.points(); ++point)
        of_kind.push_back(calendar.at(kind.kind, point));
      kind.total[trial] = dollars(calendar.total(kind.kind));
      kind.present[trial] = present_value(of_kind, rate_);
    }
  }

  void periods(std::size_t trial, std::vector<Cents> const& net, std::vector<Cents> const& balance,
               std::vector<Cents> const& debt) {
    std::vector<Cents> of_period(sample_.periods.size(), 0);
    for (std::size_t point = 0; point < net.size(); ++point) {
      PeriodCash& period = sample_.periods[period_of_[point]];
      of_period[period_of_[point]] += net[point];
      period.balance[trial] = dollars(balance[point]);  // the last point of the period stays
      period.debt[trial] = dollars(debt[point]);
    }
    for (std::size_t i = 0; i < of_period.size(); ++i) sample_.periods[i].net[trial] = dollars(of_period[i]);
  }

  void budget(std::size_t trial, Calendar const& calendar) {
    for (std::size_t point = 0; point < calendar.points(); ++point) {
      Cents paid = 0;
      for (auto const& [kind, name] : flow_kinds)
        if (kind != FlowKind::provisional && kind != FlowKind::settlement) paid += calendar.at(kind, point);
      sample_.budget[year_of_[point]].paid[trial] += dollars(paid);
    }
    for (SettlementPayment const& payment : flows_.settlements(trial)) {
      auto const receive = [&](std::size_t point, Cents amount) {
        sample_.budget[year_of_[point]].received[trial] += dollars(std::max<Cents>(amount, 0));
      };
      receive(payment.provisional_point, payment.provisional);
      receive(payment.final_point, payment.final);
      Cents const all = payment.provisional + payment.final;
      for (BudgetCash& year : sample_.budget)
        if (year.year == payment.year) {
          year.earned[trial] += dollars(std::max<Cents>(all, 0));
          year.owed[trial] += dollars(std::min<Cents>(all, 0));
        }
    }
  }

  Study const& study_;
  CashFlows const& flows_;
  double rate_;
  Cents opening_ = 0;
  std::optional<Funding> funding_;
  std::vector<std::size_t> period_of_, year_of_;  // by point
  CashSample sample_;
};

}  // namespace

Funding funding_of(FundingTable const& table) {
  return {table.kind, to_cents(table.limit), table.rate, table.fee};
}

double discount_rate(Study const& study) {
  return study.cash ? study.cash->discount_rate : 0.0;
}

CashSample cash_sample(Study const& study, CashFlows const& flows, std::size_t trials, std::size_t threads) {
  SampleMaker maker(study, flows, trials);
  for_each_block(blocks_for(trials), threads, [&](std::uint32_t block) {
    std::size_t const first = std::size_t{block} * lane_count;
    for (std::size_t trial = first; trial < std::min(trials, first + lane_count); ++trial)
      maker.follow(trial);
  });
  return maker.finish();
}

}  // namespace plimsoll
