#include "triangle_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace plimsoll {
namespace {

// Mack's formula for the last lag reads the variances of the two lags before it.
constexpr std::size_t fewest_lags = 4;

std::size_t last_known(PaidRow const& row) {
  std::size_t size = row.paid.size();
  while (size > 0 && !row.paid[size - 1]) --size;
  return size;
}

Problem fault(PaidRow const& row, std::size_t lag, std::string what, std::string why,
              std::string suggestion) {
  return {row.spot, fmt::format("period {}, lag {}", row.period, lag), std::move(what), std::move(why),
          std::move(suggestion)};
}

Problem fault(PaidRow const& row, std::string what, std::string why, std::string suggestion) {
  return {row.spot, fmt::format("period {}", row.period), std::move(what), std::move(why),
          std::move(suggestion)};
}

void add_cell_faults(PaidRow const& row, std::vector<Problem>& problems) {
  for (std::size_t lag = 0; lag < last_known(row); ++lag) {
    if (!row.paid[lag])
      problems.push_back(fault(row, lag, "is empty, and later lags are not",
                               "a hole could be nothing paid or not known",
                               "write 0 where nothing was paid"));
    else if (!std::isfinite(*row.paid[lag]))
      problems.push_back(
          fault(row, lag, "is not a finite amount", "", "write dollars, or nothing where not known yet"));
  }
}

std::string lags_text(std::size_t lags) {
  return lags == 0 ? std::string("no lag") : fmt::format("lags 0 to {}", lags - 1);
}

/// The youngest row fixes the valuation date; every older one is known one lag further, up to the last.
void add_diagonal_faults(std::vector<PaidRow> const& rows, std::vector<Problem>& problems) {
  std::size_t lags = 0;
  for (PaidRow const& row : rows) lags = std::max(lags, last_known(row));
  std::size_t const youngest = std::max<std::size_t>(1, last_known(rows.back()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::size_t const expected = std::min(lags, youngest + rows.size() - 1 - i);
    std::size_t const known = last_known(rows[i]);
    if (known != expected)
      problems.push_back(
          fault(rows[i],
                fmt::format("is known at {}, where {} were expected", lags_text(known), lags_text(expected)),
                "all periods are valued at one date, so each older one is known a lag further",
                "complete the row, or leave out what was paid after the date of the others"));
  }
}

void add_size_faults(std::vector<PaidRow> const& rows, std::vector<Problem>& problems) {
  SourceSpot const spot = {rows.empty() ? std::string{} : rows.front().spot.file, 0, 0};
  std::size_t lags = 0, twice = 0;
  for (PaidRow const& row : rows) lags = std::max(lags, last_known(row));
  for (PaidRow const& row : rows) twice += lags > 0 && last_known(row) == lags ? 1 : 0;
  if (rows.size() < 2 || lags < 2)
    problems.push_back({spot, "", fmt::format("has {} periods and {} lags", rows.size(), lags),
                        "development is seen only where an older period shows what a younger one lacks",
                        "give at least two periods and two lags; with their errors, four"});
  else if (twice < 2 && lags < fewest_lags)
    problems.push_back({spot, "", fmt::format("has too few periods: {} lags, the last seen once", lags),
                        "Mack's error of a lag seen once is read from the two lags before it",
                        "add older periods: four, or one more that is known at every lag"});
}

void add_growth_faults(PaidRow const& row, Falls falls, std::vector<Problem>& problems) {
  auto const refuse = [&](std::size_t lag, std::string what, std::string why, std::string suggestion) {
    problems.push_back(fault(row, lag, std::move(what), std::move(why), std::move(suggestion)));
  };
  if (*row.paid[0] < 0.0)
    refuse(0, "is negative", "nothing less than nothing was paid",
           "book reversals at the lag of the payment they reverse");
  for (std::size_t lag = 1, known = known_lags(row); lag < known; ++lag) {
    double const before = *row.paid[lag - 1], now = *row.paid[lag];
    if (now < before && falls == Falls::refused)
      refuse(lag, "the amount paid so far falls",
             "recoveries exceed payments, which no share paid by lag can mean",
             "book reversals at the lag of the payment they reverse");
    else if (now < 0.0 && before >= 0.0)
      refuse(lag, "is negative", "more is taken back than was ever paid", "join periods into longer ones");
    else if (before == 0.0 && now > 0.0)
      refuse(lag, "grows out of nothing paid before", "an age-to-age factor cannot multiply 0",
             "join periods into longer ones, or leave out the first lag");
  }
}

}  // namespace

std::size_t known_lags(PaidRow const& row) {
  auto const end = std::find(row.paid.begin(), row.paid.end(), std::nullopt);
  return static_cast<std::size_t>(end - row.paid.begin());
}

std::vector<Problem> shape_faults(std::vector<PaidRow> const& rows) {
  std::vector<Problem> problems;
  std::set<std::string> seen;
  for (PaidRow const& row : rows) {
    if (!seen.insert(row.period).second)
      problems.push_back(fault(row, "stands twice", "a period is one row", "join the rows, or rename one"));
    add_cell_faults(row, problems);
  }
  if (!rows.empty()) add_diagonal_faults(rows, problems);
  add_size_faults(rows, problems);
  return problems;
}

std::vector<Problem> amount_faults(std::vector<PaidRow> const& rows, Falls falls) {
  std::vector<Problem> problems;
  std::vector<double> paid;  // by lag, in periods that are known a lag further
  for (PaidRow const& row : rows) {
    add_growth_faults(row, falls, problems);
    std::size_t const known = known_lags(row);
    paid.resize(std::max(paid.size(), known - 1), 0.0);
    for (std::size_t lag = 0; lag + 1 < known; ++lag) paid[lag] += *row.paid[lag];
  }
  for (std::size_t lag = 0; lag < paid.size(); ++lag)
    if (paid[lag] == 0.0)
      problems.push_back({{rows.front().spot.file, 0, 0},
                          fmt::format("lag {}", lag),
                          "nothing is paid in any period that is known a lag further",
                          "the factor to the next lag would be a division by 0",
                          "leave out the lag, or join lags into longer ones"});
  return problems;
}

}  // namespace plimsoll
