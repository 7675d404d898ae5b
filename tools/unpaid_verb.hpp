#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/scenarios/unpaid_file.hpp"
#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct UnpaidVerb {
  std::string triangle;
  bool incremental = false;
  std::string valuation;
  std::string columns, as_of, since, category;
  TrianglePeriod period = TrianglePeriod::month;
  bool strict = false, force = false;
  std::string save;
  double tail = 1.0, tail_std_error = 0.0, tail_sigma = 0.0;
  std::vector<std::string> a_priori;
  std::optional<double> margin_share, margin_level;
  static constexpr VerbText text{
      "unpaid",
      "Estimates unpaid claims from what was paid by period and lag, with Mack's errors.",
      {"plimsoll unpaid triangle.csv --tail 1.005 --tail-std-error 0.002 --margin-level 0.75",
       "plimsoll unpaid payments.csv.gz --valuation 2026-04 --a-priori 2026-04=97.50x10000 --margin-share "
       "0.1",
       "plimsoll unpaid claims --columns tuva --as-of 2026-03-31 --save triangle.csv"}};
  static constexpr std::array<std::string_view, 1> positional{"triangle"};
  static constexpr auto fields = field_table(
      required("triangle", &UnpaidVerb::triangle,
               "CSV, plain or gzip: periods by lag, or a list with columns incurred, paid, amount; or a "
               "folder of claims"),
      optional("incremental", &UnpaidVerb::incremental,
               "cells of the matrix hold what was paid at each lag, not what was paid so far"),
      optional("valuation", &UnpaidVerb::valuation, "month YYYY-MM a list is known to; the last month paid"),
      optional("columns", &UnpaidVerb::columns, "claim map of a folder: tuva, cclf, or a TOML file"),
      optional("as_of", &UnpaidVerb::as_of,
               "claims: valuation date YYYY-MM-DD; what was paid later is left out; the last month paid"),
      optional("since", &UnpaidVerb::since, "claims: first month incurred, YYYY-MM"),
      optional("period", &UnpaidVerb::period, "claims: length of the periods, incurred and paid"),
      optional("category", &UnpaidVerb::category, "claims: this category alone"),
      optional("strict", &UnpaidVerb::strict, "claims: defects of the review stop the estimate"),
      optional("save", &UnpaidVerb::save, "writes the triangle to this file, as periods by lag"),
      optional("force", &UnpaidVerb::force, "replaces the file if it is there"),
      optional("tail", &UnpaidVerb::tail, Unit::none, Range{1.0, 10.0},
               "factor of growth after the last lag"),
      optional("tail_std_error", &UnpaidVerb::tail_std_error, Unit::none, not_negative,
               "standard error of the tail factor"),
      optional("tail_sigma", &UnpaidVerb::tail_sigma, Unit::none, not_negative,
               "sigma of the tail, as of the other lags"),
      optional("a_priori", &UnpaidVerb::a_priori,
               "PERIOD=PMPMxMEMBER_MONTHS: Bornhuetter-Ferguson for that period, as often as needed"),
      optional("margin_share", &UnpaidVerb::margin_share, Unit::fraction, Range{0.0, 10.0},
               "margin as a share of unpaid claims, shown apart"),
      optional("margin_level", &UnpaidVerb::margin_level, Unit::fraction, unit_interval,
               "margin up to this percentile of a lognormal law with Mack's error, shown apart"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
