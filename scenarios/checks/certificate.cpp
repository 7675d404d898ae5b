#include "plimsoll/scenarios/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "checks/certificate_parts.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/nearest.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

bool CertificateCheck::passes() const {
  return std::abs(error()) <= tolerance;  // false for NaN
}

void CheckList::add(std::string id, std::string what, std::string source, double expected, double slack,
                    Figure const& got) {
  add(std::move(id), std::move(what), std::move(source), expected, slack + certified_errors * got.std_error,
      got.value, got.unit);
}

void CheckList::add(std::string id, std::string what, std::string source, double expected, double slack,
                    double got, Unit unit) {
  checks_.push_back({std::move(id), kind_, std::move(what), std::move(source), unit, expected, got, slack});
}

TrialTable NormalDeal::simulate(std::size_t threads) const {
  std::string const text = fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = {}\nseed = 20260715\nengine = \"panel\"\n"
      "performance_years = [{}]\n[reserve]\npolicy = \"mean\"\n"
      "[population.aco]\nmembers = {}\nmonths = {}\n[cost.aco]\npbpy = {}\nprocess_cv = {}\n"
      "[benchmark.target]\npbpy = {}\n"
      "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"target\"\n{}",
      trials, year, members, months, cost_pbpy, process_cv, benchmark_pbpy, contract);
  return plimsoll::simulate(compile_study(load_study_text(text, "certificate", {})).plan, threads);
}

std::span<double const> of_deal(TrialTable const& trials, NormalDeal const& deal, char const* what) {
  auto const column = trials.column(contract_column("deal", what), deal.year);
  PLIMSOLL_EXPECT(column.has_value());
  return *column;
}

std::vector<CertificateCheck> certify(CertificateSetting const& setting) {
  std::vector<CertificateCheck> checks;
  auto const part = [&](char const* name, auto const& make) {
    if (setting.told) setting.told(name);
    for (CertificateCheck& check : make(setting)) checks.push_back(std::move(check));
  };
  part("closed forms", closed_form_checks);
  part("published numbers", published_checks);
  part("engines beside the exact distribution", engine_checks);
  return checks;
}

void spoil(std::vector<CertificateCheck>& checks, std::string const& id) {
  std::vector<std::string> known;
  for (CertificateCheck& check : checks) {
    known.push_back(check.id);
    if (check.id != id) continue;
    check.expected += 3.0 * check.tolerance + 0.01;
    return;
  }
  std::string const near = nearest(id, known);
  throw InputError(Problem{{"--spoil", 0, 0},
                           id,
                           "is no check of the certificate",
                           "",
                           near.empty() ? "" : "did you mean \"" + near + "\"?"});
}

namespace {

/// Six digits, and whole numbers in full: errors of a chance and of a total stand in one column.
std::string in_digits(double value) {
  return std::abs(value) >= 1000.0 ? fmt::format("{:.2f}", value) : fmt::format("{:.6g}", value);
}

}  // namespace

Table certificate_table(std::vector<CertificateCheck> const& checks) {
  TableBuilder table("certificate", "What this program answers beside what is known");
  for (char const* column :
       {"check", "held against", "what", "expected", "got", "error", "tolerance", "verdict"})
    table.column(column, column, Unit::none, Presentation::text);
  for (CertificateCheck const& check : checks)
    table.row(check.id, {check.id, std::string(name_in_study(check.kind)), check.what,
                         in_digits(check.expected), in_digits(check.got), in_digits(check.error()),
                         in_digits(check.tolerance), std::string(check.passes() ? "pass" : "FAIL")});
  table.note(
      fmt::format("a tolerance is what was printed of the answer and {} standard errors of what was drawn",
                  certified_errors));
  return table.build();
}

}  // namespace plimsoll
