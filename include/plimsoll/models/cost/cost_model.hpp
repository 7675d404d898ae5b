#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/count_law.hpp"
#include "plimsoll/models/cost/frailty.hpp"
#include "plimsoll/models/cost/severity_law.hpp"
#include "plimsoll/models/population/risk_cell.hpp"

namespace plimsoll {

/// How well one law was estimated, and from whom.
struct LawFit {
  std::string from;  ///< cell whose members it was estimated from; a parent where the cell is thin
  std::optional<std::int64_t> sample;  ///< observations; left out where it would tell of 1 to 10 people
  double log_likelihood = 0.0;
  double aic = 0.0;
  double bic = 0.0;
  std::optional<double> ks;                ///< Kolmogorov–Smirnov distance, severity only
  std::optional<double> anderson_darling;  ///< as in amount_comparison.hpp, severity only
  std::optional<double> log_score;
  std::optional<double> mean_excess;
  std::vector<double>
      standard_errors;  ///< in the order of the law's parameters; empty for an estimate on its bound
  std::optional<std::string> chosen_by;  ///< criterion, among how many; empty for a family asked for
  static constexpr auto fields = std::tuple{
      required("from", &LawFit::from, "cell the law was estimated from"),
      optional("sample", &LawFit::sample, Unit::count, not_negative,
               "member-years (count) or amounts (severity)"),
      required("log_likelihood", &LawFit::log_likelihood, Unit::none, any_number, "maximised log-likelihood"),
      required("aic", &LawFit::aic, Unit::none, any_number, "Akaike criterion, smaller is better"),
      required("bic", &LawFit::bic, Unit::none, any_number, "Bayes criterion, smaller is better"),
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
      optional("chosen_by", &LawFit::chosen_by, "criterion the family was chosen by, and among which")};
  friend bool operator==(LawFit const&, LawFit const&) = default;
};

/// How much of a mean is own experience, where a fit was blended with a manual rate.
struct CredibilityRecord {
  double weight = 0.0;       ///< of own experience; 0 where the own mean is withheld
  double manual_mean = 0.0;  ///< dollars per member-year the manual gives the members of the cell
  static constexpr auto fields =
      std::tuple{required("weight", &CredibilityRecord::weight, Unit::fraction, unit_interval,
                          "weight of the data's mean against the manual's"),
                 required("manual_mean", &CredibilityRecord::manual_mean, Unit::dollars_pbpy, not_negative,
                          "mean of the manual rate")};
  friend bool operator==(CredibilityRecord const&, CredibilityRecord const&) = default;
};

struct FitRecord {
  LawFit count;
  LawFit severity;
  std::optional<double> data_mean;  ///< dollars per member-year of the cell; left out for 1 to 10 people
  double fitted_mean = 0.0;         ///< dollars per member-year of the laws as written
  double mean_factor = 1.0;  ///< mean matching and credibility multiplied the severity by this; 1 = none
  std::optional<CredibilityRecord> credibility;  ///< of a fit blended with a manual rate
  static constexpr auto fields = std::tuple{
      required("count", &FitRecord::count, "fit of the count law"),
      required("severity", &FitRecord::severity, "fit of the severity law"),
      optional("data_mean", &FitRecord::data_mean, Unit::dollars_pbpy, any_number, "mean of the data"),
      required("fitted_mean", &FitRecord::fitted_mean, Unit::dollars_pbpy, not_negative, "mean of the laws"),
      optional("mean_factor", &FitRecord::mean_factor, Unit::none, not_negative,
               "factor of mean matching and credibility on the severity"),
      optional("credibility", &FitRecord::credibility, "weight against a manual rate")};
  friend bool operator==(FitRecord const&, FitRecord const&) = default;
};

/// Count and severity of one category in one cell; `fit` is empty for laws written by hand.
struct CategoryLaw {
  std::string category;
  CountLaw count;
  SeverityLaw severity;
  std::optional<FitRecord> fit;
  static constexpr auto fields = std::tuple{required("category", &CategoryLaw::category, "service line"),
                                            required("count", &CategoryLaw::count, "law of the count"),
                                            required("severity", &CategoryLaw::severity, "law of the amount"),
                                            optional("fit", &CategoryLaw::fit, "how it was estimated")};
  friend bool operator==(CategoryLaw const&, CategoryLaw const&) = default;
};

/// The laws of one risk cell, one per category, in the order of CostModel::categories.
struct CellLaw {
  std::string enrolment = "*";
  std::string age = "*";
  std::string risk = "*";
  std::optional<double>
      person_years;  ///< exposure behind the cell; left out where it would tell of 1 to 10 people
  std::vector<CategoryLaw> laws;
  RiskCell cell() const { return {enrolment, age, risk}; }
  static constexpr auto fields = std::tuple{
      optional("enrolment", &CellLaw::enrolment, "enrolment type, * for all"),
      optional("age", &CellLaw::age, "age band, * for all"),
      optional("risk", &CellLaw::risk, "risk band, * for all"),
      optional("person_years", &CellLaw::person_years, Unit::years, not_negative, "exposure fitted to"),
      required("laws", &CellLaw::laws, "one law per category")};
  friend bool operator==(CellLaw const&, CellLaw const&) = default;
};

/// What a member's year costs, by risk cell and category, in dollars of `year`. Categories are independent
/// given the cell and the frailty.
struct CostModel {
  std::string schema = "cost/1";
  std::int64_t year = 0;
  std::string basis;  ///< one paragraph: data, exposure, choices, what was left out
  std::vector<std::string> categories;
  std::vector<CellLaw> cells;
  std::optional<Frailty> frailty = {};  ///< given it, categories are independent
  static constexpr auto fields =
      std::tuple{required("schema", &CostModel::schema, "form of this file: cost/1"),
                 required("year", &CostModel::year, Unit::none, Range{1900, 2200}, "year of the dollars"),
                 optional("basis", &CostModel::basis, "data, exposure and choices in words"),
                 required("categories", &CostModel::categories, "service lines, in the order of the laws"),
                 optional("frailty", &CostModel::frailty,
                          "how far members of one cell differ in frequency, where the study does not say"),
                 required("cells", &CostModel::cells, "risk cells")};
  friend bool operator==(CostModel const&, CostModel const&) = default;
};

/// Categories a model may have: a scope of categories is a set of bits, all of them set for every category.
inline constexpr std::size_t most_categories = 63;

/// Faults of a cost model as the reader must report them: schema, categories and laws that do not match,
/// cells twice.
std::vector<std::string> faults(CostModel const& model);

/// Index of the law for `cell`: itself, else its nearest parent present. ModelError naming the cell where
/// there is none.
std::size_t find_cell(CostModel const& model, RiskCell const& cell);

/// Mean and variance of one member's cost over `exposure` member-years (count mean multiplied by it).
struct CostMoments {
  double mean = 0.0;      ///< dollars
  double variance = 0.0;  ///< dollars squared
  double cv() const;      ///< standard deviation over mean; 0 where the mean is 0
};
CostMoments moments(CategoryLaw const& law, double exposure = 1.0);
CostMoments moments(CellLaw const& cell, double exposure = 1.0);

}  // namespace plimsoll
