#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/reserve/allocation.hpp"
#include "plimsoll/models/reserve/recognition.hpp"

namespace plimsoll {

template <>
struct Names<Netting> {
  static constexpr std::array<std::pair<std::string_view, Netting>, 3> pairs{
      {{"none", Netting::none}, {"entity", Netting::entity}, {"all", Netting::all}}};
};
template <>
struct Names<LossAmount> {
  static constexpr std::array<std::pair<std::string_view, LossAmount>, 2> pairs{
      {{"mean_if_owing", LossAmount::mean_if_owing}, {"median_if_owing", LossAmount::median_if_owing}}};
};
template <>
struct Names<GainMethod> {
  static constexpr std::array<std::pair<std::string_view, GainMethod>, 2> pairs{
      {{"expected_value", GainMethod::expected_value}, {"most_likely", GainMethod::most_likely}}};
};

/// `[reserve.holding]`: yearly prices of having a reserve at hand.
struct HoldingTable {
  std::optional<double> yield_forgone, letter_of_credit, surety;
  static constexpr auto fields =
      field_table(optional("yield_forgone", &HoldingTable::yield_forgone, Unit::fraction, Range{-0.1, 1.0},
                           "return a year given up on cash set aside"),
                  optional("letter_of_credit", &HoldingTable::letter_of_credit, Unit::fraction, unit_interval,
                           "fee a year of a letter of credit, as a share of its face"),
                  optional("surety", &HoldingTable::surety, Unit::fraction, unit_interval,
                           "premium a year of a surety bond, as a share of its face"));
};

/// `[portfolio]`: how contracts that would be signed together stand together.
struct PortfolioTable {
  Netting netting = Netting::none;
  std::map<std::string, std::string> entities, options;
  static constexpr auto fields = field_table(
      optional("netting", &PortfolioTable::netting,
               "whether gains of one contract pay losses of another: never, within a legal entity, always"),
      optional("entities", &PortfolioTable::entities,
               "legal entity that signs a contract, by contract; needed by netting = \"entity\""),
      optional("options", &PortfolioTable::options,
               "contract that is signed of each alternative_group; the first when not given"));
};

/// `[tolerance]`: lose more than max_loss in a performance year with chance at most probability.
struct ToleranceTable {
  double max_loss = 0.0, probability = 0.0;
  static constexpr auto fields =
      field_table(required("max_loss", &ToleranceTable::max_loss, Unit::dollars, not_negative,
                           "loss of all signed contracts together in one performance year"),
                  required("probability", &ToleranceTable::probability, Unit::fraction, unit_interval,
                           "chance of a larger loss that is put up with"));
};

/// `[[trigger]]`: a figure that someone must hear of when it passes a threshold.
struct TriggerTable {
  std::string figure;
  std::optional<double> above, below;
  std::string date, tell;
  static constexpr auto fields = field_table(
      required("figure", &TriggerTable::figure, "id of a figure of the run or of its reserve tables"),
      optional("above", &TriggerTable::above, "trips when the figure is larger"),
      optional("below", &TriggerTable::below, "trips when the figure is smaller"),
      optional("date", &TriggerTable::date, "day to look at it, year-month-day"),
      required("tell", &TriggerTable::tell, "who is told"));
};

/// `[recognition.CONTRACT]`: how the preparer of accounts reads ASC 450 and ASC 606 for it.
struct RecognitionTable {
  double probable = RecognitionRule{}.probable;
  LossAmount loss_amount = LossAmount::mean_if_owing;
  GainMethod gain_method = GainMethod::expected_value;
  double confidence = RecognitionRule{}.confidence;
  static constexpr auto fields =
      field_table(optional("probable", &RecognitionTable::probable, Unit::fraction, unit_interval,
                           "chance of owing from which a loss is accrued"),
                  optional("loss_amount", &RecognitionTable::loss_amount, "what is accrued then"),
                  optional("gain_method", &RecognitionTable::gain_method, "how upside is estimated"),
                  optional("confidence", &RecognitionTable::confidence, Unit::fraction, Range{0.5, 0.9999},
                           "chance that recognised upside does not reverse"));
};

/// `[[participant]]`: who a settlement is passed on to.
struct ParticipantTable {
  std::string name;
  double share = 0.0;
  static constexpr auto fields =
      field_table(required("name", &ParticipantTable::name, "name in tables"),
                  required("share", &ParticipantTable::share, Unit::fraction, unit_interval,
                           "of what the signed contracts settle; shares sum to 1"));
};

}  // namespace plimsoll
