#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// How well one law was estimated, and from whom.
struct LawFit {
  std::string from;  ///< cell whose members it was estimated from; a parent where the cell is thin
  std::optional<std::int64_t> sample;      ///< observations; left out where it would tell of 1 to 10 people
  std::optional<double> log_likelihood;    ///< left out with the sample, which it tells with the law
  std::optional<double> aic;               ///< so too
  std::optional<double> bic;               ///< and so too
  std::optional<double> ks;                ///< Kolmogorov–Smirnov distance, severity only
  std::optional<double> anderson_darling;  ///< as in amount_comparison.hpp, severity only
  std::optional<double> log_score;
  std::optional<double> mean_excess;
  std::vector<double> standard_errors;   ///< in the order of the law's parameters; empty on a bound
  std::vector<double> correlations;      ///< of the estimates, below the diagonal, row by row
  std::optional<std::string> chosen_by;  ///< criterion, among how many; empty for a family asked for
  static constexpr auto fields = field_table(
      required("from", &LawFit::from, "cell the law was estimated from"),
      optional("sample", &LawFit::sample, Unit::count, not_negative,
               "member-years (count) or amounts (severity)"),
      optional("log_likelihood", &LawFit::log_likelihood, Unit::none, any_number, "maximised log-likelihood"),
      optional("aic", &LawFit::aic, Unit::none, any_number, "Akaike criterion, smaller is better"),
      optional("bic", &LawFit::bic, Unit::none, any_number, "Bayes criterion, smaller is better"),
      optional("ks", &LawFit::ks, Unit::none, unit_interval,
               "largest gap between fitted and empirical distribution"),
      optional("anderson_darling", &LawFit::anderson_darling, Unit::none, not_negative,
               "Anderson-Darling distance, which gives the tails weight"),
      optional("log_score", &LawFit::log_score, Unit::none, any_number,
               "mean log density of fifths left out of the fit, larger is better"),
      optional("mean_excess", &LawFit::mean_excess, Unit::none, not_negative,
               "largest gap of the mean excess, in standard errors; above 3 the tail does not fit"),
      optional("standard_errors", &LawFit::standard_errors, Unit::none, not_negative,
               "standard errors in the order of the parameters"),
      optional("correlations", &LawFit::correlations, Unit::none, Range{-1.0, 1.0},
               "correlations of the estimates: second with first, third with first and second, and so on"),
      optional("chosen_by", &LawFit::chosen_by, "criterion the family was chosen by, and among which"));
  friend bool operator==(LawFit const&, LawFit const&) = default;
};

/// How much of a mean is own experience, where a fit was blended with a manual rate.
struct CredibilityRecord {
  double weight = 0.0;       ///< of own experience; 0 where the own mean is withheld
  double manual_mean = 0.0;  ///< dollars per member-year the manual gives the members of the cell
  static constexpr auto fields =
      field_table(required("weight", &CredibilityRecord::weight, Unit::fraction, unit_interval,
                           "weight of the data's mean against the manual's"),
                  required("manual_mean", &CredibilityRecord::manual_mean, Unit::dollars_pbpy, not_negative,
                           "mean of the manual rate"));
  friend bool operator==(CredibilityRecord const&, CredibilityRecord const&) = default;
};

/// How a category's laws were estimated in a cell.
struct FitRecord {
  LawFit count;
  LawFit severity;
  std::optional<double> data_mean;  ///< dollars per member-year of the cell; left out for 1 to 10 people
  double fitted_mean = 0.0;         ///< dollars per member-year of the laws as written
  double mean_factor = 1.0;  ///< mean matching and credibility multiplied the severity by this; 1 = none
  std::optional<CredibilityRecord> credibility;  ///< of a fit blended with a manual rate
  static constexpr auto fields = field_table(
      required("count", &FitRecord::count, "fit of the count law"),
      required("severity", &FitRecord::severity, "fit of the severity law"),
      optional("data_mean", &FitRecord::data_mean, Unit::dollars_pbpy, any_number, "mean of the data"),
      required("fitted_mean", &FitRecord::fitted_mean, Unit::dollars_pbpy, not_negative, "mean of the laws"),
      optional("mean_factor", &FitRecord::mean_factor, Unit::none, not_negative,
               "factor of mean matching and credibility on the severity"),
      optional("credibility", &FitRecord::credibility, "weight against a manual rate"));
  friend bool operator==(FitRecord const&, FitRecord const&) = default;
};

}  // namespace plimsoll
