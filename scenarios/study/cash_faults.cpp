#include "study/cash_faults.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "study/cash_dates.hpp"
#include "plimsoll/scenarios/signed_contracts.hpp"
#include "text/node.hpp"

namespace plimsoll {
namespace {

class CashChecker {
 public:
  explicit CashChecker(Study const& study) : study_(study) {
    for (ContractTable const& contract : study.contract) contracts_.push_back(contract.id);
    for (ProgramTable const& program : study.program) programs_.push_back(program.name);
  }

  std::vector<Problem> run() {
    cash();
    for (ContractTable const& contract : study_.contract)
      if (contract.settlement) settlement("contract." + contract.id + ".settlement", contract);
    names("program", programs_);
    std::vector<std::string> investments;
    for (InvestmentTable const& investment : study_.investment) {
      investments.push_back(investment.name);
      check("investment." + investment.name, investment);
    }
    names("investment", investments);
    if (study_.funding) funding(*study_.funding);
    return std::move(problems_);
  }

 private:
  void note(std::string key, std::string what, std::string why = {}, std::string suggestion = {}) {
    problems_.push_back({{}, std::move(key), std::move(what), std::move(why), std::move(suggestion)});
  }
  bool known(std::string const& key, std::string const& name, std::vector<std::string> const& names,
             std::string_view kind) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return true;
    std::string const near = nearest(name, names);
    note(key, fmt::format("there is no {} \"{}\"", kind, name),
         names.empty() ? "" : fmt::format("given: {}", fmt::join(names, ", ")),
         near.empty() ? "" : "did you mean \"" + near + "\"?");
    return false;
  }
  /// The month written there, noted where it is none or lies before the calendar.
  std::optional<std::chrono::year_month> month(std::string const& key, std::string const& text) {
    if (text.empty()) return std::nullopt;
    auto const found = read_month(text);
    if (!found)
      note(key, "\"" + text + "\" is no month", "", "write 2027-03");
    else if (started_ && *found < cash_start(study_))
      note(key, "lies before the calendar, which starts in " + to_text(cash_start(study_)), "",
           "write [cash] start = \"" + to_text(*found) + "\"");
    return found;
  }
  void names(std::string const& kind, std::vector<std::string> const& names);
  void cash();
  void settlement(std::string const& key, ContractTable const& contract);
  void check(std::string const& key, InvestmentTable const& investment);
  void funding(FundingTable const& funding);

  Study const& study_;
  std::vector<std::string> contracts_, programs_;
  bool started_ = true;  // whether the start of the calendar is known
  std::vector<Problem> problems_;
};

/// Names become parts of data set names.
void CashChecker::names(std::string const& kind, std::vector<std::string> const& names) {
  std::set<std::string> seen;
  for (std::string const& name : names) {
    std::string const key = kind + "." + name;
    bool const plain = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
      return std::isalnum(c) || c == '_' || c == '-' || c > 127;
    });
    if (!plain) note(key, "a name may hold letters, digits, _ and - only");
    if (!seen.insert(name).second) note(key, "is the name of another " + kind);
  }
}

void CashChecker::cash() {
  if (!study_.cash) return;
  CashTable const& cash = *study_.cash;
  started_ = cash.start.empty() || read_month(cash.start).has_value();
  if (!started_) note("cash.start", "\"" + cash.start + "\" is no month", "", "write 2026-07");
  std::int64_t const year = study_.run.performance_years.front();
  if (started_ && cash_start(study_) > january_of(year))
    note("cash.start", fmt::format("lies within performance year {}", year),
         "what is paid before it would be left out", fmt::format("{}-01 or before", year));
}

void CashChecker::settlement(std::string const& key, ContractTable const& contract) {
  SettlementTable const& table = *contract.settlement;
  auto const& months = table.months;
  if (months.empty() || months.size() > 2 || (months.size() == 2 && months[0] > months[1]))
    return note(key + ".months", "must be the first and the last month a payment may come in", "",
                "write months = [12, 18]");
  std::int64_t const end = table.from == PaymentFrom::period_start ? 12 : 0;
  if (months[0] < end + table.run_out_months)
    note(key + ".months",
         fmt::format("starts {} months after the period ends", std::max<std::int64_t>(0, months[0] - end)),
         fmt::format("the period must end and claims are collected for {} months more", table.run_out_months),
         fmt::format("months from {} on", end + table.run_out_months));
  if (table.provisional && table.provisional->month > months[0])
    note(key + ".provisional.month", "may lie after the final payment", "it comes first",
         fmt::format("month = {} or less", months[0]));
  bool const prospective =
      std::any_of(contract.terms.begin(), contract.terms.end(), [](NamedTerm const& named) {
        return target_of(named.term) == Target::benchmark && paid_monthly(named.term);
      });
  if (table.claims == ClaimsPaidBy::us && !prospective)
    note(key + ".claims", "are ours to pay, but nothing is paid to us in advance",
         "the contract has no capitation and no percent of premium", "claims = \"payer\"");
}

void CashChecker::check(std::string const& key, InvestmentTable const& investment) {
  if (!investment.amount && !investment.monthly) note(key, "needs amount or monthly");
  if (!investment.month.empty() && !investment.amount) note(key + ".month", "needs an amount");
  if (!(investment.from.empty() && investment.until.empty()) && !investment.monthly)
    note(key, "from and until need monthly", "an amount is spent once", "write month, or monthly");
  month(key + ".month", investment.month);
  auto const from = month(key + ".from", investment.from), until = month(key + ".until", investment.until);
  if (from && until && *from > *until) note(key + ".until", "lies before from");
  if (!investment.contract.empty()) known(key + ".contract", investment.contract, contracts_, "contract");
  if (!investment.program.empty()) known(key + ".program", investment.program, programs_, "programme");
}

void CashChecker::funding(FundingTable const& funding) {
  std::string const key = "funding.repaid_from";
  bool const credit = funding.kind == FundingKind::line_of_credit;
  if (credit && !funding.repaid_from.empty())
    note(key, "does not go with a line of credit", "it is repaid from any cash in hand");
  if (!funding.repaid_from.empty() && !known(key, funding.repaid_from, contracts_, "contract")) return;
  bool dated = credit;
  for (ContractTable const* contract : signed_contracts(study_).contracts) {
    if (!funding.repaid_from.empty() && contract->id != funding.repaid_from) continue;
    dated = dated || contract->settlement;
    if (funding.kind != FundingKind::payer_advance) continue;
    for (NamedTerm const& named : contract->terms)
      if (std::holds_alternative<Recoupment>(named.term))
        note("funding.kind",
             "an advance is taken back by contract." + contract->id + "." + named.name + " too",
             "it would be repaid twice", "leave the term out by without = [\"" + named.name + "\"]");
  }
  if (!dated)
    note(key, "nothing would repay it", "no contract of the calendar it may be repaid from has a settlement",
         "write [contract.settlement], or kind = \"line_of_credit\"");
}

}  // namespace

std::vector<Problem> cash_faults(Study const& study) {
  if (!has_cash(study) || study.run.performance_years.empty()) return {};
  return CashChecker(study).run();
}

std::vector<std::string> cash_notices(Study const& study) {
  std::vector<std::string> notices;
  if (!has_cash(study)) return notices;
  for (ContractTable const* contract : signed_contracts(study).contracts)
    if (!has_dates(*contract))
      notices.push_back(
          fmt::format("contract.{}: no settlement window, so no dates: it is left out of the cash calendar; "
                      "[contract.settlement] gives it one",
                      contract->id));
  return notices;
}

}  // namespace plimsoll
