#include "plimsoll/scenarios/unpaid_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "published/payment_cells.hpp"
#include "unpaid/claim_triangles.hpp"
#include "unpaid/unpaid_tables.hpp"

namespace plimsoll {
namespace {

std::vector<std::string> notices_of(UnpaidReport const& report) {
  std::vector<std::string> notices;
  Tail const& tail = report.development.tail;
  if (tail.factor > 1.0 && tail.std_error == 0.0 && tail.sigma == 0.0)
    notices.push_back(
        fmt::format("the tail factor {} is taken as known for sure: give its error with "
                    "--tail-std-error and --tail-sigma",
                    tail.factor));
  for (PeriodUnpaid const& period : report.chosen.periods)
    if (period.paid == 0.0 && period.method == UnpaidMethod::chain_ladder)
      notices.push_back(fmt::format(
          "period {}: nothing paid yet, so the chain ladder says 0; give an a priori for it", period.period));
  return notices;
}

/// All expectations, or every one that does not read as such.
std::vector<APriori> read_a_priori(std::vector<std::string> const& texts) {
  std::vector<APriori> all;
  std::vector<Problem> problems;
  for (std::string const& text : texts) try {
      all.push_back(a_priori_of(text));
    } catch (InputError const& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  if (!problems.empty()) throw InputError(std::move(problems));
  return all;
}

/// Options of the other kind of input are told, not passed over.
void check_options(UnpaidRequest const& request, bool is_folder) {
  std::vector<Problem> problems;
  auto const note = [&](bool given, char const* option, char const* says, char const* suggestion) {
    if (given) problems.push_back({{request.triangle.file.string(), 0, 0}, option, says, "", suggestion});
  };
  ClaimTriangleRequest const& claims = request.claims;
  if (is_folder) {
    note(!request.triangle.valuation.empty(), "valuation", "is for a list of payments", "give --as-of");
    note(request.triangle.incremental, "incremental", "is for a matrix", "");
    note(claims.column_map.empty(), "columns", "no map of the folder's claims",
         "give --columns tuva, cclf or a file");
  } else {
    note(!claims.column_map.empty(), "columns", "is for a folder of claims", "");
    note(!claims.as_of.empty(), "as-of", "is for a folder of claims", "");
    note(!claims.since.empty(), "since", "is for a folder of claims", "");
    note(!claims.category.empty(), "category", "is for a folder of claims", "");
    note(claims.period != TrianglePeriod::month, "period", "is for a folder of claims", "");
    note(claims.strict, "strict", "is for a folder of claims", "");
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace

APriori a_priori_of(std::string const& text) {
  std::size_t const equals = text.rfind('='), times = text.rfind('x');
  if (equals != text.npos && times != text.npos && equals < times) {
    std::optional<double> const pmpm =
        dollars_of(std::string_view(text).substr(equals + 1, times - equals - 1));
    std::optional<double> const months = dollars_of(std::string_view(text).substr(times + 1));
    if (pmpm && months) return {text.substr(0, equals), *pmpm, *months};
  }
  throw InputError(Problem{{},
                           "a priori \"" + text + "\"",
                           "is not PERIOD=PMPMxMEMBER_MONTHS",
                           "",
                           "write for example 2026-04=97.50x10000"});
}

UnpaidReport unpaid_file(UnpaidRequest const& request) {
  std::vector<APriori> const a_priori = read_a_priori(request.a_priori);
  bool const is_folder = std::filesystem::is_directory(request.triangle.file);
  check_options(request, is_folder);
  std::optional<ClaimTriangles> claims;
  if (is_folder) claims = triangles_of_claims(request.triangle.file, request.claims, request.tail);
  PaidTriangle const triangle = claims ? std::move(claims->chosen) : read_triangle(request.triangle);
  UnpaidReport report;
  report.triangle = triangle_text(triangle);
  report.development = develop(triangle, request.tail);
  report.chain_ladder = chain_ladder(triangle, report.development);
  report.chosen = bornhuetter_ferguson(report.chain_ladder, a_priori);
  double const unpaid = report.chosen.unpaid();
  if (request.margin && unpaid > 0.0)
    report.margin = margin(unpaid, report.chosen.error.total(), *request.margin);
  report.notices = notices_of(report);
  report.tables = {development_table(report.development), unpaid_table(report.chain_ladder, report.chosen),
                   liability_table(report.chosen, report.margin, request.margin)};
  if (claims) {
    report.notices.insert(report.notices.begin(), claims->notices.begin(), claims->notices.end());
    report.tables.insert(report.tables.begin(), claims->dollars);
    if (claims->categories) report.tables.push_back(*claims->categories);
  }
  return report;
}

}  // namespace plimsoll
